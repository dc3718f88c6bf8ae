"""Zones that candidates are spread over: a layer, its field, and how many may lie in one."""

from __future__ import annotations

from qgis.core import QgsVectorLayer
from qgis.gui import QgsSpinBox
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QGridLayout, QWidget

from ...algorithms.data_door import source_file
from ..text import tr
from .field import hint, set_number, silent


class ZoneFields(QWidget):
    """Shows ``candidates.zones`` and tells of the ones that are wanted, None for none."""

    wanted = pyqtSignal(object)

    def __init__(self, document):
        super().__init__()
        self.document = document
        self._known = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        self.layer, self.field, self.most = QComboBox(), QComboBox(), QgsSpinBox()
        for combo in (self.layer, self.field):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(6)
        self.most.setRange(0, 10_000)
        self.most.setSpecialValueText(tr("Any number in a zone"))
        self.most.setSuffix(tr(" in a zone"))
        self.most.setShowClearButton(False)
        hint(self.layer, tr("Layer of zones such as prefectures or utility areas"))
        hint(self.field, tr("Field that tells one zone from another"))
        hint(self.most, tr("Candidates in one zone at most"))
        grid.addWidget(self.layer, 0, 0)
        grid.addWidget(self.field, 0, 1)
        grid.addWidget(self.most, 1, 0, 1, 2)
        self.setFocusProxy(self.layer)
        self.layer.activated.connect(lambda _i: self._choose_layer())
        self.field.activated.connect(lambda _i: self._tell(field=self.field.currentText()))
        self.most.valueChanged.connect(lambda value: self._tell(max_per_zone=value or None))

    def refresh(self):
        """Draw the document."""
        zones = self.document.value("candidates", "zones") or {}
        with silent(self.layer, self.field):
            self.layer.clear()
            self.layer.addItem(tr("No zones"), None)
            for id in self.document.value("layers", default={}) or {}:
                self.layer.addItem(id, id)
            self.layer.setCurrentIndex(max(0, self.layer.findData(zones.get("layer"))))
            self.field.clear()
            if zones:
                named = [zones["field"]] if zones.get("field") else []
                others = [n for n in self._fields(zones.get("layer")) if n not in named]
                self.field.addItems(named + others)
        set_number(self.most, int(zones.get("max_per_zone") or 0))
        for widget in (self.field, self.most):
            widget.setEnabled(self.isEnabled() and bool(zones))

    def _choose_layer(self):
        id = self.layer.currentData()
        if id == self.document.value("candidates", "zones", "layer"):
            return
        fields = self._fields(id) if id is not None else []
        if id is None:
            self.wanted.emit(None)
        else:
            kept = self.document.value("candidates", "zones", default={}) or {}
            self.wanted.emit({**kept, "layer": id, "field": fields[0] if fields else ""})

    def _tell(self, **changes):
        zones = {**(self.document.value("candidates", "zones") or {}), **changes}
        self.wanted.emit({key: value for key, value in zones.items() if value is not None})

    def _fields(self, id):
        """Names of a layer's fields, texts first; empty where it cannot be read."""
        source = self.document.value("layers", id, "source") if id is not None else None
        if not isinstance(source, str):
            return []
        known = (source, self.document.folder)
        if known not in self._known:
            head, bar, rest = source.partition("|")
            layer = QgsVectorLayer(source_file(head, self.document.folder) + bar + rest, "zones", "ogr")
            found = list(layer.fields()) if layer.isValid() else []
            found.sort(key=lambda f: f.isNumeric())
            self._known[known] = [f.name() for f in found]
        return self._known[known]
