"""How the values of the chosen criterion become scores: shape, curve, numbers, formula."""

from __future__ import annotations

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ...algorithms.criteria_door import (
    PARAMETERS,
    converted,
    dragged,
    fitted,
    formula,
    with_point,
    with_value,
    without,
    without_point,
)
from ..text import tr
from .field import hint, mark, sentence_label, set_number, silent
from .flow import FlowLayout
from .number_spin import NumberSpin
from .value_curve import ValueCurveWidget
from .value_table import ValueTable

#: Least number of each parameter that must be above 0.
ABOVE_ZERO = {"exponent": 0.01, "spread": 1e-6}
#: Types whose values are scores already, so that they need no value function.
SCORED = ("grid_capacity", "hazard", "raster")


class ValueGroup(QgsCollapsibleGroupBox):
    """Draws and edits the value function of one criterion."""

    def __init__(self, page):
        super().__init__(tr("Value function"))
        self.page, self.document = page, page.document
        self.id, self.criterion = "", {}
        self.source = None
        layout = QVBoxLayout(self)
        layout.addLayout(self._build_head())
        self.curve = ValueCurveWidget()
        self.curve.dragStarted.connect(self.document.begin_gesture)
        self.curve.dragEnded.connect(self.document.end_gesture)
        self.curve.moved.connect(self._drag)
        self.curve.pointWanted.connect(self.add_point)
        self.curve.pointRemoved.connect(self.remove_point)
        layout.addWidget(self.curve)
        layout.addLayout(self._build_numbers())
        self._build_points(layout)
        self.formula = sentence_label()
        hint(self.formula, tr("What is computed: x is the value, and clip cuts off below 0 and above 1"))
        layout.addWidget(self.formula)

    def _build_head(self):
        self.function = QComboBox()
        hint(self.function, tr("Shape of the value function"))
        self.function.activated.connect(lambda _i: self._choose(self.function.currentData()))
        self.fit = QPushButton(tr("&Fit to Data"))
        hint(self.fit, tr("Let the scores run from the 5th to the 95th percentile of the data"))
        self.fit.clicked.connect(lambda _checked=False: self.fit_to_data())
        row = QHBoxLayout()
        row.addWidget(self.function, 1)
        row.addWidget(self.fit)
        return row

    def _build_numbers(self):
        self.spins, self.pairs = {}, {}
        flow = FlowLayout()
        for key, label, tip in (
            ("high", tr("Best at"), tr("Value that scores 1")),
            ("low", tr("Worst at"), tr("Value that scores 0")),
            ("midpoint", tr("Midpoint"), tr("Value in the middle of the curve")),
            ("spread", tr("Steepness"), tr("Larger is narrower")),
            ("exponent", tr("Exponent"), tr("Above 1 only values near the best score well")),
        ):
            spin, text = NumberSpin(ABOVE_ZERO.get(key, -1e9)), QLabel(label)
            hint(spin, tip)
            spin.setAccessibleName(label)
            text.setBuddy(spin)
            spin.valueChanged.connect(lambda value, k=key: self._set(k, value))
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 8, 0)
            row.addWidget(text)
            row.addWidget(spin)
            self.spins[key], self.pairs[key] = spin, pair
            flow.addWidget(pair)
        return flow

    def _build_points(self, layout):
        self.table = ValueTable()
        hint(self.table, tr("Values and their scores"))
        self.table.typed.connect(self._type)
        self.more, self.less = QPushButton(tr("Add &Point")), QPushButton(tr("Remove P&oint"))
        hint(self.more, tr("Add a point; a double click on the plot adds one there"))
        hint(self.less, tr("Remove the point chosen in the table; Delete removes the one with the focus"))
        self.more.clicked.connect(lambda _checked=False: self.add_point(self._free_place()))
        self.less.clicked.connect(lambda _checked=False: self.remove_point(self.table.currentRow()))
        row = QHBoxLayout()
        row.addWidget(self.more)
        row.addStretch()
        row.addWidget(self.less)
        layout.addWidget(self.table)
        layout.addLayout(row)

    # Showing -------------------------------------------------------------------------------

    def show_criterion(self, id, criterion, unit):
        """Draw a criterion; a blank id draws none."""
        is_new = id != self.id
        self.id, self.criterion = id, criterion
        self.setEnabled(bool(id))
        value = self._value()
        self._show_functions(criterion.get("type"), value)
        if is_new:
            self.show_histogram()
        self.curve.show_value(value, unit)
        wanted = PARAMETERS.get(value["function"], ()) if value else ()
        for key, spin in self.spins.items():
            self.pairs[key].setVisible(key in wanted)
            if key in wanted:
                self._show_number(spin, value.get(key), unit if key in ("low", "high", "midpoint") else "")
        self._show_points(value, "points" in wanted)
        text = formula(value) if value else tr("The values are scores already and are taken as they are.")
        self.formula.setText(text)
        self.formula.setVisible(bool(text) and "points" not in wanted)

    def show_histogram(self):
        """Ask for the data of the criterion again and draw it."""
        found = self.source(self.id) if self.source is not None and self.id else None
        self.curve.set_histogram(*(found or ((), ())))
        self.fit.setEnabled(bool(self._value()) and any(self.curve.counts))

    def field(self, key):
        """The widget of a key of the value function."""
        if key.startswith("points"):
            return self.table
        return self.spins.get(key, self.function)

    def _value(self):
        found = self.criterion.get("value")
        return found if isinstance(found, dict) and found.get("function") in PARAMETERS else None

    def _show_functions(self, type, value):
        names = [""] if type in SCORED else []
        names += PARAMETERS
        with silent(self.function):
            if [self.function.itemData(i) for i in range(self.function.count())] != names:
                self.function.clear()
                for name in names:
                    self.function.addItem(function_title(name), name)
            self.function.setCurrentIndex(self.function.findData(value["function"] if value else ""))
        mark(self.function)
        self.fit.setEnabled(value is not None and any(self.curve.counts))

    def _show_number(self, spin, number, unit):
        with silent(spin):
            spin.setSuffix(f" {unit}" if unit else "")
        set_number(spin, number)
        mark(spin)

    def _show_points(self, value, is_wanted):
        for widget in (self.table, self.more, self.less):
            widget.setVisible(is_wanted)
        if not is_wanted:
            return
        points = value.get("points", ())
        numbers = [str(i) for i in range(1, len(points) + 1)]
        columns = [[p[0] for p in points], [p[1] for p in points]]
        self.table.show_values(numbers, (tr("Value"), tr("Score")), columns, tr("Point"))
        mark(self.table)
        self.less.setEnabled(len(points) > (2 if value["function"] == "piecewise" else 1))

    # Editing -------------------------------------------------------------------------------

    def _put(self, value, text, key, widget):
        path = ("criteria", self.id, "value")
        raw = (
            without(self.document.raw, path) if value is None else with_value(self.document.raw, path, value)
        )
        self.page.edit(raw, text, key and f"{self.id}/{key}", widget)

    def _choose(self, name):
        value = converted(self._value(), name) if name else None
        self._put(value, tr("Choose a value function"), "", self.function)

    def _set(self, key, number):
        value = {**self._value(), key: int(number) if number == int(number) else round(number, 6)}
        self._put(value, tr("Change a value function"), f"value.{key}", self.spins[key])

    def _drag(self, name, x, y):
        value = dragged(self._value(), name, x, y, self.curve.span)
        self._put(value, tr("Change a value function"), f"value.{name}", self.curve)

    def _type(self, column, row, number):
        points = [list(p) for p in self._value()["points"]]
        points[row][column] = number
        value = {**self._value(), "points": points}
        self._put(value, tr("Change a value function"), f"value.points/{row}/{column}", self.table)

    def add_point(self, x):
        """Add a point at a value; other functions have none to add to."""
        value = self._value()
        if value and "points" in value:
            self._put(with_point(value, x, self.curve.span), tr("Add a point"), "", self.table)

    def remove_point(self, place):
        """Remove the point at a position, where enough are left."""
        value = self._value()
        if value and 0 <= place < len(value.get("points", ())):
            self._put(without_point(value, place), tr("Remove a point"), "", self.table)

    def fit_to_data(self):
        """Let the scores run over the range of the data."""
        value = fitted(self._value(), self.curve.counts, self.curve.edges)
        self._put(value, tr("Fit a value function to the data"), "", self.function)

    def _free_place(self):
        """In the widest gap between points, or beyond the only one."""
        xs = sorted(p[0] for p in self._value()["points"])
        gaps = [(b - a, (a + b) / 2) for a, b in zip(xs, xs[1:])]
        if self._value()["function"] == "categories" or not gaps:
            return xs[-1] + 1
        return max(gaps)[1]


def function_title(name):
    """Value function in the user's language."""
    return {
        "": tr("As it is"),
        "linear": tr("Linear"),
        "power": tr("Power"),
        "large": tr("Large is good"),
        "small": tr("Small is good"),
        "gaussian": tr("Gaussian"),
        "near": tr("Near"),
        "piecewise": tr("Piecewise"),
        "categories": tr("Categories"),
    }[name]
