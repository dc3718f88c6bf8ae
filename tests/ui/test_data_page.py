"""The page of the data: grid, layers, raw files, and findings with their mends."""

from __future__ import annotations

import json
import shutil

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import QMimeData, QPointF, Qt, QUrl
from qgis.PyQt.QtGui import QDropEvent
from wattbit.algorithms.data_door import Told, findings_of
from wattbit.algorithms.documents import dumped, faults_of
from wattbit.ui.widgets.findings_group import target


@pytest.fixture
def page(demo, qtbot):
    found = demo.dock.show_page("data")
    qtbot.waitUntil(lambda: not found.watch.is_busy, timeout=20_000)
    return found


def looked(page, qtbot):
    qtbot.waitUntil(lambda: not page.watch.is_busy, timeout=20_000)


def checked(page, qtbot):
    page.findings.check.click()
    settled(page, qtbot)


def settled(page, qtbot):
    qtbot.waitUntil(lambda: not page.preflight.is_busy and not page.preflight.is_old, timeout=60_000)


def row(page, id):
    return next(
        item for i in range(page.tree.topLevelItemCount())
        if (item := page.tree.topLevelItem(i)).text(1) == id
    )  # fmt: skip


def choose(page, id):
    page.tree.choose(id)
    assert page.details.id == id


def find(page, place, part=""):
    index, finding = next(
        (i, f) for i, f in enumerate(page.findings.told) if f.id == place and part in f.sentence
    )
    page.findings.tree.setCurrentItem(page.findings.tree.topLevelItem(index))
    return finding


def undone(page, before):
    page.document.stack.undo()
    assert dumped(page.document.raw) == before


def test_unknown_capacity_reads_as_a_count_and_never_as_nought(page):
    facts = page.facts["capacity"]
    assert facts.unknown > 0
    assert row(page, "capacity").text(3) == f"{facts.count:,} ({facts.unknown:,} ?)"
    choose(page, "capacity")
    assert not page.details.state.isHidden()


def test_every_layer_tells_its_roles_and_state(page):
    assert page.tree.topLevelItemCount() == len(page.document.raw["layers"])
    assert all(page.facts[id].state == "ok" for id in page.document.raw["layers"])
    assert page.facts["slope"].is_raster
    assert row(page, "flood").toolTip(0).count("\n") == 1  # a criterion and an exclusion
    assert "flood" in row(page, "hazard_coverage").text(0)


def test_the_filter_hides_other_layers(page):
    page.filter.setText("railways")
    shown = [i for i in range(page.tree.topLevelItemCount()) if not page.tree.topLevelItem(i).isHidden()]
    assert [page.tree.topLevelItem(i).text(1) for i in shown] == ["railways"]


def test_renaming_a_layer_renames_every_use_and_undo_brings_it_back(page):
    before = dumped(page.document.raw)
    choose(page, "flood")
    page.details.name.setText("kozui")
    page.details.name.editingFinished.emit()
    raw = page.document.raw
    assert "kozui" in raw["layers"]
    assert "flood" not in raw["layers"]
    assert next(c for c in raw["criteria"] if c["id"] == "safe")["layers"][0] == "kozui"
    assert page.tree.current_id() == "kozui"
    assert not faults_of(raw, page.document.folder)
    undone(page, before)


def test_an_id_that_is_taken_stays_in_its_field_with_the_reason(page):
    choose(page, "flood")
    before = page.document.raw
    page.details.name.setText("roads")
    page.details.name.editingFinished.emit()
    assert page.document.raw is before
    assert "roads" in page.details.name.property("wattbitFault")


@pytest.mark.parametrize(
    "key, text", [("as_of", "2026-08"), ("licence", "CC BY 4.0"), ("where", "severity > 1")]
)
def test_a_text_of_a_layer_is_one_undoable_edit(page, key, text):
    before = dumped(page.document.raw)
    choose(page, "flood")
    field = page.details.where.line if key == "where" else getattr(page.details, key)
    field.setText(text)
    field.editingFinished.emit()
    assert page.document.value("layers", "flood", key) == text
    undone(page, before)


