"""Scenarios combined by every method of overlay: cells, limiting criteria, candidates, report and faults."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest
from wattbit.core import rasters
from wattbit.core.errors import ScenarioError
from wattbit.core.grid.grid import Grid
from wattbit.core.overlay.combination import limiting, local_combination
from wattbit.core.overlay.settings import Method, Settings, Variant
from wattbit.core.overlay.survey import usable_weights, whole_grid_survey
from wattbit.core.run.run import Options, Outputs, run_scenario
from wattbit.core.scenario.overlay import overlay_settings
from wattbit.core.scenario.read import read_scenario
from wattbit.tests.core.layers import (
    covered,
    grid_of,
    read_features,
    read_raster,
    write_raster,
    write_scenario,
)

NAN = np.nan
SIDE, CELL = 60, 100
NAMES = ("suitability", "exclusion", "criteria", "limiting")
THRESHOLDS = {"a": [0.05, 0.3], "c": [0, 0.2]}
OVERLAYS = [
    {"method": "wlc"},
    {"method": "geometric"},
    {"method": "minimum"},
    {"method": "maximum"},
    {"method": "product"},
    {"method": "fuzzy_sum"},
    {"method": "gamma", "gamma": 0.7},
    {"method": "owa", "order_weights": [3, 2, 1]},
    {"method": "owa", "owa_variant": "yager", "alpha": 2},
    {"method": "owa", "owa_variant": "tradeoff", "order_weights": [1, 2, 3]},
    {"method": "topsis"},
    {"method": "promethee", "preference": THRESHOLDS},
    {"method": "promethee", "rescale": True},
]
#: Least scores that leave several areas apart.
LEAST = {"minimum": 0.45, "maximum": 0.8, "product": 0.15, "fuzzy_sum": 0.93, "gamma": 0.6, "promethee": 0.35}


def smooth(seed):
    """Hills between 0 and 1, so that connected areas form."""
    rng = np.random.default_rng(seed)
    x, y = np.meshgrid(*[np.linspace(0, 2 * np.pi, SIDE)] * 2)
    waves = sum(
        np.sin(k * x + rng.random() * 6) * np.cos(j * y + rng.random() * 6) for k in (1, 2) for j in (1, 3)
    )
    return ((waves - waves.min()) / np.ptp(waves)).astype(np.float32)


def write_land(folder, overlay, **changes):
    """Three rasters of scores, one with gaps, and a raster of which 1 excludes."""
    folder.mkdir(exist_ok=True)
    layers = {n: smooth(i) for i, n in enumerate("abc")}
    layers["b"][5:9, 20:40] = -9999
    layers["no"] = (np.random.default_rng(9).random((SIDE, SIDE)) < 0.05).astype(np.float32)
    for name, values in layers.items():
        write_raster(folder / f"{name}.tif", values, (0, SIDE * CELL), CELL, nodata=-9999)
    least = 0.7 if overlay.get("rescale") else LEAST.get(overlay["method"], 0.55)
    plain = {
        "grid": {"crs": "EPSG:6677", "extent": [0, 0, SIDE * CELL, SIDE * CELL], "cell_size_m": CELL},
        "layers": {n: {"source": f"{n}.tif"} for n in layers},
        "exclusions": [{"id": "no", "layer": "no", "ranges": "1"}],
        "criteria": [
            {"id": n, "type": "raster", "layer": n, "weight": w, "title": t}
            for n, w, t in (("a", 3, "電力"), ("b", 2, "道路"), ("c", 1, "地形"))
        ],
        "overlay": overlay,
        "candidates": {"count": 4, "min_area_ha": 20, "min_score": least},
    }  # fmt: skip
    return write_scenario(folder / "計画.json", **{**plain, **changes})


def outputs(folder, *, report=False):
    files = {n: str(folder / f"{n}.tif") for n in NAMES}
    return Outputs(
        **files, candidates=str(folder / "candidates.gpkg"), report=str(folder / "r.html") if report else None
    )


def ready(settings, known, folder):
    """The method by core's own parts, checked elsewhere, on whole arrays."""
    weights = usable_weights(settings, (3, 2, 1), 3)
    if not settings.is_whole_grid:
        return local_combination(settings, weights)
    folder.mkdir()
    survey = whole_grid_survey(settings, weights, folder)
    survey.add(survey.look(known))
    return survey.combination()


