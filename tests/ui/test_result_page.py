"""The page of results: rules, runs, candidates that are chosen with their features, and the ledger."""

from __future__ import annotations

import csv

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QDesktopServices

WAIT_MS = 120_000


@pytest.fixture
def page(demo):
    return demo.dock.show_page("result")


@pytest.fixture
def made(demo, page, qtbot):
    with qtbot.waitSignal(demo.runs.finished, timeout=WAIT_MS) as heard:
        demo.runs.run()
    return heard.args[0]


def column(table, heading):
    place = table.records.headings.index(heading)
    return [table.model().index(row, place).data() for row in range(table.model().rowCount())]


def layer():
    return next(la for la in QgsProject.instance().mapLayers().values() if la.name() == "Candidates")


def test_before_the_first_run_there_is_one_sentence_and_one_button(demo, page, monkeypatch):
    assert page.none.isVisibleTo(page)
    assert not page.candidates.isVisibleTo(page)
    asked = []
    monkeypatch.setattr(demo.runs, "run", lambda: asked.append(True))
    page.start.click()
    assert asked


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("candidates.count", 7),
        ("candidates.min_area_ha", 12.0),
        ("candidates.max_area_ha", 80.0),
        ("candidates.min_score", 0.65),
        ("candidates.min_spacing_m", 900.0),
        ("candidates.compactness", 20.0),
        ("allocation.max_distance_m", 8000.0),
        ("allocation.feeds", 2),
        ("uncertainty.samples", 100),
        ("uncertainty.top_percent", 2.0),
    ],
)
def test_every_rule_edits_the_scenario_and_comes_back_by_undo(page, path, value):
    field = page.rules.fields[tuple(path.split("."))]
    before, shown = page.document.raw, field.value()
    field.setValue(value)
    assert page.document.value(*path.split(".")) == value
    page.document.stack.undo()
    assert page.document.raw == before
    assert field.value() == shown


@pytest.mark.parametrize("path", ["candidates.selection", "candidates.objective", "uncertainty.model"])
def test_choices_edit_the_scenario_and_the_usual_one_is_left_out(page, path):
    field, keys = page.rules.fields[tuple(path.split("."))], path.split(".")
    usual = field.itemData(0)
    field.setCurrentIndex(1)
    field.activated.emit(1)
    assert page.document.value(*keys) == field.itemData(1)
    field.setCurrentIndex(0)
    field.activated.emit(0)
    assert page.document.value(*keys, default=usual) == usual


@pytest.mark.parametrize("part", ["candidates", "allocation", "uncertainty"])
def test_a_part_switched_off_leaves_the_scenario_and_its_fields(page, part):
    box = page.rules.parts[part]
    if part == "candidates":  # the demo's allocation needs candidates
        page.rules.parts["allocation"].setChecked(False)
    box.setChecked(False)
    assert page.document.value(part) is None
    assert not any(f.isEnabled() for path, f in page.rules.fields.items() if path[0] == part)
    box.setChecked(True)
    assert page.document.value(part) is not None
    assert page.document.is_valid


def test_zones_take_a_layer_its_field_and_a_limit(page):
    zones = page.rules.zones
    zones.layer.setCurrentIndex(zones.layer.findData("municipalities"))
    zones.layer.activated.emit(zones.layer.currentIndex())
    given = page.document.value("candidates", "zones")
    assert given["layer"] == "municipalities"
    assert given["field"] in [zones.field.itemText(i) for i in range(zones.field.count())]
    zones.most.setValue(2)
    assert page.document.value("candidates", "zones", "max_per_zone") == 2
    zones.layer.setCurrentIndex(0)
    zones.layer.activated.emit(0)
    assert page.document.value("candidates", "zones") is None


def test_an_edit_that_is_refused_stays_in_its_field_with_the_reason(page):
    field, before = page.rules.fields["candidates", "max_area_ha"], page.document.raw
    field.setValue(1.0)  # less than the least area of 10 ha
    assert page.document.raw is before
    assert field.value() == 1.0
    assert field.property("wattbitFault")


