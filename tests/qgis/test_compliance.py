"""Every algorithm against the fixed names: models and scripts call them by these words."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

import pytest
from qgis.core import QgsProcessingAlgorithm, QgsProcessingParameterDefinition

ROOT = Path(__file__).resolve().parent.parent.parent

# The kinds of the contract and the parameter types of QGIS that may stand for each.
RASTER = {"raster"}
VECTOR = {"source", "vector"}
SEVERAL = {"multilayer"}
NUMBER = {"number", "distance", "area"}
WORD = {"enum"}
TEXT = {"string"}
FIELD = {"field", "string"}
EXTENT = {"extent"}
CRS = {"crs"}
FILE = {"file"}
MATRIX = {"matrix"}
BAND = {"band", "number"}
TO_RASTER = {"rasterDestination"}
TO_VECTOR = {"vectorDestination", "sink"}
TO_FILE = {"fileDestination"}
DESTINATIONS = TO_RASTER | TO_VECTOR | TO_FILE


@dataclass(frozen=True)
class Promise:
    """What one algorithm is called with and what it returns, by name."""

    group: str
    required: dict
    optional: dict
    results: dict
    optional_results: dict
    numbers_out: tuple = ()
    texts_out: tuple = ()


# A template gives the grid as well as these three do, so each of the four may be left out.
GRID = {"EXTENT": EXTENT, "CRS": CRS, "CELL_SIZE": NUMBER, "TEMPLATE": RASTER}

CONTRACT = {
    "importcapacity": Promise(
        "prepare",
        {"INPUT": FILE | VECTOR, "SIDE": WORD},
        {"UTILITY": WORD, "LOCATIONS": VECTOR, "LOCATION_FIELD": FIELD | TEXT, "AS_OF": TEXT},
        {"OUTPUT": TO_VECTOR},
        {},
    ),
    "importhazard": Promise(
        "prepare", {"INPUT": FILE | VECTOR}, {"KIND": WORD, "COVERAGE": VECTOR}, {"OUTPUT": TO_VECTOR}, {}
    ),
    "importmesh": Promise(
        "prepare",
        {"INPUT": FILE | VECTOR, "CODE_FIELD": FIELD | TEXT},
        {"FIELDS": TEXT, "PRODUCT": WORD, "CRS": GRID["CRS"]},
        {"OUTPUT": TO_VECTOR},
        {"RASTER": TO_RASTER},
    ),
    "importnetwork": Promise(
        "prepare", {"INPUT": FILE | VECTOR}, {"FORMAT": WORD}, {"OUTPUT": TO_VECTOR}, {}
    ),
    "distance": Promise(
        "criteria",
        {"INPUT": VECTOR},
        {**GRID, "FILTER": TEXT, "MAX_DISTANCE": NUMBER},
        {"OUTPUT": TO_RASTER},
        {},
    ),
    "gridcapacity": Promise(
        "criteria",
        {"INPUT": VECTOR, "DEMAND_MW": NUMBER},
        {
            **GRID,
            "CAPACITY_FIELD": FIELD,
            "VOLTAGE_FIELD": FIELD,
            "YEAR_FIELD": FIELD,
            "GROUP_FIELD": FIELD,
            "SIDE_FIELD": FIELD,
            "HORIZON_YEAR": NUMBER,
            "MIN_VOLTAGE_KV": NUMBER,
            "MAX_DISTANCE": NUMBER,
            "MARGIN": NUMBER,
            "HEADROOM_TARGET": NUMBER,
        },
        {"OUTPUT": TO_RASTER},
        {},
    ),
    "latency": Promise(
        "criteria",
        {"INPUT": VECTOR},
        {
            **GRID,
            "FIBRE": VECTOR,
            "ROUTE_FACTOR": NUMBER,
            "US_PER_KM": NUMBER,
            "EQUIPMENT_US": NUMBER,
            "EQUIPMENT_FIELD": FIELD,
            "FILTER": TEXT,
        },
        {"OUTPUT": TO_RASTER},
        {},
    ),
    "hazardscore": Promise(
        "criteria",
        {"INPUT": SEVERAL},
        {**GRID, "SCORES": TEXT, "EXCLUDE_FROM": NUMBER, "COVERAGE": VECTOR},
        {"OUTPUT": TO_RASTER},
        {},
    ),
    "density": Promise(
        "criteria",
        {"INPUT": VECTOR, "RADIUS": NUMBER},
        {**GRID, "FIELD": FIELD, "KERNEL": WORD},
        {"OUTPUT": TO_RASTER},
        {},
    ),
    "rescale": Promise(
        "criteria",
        {"INPUT": RASTER, "FUNCTION": WORD},
        {
            "BAND": BAND,
            "LOW": NUMBER,
            "HIGH": NUMBER,
            "EXPONENT": NUMBER,
            "MIDPOINT": NUMBER,
            "SPREAD": NUMBER,
            "POINTS": MATRIX,
        },
        {"OUTPUT": TO_RASTER},
        {},
    ),
    "ahpweights": Promise(
        "overlay",
        {"MATRIX": MATRIX},
        {"NAMES": TEXT, "METHOD": WORD},
        {},
        {"OUTPUT": TO_FILE},
        numbers_out=("LAMBDA_MAX", "CI", "CR", "CONSISTENT"),
        texts_out=("WEIGHTS",),
    ),
    "bestworstweights": Promise(
        "overlay",
        {"BEST_TO_OTHERS": TEXT, "OTHERS_TO_WORST": TEXT},
        {"MODEL": WORD, "NAMES": TEXT},
        {},
        {"OUTPUT": TO_FILE},
        numbers_out=("XI", "CR"),
        texts_out=("WEIGHTS",),
    ),
    "rankweights": Promise(
        "overlay",
        {"RANKS": TEXT},
        {"METHOD": WORD, "NAMES": TEXT},
        {},
        {"OUTPUT": TO_FILE},
        texts_out=("WEIGHTS",),
    ),
    "dataweights": Promise(
        "overlay",
        {"METHOD": WORD},
        {"INPUT": SEVERAL, "TABLE": VECTOR, "BENEFIT": TEXT, "NAMES": TEXT},
        {},
        {"OUTPUT": TO_FILE},
        texts_out=("WEIGHTS",),
    ),
    "exclusion": Promise(
        "overlay",
        {"INPUT": SEVERAL},
        {**GRID, "FILTERS": TEXT, "BUFFERS": TEXT, "RANGES": TEXT},
        {"OUTPUT": TO_RASTER, "TABLE": TO_FILE},
        {},
    ),
    "overlay": Promise(
        "overlay",
        {"CRITERIA": SEVERAL},
        {
            "WEIGHTS": TEXT,
            "METHOD": WORD,
            "OWA_VARIANT": WORD,
            "ORDER_WEIGHTS": TEXT,
            "ALPHA": NUMBER,
            "GAMMA": NUMBER,
            "PREFERENCE": MATRIX,
            "EXCLUSION": RASTER,
        },
        {"OUTPUT": TO_RASTER},
        {"LIMITING": TO_RASTER, "CONTRIBUTIONS": TO_RASTER},
    ),
    "locateregions": Promise(
        "candidates",
        {"INPUT": RASTER, "COUNT": NUMBER},
        {
            "MIN_AREA_HA": NUMBER,
            "MAX_AREA_HA": NUMBER,
            "MIN_SCORE": NUMBER,
            "MIN_SPACING_M": NUMBER,
            "COMPACTNESS": NUMBER,
            "OBJECTIVE": WORD,
            "SELECTION": WORD,
            "ZONES": VECTOR,
            "ZONE_FIELD": FIELD,
            "MAX_PER_ZONE": NUMBER,
        },
        {"OUTPUT": TO_VECTOR},
        {},
        numbers_out=("FOUND", "TOTAL", "BOUND", "GAP"),
        texts_out=("MESSAGE",),
    ),
    "allocatecapacity": Promise(
        "candidates",
        {"SITES": VECTOR, "CAPACITY": VECTOR, "MAX_DISTANCE": NUMBER},
        {
            "DEMAND_FIELD": FIELD,
            "DEMAND_MW": NUMBER,
            "SCORE_FIELD": FIELD,
            "CAPACITY_FIELD": FIELD,
            "GROUP_FIELD": FIELD,
            "VOLTAGE_FIELD": FIELD,
            "YEAR_FIELD": FIELD,
            "HORIZONS": TEXT,
            "FEEDS": NUMBER,
        },
        {"OUTPUT": TO_VECTOR, "SITES_OUT": TO_VECTOR, "LEDGER": TO_FILE},
        {},
        numbers_out=("SERVED_MW", "BOUND", "GAP"),
    ),
    "planconsistency": Promise(
        "candidates",
        {"SITES": VECTOR, "CAPACITY": VECTOR},
        {
            "NETWORK": VECTOR,
            "MW_FIELD": FIELD,
            "YEAR_FIELD": FIELD,
            "RTT_FIELD": FIELD,
            "CAPACITY_FIELD": FIELD,
            "CAPACITY_YEAR_FIELD": FIELD,
            "GROUP_FIELD": FIELD,
            "NETWORK_YEAR_FIELD": FIELD,
            "MAX_DISTANCE": NUMBER,
            "HORIZONS": TEXT,
        },
        {"OUTPUT": TO_VECTOR, "TABLE": TO_FILE},
        {},
    ),
    "regionalbalance": Promise(
        "candidates",
        {"SITES": VECTOR, "REGIONS": VECTOR, "NAME_FIELD": FIELD},
        {
            "AREA_FIELD": FIELD,
            "MW_FIELD": FIELD,
            "NEW_SITES": VECTOR,
            "GENERATION": VECTOR,
            "GENERATION_FIELD": FIELD,
        },
        {"OUTPUT": TO_FILE},
        {},
        numbers_out=("HHI",),
    ),
    "connectionroutes": Promise(
        "candidates",
        {"INPUT": VECTOR, "CAPACITY": VECTOR, "FRICTION": RASTER},
        {"MAX_DISTANCE": NUMBER, "VOLTAGE_FIELD": FIELD},
        {"OUTPUT": TO_VECTOR},
        {},
    ),
    "runscenario": Promise(
        "run",
        {"SCENARIO": FILE},
        {"CELL_SIZE": NUMBER, "EXTENT": EXTENT, "SCHEDULER": TEXT, "THREADS": NUMBER},
        {"SUITABILITY": TO_RASTER, "EXCLUSION": TO_RASTER, "CANDIDATES": TO_VECTOR},
        {
            "CRITERIA": TO_RASTER,
            "UNCERTAINTY": TO_RASTER,
            "LIMITING": TO_RASTER,
            "ALLOCATION": TO_VECTOR,
            "REPORT": TO_FILE,
            "RUN_LOG": TO_FILE,
        },
    ),
    "checkscenario": Promise(
        "run", {"SCENARIO": FILE}, {}, {"OUTPUT": TO_FILE}, {}, numbers_out=("ERRORS", "WARNINGS")
    ),
    "profilesites": Promise(
        "candidates",
        {"INPUT": VECTOR},
        {
            "SUITABILITY": RASTER,
            "CRITERIA": SEVERAL,
            "CAPACITY": VECTOR,
            "NETWORK": VECTOR,
            "HAZARDS": SEVERAL,
            "ADMIN": VECTOR,
        },
        {"OUTPUT": TO_VECTOR},
        {},
    ),
    "comparescenarios": Promise(
        "robustness",
        {"INPUT": SEVERAL},
        {"NAMES": TEXT, "TOP_PERCENT": NUMBER},
        {"OUTPUT": TO_RASTER, "TABLE": TO_FILE},
        {},
    ),
    "explain": Promise(
        "robustness",
        {"INPUT": VECTOR, "SCENARIO": FILE},
        {},
        {"OUTPUT": TO_VECTOR},
        {"REPORT": TO_FILE},
    ),
    "verifyinstallation": Promise("run", {}, {}, {"OUTPUT": TO_FILE}, {}, numbers_out=("PASSED", "FAILED")),
}

# Promised by the contract and not built yet; a name leaves this list when it is.
LATER = {
    "runscenario": {"SCHEDULER"},
}

# The words that a caller passes. A later version may know more, but never fewer.
WORDS = {
    ("importcapacity", "SIDE"): "demand generation",
    (
        "importcapacity",
        "UTILITY",
    ): "auto generic hokkaido tohoku tepco chubu hokuriku kansai chugoku shikoku kyushu okinawa",
    (
        "importhazard",
        "KIND",
    ): "auto flood tsunami storm_surge inland_flood sediment landslide_prevention steep_slope other",
    ("importmesh", "PRODUCT"): "auto jshis_250m landuse_100m standard",
    ("importnetwork", "FORMAT"): "auto peeringdb landing_points osm generic",
    ("density", "KERNEL"): "uniform quartic gaussian",
    ("ahpweights", "METHOD"): "eigenvector geometric_mean column_mean",
    ("bestworstweights", "MODEL"): "linear nonlinear",
    ("rankweights", "METHOD"): "roc rank_sum rank_reciprocal",
    ("dataweights", "METHOD"): "entropy critic merec",
    ("rescale", "FUNCTION"): "linear power large small gaussian near piecewise categories",
    (
        "overlay",
        "METHOD",
    ): "wlc geometric owa minimum maximum product fuzzy_sum gamma topsis promethee",
    ("locateregions", "OBJECTIVE"): "sum mean",
    ("locateregions", "SELECTION"): "exact greedy",
    ("overlay", "OWA_VARIANT"): "malczewski yager tradeoff",
}
DEFAULTS = {
    ("gridcapacity", "MAX_DISTANCE"): 10000,
    ("gridcapacity", "MARGIN"): 0,
    ("gridcapacity", "HEADROOM_TARGET"): 1,
    ("latency", "ROUTE_FACTOR"): 1.4,
    ("latency", "US_PER_KM"): 4.897,
    ("latency", "EQUIPMENT_US"): 0,
    ("locateregions", "COMPACTNESS"): 50,
    ("hazardscore", "SCORES"): "1,0.75,0.5,0.25,0",
    ("hazardscore", "EXCLUDE_FROM"): 5,
}
FILES = sorted(
    path.stem
    for path in (ROOT / "algorithms").glob("*.py")
    if path.stem not in ("__init__", "base", "gridded", "styles", "weighting")
    and not path.stem.startswith("_")
)


@pytest.fixture(params=sorted({*CONTRACT, *FILES}))
def algorithm(request, provider):
    """Each algorithm that the contract promises or that stands in `algorithms/`."""
    found = provider.algorithm(request.param)
    if found is None and request.param not in CONTRACT and not defines_algorithm(request.param):
        pytest.skip(f"algorithms/{request.param}.py is a helper, not an algorithm")
    assert found is not None, f"the provider lacks {request.param}"
    return found


@pytest.fixture
def promise(algorithm):
    if algorithm.name() not in CONTRACT:
        pytest.skip("no row for it in this table")
    return CONTRACT[algorithm.name()]


def defines_algorithm(stem):
    """Tell whether the file says an id: some class in it has the file's own name as a literal."""
    return stem in literals_in_classes(stem)


