"""Shows two sides over the map: by a swipe, or as a layer of their difference."""

from __future__ import annotations

from types import SimpleNamespace

from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSlider, QVBoxLayout, QWidget

from ..background import Background
from ..compare.layer import add_difference, difference, difference_file, difference_layer, show_layer
from ..compare.swipe import Swipe
from ..compare.wording import figures
from ..map_place import go_to
from ..text import tr
from .field import hint, sentence_label, silent

#: Steps of the slider across the map.
_STEPS = 100


class CompareViews(QWidget):
    """Off, swipe or difference; what is on the map is always what the buttons say."""

    def __init__(self, workbench):
        super().__init__()
        self.workbench, self.canvas = workbench, workbench.iface.mapCanvas()
        self.pair = None
        self.background = Background(self)
        self.swipe = Swipe(self.canvas, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._buttons())
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.setPageStep(_STEPS // 10)
        self.slider.setVisible(False)
        hint(self.slider, tr("Place of the divider on the map"))
        layout.addWidget(self.slider)
        self.said = sentence_label()
        layout.addWidget(self.said)
        self._say("")
        self.slider.valueChanged.connect(lambda value: self.swipe.move_to(value / _STEPS))
        self.swipe.moved.connect(self._show_position)
        self.swipe.ended.connect(self._swipe_ended)
        QgsProject.instance().cleared.connect(self.leave)

    def _buttons(self):
        row = QHBoxLayout()
        self.plain = QRadioButton(tr("&Off"))
        self.swiped = QRadioButton(tr("&Swipe"))
        self.differing = QRadioButton(tr("&Difference"))
        hint(self.plain, tr("The map as it is"))
        hint(
            self.swiped,
            tr("A left of a divider on the map, B right of it; drag it or use the arrow keys, Esc ends"),
        )
        hint(self.differing, tr("Score of B less score of A as a layer: orange is better in B, blue in A"))
        self._group = QButtonGroup(self)
        for button in (self.plain, self.swiped, self.differing):
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch()
        self.plain.setChecked(True)
        self._group.buttonClicked.connect(lambda _button: self.show_view())
        return row

    def set_pair(self, pair):
        """Take two sides; the map shows neither until it is asked to."""
        self.leave()
        self.pair = pair
        has_rasters = pair is not None and all(side.suitability is not None for side in pair)
        self.swiped.setEnabled(has_rasters)
        self.differing.setEnabled(has_rasters)
        lacks = tr("One side has no suitability raster, so the map cannot show them.")
        self._say("" if has_rasters or pair is None else lacks)

    def leave(self):
        """Take the swipe off the map; a difference is a layer like others and stays."""
        self.swipe.stop()
        self.plain.setChecked(True)

    def show_view(self):
        """Show on the map what the buttons say."""
        if self.pair is None:
            return
        if not self.swiped.isChecked():
            self.swipe.stop()
        if not self.differing.isChecked():
            self._hide_difference()
        if self.swiped.isChecked():
            self._start_swipe()
        elif self.differing.isChecked():
            self._show_difference()

    def keyPressEvent(self, event):
        if event.key() == Qt.Key.Key_Escape and self.swipe.is_on:
            self.swipe.stop()
        else:
            super().keyPressEvent(event)

    def _say(self, sentence):
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

    # Swipe ---------------------------------------------------------------------------------

    def _start_swipe(self):
        if self.swipe.is_on:
            self.swipe.take_tool()
            return
        shown = [
            SimpleNamespace(name=f"{letter}: {side.name}", layer=side.layer(), files=side.files)
            for letter, side in zip("AB", self.pair)
        ]
        if any(side.layer is None for side in shown):
            self.plain.setChecked(True)
            self.workbench.warn(
                tr("A suitability raster cannot be read; it may have been removed. Run the scenario again.")
            )
            return
        go_to(self.canvas, shown[0].layer.extent(), shown[0].layer.crs(), is_only_if_outside=True)
        self.swipe.start(*shown)
        self.slider.setVisible(True)
        self._show_position(self.swipe.position)
        self.slider.setFocus()  # so that arrow keys move the divider at once, and not on to the next button

    def _show_position(self, position):
        with silent(self.slider):
            self.slider.setValue(round(_STEPS * position))

    def _swipe_ended(self):
        self.slider.setVisible(False)
        if self.swiped.isChecked():
            self.plain.setChecked(True)

    # Difference ----------------------------------------------------------------------------

    def _show_difference(self):
        pair = self.pair
        path = difference_file(*pair)
        layer = difference_layer(path)
        if layer is not None:
            show_layer(layer, True)
            return
        self._say(tr("Computing the difference…"))
        self.background.ask(
            tr("Difference"),
            lambda: difference(*pair, path),
            lambda rows, error, trace: self._made(pair, path, rows, error, trace),
        )

    def _made(self, pair, path, rows, error, trace):
        is_shown = pair == self.pair
        if rows is None:
            self.workbench.warn(str(error), trace)
            if is_shown:
                self._say("")
                self.plain.setChecked(True)
            return
        layer = add_difference(*pair, path)
        if is_shown:
            self._say(figures(rows))
        show_layer(layer, is_shown and self.differing.isChecked())

    def _hide_difference(self):
        layer = difference_layer(difference_file(*self.pair))
        if layer is not None:
            show_layer(layer, False)