def test_candidates_show_rank_place_and_figures_and_sort_as_figures(page, made):
    assert column(page.candidates, "Rank") == [str(n) for n in range(1, 11)]
    page.candidates.sortByColumn(page.candidates.records.headings.index("Rank"), Qt.SortOrder.DescendingOrder)
    assert column(page.candidates, "Rank")[0] == "10"
    limiting = {c.get("title") or c["id"] for c in page.document.raw["criteria"]}
    assert set(column(page.candidates, "Limiting")) <= limiting


def test_rows_and_features_are_chosen_together_both_ways_after_sorting(page, made):
    table, told = page.candidates, []
    layer().selectionChanged.connect(lambda *_: told.append(True))
    table.sortByColumn(table.records.headings.index("Spare (MW)"), Qt.SortOrder.AscendingOrder)
    table.selectRow(3)
    (feature,) = layer().selectedFeatures()
    assert str(feature["rank"]) == table.model().index(3, table.records.headings.index("Rank")).data()
    assert len(told) == 1
    others = [f.id() for f in layer().getFeatures() if f["rank"] in (2, 5)]
    layer().selectByIds(others)
    assert set(table.chosen_keys()) == set(others)
    assert len(told) == 2
    layer().removeSelection()
    assert table.chosen_keys() == []


def test_zoom_brings_the_chosen_candidate_into_the_map(page, made):
    page.candidates.selectRow(0)
    page.zoom.click()
    box = layer().boundingBoxOfSelected()
    assert page.workbench.iface.canvas.extent().contains(box)
    assert page.workbench.iface.canvas.extent().width() < 20 * box.width()


def test_capacity_that_is_not_published_is_a_dash_in_the_ledger(page, made):
    with open(made.outputs["LEDGER"], encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    unknown = [r["connection"] for r in rows if r["spare_mw"] == ""]
    assert unknown
    shown = dict(zip(column(page.ledger, "Connection"), column(page.ledger, "Spare (MW)")))
    assert len(column(page.ledger, "Connection")) == len(rows)
    assert all(shown[name] == "–" for name in unknown if name in shown)
    spent = [r["connection"] for r in rows if r["spent_mw"] not in ("", "0")]
    taken = dict(zip(column(page.ledger, "Connection"), column(page.ledger, "Taken by")))
    assert all(taken[name] != "–" for name in spent)


def test_an_older_run_can_be_looked_at_and_its_layers_shown_again(page, demo, made, qtbot):
    demo.document.set(("candidates", "count"), 3, "Fewer")
    assert "old" in page.state_label.text()
    with qtbot.waitSignal(demo.runs.finished, timeout=WAIT_MS):
        demo.runs.run()
    assert len(column(page.candidates, "Rank")) == 3
    assert not page.show_layers.isEnabled()
    QgsProject.instance().layerTreeRoot().removeAllChildren()
    QgsProject.instance().removeAllMapLayers()
    qtbot.waitUntil(page.show_layers.isEnabled)
    assert len(column(page.candidates, "Rank")) == 3  # from the file
    page.choice.setCurrentIndex(1)
    page.choice.activated.emit(1)
    assert not page.choice.currentText().startswith("Run 2")
    assert len(column(page.candidates, "Rank")) == 10
    page.show_layers.click()
    qtbot.waitUntil(lambda: page.candidates.layer is not None)
    assert layer().featureCount() == 10
    assert page.candidates.layer is layer()


def test_report_and_layout_open_and_the_caution_stands(page, demo, made, monkeypatch):
    opened, designed = [], []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    demo.iface.openLayoutDesigner = designed.append
    page.report.click()
    assert opened == [str(made.outputs["REPORT"])]
    page.layout_button.click()
    assert designed[0].name() == made.name
    assert "ask the utility for a study" in page.caution.text()


def test_where_fewer_fit_than_wanted_the_limit_that_binds_is_named(page, demo, qtbot):
    demo.document.set(("candidates", "min_score"), 0.97, "Only the best")
    with qtbot.waitSignal(demo.runs.finished, timeout=WAIT_MS):
        demo.runs.run()
    assert page.candidates.records.rows == []
    assert "score" in page.note.text()
