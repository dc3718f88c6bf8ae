"""The scenario file: the example of the contract, every fault at once with its place, horizons, the schema."""

from __future__ import annotations

import copy
import json

import pytest
from wattbit.core.errors import InputError, ScenarioError
from wattbit.core.scenario.format import json_schema, schema_text
from wattbit.core.scenario.model import FORMAT, LayerExtent
from wattbit.core.scenario.read import at_horizons, load_scenario, read_scenario
from wattbit.tests.core.layers import assert_sentence

EXAMPLE = {
    "format": "wattbit-scenario/1",
    "title": "50 MW by 2030",
    "grid": {"crs": "EPSG:6677", "extent": [0, 0, 60000, 50000], "cell_size_m": 50},
    "facility": {"demand_mw": 50, "horizon_year": 2030},
    "layers": {
        "capacity": {"source": "demo.gpkg|layername=capacity"},
        "slope": {"source": "slope.tif", "band": 1},
        "flood": {"source": "demo.gpkg|layername=flood"},
        "sediment": {"source": "demo.gpkg|layername=sediment"},
        "ix": {"source": "demo.gpkg|layername=network", "where": "kind = 'ix'"},
        "road": {"source": "demo.gpkg|layername=roads", "licence": "ODbL", "as_of": "2026-04-01"},
        "datacentres": {"source": "demo.gpkg|layername=network", "where": "kind = 'data_centre'"},
    },
    "exclusions": [
        {"id": "flood_3m", "layer": "flood", "where": "depth_min_m >= 3", "buffer_m": 0},
        {"id": "steep", "layer": "slope", "ranges": "15:"},
    ],
    "criteria": [
        {"id": "grid", "type": "grid_capacity", "layer": "capacity", "max_distance_m": 10000, "weight": 0.4},
        {"id": "ix", "type": "latency", "layer": "ix", "weight": 0.2,
         "value": {"function": "linear", "low": 5, "high": 1}},
        {"id": "road", "type": "distance", "layer": "road", "weight": 0.1,
         "value": {"function": "linear", "low": 5000, "high": 0}},
        {"id": "flat", "type": "raster", "layer": "slope", "weight": 0.1,
         "value": {"function": "linear", "low": 15, "high": 0}},
        {"id": "safe", "type": "hazard", "layers": ["flood", "sediment"], "weight": 0.1},
        {"id": "spread", "type": "density", "layer": "datacentres", "radius_m": 20000, "weight": 0.1,
         "value": {"function": "linear", "low": 0.02, "high": 0}},
    ],
    "weighting": {"method": "direct"},
    "overlay": {"method": "wlc"},
    "candidates": {"count": 10, "min_area_ha": 10, "max_area_ha": 100, "min_score": 0.5, "min_spacing_m": 1000},
    "uncertainty": {"model": "dirichlet", "concentration": 50, "samples": 200, "top_percent": 5},
    "allocation": {"max_distance_m": 10000, "feeds": 1},
    "horizons": [
        {"id": "short", "year": 2028},
        {"id": "long", "year": 2035, "set": {"criteria.ix.value.low": 10}},
    ],
}  # fmt: skip


def changed(*changes):
    """The example with settings at paths, such as ("criteria", 0, "weight"), 3; ``None`` in place of a value drops."""
    out = copy.deepcopy(EXAMPLE)
    for path, value in changes:
        node = out
        for step in path[:-1]:
            node = node[step]
        if value is None:
            del node[path[-1]]
        else:
            node[path[-1]] = value
    return out


def write(folder, scenario, name="scenario.json"):
    path = folder / name
    path.write_text(scenario if isinstance(scenario, str) else json.dumps(scenario), encoding="utf-8")
    return path


def faults(folder, scenario):
    with pytest.raises(ScenarioError) as error:
        load_scenario(write(folder, scenario))
    return error.value.faults


def test_the_example_of_the_contract_is_read(tmp_path):
    found = read_scenario(write(tmp_path, EXAMPLE, "計画 50 MW.json"))
    assert found.format == FORMAT
    assert found.grid.extent == (0, 0, 60000, 50000)
    assert found.facility.demand_mw == 50
    assert found.folder == tmp_path.resolve()
    assert [c.weight for c in found.criteria] == [0.4, 0.2, 0.1, 0.1, 0.1, 0.1]
    assert found.criteria[4].layers == ("flood", "sediment")
    assert found.criteria[5].kernel == "quartic"
    assert found.layers["road"].licence == "ODbL"
    assert found.exclusions[1].ranges == "15:"
    assert found.candidates.max_area_ha == 100
    assert found.uncertainty.samples == 200
    assert found.allocation.feeds == 1