def literals_in_classes(stem):
    """Return the strings that stand as literals in class bodies and in returns of their methods."""
    tree = ast.parse((ROOT / "algorithms" / f"{stem}.py").read_text(encoding="utf-8"))
    values = []
    for node in (
        inner for outer in ast.walk(tree) if isinstance(outer, ast.ClassDef) for inner in ast.walk(outer)
    ):
        if isinstance(node, (ast.Assign, ast.AnnAssign, ast.Return)) and isinstance(node.value, ast.Constant):
            values.append(node.value.value)
    return values


def may_be_left_out(parameter):
    is_optional = bool(parameter.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional)
    return is_optional or parameter.defaultValue() is not None


def test_provider_offers_the_contract_and_nothing_twice(provider):
    names = [algorithm.name() for algorithm in provider.algorithms()]
    assert len(names) == len(set(names))
    assert set(CONTRACT) <= set(names)


def test_id_is_a_literal_and_names_its_file(algorithm):
    # A literal survives renaming a class or a file; models store the id for ever.
    module = type(algorithm).__module__.rpartition(".")[2]
    assert module == algorithm.name()
    assert algorithm.name() in literals_in_classes(module)


def test_group_is_that_of_the_contract(algorithm, promise):
    assert algorithm.groupId() == promise.group
    assert algorithm.group()


