"""Grid connections of the demand side: which of them can serve a demand, and why the others cannot."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass

import numpy as np

from ..errors import InputError
from ..parameters import least_voltage, voltage_class
from ..sources.shapes import VectorData, missing_field

_DEMAND = {"demand", "load", "需要", "需要側"}
_GENERATION = {"generation", "generator", "発電", "発電側"}
#: Words in headers that only the utilities' tables for generators (系統の空き容量) carry.
_GENERATION_WORDS = ("空容量", "空き容量", "n-1電制", "出力制御", "予想潮流")
#: What programs write where there is no value; no connection lacks so many MW.
_NO_VALUE = -9999.0
#: No line carries more, so larger figures are volts.
_MOST_KV = 1_500.0


@dataclass(frozen=True)
class CapacityFields:
    """Names of the fields to read; None takes the standard name where the layer has it."""

    capacity: str | None = None
    voltage: str | None = None
    year: str | None = None
    group: str | None = None
    side: str | None = None

    def wanted(self) -> tuple[str, ...]:
        """Every field that may be read, the standard ones included."""
        own = (self.capacity, self.voltage, self.year, self.group, self.side)
        return (*(n for n in own if n), *STANDARD_FIELDS)


#: Standard names: spare MW, its class minimum, voltage, year, group, side, utility, name.
STANDARD_FIELDS = (
    "spare_mw", "capacity_min_mw", "capacity_max_mw", "voltage_kv", "year_available", "shared_group", "side",
    "utility", "name", "as_of",
)  # fmt: skip


@dataclass(frozen=True)
class Demand:
    """What a site asks of the grid.

    Attributes
    ----------
    mw : float
        Contract power, above 0.
    year : float or None
        In service by; None takes connections of any year.
    min_voltage_kv : float or None
        Least voltage, 0 for any; None looks it up by contract power and utility.
    max_distance_m : float
        Metres to a connection at most.
    margin_pct : float
        Spare asked for beyond the demand, per cent.
    headroom_target : float
        Spare over demand from which more headroom scores no better.
    """

    mw: float
    year: float | None = None
    min_voltage_kv: float | None = None
    max_distance_m: float = 10_000.0
    margin_pct: float = 0.0
    headroom_target: float = 1.0

    def problems(self) -> list[str]:
        """What is wrong, a clause each."""
        rules = (
            (self.mw > 0, "the demand must be above 0 MW"),
            (self.max_distance_m > 0, "the maximum distance must be above 0 m"),
            (self.margin_pct >= 0, "the margin must be at least 0 %"),
            (self.headroom_target > 0, "the headroom target must be above 0"),
            (
                self.min_voltage_kv is None or self.min_voltage_kv >= 0,
                "the least voltage must be at least 0 kV",
            ),
        )
        return [text for holds, text in rules if not holds]


@dataclass(frozen=True)
class Connections:
    """Connections as arrays, one entry a feature; NaN where unknown or empty.

    Attributes
    ----------
    spare_mw, voltage_kv, year : float64 arrays
    group : object array
        Shared group; a connection without one has its own.
    is_demand : bool array
        Whether the side is demand (or the layer has no sides).
    utility, label : object arrays
    has_voltage : bool
        Whether the layer tells voltages at all.
    """

    spare_mw: np.ndarray
    voltage_kv: np.ndarray
    year: np.ndarray
    group: np.ndarray
    is_demand: np.ndarray
    utility: np.ndarray
    label: np.ndarray
    has_voltage: bool

    def is_unknown(self) -> np.ndarray:
        """True for connections of the demand side whose capacity is not known."""
        return self.is_demand & np.isnan(self.spare_mw)

    def is_feasible(self, demand: Demand) -> np.ndarray:
        """True for connections that can carry the demand: side, known spare, year and voltage."""
        with np.errstate(invalid="ignore"):
            # 50 MW with 10 % is 55.00000000000001 in binary, and 55 MW must do.
            enough = self.spare_mw >= demand.mw * (1 + demand.margin_pct / 100) * (1 - 1e-12)
            in_time = np.isnan(self.year) | (self.year <= (math.inf if demand.year is None else demand.year))
        return self.is_demand & enough & in_time & self.voltage_suffices(demand)

    def voltage_suffices(self, demand: Demand) -> np.ndarray:
        """True where the voltage class is high enough; an unknown voltage of a layer that tells voltages is not.

        A least voltage of 0 asks for none.
        """
        if not self.has_voltage or demand.min_voltage_kv == 0:
            return np.ones(len(self.spare_mw), bool)
        least = np.array([self._least(demand, u) for u in self.utility])
        have = np.array([voltage_class(v) if v == v else math.nan for v in self.voltage_kv])
        with np.errstate(invalid="ignore"):
            return have >= least

    @staticmethod
    def _least(demand: Demand, utility: str | None) -> float:
        kv = demand.min_voltage_kv
        return voltage_class(least_voltage(demand.mw, utility).kv if kv is None else kv)


def read_connections(data: VectorData, names: CapacityFields) -> Connections:
    """Read a capacity layer's fields.

    Raises
    ------
    InputError
        When a named field is missing, no capacity is to be found, the layer is of the
        generation side, a year is no number, or voltages are in volts.
    """
    side = _field(data, names.side, "side")
    is_demand = _demand_side(data, side)
    _refuse_generation(data, side, is_demand)
    voltage = _field(data, names.voltage, "voltage_kv")
    year = _field(data, names.year, "year_available")
    group = _field(data, names.group, "shared_group")
    n = data.shapes.count
    return Connections(
        _spare(data, names.capacity),
        _voltages(data, voltage) if voltage else np.full(n, np.nan),
        _years(data, year) if year else np.full(n, np.nan),
        _groups(data, group),
        is_demand,
        data.fields.get("utility", np.full(n, None, object)),
        data.fields.get("name", np.full(n, None, object)),
        voltage is not None,
    )


def _field(data: VectorData, chosen: str | None, standard: str) -> str | None:
    if chosen:
        if chosen not in data.field_names:
            raise missing_field(data.name, chosen, data.field_names)
        return chosen
    return standard if standard in data.field_names else None


def _demand_side(data: VectorData, side: str | None) -> np.ndarray:
    if side is None:
        return np.ones(data.shapes.count, bool)
    return np.array([_normal(v) in _DEMAND for v in data.column(side)], bool)


def _refuse_generation(data: VectorData, side: str | None, is_demand: np.ndarray) -> None:
    remedy = (
        "use the utility's map for demand (ウェルカムゾーンマップ, 供給余力マップ) instead, "
        "as a generator's spare capacity says nothing of what a load may draw"
    )
    if side is None:
        telling = [n for n in data.field_names if any(w in _normal(n) for w in _GENERATION_WORDS)]
        if telling:
            raise InputError(
                f"The layer {data.name} is of the generation side (its field {telling[0]} stands only in tables "
                f"for generators), so it cannot be used as demand capacity; {remedy}."
            )
    elif not is_demand.any():
        sides = {_normal(v) for v in data.column(side)}
        what = (
            "is of the generation side" if sides & _GENERATION else f"has no row of the demand side in {side}"
        )
        raise InputError(f"The layer {data.name} {what}, so it cannot be used as demand capacity; {remedy}.")


def _spare(data: VectorData, chosen: str | None) -> np.ndarray:
    """Spare MW; a class counts with its minimum."""
    if chosen:
        name = _field(data, chosen, chosen)
        spare = _capacities(data, str(name))
    elif "spare_mw" in data.field_names:
        spare = _capacities(data, "spare_mw")
    elif "capacity_min_mw" in data.field_names:
        return _capacities(data, "capacity_min_mw")
    else:
        listed = ", ".join(data.field_names)
        raise InputError(
            f"The layer {data.name} has no field spare_mw or capacity_min_mw; "
            f"name the field that holds the spare MW: one of {listed}."
        )
    if "capacity_min_mw" in data.field_names:
        least = _capacities(data, "capacity_min_mw")
        spare = np.where(np.isnan(spare), least, spare)
    return spare


def _years(data: VectorData, field: str) -> np.ndarray:
    years = data.numbers(field)
    wrong = [v for v, y in zip(data.column(field), years) if math.isnan(y) and str(v or "").strip()]
    if wrong:
        raise InputError(
            f"The field {field} of {data.name} holds {wrong[0]!r}, which is no year; "
            "give four-digit years, or leave it empty where the capacity is there already."
        )
    return years


def _groups(data: VectorData, field: str | None) -> np.ndarray:
    own = np.array([("own", i) for i in range(data.shapes.count)] + [None], dtype=object)[:-1]
    if field is None:
        return own
    for i, value in enumerate(data.column(field)):
        if value is not None and str(value).strip():
            own[i] = ("shared", str(value).strip())
    return own


def _capacities(data: VectorData, field: str) -> np.ndarray:
    found = np.array([_megawatts(v) for v in data.column(field)], float)
    return np.where(found == _NO_VALUE, math.nan, found)


def _megawatts(value: object) -> float:
    """Megawatts of a number or of text such as ``49`` or ``４９ ＭＷ``; NaN where it tells none, as ``- MW``."""
    if value is None or isinstance(value, (int, float)):
        return math.nan if value is None else float(value)
    found = re.fullmatch(r"([-−▲]?)(\d[\d,]*(?:\.\d+)?)\s*(?:mw)?", _normal(value))
    if not found:
        return math.nan
    return (-1.0 if found.group(1) else 1.0) * float(found.group(2).replace(",", ""))


def _voltages(data: VectorData, field: str) -> np.ndarray:
    volts = np.array([voltage_of(v) for v in data.column(field)], float)
    wrong = volts[volts > _MOST_KV]
    if len(wrong):
        raise InputError(
            f"The field {field} of {data.name} holds {wrong[0]:g}, which is no voltage in kV; give kilovolts, as a table in "
            "volts would pass every test of the least voltage."
        )
    return volts


def voltage_of(value: object) -> float:
    """Kilovolts of a number or of text such as ``66``, ``６６ｋＶ`` or ``154;66`` (the highest counts)."""
    if value is None:
        return math.nan
    if isinstance(value, (int, float)):
        return float(value)
    found = re.findall(r"\d+(?:\.\d+)?", unicodedata.normalize("NFKC", str(value)))
    return max(map(float, found)) if found else math.nan


def _normal(value: object) -> str:
    return unicodedata.normalize("NFKC", "" if value is None else str(value)).strip().lower()