def test_a_filter_that_does_not_work_is_refused_where_it_stands(page):
    choose(page, "flood")
    page.details.where.line.setText("nosuchfield = 1")
    page.details.where.line.editingFinished.emit()
    assert "where" not in page.document.value("layers", "flood")
    assert page.details.where.line.property("wattbitFault")


def test_the_query_builder_works_on_a_copy_and_its_filter_is_taken(page):
    choose(page, "roads")
    page.details.where.button.click()
    builder = page.details.where.builder
    assert builder.isVisible()
    assert not builder.isModal()
    builder.setSql("kind = 'national'")
    builder.accept()
    assert page.document.value("layers", "roads", "where") == "kind = 'national'"


def test_combos_and_spins_of_a_layer_edit_it(page):
    before = dumped(page.document.raw)
    choose(page, "flood")
    page.details.coverage.setCurrentIndex(0)
    page.details.coverage.activated.emit(0)
    assert "coverage" not in page.document.value("layers", "flood")
    undone(page, before)
    choose(page, "slope")
    page.details.derive.setCurrentIndex(0)
    page.details.derive.activated.emit(0)
    assert "derive" not in page.document.value("layers", "slope")
    page.details.band.setValue(2)
    assert page.document.value("layers", "slope", "band") == 2
    page.details.crs.setCrs(QgsCoordinateReferenceSystem("EPSG:6668"))
    assert page.document.value("layers", "slope", "crs") == "EPSG:6668"
    page.details.no_crs.click()
    assert "crs" not in page.document.value("layers", "slope")


def test_a_layer_in_use_stays_and_the_reason_names_the_uses(page, demo):
    before = page.document.raw
    choose(page, "municipalities")
    page.buttons.remove.click()
    assert page.document.raw is before
    assert "municipalities" in demo.iface.said()[0]


def test_a_file_below_the_scenario_is_added_by_a_relative_path_and_removed_again(page, qtbot):
    before = dumped(page.document.raw)
    shutil.copy(page.document.folder / "dem.tif", page.document.folder / "hills.tif")
    page.tree.filesDropped.emit([str(page.document.folder / "hills.tif")])
    looked(page, qtbot)
    assert page.document.raw["layers"]["hills"] == {"source": "hills.tif"}
    assert page.tree.current_id() == "hills"
    page.buttons.remove.click()
    assert dumped(page.document.raw) == before


def test_files_dropped_anywhere_on_the_page_are_added(page):
    data = QMimeData()
    data.setUrls(
        [QUrl.fromLocalFile(str(page.document.folder / "dem.tif")), QUrl("https://example.org/x.tif")]
    )
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    page.dropEvent(event)
    assert page.document.raw["layers"]["dem"] == {"source": "dem.tif"}
    page.tree.dropEvent(event)
    assert page.document.raw["layers"]["dem_2"] == {"source": "dem.tif"}


def test_a_template_takes_the_place_of_the_grid_and_a_blank_brings_it_back(page):
    before = dumped(page.document.raw)
    page.grid.template.line.setText("dem.tif")
    page.grid.template.line.editingFinished.emit()
    assert page.document.raw["grid"] == {"template": "dem.tif"}
    assert not page.grid.cell.isEnabled()
    page.grid.template.line.setText("")
    page.grid.template.line.editingFinished.emit()
    assert dumped(page.document.raw) == before
    page.grid.template.line.setText("gone.tif")
    page.grid.template.line.editingFinished.emit()
    assert dumped(page.document.raw) == before
    assert page.grid.template.line.property("wattbitFault")


def test_a_geopackage_of_several_layers_adds_each(page):
    had = len(page.document.raw["layers"])
    assert page.buttons.add_files([str(page.document.folder / "demo.gpkg")])
    added = list(page.document.raw["layers"].values())[had:]
    assert len(added) > 5
    assert all(s["source"].startswith("demo.gpkg|layername=") for s in added)