def test_what_may_be_left_out_has_the_contracts_defaults(tmp_path):
    least = {k: EXAMPLE[k] for k in ("format", "grid", "layers", "facility")}
    grid = {"id": "grid", "type": "grid_capacity", "layer": "capacity"}
    ix = {"id": "ix", "type": "latency", "layer": "ix", "value": EXAMPLE["criteria"][1]["value"]}
    safe = {"id": "safe", "type": "hazard", "layers": ["flood"]}
    found = read_scenario(write(tmp_path, {**least, "criteria": [grid, ix, safe]}))
    a, b, c = found.criteria
    assert (a.max_distance_m, a.margin_pct, a.headroom_target, a.min_voltage_kv) == (10_000, 0, 1, None)
    assert (b.route_factor, b.us_per_km, b.equipment_us) == (1.4, 4.897, 0)
    assert (c.scores, c.exclude_from) == ((1, 0.75, 0.5, 0.25, 0), 5)
    assert found.candidates is None
    assert found.uncertainty is None
    assert found.horizons == ()


def test_a_byte_order_mark_is_no_fault(tmp_path):
    path = tmp_path / "bom.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(EXAMPLE).encode())
    assert read_scenario(path).title == EXAMPLE["title"]


def test_the_extent_may_be_that_of_a_layer_and_the_grid_a_template(tmp_path):
    by_layer = read_scenario(write(tmp_path, changed((("grid", "extent"), {"layer": "flood"}))))
    assert by_layer.grid.extent == LayerExtent("flood")
    assert (
        read_scenario(write(tmp_path, changed((("grid",), {"template": "x.tif"})))).grid.template == "x.tif"
    )


