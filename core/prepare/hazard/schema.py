"""Which fields hold the class: told by the field prefix and the year, never by what the values look like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Callable

from ...errors import InputError
from ...parameters import parameters
from .classes import SEVERITIES, HazardClass, as_code, as_text, coded_class, depth_class
from .names import KsjName
from .request import SCENARIOS, WATER, HazardRequest, Kind, Scenario

Values = Mapping[str, object]

_PREFIX = re.compile(r"([A-Z]\d{2}[a-z]?\d?(?:-[a-c])?)_\d{3}")
#: A31 was made anew for 2019, with ranks 1 to 6 in place of 11 to 27.
_LAST_YEAR_OF_OLD_A31 = 2018
_FLOOD_FIELDS = {"A31": "A31_{}01", "A31a": "A31a_{}05", "A31b": "A31b_{}01"}
_FLOOD_TABLES = {
    Scenario.PLANNED: "flood_depth_rank",
    Scenario.MAXIMUM: "flood_depth_rank",
    Scenario.DURATION: "flood_duration_rank",
    Scenario.COLLAPSE: "flood_collapse",
}
_DEPTH_TEXTS = {
    "A40": (Kind.TSUNAMI, "A40_003", "津波浸水想定"),
    "A49": (Kind.STORM_SURGE, "A49_003", "高潮浸水想定区域"),
    "A51": (Kind.INLAND_FLOOD, "A51_005", "雨水出水浸水想定区域"),
}
_DESIGNATED = {
    "A46": (Kind.LANDSLIDE_PREVENTION, "_004"),
    "A47": (Kind.STEEP_SLOPE, "_004"),
    "A48": (Kind.OTHER, "_005"),
}
KNOWN = "A31, A31a, A31b, A33, A40, A46, A47, A48, A49 and A51"


@dataclass(frozen=True)
class Schema:
    """How to read the class of a layer's features.

    Attributes
    ----------
    code : str
        Product, such as ``A33``; empty where the user named the field.
    title : str
        What the layer shows.
    kind : Kind
    fields : tuple of str
        Fields that ``classify`` reads.
    classify : callable
        Attributes to HazardClass.
    tables : tuple of str
        Tables of ``hazard_severity.json`` that it rests on.
    note : str or None
        What a reader of the result must know of the edition.
    """

    code: str
    title: str
    kind: Kind
    fields: tuple[str, ...]
    classify: Callable[[Values], HazardClass]
    tables: tuple[str, ...]
    note: str | None = None


class OtherScenario(Exception):
    """The layer is a flood map of another scenario than the one asked for."""

    def __init__(self, found: Scenario) -> None:
        super().__init__(found.value)
        self.found = found


def flood_scenarios(fields: tuple[str, ...]) -> list[Scenario]:
    """Flood scenarios that the fields of a layer hold, the worst first; empty for other maps."""
    return [s for s in SCENARIOS if any(f.format(s.digit) in fields for f in _FLOOD_FIELDS.values())]


def find_schema(fields: tuple[str, ...], name: KsjName, request: HazardRequest, label: str) -> Schema:
    """Tell how to read a layer.

    Parameters
    ----------
    fields : tuple of str
        Fields of the layer.
    name : KsjName
    request : HazardRequest
    label : str
        Name for messages.

    Raises
    ------
    InputError
        When the schema is not known or not of the kind asked for.
    OtherScenario
        When it is a flood map, but of another scenario.
    """
    if request.severity_field:
        return _own_schema(fields, request, label)
    prefixes = list(dict.fromkeys(m.group(1) for m in map(_PREFIX.match, fields) if m))
    schema = next((s for s in (_known(p, fields, name, request, label) for p in prefixes) if s), None)
    if schema is None:
        raise _unknown(prefixes, fields, label)
    if request.kind not in (Kind.AUTO, schema.kind):
        raise InputError(
            f"The file {label} is {schema.code} ({schema.title}), of the kind {schema.kind.value} and not "
            f"{request.kind.value}; choose auto or {schema.kind.value}."
        )
    return schema


def _known(
    prefix: str, fields: tuple[str, ...], name: KsjName, request: HazardRequest, label: str
) -> Schema | None:
    """The schema of a prefix; None when the prefix is none of a hazard."""
    product = prefix[:3] if prefix[:3] in ("A46",) else prefix
    if product in _FLOOD_FIELDS:
        return _flood(product, fields, name, request, label)
    if product in _DEPTH_TEXTS:
        kind, field, title = _DEPTH_TEXTS[product]
        _require((field,), fields, label)
        return Schema(product, title, kind, (field,), lambda v: depth_class(v[field]), ("depth",))
    if product == "A33":
        wanted = ("A33_002", "A33_001")
        _require(wanted, fields, label)
        flag = ("A33_008",) if "A33_008" in fields else ()
        return Schema("A33", "土砂災害警戒区域", Kind.SEDIMENT, wanted + flag, _sediment, ("sediment_zone",))
    if product in _DESIGNATED:
        return _designated(product, prefix, fields, label)
    return None


def _flood(
    product: str, fields: tuple[str, ...], name: KsjName, request: HazardRequest, label: str
) -> Schema:
    scenario = request.scenario
    if "A31_001" in fields:
        return _flood_2012(request.year or name.year, scenario, label)
    named = {s: _FLOOD_FIELDS[product].format(s.digit) for s in SCENARIOS}
    present = flood_scenarios(fields)
    if not present:
        _require((named[SCENARIOS[0] if scenario is Scenario.AUTO else scenario],), fields, label)
    if scenario is Scenario.AUTO:
        scenario = present[0]
    if scenario not in present:
        raise OtherScenario(present[0])
    field, table = named[scenario], _FLOOD_TABLES[scenario]
    tables = (table, "depth") if table == "flood_depth_rank" else (table,)
    return Schema(
        product, "洪水浸水想定区域", Kind.FLOOD, (field,), lambda v: coded_class(table, v[field]), tables
    )


def _flood_2012(year: int | None, scenario: Scenario, label: str) -> Schema:
    if year is not None and year > _LAST_YEAR_OF_OLD_A31:
        raise InputError(
            f"The file {label} has the field A31_001 of the edition of 2012 but is of {year}: its depth scale "
            "is not known, so it is not read; get the edition with A31a_205 or A31_201."
        )
    if scenario in (Scenario.DURATION, Scenario.COLLAPSE):
        raise OtherScenario(Scenario.PLANNED)
    table = "flood_depth_rank_2012"
    note = "This edition of 2012 shows floods of the planned scale (計画規模), not the largest assumed ones."
    return Schema("A31", "浸水想定区域（2012年版）", Kind.FLOOD, ("A31_001",),
                  lambda v: coded_class(table, v["A31_001"]), (table, "depth"), note)  # fmt: skip


def _sediment(values: Values) -> HazardClass:
    """Yellow and red zones (警戒区域, 特別警戒区域); red ones lie inside yellow ones, and the worst counts."""
    zone = coded_class("sediment_zone", values["A33_002"])
    phenomenon = _text_of("sediment_phenomenon", values["A33_001"])
    text = "・".join(t for t in (phenomenon, zone.text) if t) or None
    is_yellow = as_code(values["A33_002"]) in ("1", "3")
    return HazardClass(zone.severity, text, is_partial=is_yellow and as_code(values.get("A33_008")) == "1")


def _text_of(table: str, value: object) -> str | None:
    entry = parameters("hazard_severity")[table]["classes"].get(as_code(value))
    return entry["text"] if entry else as_text(value)


def _designated(product: str, prefix: str, fields: tuple[str, ...], label: str) -> Schema:
    kind, suffix = _DESIGNATED[product]
    named = next((f for f in fields if f.startswith(prefix + suffix)), None)
    if named is None:
        _require((prefix + suffix,), fields, label)
    area = coded_class("designated_area", product)

    def classify(values: Values) -> HazardClass:
        text = as_text(values[named or ""])
        return HazardClass(area.severity, f"{area.text}・{text}" if text else area.text)

    return Schema(product, area.text or "", kind, (named or "",), classify, ("designated_area",))


def _own_schema(fields: tuple[str, ...], request: HazardRequest, label: str) -> Schema:
    """The user's own field and classes."""
    field, classes = request.severity_field or "", request.severity_classes
    if request.kind is Kind.AUTO:
        raise InputError(
            f"The field {field} of {label} gives the class but not the kind of hazard; choose KIND as well."
        )
    _require((field,), fields, label)
    if classes is not None:
        table = {as_code(k): v for k, v in classes.items()}
        return Schema("", field, request.kind, (field,),
                      lambda v: HazardClass(table.get(as_code(v[field])), as_text(v[field])), ())  # fmt: skip
    if request.kind in WATER:
        return Schema("", field, request.kind, (field,), lambda v: depth_class(v[field]), ("depth",))
    return Schema("", field, request.kind, (field,), lambda v: _severity(v[field]), ())


def _severity(value: object) -> HazardClass:
    code = as_code(value)
    is_severity = code is not None and code.isdigit() and int(code) in SEVERITIES
    return HazardClass(int(code or 0) if is_severity else None, as_text(value))


def _require(wanted: tuple[str, ...], fields: tuple[str, ...], label: str) -> None:
    missing = [f for f in wanted if f not in fields]
    if missing:
        have = ", ".join(fields) or "none"
        raise InputError(
            f"The file {label} has no field {', '.join(missing)} (its fields: {have}), so its edition is not known "
            "and it is not read; name the field with the classes as SEVERITY_FIELD, and choose KIND."
        )


def _unknown(prefixes: list[str], fields: tuple[str, ...], label: str) -> InputError:
    what = (
        f"is {prefixes[0]}, which is not a known hazard map" if prefixes else "has no field of a hazard map"
    )
    have = ", ".join(fields[:12]) or "none"
    return InputError(
        f"The file {label} {what} (its fields: {have}); the importer knows {KNOWN}, and reads another hazard "
        "when you choose KIND and name the field with its classes as SEVERITY_FIELD."
    )