def test_a_layer_of_the_project_is_added_with_its_filter(page):
    layer = QgsVectorLayer(f"{page.document.folder}/demo.gpkg|layername=roads", "main roads", "ogr")
    layer.setSubsetString("kind = 'national'")
    QgsProject.instance().addMapLayers([layer, QgsVectorLayer("Point", "scratch", "memory")])
    page.buttons.fill_layers()
    actions = {a.text(): a for a in page.buttons.add_layer.menu().actions()}
    assert not actions["scratch"].isEnabled()
    actions["main roads"].trigger()
    spec = page.document.raw["layers"]["main_roads"]
    assert spec == {"source": "demo.gpkg|layername=roads", "where": "kind = 'national'"}


def test_a_raw_file_is_recognised_and_its_import_becomes_the_source(page, qtbot, monkeypatch):
    raw_file = page.document.folder / "welcome.csv"
    raw_file.write_text("変電所名,供給余力(MW)\n甲,80\n", encoding="utf-8")
    page.buttons.add_files([str(raw_file)])
    looked(page, qtbot)
    assert page.facts["welcome"].state == "raw"
    assert page.state()[0] == "warning"
    asked = []

    def dialog(name, parameters):
        asked.append((name, parameters))
        return {"OUTPUT": f"{page.document.folder}/demo.gpkg"}

    processing = pytest.importorskip("processing")
    monkeypatch.setattr(processing, "execAlgorithmDialog", dialog, raising=False)
    page.buttons.importing.click()
    name, parameters = asked[0]
    assert name == "wattbit:importcapacity"
    assert parameters["SIDE"] == "demand"
    assert parameters["INPUT"] == str(raw_file)
    assert page.document.raw["layers"]["welcome"]["source"] == "demo.gpkg"
    page.document.stack.undo()
    assert page.document.raw["layers"]["welcome"]["source"] == "welcome.csv"


def test_a_missing_file_is_told_at_the_layer_and_at_the_tab(page, qtbot):
    choose(page, "flood")
    page.details.source.line.setText("gone.gpkg")
    page.details.source.line.editingFinished.emit()
    looked(page, qtbot)
    assert page.facts["flood"].state == "missing"
    assert page.state()[0] == "error"
    assert "gone.gpkg" in page.details.state.text()


def test_the_grid_is_edited_and_undone(page):
    before = dumped(page.document.raw)
    page.grid.cell.setValue(250)
    assert page.document.value("grid", "cell_size_m") == 250
    undone(page, before)
    assert page.grid.cell.value() == 500
    page.grid.extent.setOutputExtentFromUser(
        QgsRectangle(-20000, -50000, 20000, -20000), QgsCoordinateReferenceSystem("EPSG:6677")
    )
    assert page.document.value("grid", "extent") == [-20000, -50000, 20000, -20000]
    undone(page, before)
    page.grid.source.setCurrentIndex(page.grid.source.findData("sea"))
    page.grid.source.activated.emit(page.grid.source.currentIndex())
    assert page.document.value("grid", "extent") == {"layer": "sea"}
    undone(page, before)


def test_another_crs_moves_the_extent_to_the_same_place(page):
    page.grid.crs.setCrs(QgsCoordinateReferenceSystem("EPSG:6678"))
    assert page.document.value("grid", "crs") == "EPSG:6678"
    west = page.document.value("grid", "extent")[0]
    assert west < -100_000  # zone 10's meridian lies farther east


def test_a_crs_in_degrees_is_refused_where_it_stands(page):
    page.grid.crs.setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    assert page.document.value("grid", "crs") == "EPSG:6677"
    assert page.grid.crs.property("wattbitFault")


def test_weights_that_do_not_sum_to_one_are_mended_in_one_step(page, qtbot, demo):
    page.document.set(("criteria", "ix", "weight"), 0.5, "edit")
    before = dumped(page.document.raw)
    checked(page, qtbot)
    assert demo.dock.footer.findings.isVisibleTo(demo.dock.footer)
    finding = next(f for f in page.findings.told if f.mend is not None and f.mend.key == "normalise")
    index = page.findings.told.index(finding)
    page.findings.tree.setCurrentItem(page.findings.tree.topLevelItem(index))
    page.findings.mend.click()
    settled(page, qtbot)
    assert sum(c["weight"] for c in page.document.raw["criteria"]) == pytest.approx(1, abs=1e-9)
    assert not any(f.mend and f.mend.key == "normalise" for f in page.findings.told)
    undone(page, before)


