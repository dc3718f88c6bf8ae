"""A matrix of judgements with its consistency, and the one that contradicts the others most."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHeaderView, QPushButton, QTableView, QVBoxLayout, QWidget

from ...algorithms.weights_door import (
    CR_LIMIT,
    PRIORITIES,
    InputError,
    ahp_live,
    parsed_ratio,
    ratio_text,
    with_judgement,
)
from ..text import tr
from .field import fit_height, hint, mark, sentence_label
from .pairwise import JudgementDelegate, JudgementModel
from .weight_editors import Editor


class JudgementBoard(QWidget):
    """Shows the judgements of one group and tells of those that are typed."""

    #: Row, column, and how many times the row outweighs the column.
    judged = pyqtSignal(int, int, float)

    def __init__(self):
        super().__init__()
        self.worst, self._known = None, (None, None)
        self.model = JudgementModel(self)
        self.model.judged.connect(self._judge)
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setTabKeyNavigation(False)
        self.view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.view.setItemDelegate(JudgementDelegate(self.view))
        hint(self.view, tr("How many times the row's criterion outweighs the column's"))
        self.consistency, self.use = sentence_label(), QPushButton()
        self.use.clicked.connect(lambda _checked=False: self._use())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.view, self.consistency, self.use):
            layout.addWidget(widget)

    def show_level(self, level, names, priorities):
        """Show the judgements of a level of ``weigh``."""
        live = self._live(level, priorities)
        self.worst = live.worst if level.found.cr > CR_LIMIT else None
        place = (self.worst.i, self.worst.j) if self.worst else None
        self.model.show(level.members, names, level.matrix, place)
        fit_height(self.view, len(level.members))
        text = tr("Consistency ratio {cr}").format(cr=f"{level.found.cr:.3f}")
        if level.found.cr > CR_LIMIT:
            text += " " + tr("⚠ over 0.10")
        self.use.setVisible(self.worst is not None)
        if self.worst:
            given, implied = ratio_text(self.worst.given), ratio_text(self.worst.implied)
            text += "\n⚑ " + tr("{a} : {b} is {value}, the others imply {implied}").format(
                a=names[self.worst.i], b=names[self.worst.j], value=given, implied=implied
            )
            self.use.setText(tr("Use {value}").format(value=implied))
        self.consistency.setText(text)

    def _live(self, level, priorities):
        """What the judgements come to; found again only where they differ."""
        if self._known[0] != (level.matrix, priorities):
            live = ahp_live(level.matrix, level.members, priorities)
            self._known = (level.matrix, priorities), live
        return self._known[1]

    def _judge(self, row, column, text):
        try:
            value = parsed_ratio(text)
        except InputError as error:
            mark(self.view, str(error))
            return
        mark(self.view)
        self.judged.emit(row, column, value)

    def _use(self):
        self.judged.emit(self.worst.i, self.worst.j, self.worst.implied)


class PairwiseEditor(Editor):
    """Judgements between all criteria."""

    def build(self):
        self.priorities = self.add_choice(tr("Priorities"), "priorities", PRIORITIES)
        self.board = JudgementBoard()
        self.board.judged.connect(self._judge)
        self.form.addRow(self.board)

    @property
    def is_contradictory(self):
        """Whether the judgements contradict each other too much."""
        return self.board.worst is not None

    def field(self, _key):
        return self.board.view

    def draw(self, draft):
        self.draft, level = draft, draft.found.levels[0]
        self.priorities.show_key(draft.found.variant)
        self.board.show_level(level, draft.names(level.members), draft.found.variant)

    def _judge(self, row, column, value):
        rows = with_judgement(self.draft.found.levels[0].matrix, row, column, value)
        key, text = f"matrix/{row}/{column}", tr("Change a judgement")
        self.want({"matrix": rows}, key, self.board.view, text)
