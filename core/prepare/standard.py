"""The standard layers: what importers write and criteria read."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..vectors import FieldSpec

#: Grid capacity: substations, lines and zones with the spare MW of one side.
CAPACITY = (
    FieldSpec("name", str),
    FieldSpec("utility", str),
    FieldSpec("side", str),  # demand or generation
    FieldSpec("kind", str),  # substation, line or zone
    FieldSpec("voltage_kv", float),
    FieldSpec("capacity_min_mw", float, "cap_min_mw"),
    FieldSpec("capacity_max_mw", float, "cap_max_mw"),
    FieldSpec("spare_mw", float),
    FieldSpec("year_available", int, "year_avail"),
    FieldSpec("lead_time_years", float, "lead_years"),
    FieldSpec("shared_group", str, "shared_grp"),
    FieldSpec("as_of", str),
    FieldSpec("source", str),
    FieldSpec("licence", str),
    FieldSpec("note", str),
)

#: Hazards: severity 0 (assessed, none there) to 4 (worst).
HAZARD = (
    FieldSpec("hazard", str),
    FieldSpec("severity", int),
    FieldSpec("depth_min_m", float, "dep_min_m"),
    FieldSpec("depth_max_m", float, "dep_max_m"),
    FieldSpec("probability", float, "probab"),
    FieldSpec("class_text", str),
    FieldSpec("source", str),
    FieldSpec("source_year", int, "src_year"),
    FieldSpec("licence", str),
)

#: Network assets.
NETWORK = (
    FieldSpec("kind", str),  # ix, landing_station, apn_node, data_centre, exchange or fibre
    FieldSpec("name", str),
    FieldSpec("operator", str),
    FieldSpec("mw", float),
    FieldSpec("area_m2", float),
    FieldSpec("year_available", int, "year_avail"),
    FieldSpec("equipment_us", float, "equip_us"),
    FieldSpec("source", str),
    FieldSpec("licence", str),
)


@dataclass(frozen=True)
class ImportReport:
    """What an import did, for the log of the algorithm.

    Attributes
    ----------
    written : int
        Features written.
    counts : dict of str to int
        Other figures by a few words: rows read, unknown values, mended polygons, unmatched names ...
    notes : list of str
        Sentences a reader must know, most important first.
    facts : list of str
        Sentences on what was found in the file: profile, encoding, date, columns.
    """

    written: int
    counts: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
