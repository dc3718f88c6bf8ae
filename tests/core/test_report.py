"""The report: facts that a reader can check by hand, on a grid of 4 x 3 cells of 100 m (1 ha each)."""

from __future__ import annotations

import ast
import json
import math
import re
import string
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from wattbit.core.allocation import reason
from wattbit.core.criteria.value import Function, ValueFunction
from wattbit.core.engine.plan import CriterionPlan, HorizonPlan, Plan, RulePlan
from wattbit.core.errors import OutputError
from wattbit.core.exclusion.mask import MASK_NODATA
from wattbit.core.grid.grid import lattice_grid
from wattbit.core.preflight import finding
from wattbit.core.preflight.phrases import Place
from wattbit.core.provenance import Input
from wattbit.core.rasters import RasterSpec, RasterWriter
from wattbit.core.regions.reason import Reason
from wattbit.core.regions.region import make_region
from wattbit.core.report import defaults, labels, maps, numbers, picture, tables, words
from wattbit.core.report.bars import segments
from wattbit.core.report.report import write_report
from wattbit.core.report.texts import FOLDER, LANGUAGES, Texts
from wattbit.core.run.result import (
    Candidate,
    ChoiceTold,
    CriterionTally,
    Finding,
    HorizonResult,
    RuleTally,
    RunResult,
)
from wattbit.core.run.run import Options, Outputs, run_scenario
from wattbit.core.scenario import model

GRID = lattice_grid((0, 0, 400, 300), "EPSG:6677", 100)
NAN = math.nan
SCORES = np.array([[0.9, 0.8, NAN, NAN], [0.7, 0.6, 0.5, NAN], [NAN, NAN, 0.2, 0.1]], np.float32)
MASK = np.array([[0, 0, 1, 1], [0, 0, 0, MASK_NODATA], [1, 2, 0, 0]], np.uint32)
REGION = make_region(GRID.whole, ~np.isnan(SCORES) & (SCORES > 0.65), SCORES)

SCENARIO = model.Scenario(
    model.FORMAT,
    model.GridSpec("EPSG:6677", (0, 0, 400, 300), 100),
    {
        "capacity": model.Layer("power.gpkg|layername=capacity", licence="CC0-1.0", as_of="2024-12"),
        "ix": model.Layer("power.gpkg|layername=ix", where="kind = 'ix'"),
        "slope": model.Layer("slope.tif", derive="slope_deg"),
    },
    (
        model.GridCapacityCriterion(
            "grid", "grid_capacity", 3, "Grid supply", layer="capacity", headroom_target=2
        ),
        model.LatencyCriterion("ix", "latency", 1, "Latency to the IX", layer="ix"),
    ),
    title="50 MW by 2030",
    facility=model.Facility(50, 2030),
    exclusions=(model.Exclusion("steep", "slope", ranges="15:", buffer_m=50),),
    candidates=model.Candidates(3, 2, 10, 0.65, 1500),
)
LINE = ValueFunction(Function.LINEAR, 5.0, 1.0)
PLAN = Plan(
    GRID, (), (),
    (HorizonPlan("", 2030, (
        CriterionPlan("grid", "Grid supply", 0, None, None, "0 to 1"),
        CriterionPlan("ix", "Latency to the IX", 1, LINE, None, "ms"),
    ), (0.75, 0.25), (RulePlan("steep", "steep", 0),)),),
)  # fmt: skip


def candidate(rank=1, **attributes):
    return Candidate(rank, REGION, "ix", {"grid": 0.6, "ix": 0.2}, attributes)


def horizon(candidates=(), **changes):
    known = np.bincount(np.minimum((SCORES[~np.isnan(SCORES)] * 100).astype(int), 99), minlength=100)
    plain = HorizonResult(
        "", 2030, 12.0, 7.0, 4.0, 1.0, 7.0, 0.543, 0.1, 0.9, known.tolist(), [RuleTally("steep", "steep", 4, 3)],
        [CriterionTally("grid", "Grid supply", 0.75, "0 to 1", 0.0),
         CriterionTally("ix", "Latency to the IX", 0.25, "ms", 0.125)],
        list(candidates),
    )  # fmt: skip
    return replace(plain, **changes)


