"""The map tool that asks about places, and the marks of the places asked about."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsGeometry, QgsPointXY, QgsWkbTypes
from qgis.gui import QgsMapTool, QgsMapToolPan, QgsRubberBand
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor

from ..widgets.field import ALARM

#: Shape of each place's mark on the map, and the same shape in text with the place's letter.
SHAPES = (QgsRubberBand.IconType.ICON_CIRCLE, QgsRubberBand.IconType.ICON_BOX, QgsRubberBand.IconType.ICON_DIAMOND)  # fmt: skip
LETTERS = ("○ A", "□ B", "◇ C")
SIZE_PX, PEN_PX = 14, 3


class ExplainTool(QgsMapTool):
    """Click asks, Shift+click asks too, Enter asks about the middle of the map, Esc leaves."""

    #: Position in the canvas CRS, and whether what is shown already stays.
    asked = pyqtSignal(QgsPointXY, bool)
    hovered = pyqtSignal(QgsPointXY)
    left = pyqtSignal()

    def __init__(self, canvas):
        super().__init__(canvas)
        self.setCursor(QgsApplication.getThemeCursor(QgsApplication.Cursor.Identify))
        self._previous = None

    def start(self):
        """Become the canvas's tool; the one that was is kept for ``leave``."""
        now = self.canvas().mapTool()
        if now is not self:
            self._previous = now
            self.canvas().setMapTool(self)

    def leave(self):
        """Give the canvas back the tool that it had; where that is gone, one that pans: a canvas without one can crash."""
        canvas = self.canvas()
        if canvas.mapTool() is not self:
            return
        if self._previous is None or sip.isdeleted(self._previous):
            self._previous = QgsMapToolPan(canvas)
        canvas.setMapTool(self._previous)

    def canvasMoveEvent(self, event):
        self.hovered.emit(event.mapPoint())

    def canvasReleaseEvent(self, event):
        if event.button() == Qt.MouseButton.LeftButton:
            self.asked.emit(event.mapPoint(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def keyPressEvent(self, event):
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asked.emit(
                self.canvas().center(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            )
        else:
            event.ignore()
            return
        event.accept()


class Marks:
    """A rubber band for each place."""

    def __init__(self, canvas):
        self.canvas = canvas
        self.bands = []

    def show(self, points):
        """Mark points, in the canvas CRS, in the order of their letters."""
        self.clear()
        for point, shape in zip(points, SHAPES):
            band = QgsRubberBand(self.canvas, QgsWkbTypes.GeometryType.PointGeometry)
            band.setIcon(shape)
            band.setIconSize(SIZE_PX)
            band.setWidth(PEN_PX)
            band.setColor(QColor(ALARM))
            band.setSecondaryStrokeColor(QColor(Qt.GlobalColor.white))
            band.setToGeometry(QgsGeometry.fromPointXY(point), None)
            self.bands.append(band)

    def clear(self):
        """Take every mark off the canvas."""
        scene = self.canvas.scene()
        for band in self.bands:
            if scene is not None and not sip.isdeleted(band):
                scene.removeItem(band)
        self.bands = []
