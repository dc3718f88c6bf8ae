"""The page of criteria: weights and shares, criteria that come and go, and what is adapted to them."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QAbstractItemView
from wattbit.algorithms.documents import with_value
from wattbit.ui.widgets.criteria_model import SHARE, SOLO, TITLE, WEIGHT

IDS = ["grid", "ix", "road", "flat", "safe", "industrial"]


@pytest.fixture
def page(demo):
    return demo.dock.show_page("criteria")


def ids(page):
    return [c["id"] for c in page.document.raw["criteria"]]


def weights(page):
    return [c.get("weight") for c in page.document.raw["criteria"]]


def shown(page, column):
    model = page.tree.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def judge_by(page, method):
    page.workbench.dock.pages["weights"].method.setCurrentIndex(
        page.workbench.dock.pages["weights"].method.findData(method)
    )
    page.workbench.dock.pages["weights"].method.activated.emit(0)


def test_the_tree_shows_titles_weights_and_shares(page):
    assert shown(page, TITLE)[:2] == ["電力供給（供給余力と距離）", "IXまでの往復遅延"]
    assert shown(page, WEIGHT) == ["0.4", "0.15", "0.1", "0.1", "0.15", "0.1"]
    assert shown(page, SHARE) == ["40 %", "15 %", "10 %", "10 %", "15 %", "10 %"]
    assert page.sum.text().endswith("1")


def test_a_weight_is_spun_and_shares_follow_without_a_sum_of_one(page):
    page.tree.weight_spin("grid").setValue(1.4)
    assert weights(page)[0] == 1.4
    assert shown(page, SHARE)[0] == "70 %"
    page.document.stack.undo()
    assert weights(page)[0] == 0.4
    assert page.tree.weight_spin("grid").value() == 0.4


def test_a_spin_that_is_held_is_one_undo_step(page):
    before = page.document.raw
    spin = page.tree.weight_spin("ix")
    for _ in range(10):
        spin.stepUp()
    assert page.document.stack.count() == 1
    assert weights(page)[1] == pytest.approx(0.25)
    page.document.stack.undo()
    assert page.document.raw == before


def test_keep_sum_one_scales_the_others(page):
    page.tree.weight_spin("grid").setValue(1.4)
    page.keep.setChecked(True)
    assert sum(weights(page)) == pytest.approx(1)
    page.tree.weight_spin("grid").setValue(0.1)
    assert weights(page) == pytest.approx([0.1, 0.225, 0.15, 0.15, 0.225, 0.15])
    page.remove.click()
    assert sum(weights(page)) == pytest.approx(1)
    page.keep.setChecked(False)
    page.tree.weight_spin("ix").setValue(3)
    assert sum(weights(page)) > 3


def test_weights_that_are_all_zero_are_refused_with_the_reason_in_the_field(page):
    for id in IDS[:-1]:
        page.tree.weight_spin(id).setValue(0)
    page.tree.weight_spin("industrial").setValue(0)
    assert weights(page)[-1] == 0.1
    assert "all weights are 0" in page.tree.weight_spin("industrial").toolTip()


def test_a_title_is_edited_in_the_tree(page):
    model = page.tree.model()
    assert model.setData(model.index(2, TITLE), "Roads")
    assert page.document.value("criteria", "road", "title") == "Roads"
    model.setData(model.index(2, TITLE), "")
    assert "title" not in page.document.value("criteria", "road")
    assert shown(page, TITLE)[2] == "road"
    assert page.tree.editTriggers() & QAbstractItemView.EditTrigger.EditKeyPressed


@pytest.mark.parametrize("type", ["grid_capacity", "latency", "distance", "density", "hazard", "raster"])
def test_every_type_is_added_valid_on_a_layer_that_fits(page, type):
    before = page.document.raw
    action = next(a for a in page.add.menu().actions() if a.objectName() == type)
    action.trigger()
    assert page.document.faults == []
    assert len(ids(page)) == 7
    assert len(set(ids(page))) == 7
    assert page.document.raw["criteria"][-1]["type"] == type
    assert page.chosen() == ids(page)[-1]
    page.document.stack.undo()
    assert page.document.raw == before


def test_a_type_that_no_layer_fits_is_told_in_the_message_bar(page):
    raw = with_value(page.document.raw, ("layers", "capacity", "source"), "demo.gpkg|layername=roads")
    page.document.set_raw(raw, page.document.path)
    page.add_type("grid_capacity")
    assert len(ids(page)) == 6
    assert "Grid supply" in page.workbench.iface.said()[0]


def test_a_copy_stands_after_its_original(page):
    page.tree.choose("road")
    page.copy.click()
    assert ids(page)[2:4] == ["road", "road_2"]
    copy = page.document.value("criteria", "road_2")
    assert copy["value"] == page.document.value("criteria", "road", "value")
    assert copy["title"] == "道路への距離 2"
    assert page.chosen() == "road_2"


def test_the_last_criterion_cannot_be_removed(page):
    for _ in range(5):
        page.remove.click()
    assert len(ids(page)) == 1
    assert not page.remove.isEnabled()
    assert "another" in page.remove.toolTip()


@pytest.mark.parametrize("method", ["ahp", "best_worst", "rank", "tree"])
def test_weights_that_are_judged_are_adapted_in_the_same_step(page, method):
    judge_by(page, method)
    steps, before = page.document.stack.count(), page.document.raw
    assert page.tree.weight_spin("grid") is None
    assert not page.method.isHidden()
    page.add_type("distance")
    assert page.document.faults == []
    assert page.workbench.iface.said()[0].endswith("see the page Weights.")
    page.tree.choose("ix")
    page.remove.click()
    page.tree.choose("safe")
    page.copy.click()
    assert page.document.faults == []
    assert page.document.stack.count() == steps + 3
    assert sum(page.shares) == pytest.approx(1)
    for _ in range(3):
        page.document.stack.undo()
    assert page.document.raw == before


def test_one_criterion_at_a_time_is_shown_alone(page, qtbot):
    told = []
    page.soloChanged.connect(told.append)
    model = page.tree.model()
    page.tree.clicked.emit(model.index(1, SOLO))
    assert told == ["ix"]
    page.tree.clicked.emit(model.index(2, SOLO))
    assert told == ["ix", "road"]
    page.tree.choose("road")
    qtbot.keyClick(page.tree, Qt.Key.Key_Space)
    assert told[-1] == ""
    page.tree.clicked.emit(model.index(2, SOLO))
    page.tree.choose("road")
    page.remove.click()
    assert told[-1] == ""


def test_the_filter_hides_what_does_not_match(page):
    page.filter.setText("distance")
    hidden = [page.tree.isRowHidden(row, page.tree.rootIndex()) for row in range(6)]
    assert hidden == [True, True, False, True, True, False]
    page.filter.clear()
    assert not any(page.tree.isRowHidden(row, page.tree.rootIndex()) for row in range(6))


def test_a_draft_without_criteria_takes_its_first(workbench, demo, tmp_path):
    page = demo.dock.show_page("criteria")
    demo.document.set_raw({**demo.document.raw, "criteria": []}, demo.document.path)
    assert page.state()[0] == "warning"
    assert not page.none.isHidden()
    page.add_type("hazard")
    assert page.document.faults == []
    assert page.none.isHidden()


def test_undo_leads_back_to_the_weight(page):
    page.tree.weight_spin("safe").setValue(0.5)
    page.workbench.dock.show_page("data")
    page.document.stack.undo()
    assert page.workbench.dock.tabs.currentIndex() == list(page.workbench.dock.pages).index("criteria")
    assert page.chosen() == "safe"