def run_result(*horizons, scenario=SCENARIO, plan=PLAN, findings=()):
    inputs = [
        Input(
            "capacity",
            "power.gpkg|layername=capacity",
            "/x/power.gpkg",
            1500,
            "ab" * 32,
            "CC0-1.0",
            "2024-12",
        )
    ]
    return RunResult(
        scenario, plan, inputs, list(horizons), list(findings), {}, {"numpy": "1.24"}, {"read": 0.5}
    )


def write_raster(path, *bands, is_mask=False):
    spec = RasterSpec(tuple("b" * len(bands)), {}, is_mask, MASK_NODATA if is_mask else -9999.0)
    rows, cols = bands[0].shape
    grid = lattice_grid((0, 0, cols * 100, rows * 100), "EPSG:6677", 100)
    writer = RasterWriter(path, grid, spec)
    for window in grid.blocks():
        part = (slice(window.row, window.row + window.rows), slice(window.col, window.col + window.cols))
        writer.write(window, np.stack([b[part] for b in bands]))
    writer.close()
    return path


@pytest.fixture
def page(tmp_path):
    """Writes the report of a result and returns its text."""

    def write(result, language="en", *, with_mask=True):
        count = len(result.horizons)
        suitability = write_raster(tmp_path / "s.tif", *[SCORES] * count)
        mask = write_raster(tmp_path / "e.tif", *[MASK] * count, is_mask=True) if with_mask else None
        write_report(tmp_path / "r.html", result, suitability, language, mask)
        return (tmp_path / "r.html").read_text(encoding="utf-8")

    return write


def visible(html):
    """What a reader sees: text without tags, styles and drawings' numbers."""
    body = re.sub(r"<(style|title)>.*?</\1>", " ", html, flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


# Unknown, none and zero


def test_unknown_is_a_dash_and_never_zero(page):
    known = candidate(
        1, admin="A", connection="North", connection_m=1200.0, spare_mw=85.0, feeds=2, voltage_kv=66.0
    )
    unknown = candidate(2, admin="B", connection="South", connection_m=500.0, spare_mw=NAN, feeds=1)
    table = tables.candidate_table([known, unknown], {"ix": "Latency"}, ["", ""], Texts("en"))
    heads = [title for title, _ in table["columns"]]
    cells = [dict(zip(heads, (text for text, _ in row["cells"]))) for row in table["rows"]]
    assert [c["Spare (MW)"] for c in cells] == ["85", "—"]
    assert [c["Voltage (kV)"] for c in cells] == ["66", "—"]
    assert [c["Distance (km)"] for c in cells] == ["1.20", "0.50"]
    assert "—" in visible(page(run_result(horizon([known, unknown]))))


def test_a_known_zero_stays_zero():
    table = tables.candidate_table([candidate(spare_mw=0.0, hazard_worst=0)], {}, [""], Texts("en"))
    assert [text for text, _ in table["rows"][0]["cells"]] == ["0", "0"]


def test_no_connection_in_reach_is_not_an_unknown_one():
    table = tables.candidate_table(
        [candidate(1, connection="North", feeds=1), candidate(2, feeds=0)], {}, ["", ""], Texts("en")
    )
    assert [[text for text, _ in row["cells"]] for row in table["rows"]] == [
        ["North", "1"],
        ["none in reach", "0"],
    ]


def test_columns_stand_only_where_something_was_computed():
    table = tables.candidate_table([candidate(rtt_ms=1.234, not_assessed_pct=0.0)], {}, [""], Texts("en"))
    assert table["columns"] == [("RTT (ms)", False)]


def test_spare_capacity_is_shown_as_a_range_and_never_summed(page):
    found = [
        candidate(1, connection="North", spare_mw=123.0),
        candidate(2, connection="North", spare_mw=456.0),
    ]
    text = visible(page(run_result(horizon(found))))
    assert "123–456" in text
    assert "579" not in text  # 123 + 456
    assert "Candidates 1, 2 look to the same connection, North" in text


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (numbers.hectares(1234.5), "1,234"), (numbers.hectares(12.34), "12.3"), (numbers.hectares(0.25), "0.25"),
        (numbers.hectares(0.0), "0"), (numbers.hectares(NAN), "—"), (numbers.percent(0.0), "0%"),
        (numbers.percent(0.00001), "<0.1%"), (numbers.percent(0.99999), ">99.9%"), (numbers.percent(0.125), "12.5%"),
        (numbers.percent(None), "—"), (numbers.megawatts(1200.0), "1,200"), (numbers.megawatts(None), "—"),
        (numbers.number(-0.0001, 2), "0.00"), (numbers.file_size(1500), "1.5 kB"), (numbers.kilometres(35.4), "0.04"),
    ],
)  # fmt: skip
def test_figures_read_as_people_write_them(shown, expected):
    assert shown == expected