def test_has_a_display_name_and_help(algorithm):
    assert algorithm.displayName() not in ("", algorithm.name())
    assert len(algorithm.shortHelpString()) > 40
    assert all(flag not in algorithm.shortHelpString() for flag in ("TODO", "FIXME"))


def test_every_parameter_has_a_description_and_help(algorithm):
    mute = [
        p.name()
        for p in algorithm.parameterDefinitions()
        if not p.help().strip() or not p.description().strip()
    ]
    assert mute == []


def test_a_new_instance_is_of_the_same_class_and_has_the_same_parameters(algorithm):
    other = algorithm.create()
    assert type(other) is type(algorithm)
    assert other is not algorithm
    assert [p.name() for p in other.parameterDefinitions()] == [
        p.name() for p in algorithm.parameterDefinitions()
    ]


def test_icon_is_its_own_and_drawn(algorithm):
    assert (ROOT / "resources" / "icons" / f"{algorithm.name()}.svg").is_file()
    assert Path(algorithm.svgIconPath()).is_file()
    assert not algorithm.icon().pixmap(16, 16).isNull()


def test_can_be_cancelled_and_runs_in_the_background(algorithm):
    flag = QgsProcessingAlgorithm.Flag
    assert algorithm.flags() & flag.FlagCanCancel
    assert not algorithm.flags() & (flag.FlagNoThreading | flag.FlagDeprecated | flag.FlagHideFromToolbox)


