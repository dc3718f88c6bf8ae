"""The page of exclusions: rules switched off and on, edited, moved, and what they cost."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import Qt


@pytest.fixture
def page(demo):
    return demo.dock.show_page("exclusions")


def ids(page):
    return [rule["id"] for rule in page.document.raw["exclusions"]]


def choose(page, row):
    page.tree.setCurrentItem(page.tree.topLevelItem(row))


def test_a_rule_switched_off_leaves_the_scenario_and_comes_back_to_its_place(page):
    before = page.document.raw
    item = page.tree.topLevelItem(3)
    item.setCheckState(0, Qt.CheckState.Unchecked)
    assert "flood_3m" not in ids(page)
    assert page.tree.topLevelItem(3).checkState(0) == Qt.CheckState.Unchecked
    page.tree.topLevelItem(3).setCheckState(0, Qt.CheckState.Checked)
    assert page.document.raw == before
    page.document.stack.undo()
    assert "flood_3m" not in ids(page)
    page.document.stack.undo()
    assert page.document.raw == before
    assert page.tree.topLevelItem(3).checkState(0) == Qt.CheckState.Checked


def test_every_field_edits_its_rule_and_undo_shows_the_earlier_value(page):
    choose(page, 6)
    page.editor.buffer.setValue(250)
    assert page.document.value("exclusions", "railway_100m", "buffer_m") == 250
    page.editor.share.setValue(0.5)
    assert page.document.value("exclusions", "railway_100m", "covered_share") == 0.5
    page.editor.name.setText("Tracks")
    page.editor.name.editingFinished.emit()
    page.editor.where.line.setText("kind = 'rail'")
    page.editor.where.line.editingFinished.emit()
    rule = page.document.value("exclusions", "railway_100m")
    assert (rule["title"], rule["where"]) == ("Tracks", "kind = 'rail'")
    page.editor.layer.setCurrentIndex(page.editor.layer.findData("roads"))
    page.editor.layer.activated.emit(page.editor.layer.currentIndex())
    assert page.document.value("exclusions", "railway_100m", "layer") == "roads"
    while page.document.stack.canUndo():
        page.document.stack.undo()
    assert page.editor.buffer.value() == 100
    assert page.editor.where.line.text() == ""


def test_bad_ranges_stay_in_their_field_with_the_reason(page):
    choose(page, 2)
    before = page.document.raw
    page.editor.ranges.setText("steep")
    page.editor.ranges.editingFinished.emit()
    assert page.document.raw is before
    assert page.editor.ranges.text() == "steep"
    assert page.editor.ranges.toolTip() == page.editor.ranges.property("wattbitFault") != ""


def test_rules_are_added_moved_and_removed(page):
    first = ids(page)
    page.add.click()
    assert ids(page) == [*first, "rule"]
    page.up.click()
    assert ids(page)[-2] == "rule"
    page.down.click()
    assert ids(page)[-1] == "rule"
    page.remove.click()
    assert ids(page) == first


def test_losses_that_are_not_known_are_a_dash_not_zero(page):
    assert page.tree.topLevelItem(0).text(1) == "–"
    page.set_losses([("sea", 1204.4, 310, 0), ("flood_3m", None, None, 12)], (0.312, 0.04))
    assert page.tree.topLevelItem(0).text(1) == "1,204"
    assert page.tree.topLevelItem(0).text(2) == "310"
    assert page.tree.topLevelItem(3).text(1) == "–"
    assert "31" in page.total.text()


def test_a_filter_that_does_not_work_on_the_layer_stays_with_its_reason(page):
    choose(page, 6)
    before = page.document.raw
    page.editor.where.line.setText("nosuchfield = 1")
    page.editor.where.line.editingFinished.emit()
    assert page.document.raw is before
    assert "nosuchfield" in page.editor.where.line.property("wattbitFault")
    choose(page, 0)
    assert not page.editor.where.line.property("wattbitFault")


def test_the_query_builder_works_on_a_copy_of_the_rules_layer(page):
    page.editor.where.show_filter(None, {}, None)
    choose(page, ids(page).index("flood_3m"))
    page.editor.where.button.click()
    builder = page.editor.where.builder
    assert builder.isVisible()
    assert not builder.isModal()
    assert builder.sql() == page.document.value("exclusions", "flood_3m", "where")
    builder.setSql("severity >= 4")
    builder.accept()
    assert page.document.value("exclusions", "flood_3m", "where") == "severity >= 4"
    page.document.stack.undo()
    assert page.editor.where.line.text() == "severity >= 3"
