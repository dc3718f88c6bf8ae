"""The scenario's layers as a list: role, source, date and state."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from ...algorithms.documents import uses_by_layer, uses_of, value_at
from ..text import tr
from .field import hint, silent

ICONS = {
    "ok": "mIconSuccess.svg",
    "raw": "mIconWarning.svg",
    "empty": "mIconWarning.svg",
    "missing": "mIconCritical.svg",
    "fault": "mIconCritical.svg",
}
ID = Qt.ItemDataRole.UserRole


class LayerTree(QTreeWidget):
    """One row a layer; files may be dropped on it."""

    filesDropped = pyqtSignal(list)

    def __init__(self, document):
        super().__init__()
        self.document = document
        self._drawn = None
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAcceptDrops(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHeaderLabels([tr("Role"), tr("Layer"), tr("As of"), tr("State")])
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(5 * self.fontMetrics().horizontalAdvance("n"))
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        self.setColumnWidth(1, 10 * self.fontMetrics().horizontalAdvance("n"))
        for column in (2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.setMinimumHeight(9 * self.fontMetrics().height())
        hint(self, tr("Layers of the scenario; drop files here to add them"))

    def refresh(self, facts, text):
        """Draw the document's layers that hold a text; ``facts`` by id, where they are known."""
        uses = uses_by_layer(self.document.raw)
        layers = self.document.value("layers", default={}) or {}
        wanted = (
            text,
            [
                (id, spec if isinstance(spec, dict) else {}, self._roles(uses.get(id, ())), facts.get(id))
                for id, spec in layers.items()
            ],
        )
        if wanted == self._drawn:
            return
        self._drawn = wanted
        chosen, current = set(self.ids()), self.current_id()
        with silent(self):
            self.clear()
            for id, spec, roles, found in wanted[1]:
                item = self._row(id, spec, roles, found)
                self.addTopLevelItem(item)
                told = " ".join([id, *(item.text(c) for c in range(4)), item.toolTip(1)])
                item.setHidden(bool(text) and text.lower() not in told.lower())
                if id == current:
                    self.setCurrentItem(item)
                item.setSelected(id in chosen)

    def _roles(self, places):
        """(short, long) names of what a layer is for."""
        raw = self.document.raw
        return names_at(raw, places), [_role(raw, _steps(place)) for place in places]

    def _row(self, id, spec, roles, facts):
        short, long = roles
        source = str(spec.get("source") or "")
        item = QTreeWidgetItem(
            [", ".join(short) or tr("Not used"), id, str(spec.get("as_of") or ""), state_text(facts)]
        )
        item.setData(0, ID, id)
        item.setToolTip(0, "\n".join(long))
        item.setToolTip(1, source)
        if facts is not None:
            item.setIcon(3, QgsApplication.getThemeIcon(ICONS[facts.state]))
            item.setToolTip(3, facts.sentence or item.text(3))
        return item

    def ids(self):
        """Ids of the chosen layers."""
        return [item.data(0, ID) for item in self.selectedItems()]

    def current_id(self):
        """Id of the layer whose details are shown; None for none."""
        item = self.currentItem()
        return item.data(0, ID) if item is not None else None

    def choose(self, id):
        """Make a layer the chosen one."""
        for index in range(self.topLevelItemCount()):
            item = self.topLevelItem(index)
            if item.data(0, ID) == id:
                self.setCurrentItem(item)
                return

    def dragEnterEvent(self, event):
        accept_files(event)

    def dragMoveEvent(self, event):
        accept_files(event)

    def dropEvent(self, event):
        if paths := dropped_files(event):
            self.filesDropped.emit(paths)


def accept_files(event):
    """Let files be dropped."""
    if event.mimeData().hasUrls():
        event.acceptProposedAction()


def dropped_files(event):
    """Paths of the files that were dropped."""
    paths = [u.toLocalFile() for u in event.mimeData().urls() if u.isLocalFile()]
    if paths:
        event.acceptProposedAction()
    return paths


def state_text(facts):
    """State of a layer in a word or two; a capacity layer tells how many figures are unknown."""
    if facts is None:
        return "…"
    if facts.state == "ok" and facts.is_raster:
        return tr("raster")
    if facts.state == "ok" and facts.unknown:
        return tr("{n:,} ({unknown:,} ?)").format(n=facts.count, unknown=facts.unknown)
    if facts.state == "ok":
        return f"{facts.count or 0:,}"
    return {
        "missing": tr("missing file"),
        "raw": tr("raw, import it"),
        "empty": tr("no features"),
        "fault": tr("cannot be read"),
    }[facts.state]


def roles_of(raw, id):
    """What a layer is for, in the user's words, from the places that name it."""
    return [_role(raw, _steps(place)) for place in uses_of(raw, id)]


def names_at(raw, places):
    """What stands at places, in short: titles of criteria and rules stand alone, each once."""
    steps = map(_steps, places)
    return list(dict.fromkeys(_title(raw, each) or _role(raw, each) for each in steps))


def _steps(place):
    return tuple(place.split("."))


def _title(raw, steps):
    """Title or id of the criterion or rule that a place lies in; empty elsewhere."""
    if steps[0] not in ("criteria", "exclusions") or len(steps) < 2:
        return ""
    return (value_at(raw, steps[:2]) or {}).get("title") or steps[1]


def _role(raw, steps):
    part, name = steps[0], steps[1] if len(steps) > 1 else ""
    label = _title(raw, steps)
    if part == "criteria":
        return tr("Criterion {name}").format(name=label)
    if part == "exclusions":
        return tr("Exclusion {name}").format(name=label)
    if part == "layers":
        return tr("Coverage of {name}").format(name=name)
    if part == "candidates":
        return tr("Zones") if name == "zones" else tr("Names of places")
    if part == "allocation":
        return tr("Ground of routes")
    return tr("Extent") if part == "grid" else part
