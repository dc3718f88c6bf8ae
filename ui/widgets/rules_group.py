"""How candidates are chosen, how capacity is spent among them, and how sure the weights are."""

from __future__ import annotations

from functools import partial

from qgis.gui import QgsCollapsibleGroupBox, QgsDoubleSpinBox, QgsSpinBox
from qgis.PyQt.QtWidgets import QCheckBox, QFormLayout

from ...algorithms.result_door import with_value, without
from ..text import tr
from .choice import Choice
from .field import hint, set_number, silent
from .zone_fields import ZoneFields

CANDIDATES, ALLOCATION, UNCERTAINTY = "candidates", "allocation", "uncertainty"
#: What a part begins with when it is switched on.
NEW = {
    CANDIDATES: {"count": 10},
    ALLOCATION: {"max_distance_m": 10_000},
    UNCERTAINTY: {"samples": 500, "top_percent": 5},
}


class RulesGroup(QgsCollapsibleGroupBox):
    """Fields of the scenario's candidates, allocation and uncertainty.

    A field at its usual value is left out of the scenario, as a scenario written by hand would leave it.
    """

    def __init__(self, page):
        super().__init__(tr("Rules"))
        self.page, self.document = page, page.document
        self.setCollapsed(True)
        self.form = QFormLayout(self)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.parts, self.fields, self.usual = {}, {}, {}
        self._add_candidates()
        self._add_allocation()
        self._add_uncertainty()

    # Making --------------------------------------------------------------------------------

    def _add_candidates(self):
        self._part(CANDIDATES, tr("Choose candidates"), tr("Whether connected regions are chosen"))
        add, ha, m = partial(self._of, CANDIDATES), tr(" ha"), tr(" m")
        add("count", (tr("Count"), tr("Regions at most")), (1, 10_000), None, is_whole=True)
        add("min_area_ha", (tr("Least area"), tr("Least area of a region")), (0, 1e6), 0.0, unit=ha)
        largest = add(
            "max_area_ha", (tr("Largest area"), tr("Largest area of a region")), (0, 1e6), 0.0, unit=ha
        )
        largest.setSpecialValueText(tr("No limit"))
        told = tr("Least score"), tr("Least score of every cell in a region")
        add("min_score", told, (-1, 1), 0.0, step=0.05).setDecimals(3)
        told = tr("Spacing"), tr("Least distance between two regions' centroids")
        add("min_spacing_m", told, (0, 1e6), 0.0, unit=m, step=100)
        told = tr("Compactness"), tr("0: regions follow the score; 100: as round as the ground allows")
        add("compactness", told, (0, 100), 50.0, step=5)
        self._choice(
            (CANDIDATES, "selection"), tr("Selection"), ("exact", "greedy"), tr("The best set, or best first")
        )
        self._choice(
            (CANDIDATES, "objective"), tr("Objective"), ("sum", "mean"), tr("What a region is worth")
        )
        self.zones = ZoneFields(self.document)
        self.zones.wanted.connect(self._set_zones)
        self.form.addRow(tr("Zones"), self.zones)

    def _add_allocation(self):
        self._part(
            ALLOCATION, tr("Spend spare capacity"), tr("Whether candidates take megawatts from connections")
        )
        add = partial(self._of, ALLOCATION)
        told = tr("Reach"), tr("Longest way from a candidate to its connection")
        add("max_distance_m", told, (1, 1e6), None, unit=tr(" m"), step=500)
        told = tr("Feeds"), tr("2: two feeds from different groups, each for the whole demand")
        add("feeds", told, (1, 2), 1, is_whole=True)

    def _add_uncertainty(self):
        self._part(UNCERTAINTY, tr("Uncertain weights"), tr("Whether the weights are taken to vary"))
        add = partial(self._of, UNCERTAINTY)
        models = ("dirichlet", "independent")
        self._choice((UNCERTAINTY, "model"), tr("Model"), models, tr("How the weights vary"))
        add("samples", (tr("Samples"), tr("Weightings that are tried")), (1, 10_000_000), 500, is_whole=True)
        told = tr("Top percent"), tr("Share of the eligible cells that counts as the top")
        add("top_percent", told, (0.01, 100), 5.0)

    def _of(self, part, key, *args, **options):
        return self._number((part, key), *args, **options)

    def _part(self, name, label, tip):
        box = QCheckBox(label)
        hint(box, tip)
        box.toggled.connect(lambda on: self._switch(name, on))
        self.form.addRow(box)
        self.parts[name] = box

    def _number(self, path, texts, bounds, usual, *, unit="", step=1.0, is_whole=False):
        (label, tip), (low, high) = texts, bounds
        spin = QgsSpinBox() if is_whole else QgsDoubleSpinBox()
        spin.setRange(int(low) if is_whole else low, int(high) if is_whole else high)
        spin.setSingleStep(int(step) if is_whole else step)
        spin.setSuffix(unit)
        spin.setShowClearButton(False)
        hint(spin, tip)
        spin.valueChanged.connect(lambda value: self._set(path, value, spin))
        return self._add(path, label, spin, usual)

    def _choice(self, path, label, keys, tip):
        choice = Choice(keys, tip)
        choice.picked.connect(lambda key: self._set(path, key, choice))
        return self._add(path, label, choice, keys[0])

    def _add(self, path, label, field, usual):
        self.form.addRow(label, field)
        self.fields[path], self.usual[path] = field, usual
        return field

    # Showing -------------------------------------------------------------------------------

    def refresh(self):
        """Draw the document."""
        for name, box in self.parts.items():
            with silent(box):
                box.setChecked(self.document.value(name) is not None)
        for path, field in self.fields.items():
            field.setEnabled(self.document.value(path[0]) is not None)
            value = self.document.value(*path, default=self.usual[path])
            if isinstance(field, Choice):
                field.show_key(value)
            elif isinstance(value, (int, float)):
                set_number(field, int(value) if isinstance(field, QgsSpinBox) else float(value))
        self.zones.setEnabled(self.document.value(CANDIDATES) is not None)
        self.zones.refresh()

    def reveal(self, key):
        """Open the group and give the focus to the field of a key."""
        self.setCollapsed(False)
        path = tuple(key.split("."))
        (self.fields.get(path) or self.parts.get(key) or self.zones).setFocus()

    # Editing -------------------------------------------------------------------------------

    def _switch(self, name, is_on):
        raw = self.document.raw
        raw = with_value(raw, (name,), NEW[name]) if is_on else without(raw, (name,))
        self.page.edit(raw, self.parts[name].text(), name, self.parts[name])
        self.refresh()

    def _set(self, path, value, field):
        raw = self.document.raw
        if self.document.value(path[0]) is None or value == self.document.value(
            *path, default=self.usual[path]
        ):
            return
        raw = without(raw, path) if value == self.usual[path] else with_value(raw, path, value)
        self.page.edit(raw, tr("Change a rule of the result"), ".".join(path), field)

    def _set_zones(self, zones):
        path, raw = (CANDIDATES, "zones"), self.document.raw
        raw = without(raw, path) if zones is None else with_value(raw, path, zones)
        self.page.edit(raw, tr("Change the zones"), "candidates.zones", self.zones)
