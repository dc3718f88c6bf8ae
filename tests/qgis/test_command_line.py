"""The plugin under qgis_process: what a batch job or an acceptance check sees."""

from __future__ import annotations

import json

import pytest
from wattbit.core.run.run import Options, Outputs, run_scenario
from wattbit.tests.qgis.tiny import (
    CRS,
    GRID,
    geojson,
    point_geometry,
    raster,
    read,
    sha256,
    write_scenario,
)

ALGORITHMS = [
    "ahpweights",
    "bestworstweights",
    "checkscenario",
    "dataweights",
    "density",
    "distance",
    "exclusion",
    "gridcapacity",
    "groupweights",
    "hazardscore",
    "latency",
    "overlay",
    "rankweights",
    "rescale",
    "runscenario",
]


def outputs_of_runscenario(folder):
    files = {
        "SUITABILITY": "s.tif",
        "EXCLUSION": "e.tif",
        "CANDIDATES": "c.gpkg",
        "REPORT": "r.html",
        "RUN_LOG": "l.json",
    }
    return {name: folder / file for name, file in files.items()}


def assert_one_sentence(text, *words):
    assert text.strip(), "no word about the failure"
    assert len(text.splitlines()) == 1, text
    assert "Traceback" not in text
    assert text.rstrip().endswith((".", "。")), text
    assert [word for word in words if word not in text] == []


def test_list_names_every_algorithm(command_line):
    listed = command_line("list").stdout
    assert [name for name in ALGORITHMS if f"wattbit:{name}\t" not in listed] == []


def test_help_of_an_algorithm_tells_its_parameters(command_line):
    told = command_line("help", "wattbit:runscenario")
    assert told.returncode == 0
    assert [name for name in ("SCENARIO", "SUITABILITY", "CANDIDATES") if name not in told.stdout] == []


def test_a_scenario_that_is_not_there_fails_with_one_sentence_and_writes_nothing(command_line, tmp_path):
    results = tmp_path / "results"
    results.mkdir()
    missing = tmp_path / "計画 2030.json"
    said = command_line.failure("wattbit:runscenario", SCENARIO=missing, **outputs_of_runscenario(results))
    assert_one_sentence(said, missing.name)
    assert list(results.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("{ this is no JSON", "scenario.json"),
        (json.dumps({"format": "wattbit-scenario/1", "gird": {}}), "grid"),
    ],
    ids=["not JSON", "unknown key"],
)
def test_a_wrong_scenario_fails_and_touches_no_earlier_file(command_line, tmp_path, content, word):
    scenario = tmp_path / "scenario.json"
    scenario.write_text(content, encoding="utf-8")
    outputs = outputs_of_runscenario(tmp_path)
    for path in outputs.values():
        path.write_text("an earlier result", encoding="utf-8")
    said = command_line.failure("wattbit:runscenario", SCENARIO=scenario, **outputs)
    assert word in said
    assert "Traceback" not in said
    assert {path.read_text(encoding="utf-8") for path in outputs.values()} == {"an earlier result"}
    assert {path.name for path in tmp_path.iterdir()} == {
        scenario.name,
        *(path.name for path in outputs.values()),
    }


# The same bytes, whichever way -----------------------------------------------------------------

LAYERS = {
    "SUITABILITY": "s.tif",
    "EXCLUSION": "e.tif",
    "CRITERIA": "x.tif",
    "LIMITING": "l.tif",
    "CANDIDATES": "c.gpkg",
}


def test_one_scenario_gives_the_same_bytes_by_every_way_and_number_of_threads(
    command_line, provider, tmp_path
):
    import processing

    scenario = write_scenario(tmp_path / "計画 2030")
    ways = {name: tmp_path / name for name in ("command", "processing", "core")}
    for folder in ways.values():
        folder.mkdir()
    files = {way: {name: folder / file for name, file in LAYERS.items()} for way, folder in ways.items()}
    completed = command_line.run("wattbit:runscenario", SCENARIO=scenario, **files["command"])
    assert completed.returncode == 0, completed.stderr
    given = {name: str(path) for name, path in files["processing"].items()}
    processing.run("wattbit:runscenario", {"SCENARIO": str(scenario), "THREADS": 1, **given})
    wanted = Outputs(**{name.lower(): str(path) for name, path in files["core"].items()})
    run_scenario(scenario, wanted, Options(threads=3))
    hashes = {way: {name: sha256(path) for name, path in files[way].items()} for way in ways}
    assert hashes["command"] == hashes["core"]
    assert hashes["processing"] == hashes["core"]


# Bad input -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    """Files that are right and files that are wrong, by name."""
    folder = tmp_path_factory.mktemp("道路 inputs")
    broken = folder / "broken.gpkg"
    broken.write_text("no database", encoding="utf-8")
    return {
        "road": geojson(folder / "road.geojson", [(point_geometry(50, 50), {"k": 1})]),
        "empty": geojson(folder / "empty.geojson", []),
        "broken": broken,
        "nodata": raster(folder / "nodata.tif", [[-9999.0] * 5] * 5),
        "degrees": raster(
            folder / "degrees.tif", [[1.0] * 5] * 5, corner=(138.8, 35.2), cell=0.01, crs="EPSG:6668"
        ),
        "placeless": raster(folder / "placeless.tif", [[1.0] * 5] * 5, crs=None),
    }