def words(overlay):
    return " ".join(str(v) for v in overlay.values())


@pytest.mark.parametrize("overlay", OVERLAYS, ids=words)
def test_a_run_combines_eligible_cells_and_tells_of_them_by_its_method(tmp_path, overlay):
    scenario = write_land(tmp_path / "land", overlay)
    result = run_scenario(scenario, outputs(tmp_path))
    mask, scores = read_raster(tmp_path / "exclusion.tif")[0], read_raster(tmp_path / "criteria.tif")
    known = [np.where(mask == 0, s, NAN).astype(np.float32) for s in scores]
    settings = overlay_settings(read_scenario(scenario))
    combination = ready(settings, known, tmp_path / "own")
    expected = combination.score(known)
    found = read_raster(tmp_path / "suitability.tif")[0]
    assert np.allclose(found, expected, atol=1e-6, equal_nan=True)
    is_known = ~np.isnan(found)
    assert 0.5 < is_known.mean() < 1
    limits = read_raster(tmp_path / "limiting.tif")[0]
    assert np.array_equal(limits, limiting(combination.costs(known)), equal_nan=True)
    horizon = result.horizons[0]
    assert horizon.score_mean == pytest.approx(np.nanmean(found), abs=1e-6)
    assert sum(horizon.histogram) == is_known.sum()
    assert_candidates(tmp_path / "candidates.gpkg", combination, known, found)


def assert_candidates(path, combination, known, found):
    """Contributions and the limiting criterion of every candidate are those of its cells."""
    window = grid_of((0, 0, SIDE * CELL, SIDE * CELL), CELL).whole
    parts, costs = combination.contributions(known), combination.costs(known)
    rows = read_features(path)
    assert len(rows) >= 2
    for geometry, told in rows:
        cells = covered(geometry, window)
        gives = [told[f"contrib_{n}"] for n in "abc"]
        assert gives == pytest.approx(parts[:, cells].astype(float).mean(axis=1), abs=1e-6)
        assert sum(gives) == pytest.approx(told["score_mean"], abs=1e-6)
        assert told["score_mean"] == pytest.approx(found[cells].mean(), abs=1e-6)
        assert told["limiting"] == "abc"[int(np.argmax(costs[:, cells].astype(float).mean(axis=1)))]


@pytest.mark.parametrize("overlay", [OVERLAYS[1], OVERLAYS[-2]], ids=words)
def test_parts_of_areas_that_are_too_large_are_told_by_the_method_too(tmp_path, overlay):
    split = {"count": 4, "min_area_ha": 20, "max_area_ha": 60, "min_score": 0.0}
    result = run_scenario(write_land(tmp_path / "land", overlay, candidates=split), outputs(tmp_path))
    assert all(20 <= c.region.area_ha <= 60 for c in result.horizons[0].candidates)
    mask, scores = read_raster(tmp_path / "exclusion.tif")[0], read_raster(tmp_path / "criteria.tif")
    known = [np.where(mask == 0, s, NAN).astype(np.float32) for s in scores]
    combination = ready(result.plan.horizons[0].settings, known, tmp_path / "own")
    found = read_raster(tmp_path / "suitability.tif")[0]
    assert_candidates(tmp_path / "candidates.gpkg", combination, known, found)


@pytest.mark.parametrize("method", ["topsis", "promethee", "owa"])
def test_threads_and_blocks_change_no_cell_of_a_method(tmp_path, monkeypatch, method):
    overlay = {"method": method, **({"alpha": 0.5} if method == "owa" else {})}
    scenario = write_land(tmp_path / "land", overlay)
    found = []
    for threads, block in ((1, 512), (3, 512), (2, 16)):
        if block != 512:
            monkeypatch.setattr(rasters, "BLOCK", block)
            monkeypatch.setattr(Grid, "block_side", block)
        folder = tmp_path / f"{threads}"
        run_scenario(scenario, outputs(folder), Options(threads=threads))
        found.append((folder, [read_raster(folder / f"{n}.tif") for n in NAMES]))
    (first, a), (second, _), (_, c) = found
    for name in NAMES:
        assert (first / f"{name}.tif").read_bytes() == (second / f"{name}.tif").read_bytes()
    for x, y in zip(a, c):
        assert np.allclose(x, y, atol=1e-7, equal_nan=True)


