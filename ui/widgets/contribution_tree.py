"""What each criterion says of one place or of a few, with its contribution as a bar."""

from __future__ import annotations

from qgis.PyQt.QtCore import QRect, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QBrush, QPalette
from qgis.PyQt.QtWidgets import (
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from ..text import tr
from .field import hint

#: Where a bar begins and ends, from 0 to 1; None where there is nothing to draw.
BAR = Qt.ItemDataRole.UserRole + 1
#: Whether the cell is hatched: nobody looked.
HATCHED = Qt.ItemDataRole.UserRole + 2


def plain(flags):
    """Flags as the number that painting wants: Qt 5 and Qt 6 hold them differently."""
    return int(getattr(flags, "value", flags))


RIGHT = plain(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
LEFT = plain(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
DASH = "–"
#: A column of names that would be narrower is given up: each name stands on a line of its own then.
NAME_EMS = 9
BAR_EMS = 6


class _Cells(QStyledItemDelegate):
    """Wraps names, draws bars, and hatches what is not assessed."""

    def __init__(self, view):
        super().__init__(view)
        self.view = view

    def sizeHint(self, option, index):
        size = super().sizeHint(option, index)
        metrics = self.view.fontMetrics()
        em = metrics.horizontalAdvance("M")
        if index.data(BAR) is not None:
            return QSize(size.width() + BAR_EMS * em, size.height())
        if index.column() or index.parent().isValid():
            return size
        is_spanned = self.view.isFirstColumnSpanned(index.row(), index.parent())
        width = self.view.viewport().width() if is_spanned else self.view.columnWidth(0)
        room = QRect(0, 0, max(1, width - em), 10_000)
        text = metrics.boundingRect(room, plain(Qt.TextFlag.TextWordWrap), str(index.data()))
        return QSize(NAME_EMS * em, text.height() + metrics.height() // 2)

    def paint(self, painter, option, index):
        bar = index.data(BAR)
        if bar is None and not index.data(HATCHED):
            super().paint(painter, option, index)
            return
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        text, cell.text = cell.text, ""
        style = cell.widget.style() if cell.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        is_selected = bool(cell.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text
        colour = cell.palette.color(role)
        painter.save()
        if bar is None:
            shade = type(colour)(colour)
            shade.setAlpha(90)
            painter.fillRect(cell.rect.adjusted(2, 2, -2, -2), QBrush(shade, Qt.BrushStyle.BDiagPattern))
        else:
            self._bar(painter, cell, bar, colour, is_selected)
        painter.setPen(colour)
        painter.setFont(cell.font)
        painter.drawText(cell.rect.adjusted(4, 0, -4, 0), RIGHT, text)
        painter.restore()

    @staticmethod
    def _bar(painter, cell, bar, colour, is_selected):
        metrics = cell.fontMetrics
        room = QRectF(cell.rect).adjusted(4, 0, -(metrics.horizontalAdvance("00.00") + 8), 0)
        if room.width() <= 0:
            return
        height = metrics.height() * 0.6
        top = room.center().y() - height / 2
        faint = type(colour)(colour)
        faint.setAlpha(70)
        painter.setPen(faint)
        painter.drawLine(int(room.left()), int(top + height), int(room.right()), int(top + height))
        left, right = (room.left() + share * room.width() for share in sorted(bar))
        full = colour if is_selected else cell.palette.color(QPalette.ColorRole.Highlight)
        painter.fillRect(QRectF(left, top, right - left, height), full)


class ContributionTree(QTreeWidget):
    """Criteria as rows and their sum; as tall as its rows, for the dock scrolls."""

    def __init__(self):
        super().__init__()
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setWordWrap(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIndentation(self.fontMetrics().horizontalAdvance("M"))
        self._shown, self._needed, self._is_table = None, 0, False
        self.setItemDelegate(_Cells(self))
        self.header().setStretchLastSection(False)
        self.header().sectionResized.connect(lambda *_: self._fit())
        hint(self, tr("What each criterion says of the place; contributions sum to its score"))

    def show_places(self, told, letters, words):
        """Draw the criteria of one place, or of a few side by side.

        Parameters
        ----------
        told : list of Explanation
        letters : list of str
            What heads the column of each.
        words : Words
        """
        self._shown = told, letters, words
        self._needed = 0
        if len(told) == 1:
            self._one(told[0], words)
            self._needed = sum(
                map(self._hint, range(1, 5))
            ) + NAME_EMS * self.fontMetrics().horizontalAdvance("M")
        self._is_table = len(told) == 1 and self.viewport().width() >= self._needed
        if len(told) > 1:
            self._several(told, letters, words)
        elif not self._is_table:
            self._pairs(told[0], words)
        self._fit()

    def _hint(self, column):
        return max(self.sizeHintForColumn(column), self.header().sectionSizeHint(column))

    def _head(self, texts, wide):
        """Begin anew with such columns, of which some share the room that is left."""
        self.clear()
        self.setColumnCount(len(texts))
        self.setHeaderLabels(texts)
        modes = QHeaderView.ResizeMode
        for column in range(len(texts)):
            mode = modes.Stretch if column in wide else modes.ResizeToContents
            self.header().setSectionResizeMode(column, mode)
            self.headerItem().setTextAlignment(column, RIGHT if column else LEFT)

    def _one(self, told, words):
        """A table: a line for each criterion."""
        heads = ("criterion", "value", "score", "weight", "contribution")
        self._head([words(head) for head in heads], (0,))
        for fact, bar in zip(told.criteria, _bars(told)):
            row = self._row([_name(fact, told, words)])
            row.setToolTip(0, fact.label)
            _value(row, 1, fact, words)
            _number(row, 2, fact.score)
            _number(row, 3, fact.weight)
            _part(row, 4, fact, bar)
        self._sum([told], 4, words)

    def _pairs(self, told, words):
        """Two lines for each criterion, its name above what is told of it: for a narrow dock."""
        self._head([words(head) for head in ("value", "score", "weight", "contribution")], (3,))
        for fact, bar in zip(told.criteria, _bars(told)):
            top = self._row([_name(fact, told, words)])
            top.setFirstColumnSpanned(True)
            row = QTreeWidgetItem(top)
            _value(row, 0, fact, words)
            row.setTextAlignment(0, LEFT)
            _number(row, 1, fact.score)
            _number(row, 2, fact.weight)
            _part(row, 3, fact, bar)
        self._sum([told], 3, words)
        self.expandAll()

    def _several(self, told, letters, words):
        """A column for each place, below the names."""
        self._head([words("criterion"), *letters], range(1, 1 + len(told)))
        bars = [_bars(t) for t in told]
        for number, first in enumerate(next(t.criteria for t in told if t.criteria)):
            top = self._row([f"{first.label} — {words('weight')} {first.weight:.2f}"])
            top.setFirstColumnSpanned(True)
            parts, values, scores = (
                QTreeWidgetItem(top, [words(key)]) for key in ("contribution", "value", "score")
            )
            for column, t in enumerate(told, 1):
                if not t.criteria:
                    continue
                fact = t.criteria[number]
                _value(values, column, fact, words)
                _number(scores, column, fact.score)
                _part(parts, column, fact, bars[column - 1][number])
                if fact is t.limiting:
                    scores.setText(column, f"⚑ {scores.text(column)}")
                    scores.setToolTip(column, words("limits"))
        self._sum(told, 1, words)
        self.expandAll()

    def _row(self, texts):
        return QTreeWidgetItem(self, texts)

    def _sum(self, told, first, words):
        row = self._row([words("sum")])
        bold = self.font()
        bold.setBold(True)
        for column in range(self.columnCount()):
            row.setFont(column, bold)
        for place, t in enumerate(told):
            _number(row, first + place, t.score)

    def resizeEvent(self, event):
        super().resizeEvent(event)
        if self._shown and self._needed and (self.viewport().width() >= self._needed) != self._is_table:
            self.show_places(*self._shown)
        else:
            self._fit()

    def _fit(self):
        """Take the height of all rows at the present width."""
        self.doItemsLayout()
        rows = [self.indexFromItem(self.topLevelItem(i)) for i in range(self.topLevelItemCount())]
        below = [r.model().index(i, 0, r) for r in rows for i in range(r.model().rowCount(r))]
        height = sum(self.rowHeight(index) for index in [*rows, *below])
        self.setFixedHeight(height + self.header().sizeHint().height() + 2 * self.frameWidth() + 2)


def _name(fact, told, words):
    return f"{fact.label} ⚑ {words('limits')}" if fact is told.limiting else fact.label


def _bars(told):
    """Where the bar of each criterion begins and ends: each from the end of the one before, as a waterfall."""
    ends, at = [], 0.0
    for fact in told.criteria:
        given = fact.contribution or 0.0
        ends.append((at, at + given))
        at += given
    low = min([0.0, *(min(pair) for pair in ends)])
    wide = max([1.0, *(max(pair) for pair in ends)]) - low
    return [((a - low) / wide, (b - low) / wide) for a, b in ends]


def _value(row, column, fact, words):
    row.setTextAlignment(column, RIGHT)
    if fact.raw is None:
        row.setText(column, tr("not assessed"))
        row.setData(column, HATCHED, True)
    else:
        row.setText(column, words.quantity(fact))


def _number(row, column, value):
    row.setTextAlignment(column, RIGHT)
    row.setText(column, DASH if value is None else f"{value:.2f}")


def _part(row, column, fact, bar):
    row.setTextAlignment(column, RIGHT)
    if fact.score is None:
        row.setText(column, tr("not assessed"))
        row.setData(column, HATCHED, True)
    elif fact.contribution is None:
        row.setText(column, DASH)
    else:
        row.setText(column, f"{fact.contribution:.2f}")
        row.setData(column, BAR, bar)