# Bars


def test_bars_are_as_long_as_the_contributions_and_end_at_the_score(page):
    parts = segments(candidate(), {"grid": "Grid supply", "ix": "Latency"})
    assert [(p.start, p.width, p.text) for p in parts] == [(0, 60, "0.600"), (60, 20, "0.200")]
    assert parts[-1].start + parts[-1].width == pytest.approx(
        100 * REGION.score_mean
    )  # (0.9 + 0.8 + 0.7) / 3
    html = page(run_result(horizon([candidate()])))
    assert '<rect class="segment" x="60.00%" width="20.00%"' in html
    assert "0.800" in visible(html)


def test_the_ninth_criterion_differs_from_the_first_by_stripes():
    names = {f"c{i}": f"C{i}" for i in range(9)}
    parts = segments(Candidate(1, REGION, "c0", dict.fromkeys(names, 0.1)), names)
    assert len({(p.colour, p.is_striped) for p in parts}) == 9


# Safe and self-contained


def test_text_from_outside_is_escaped(page):
    evil = "<script>alert(1)</script>"
    scenario = replace(
        SCENARIO, title=evil, note=evil, layers={**SCENARIO.layers, "ix": model.Layer("x", where=evil, note=evil)},
        exclusions=(model.Exclusion("steep", "slope", where=evil, title=evil, note=evil),),
    )  # fmt: skip
    found = horizon([candidate(admin=evil, connection=evil, feeds=1)], rules=[RuleTally("steep", evil, 4, 3)])
    html = page(run_result(found, scenario=scenario, findings=[Finding("warning", evil, evil, evil)]))
    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_needs_nothing_beside_itself(page, language):
    html = page(run_result(horizon([candidate()])), language)
    links = re.findall(r"""(?:src|href|srcset|action|data)\s*=\s*["']([^"']*)""", html)
    assert [link[:40] for link in links if not link.startswith(("#", "data:image/png;base64,"))] == []
    assert re.findall(r"<(?:script|link|iframe|object|embed)|@import|https?://|url\((?!#)", html) == []
    assert "/x/power.gpkg" not in html  # the machine's paths are nobody's business


def test_the_language_of_the_page_is_declared(page):
    assert '<html lang="ja">' in page(run_result(horizon()), "ja_JP")
    assert '<html lang="en">' in page(run_result(horizon()), "fr")


# Words