#: Changes to the example, the place that the fault must name and words that it must hold; the last tells
#: whether an editor's schema can see it.
FAULTS = [
    ([(("criteria", 0, "wieght"), 1)], "criteria[0].wieght", "did you mean weight?", True),
    ([(("tittle",), "x")], "tittle", "did you mean title?", True),
    ([(("grid", "cellsize"), 5)], "grid.cellsize", "cell_size_m", True),
    ([(("layers", "slope", "bandd"), 1)], "layers.slope.bandd", "band", True),
    ([(("criteria", 1, "value", "function"), "liner")], "criteria[1].value.function", "did you mean linear?", True),
    ([(("criteria", 2, "type"), "distence")], "criteria[2].type", "did you mean distance?", True),
    ([(("criteria", 2, "type"), None)], "criteria[2].type", "distance", True),
    ([(("format",), "wattbit-scenario/2")], "format", "wattbit-scenario/1", True),
    ([(("format",), None)], "the file", "format", True),
    ([(("layers",), None)], "the file", "layers", True),
    ([(("criteria",), None)], "the file", "criteria", True),
    ([(("criteria",), [])], "criteria", "at least 1", True),
    ([(("layers", "slope", "source"), None)], "layers.slope", "source", True),
    ([(("layers", "slope", "source"), "")], "layers.slope.source", "text", True),
    ([(("layers", "slope", "band"), 0)], "layers.slope.band", "below 1", True),
    ([(("layers", "slope", "band"), 1.5)], "layers.slope.band", "whole", True),
    ([(("layers", "slope", "derive"), "aspect")], "layers.slope.derive", "slope_deg", True),
    ([(("layers", "slope"), "slope.tif")], "layers.slope", "object", True),
    ([(("criteria",), {})], "criteria", "list", True),
    ([(("criteria", 0, "weight"), -0.1)], "criteria[0].weight", "below 0", True),
    ([(("criteria", 0, "weight"), "heavy")], "criteria[0].weight", "number", True),
    ([(("criteria", 0, "weight"), True)], "criteria[0].weight", "number", True),
    ([(("criteria", 0, "max_distance_m"), 0)], "criteria[0].max_distance_m", "above 0", True),
    ([(("criteria", 4, "scores"), [1, 0.5])], "criteria[4].scores", "5", True),
    ([(("criteria", 4, "scores"), [1, 1, 1, 1, 2])], "criteria[4].scores[4]", "above 1", True),
    ([(("criteria", 4, "layers"), [])], "criteria[4].layers", "at least 1", True),
    ([(("criteria", 5, "radius_m"), None)], "criteria[5]", "radius_m", True),
    ([(("criteria", 1, "route_factor"), 0.5)], "criteria[1].route_factor", "below 1", True),
    ([(("criteria", 1, "not_assessed"), 1.5)], "criteria[1].not_assessed", "above 1", True),
    ([(("exclusions", 0, "buffer_m"), -1)], "exclusions[0].buffer_m", "below 0", True),
    ([(("exclusions", 0, "layer"), None)], "exclusions[0]", "layer", True),
    ([(("grid", "extent"), [0, 0, 1])], "grid.extent", "4", True),
    ([(("grid", "cell_size_m"), 0)], "grid.cell_size_m", "above 0", True),
    ([(("facility", "demand_mw"), -5)], "facility.demand_mw", "above 0", True),
    ([(("facility", "horizon_year"), 30)], "facility.horizon_year", "1900", True),
    ([(("candidates", "count"), 0)], "candidates.count", "below 1", True),
    ([(("candidates", "min_score"), 50)], "candidates.min_score", "above 1", True),
    ([(("uncertainty", "model"), "beta")], "uncertainty.model", "dirichlet", True),
    ([(("uncertainty", "top_percent"), 0)], "uncertainty.top_percent", "above 0", True),
    ([(("allocation", "feeds"), 3)], "allocation.feeds", "above 2", True),
    ([(("overlay", "method"), "sum")], "overlay.method", "wlc", True),
    ([(("horizons", 0, "year"), None)], "horizons[0]", "year", True),
    # What only shows between the parts.
    ([(("grid", "crs"), None)], "grid", "crs", False),
    ([(("grid", "extent"), [5, 0, 0, 5])], "grid.extent", "empty", False),
    ([(("grid", "template"), "x.tif")], "grid", "template", False),
    ([(("criteria", 0, "layer"), "capcity")], "criteria[0].layer", "did you mean capacity?", False),
    ([(("criteria", 4, "layers"), ["flood", "sedimant"])], "criteria[4].layers[1]", "did you mean sediment?", False),
    ([(("exclusions", 0, "layer"), "floods")], "exclusions[0].layer", "did you mean flood?", False),
    ([(("layers", "flood", "coverage"), "mapped")], "layers.flood.coverage", "mapped", False),
    ([(("grid", "extent"), {"layer": "flod"})], "grid.extent.layer", "flood", False),
    ([(("candidates", "admin"), {"layer": "towns", "field": "name"})], "candidates.admin.layer", "towns", False),
    ([(("criteria", 1, "id"), "grid")], "criteria", "grid stands more than once", False),
    ([(("exclusions", 1, "id"), "flood_3m")], "exclusions", "flood_3m", False),
    ([(("horizons", 1, "id"), "short")], "horizons", "short", False),
    ([(("criteria", 2, "value"), None)], "criteria[2]", "value function", False),
    ([(("criteria", 2, "value", "high"), None)], "criteria[2].value", "needs high", False),
    ([(("criteria", 2, "value", "high"), 5000)], "criteria[2].value", "differ", False),
    ([(("facility", "demand_mw"), None)], "facility.demand_mw", "grid", False),
    ([(("exclusions", 1, "ranges"), "15-20")], "exclusions[1].ranges", "15-20", False),
    ([(("exclusions", 1, "where"), "x > 1")], "exclusions[1]", "where", False),
    ([(("candidates", "max_area_ha"), 5)], "candidates", "max_area_ha 5", False),
    ([(("horizons", 1, "set"), {"criteria.ixx.value.low": 1})], "horizons[1]", "did you mean ix?", False),
    ([(("horizons", 1, "set"), {"criteria.ix.value.lo": 1})], "horizons[1]", "did you mean low?", False),
    ([(("horizons", 1, "set"), {"criteria.ix.weight": -1})], "horizons[1]", "below 0", False),
    ([(("horizons", 1, "set"), {"grid.cell_size_m": 10})], "horizons[1]", "grid", False),
    ([(("horizons", 1, "set"), {"criteria.ix": 5})], "horizons[1]", "criteria.ix", False),
    ([(("criteria", i, "weight"), 0) for i in range(6)], "criteria", "all weights are 0", False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "place", "word", "_schema"), FAULTS, ids=lambda v: v if isinstance(v, str) else ""
)
def test_a_fault_is_told_with_its_place_and_a_hint(tmp_path, changes, place, word, _schema):
    found = faults(tmp_path, changed(*changes))
    assert any(f.startswith((place + ":", place + " ")) and word in f for f in found), found


