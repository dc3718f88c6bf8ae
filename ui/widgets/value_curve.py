"""A value function drawn over the data's histogram, with handles to move."""

from __future__ import annotations

import math

from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QPainter, QPainterPath, QPalette, QPen
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from ...algorithms.criteria_door import handles, rounded, sampled
from ..text import tr
from .curve_handle import CurveHandle
from .field import hint

#: Room beside what must be seen, as a share of it; more where there is no data to show.
MARGIN, ALONE = 0.06, 0.25


class ValueCurveWidget(QWidget):
    """Plot of value against score; it shows what it is given and tells what is wanted."""

    dragStarted = pyqtSignal()
    dragEnded = pyqtSignal()
    #: Name of the handle, and the value and score where it is wanted.
    moved = pyqtSignal(str, float, float)
    #: Value at which a point is wanted, and position of a point that is not.
    pointWanted = pyqtSignal(float)
    pointRemoved = pyqtSignal(int)

    def __init__(self):
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        hint(self, tr("Scores over values; drag the points, or Tab to one and use the arrow keys"))
        self.value, self.unit, self.counts, self.edges = None, "", [], []
        self.left, self.right = 0.0, 1.0
        self.points, self._handles, self._is_dragging = [], [], False
        # Made at once, so that Tab comes to them before it comes to what stands below.
        for place in range(2):
            self._handles.append(self._new_handle(place))
            self._handles[-1].hide()

    # What is shown --------------------------------------------------------------------------

    def show_value(self, value, unit=""):
        """Show a value function, or None for scores that are taken as they are."""
        self.value, self.unit = value, unit
        self.points = handles(value) if value else []
        if not self._is_dragging:
            self._fit()
        self._place()
        self.update()

    def set_histogram(self, counts=(), edges=()):
        """Show how often values occur: n counts and n + 1 edges; without any, only the curve is drawn."""
        self.counts, self.edges = [float(c) for c in counts], [float(e) for e in edges]
        if not self._is_dragging:  # the plot must not move under the mouse
            self._fit()
        self._place()
        self.update()

    @property
    def span(self):
        """Width of the plot in the unit of the values."""
        return self.right - self.left

    def handle(self, name):
        """The handle of a name; None where there is none."""
        names = [point.name for point in self.points]
        return self._handles[names.index(name)] if name in names else None

    def _fit(self):
        """Choose the values from left to right so that the data and the handles are seen."""
        # Values that are scores already go from 0 to 1, whatever there is of them.
        seen = [p.x for p in self.points] if self.value else [0.0, 1.0]
        data = [self.edges[0], self.edges[-1]] if any(self.counts) else []
        if not seen and not data:
            seen = [0.0, 1.0]
        low, high = min(seen + data), max(seen + data)
        width = (high - low) or abs(low) or 1.0
        margin = width * (MARGIN if data else ALONE)
        self.left, self.right = low - margin, high + margin
        if low >= 0 > self.left:  # values that begin at 0 need no room below it
            self.left = -width * 0.02

    # Places ---------------------------------------------------------------------------------

    def sizeHint(self):
        line = self.fontMetrics().height()
        return QSize(18 * line, 9 * line)

    def minimumSizeHint(self):
        return QSize(8 * self.fontMetrics().height(), self.sizeHint().height())

    def plot(self):
        """Where the curve is drawn, between the axes."""
        metrics = self.fontMetrics()
        left, below = metrics.horizontalAdvance("0.0") + 8, int(1.4 * metrics.height())
        above = 8 + metrics.height() // 2
        return QRectF(self.rect()).adjusted(left, above, -12, -below)

    def to_pixels(self, x, y):
        """Place of a value and score."""
        box = self.plot()
        return QPointF(
            box.left() + (x - self.left) / self.span * box.width(), box.bottom() - y * box.height()
        )

    def from_pixels(self, point):
        """Value and score of a place."""
        box = self.plot()
        x = self.left + (point.x() - box.left()) / box.width() * self.span
        return x, (box.bottom() - point.y()) / box.height()

    def resizeEvent(self, event):
        super().resizeEvent(event)
        self._place()

    def _place(self):
        while len(self._handles) < len(self.points):
            self._handles.append(self._new_handle(len(self._handles)))
        for place, handle in enumerate(self._handles):
            if place >= len(self.points):
                handle.hide()
                continue
            point = self.points[place]
            where = self.to_pixels(min(max(point.x, self.left), self.right), point.y)
            name = tr("{name} at {x} {unit}, score {y}").format(
                name=handle_title(point.name), x=f"{point.x:g}", unit=self.unit, y=f"{point.y:.3g}"
            )
            handle.show_at(where, along=point.along, across=point.across, name=name)

    def _new_handle(self, place):
        handle = CurveHandle(self)
        if self._handles:
            QWidget.setTabOrder(self._handles[-1], handle)
        handle.pressed.connect(self._begin)
        handle.released.connect(self._end)
        handle.draggedTo.connect(lambda where: self._move(place, *self.from_pixels(where)))
        handle.nudged.connect(lambda right, up: self._nudge(place, right, up))
        handle.removed.connect(lambda: self._remove(place))
        return handle

    def _begin(self):
        self._is_dragging = True
        self.dragStarted.emit()

    def _end(self):
        self._is_dragging = False
        self.dragEnded.emit()
        self.show_value(self.value, self.unit)

    def _move(self, place, x, y):
        if place < len(self.points):
            self.moved.emit(self.points[place].name, x, y)

    def _nudge(self, place, right, up):
        if place < len(self.points):
            point = self.points[place]
            self._move(place, point.x + right * self.span, point.y + up)

    def _remove(self, place):
        if place < len(self.points) and self.points[place].name.startswith("point"):
            self.pointRemoved.emit(place)

    def mouseDoubleClickEvent(self, event):
        x, _y = self.from_pixels(QPointF(event.pos()))
        if self.left <= x <= self.right:
            self.pointWanted.emit(x)

    # Painting -------------------------------------------------------------------------------

    def paintEvent(self, _event):
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.plot()
        painter.fillRect(box, self.palette().color(QPalette.ColorRole.Base))
        painter.save()
        painter.setClipRect(box)
        self._paint_histogram(painter, box)
        self._paint_curve(painter, box)
        painter.restore()
        self._paint_axes(painter, box)
        painter.end()

    def _paint_histogram(self, painter, box):
        most = max(self.counts, default=0)
        if not most:
            return
        colour = self.palette().color(QPalette.ColorRole.Text)
        colour.setAlpha(60)
        for count, low, high in zip(self.counts, self.edges, self.edges[1:]):
            a, b = self.to_pixels(low, 0).x(), self.to_pixels(high, 0).x()
            # By the root: rare values, where breakpoints are chosen, stay in sight.
            tall = math.sqrt(count / most) * box.height()
            painter.fillRect(QRectF(a, box.bottom() - tall, max(b - a - 0.5, 0.5), tall), colour)

    def _paint_curve(self, painter, box):
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
        if self.value and self.value["function"] == "categories":
            for point in self.points:
                painter.drawLine(self.to_pixels(point.x, 0), self.to_pixels(point.x, point.y))
            return
        for path in self._paths(int(box.width())):
            painter.drawPath(path)

    def _paths(self, count):
        """The curve at every pixel, and at its corners."""
        xs = [self.left + self.span * i / max(count, 1) for i in range(count + 1)]
        xs = sorted(xs + [p.x for p in self.points])
        scores = sampled(self.value, xs) if self.value else [min(max(x, 0.0), 1.0) for x in xs]
        path = None
        for x, y in zip(xs, scores or ()):
            where = self.to_pixels(x, y)
            if path is None:
                path = QPainterPath(where)
            else:
                path.lineTo(where)
        return [path] if path is not None else []

    def _paint_axes(self, painter, box):
        ink = self.palette().color(QPalette.ColorRole.WindowText)
        painter.setPen(QPen(ink, 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.drawLine(box.bottomLeft(), box.topLeft())
        line = self.fontMetrics().height()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for y, text in ((0.0, "0"), (0.5, "0.5"), (1.0, "1")):
            middle = self.to_pixels(self.left, y).y()
            painter.drawText(QRectF(0, middle - line / 2, box.left() - 4, line), right, text)
            painter.drawLine(QPointF(box.left() - 2, middle), QPointF(box.left(), middle))
        self._paint_values(painter, box, line)

    def _paint_values(self, painter, box, line):
        """Numbers below: as many as have room; the last with the unit."""
        sample = self.fontMetrics().horizontalAdvance("000000")
        ticks = nice_ticks(self.left, self.right, max(2, int(box.width() / sample)))
        top = box.bottom() + 3
        unit_width = self.fontMetrics().horizontalAdvance(self.unit) + 4 if self.unit else 0
        for tick in ticks:
            x = self.to_pixels(tick, 0).x()
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x, box.bottom() + 3))
            if x + sample / 2 < box.right() + 12 - unit_width:
                place = QRectF(x - sample / 2, top, sample, line)
                painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, f"{rounded(tick, self.span):g}")
        if self.unit:
            place = QRectF(self.width() - unit_width - 2, top, unit_width, line)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight, self.unit)


def nice_ticks(low, high, most):
    """Round numbers between two, at most so many: steps of 1, 2, 2.5 or 5."""
    rough = (high - low) / max(most, 1)
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * f for f in (1, 2, 2.5, 5, 10) if size * f >= rough * (1 - 1e-9))
    first = math.ceil(low / step - 1e-9)
    return [i * step for i in range(first, math.floor(high / step + 1e-9) + 1)]


def handle_title(name):
    """Name of a handle in the user's language."""
    number = name.partition(" ")[2]
    if number:
        return tr("Point {n}").format(n=number)
    return {
        "worst": tr("Worst"),
        "best": tr("Best"),
        "midpoint": tr("Midpoint"),
        "spread": tr("Steepness"),
    }[name]
