"""A picture on the canvas that follows it, whatever is zoomed, moved or turned."""

from __future__ import annotations

import math

from qgis.core import QgsRectangle
from qgis.gui import QgsMapCanvasItem
from qgis.PyQt.QtCore import QRectF
from qgis.PyQt.QtGui import QImage

#: Over the map, under rubber bands and markers.
_LEVEL = -5
#: Roads and candidates beneath stay readable; what is old fades.
FRESH, FADED = 0.85, 0.35


class PreviewItem(QgsMapCanvasItem):
    """Pixels spread over an extent in the canvas's CRS.

    Parameters
    ----------
    canvas : QgsMapCanvas
    painted : callable
        Called once after each new picture is on the screen.
    """

    def __init__(self, canvas, painted):
        super().__init__(canvas)
        self.canvas, self.image = canvas, None
        self._painted, self._is_new = painted, False
        self._pixels, self._extent = None, None
        self.setZValue(_LEVEL)
        self.setOpacity(FRESH)

    def show_pixels(self, pixels, extent):
        """Show an array (rows, cols, 4) of bytes on an extent (xmin, ymin, xmax, ymax)."""
        rows, cols = pixels.shape[:2]
        self.image = QImage(pixels.data, cols, rows, 4 * cols, QImage.Format.Format_ARGB32_Premultiplied)
        self._pixels = pixels  # the image looks into it
        if extent != self._extent:
            self._extent = extent
            self.updatePosition()
        self._is_new = True
        self.show()
        self.update()

    def set_old(self, is_old):
        """Show whether the picture is older than the scenario."""
        self.setOpacity(FADED if is_old else FRESH)

    def remove(self):
        """Take the picture off the canvas."""
        self.canvas.scene().removeItem(self)
        self.image = self._pixels = None

    def updatePosition(self):
        if self._extent is not None:
            self.setRect(QgsRectangle(*self._extent), False)
            self.setRotation(self.canvas.rotation())

    def paint(self, painter, _option=None, _widget=None):
        if self.image is None:
            return
        source, target = self._visible()
        if not source.isEmpty():
            painter.drawImage(target, self.image, source)
        if self._is_new:
            self._is_new = False
            self._painted()

    def _visible(self):
        """Whole cells that are in sight, and where they lie: Qt's painter fails on far larger rectangles."""
        whole = self.boundingRect().adjusted(1, 1, -1, -1)
        sight = self.mapRectFromScene(QRectF(self.canvas.rect())).intersected(whole)
        if sight.isEmpty():
            return QRectF(), QRectF()
        x, y = self.image.width() / whole.width(), self.image.height() / whole.height()
        left, top = math.floor(sight.left() * x), math.floor(sight.top() * y)
        right = min(math.ceil(sight.right() * x), self.image.width())
        bottom = min(math.ceil(sight.bottom() * y), self.image.height())
        source = QRectF(left, top, right - left, bottom - top)
        return source, QRectF(left / x, top / y, source.width() / x, source.height() / y)