def case(name, algorithm, *words, **parameters):
    """A bad call: `{road}` and the like stand for the files; the sentence must hold every word."""
    return pytest.param(algorithm, parameters, words, id=name)


ROAD = {"INPUT": "{road}", **GRID}
LINEAR = {"FUNCTION": "linear", "LOW": 0, "HIGH": 1}
IN_DEGREES = {**ROAD, "CRS": "EPSG:6668", "EXTENT": "138.8,138.9,35.1,35.2"}
BY_COMMAND = [
    case("geographic CRS", "distance", "EPSG:6668", "degrees", "EPSG:6676", **IN_DEGREES),
    case("negative cell size", "distance", "-5", "CELL_SIZE", "give", **{**ROAD, "CELL_SIZE": -5}),
    case("unreadable file", "distance", "broken.gpkg", "check", **{**ROAD, "INPUT": "{broken}"}),
    case("empty layer", "distance", "empty", "no features", "check", **{**ROAD, "INPUT": "{empty}"}),
    case("all-nodata raster", "rescale", "nodata", "check", INPUT="{nodata}", **LINEAR),
]
BY_PROCESSING = [
    *BY_COMMAND,
    case("bad filter", "distance", "nope > 1", "road", "fields: k", **ROAD, FILTER="nope > 1"),
    case("missing CRS", "distance", "CRS", "give", **{**ROAD, "CRS": ""}),
    case("unknown CRS", "distance", "EPSG:99999999", "give", **{**ROAD, "CRS": "EPSG:99999999"}),
    case("raster without a CRS", "rescale", "placeless", "CRS", "give", INPUT="{placeless}", **LINEAR),
    case("raster in degrees", "rescale", "degrees", "EPSG:6676", INPUT="{degrees}", **LINEAR),
    case("cell size 0", "distance", "0", "cell size", "give", **{**ROAD, "CELL_SIZE": 0}),
    case(
        "past the cell limit",
        "distance",
        "250,000,000,000",
        "limit",
        "larger",
        **{**ROAD, "CELL_SIZE": 0.001},
    ),
    case("empty extent", "distance", "extent", "empty", "give", **{**ROAD, "EXTENT": "0,0,0,0"}),
    case("no such file", "distance", "gone.gpkg", "check", **{**ROAD, "INPUT": "gone.gpkg"}),
    case("filter that none passes", "distance", "k > 5", "road", "check", **ROAD, FILTER="k > 5"),
    case(
        "missing capacity field",
        "gridcapacity",
        "road",
        "nope",
        "k",
        **ROAD,
        DEMAND_MW=50,
        CAPACITY_FIELD="nope",
    ),
    case("layer without a capacity", "gridcapacity", "road", "spare_mw", **ROAD, DEMAND_MW=50),
    case("missing weight field", "density", "road", "nope", "choose", **ROAD, RADIUS=100, FIELD="nope"),
    case("layer without a severity", "hazardscore", "road", "severity", **{**ROAD, "INPUT": ["{road}"]}),
    case("all-nodata rule", "exclusion", "known", "check", **{**ROAD, "INPUT": ["{nodata}"]}, RANGES="1:"),
    case("all-nodata criterion", "overlay", "check", CRITERIA=["{nodata}"], WEIGHTS="1"),
    case("unknown word", "rescale", "liner", "linear", INPUT="{degrees}", **{**LINEAR, "FUNCTION": "liner"}),
]


def filled(value, inputs):
    """`value` with the names of files in place of `{road}` and the like, also inside a list."""
    if isinstance(value, list):
        return [filled(v, inputs) for v in value]
    return value.format(**inputs) if isinstance(value, str) else value


@pytest.mark.parametrize(("algorithm", "parameters", "words"), BY_COMMAND)
def test_bad_input_fails_with_one_sentence_and_keeps_the_earlier_result(
    command_line, inputs, tmp_path, algorithm, parameters, words
):
    output = tmp_path / "out.tif"
    output.write_text("an earlier result", encoding="utf-8")
    given = {name: filled(value, inputs) for name, value in parameters.items()}
    said = command_line.failure(f"wattbit:{algorithm}", **given, OUTPUT=output)
    # QGIS looks at a raster's statistics when it loads one, and GDAL has its own word on that.
    ours = [line for line in said.splitlines() if not line.startswith("ERROR 1:")]
    assert_one_sentence("\n".join(ours), *words)
    assert output.read_text(encoding="utf-8") == "an earlier result"
    assert [path.name for path in tmp_path.iterdir()] == ["out.tif"]