def test_both_languages_have_the_same_words_and_places():
    texts = {name: json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")) for name in LANGUAGES}
    english, japanese = texts["en"], texts["ja"]
    assert english.keys() == japanese.keys()
    assert [k for k in english if not english[k].strip() or not japanese[k].strip()] == []

    def places(text):
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    # A language may leave a place unused where its grammar needs it not, but may not ask for another.
    assert [k for k in english if places(english[k]) ^ places(japanese[k])] == []


def test_every_word_is_used_and_every_used_word_is_there(repository):
    words_of = json.loads((FOLDER / "en.json").read_text(encoding="utf-8"))
    used = set()
    for path in (repository / "core" / "report").glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        used |= {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    asked = set()
    for path in FOLDER.glob("*.j2"):
        asked |= set(re.findall(r"""\bt\(\s*["'](\w+)["']""", path.read_text(encoding="utf-8")))
    assert sorted(asked - words_of.keys()) == []
    titles = {f"{k}_title" for k in used if k.startswith("caveat_")}
    reasons = {f"reason_{key}" for key in reason.WORDS}
    assert sorted(reasons - words_of.keys()) == []
    assert sorted(words_of.keys() - asked - used - titles - reasons) == []


@pytest.mark.parametrize(
    ("value", "unit", "english", "japanese"),
    [
        (LINE, "ms", "Best at 1 ms, worst at 5 ms", "最良値1 ms、最低値5 ms"),
        (ValueFunction(Function.LINEAR, 4000.0, 0.0), "m", "Best at 0 m, worst at 4 km", "最良値0 m、最低値4 km"),
        (ValueFunction(Function.SMALL, midpoint=15.0, spread=3.0), "degrees", "half marks at 15°", "15°で0.5"),
        (ValueFunction(Function.PIECEWISE, points=((0, 1), (2500, 0.5))), "m", "0 m → 1, 2.5 km → 0.5",
         "0 m→1、2.5 km→0.5"),
        (ValueFunction(Function.CATEGORIES, points=((11, 1),)), "", "By class: 11 → 1", "区分別：11→1"),
    ],
)  # fmt: skip
def test_value_functions_are_told_in_words(value, unit, english, japanese):
    plan = CriterionPlan("x", "X", 0, value, None, unit)
    told = [words.scoring(plan, SCENARIO.criteria[1], SCENARIO, Texts(name))[0] for name in LANGUAGES]
    assert told[0].startswith(english) or english in told[0]
    assert japanese in told[1]


def test_grid_capacity_says_what_full_marks_need():
    # twice the 50 MW asked for, within the default reach of 10 km
    told = words.scoring(PLAN.horizons[0].criteria[0], SCENARIO.criteria[0], SCENARIO, Texts("en"))
    assert "within 10 km" in told[0]
    assert "100 MW" in told[0]


@pytest.mark.parametrize(
    ("ranges", "told"),
    [("15:", "15° or more"), (":12", "12° or less"), ("5:12", "5° to 12°"), ("!3", "all but 3°")],
)
def test_ranges_are_told_in_words(ranges, told):
    assert words.range_words(ranges, "degrees", Texts("en")) == told


def test_a_horizon_speaks_of_its_own_year_and_settings():
    later = model.Horizon("long", 2035, {"facility.demand_mw": 100, "criteria.grid.max_distance_m": 5000})
    scenario = words.at_horizon(SCENARIO, later)
    assert (scenario.facility.horizon_year, scenario.facility.demand_mw) == (2035, 100)
    told = words.scoring(PLAN.horizons[0].criteria[0], scenario.criteria[0], scenario, Texts("en"))
    assert "within 5 km" in told[0]
    assert "200 MW" in told[0]


# Nothing found


def lacking(key, **values):
    """A choice that found none of ten regions, and why."""
    return ChoiceTold(0, 10, "exact", "sum", 0.0, 0.0, 0.0, 0, (Reason(key, values),), "")


@pytest.mark.parametrize(
    ("found", "scenario", "reason"),
    [
        (horizon(choice=lacking("no_cell", score=0.65, high=0.6)), SCENARIO,
         "no cell reaches the least score of 0.65, the best one scores 0.600"),
        (horizon(choice=lacking("no_area", largest=4.0, area=10.0)), SCENARIO,
         "the largest connected area at the least score has 4 ha, and 10 ha are asked for"),
        (horizon(choice=lacking("no_worth")), SCENARIO, "no region is worth more than 0"),
        (horizon(), replace(SCENARIO, candidates=None), "the scenario asks for the suitability map only"),
        (horizon(scored_ha=0.0, eligible_ha=0.0, excluded_ha=12.0, not_assessed_ha=0.0, score_mean=NAN,
                 score_min=NAN, score_max=NAN, histogram=[0] * 100), SCENARIO, "no cell has a score: of 12.0 ha"),
    ],
    ids=["scores too low", "areas too small", "limits", "not asked", "all excluded"],
)  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_why_there_is_no_candidate(page, found, scenario, reason, language):
    text = visible(page(run_result(found, scenario=scenario), language))
    assert "nan" not in text.lower()
    if language == "en":
        assert reason in text
        assert "Why these places" not in text


@pytest.mark.parametrize(
    ("selection", "gap", "told", "wanted"),
    [
        ("exact", 0.0, ["No set of the 1,234 regions examined is worth more (proven)."], 1),
        ("exact", 0.25, ["No set of the 1,234 regions examined can be worth 25.0% more than this one."], 1),
        ("exact", 0.0001, ["can be worth &lt;0.1% more"], 1),
        ("greedy", 0.25, ["Taken best first, for comparison.", "25.0% more"], 1),
        ("exact", 0.0, ["Fewer than the 3 asked for: no region is worth more than 0."], 3),
    ],
    ids=["proven", "gap", "nearly proven", "greedy", "too few"],
)
def test_the_page_says_how_good_the_choice_of_candidates_is(page, selection, gap, told, wanted):
    reasons = (Reason("no_worth", {}),) if wanted > 1 else ()
    choice = ChoiceTold(1, wanted, selection, "sum", 2.0, 2.0 * (1 + gap), gap, 1234, reasons, "")
    found = horizon([candidate()], choice=choice)
    text = visible(page(run_result(found)))
    assert [sentence for sentence in told if sentence not in text] == []
    assert ("(proven)" in text) == (gap == 0)
    assert ("Fewer than" in text) == (wanted > 1)
    japanese = visible(page(run_result(found), "ja"))
    assert ("証明済み" in japanese) == (gap == 0)
    assert ("満たない理由" in japanese) == (wanted > 1)


def test_a_scenario_without_exclusions_says_so(page):
    scenario = replace(SCENARIO, exclusions=())
    text = visible(page(run_result(horizon(rules=[]), scenario=scenario)))
    assert "The scenario has no exclusion rule" in text


# Figures, caveats and findings


def test_hectares_lost_to_a_rule_and_to_it_alone_are_told(page):
    text = visible(page(run_result(horizon())))
    assert "layer slope · 15° or more · and 50 m around 4.0 33.3% 3.0" in text
    assert "Latency to the IX 12.5%" in text  # not assessed


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2024-12", "2024-12時点・需要側の値です。容量を確保するものではなく"),
        (None, "時点は一部または全部が記載されていません"),
    ],
)
def test_the_caution_names_the_date_of_the_capacity(page, as_of, expected):
    layers = {**SCENARIO.layers, "capacity": model.Layer("power.gpkg", as_of=as_of)}
    assert expected in visible(page(run_result(horizon(), scenario=replace(SCENARIO, layers=layers)), "ja"))


