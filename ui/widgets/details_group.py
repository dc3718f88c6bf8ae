"""What the chosen criterion reads and counts: its layers and every parameter of its type."""

from __future__ import annotations

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from ...algorithms.criteria_door import criterion_fields, field_names, with_value, without
from ..criterion_text import type_title
from ..criterion_words import words_of
from ..text import tr
from .criterion_fields import EDITORS, FieldEditor, LayerEditor, LayersEditor
from .field import mark


class DetailsGroup(QgsCollapsibleGroupBox):
    """A form for each type of criterion, made of the keys that the format declares."""

    def __init__(self, page):
        super().__init__(tr("Source and parameters"))
        self.page, self.document = page, page.document
        self.id, self.criterion = "", {}
        self._forms, self._shown = {}, None
        layout = QVBoxLayout(self)
        self.kind = QLabel()
        self.kind.setWordWrap(True)
        layout.addWidget(self.kind)
        self.setCollapsed(True)
        self.collapsedStateChanged.connect(lambda _is_collapsed: self._draw())

    def show_criterion(self, id, criterion):
        """Draw a criterion; a blank id draws none."""
        if id != self.id and self._shown is not None:
            for editor in self._shown.editors.values():
                mark(editor)
        self.id, self.criterion = id, criterion
        self._draw()

    def field(self, key):
        """The editor of a key."""
        self.setCollapsed(False)
        self._draw()
        return self._shown.editors.get(key, self) if self._shown is not None else self

    def editors(self):
        """Editors of the criterion's keys by name."""
        return dict(self._shown.editors) if self._shown is not None else {}

    def _draw(self):
        type = self.criterion.get("type")
        if not self.id or self.isCollapsed():
            return  # drawn when it is opened: files need not be looked at before
        self.kind.setText(tr("{type}, id {id}").format(type=type_title(type), id=self.id))
        form = self._form(type)
        if form is not self._shown:
            if self._shown is not None:
                self._shown.hide()
            self._shown = form
            form.show()
        layers = list(self.document.value("layers", default={}) or {})
        names = None
        for key, editor in form.editors.items():
            if isinstance(editor, (LayerEditor, LayersEditor)):
                editor.show_layers(layers)
            elif isinstance(editor, FieldEditor):
                if names is None:
                    layer = self.criterion.get("layer")
                    names = field_names(self.document.raw, self.document.folder, layer)
                editor.show_names(names)
            editor.show_value(self.criterion.get(key))

    def _form(self, type):
        if type not in self._forms:
            self._forms[type] = _Form(type, self._set)
            self.layout().addWidget(self._forms[type])
        return self._forms[type]

    def _set(self, key, value, widget):
        raw, path = self.document.raw, ("criteria", self.id, key)
        raw = without(raw, path) if value is None else with_value(raw, path, value)
        name = words_of(key, self.criterion.get("type")).label
        self.page.edit(raw, tr("Change {name}").format(name=name), f"{self.id}/{key}", widget)


class _Form(QWidget):
    """Editors of one type's keys."""

    def __init__(self, type, put):
        super().__init__()
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.editors = {}
        for field in criterion_fields(type):
            words = words_of(field.name, type)
            editor = EDITORS[field.kind](field, words)
            editor.wanted.connect(lambda value, k=field.name, e=editor: put(k, value, e))
            self.editors[field.name] = editor
            if field.kind in ("layers", "numbers", "kinds"):  # as wide as the page
                form.addRow(QLabel(words.label))
                form.addRow(editor)
            else:
                form.addRow(words.label, editor)
