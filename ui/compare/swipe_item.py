"""What a swipe draws over the map, and the map tool that moves its divider."""

from __future__ import annotations

from qgis.core import QgsPointXY
from qgis.gui import QgsMapCanvasItem, QgsMapTool
from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPalette, QPen

#: Above QGIS's own items, such as rubber bands (10) and annotations.
Z_VALUE = 200
#: Part of the canvas's width that an arrow key moves the divider by; with Shift ten times as much.
STEP = 0.01


class SwipeItem(QgsMapCanvasItem):
    """Two pictures of the map, parted by a divider: ``left`` before it, ``right`` behind it.

    Attributes
    ----------
    position : float
        Place of the divider as a part of the canvas's width, from 0 (all is ``right``) to 1.
    """

    def __init__(self, canvas):
        super().__init__(canvas)
        self.canvas = canvas
        self.position = 0.5
        self.names = ("", "")
        #: (QImage, extent in map units) or None while it is drawn for the first time.
        self.left = self.right = None
        self.setZValue(Z_VALUE)

    def boundingRect(self):
        return QRectF(-self.pos().x(), -self.pos().y(), self.canvas.width(), self.canvas.height())

    def updatePosition(self):
        """The view moved: pictures go with it until new ones are there."""
        self.prepareGeometryChange()
        self.update()

    def paint(self, painter, _option=None, _widget=None):
        painter.save()
        painter.translate(-self.pos())
        width, height = self.canvas.width(), self.canvas.height()
        x = self.position * width
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for picture, area in (
            (self.left, QRectF(0, 0, x, height)),
            (self.right, QRectF(x, 0, width - x, height)),
        ):
            if picture is not None and area.width() > 0:
                painter.setClipRect(area)
                painter.drawImage(self._place(picture[1]), picture[0])
        painter.setClipping(False)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_names(painter, x, width)
        self._draw_divider(painter, x, height)
        painter.restore()

    def _place(self, extent):
        """Where a picture of an extent belongs in the view as it is now."""
        if self.canvas.rotation():  # the extent of a turned view is larger than the view
            return QRectF(0, 0, self.canvas.width(), self.canvas.height())
        first = self.toCanvasCoordinates(QgsPointXY(extent.xMinimum(), extent.yMaximum()))
        last = self.toCanvasCoordinates(QgsPointXY(extent.xMaximum(), extent.yMinimum()))
        return QRectF(first, last)

    def _draw_divider(self, painter, x, height):
        em = self.canvas.fontMetrics().height()
        # Dark on light, so that it shows on any map.
        for colour, thickness in ((QColor("#202020"), 0.3 * em), (QColor("#ffffff"), 0.12 * em)):
            painter.setPen(QPen(colour, thickness))
            painter.drawLine(QPointF(x, 0), QPointF(x, height))
        painter.setPen(QPen(QColor("#202020"), 0.1 * em))
        painter.setBrush(QColor("#ffffff"))
        middle = QPointF(x, height / 2)
        painter.drawEllipse(middle, 0.8 * em, 0.8 * em)
        for side in (-1, 1):
            tip = middle + QPointF(0.5 * side * em, 0)
            for up in (-1, 1):
                painter.drawLine(tip, tip + QPointF(-0.25 * side * em, 0.25 * up * em))

    def _draw_names(self, painter, x, width):
        metrics, palette = self.canvas.fontMetrics(), self.canvas.palette()
        painter.setFont(self.canvas.font())
        pad = 0.4 * metrics.height()
        for name, room, is_left in ((self.names[0], x, True), (self.names[1], width - x, False)):
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(room - 5 * pad))
            if not text or room < 8 * pad:
                continue
            size = QRectF(0, 0, metrics.horizontalAdvance(text) + 2 * pad, metrics.height() + pad)
            size.moveTo(x - size.width() - 2 * pad if is_left else x + 2 * pad, 2 * pad)
            painter.setPen(palette.color(QPalette.ColorRole.WindowText))
            painter.setBrush(palette.color(QPalette.ColorRole.Window))
            painter.drawRoundedRect(size, pad, pad)
            painter.drawText(size, Qt.AlignmentFlag.AlignCenter, text)


class SwipeTool(QgsMapTool):
    """Drags the divider; Esc ends the swipe."""

    def __init__(self, canvas, move, leave):
        super().__init__(canvas)
        self._move, self._leave = move, leave
        self.setCursor(Qt.CursorShape.SplitHCursor)

    def canvasPressEvent(self, event):
        self._drag(event)

    def canvasMoveEvent(self, event):
        self._drag(event)

    def canvasReleaseEvent(self, event):
        """The divider stays where it was let go."""

    def keyPressEvent(self, event):
        if self.take_key(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def take_key(self, event):
        """Act upon an arrow key or Esc; returns whether it was one."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = STEP * (10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            self._move(step if key == Qt.Key.Key_Right else -step, True)
        else:
            return False
        return True

    def _drag(self, event):
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move(event.pos().x() / max(1, self.canvas().width()), False)