def test_without_grid_capacity_the_report_claims_nothing_about_it(page):
    scenario = replace(SCENARIO, criteria=SCENARIO.criteria[1:])
    plan = replace(
        PLAN, horizons=(replace(PLAN.horizons[0], criteria=PLAN.horizons[0].criteria[1:], weights=(1.0,)),)
    )
    text = visible(page(run_result(horizon(criteria=horizon().criteria[1:]), scenario=scenario, plan=plan)))
    assert "Grid capacity not considered" in text
    assert "Capacity is a snapshot" not in text


def test_a_note_on_fictional_data_stands_before_the_results(page):
    text = visible(page(run_result(horizon(), scenario=replace(SCENARIO, note="All data are fictional."))))
    assert text.index("All data are fictional.") < text.index("Key figures")


def test_warnings_come_before_remarks_and_criteria_go_by_their_names(page):
    told = [
        finding.info(Place("result"), "no_score"),
        finding.warning(Place("criterion", "ix"), "no_value"),
        Finding("warning", "scenario", "a sentence of its own.", "Do it."),
    ]
    text = visible(page(run_result(horizon(), findings=told)))
    assert text.index("It has no value on any cell") < text.index("No cell has a score.")
    assert "A sentence of its own. Do it." in text
    assert "Criterion “Latency to the IX”" in text


def test_defaults_are_listed_with_their_sources_and_unverified_ones_marked(page):
    rows = defaults.default_rows(SCENARIO, Texts("en"))
    told = [(row["name"], row["value"], row["is_verified"]) for row in rows]
    assert told == [
        ("Least supply voltage for 50 MW", "60 kV (Hokkaido)", True),
        ("Least supply voltage for 50 MW", "60 kV (other utilities)", False),
        ("Delay of fibre, one way", "4.897 µs/km", True),
        ("Fibre length over straight line", "1.4", False),
        ("Delay of equipment at a node, one way", "0 µs", False),
    ]
    assert all(row["source"] for row in rows)
    assert visible(page(run_result(horizon()))).count("unverified default") >= 3
    assert "未検証の既定値" in visible(page(run_result(horizon()), "ja"))