def test_parameters_are_those_of_the_contract(algorithm, promise):
    wanted = {**promise.required, **promise.optional, **promise.results, **promise.optional_results}
    wrong = {}
    for name, kinds in wanted.items():
        if name in LATER.get(algorithm.name(), ()):
            continue
        parameter = algorithm.parameterDefinition(name)
        kind = parameter.type() if parameter is not None else "missing"
        if kind not in kinds:
            wrong[name] = kind
    assert wrong == {}


def test_only_what_the_contract_requires_must_be_given(algorithm, promise):
    parameters = {p.name(): p for p in algorithm.parameterDefinitions()}
    optional_flag = QgsProcessingParameterDefinition.Flag.FlagOptional
    assert [name for name in promise.required if parameters[name].flags() & optional_flag] == []
    needless = [
        name
        for name, parameter in parameters.items()
        if name not in {**promise.required, **promise.results} and not may_be_left_out(parameter)
    ]
    assert needless == []
    built = [n for n in promise.optional_results if n not in LATER.get(algorithm.name(), ())]
    assert [n for n in built if not parameters[n].flags() & optional_flag] == []


def test_words_are_passed_as_they_are_written(algorithm):
    enums = [p for p in algorithm.parameterDefinitions() if p.type() == "enum"]
    assert [p.name() for p in enums if not p.usesStaticStrings()] == []
    for parameter in enums:
        words = WORDS.get((algorithm.name(), parameter.name()), "").split()
        assert [word for word in words if word not in parameter.options()] == []


def test_defaults_are_those_of_the_contract(algorithm):
    for (name, parameter), value in DEFAULTS.items():
        if name == algorithm.name():
            assert algorithm.parameterDefinition(parameter).defaultValue() == value, parameter


def test_outputs_match_the_destinations(algorithm):
    outputs = {output.name(): output.type() for output in algorithm.outputDefinitions()}
    destinations = [p.name() for p in algorithm.parameterDefinitions() if p.isDestination()]
    assert [name for name in destinations if name not in outputs] == []


def test_results_are_those_of_the_contract(algorithm, promise):
    outputs = {output.name(): output.type() for output in algorithm.outputDefinitions()}
    wanted = {*promise.results, *promise.optional_results} - LATER.get(algorithm.name(), set())
    assert wanted <= set(outputs)
    for kind, names in (("outputNumber", promise.numbers_out), ("outputString", promise.texts_out)):
        assert {name: outputs.get(name) for name in names} == dict.fromkeys(names, kind)