@pytest.mark.parametrize(("algorithm", "parameters", "words"), BY_PROCESSING)
def test_bad_input_is_refused_by_processing_with_the_same_sentence(
    provider, inputs, tmp_path, algorithm, parameters, words
):
    import processing
    from qgis.core import QgsProcessingException

    given = {name: filled(value, inputs) for name, value in parameters.items()}
    with pytest.raises(QgsProcessingException) as caught:
        processing.run(f"wattbit:{algorithm}", {**given, "OUTPUT": str(tmp_path / "out.tif")})
    assert_one_sentence(str(caught.value).replace("Unable to execute algorithm\n", ""), *words)
    assert list(tmp_path.iterdir()) == []


def test_an_overlay_by_promethee_on_the_command_line_is_that_of_the_pairs(command_line, tmp_path):
    a = raster(tmp_path / "a.tif", [[0.2, 0.5, 0.9]], corner=(0, 100))
    b = raster(tmp_path / "b.tif", [[1.0, 0.5, 0.5]], corner=(0, 100))
    output = tmp_path / "flow.tif"
    completed = command_line(
        "run", "wattbit:overlay", "--", f"CRITERIA={a}", f"CRITERIA={b}", "WEIGHTS=3,1", "METHOD=promethee",
        "PREFERENCE=0,0.6,0,0", f"OUTPUT={output}",
    )  # fmt: skip
    assert completed.returncode == 0, completed.stderr
    # a: .3, .7 and .4 apart count 1/2, 1 and 2/3; b: 1 beats both.
    assert read(output)[0] == pytest.approx(
        [
            (-0.75 * (1 / 2 + 1) + 0.25 * 2) / 2,
            (0.75 * (1 / 2 - 2 / 3) - 0.25) / 2,
            (0.75 * (1 + 2 / 3) - 0.25) / 2,
        ]
    )


# A layer that is not there shows only when it is read, after the file itself was found right.
WRONG_SCENARIOS = [
    pytest.param({"gird": {}}, ("gird", "did you mean grid?"), id="unknown key"),
    pytest.param({"grid": {"crs": "EPSG:6668", "extent": [139, 35, 140, 36], "cell_size_m": 50}},
                 ("EPSG:6668", "degrees", "EPSG:6677"), id="geographic CRS"),
    pytest.param({"grid": {"crs": CRS, "extent": [0, 0, 500, 500], "cell_size_m": 0}}, ("grid.cell_size_m",),
                 id="cell size 0"),
    pytest.param({"grid": {"crs": CRS, "extent": [0, 0, 1e6, 1e6], "cell_size_m": 1}}, ("limit",), id="cell limit"),
    pytest.param({"exclusions": [{"id": "lake", "layer": "lakes"}]}, ("exclusions[0].layer", "lakes", "lake?"),
                 id="no such layer"),
    pytest.param({"exclusions": [{"id": "lake", "layer": "lake", "where": "depth > 2"}]}, ("depth > 2", "lake", "name"),
                 id="bad filter"),
    pytest.param({"layers": {"road": {"source": "gone.gpkg"}, "lake": {"source": "lake.geojson"},
                             "slope": {"source": "slope.tif"}}}, ("road", "gone.gpkg", "check"), id="missing file"),
    pytest.param({"layers": {"road": {"source": "road.geojson"}, "lake": {"source": "lake.geojson"},
                             "slope": {"source": "nodata.tif"}}}, ("flat", "no value", "check"), id="all nodata"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "words"), WRONG_SCENARIOS)
def test_a_wrong_scenario_is_refused_by_processing_and_touches_no_earlier_file(
    provider, tmp_path, changes, words
):
    import processing
    from qgis.core import QgsProcessingException

    scenario = write_scenario(tmp_path / "scenario", **changes)
    raster(scenario.parent / "nodata.tif", [[-9999.0] * 5] * 5)
    outputs = outputs_of_runscenario(tmp_path)
    for path in outputs.values():
        path.write_text("an earlier result", encoding="utf-8")
    with pytest.raises(QgsProcessingException) as caught:
        processing.run(
            "wattbit:runscenario", {"SCENARIO": str(scenario), **{k: str(v) for k, v in outputs.items()}}
        )
    said = str(caught.value).replace("Unable to execute algorithm\n", "")
    assert [word for word in words if word not in said] == []
    assert len(said.splitlines()) == 1
    assert {path.read_text(encoding="utf-8") for path in outputs.values()} == {"an earlier result"}
    assert {path.name for path in tmp_path.iterdir()} == {
        "scenario",
        *(path.name for path in outputs.values()),
    }


def test_a_scenario_whose_layer_is_missing_fails_on_the_command_line_too(command_line, tmp_path):
    layers = {"road": {"source": "gone.gpkg"}, "slope": {"source": "slope.tif"}}
    scenario = write_scenario(tmp_path / "scenario", layers=layers, exclusions=[])
    results = tmp_path / "results"
    results.mkdir()
    said = command_line.failure("wattbit:runscenario", SCENARIO=scenario, **outputs_of_runscenario(results))
    assert_one_sentence(said, "road", "gone.gpkg", "check")
    assert list(results.iterdir()) == []
