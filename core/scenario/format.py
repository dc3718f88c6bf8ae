"""The scenario format, declared once for the reader and for the JSON Schema."""

from __future__ import annotations

import json
from typing import Any

from ..criteria.density import Kernel
from ..criteria.hazard import SeverityMap
from ..criteria.latency import EQUIPMENT_US, ROUTE_FACTOR, US_PER_KM, KindConstants
from ..criteria.raster import Derive
from ..criteria.value import Function
from . import model
from .kinds import Anything, Choice, Either, Key, Many, Mapping, Number, Record, Text, Variant
from .overlay import OVERLAY
from .weighting import DEFINITIONS, WEIGHTING

_POSITIVE = Number(above=0)
_SHARE = Number(least=0, most=1)
_YEAR = Number(least=1900, most=2200, whole=True)
_NOTE = Key("note", Text(), "A remark for readers; not used.")

_GRID = Record(
    model.GridSpec,
    (
        Key("crs", Text(), "Projected CRS in metres, for example EPSG:6677."),
        Key(
            "extent",
            Either(
                lambda v: isinstance(v, dict),
                Record(model.LayerExtent, (Key("layer", Text(), "Layer whose extent to take.", True),)),
                Many(Number(), length=4),
            ),
            'xmin, ymin, xmax, ymax in metres, or {"layer": id}.',
        ),
        Key("cell_size_m", _POSITIVE, "Side of a cell in metres."),
        Key("template", Text(), "Raster whose grid is taken as it is, instead of the other keys."),
    ),
)

_SEVERITY = Record(
    SeverityMap,
    (
        Key("field", Text(), "Field that holds the class.", True),
        Key("classes", Mapping(Number(least=0, most=4, whole=True)), "Severity 0 to 4 of each class."),
    ),
)

_LAYER = Record(
    model.Layer,
    (
        Key(
            "source", Text(), "Path from this file, with |layername=... where the source holds several.", True
        ),
        Key("band", Number(least=1, whole=True), "Band of a raster, from 1."),
        Key("where", Text(), "OGR attribute filter."),
        Key("derive", Choice(tuple(d.value for d in Derive)), "What to derive from an elevation raster."),
        Key("crs", Text(), "CRS to assume where the source has none."),
        Key("coverage", Text(), "Layer of polygons where this one was assessed; elsewhere nothing is known."),
        Key("severity", _SEVERITY, "How the layer's own classes become severities 0 to 4."),
        Key("licence", Text(), "Licence, printed in the report."),
        Key("as_of", Text(), "Date of the data, printed in the report."),
        _NOTE,
    ),
)

_EXCLUSION = Record(
    model.Exclusion,
    (
        Key("id", Text(), "Name of the rule.", True),
        Key("layer", Text(), "Vector or raster layer.", True),
        Key("where", Text(), "OGR attribute filter (vector layers)."),
        Key(
            "ranges",
            Text(),
            "Values to exclude (raster layers): 5:12, :12, 15:, 3, joined by commas; ! inverts.",
        ),
        Key("buffer_m", Number(least=0), "Metres around that are excluded too."),
        Key(
            "covered_share",
            Number(above=0, most=1),
            "Share of a cell that must be covered, buffer included (vector layers); without it the cell's centre decides.",
        ),
        Key("title", Text(), "Name for the report."),
        _NOTE,
    ),
)

_VALUE = Record(
    model.Value,
    (
        Key("function", Choice(tuple(f.value for f in Function)), "Shape of the value function.", True),
        Key("low", Number(), "Value that scores 0 (linear, power)."),
        Key("high", Number(), "Value that scores 1 (linear, power)."),
        Key("exponent", _POSITIVE, "Exponent (power)."),
        Key("midpoint", Number(), "Middle (large, small, gaussian, near)."),
        Key("spread", _POSITIVE, "Steepness, larger is narrower (large, small, gaussian, near)."),
        Key(
            "points",
            Many(Many(Number(), length=2), least=1),
            "Pairs of value and score (piecewise, categories).",
        ),
    ),
)

_COMMON = (
    Key("id", Text(), "Name of the criterion.", True),
    Key("type", Text(), "Type of the criterion.", True),
    Key(
        "weight",
        Number(least=0),
        "Weight, 0 or more, where weighting.method is direct; they need not sum to 1.",
    ),
    Key("title", Text(), "Name for people."),
    Key("value", _VALUE, "Value function from the quantity to a score in [0, 1]."),
    Key(
        "not_assessed",
        _SHARE,
        "Score to put where the criterion is not assessed; without it such cells drop out.",
    ),
    _NOTE,
)
_ONE_LAYER = Key("layer", Text(), "Layer to read.", True)


