"""The verdict on one place: what it is, why, and what would change it."""

from __future__ import annotations

from qgis.PyQt.QtCore import QPointF, QRectF, Qt, pyqtSignal
from qgis.PyQt.QtGui import QBrush, QPainter, QPalette, QPen, QPixmap, QPolygonF
from qgis.PyQt.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QSizePolicy

from ..text import tr
from .field import hint, sentence_label


class PlaceCard(QFrame):
    """Name, sign of the state, verdict, and the smallest change with a button that makes it."""

    tryRequested = pyqtSignal()

    def __init__(self):
        super().__init__()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setColumnStretch(1, 1)
        self.sign, self.title, self.verdict, self.change = (
            QLabel(),
            wrapped(),
            wrapped(),
            wrapped(),
        )
        bold = self.title.font()
        bold.setBold(True)
        self.title.setFont(bold)
        self.trial = QPushButton(tr("&Try This Change"))
        self.trial.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        hint(self.trial, tr("Make the smallest change in the scenario; undo takes it back"))
        self.trial.clicked.connect(lambda _checked=False: self.tryRequested.emit())
        top = Qt.AlignmentFlag.AlignTop
        layout.addWidget(self.sign, 0, 0, top)
        layout.addWidget(self.title, 0, 1)
        layout.addWidget(self.verdict, 1, 0, 1, 2)
        layout.addWidget(self.change, 2, 0, 1, 2)
        layout.addWidget(self.trial, 3, 0, 1, 2)
        for label in (self.title, self.verdict, self.change):
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )

    def show_place(self, title, told, words):
        """Draw an explanation."""
        self.title.setText(title)
        self.sign.setPixmap(state_sign(told.state, self))
        self.sign.setAccessibleName(words.verdict(told))
        self.verdict.setText(words.verdict(told))
        has_change = told.change is not None
        self.change.setText(words.change(told.change) if has_change else "")
        self.change.setVisible(has_change)
        self.trial.setVisible(has_change)


def wrapped(text=""):
    """A sentence in a dock that scrolls: as tall as its text at the present width, and never as at the least one."""
    label = sentence_label(text)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label


def state_sign(state, widget):
    """A sign that needs no colour: tick, cross, hatched square, or empty square for what lies outside."""
    side = widget.fontMetrics().height()
    ratio = widget.devicePixelRatioF()
    sign = QPixmap(int(side * ratio), int(side * ratio))
    sign.setDevicePixelRatio(ratio)
    sign.fill(Qt.GlobalColor.transparent)
    painter = QPainter(sign)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = widget.palette().color(QPalette.ColorRole.WindowText)
    painter.setPen(QPen(colour, max(1.5, side / 8)))
    inner = QRectF(0.15 * side, 0.15 * side, 0.7 * side, 0.7 * side)
    if state == "eligible":
        corners = (
            QPointF(0.15 * side, 0.55 * side),
            QPointF(0.4 * side, 0.8 * side),
            QPointF(0.85 * side, 0.2 * side),
        )
        painter.drawPolyline(QPolygonF(list(corners)))
    elif state == "excluded":
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())
    else:
        painter.setPen(QPen(colour, 1))
        if state == "not_assessed":
            painter.fillRect(inner, QBrush(colour, Qt.BrushStyle.BDiagPattern))
        painter.drawRect(inner)
    painter.end()
    return sign
