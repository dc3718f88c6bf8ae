"""The live preview, against runs at its cell size and extent."""

from __future__ import annotations

import copy
import json
import os

import numpy as np
import pytest
from wattbit.core.errors import Cancelled, ScenarioError
from wattbit.core.live.preview import open_preview
from wattbit.core.run.run import Options, Outputs, run_scenario
from wattbit.tests.core.layers import read_raster

METHODS = [
    {"method": "wlc"},
    {"method": "geometric"},
    {"method": "owa", "alpha": 2},
    {"method": "gamma"},
    {"method": "topsis"},
    {"method": "promethee"},
]
EXTENT = (-9_950, -40_020, 12_030, -21_970)


@pytest.fixture(scope="module")
def demo(repository):
    return repository / "resources" / "demo"


@pytest.fixture(scope="module")
def raw(demo):
    return json.loads((demo / "power_first.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def preview(demo, raw):
    return open_preview(raw, demo, max_cells=30_000, extent=EXTENT)


def suitability_of_run(raw, demo, preview, folder):
    """What a run writes for a scenario on the grid of a preview."""
    plain = {k: v for k, v in raw.items() if k not in ("allocation", "uncertainty", "candidates")}
    plain = copy.deepcopy(plain)
    for layer in plain["layers"].values():
        layer["source"] = f"{demo}{os.sep}{layer['source']}"
    (folder / "s.json").write_text(json.dumps(plain), encoding="utf-8")
    options = Options(cell_size=preview.cell_size, extent=preview.grid.extent)
    run_scenario(folder / "s.json", Outputs(suitability=str(folder / "s.tif")), options)
    return read_raster(folder / "s.tif")[0]


def edited(raw, **criteria):
    """The scenario with keys of some criteria replaced."""
    out = copy.deepcopy(raw)
    for criterion in out["criteria"]:
        criterion.update(criteria.get(criterion["id"], {}))
    return out


def test_the_grid_is_the_finest_that_holds_so_many_cells(preview):
    # 22 x 18.05 km in 50 m cells are 440 x 361; every second cell is 220 x 182 > 30,000; every third fits.
    assert (preview.factor, preview.cell_size) == (3, 150)
    assert preview.grid.cells <= 30_000
    assert all(edge % 150 == 0 for edge in preview.grid.extent)


@pytest.mark.parametrize("overlay", METHODS, ids=lambda m: m["method"])
def test_every_cell_equals_that_of_a_run(demo, raw, preview, tmp_path, overlay):
    changed = {**edited(raw, road={"weight": 0.3}), "overlay": overlay}
    assert not preview.update(changed).needs_rebuild
    found = suitability_of_run(changed, demo, preview, tmp_path)
    assert np.array_equal(preview.suitability, found, equal_nan=True)
    # Other weights, where a method of the whole grid keeps what it has seen of the cells.
    again = {**edited(changed, ix={"weight": 0.5})}
    assert preview.update(again).what == "weights" or overlay["method"] == "gamma"
    found = suitability_of_run(again, demo, preview, tmp_path)
    assert np.array_equal(preview.suitability, found, equal_nan=True)
    preview.update(raw)


@pytest.mark.parametrize(
    "change",
    [
        {"road": {"value": {"function": "linear", "low": 9000, "high": 300}}},
        {"road": {"value": {"function": "linear", "low": 500, "high": 2500}}},
        {"road": {"max_distance_m": 1500}},
        {"industrial": {"value": {"function": "piecewise", "points": [[0, 1], [2000, 0.2], [5000, 0.6]]}}},
        {"safe": {"scores": [1, 0.9, 0.2, 0.1, 0]}},
        {"safe": {"not_assessed": 0.3}},
        {"ix": {"value": {"function": "small", "midpoint": 0.3, "spread": 4}}},
    ],
    ids=repr,
)
def test_a_value_function_is_scored_anew_as_a_run_does(demo, raw, preview, tmp_path, change):
    changed = edited(raw, **change)
    told = preview.update(changed)
    assert (told.needs_rebuild, told.what) == (False, "values")
    assert np.array_equal(
        preview.suitability, suitability_of_run(changed, demo, preview, tmp_path), equal_nan=True
    )
    preview.update(raw)


def test_a_rule_switched_off_gives_its_cells_back_and_on_again_takes_them(demo, raw, preview, tmp_path):
    before, totals = preview.suitability.copy(), preview.totals()
    lost = {r.id: r for r in preview.rules()}["steep_15deg"]
    changed = {**raw, "exclusions": [e for e in raw["exclusions"] if e["id"] != "steep_15deg"]}
    assert preview.update(changed).what == "rules"
    assert np.array_equal(
        preview.suitability, suitability_of_run(changed, demo, preview, tmp_path), equal_nan=True
    )
    assert totals.excluded - preview.totals().excluded == pytest.approx(lost.hectares_alone)
    assert preview.update(raw).what == "rules"
    assert np.array_equal(preview.suitability, before, equal_nan=True)


def test_hectares_by_state_sum_to_the_area(preview):
    totals = preview.totals()
    assert sum((totals.eligible, totals.excluded, totals.not_assessed)) == pytest.approx(
        preview.grid.cells * 2.25
    )
    assert (preview.state == 0).sum() * 2.25 == pytest.approx(totals.eligible)
    assert np.array_equal(preview.state == 0, ~np.isnan(preview.suitability))


@pytest.mark.parametrize(
    "path, value",
    [
        (("facility", "demand_mw"), 80),
        (("facility", "horizon_year"), 2035),
        (("grid", "cell_size_m"), 100),
        (("criteria", 0, "max_distance_m"), 5000),
        (("exclusions", 6, "buffer_m"), 250),
        (("layers", "roads", "where"), "kind = 'national'"),
    ],
)
def test_what_touches_layers_radii_demand_or_grid_asks_for_a_new_preview(raw, preview, path, value):
    changed = copy.deepcopy(raw)
    *parents, last = path
    node = changed
    for step in parents:
        node = node[step]
    node[last] = value
    before = preview.suitability.copy()
    told = preview.update(changed)
    assert (told.needs_rebuild, told.changed) == (True, False)
    assert np.array_equal(preview.suitability, before, equal_nan=True)


def test_a_faulty_edit_leaves_what_is_held(raw, preview):
    before = preview.suitability.copy()
    with pytest.raises(ScenarioError, match="weight"):
        preview.update(edited(raw, road={"weight": -1}))
    assert np.array_equal(preview.suitability, before, equal_nan=True)
    assert preview.update(raw).what == ""


def test_a_new_preview_takes_over_what_is_the_same(demo, raw, preview):
    changed = copy.deepcopy(raw)
    changed["facility"]["demand_mw"] = 80
    fresh = open_preview(changed, demo, max_cells=30_000, extent=EXTENT)
    reused = open_preview(changed, demo, max_cells=30_000, extent=EXTENT, reuse=preview)
    assert np.array_equal(fresh.suitability, reused.suitability, equal_nan=True)
    assert reused.raw("road").base is preview.raw("road").base  # the very same array
    assert reused.raw("grid").base is not preview.raw("grid").base


def test_a_position_is_told_as_its_cell(preview):
    xmin, _, _, ymax = preview.grid.extent
    for row, column in ((0, 0), (40, 60), (100, 120)):
        state, score = preview.at(xmin + 150 * column + 10, ymax - 150 * row - 140)
        cell = preview.suitability[row, column]
        assert state == ("eligible", "excluded", "not_assessed")[preview.state[row, column]]
        assert score is None if np.isnan(cell) else score == pytest.approx(float(cell))
    assert preview.at(xmin - 1, ymax) == ("outside", None)


def test_a_histogram_counts_every_assessed_cell(preview):
    counts, edges = preview.histogram("flat", 16)
    slope = preview.raw("flat")
    assert counts.sum() == np.count_nonzero(~np.isnan(slope))
    assert (len(counts), len(edges), preview.unit("flat")) == (16, 17, "degrees")
    inner = np.count_nonzero((slope >= edges[4]) & (slope < edges[5]))
    assert abs(int(counts[4]) - inner) <= 2  # a value on an edge may round to either side


def test_cancelling_leaves_no_preview(demo, raw):
    with pytest.raises(Cancelled):
        open_preview(raw, demo, max_cells=30_000, progress=lambda share, text: share < 0.3)


def test_a_preview_shows_the_horizon_that_is_asked_for(demo, tmp_path):
    raw = json.loads((demo / "resilience_first.json").read_text(encoding="utf-8"))
    by_year = [
        open_preview(raw, demo, max_cells=10_000, horizon=h["id"]).suitability for h in raw["horizons"]
    ]
    assert not np.array_equal(*by_year, equal_nan=True)


def test_files_of_a_method_of_the_whole_grid_go_with_it(demo, raw, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    preview = open_preview({**raw, "overlay": {"method": "promethee"}}, demo, max_cells=5_000)
    assert len(list(tmp_path.glob("wattbit-preview-*"))) == 1
    preview.update({**edited(raw, safe={"not_assessed": 0.2}), "overlay": {"method": "promethee"}})
    assert len(list(tmp_path.glob("wattbit-preview-*"))) == 1
    preview.update(raw)
    assert not list(tmp_path.glob("wattbit-preview-*"))
    preview.close()
