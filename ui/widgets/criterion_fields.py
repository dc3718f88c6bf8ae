"""Editors of a criterion's keys: each shows what the scenario has and tells the value that is wanted."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from ..text import tr
from .choice import Choice
from .field import fit_height, hint, set_number, silent
from .kind_table import KindTable
from .number_spin import FAR, NumberSpin
from .path_field import TextField
from .value_table import ValueTable

#: Least number where a bound itself is not allowed.
ABOVE = 1e-6


class NumberEditor(QWidget):
    """A number; where it may be left out, a check box says what counts then."""

    wanted = pyqtSignal(object)

    def __init__(self, field, words):
        super().__init__()
        self.default, self.begin = field.default, words.begin
        least = -FAR if field.least is None else field.least + (ABOVE if field.is_above else 0)
        self.spin = NumberSpin(least, FAR if field.most is None else field.most)
        self.spin.setSuffix(f" {words.unit}" if words.unit else "")
        hint(self.spin, words.tip)
        self.spin.setAccessibleName(words.label)
        self.check = QCheckBox(words.without)
        hint(self.check, words.tip)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.check)
        row.addWidget(self.spin, 1)
        self.check.setVisible(self.default is None and not field.is_required)
        self.without = words.without
        self.spin.valueChanged.connect(lambda value: self.wanted.emit(plain(value)))
        self.check.toggled.connect(lambda is_on: self.wanted.emit(plain(self.begin) if is_on else None))

    def setFocus(self):
        """Give the focus to the number, or to its check box; a proxy that is hidden would catch Tab."""
        (self.check if self.spin.isHidden() else self.spin).setFocus()

    def show_value(self, value):
        """Show a number; None for one that is left out."""
        is_given = value is not None or self.check.isHidden()
        with silent(self.check):
            self.check.setChecked(value is not None)
        self.check.setText("" if is_given else self.without)
        self.spin.setVisible(is_given)
        shown = self.default if value is None else value
        set_number(self.spin, shown if isinstance(shown, (int, float)) else None)


class LayerEditor(QComboBox):
    """One layer of the scenario."""

    wanted = pyqtSignal(object)

    def __init__(self, field, words):
        super().__init__()
        self.field, self.without = field, words.without
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        hint(self, words.tip)
        self.activated.connect(lambda _i: self.wanted.emit(self.currentData()))

    def show_layers(self, ids):
        """Offer layers."""
        with silent(self):
            self.clear()
            if not self.field.is_required:
                self.addItem(self.without, None)
            for id in ids:
                self.addItem(id, id)

    def show_value(self, value):
        """Show the layer of an id, known or not."""
        with silent(self):
            if value is not None and self.findData(value) < 0:
                self.addItem(tr("{id} (missing)").format(id=value), value)
            self.setCurrentIndex(self.findData(value))


class LayersEditor(QListWidget):
    """Several layers of the scenario, each with a check mark."""

    wanted = pyqtSignal(object)

    def __init__(self, field, words):
        super().__init__()
        self.value = []
        hint(self, words.tip)
        self.itemChanged.connect(self._tell)

    def show_layers(self, ids):
        """Offer layers."""
        if ids != [self.item(i).text() for i in range(self.count())]:
            with silent(self):
                self.clear()
                for id in ids:
                    self.addItem(QListWidgetItem(id))
        fit_height(self, self.count(), 3)

    def show_value(self, value):
        """Check the layers of a list of ids."""
        self.value = list(value or [])
        with silent(self):
            for i in range(self.count()):
                is_on = self.item(i).text() in self.value
                self.item(i).setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)

    def _tell(self, item):
        id, is_on = item.text(), item.checkState() == Qt.CheckState.Checked
        kept = [each for each in self.value if each != id]
        self.wanted.emit([*kept, id] if is_on else kept)


class FieldEditor(QComboBox):
    """Name of a field of the criterion's layer, chosen or typed; blank for the standard one."""

    wanted = pyqtSignal(object)

    def __init__(self, field, words):
        super().__init__()
        self.setEditable(True)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.lineEdit().setPlaceholderText(words.without)
        hint(self, words.tip)
        self.shown = ""
        self.activated.connect(lambda _i: self._tell())
        self.lineEdit().editingFinished.connect(self._tell)

    def show_names(self, names):
        """Offer fields."""
        with silent(self):
            text = self.currentText()
            self.clear()
            self.addItems(["", *names])
            self.setEditText(text)

    def show_value(self, value):
        """Show the name of a field."""
        self.shown = value if isinstance(value, str) else ""
        with silent(self, self.lineEdit()):
            if self.currentText() != self.shown:
                self.setEditText(self.shown)

    def _tell(self):
        text = self.currentText().strip()
        if text != self.shown:
            self.wanted.emit(text or None)


class ChoiceEditor(Choice):
    """One of a few words."""

    wanted = pyqtSignal(object)

    def __init__(self, field, words):
        super().__init__(field.words, words.tip)
        self.default = field.default
        for place, word in enumerate(field.words):
            self.setItemText(place, words.choices.get(word, word))
        self.picked.connect(self._tell)

    def show_value(self, value):
        """Show a word."""
        self.show_key(value or self.default)

    def _tell(self, word):
        self.wanted.emit(word)


class TextEditor(TextField):
    """A line of text; blank leaves the key out."""

    wanted = pyqtSignal(object)

    def __init__(self, field, words):
        super().__init__(words.tip)
        self.committed.connect(lambda text: self.wanted.emit(text.strip() or None))

    def show_value(self, value):
        """Show a text."""
        self.show_text(value)


class NumbersEditor(ValueTable):
    """A fixed number of numbers in a table."""

    wanted = pyqtSignal(object)

    def __init__(self, field, words):
        super().__init__()
        self.default, self.words = field.default, words
        hint(self, words.tip)
        self.typed.connect(self._set)

    def show_value(self, value):
        """Show the numbers."""
        self.value = list(value) if isinstance(value, list) else list(self.default)
        self.show_values(self.words.rows, (self.words.column,), [self.value], self.words.row)

    def _set(self, _column, row, number):
        self.wanted.emit([*self.value[:row], plain(number), *self.value[row + 1 :]])


#: Editor of each kind of key.
EDITORS = {
    "number": NumberEditor,
    "layer": LayerEditor,
    "layers": LayersEditor,
    "field": FieldEditor,
    "choice": ChoiceEditor,
    "text": TextEditor,
    "numbers": NumbersEditor,
    "kinds": KindTable,
}


def plain(number):
    """A number as people write it: 5 rather than 5.0."""
    return int(number) if number == int(number) else round(number, 6)