def test_horizons_may_differ_in_method_and_parameters(tmp_path):
    horizons = [
        {"id": "near", "year": 2028, "set": {"overlay.method": "promethee"}},
        {"id": "far", "year": 2035, "set": {"overlay": {"method": "owa", "alpha": 0}}},
    ]
    scenario = write_land(tmp_path / "land", {"method": "topsis"}, horizons=horizons)
    result = run_scenario(scenario, outputs(tmp_path, report=True))
    near, far = read_raster(tmp_path / "suitability.tif")
    assert np.nanmin(near) < -0.3
    scores = read_raster(tmp_path / "criteria.tif")[3:]
    best = np.where(np.isnan(far), NAN, scores.max(axis=0))
    assert np.allclose(far, best, atol=1e-6, equal_nan=True)
    assert [h.settings.method for h in result.plan.horizons] == [Method.PROMETHEE, Method.OWA]


def test_a_method_of_the_whole_grid_without_an_eligible_cell_is_a_result(tmp_path):
    rules = [{"id": "all", "layer": "no", "ranges": "0:1"}]
    for method in ("topsis", "promethee"):
        scenario = write_land(tmp_path / method, {"method": method}, exclusions=rules)
        result = run_scenario(scenario, outputs(tmp_path / method, report=True))
        assert np.isnan(read_raster(tmp_path / method / "suitability.tif")).all()
        assert np.isnan(read_raster(tmp_path / method / "limiting.tif")).all()
        assert result.horizons[0].scored_ha == 0


