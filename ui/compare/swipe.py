"""A swipe over the map: two results, one on each side of a divider."""

from __future__ import annotations

from qgis.core import QgsMapRendererParallelJob, QgsMapSettings, QgsRasterLayer
from qgis.gui import QgsMapToolPan
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QObject, QTimer, pyqtSignal

from ..runs.messages import source_file
from .swipe_item import SwipeItem, SwipeTool

#: Pictures are drawn anew when the view has been still for so long.
STILL_MS = 40


class Swipe(QObject):
    """Draws two sides over the map while it is on, and leaves nothing when it is off.

    A side has ``name``, ``layer`` (its raster, on top of the other rasters) and ``files`` (of its run: layers
    of the other side's files are left out of its picture).
    """

    #: The divider is at another part of the canvas's width.
    moved = pyqtSignal(float)
    #: The swipe is off.
    ended = pyqtSignal()

    def __init__(self, canvas, parent=None):
        super().__init__(parent)
        self.canvas = canvas
        self.item = self.tool = None
        self._sides, self._jobs = (), {}
        self._previous = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STILL_MS)
        self._timer.timeout.connect(self._draw)

    @property
    def is_on(self):
        """Whether the divider is over the map."""
        return self.item is not None

    @property
    def position(self):
        """Part of the canvas's width left of the divider."""
        return self.item.position if self.is_on else 0.5

    def start(self, left, right):
        """Lay two sides over the map; the divider stays where it was."""
        if not self.is_on:
            self.item = SwipeItem(self.canvas)
            self.canvas.renderStarting.connect(self._timer.start)
            self.canvas.extentsChanged.connect(self._view_moved)
            self.canvas.installEventFilter(self)
        self._sides = (left, right)
        self.item.names = (left.name, right.name)
        self.item.left = self.item.right = None
        self.item.show()
        self.take_tool()
        self._draw()

    def take_tool(self):
        """Make the divider draggable again after another map tool was used."""
        if not self.is_on or (self.tool is not None and self.canvas.mapTool() is self.tool):
            return
        self._previous = self.canvas.mapTool()
        self.tool = self.tool or SwipeTool(self.canvas, self._moved_by, self.stop)
        self.canvas.setMapTool(self.tool)

    def move_to(self, position):
        """Put the divider at a part of the canvas's width."""
        position = min(1.0, max(0.0, position))
        if self.is_on and position != self.item.position:
            self.item.position = position
            self.item.update()
            self.moved.emit(position)

    def stop(self):
        """Take everything off the map and give the earlier map tool back."""
        if not self.is_on:
            return
        item, self.item = self.item, None
        self._timer.stop()
        self._cancel()
        if not sip.isdeleted(self.canvas):
            self.canvas.renderStarting.disconnect(self._timer.start)
            self.canvas.extentsChanged.disconnect(self._view_moved)
            self.canvas.removeEventFilter(self)
            self._give_tool_back()
            if not sip.isdeleted(item):
                self.canvas.scene().removeItem(item)
        self._sides, self.tool, self._previous = (), None, None
        self.ended.emit()

    def _give_tool_back(self):
        if self.tool is None or self.canvas.mapTool() is not self.tool:
            return
        previous = self._previous
        if previous is None or sip.isdeleted(previous):
            self._pan = previous = QgsMapToolPan(self.canvas)
        self.canvas.setMapTool(previous)

    def eventFilter(self, watched, event):
        # The canvas would scroll at an arrow key before its tool hears of it.
        is_ours = self.is_on and event.type() == QEvent.Type.KeyPress
        if is_ours and self.canvas.mapTool() is self.tool and self.tool.take_key(event):
            return True
        return super().eventFilter(watched, event)

    def _moved_by(self, value, is_step):
        self.move_to(self.position + value if is_step else value)

    # Pictures ------------------------------------------------------------------------------

    def _view_moved(self):
        self.item.updatePosition()
        self._timer.start()

    def _draw(self):
        """Have QGIS draw the map as either side has it."""
        self._cancel()
        if not self.is_on:
            return
        left, right = self._sides
        for place, side, other in (("left", left, right), ("right", right, left)):
            settings = QgsMapSettings(self.canvas.mapSettings())
            settings.setLayers(layers_of(self.canvas.layers(), side, other))
            job = QgsMapRendererParallelJob(settings)
            self._jobs[place] = job
            job.finished.connect(lambda p=place, j=job: self._drawn(p, j))
            job.start()

    def _drawn(self, place, job):
        if self._jobs.get(place) is not job or not self.is_on:
            return
        del self._jobs[place]
        setattr(self.item, place, (job.renderedImage(), job.mapSettings().visibleExtent()))
        job.deleteLater()
        self.item.update()

    def _cancel(self):
        jobs, self._jobs = self._jobs, {}
        for job in jobs.values():
            job.cancel()
            job.deleteLater()


def layers_of(layers, side, other):
    """Layers of a side's picture, the top one first: the map's own, its raster above the first of the others.

    Layers of the other side's run are left out, and its own suitability is not drawn twice.
    """
    hidden = (other.files - side.files) | {source_file(la.layer) for la in (side, other)}
    kept = [layer for layer in layers if source_file(layer) not in hidden]
    is_raster = [isinstance(layer, QgsRasterLayer) for layer in kept]
    place = is_raster.index(True) if True in is_raster else len(kept)
    return [*kept[:place], side.layer, *kept[place:]]