def test_every_fault_is_told_at_once(tmp_path):
    found = faults(tmp_path, changed(
        (("criteria", 0, "wieght"), 1), (("criteria", 1, "value", "low"), "five"), (("layers", "slope", "band"), -1),
        (("candidates", "min_score"), 7), (("grid", "cell_size_m"), -50),
    ))  # fmt: skip
    places = (
        "criteria[0].wieght",
        "criteria[1].value.low",
        "layers.slope.band",
        "candidates.min_score",
        "grid.cell_size_m",
    )
    assert sorted(f.split(":")[0] for f in found) == sorted(places)


def test_every_fault_between_the_parts_is_told_at_once(tmp_path):
    found = faults(tmp_path, changed(
        (("criteria", 0, "layer"), "x"), (("exclusions", 1, "ranges"), "a"), (("grid", "extent"), [5, 0, 0, 5]),
        (("criteria", 3, "id"), "ix"), (("facility", "demand_mw"), None), (("candidates", "max_area_ha"), 1),
    ))  # fmt: skip
    heads = {f.split(":")[0] for f in found}
    assert {
        "criteria[0].layer",
        "exclusions[1].ranges",
        "grid.extent",
        "criteria",
        "facility.demand_mw",
        "candidates",
    } <= heads


def test_a_misspelt_key_hides_no_fault_between_the_parts(tmp_path):
    found = faults(tmp_path, changed(
        (("tittle",), "x"), (("criteria", 4, "layers", 1), "sedimnt"), (("exclusions", 0, "layer"), "floods"),
        (("exclusions", 1, "ranges"), "a"), (("criteria", 3, "id"), "ix"),
    ))  # fmt: skip
    heads = {f.split(":")[0] for f in found}
    assert heads >= {
        "tittle",
        "criteria[4].layers[1]",
        "exclusions[0].layer",
        "exclusions[1].ranges",
        "criteria",
    }
    assert any("there is no layer sedimnt; did you mean sediment?" in f for f in found)


def test_every_setting_of_a_horizon_is_checked_even_beside_other_faults(tmp_path):
    settings = {"criteria.rod.weight": 1, "layers.flood.sorce": "x.gpkg", "criteria.ix.value.low": "ten"}
    wanted = (
        "set.criteria.rod.weight: there is no rod",
        "layers.flood.sorce: unknown key",
        "'ten' is not a number",
    )
    for more in ((), ((("tittle",), "x"),)):
        found = faults(tmp_path, changed((("horizons", 1, "set"), settings), *more))
        assert [
            w for w in wanted if not any(f.startswith("horizons[1] (long): ") and w in f for f in found)
        ] == []
        assert len(found) == len(wanted) + len(more)


def test_the_message_names_the_file_and_counts_the_faults(tmp_path):
    path = write(tmp_path, changed((("tittle",), "x"), (("candidates", "count"), 0)))
    with pytest.raises(ScenarioError) as error:
        load_scenario(path)
    assert str(path) in str(error.value)
    assert "2 faults" in str(error.value)
    assert_sentence(error, "did you mean title?", "correct the file")