def test_a_figure_that_the_scenario_sets_is_no_default():
    grid, ix = SCENARIO.criteria
    own = (
        replace(grid, min_voltage_kv=66.0),
        replace(ix, us_per_km=5.0, route_factor=1.3, equipment_us=20.0),
    )
    assert defaults.default_rows(replace(SCENARIO, criteria=own), Texts("en")) == []
    hazards = model.HazardCriterion("safe", "hazard", 1, layers=("flood",))
    rows = defaults.default_rows(replace(SCENARIO, criteria=(hazards,)), Texts("en"))
    assert {row["is_verified"] for row in rows} == {True, False}


def test_inputs_show_a_short_hash_and_keep_the_whole(page):
    html = page(run_result(horizon()))
    assert f'title="{"ab" * 32}">{"ab" * 6}…' in html
    assert "power.gpkg › capacity" in visible(html)


def test_several_horizons_have_a_section_each(page):
    plan = replace(
        PLAN, horizons=tuple(replace(PLAN.horizons[0], id=i, year=y) for i, y in (("a", 2028), ("b", 2035)))
    )
    scenario = replace(SCENARIO, horizons=(model.Horizon("a", 2028), model.Horizon("b", 2035)))
    html = page(run_result(horizon(id="a", year=2028), horizon([candidate()], id="b", year=2035),
                           scenario=scenario, plan=plan))  # fmt: skip
    assert html.count("<image ") == 2
    text = visible(html)
    assert "The horizons side by side" in text
    assert text.index("2028 (a)") < text.index("2035 (b)")


# Map


def test_the_picture_tells_excluded_from_not_assessed_where_the_mask_is_known():
    classes = picture.classify(SCORES, MASK)
    assert classes[0, 2] == picture.EXCLUDED
    assert classes[1, 3] == picture.NOT_ASSESSED
    assert classes[0, 0] == 180  # 0.9 of 200 steps
    assert picture.classify(SCORES, None)[1, 3] == picture.EXCLUDED


def test_a_criterion_that_does_not_know_a_cell_makes_it_not_assessed():
    assert (
        picture.classify(np.array([[NAN]], np.float32), np.array([[0]], np.uint32))[0, 0]
        == picture.NOT_ASSESSED
    )


@pytest.mark.parametrize("with_mask", [True, False])
def test_the_legend_claims_no_more_than_the_map_knows(page, with_mask):
    text = visible(page(run_result(horizon()), with_mask=with_mask))
    assert ("Excluded or not assessed" in text) is not with_mask


def test_the_png_has_the_pixels_and_colours_given(tmp_path):
    pixels = np.array([[0, 1, 2], [2, 1, 0]], np.uint8)
    (tmp_path / "p.png").write_bytes(picture.indexed_png(pixels, ["#000000", "#ff8000", "#ffffff"]))
    dataset = gdal.Open(str(tmp_path / "p.png"))
    band = dataset.GetRasterBand(1)
    np.testing.assert_array_equal(band.ReadAsArray(), pixels)
    assert band.GetColorTable().GetColorEntry(1)[:3] == (255, 128, 0)


def test_a_large_raster_is_thinned_to_the_middle_cells(tmp_path):
    values = np.arange(1000 * 2000, dtype=np.float32).reshape(1000, 2000) / 2e6
    (band,), step = picture.read_thinned(write_raster(tmp_path / "s.tif", values))
    assert step == 3  # 2000 / 900, rounded up
    np.testing.assert_array_equal(band, values[1:999:3, 1:1998:3])


def test_mask_and_suitability_are_thinned_alike(tmp_path):
    is_out = np.random.default_rng(1).random((1100, 950)) < 0.5
    scores = np.where(is_out, np.nan, 0.5).astype(np.float32)
    suitability = write_raster(tmp_path / "s.tif", scores)
    mask = write_raster(tmp_path / "e.tif", is_out.astype(np.uint32), is_mask=True)
    (found,) = picture.read_pictures(suitability, mask)
    assert not found.has_not_assessed


