"""The page of criteria: weights and shares, criteria that come and go, and what is adapted to them."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtWidgets import QAbstractItemView, QApplication
from wattbit.algorithms.criteria_door import criterion_fields
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


# Value functions -----------------------------------------------------------------------------


def value(page, id="ix"):
    return page.document.value("criteria", id, "value")


def shape(page, name):
    page.value.function.setCurrentIndex(page.value.function.findData(name))
    page.value.function.activated.emit(page.value.function.currentIndex())


@pytest.fixture
def on_ix(page):
    page.workbench.show()
    page.tree.choose("ix")
    return page


def test_best_and_worst_are_spun_in_their_unit(on_ix):
    page = on_ix
    assert page.value.spins["high"].suffix() == " ms"
    assert page.value.spins["high"].value() == 0.1
    page.value.spins["high"].setValue(0.2)
    page.value.spins["low"].setValue(1)
    assert value(page) == {"function": "linear", "low": 1, "high": 0.2}
    assert page.value.formula.text() == "clip((1 − x) / 0.8)"
    page.document.stack.undo()
    assert page.value.spins["low"].value() == 0.6


def test_best_and_worst_may_not_be_the_same(on_ix):
    page = on_ix
    before = page.document.raw
    page.value.spins["high"].setValue(0.6)
    assert page.document.raw is before
    assert "differ" in page.value.spins["high"].toolTip()
    page.value.spins["high"].setValue(0.3)
    assert value(page)["high"] == 0.3
    assert "differ" not in page.value.spins["high"].toolTip()


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("power", {"low", "high", "exponent"}),
        ("large", {"midpoint", "spread"}),
        ("small", {"midpoint", "spread"}),
        ("gaussian", {"midpoint", "spread"}),
        ("near", {"midpoint", "spread"}),
        ("piecewise", set()),
        ("categories", set()),
    ],
)
def test_every_function_is_chosen_valid_and_its_parameters_edited(on_ix, name, keys):
    page = on_ix
    before = page.document.raw
    shape(page, name)
    assert page.document.faults == []
    assert {k for k, s in page.value.spins.items() if s.isVisibleTo(page)} == keys
    assert page.value.table.isVisibleTo(page) == (not keys)
    assert len(page.value.curve.points) == 2
    for number, key in enumerate(sorted(keys), 3):
        page.value.spins[key].setValue(number + 0.5)
        assert value(page)[key] == number + 0.5
    while page.document.stack.canUndo():
        page.document.stack.undo()
    assert page.document.raw == before


def test_a_criterion_that_is_a_score_itself_needs_no_function(page):
    page.tree.choose("grid")
    assert page.value.function.currentData() == ""
    shape(page, "power")
    assert value(page, "grid") == {"function": "power", "low": 0, "high": 1, "exponent": 2}
    shape(page, "")
    assert value(page, "grid") is None
    page.tree.choose("ix")
    assert page.value.function.findData("") == -1


def test_a_handle_that_is_dragged_is_one_undo_step(on_ix, qtbot):
    page, curve = on_ix, on_ix.value.curve
    handle = curve.handle("worst")
    start, target = handle.geometry().center(), curve.to_pixels(0.5, 0).toPoint()
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=handle.rect().center())
    for step in range(1, 41):
        place = start + (target - start) * step / 40
        handle.draggedTo.emit(QPointF(place))
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton)
    assert value(page)["low"] == pytest.approx(0.5, abs=curve.span / curve.plot().width())
    assert page.document.stack.count() == 1
    assert page.document.gesture is None
    page.document.stack.undo()
    assert value(page)["low"] == 0.6


def test_the_mouse_carries_a_handle_along(on_ix, qtbot):
    page, curve = on_ix, on_ix.value.curve
    handle = curve.handle("best")
    middle = handle.rect().center()
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
    place = QPointF(middle + QPoint(30, 0))
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        place,
        QPointF(handle.mapToGlobal(place.toPoint())),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QCoreApplication.sendEvent(handle, move)
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=handle.rect().center())
    assert 0.1 < value(page)["high"] < 0.6


def test_a_handle_is_moved_by_the_arrow_keys(on_ix, qtbot):
    page, curve = on_ix, on_ix.value.curve
    handle, step = curve.handle("worst"), curve.span / 100
    assert "0.6 ms" in handle.accessibleName()
    qtbot.keyClick(handle, Qt.Key.Key_Right)
    assert value(page)["low"] == pytest.approx(0.6 + step, rel=1e-3)
    page.document.stack.undo()
    qtbot.keyClick(handle, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert value(page)["low"] == pytest.approx(0.6 - 10 * step, rel=1e-2)
    page.document.stack.undo()
    qtbot.keyClick(handle, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert value(page)["low"] == pytest.approx(0.6 - step / 10, rel=1e-2)


def test_breakpoints_are_added_typed_moved_and_removed(on_ix, qtbot):
    page = on_ix
    shape(page, "piecewise")
    assert value(page)["points"] == [[0.1, 1], [0.6, 0]]
    assert not page.value.less.isEnabled()
    page.value.more.click()
    assert value(page)["points"] == [[0.1, 1], [0.35, 0.5], [0.6, 0]]
    page.value.table.number(1, 1).setText("0.2")
    page.value.table.number(1, 0).setText("0.3")
    assert value(page)["points"][1] == [0.3, 0.2]
    qtbot.keyClick(page.value.curve.handle("point 2"), Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert value(page)["points"][1] == [0.3, 0.3]
    page.value.table.number(1, 0).setText("9")
    assert value(page)["points"][1] == [0.3, 0.3]
    assert "rise" in page.value.table.toolTip()
    where = page.value.curve.to_pixels(0.5, 0.5).toPoint()
    qtbot.mouseDClick(page.value.curve, Qt.MouseButton.LeftButton, pos=where)
    assert len(value(page)["points"]) == 4
    qtbot.keyClick(page.value.curve.handle("point 3"), Qt.Key.Key_Delete)
    assert len(value(page)["points"]) == 3
    page.value.table.setCurrentCell(1, 1)
    page.value.less.click()
    assert value(page)["points"] == [[0.1, 1], [0.6, 0]]


def test_the_data_stand_behind_the_curve_and_it_is_fitted_to_them(on_ix):
    page = on_ix
    assert not page.value.fit.isEnabled()
    asked = []

    def source(id):
        asked.append(id)
        return ([1] * 100, [i / 50 for i in range(101)]) if id == "ix" else None

    page.set_histogram_source(source)
    assert asked == ["ix"]
    assert page.value.curve.right > 2
    page.value.fit.click()
    assert value(page) == {"function": "linear", "low": 1.9, "high": 0.1}
    page.tree.choose("road")
    assert asked[-1] == "road"
    assert not page.value.fit.isEnabled()


def test_undo_leads_back_to_the_value(on_ix):
    page = on_ix
    page.value.spins["low"].setValue(0.9)
    page.tree.choose("road")
    page.document.stack.undo()
    assert page.chosen() == "ix"
    assert page.value.spins["low"].value() == 0.6


# Source and parameters -----------------------------------------------------------------------


def details(page, id):
    page.tree.choose(id)
    page.details.setCollapsed(False)
    return page.details.editors()


def pick(combo, data):
    combo.setCurrentIndex(combo.findData(data))
    combo.activated.emit(combo.currentIndex())


@pytest.mark.parametrize("type", ["grid_capacity", "latency", "distance", "density", "hazard", "raster"])
def test_every_key_of_every_type_is_edited_and_undone(page, type):
    page.add_type(type)
    id, before = page.chosen(), page.document.raw
    editors = details(page, id)
    assert list(editors) == [field.name for field in criterion_fields(type)]
    for field in criterion_fields(type):
        value, editor = _changed(field, page.document.value("criteria", id, field.name)), editors[field.name]
        editor.wanted.emit(value)
        assert page.document.value("criteria", id, field.name) == value, field.name
        assert page.document.faults == []
    while page.document.raw != before:
        page.document.stack.undo()
    assert page.document.faults == []


def _changed(field, now):
    """Another value that a key can have."""
    if field.kind == "number":
        return 0.5 if field.most == 1 else 3
    return {
        "layer": "railways" if now != "railways" else "roads",
        "layers": ["flood"],
        "choice": "uniform",
        "numbers": [1, 0.9, 0.5, 0.2, 0],
        "kinds": {"apn_node": {"us_per_km": 5}},
    }.get(field.kind, "text")


def test_numbers_show_their_unit_and_what_counts_without_them(page):
    editors = details(page, "grid")
    assert editors["max_distance_m"].spin.suffix() == " m"
    assert editors["margin_pct"].spin.value() == 0
    editors["margin_pct"].spin.setValue(20)
    assert page.document.value("criteria", "grid", "margin_pct") == 20
    assert not editors["min_voltage_kv"].check.isChecked()
    assert editors["min_voltage_kv"].spin.isHidden()
    editors["min_voltage_kv"].check.click()
    assert page.document.value("criteria", "grid", "min_voltage_kv") == 66
    editors["min_voltage_kv"].spin.setValue(77)
    assert page.document.value("criteria", "grid", "min_voltage_kv") == 77
    editors["min_voltage_kv"].check.click()
    assert "min_voltage_kv" not in page.document.value("criteria", "grid")
    editors["not_assessed"].check.click()
    assert page.document.value("criteria", "grid", "not_assessed") == 0


def test_a_kernel_is_picked(page):
    page.add_type("density")
    kernel = details(page, page.chosen())["kernel"]
    assert kernel.currentData() == "quartic"
    pick(kernel, "gaussian")
    assert page.document.value("criteria", page.chosen(), "kernel") == "gaussian"


def test_layers_and_fields_are_chosen(page):
    editors = details(page, "ix")
    pick(editors["fibre"], "railways")
    assert page.document.value("criteria", "ix", "fibre") == "railways"
    pick(editors["fibre"], None)
    assert "fibre" not in page.document.value("criteria", "ix")
    assert editors["equipment_field"].findText("equipment_us") > 0
    editors["equipment_field"].setCurrentText("equipment_us")
    editors["equipment_field"].lineEdit().editingFinished.emit()
    assert page.document.value("criteria", "ix", "equipment_field") == "equipment_us"
    editors["note"].setText("remark")
    editors["note"].editingFinished.emit()
    assert page.document.value("criteria", "ix", "note") == "remark"


def test_hazard_layers_are_checked_and_scores_typed(page):
    editors = details(page, "safe")
    names = [editors["layers"].item(i).text() for i in range(editors["layers"].count())]
    editors["layers"].item(names.index("tsunami")).setCheckState(Qt.CheckState.Checked)
    assert page.document.value("criteria", "safe", "layers") == ["flood", "sediment", "tsunami"]
    editors["layers"].item(names.index("flood")).setCheckState(Qt.CheckState.Unchecked)
    assert page.document.value("criteria", "safe", "layers") == ["sediment", "tsunami"]
    editors["scores"].number(2).setText("0.4")
    assert page.document.value("criteria", "safe", "scores") == [1, 0.75, 0.4, 0.25, 0]
    editors["scores"].number(0).setText("7")
    assert page.document.value("criteria", "safe", "scores")[0] == 1
    assert "above 1" in editors["scores"].toolTip()


def test_constants_by_kind_are_added_renamed_typed_and_removed(page):
    kinds = details(page, "ix")["by_kind"]
    kinds.add.click()
    kinds.table.item(0, 0).setText("ix")
    kinds.table.item(0, 1).setText("1.2")
    assert page.document.value("criteria", "ix", "by_kind") == {"ix": {"route_factor": 1.2}}
    kinds.table.item(0, 1).setText("much")
    assert kinds.table.item(0, 1).text() == "1.2"
    kinds.table.item(0, 1).setText("")
    assert page.document.value("criteria", "ix", "by_kind") == {"ix": {}}
    kinds.remove.click()
    assert "by_kind" not in page.document.value("criteria", "ix")


def test_a_layer_that_is_not_there_is_named_as_missing(page):
    raw = with_value(page.document.raw, ("criteria", "road", "layer"), "gone")
    page.document.set_raw(raw, page.document.path)
    assert details(page, "road")["layer"].currentText() == "gone (missing)"
    assert page.state()[0] == "error"


def test_undo_opens_the_details_that_it_changed(page):
    details(page, "road")["max_distance_m"].check.click()
    page.details.setCollapsed(True)
    page.tree.choose("ix")
    page.document.stack.undo()
    assert page.chosen() == "road"
    assert not page.details.isCollapsed()


@pytest.mark.parametrize("id", ["grid", "ix", "safe", "industrial"])
def test_tab_leads_from_the_filter_through_every_field_to_the_last(page, qtbot, id):
    page.workbench.show()
    editors = details(page, id)
    page.filter.setFocus()
    seen = []
    while not editors["note"].hasFocus() and len(seen) < 60:
        seen.append(QApplication.focusWidget())
        qtbot.keyClick(seen[-1], Qt.Key.Key_Tab)
    assert editors["note"].hasFocus()
    assert len(set(seen)) == len(seen)
    spins = [page.tree.weight_spin(each) for each in IDS]
    assert [w for w in seen if w in spins] == [page.tree.weight_spin(id)]
    assert page.chosen() == id
    handles = [page.value.curve.handle(p.name) for p in page.value.curve.points]
    assert [w for w in seen if w in handles] == handles
