"""The method that combines the scores, with its parameters."""

from __future__ import annotations

from qgis.gui import QgsDoubleSpinBox
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QFormLayout, QWidget

from ...algorithms.weights_door import OVERLAYS, OWA_VARIANTS
from ..text import tr
from .choice import Choice
from .field import hint, set_number, silent


class OverlayGroup(QWidget):
    """Shows the scenario's ``overlay`` and tells of the one that is wanted."""

    #: The wanted overlay, the key of the field, and the field.
    wanted = pyqtSignal(object, str, object)

    def __init__(self):
        super().__init__()
        self.given, self.ids = {}, ()
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.method = Choice(OVERLAYS, tr("Overlay method"))
        self.variant = Choice(OWA_VARIANTS, tr("Variant"))
        self.alpha, self.gamma = _spin(1000), _spin(1)
        self.indifference, self.preference = _spin(1), _spin(1)
        self.rescale = QCheckBox(tr("Bring the net flow to 0 to 1"))
        self.rows = {}
        for label, field, methods in (
            (tr("Overlay method"), self.method, None),
            (tr("Variant"), self.variant, ("owa",)),
            (tr("Alpha (0 maximum, 1 average)"), self.alpha, ("owa",)),
            (tr("Gamma"), self.gamma, ("gamma",)),
            (tr("Indifference, all criteria"), self.indifference, ("promethee",)),
            (tr("Preference, all criteria"), self.preference, ("promethee",)),
            ("", self.rescale, ("promethee",)),
        ):
            hint(field, label or self.rescale.text())
            self.form.addRow(label, field)
            self.rows[field] = methods
        self._connect()

    def _connect(self):
        self.method.picked.connect(self._start)
        self.variant.picked.connect(lambda key: self._set("owa_variant", key, self.variant))
        self.alpha.valueChanged.connect(lambda v: self._set("alpha", v, self.alpha))
        self.gamma.valueChanged.connect(lambda v: self._set("gamma", v, self.gamma))
        for spin in (self.indifference, self.preference):
            spin.valueChanged.connect(lambda _v, spin=spin: self._set_preference(spin))
        self.rescale.toggled.connect(lambda on: self._set("rescale", on, self.rescale))

    def show_overlay(self, given, ids):
        """Show an overlay of a scenario with criteria of these ids."""
        self.given, self.ids = given or {"method": "wlc"}, tuple(ids)
        method = self.given.get("method")
        self.method.show_key(method)
        self.variant.show_key(self.given.get("owa_variant", OWA_VARIANTS[0]))
        with silent(self.rescale):
            self.rescale.setChecked(bool(self.given.get("rescale")))
        set_number(self.alpha, self.given.get("alpha", 1.0))
        set_number(self.gamma, self.given.get("gamma", 0.9))
        rows = self.given.get("preference") or [[0, 0]]
        q, p = next(iter(rows.values())) if isinstance(rows, dict) else rows[0]
        set_number(self.indifference, q)
        set_number(self.preference, p)
        for field, methods in self.rows.items():
            is_shown = methods is None or method in methods
            field.setVisible(is_shown)
            label = self.form.labelForField(field)
            if label is not None:
                label.setVisible(is_shown)
        # Order weights say the same as alpha; only one of them may stand.
        self.alpha.setEnabled(not self.given.get("order_weights"))

    def _start(self, method):
        if method == self.given.get("method"):
            return
        more = {"alpha": 1.0} if method == "owa" else {"gamma": 0.9} if method == "gamma" else {}
        if method == "promethee":
            more = {"preference": {id: [0, 0] for id in self.ids}}
        self.wanted.emit({"method": method, **more}, "overlay.method", self.method)

    def _set(self, key, value, field):
        self.wanted.emit({**self.given, key: value}, f"overlay.{key}", field)

    def _set_preference(self, spin):
        pair = [self.indifference.value(), self.preference.value()]
        self._set("preference", {id: list(pair) for id in self.ids}, spin)


def _spin(most):
    spin = QgsDoubleSpinBox()
    spin.setRange(0, most)
    spin.setDecimals(3)
    spin.setSingleStep(0.05)
    spin.setShowClearButton(False)
    return spin