def test_nothing_of_a_survey_is_left_behind(tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    result = run_scenario(write_land(tmp_path / "land", {"method": "promethee"}), outputs(tmp_path))
    assert list(scratch.iterdir()) == []
    assert all(h.combination is None for h in result.plan.horizons)  # nothing mapped outlives the run


def test_progress_of_two_passes_rises_from_0_to_1(tmp_path):
    told = []
    scenario = write_land(tmp_path / "land", {"method": "promethee"})
    run_scenario(scenario, Outputs(), progress=lambda share, text: told.append((share, text)) or True)
    shares = [s for s, _ in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    assert "Looking at all cells" in {text for _, text in told}


# Report ----------------------------------------------------------------------------------------


def page(folder, overlay, language="en", **changes):
    scenario = write_land(folder / "land", overlay, **changes)
    run_scenario(scenario, outputs(folder, report=True), Options(language=language))
    text = (folder / "r.html").read_text(encoding="utf-8")
    return text, re.sub(
        r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", " ", text, flags=re.S))
    )


@pytest.mark.parametrize(
    ("overlay", "told"),
    [
        ({"method": "wlc"}, "is the sum of its criterion scores"),
        ({"method": "geometric"}, "weighted geometric mean"),
        ({"method": "minimum"}, "its lowest criterion score; weights play no part"),
        ({"method": "maximum"}, "its highest criterion score; weights play no part"),
        ({"method": "product"}, "is the product of its criterion scores"),
        ({"method": "fuzzy_sum"}, "1 less the product"),
        ({"method": "gamma", "gamma": 0.7}, "fuzzy gamma, 0.7;"),
        ({"method": "owa", "order_weights": [3, 2, 1]}, "from the lowest score to the highest: 0.5 / 0.333 / 0.167."),
        ({"method": "owa", "owa_variant": "yager", "alpha": 2}, "(Yager): each criterion score counts by its rank among "
         "the cell’s scores alone; weights of criteria play no part. Alpha is 2:"),
        ({"method": "owa", "owa_variant": "tradeoff", "alpha": 0.5}, "(trade-off)"),
        ({"method": "topsis"}, "(TOPSIS)"),
        ({"method": "promethee", "preference": THRESHOLDS}, "電力 0.05 and 0.3, 道路 0 and 0, 地形 0 and 0.2."),
        ({"method": "promethee", "rescale": True}, "brought to 0 to 1"),
    ],
    ids=lambda v: words(v) if isinstance(v, dict) else "",
)  # fmt: skip
def test_the_report_tells_the_method(tmp_path, overlay, told):
    _, seen = page(tmp_path, overlay)
    assert told in seen
    settings = overlay_settings(read_scenario(tmp_path / "land" / "計画.json"))
    assert ("Net flow, −1 (worst) to 1 (best)" in seen) == (settings.range[0] < 0)
    assert ("50%" in seen) == settings.is_weighted  # the weight of the first criterion
    assert ("(at most 0.500)" in seen) == (settings.method in (Method.WLC, Method.GEOMETRIC))


def test_bars_of_net_flows_begin_in_the_middle(tmp_path):
    text, seen = page(tmp_path, {"method": "promethee"})
    assert '<line x1="50.00%" x2="50.00%" y1="0" y2="24"' in text
    assert "Parts left of the line take away" in seen
    assert re.search(r'<text x="0" y="60">-1</text><text x="50%" [^>]*>0</text>', text)


def test_the_report_tells_the_method_in_japanese(tmp_path):
    _, seen = page(tmp_path, {"method": "promethee", "preference": THRESHOLDS}, "ja")
    assert "純フロー（PROMETHEE II）" in seen
    assert "電力は0.05と0.3、道路は0と0、地形は0と0.2" in seen


# Scenario file ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("overlay", "expected"),
    [
        ({"method": "owa", "alpha": 0.5}, Settings(Method.OWA, alpha=0.5)),
        (
            {"method": "owa", "owa_variant": "yager", "order_weights": [1, 2, 3]},
            Settings(Method.OWA, Variant.YAGER, (1, 2, 3)),
        ),
        ({"method": "gamma"}, Settings(Method.GAMMA, gamma=0.9)),
        (
            {"method": "promethee", "preference": THRESHOLDS, "rescale": True},
            Settings(Method.PROMETHEE, preference=((0.05, 0.3), (0, 0), (0, 0.2)), rescale=True),
        ),
        (
            {"method": "promethee", "preference": [[0, 0], [0, 0.1], [0.1, 0.1]]},
            Settings(Method.PROMETHEE, preference=((0, 0), (0, 0.1), (0.1, 0.1))),
        ),
    ],
    ids=lambda v: words(v) if isinstance(v, dict) else "",
)
def test_the_overlay_of_a_scenario_is_read(tmp_path, overlay, expected):
    assert overlay_settings(read_scenario(write_land(tmp_path / "land", overlay))) == expected


@pytest.mark.parametrize(
    ("overlay", "place", "word"),
    [
        ({"method": "median"}, "overlay.method", "median"),
        ({"method": "owa"}, "overlay.order_weights", "alpha"),
        ({"method": "owa", "order_weights": [1, 2]}, "overlay.order_weights", "2 for 3"),
        ({"method": "owa", "order_weights": [1, -2, 1]}, "overlay.order_weights[1]", "-2"),
        ({"method": "owa", "order_weights": [0, 0, 0]}, "overlay.order_weights", "all are 0"),
        ({"method": "owa", "order_weights": [1, 2, 3], "alpha": 1}, "overlay.alpha", "not both"),
        ({"method": "owa", "alpha": -1}, "overlay.alpha", "below 0"),
        ({"method": "gamma", "gamma": 2}, "overlay.gamma", "above 1"),
        ({"method": "promethee", "preference": [[0, 0.1]]}, "overlay.preference", "1 rows for 3"),
        ({"method": "promethee", "preference": {"a": [0.2, 0.1]}}, "overlay.preference", "above its p"),
        ({"method": "promethee", "preference": {"aa": [0, 0.1]}}, "overlay.preference.aa", "did you mean"),
        ({"method": "promethee", "preference": {"a": [0.1]}}, "overlay.preference.a", "2 values"),
        ({"method": "promethee", "rescale": "yes"}, "overlay.rescale", "true or false"),
        ({"method": "owa", "order_weight": [1]}, "overlay.order_weight", "order_weights"),
    ],
    ids=lambda v: words(v) if isinstance(v, dict) else "",
)
def test_faults_of_the_overlay_come_with_their_place(tmp_path, overlay, place, word):
    with pytest.raises(ScenarioError) as error:
        read_scenario(write_land(tmp_path / "land", overlay))
    assert any(f.startswith(f"{place}: ") and word in f for f in error.value.faults), error.value.faults


def test_the_run_log_tells_the_overlay(tmp_path):
    log = tmp_path / "run.json"
    overlay = {"method": "owa", "alpha": 0.5}
    run_scenario(write_land(tmp_path / "land", overlay), Outputs(run_log=str(log)))
    told = json.loads(log.read_text(encoding="utf-8"))["overlay"][0]
    assert (told["method"], told["variant"], told["alpha"]) == ("owa", "malczewski", 0.5)
