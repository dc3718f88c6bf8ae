"""What tags of OpenStreetMap mean: kinds, voltages in volts, outputs, and substations that feed railways."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from .asset import Kind

#: Values of ``telecom``, ``building`` and ``communication`` that are assets of the network.
_TELECOM = {
    "data_center": Kind.DATA_CENTRE,
    "data_centre": Kind.DATA_CENTRE,
    "central_office": Kind.EXCHANGE,
    "exchange": Kind.EXCHANGE,
}
_BUILDING = {"data_center": Kind.DATA_CENTRE, "data_centre": Kind.DATA_CENTRE}
_COMMUNICATION = {"line": Kind.FIBRE, "cable": Kind.FIBRE}
_POWER = {
    "substation": Kind.SUBSTATION,
    "sub_station": Kind.SUBSTATION,
    "plant": Kind.PLANT,
    "line": Kind.LINE,
    "cable": Kind.LINE,
    "minor_line": Kind.LINE,
}
_KEYS = (("telecom", _TELECOM), ("communication", _COMMUNICATION), ("building", _BUILDING), ("power", _POWER))
#: Prefixes of keys for what is not in service; the first two are kept with that status.
_COMING = {"construction": "construction", "proposed": "planned", "planned": "planned"}
_GONE = ("disused", "abandoned", "demolished", "razed", "removed", "ruins", "historic")
_NOT_FIBRE = frozenset({"copper", "coaxial", "coax"})
#: Voltages in volts that only railways use: direct current, and 25 kV alternating current of the Shinkansen.
_RAILWAY_VOLTS = frozenset({600.0, 650.0, 750.0, 1500.0, 25_000.0})
_TRACTION_TAGS = frozenset({"traction", "rail", "railway", "traction_substation"})
_RAILWAY = re.compile(
    r"鉄道|電鉄|地下鉄|メトロ|交通局|モノレール|ライトレール|新交通|都市交通|新幹線|軌道|き電|饋電"
    r"|(?<![A-Za-z])JR(?![A-Za-z])|[Rr]ailway"
)
_VOLTAGE = re.compile(r"(?:ac|dc)?(\d+(?:\.\d+)?)(kv|v)?(?:ac|dc|以下|以上|未満)?")
_LEAST_VOLTS, _MOST_VOLTS = 100.0, 1_200_000.0
_OUTPUT = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)\s*(gw|mw|kw|w)(?:p|e|el|\(e\))?", re.IGNORECASE)
_MEGAWATTS = {"gw": 1000.0, "mw": 1.0, "kw": 1e-3, "w": 1e-6}


@dataclass(frozen=True)
class Meaning:
    """What a feature is; ``left_out`` says why it is none of the layer's assets."""

    kind: Kind | None = None
    subtype: str | None = None
    status: str | None = None
    left_out: str | None = None


def meaning(tags: dict[str, str]) -> Meaning:
    """Tell what a feature is by its tags."""
    for key, kinds in _KEYS:
        found = _under(tags, key, kinds)
        if found is not None:
            return found
    if "power" in tags:
        return Meaning(
            left_out=f"power={tags['power']}" if tags["power"] == "generator" else "other power features"
        )
    return Meaning(left_out="features without a tag of power or telecom")


def _under(tags: dict[str, str], key: str, kinds: dict[str, Kind]) -> Meaning | None:
    for prefix, status in _COMING.items():
        value = tags.get(f"{prefix}:{key}") or (tags.get(prefix) if tags.get(key) == prefix else None)
        if value in kinds:
            return _checked(tags, kinds[value], value, status)
    if any(tags.get(f"{prefix}:{key}") in kinds for prefix in _GONE):
        return Meaning(left_out="disused or abandoned")
    value = tags.get(key)
    if value not in kinds:
        return None
    if any(tags.get(word) in ("yes", "true") for word in _GONE):
        return Meaning(left_out="disused or abandoned")
    return _checked(tags, kinds[value], value, None)


def _checked(tags: dict[str, str], kind: Kind, value: str, status: str | None) -> Meaning:
    if kind is Kind.SUBSTATION:
        reason = traction_reason(tags)
        subtype = tags.get("substation") or value
        return (
            Meaning(left_out=f"traction substations ({reason})") if reason else Meaning(kind, subtype, status)
        )
    if kind is Kind.FIBRE:
        if tags.get("telecom:medium") in _NOT_FIBRE or tags.get("cable") in _NOT_FIBRE:
            return Meaning(left_out="copper and coaxial cables")
        return Meaning(kind, "submarine" if tags.get("submarine") == "yes" else value, status)
    return Meaning(kind, tags.get("plant:source") if kind is Kind.PLANT else value, status)


def traction_reason(tags: dict[str, str]) -> str | None:
    """Why a substation is one that feeds a railway (き電用変電所): by tag, by voltage, by name; None "
    "when it is not.
    """
    if tags.get("substation") in _TRACTION_TAGS or tags.get("railway") == "traction_substation":
        return "by tag"
    if tags.get("usage") == "traction":
        return "by tag"
    if _RAILWAY_VOLTS & set(volts(tags.get("voltage"))):
        return "by voltage"
    if any(_RAILWAY.search(unicodedata.normalize("NFKC", tags.get(k) or "")) for k in ("operator", "name")):
        return "by name or operator"
    return None


def volts(text: str | None) -> list[float]:
    """Voltages in volts, highest first, each once.

    ``77000,6600``, ``66000;6600以下``, ``275000：66000`` and ``dc1500`` are read. Values below 100 V, such as
    ``0`` or ``77`` (kV by mistake, perhaps), are not known and left out.
    """
    plain = unicodedata.normalize("NFKC", text or "").lower()
    if re.fullmatch(r"\s*\d{1,3}(,\d{3})+\s*v?\s*", plain):
        plain = plain.replace(",", "")
    out = set()
    for token in re.split(r"[;,/:、・|]+", re.sub(r"\s", "", plain)):
        found = _VOLTAGE.fullmatch(token)
        if found:
            value = float(found.group(1)) * (1000 if found.group(2) == "kv" else 1)
            if _LEAST_VOLTS <= value <= _MOST_VOLTS:
                out.add(value)
    return sorted(out, reverse=True)


def output_mw(text: str | None) -> float | None:
    """Output in MW, as ``600 MW``, ``1,200 MW`` or ``49.9 MWp``; None when it is no number with a unit."""
    found = _OUTPUT.fullmatch(unicodedata.normalize("NFKC", text or "").strip())
    if not found:
        return None
    return round(float(found.group(1).replace(",", "")) * _MEGAWATTS[found.group(2).lower()], 6)
