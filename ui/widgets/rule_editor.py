"""The settings of one rule that takes land out."""

from __future__ import annotations

from qgis.gui import QgsDoubleSpinBox
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QWidget

from ..text import tr
from .field import hint, mark, set_number, silent
from .filter_field import FilterField
from .path_field import TextField


class RuleEditor(QWidget):
    """Draws a rule and tells what should change in it."""

    #: Key of the rule, value (blank or 0 for none), and the field.
    wanted = pyqtSignal(str, object, object)

    def __init__(self, document):
        super().__init__()
        self.document, self._id = document, None
        self.name = TextField(tr("Title of the rule"))
        self.layer = QComboBox()
        self.layer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.where = FilterField(document, tr("OGR filter of a vector layer, such as severity >= 3"))
        self.ranges = TextField(tr("Values of a raster that are excluded: 15: or 5:12, 20:"))
        self.buffer, self.share = QgsDoubleSpinBox(), QgsDoubleSpinBox()
        self.buffer.setRange(0, 1_000_000)
        self.buffer.setSuffix(tr(" m"))
        self.share.setRange(0, 1)
        self.share.setSingleStep(0.05)
        self.share.setSpecialValueText(tr("Centre of the cell decides"))
        hint(self.layer, tr("Layer whose land is excluded"))
        hint(self.buffer, tr("Metres around that are excluded too"))
        hint(self.share, tr("Share of a cell that must be covered"))
        self.fields = {
            "title": self.name, "layer": self.layer, "where": self.where, "ranges": self.ranges, "buffer_m": self.buffer,
            "covered_share": self.share,
        }  # fmt: skip
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        labels = tr("Title"), tr("Layer"), tr("Where"), tr("Ranges"), tr("Buffer"), tr("Covered share")
        for label, field in zip(labels, self.fields.values()):
            form.addRow(label, field)
        self._connect()

    def _connect(self):
        for key in ("title", "where", "ranges"):
            field = self.fields[key]
            line = self.where.line if key == "where" else field
            field.committed.connect(lambda text, k=key, f=line: self.wanted.emit(k, text.strip(), f))
        self.layer.activated.connect(
            lambda _i: self.wanted.emit("layer", self.layer.currentData(), self.layer)
        )
        self.buffer.valueChanged.connect(lambda v: self.wanted.emit("buffer_m", v, self.buffer))
        self.share.valueChanged.connect(lambda v: self.wanted.emit("covered_share", round(v, 4), self.share))

    def show_rule(self, rule):
        """Draw a rule; None draws none."""
        self.setEnabled(rule is not None)
        rule, layers = rule or {}, self.document.value("layers", default={}) or {}
        if rule.get("id") != self._id:
            for field in (self.name, self.layer, self.where.line, self.ranges, self.buffer, self.share):
                mark(field)
        self._id = rule.get("id")
        with silent(self.layer):
            self.layer.clear()
            for id in layers:
                self.layer.addItem(id, id)
            self.layer.setCurrentIndex(self.layer.findData(rule.get("layer")))
        self.name.show_text(rule.get("title"))
        self.ranges.show_text(rule.get("ranges"))
        spec = layers.get(rule.get("layer"))
        self.where.show_filter(rule.get("layer"), spec if isinstance(spec, dict) else {}, rule.get("where"))
        set_number(self.buffer, float(rule.get("buffer_m") or 0))
        set_number(self.share, float(rule.get("covered_share") or 0))
