"""The dock that tells why here, why not."""

from __future__ import annotations

from html import escape

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ..text import tr
from ..widgets.contribution_tree import ContributionTree
from ..widgets.field import hint
from ..widgets.place_card import PlaceCard, wrapped
from .map_tool import LETTERS
from .wording import connection_lines, rule_lines


class ExplainDock(QgsDockWidget):
    """Verdict, criteria, rules and connections of one place, or of a few side by side."""

    #: Number of the place whose smallest change is to be made.
    tryRequested = pyqtSignal(int)
    pinToggled = pyqtSignal(bool)
    copyRequested = pyqtSignal()
    reportRequested = pyqtSignal()

    def __init__(self, words):
        super().__init__(tr("Explain"))
        self.words = words
        self.setObjectName("WattBitExplain")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = _Inside()
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(6, 6, 6, 6)
        area.setWidget(inside)
        self.setWidget(area)
        self._build()
        self.show_places([], [])

    def _build(self):
        row = QHBoxLayout()
        self.status = wrapped()
        self.pin, self.copy, self.report = (
            QPushButton(tr("&Pin")),
            QPushButton(tr("&Copy")),
            QPushButton(tr("Rep&ort…")),
        )
        self.pin.setCheckable(True)
        hint(self.pin, tr("Keep the places that are shown, beside the next one that is clicked"))
        hint(self.copy, tr("Copy what is told as text"))
        hint(self.report, tr("Write what is told as an HTML page"))
        self.pin.toggled.connect(self.pinToggled)
        self.copy.clicked.connect(lambda _checked=False: self.copyRequested.emit())
        self.report.clicked.connect(lambda _checked=False: self.reportRequested.emit())
        row.addStretch()
        for button in (self.pin, self.copy, self.report):
            row.addWidget(button)
        self.body.addLayout(row)
        self.body.addWidget(self.status)
        self.cards = [PlaceCard() for _ in LETTERS]
        for number, card in enumerate(self.cards):
            card.tryRequested.connect(lambda n=number: self.tryRequested.emit(n))
            self.body.addWidget(card)
        self.tree = ContributionTree()
        self.note = wrapped(tr("Contributions are told as if no rule took the place out."))
        self.rules_head, self.rules = _head(self.words("rules")), _lines()
        self.connections_head, self.connections = _head(self.words("connections")), _lines()
        self.caution = wrapped(self.words("caution"))
        for widget in (
            self.tree, self.note, self.rules_head, self.rules, self.connections_head, self.connections, self.caution,
        ):  # fmt: skip
            self.body.addWidget(widget)
        self.body.addStretch()

    def show_places(self, titles, told):
        """Draw explanations; none leaves the sentence that says how to ask."""
        letters = list(LETTERS[: len(told)])
        for card in self.cards[len(told) :]:
            card.hide()
        for number, (title, one) in enumerate(zip(titles, told)):
            head = f"{letters[number]}  {title}" if len(told) > 1 else title
            self.cards[number].show_place(head, one, self.words)
            self.cards[number].show()
        for widget in (self.pin, self.copy, self.report):
            widget.setEnabled(bool(told))
        self.caution.setVisible(bool(told))
        has_criteria = any(one.criteria for one in told)
        self.tree.setVisible(has_criteria)
        if has_criteria:
            self.tree.show_places(told, letters, self.words)
        self.note.setVisible(
            any(one.score is None and any(c.contribution is not None for c in one.criteria) for one in told)
        )
        self._list(self.rules_head, self.rules, letters, [rule_lines(one, self.words) for one in told])
        found = [connection_lines(one, self.words) for one in told]
        self._list(self.connections_head, self.connections, letters, found)

    def say(self, sentence):
        """Show a sentence above the places: how to ask, what is awaited, or why nothing is told."""
        self.status.setText(sentence)
        self.status.setVisible(bool(sentence))

    def set_usable(self, is_current):
        """Whether what is shown is of the scenario as it stands, so that its change can be made."""
        for card in self.cards:
            card.trial.setEnabled(is_current)

    @staticmethod
    def _list(head, label, letters, lines):
        head.setVisible(any(lines))
        label.setVisible(any(lines))
        blocks = []
        for letter, own in zip(letters, lines):
            if own and len(letters) > 1:
                blocks.append(f"<b>{escape(letter)}</b>")
            blocks += [escape(line) for line in own]
        label.setText("<br>".join(blocks))


class _Inside(QWidget):
    """Content that asks for the width of the workbench."""

    def sizeHint(self):
        em = self.fontMetrics().horizontalAdvance("M")
        return QSize(max(420, 34 * em), super().sizeHint().height())


def _head(text):
    label = QLabel(text)
    bold = label.font()
    bold.setBold(True)
    label.setFont(bold)
    return label


def _lines():
    label = wrapped()
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label