_OF_KIND = Record(
    KindConstants,
    (
        Key("route_factor", Number(least=1), "Fibre length over straight line."),
        Key("us_per_km", _POSITIVE, "One-way microseconds a km of fibre."),
        Key("equipment_us", Number(least=0), "One-way microseconds of equipment a node."),
    ),
)


def _field(name: str, what: str) -> Key:
    return Key(name, Text(), f"Field with {what}; the standard field where left out.")


_CRITERION = Variant(
    "type",
    {
        "grid_capacity": Record(
            model.GridCapacityCriterion,
            (
                *_COMMON,
                _ONE_LAYER,
                Key("max_distance_m", _POSITIVE, "Metres to a connection at most (10000)."),
                Key("margin_pct", Number(least=0), "Spare beyond the demand, per cent (0)."),
                Key("headroom_target", _POSITIVE, "Spare over demand from which more scores no better (1)."),
                Key(
                    "min_voltage_kv",
                    Number(least=0),
                    "Least voltage; looked up by demand and utility where left out.",
                ),
                _field("capacity_field", "spare MW"),
                _field("voltage_field", "kV"),
                _field("year_field", "the year from which the capacity is there"),
                _field("group_field", "the group that shares one capacity"),
                _field("side_field", "demand or generation"),
            ),
        ),
        "latency": Record(
            model.LatencyCriterion,
            (
                *_COMMON,
                _ONE_LAYER,
                Key("route_factor", Number(least=1), f"Fibre length over straight line ({ROUTE_FACTOR:g})."),
                Key("us_per_km", _POSITIVE, f"One-way microseconds a km of fibre ({US_PER_KM:g})."),
                Key(
                    "equipment_us",
                    Number(least=0),
                    f"One-way microseconds of equipment a node ({EQUIPMENT_US:g}).",
                ),
                Key("equipment_field", Text(), "Field with each node's own equipment delay in microseconds."),
                _field("year_field", "the year from which the node is there"),
                Key(
                    "fibre",
                    Text(),
                    "Layer of fibre lines that the path may follow; without it paths are straight.",
                ),
                Key(
                    "snap_tolerance_m",
                    Number(least=0, most=1000),
                    "Metres within which an end of fibre joins another line (1).",
                ),
                Key(
                    "by_kind",
                    Mapping(_OF_KIND),
                    "Constants of nodes by their field kind, for example apn_node.",
                ),
            ),
        ),
        "distance": Record(
            model.DistanceCriterion,
            (*_COMMON, _ONE_LAYER, Key("max_distance_m", _POSITIVE, "Cells farther away are not assessed.")),
        ),
        "raster": Record(model.RasterCriterion, (*_COMMON, _ONE_LAYER)),
        "hazard": Record(
            model.HazardCriterion,
            (
                *_COMMON,
                Key("layers", Many(Text(), least=1), "Hazard layers with severities.", True),
                Key("scores", Many(_SHARE, length=5), "Scores of severity 0 to 4 (1, 0.75, 0.5, 0.25, 0)."),
                Key(
                    "exclude_from",
                    Number(least=0, most=5),
                    "Severity from which cells are excluded (5: never).",
                ),
            ),
        ),
        "density": Record(
            model.DensityCriterion,
            (
                *_COMMON,
                _ONE_LAYER,
                Key("radius_m", _POSITIVE, "Radius in metres.", True),
                Key("field", Text(), "Field with the weight of each feature; 1 each where left out."),
                Key("kernel", Choice(tuple(k.value for k in Kernel)), "Kernel (quartic)."),
            ),
        ),
    },
)

