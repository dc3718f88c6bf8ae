"""The live preview: what the open scenario comes to, on the canvas, while it is edited."""

from __future__ import annotations

from functools import partial
from time import perf_counter

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsProject,
    QgsRectangle,
    QgsSettings,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...algorithms.live_door import (
    Cancelled,
    WattbitError,
    histogram_of,
    losses_of,
    open_preview,
    pixels_of,
    read_settings,
    shares_of,
    view_of,
)
from ..background import FAULTS, Background
from ..text import tr
from .item import PreviewItem

SETTING = "wattbit/live"
#: Pages that are about layers of the map; the preview covers every layer.
RESULT_PAGES = ("result", "compare")
#: Edits rest so long before counts of the whole map are made; a view so long before cells are looked up.
REST_MS, VIEW_MS = 400, 60
#: An edit that takes longer than this, twice, makes the cells of the next preview coarser.
SLOW_MS, FEWEST_CELLS = 100, 10_000


class LivePreview(QObject):
    """Keeps the canvas, the footer and the pages' figures in step with the document.

    ``preview`` is what is shown, or None. Edits of weights, value functions and rules are computed at once, as
    each costs milliseconds; all else is computed in the background while the old picture stays.
    """

    #: The canvas shows the newest edit; milliseconds since it was made.
    repainted = pyqtSignal(float)

    def __init__(self, workbench):
        super().__init__(workbench)
        self.workbench, self.document = workbench, workbench.document
        self.canvas, self.dock = workbench.iface.mapCanvas(), workbench.dock
        self.preview, self.solo, self.item = None, "", None
        self._shown_raw, self._view, self._sentence = None, None, ""
        self._job, self._is_first = None, True
        self._cells, self._slow = None, 0
        self._edited_at = None
        self._background = Background(self)
        self._soon, self._rest = self._timer(0, self._show), self._timer(REST_MS, self._tell_pages)
        self._settle, self._told = self._timer(VIEW_MS, self._look_again), self._timer(0, self._tell)
        self._make_action()
        self._connect()

    def _timer(self, milliseconds, slot):
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer

    def _make_action(self):
        self.action = self.workbench.add_action("live", "live", tr("Live"), lambda: None)
        self.action.setCheckable(True)
        self.action.setChecked(QgsSettings().value(SETTING, True, type=bool))
        self.action.setToolTip(tr("Show on the map what the scenario comes to while it is edited"))
        self.action.toggled.connect(self._switched)
        self.dock.header.add_action(self.action)

    def _connect(self):
        self._links = [
            (self.document.replaced, self._forget),
            (self.document.changed, self._edited),
            (self.workbench.horizonChanged, self._begin_again),
            (self.dock.visibilityChanged, self._dock_shown),
            (self.dock.tabs.currentChanged, self._dock_shown),
            (self.workbench.runs.historyChanged, self._dock_shown),
            (self.canvas.extentsChanged, self._view_changed),
            (self.canvas.rotationChanged, self._view_changed),
            (self.canvas.destinationCrsChanged, self._edited),
        ]
        for signal, slot in self._links:
            signal.connect(slot)
        criteria = self.dock.pages.get("criteria")
        if hasattr(criteria, "set_histogram_source"):
            criteria.set_histogram_source(self.histogram)
        if hasattr(criteria, "soloChanged"):
            criteria.soloChanged.connect(self.set_solo)

    def close(self):
        """Take everything off the canvas; what is being computed ends unheard."""
        for signal, slot in self._links:
            signal.disconnect(slot)
        self._links = []
        for timer in (self._soon, self._rest, self._settle, self._told):
            timer.stop()
        self._drop()
        if self.item is not None and not sip.isdeleted(self.item):
            self.item.remove()
        self.item = None

    # What others use -----------------------------------------------------------------------

    @property
    def is_on(self):
        """Whether the user wants the preview."""
        return self.action.isChecked()

    def set_on(self, is_on):
        """Switch the preview on or off; the choice is remembered."""
        self.action.setChecked(is_on)

    @property
    def is_updating(self):
        """Whether a newer picture is being computed in the background."""
        return self._job is not None and self._background.is_busy

    def histogram(self, id):
        """(counts, edges) of a criterion's raw values; None while there is no preview of it."""
        return None if self.preview is None else histogram_of(self.preview, id)

    def set_solo(self, id):
        """Show the scores of one criterion alone; an empty id shows the suitability."""
        if id != self.solo:
            self.solo = id
            self._edited()

    # What happens --------------------------------------------------------------------------

    @property
    def _is_wanted(self):
        # Behind another tab the dock is not hidden: the picture stays while another panel is read.
        return self.is_on and self.document.is_open and not self.dock.isHidden() and not self._is_in_the_way

    @property
    def _is_in_the_way(self):
        """Whether the page in front shows runs on the map, which the picture would cover."""
        return self.dock.page_name in RESULT_PAGES and bool(self.workbench.runs.history)

    def _switched(self, is_on):
        QgsSettings().setValue(SETTING, is_on)
        self._edited()

    def _dock_shown(self, *_):
        if self._is_wanted != (self.item is not None and self.item.isVisible()):
            self._edited()

    def _edited(self):
        """Show the document soon; what comes before that is shown together with it."""
        if self._edited_at is None:
            self._edited_at = perf_counter()
        self._soon.start()

    def _begin_again(self):
        self._job = None  # whatever is being computed is of no use
        self._drop_preview()
        self._edited()

    def _forget(self):
        """Another scenario altogether."""
        self._drop()
        self.solo, self._sentence = "", ""
        self._is_first, self._cells, self._slow = True, None, 0
        if self.item is not None:
            self.item.hide()
        self._footer("")

    def _drop(self):
        self._job = None
        self._drop_preview()

    def _drop_preview(self):
        if self.preview is not None:
            self.preview.close()
        self.preview, self._shown_raw, self._view = None, None, None

    def _show(self):
        """Bring the picture up to the document, at once or in the background."""
        if not self._is_wanted:
            self._rest_unseen()
        elif self.document.faults:
            self._say_old(self.document.faults[0])
        elif self._update():
            self._paint()
            self._refreshed()
            if not self.is_updating:
                self._footer(self._words())
        elif not self.is_updating:
            self._build()

    def _refreshed(self):
        self._sentence = ""
        if self.item is not None:
            self.item.set_old(False)

    def _rest_unseen(self):
        self._job, self._edited_at = None, None
        if self.item is not None:
            self.item.hide()
        self._footer("")

    def _update(self):
        """Whether the preview at hand could follow the document."""
        raw, shown = self.document.raw, self._shown_raw
        if self.preview is None:
            return False
        if raw is shown:
            return True
        is_quick = self.preview.is_local and raw.get("overlay") == shown.get("overlay")
        if not is_quick:
            return False
        started = perf_counter()
        try:
            update = self.preview.update(raw)
        except FAULTS as error:
            self._failed(error)
            return False
        if update.needs_rebuild:
            return False
        self._shown_raw = raw
        self._weigh(1e3 * (perf_counter() - started))
        return True

    def _weigh(self, took_ms):
        """Take coarser cells next where edits take too long."""
        self._slow = self._slow + 1 if took_ms > SLOW_MS else 0
        if self._slow >= 2:
            self._slow = 0
            share = 0.7 * SLOW_MS / took_ms
            self._cells = max(FEWEST_CELLS, int(self.preview.grid.cells * share))
            self._build()

    def _build(self):
        """Compute the scenario as it stands in the background."""
        job = self._job = object()
        raw = self.document.raw
        work = partial(
            open_preview,
            raw,
            self.document.folder,
            max_cells=self._cells or read_settings().preview_cells,
            horizon=self.workbench.horizon,
            progress=lambda _share, _text: self._job is job,
            reuse=self.preview,
        )
        self._footer(tr("updating"))
        self._background.ask(tr("Computing the preview"), work, partial(self._built, job, raw))

    def _built(self, job, raw, preview, error, trace):
        if job is not self._job:
            if preview is not None:
                preview.close()
            return
        self._job = None
        if error is not None:
            self._failed(error, trace)
            return
        self._drop_preview()
        self.preview, self._shown_raw = preview, raw
        if self._is_first:
            self._is_first = False
            self._look_at_all()
        self._paint()
        self._refreshed()
        self._footer(self._words())
        self._tell_pages(is_all=True)
        if raw is not self.document.raw:
            self._edited()

    def _failed(self, error, trace=""):
        if isinstance(error, Cancelled):
            return
        if isinstance(error, WattbitError):
            sentence = str(error)
        else:
            sentence = tr("The preview cannot be computed: {why}").format(why=error)
        if sentence != self._sentence:
            self._sentence = sentence
            self.workbench.warn(sentence, trace if not isinstance(error, WattbitError) else "")
        self._say_old(sentence)

    def _say_old(self, sentence):
        self._edited_at = None
        if self.item is not None:
            self.item.set_old(True)
        self._footer(tr("Preview old") if self.preview is not None else tr("No preview"), sentence)

    # The canvas ----------------------------------------------------------------------------

    def _paint(self):
        if self.solo and self.histogram(self.solo) is None:
            self.solo = ""  # the criterion is gone
        placed = self._placed(pixels_of(self.preview, self.solo))
        if placed is None:
            self._edited_at = None
            if self.item is not None:
                self.item.hide()
            return
        if self.item is None:
            self.item = PreviewItem(self.canvas, self._told.start)
        self.item.show_pixels(*placed)
        self._rest.start()

    def _placed(self, pixels):
        """Pixels and their extent in the canvas's CRS; None where the canvas shows none of them."""
        grid, settings = self.preview.grid, self.canvas.mapSettings()
        if self._is_in_grid_crs:
            self._view = None
            return pixels, grid.extent
        theirs = settings.destinationCrs()
        seen = settings.visibleExtent()
        key = (theirs.authid() or theirs.toWkt(), seen.toString(9), settings.mapUnitsPerPixel(), grid)
        if self._view is None or self._view[0] != key:
            corners = seen.xMinimum(), seen.yMinimum(), seen.xMaximum(), seen.yMaximum()
            crs = key[0] if theirs.authid().startswith("EPSG:") else theirs.toWkt()
            pixel = settings.mapUnitsPerPixel() / settings.devicePixelRatio()
            try:
                self._view = key, view_of(grid, crs, corners, pixel)
            except WattbitError as error:
                self._failed(error)
                return None
        view = self._view[1]
        return None if view is None else (view.pixels(pixels), view.extent)

    @property
    def _is_in_grid_crs(self):
        theirs = self.canvas.mapSettings().destinationCrs()
        return not theirs.isValid() or theirs == self._crs()

    def _crs(self):
        """CRS of the grid; by the name that the scenario gives, as WKT does not always lead back to it."""
        named = QgsCoordinateReferenceSystem(str(self.document.value("grid", "crs", default="")))
        return named if named.isValid() else QgsCoordinateReferenceSystem.fromWkt(self.preview.crs)

    def _view_changed(self):
        if self.preview is not None:
            self._settle.start()

    def _look_again(self):
        """The view is another one: find its cells, where the CRS asks for it."""
        if self.preview is not None and self._is_wanted and not self._is_in_grid_crs:
            self._paint()

    def _look_at_all(self):
        """Show the whole scenario in a project that has nothing to show yet."""
        project = QgsProject.instance()
        if project.count():
            return
        crs = self._crs()
        project.setCrs(crs)
        target = self.canvas.mapSettings().destinationCrs()
        extent = QgsRectangle(*self.preview.grid.extent)
        if target.isValid() and target != crs:
            extent = QgsCoordinateTransform(crs, target, project).transformBoundingBox(extent)
        extent.scale(1.05)
        self.canvas.setExtent(extent)
        self.canvas.refresh()

    # Figures -------------------------------------------------------------------------------

    def _tell(self):
        """The picture is on the screen."""
        if self._edited_at is None:
            return
        took, self._edited_at = 1e3 * (perf_counter() - self._edited_at), None
        if self.preview is not None and not self.is_updating and not self.document.faults:
            self._footer(self._words(took))
        self.repainted.emit(took)

    def _words(self, took=None):
        size = self.preview.cell_size
        if took is None or self.is_updating:
            return tr("Preview {size} m").format(size=f"{size:g}")
        return tr("Preview {size} m, {time} ms").format(size=f"{size:g}", time=f"{took:.0f}")

    def _footer(self, text, sentence=""):
        self.dock.footer.set_preview(text, sentence)

    def _tell_pages(self, is_all=False):
        """Hand the pages what rules cost, and a new preview's histograms."""
        if self.preview is None:
            return
        exclusions, criteria = self.dock.pages.get("exclusions"), self.dock.pages.get("criteria")
        if hasattr(exclusions, "set_losses"):
            exclusions.set_losses(losses_of(self.preview), shares_of(self.preview))
        if is_all and hasattr(criteria, "set_histogram_source"):
            criteria.refresh()