def test_a_layer_that_nothing_uses_is_found_and_removed_by_its_mend(page, qtbot):
    before = dumped(page.document.raw)
    page.buttons.add_files([str(page.document.folder / "dem.tif")])
    checked(page, qtbot)
    assert find(page, "dem").mend.key == "remove_layer"
    page.findings.mend.click()
    assert dumped(page.document.raw) == before


def test_capacity_for_generators_in_the_role_of_demand_is_an_error_with_a_mend(page, qtbot):
    choose(page, "capacity")
    generation = page.document.folder / "generation.geojson"
    feature = {
        "type": "Feature", "geometry": {"type": "Point", "coordinates": [139.8, 35.7]},
        "properties": {"name": "A", "side": "generation", "spare_mw": 80, "voltage_kv": 66},
    }  # fmt: skip
    generation.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    page.details.source.line.setText("generation.geojson")
    page.details.source.line.editingFinished.emit()
    checked(page, qtbot)
    finding = find(page, "grid")
    assert finding.level == "error"
    assert finding.mend.key == "remove_generation"
    page.findings.mend.click()
    assert "grid" not in [c["id"] for c in page.document.raw["criteria"]]


def test_show_leads_to_the_layer_of_a_finding(page, qtbot):
    checked(page, qtbot)
    find(page, "capacity")
    page.tree.choose("sea")
    page.findings.show_place.click()
    assert page.tree.current_id() == "capacity"


@pytest.mark.parametrize(
    "kind, id, where",
    [
        ("layer", "flood", ("data", "layers.flood.id")),
        ("layers.flood.source", "", ("data", "layers.flood.source")),
        ("grid.extent", "", ("data", "grid.extent")),
        ("criterion", "ix", ("criteria", "ix")),
        ("exclusion", "sea", ("exclusions", "sea")),
        ("weighting", "", ("weights", "")),
        ("facility.horizon_year", "", ("header", "year")),
        ("candidates.zones", "", ("result", "zones")),
    ],
)
def test_every_place_has_a_page(kind, id, where):
    assert target(Told("error", "", "", "", kind, id)) == where


def test_a_fault_of_the_file_leads_to_the_part_that_bears_it(page):
    raw = {**page.document.raw, "criteria": [{**c, "weight": -1} for c in page.document.raw["criteria"]]}
    told = findings_of(raw, page.document.folder)
    assert [f.id for f in told] == [c["id"] for c in raw["criteria"]]
    assert {f.kind for f in told} == {"criterion"}


def test_a_mend_of_an_earlier_state_is_not_made(page, qtbot, demo):
    page.document.set(("criteria", "ix", "weight"), 0.5, "edit")
    checked(page, qtbot)
    finding = next(f for f in page.findings.told if f.mend is not None)
    page.document.set(("criteria", "ix", "weight"), 0.6, "edit")
    before = page.document.raw
    page.mend(finding)
    assert page.document.raw is before
    assert demo.iface.said()


def test_check_of_the_toolbar_and_the_footer_lead_here(demo, qtbot):
    demo.actions["check"].trigger()
    page = demo.dock.pages["data"]
    settled(page, qtbot)
    assert page.findings.told
    demo.dock.footer.findingsRequested.emit()
    assert demo.dock.tabs.tabText(demo.dock.tabs.currentIndex()) == page.title()


def test_a_draft_without_layers_is_drawn_and_takes_a_file(workbench, qtbot, repository):
    workbench.document.new("EPSG:6677", 100)
    page = workbench.dock.show_page("data")
    assert page.tree.topLevelItemCount() == 0
    assert page.buttons.add_files([str(repository / "resources" / "demo" / "dem.tif")])
    looked(page, qtbot)
    assert page.tree.topLevelItemCount() == 1
