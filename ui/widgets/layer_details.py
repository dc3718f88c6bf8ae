"""The settings of one layer of the scenario."""

from __future__ import annotations

from qgis.core import QgsCoordinateReferenceSystem
from qgis.gui import QgsCollapsibleGroupBox, QgsProjectionSelectionWidget, QgsSpinBox
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QPushButton, QWidget

from ...algorithms.data_door import DERIVES, renamed_layer
from ...algorithms.documents import InputError, relative_source, with_value, without
from ..text import tr
from .field import hint, mark, sentence_label, silent
from .filter_field import FilterField
from .path_field import PathField, TextField


class LayerDetails(QgsCollapsibleGroupBox):
    """Draws and edits the layer that is chosen in the list."""

    def __init__(self, page):
        super().__init__(tr("Details"))
        self.page, self.document = page, page.document
        self.id = None
        self.state = sentence_label()
        self.state.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._make_fields()
        form = QFormLayout(self)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.state)
        for label, field in (
            (tr("Id"), self.name),
            (tr("Source"), self.source),
            (tr("Band"), self.band),
            (tr("Derive"), self.derive),
            (tr("Filter"), self.where),
            (tr("Coverage"), self.coverage),
            (tr("As of"), self.as_of),
            (tr("Licence"), self.licence),
            (tr("CRS"), self._crs_row()),
        ):
            form.addRow(label, field)

    def _make_fields(self):
        self.name = TextField(tr("Id of the layer; a new one is written wherever the scenario names it"))
        self.source = PathField(
            tr("File, with |layername=... where it holds several layers"),
            tr("Choose the file of the layer"),
            lambda: self.document.folder,
        )
        self.band = QgsSpinBox()
        self.band.setRange(1, 65535)
        self.band.setShowClearButton(False)
        hint(self.band, tr("Band of the raster, from 1"))
        self.derive = QComboBox()
        self.derive.addItem(tr("Nothing"), None)
        for word in DERIVES:
            self.derive.addItem({"slope_deg": tr("Slope in degrees")}.get(word, word), word)
        hint(self.derive, tr("What to derive from an elevation raster"))
        self.where = FilterField(
            self.document, tr("OGR filter on the layer's fields; blank takes every feature")
        )
        self.coverage = QComboBox()
        hint(self.coverage, tr("Polygons where this layer was assessed; elsewhere nothing is known"))
        self.as_of = TextField(tr("Date of the data, for example 2026-06; the report prints it"))
        self.licence = TextField(tr("Licence of the data; the report prints it"))
        self.crs = QgsProjectionSelectionWidget()
        self.crs.setOptionVisible(QgsProjectionSelectionWidget.CrsOption.CrsNotSet, True)
        hint(self.crs, tr("CRS to assume where the file has none"))
        self.name.committed.connect(self._rename)
        self.source.committed.connect(self._set_source)
        self.band.valueChanged.connect(lambda v: self._set("band", v, tr("Set the band"), self.band))
        self.derive.activated.connect(
            lambda _i: self._set("derive", self.derive.currentData(), tr("Set what is derived"), self.derive)
        )
        self.where.committed.connect(
            lambda t: self._set("where", t, tr("Set the filter of {id}").format(id=self.id), self.where.line)
        )
        self.coverage.activated.connect(
            lambda _i: self._set(
                "coverage", self.coverage.currentData(), tr("Set the coverage"), self.coverage
            )
        )
        self.as_of.committed.connect(lambda t: self._set("as_of", t.strip(), tr("Set the date"), self.as_of))
        self.licence.committed.connect(
            lambda t: self._set("licence", t.strip(), tr("Set the licence"), self.licence)
        )
        self.crs.crsChanged.connect(self._set_crs)

    def _crs_row(self):
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        self.no_crs = QPushButton(tr("From File"))
        hint(self.no_crs, tr("Take the CRS from the file again"))
        self.no_crs.clicked.connect(
            lambda: self._set("crs", None, tr("Take the CRS from the file"), self.crs)
        )
        layout.addWidget(self.crs, 1)
        layout.addWidget(self.no_crs)
        return row

    def field(self, key):
        """The widget of a layer's key."""
        return {"id": self.name}.get(key) or getattr(self, key, self.name)

    def show_layer(self, id, facts):
        """Draw a layer; None draws none."""
        if id != self.id:
            for widget in (self.name, self.source.line, self.band, self.crs):
                mark(widget)
        self.id = id
        self.setEnabled(id is not None)
        spec = self.spec()
        self.name.show_text(id)
        self.source.show_text(spec.get("source"))
        self.where.show_filter(id, {k: v for k, v in spec.items() if k != "where"}, spec.get("where"))
        self.as_of.show_text(spec.get("as_of"))
        self.licence.show_text(spec.get("licence"))
        crs = QgsCoordinateReferenceSystem(spec.get("crs") or "")
        with silent(self.band, self.derive, self.coverage, self.crs):
            self.band.setValue(spec.get("band", 1) if isinstance(spec.get("band", 1), int) else 1)
            self.derive.setCurrentIndex(max(0, self.derive.findData(spec.get("derive"))))
            self._fill_coverage(spec.get("coverage"))
            if self.crs.crs() != crs:
                self.crs.setCrs(crs)
        self.no_crs.setEnabled("crs" in spec)
        self._show_facts(facts, spec)

    def _show_facts(self, facts, spec):
        is_raster = facts is not None and facts.is_raster
        is_vector = facts is not None and facts.state in ("ok", "empty") and not is_raster
        for widget, key in ((self.band, "band"), (self.derive, "derive")):
            widget.setEnabled(not is_vector or key in spec)
        for widget, key in ((self.where, "where"), (self.coverage, "coverage")):
            widget.setEnabled(not is_raster or key in spec)
        self.where.button.setEnabled(is_vector)
        self.state.setText(_sentence(facts))
        self.state.setVisible(bool(self.state.text()))

    def spec(self):
        """The chosen layer as the scenario writes it."""
        found = self.document.value("layers", self.id) if self.id is not None else None
        return found if isinstance(found, dict) else {}

    def _fill_coverage(self, coverage):
        self.coverage.clear()
        self.coverage.addItem(tr("Not told"), None)
        for id in self.document.value("layers", default={}) or {}:
            if id != self.id:
                self.coverage.addItem(id, id)
        self.coverage.setCurrentIndex(max(0, self.coverage.findData(coverage)))

    # Edits -----------------------------------------------------------------------------------

    def _set(self, key, value, text, widget):
        path = ("layers", self.id, key)
        if value in (None, "") or (key == "band" and value == 1):
            raw = without(self.document.raw, path)
        else:
            raw = with_value(self.document.raw, path, value)
        return self.page.edit(raw, text, f"layers.{self.id}.{key}", widget)

    def _rename(self, text):
        text, before = text.strip(), self.id
        try:
            raw = renamed_layer(self.document.raw, before, text)
        except InputError as error:
            return mark(self.name, str(error))
        self.page.follow(before, text)
        return self.page.edit(
            raw, tr("Rename the layer {id}").format(id=before), f"layers.{text}.id", self.name
        )

    def _set_source(self, text):
        source = relative_source(text.strip(), self.document.folder)
        if not source:
            return mark(self.source.line, tr("A layer needs a file; choose one, or remove the layer."))
        raw = with_value(self.document.raw, ("layers", self.id, "source"), source)
        key = f"layers.{self.id}.source"
        return self.page.edit(raw, tr("Set the source of {id}").format(id=self.id), key, self.source.line)

    def _set_crs(self, crs):
        text = (crs.authid() or crs.toWkt()) if crs.isValid() else None
        if text != self.spec().get("crs"):
            self._set("crs", text, tr("Set the CRS of {id}").format(id=self.id), self.crs)


def _sentence(facts):
    """What a user must know of a layer before its settings."""
    if facts is None:
        return ""
    if facts.state == "raw":
        what = facts.raw.what or tr("a table")
        return tr("As published ({what}): Import… turns it into a standard layer.").format(what=what)
    if facts.state == "empty":
        return tr("No feature passes the filter; check it against the values of its field.")
    if facts.state == "ok" and facts.unknown:
        return tr(
            "{n} of its connections have a capacity that is not published; it counts as unknown, never as 0."
        ).format(n=facts.unknown)
    return facts.sentence