def test_an_outline_follows_the_cells():
    region = make_region(GRID.whole, np.eye(3, 4, dtype=bool) & (np.arange(4) == 1), SCORES)
    canvas = maps.make_canvas(GRID)  # 400 m wide on 1000 units: 250 units a cell
    corners = set(re.findall(r"[\d.]+ [\d.]+", maps.outline_path(region, canvas)))
    assert corners == {"250.0 250.0", "500.0 250.0", "500.0 500.0", "250.0 500.0"}


def test_an_edge_that_two_areas_share_is_drawn_once():
    edges = np.array([[0, 0, 100, 0], [100, 0, 100, 100], [100, 100, 100, 0], [900, 900, 950, 900]], float)
    assert maps.edges_path(edges, maps.make_canvas(GRID)) == "M0 750L250 750L250 500"


@pytest.mark.parametrize(("most", "length"), [(12_345, 10_000), (5_000, 5_000), (499, 200), (1.5, 1)])
def test_the_scale_bar_has_a_round_length(most, length):
    assert maps.scale_length(most) == length


def test_labels_of_close_candidates_do_not_hide_each_other():
    at = np.array([[500, 500], [520, 500], [510, 520], [490, 480], [5, 5]], float)
    pins = labels.place_pins([1, 2, 3, 4, 5], at, (1000, 800))
    far = [math.hypot(a.x - b.x, a.y - b.y) for i, a in enumerate(pins) for b in pins[:i]]
    assert min(far) > 2 * labels.PIN_RADIUS
    assert all(0 < p.x < 1000 and 0 < p.y < 800 for p in pins)


# Failures


def test_a_missing_library_is_named_with_the_way_to_get_it(page, monkeypatch):
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(OutputError, match="needs the Python library Jinja2; install it with"):
        page(run_result(horizon()))


def test_a_report_that_cannot_be_written_names_the_file(tmp_path):
    suitability = write_raster(tmp_path / "s.tif", SCORES)
    with pytest.raises(OutputError, match=r"missing.r\.html"):
        write_report(tmp_path / "missing" / "r.html", run_result(horizon()), suitability, "en")


# With the engine


def demo(repository, folder, change):
    raw = json.loads((repository / "resources" / "demo" / "power_first.json").read_text(encoding="utf-8"))
    for layer in raw["layers"].values():
        layer["source"] = str(repository / "resources" / "demo" / layer["source"])
    change(raw)
    path = folder / "scenario.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    return path


def test_remarks_of_the_engine_are_told_in_japanese(repository, tmp_path):
    def provoke(raw):
        raw["facility"]["demand_mw"] = 900
        raw["candidates"].update(count=500, min_score=0.3)
        raw["layers"]["flood"].pop("coverage")

    path = demo(repository, tmp_path, provoke)
    target = tmp_path / "報告書.html"
    result = run_scenario(path, Outputs(report=str(target)), Options(cell_size=500, threads=1, language="ja"))
    assert len(result.findings) >= 4
    told = re.search(r'<ul class="findings">.*?</ul>', target.read_text(encoding="utf-8"), re.S).group()
    assert re.findall(r"[A-Za-z]+ [A-Za-z]+ [A-Za-z]+", re.sub(r"<[^>]+>", "|", told)) == []


def test_the_demo_makes_a_page_with_places_and_boundaries(repository, tmp_path):
    path = demo(repository, tmp_path, lambda raw: None)
    target = tmp_path / "r.html"
    result = run_scenario(path, Outputs(report=str(target)), Options(cell_size=250, threads=1))
    html = target.read_text(encoding="utf-8")
    assert 'class="boundary"' in html
    place = result.horizons[0].candidates[0].attributes["admin"]
    assert place in visible(html)
    assert len(html) < 1_000_000


def test_no_helper_file_of_the_report_is_left_unread(repository):
    names = {p.name for p in Path(FOLDER).iterdir()}
    known = {"report.html.j2", "section.html.j2", "drawing.html.j2", "report.css"}
    assert names == known | {f"{name}.json" for name in LANGUAGES}