def test_a_fault_of_the_scenario_is_not_told_again_for_each_of_its_horizons(tmp_path):
    assert len(EXAMPLE["horizons"]) > 1
    found = faults(tmp_path, changed((("candidates", "max_area_ha"), 1)))
    assert len(found) == 1
    assert found[0].startswith("candidates: ")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"format": "wattbit-scenario/1",\n "title": }', ("line 2", "column 11", "JSON")),
        ("", ("line 1", "JSON")),
        ("[1, 2", ("JSON",)),
        ("nonsense", ("line 1", "column 1")),
        ("[" * 100_000, ("JSON", "deep")),
        ('{"format": "wattbit-scenario/1", "format": "wattbit-scenario/1"}', ("format", "twice")),
        ('{"format": "wattbit-scenario/1", "grid": {"cell_size_m": NaN}}', ("NaN",)),
        ('{"format": "wattbit-scenario/1", "grid": {"cell_size_m": -Infinity}}', ("Infinity",)),
        ('{"format": "wattbit-scenario/1", "grid": {"cell_size_m": 1e999}}', ("grid.cell_size_m",)),
        ("[]", ("object",)),
        ("null", ("object",)),
        ('"text"', ("object",)),
        ("5", ("object",)),
    ],
)
def test_a_file_that_is_no_scenario_says_where_it_goes_wrong(tmp_path, text, words):
    found = "; ".join(faults(tmp_path, text))
    assert all(w in found for w in words), found


def test_a_file_that_is_not_utf8_says_so(tmp_path):
    path = tmp_path / "sjis.json"
    path.write_bytes(json.dumps({**EXAMPLE, "title": "計画"}, ensure_ascii=False).encode("shift_jis"))
    with pytest.raises(ScenarioError) as error:
        load_scenario(path)
    assert "UTF-8" in str(error.value)


def test_a_file_that_is_missing_or_a_folder_says_so(tmp_path):
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(InputError) as error:
            load_scenario(path)
        assert_sentence(error, path)


def test_horizons_set_values_by_the_ids_on_the_path(tmp_path):
    scenario, raw = load_scenario(write(tmp_path, EXAMPLE))
    (first, short), (second, long) = at_horizons(scenario, raw)
    assert (first.id, second.id) == ("short", "long")
    assert (short.facility.horizon_year, long.facility.horizon_year) == (2028, 2035)
    assert (short.criteria[1].value.low, long.criteria[1].value.low) == (5, 10)
    assert short.criteria[0] == long.criteria[0] == scenario.criteria[0]
    assert long.sha256 == scenario.sha256


def test_horizons_may_set_weights_layers_rules_and_what_was_left_out(tmp_path):
    settings = {
        "criteria.grid.weight": 2, "layers.flood.source": "future.gpkg", "exclusions.steep.ranges": "20:",
        "facility.demand_mw": 200, "criteria.grid.margin_pct": 10,
    }  # fmt: skip
    scenario, raw = load_scenario(write(tmp_path, changed((("horizons", 1, "set"), settings))))
    _, (_, long) = at_horizons(scenario, raw)
    assert long.criteria[0].weight == 2
    assert long.criteria[0].margin_pct == 10
    assert long.layers["flood"].source == "future.gpkg"
    assert long.exclusions[1].ranges == "20:"
    assert long.facility.demand_mw == 200
    assert scenario.facility.demand_mw == 50


def test_without_horizons_the_scenario_stands_alone(tmp_path):
    scenario, raw = load_scenario(write(tmp_path, changed((("horizons",), None))))
    assert at_horizons(scenario, raw) == ((None, scenario),)


def test_the_hash_is_that_of_the_file(tmp_path):
    import hashlib

    path = write(tmp_path, EXAMPLE)
    assert read_scenario(path).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_schema_that_ships_is_the_one_the_reader_has(repository):
    shipped = (repository / "resources" / "scenario.schema.json").read_text(encoding="utf-8")
    assert shipped == schema_text()


@pytest.fixture(scope="module")
def validator():
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft7Validator.check_schema(json_schema())
    return jsonschema.Draft7Validator(json_schema())


def test_editors_accept_the_example(validator):
    assert [e.message for e in validator.iter_errors(EXAMPLE)] == []
    with_schema = {"$schema": "scenario.schema.json", **EXAMPLE}
    assert validator.is_valid(with_schema)


def test_editors_accept_every_scenario_that_ships(validator, repository):
    for path in sorted((repository / "resources" / "demo").glob("*.json")):
        found = json.loads(path.read_text(encoding="utf-8"))
        assert [e.message for e in validator.iter_errors(found)] == [], path.name


@pytest.mark.parametrize(
    "changes", [c for c, _, _, seen in FAULTS if seen], ids=[p for _, p, _, seen in FAULTS if seen]
)
def test_editors_refuse_what_the_reader_refuses(validator, changes):
    assert not validator.is_valid(changed(*changes))
