"""The analysis grid: CRS, extent, cell size, or a template raster."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsProject,
    QgsRectangle,
)
from qgis.gui import QgsCollapsibleGroupBox, QgsDoubleSpinBox, QgsExtentWidget, QgsProjectionSelectionWidget
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QLineEdit

from ...algorithms.data_door import crs_fault, source_file, template_lattice
from ...algorithms.documents import InputError, relative_source, value_at, with_value, without
from ..text import tr
from .field import hint, mark, silent
from .path_field import PathField


class GridGroup(QgsCollapsibleGroupBox):
    """Draws and edits the scenario's grid for its page."""

    def __init__(self, page):
        super().__init__(tr("Grid"))
        self.page, self.document = page, page.document
        self._lattice = None
        self.crs = QgsProjectionSelectionWidget()
        self.crs.setOptionVisible(QgsProjectionSelectionWidget.CrsOption.CrsNotSet, False)
        hint(self.crs, tr("CRS of the grid, projected in metres"))
        self.source = QComboBox()
        hint(self.source, tr("Where the extent comes from: its own numbers, or a layer"))
        self.extent = QgsExtentWidget(None)
        hint(self.extent, tr("Extent of the grid in its CRS"))
        canvas = page.workbench.iface.mapCanvas()
        if canvas is not None:
            self.extent.setMapCanvas(canvas, False)
        self.cell = QgsDoubleSpinBox()
        self.cell.setRange(0.01, 1_000_000)
        self.cell.setDecimals(2)
        self.cell.setSuffix(tr(" m"))
        self.cell.setShowClearButton(False)
        hint(self.cell, tr("Side of a cell; a run takes four times as long with half of it"))
        self.template = PathField(
            tr("Raster whose grid is taken instead"),
            tr("Choose a template raster"),
            lambda: self.document.folder,
        )
        form = QFormLayout(self)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for label, field in (
            (tr("CRS"), self.crs),
            (tr("Extent from"), self.source),
            (tr("Extent"), self.extent),
            (tr("Cell size"), self.cell),
            (tr("Template"), self.template),
        ):
            form.addRow(label, field)
        self.crs.crsChanged.connect(self._set_crs)
        self.source.activated.connect(self._set_source)
        self.extent.extentChanged.connect(self._set_extent)
        self.cell.valueChanged.connect(self._set_cell)
        self.template.committed.connect(self._set_template)

    def field(self, key):
        """The widget of a key."""
        return getattr(self, key.partition(".")[2], self.cell)

    def refresh(self):
        """Draw the document."""
        grid = self.document.value("grid", default={}) or {}
        if "template" not in grid and {"crs", "extent", "cell_size_m"} <= set(grid):
            self._lattice = grid
        own = "template" not in grid
        for widget in (self.crs, self.source, self.extent, self.cell):
            widget.setEnabled(own)
        crs = QgsCoordinateReferenceSystem(grid.get("crs") or "")
        with silent(self.crs, self.source, self.extent, self.cell):
            if self.crs.crs() != crs:
                self.crs.setCrs(crs)
            self._show_extent(grid.get("extent"), crs)
            if isinstance(grid.get("cell_size_m"), (int, float)) and self.cell.value() != grid["cell_size_m"]:
                self.cell.setValue(grid["cell_size_m"])
        self.template.show_text(grid.get("template"))

    def _show_extent(self, extent, crs):
        layers = list(self.document.value("layers", default={}) or {})
        self.source.clear()
        self.source.addItem(tr("Numbers"), None)
        for id in layers:
            self.source.addItem(id, id)
        layer = extent.get("layer") if isinstance(extent, dict) else None
        self.source.setCurrentIndex(max(0, self.source.findData(layer)))
        self.extent.setEnabled(layer is None and "template" not in self.document.value("grid", default={}))
        if isinstance(extent, list) and len(extent) == 4 and crs.isValid():
            rectangle = QgsRectangle(*extent)
            self.extent.setOutputCrs(crs)
            if self.extent.outputExtent() != rectangle:
                self.extent.setOutputExtentFromUser(rectangle, crs)
                for line in self.extent.findChildren(QLineEdit):
                    line.setCursorPosition(0)

    def _edit(self, raw, text, key, widget):
        self.page.edit(raw, text, f"grid.{key}", widget)

    def _set_crs(self, crs):
        name = crs.authid() or crs.toWkt()
        if name == self.document.value("grid", "crs", default=""):
            return mark(self.crs)
        if fault := crs_fault(name):
            return mark(self.crs, fault)
        raw = with_value(self.document.raw, ("grid", "crs"), name)
        moved = self._moved(crs)
        if moved is not None:
            raw = with_value(raw, ("grid", "extent"), moved)
        return self._edit(raw, tr("Set the CRS of the grid"), "crs", self.crs)

    def _moved(self, crs):
        """The extent's numbers in another CRS; None where there are none, or they cannot be moved there."""
        before = QgsCoordinateReferenceSystem(self.document.value("grid", "crs", default=""))
        extent = self.document.value("grid", "extent")
        if not isinstance(extent, list) or not before.isValid():
            return None
        try:
            way = QgsCoordinateTransform(before, crs, QgsProject.instance())
            return _numbers(way.transformBoundingBox(QgsRectangle(*extent)))
        except QgsCsException:
            return None

    def _set_source(self, _index):
        layer = self.source.currentData()
        before = self.document.value("grid", "extent")
        if layer is not None:
            value = {"layer": layer}
        elif isinstance(before, list) or not self.extent.isValid():
            return
        else:
            value = _numbers(self.extent.outputExtent())
        raw = with_value(self.document.raw, ("grid", "extent"), value)
        self._edit(raw, tr("Set the extent of the grid"), "source", self.source)

    def _set_extent(self, rectangle):
        numbers = _numbers(rectangle)
        if rectangle.isNull() or numbers == self.document.value("grid", "extent"):
            return
        if not isinstance(self.document.value("grid", "extent", default=[]), list):
            return  # a layer gives it
        raw = with_value(self.document.raw, ("grid", "extent"), numbers)
        self._edit(raw, tr("Set the extent of the grid"), "extent", self.extent)

    def _set_cell(self, value):
        value = int(value) if value == int(value) else value
        raw = with_value(self.document.raw, ("grid", "cell_size_m"), value)
        self._edit(raw, tr("Set the cell size"), "cell", self.cell)

    def _set_template(self, text):
        text = text.strip()
        if text:
            raw = self.document.raw
            for key in ("crs", "extent", "cell_size_m"):
                raw = without(raw, ("grid", key))
            raw = with_value(raw, ("grid", "template"), relative_source(text, self.document.folder))
            try:
                template_lattice(source_file(text, self.document.folder))
            except InputError as error:
                return mark(self.template.line, str(error))
        else:
            raw = with_value(self.document.raw, ("grid",), self._own_lattice())
        return self._edit(raw, tr("Set the template of the grid"), "template", self.template.line)

    def _own_lattice(self):
        """The grid as it was before the template, or else as the template gives it."""
        if self._lattice is not None:
            return self._lattice
        try:
            return template_lattice(
                source_file(value_at(self.document.raw, ("grid", "template")), self.document.folder)
            )
        except InputError:
            return {}


def _numbers(rectangle):
    """xmin, ymin, xmax, ymax to the millimetre."""
    sides = (rectangle.xMinimum(), rectangle.yMinimum(), rectangle.xMaximum(), rectangle.yMaximum())
    return [int(v) if v == int(v) else v for v in (round(side, 3) for side in sides)]