_CANDIDATES = Record(
    model.Candidates,
    (
        Key("count", Number(least=1, whole=True), "How many regions at most.", True),
        Key("min_area_ha", Number(least=0), "Least area in hectares."),
        Key("max_area_ha", _POSITIVE, "Largest area in hectares."),
        Key(
            "min_score",
            Number(least=-1, most=1),
            "Least suitability of a cell, below 0 for net flows only (0).",
        ),
        Key("min_spacing_m", Number(least=0), "Least distance between centroids in metres."),
        Key(
            "admin",
            Record(
                model.Admin,
                (
                    Key("layer", Text(), "Layer of areas.", True),
                    Key("field", Text(), "Field with their names.", True),
                ),
            ),
            "Areas that name each candidate's place.",
        ),
        Key(
            "selection",
            Choice(("exact", "greedy")),
            "exact: the best set of regions; greedy: best first (exact).",
        ),
        Key(
            "objective",
            Choice(("sum", "mean")),
            "What a region is worth: sum or mean of its cells' scores (sum).",
        ),
        Key(
            "compactness",
            Number(least=0, most=100),
            "0: regions follow the score, 100: as round as the ground allows (50).",
        ),
        Key(
            "zones",
            Record(
                model.ZoneLimit,
                (
                    Key(
                        "layer",
                        Text(),
                        "Layer of prefectures, river basins, utility areas or the like.",
                        True,
                    ),
                    Key("field", Text(), "Field that tells one zone from another.", True),
                    Key(
                        "max_per_zone",
                        Number(least=1, whole=True),
                        "Candidates in one zone at most; zones are told only where left out.",
                    ),
                ),
            ),
            "Zones that candidates are spread over.",
        ),
    ),
)

_UNCERTAINTY = Record(
    model.Uncertainty,
    (
        Key("model", Choice(("dirichlet", "independent")), "How weights vary."),
        Key("concentration", _POSITIVE, "Dirichlet concentration (50)."),
        Key("spread", Number(above=0, most=1), "Relative half width of independent weights (0.2)."),
        Key("samples", Number(least=1, whole=True), "Sampled weightings (500)."),
        Key("top_percent", Number(above=0, most=100), "Share of eligible cells that counts as the top (5)."),
        Key("seed", Number(whole=True), "Seed of the samples (1)."),
    ),
)

_ROUTES = Record(
    model.Routes,
    (
        Key("layer", Text(), "Raster whose values become friction; without it all ground is ordinary."),
        Key(
            "points",
            Many(Many(Number(), length=2), least=1),
            "Pairs of value and friction (1: ordinary ground), straight between them; without them the values are friction.",
        ),
        Key("excluded", Number(least=0), "Factor where a rule excludes (10, an unverified default)."),
    ),
)

_ALLOCATION = Record(
    model.Allocation,
    (
        Key("max_distance_m", _POSITIVE, "Metres from a site to a connection at most.", True),
        Key("feeds", Number(least=1, most=2, whole=True), "1, or 2 for N-1 from two groups."),
        Key("routes", _ROUTES, "Routes from candidates to their connections, and over what ground."),
    ),
)

_HORIZON = Record(
    model.Horizon,
    (
        Key("id", Text(), "Name of the horizon.", True),
        Key("year", _YEAR, "Year to look at.", True),
        Key("set", Mapping(Anything()), 'What is different then, by path: "criteria.ix.value.low": 10.'),
    ),
)

SCENARIO = Record(
    model.Scenario,
    (
        Key("$schema", Text(), "For editors."),
        Key("format", Choice((model.FORMAT,)), "Format of this file.", True),
        Key("title", Text(), "Title of the scenario."),
        _NOTE,
        Key("grid", _GRID, "The analysis grid.", True),
        Key(
            "facility",
            Record(
                model.Facility,
                (
                    Key("demand_mw", _POSITIVE, "Contract power at the receiving point, MW."),
                    Key("horizon_year", _YEAR, "Year of service."),
                ),
            ),
            "The data centre.",
        ),
        Key("layers", Mapping(_LAYER), "Sources by id.", True),
        Key("exclusions", Many(_EXCLUSION), "Rules that take cells out."),
        Key("criteria", Many(_CRITERION, least=1), "Criteria and their weights.", True),
        Key("weighting", WEIGHTING, "How weights are found."),
        Key("overlay", OVERLAY, "How scores are combined."),
        Key("candidates", _CANDIDATES, "How candidate regions are chosen."),
        Key("uncertainty", _UNCERTAINTY, "How weights are taken to vary."),
        Key("allocation", _ALLOCATION, "How spare capacity is spent among candidates."),
        Key("horizons", Many(_HORIZON), "Years to look at; every raster then has a band a horizon."),
    ),
)  # fmt: skip


def json_schema() -> dict[str, Any]:
    """JSON Schema of a scenario file, for editors."""
    head = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Watt-Bit Siting scenario",
        "description": "What to site, where, on which data, by which criteria; paths are relative to the file.",
    }
    return {**head, **SCENARIO.schema(), "definitions": DEFINITIONS}


def schema_text() -> str:
    """The schema as it ships in ``resources/scenario.schema.json``."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
