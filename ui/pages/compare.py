"""Compare: two runs, horizons or files side by side."""

from __future__ import annotations

from types import SimpleNamespace

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from ...algorithms.compare_door import compared
from ...algorithms.documents import WattbitError
from ..background import Background
from ..compare_layer import (
    add_difference,
    difference,
    difference_file,
    difference_layer,
    show_layer,
)
from ..compare_side import sides_of, sides_of_file
from ..compare_text import figures, move_row, setting_row
from ..swipe import Swipe
from ..text import tr
from ..widgets.field import hint, sentence_label, silent
from ..widgets.plain_table import PlainTable
from .page import Page, empty_label

#: Steps of the slider across the map.
_STEPS = 100


class ComparePage(Page):
    """Chooses two sides, shows them over the map, and lists what differs."""

    NAME = "compare"

    def title(self):
        return tr("Compare")

    # Widgets -------------------------------------------------------------------------------

    def build(self):
        self._files = []
        self._for = None
        self.background, self.rasters = Background(self), Background(self)
        self.swipe = Swipe(self.workbench.iface.mapCanvas(), self)
        self.workbench.add_action("compare", "comparescenarios", tr("Compare"), self._show)
        self.sides = self._sides()
        self.body.addWidget(self.sides)
        self.content = QWidget()
        inside = QVBoxLayout(self.content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(self._views())
        inside.addWidget(self._divider())
        self.said = sentence_label()
        inside.addWidget(self.said)
        self._add_tables(inside)
        self.body.addWidget(self.content)
        self.body.addWidget(self._nothing())
        self.body.addStretch()
        self.swipe.moved.connect(self._show_position)
        self.swipe.ended.connect(self._swipe_ended)
        self.workbench.runs.historyChanged.connect(self._fill_sides)
        self.document.replaced.connect(self._files.clear)
        QgsProject.instance().cleared.connect(self._project_cleared)
        self._fill_sides()

    def _sides(self):
        sides = QWidget()
        grid = QGridLayout(sides)
        grid.setContentsMargins(0, 0, 0, 0)
        self.a, self.b = QComboBox(), QComboBox()
        hint(self.a, tr("What is compared: a run, or one of its horizons"))
        hint(self.b, tr("What it is compared with: another run, a horizon, or a file"))
        self.file = QPushButton(tr("&File…"))
        hint(self.file, tr("Compare with a scenario file, or with a raster of scores"))
        for row, (letter, combo) in enumerate((("&A", self.a), ("&B", self.b))):
            label = QLabel(letter)
            label.setBuddy(combo)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(12)
            grid.addWidget(label, row, 0)
            grid.addWidget(combo, row, 1)
            combo.currentIndexChanged.connect(self._pair_chosen)
        grid.addWidget(self.file, 1, 2)
        grid.setColumnStretch(1, 1)
        self.file.clicked.connect(self._choose_file)
        return sides

    def _views(self):
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

    def _divider(self):
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.setPageStep(_STEPS // 10)
        self.slider.setVisible(False)
        hint(self.slider, tr("Place of the divider on the map"))
        self.slider.valueChanged.connect(lambda value: self.swipe.move_to(value / _STEPS))
        return self.slider

    def _add_tables(self, inside):
        self.moves = PlainTable(
            (
                (tr("Change"), tr("Places won or lost from A to B, new or gone")),
                (tr("A"), tr("Rank in A")),
                (tr("B"), tr("Rank in B")),
                (tr("Score"), tr("Mean score in A and in B")),
                (tr("Overlap"), tr("Area of both regions over area of either")),
            ),
            tr("Rank changes; Enter or a double click shows the place on the map"),
            stretched=3,
        )
        self.settings = PlainTable(
            ((tr("Setting"), ""), (tr("A"), tr("Value in A")), (tr("B"), tr("Value in B"))),
            tr("Weights, rules and other settings that differ"),
        )
        self.no_moves, self.no_settings = empty_label(""), empty_label("")
        for text, table, instead in (
            (tr("Rank change"), self.moves, self.no_moves),
            (tr("Settings that differ"), self.settings, self.no_settings),
        ):
            head = QLabel(f"<b>{text}</b>")
            inside.addWidget(head)
            inside.addWidget(instead)
            inside.addWidget(table)
        self.moves.rowActivated.connect(self._go_to)

    def _nothing(self):
        self.nothing = QWidget()
        layout = QVBoxLayout(self.nothing)
        self.why = sentence_label()
        self.run = QPushButton(tr("&Run"))
        hint(self.run, tr("Run the scenario as it stands"))
        self.run.clicked.connect(lambda _checked=False: self.workbench.runs.run())
        layout.addWidget(self.why)
        layout.addWidget(self.run, 0, Qt.AlignmentFlag.AlignHCenter)
        return self.nothing

    def _show(self):
        self.workbench.show()
        self.workbench.dock.show_page(self.NAME)

    # Sides ---------------------------------------------------------------------------------

    def refresh(self):
        """The scenario differs; runs do not change with it."""

    @property
    def pair(self):
        """The two sides, or None where there are not two."""
        a, b = self.a.currentData(), self.b.currentData()
        return None if a is None or b is None or a == b else (a, b)

    def _fill_sides(self):
        """Offer the runs, the newest first; a choice that is still there stays."""
        runs = [side for run in reversed(self.workbench.runs.history) for side in sides_of(run)]
        before = (self.a.currentData(), self.b.currentData())
        is_new = bool(runs) and (self.a.count() == 0 or self.a.itemData(0) != runs[0])
        with silent(self.a, self.b):
            for combo, sides in ((self.a, runs), (self.b, [*runs, *self._files])):
                combo.clear()
                for side in sides:
                    combo.addItem(side.name, side)
            # A run that has just ended is what the user wants to see, beside what was seen before.
            self._choose(self.a, runs[0] if is_new else before[0])
            wished = before[1] if not is_new or before[1] in self._files else None
            self._choose(self.b, wished if wished != self.a.currentData() else None)
        self._pair_chosen()

    def _choose(self, combo, side):
        found = next((i for i in range(combo.count()) if combo.itemData(i) == side), None)
        if found is None:
            taken = self.a.currentData() if combo is self.b else None
            found = next((i for i in range(combo.count()) if combo.itemData(i) != taken), -1)
        combo.setCurrentIndex(found)

    def _choose_file(self, _checked=False):
        path, _ = QFileDialog.getOpenFileName(
            self,
            tr("Compare with"),
            str(self.document.folder),
            tr("Scenarios and rasters of scores (*.json *.tif *.tiff *.vrt);;All files (*)"),
        )
        if path:
            self.add_file(path)

    def add_file(self, path):
        """Offer a file as B and choose it."""
        try:
            sides = sides_of_file(path)
        except WattbitError as error:
            self.workbench.warn(str(error))
            return
        have = [self.b.itemData(i) for i in range(self.b.count())]
        new = [side for side in sides if side not in have]
        self._files += new
        with silent(self.b):
            for side in new:
                self.b.addItem(side.name, side)
        self.b.setCurrentIndex(next(i for i in range(self.b.count()) if self.b.itemData(i) == sides[0]))
        self._pair_chosen()

    def _pair_chosen(self, _index=None):
        pair = self.pair
        if pair == self._for:
            self._show_whether(pair)
            return
        if self.swipe.is_on:
            self.swipe.stop()
        self._for = pair
        self.plain.setChecked(True)
        self._show_whether(pair)
        for combo in (self.a, self.b):
            combo.setToolTip(combo.currentText() or combo.property("wattbitTip"))
        if pair is None:
            return
        has_rasters = all(side.suitability is not None for side in pair)
        self.swiped.setEnabled(has_rasters)
        self.differing.setEnabled(has_rasters)
        self._say(
            "" if has_rasters else tr("One side has no suitability raster, so the map cannot show them.")
        )
        self._fill([], [], tr("Comparing…"), tr("Comparing…"))
        self.background.ask(
            tr("Compare"), lambda: compared(*pair), lambda *answer: self._compared(pair, *answer)
        )

    def _say(self, sentence):
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

    def _show_whether(self, pair):
        has_runs = self.a.count() > 0
        self.sides.setVisible(has_runs)
        self.content.setVisible(pair is not None)
        self.nothing.setVisible(pair is None)
        if not has_runs:
            sentence = tr("There is nothing to compare yet: run the scenario, change it, and run it again.")
        elif self.b.count() > 1:
            sentence = tr("A and B are the same: choose another run, horizon or file as B.")
        else:
            sentence = tr("There is one result: change the scenario and run it again, or choose a file as B.")
        self.why.setText(sentence)

    # Tables --------------------------------------------------------------------------------

    def _compared(self, pair, found, error, trace):
        if pair != self._for:
            return
        if found is None:
            found = SimpleNamespace(moves=None, crs="", settings=None, faults=[])
            self.workbench.warn(tr("The comparison failed: {why}").format(why=error), trace)
        self._crs = found.crs
        for fault in found.faults:
            self.workbench.warn(fault)
        no_moves = (
            tr("One side has no candidates.") if found.moves is None else tr("Neither side has candidates.")
        )
        no_settings = tr("The scenario of one side is not known.") if found.settings is None else tr("None.")
        self._fill(found.moves or [], found.settings or [], no_moves, no_settings)

    def _fill(self, moves, settings, no_moves, no_settings):
        self.moves.fill([(m, move_row(m)) for m in moves])
        self.settings.fill([(s, setting_row(s)) for s in settings])
        for rows, table, label, sentence in (
            (moves, self.moves, self.no_moves, no_moves),
            (settings, self.settings, self.no_settings, no_settings),
        ):
            table.setVisible(bool(rows))
            label.setVisible(not rows)
            label.setText(sentence)

    def _go_to(self, move):
        """Show a place on the map."""
        canvas, crs = self.workbench.iface.mapCanvas(), QgsCoordinateReferenceSystem.fromWkt(self._crs)
        to_map = QgsCoordinateTransform(crs, canvas.mapSettings().destinationCrs(), QgsProject.instance())
        box = to_map.transformBoundingBox(QgsRectangle(*move.bounds))
        canvas.zoomToFeatureExtent(box)
        canvas.flashGeometries([QgsGeometry.fromRect(box)])

    # Map -----------------------------------------------------------------------------------

    def show_view(self):
        """Show on the map what the radio buttons say."""
        if self.pair is None:
            return
        if not self.swiped.isChecked():
            self.swipe.stop()
        self._hide_difference()
        if self.swiped.isChecked():
            self._start_swipe()
        elif self.differing.isChecked():
            self._show_difference()

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
        self.swipe.start(*shown)
        self.slider.setVisible(True)
        self._show_position(self.swipe.position)

    def _show_position(self, position):
        with silent(self.slider):
            self.slider.setValue(round(_STEPS * position))

    def _swipe_ended(self):
        self.slider.setVisible(False)
        if self.swiped.isChecked():
            self.plain.setChecked(True)

    def _show_difference(self):
        pair = self.pair
        path = difference_file(*pair)
        layer = difference_layer(path)
        if layer is not None:
            show_layer(layer, True)
            return
        self._say(tr("Computing the difference…"))
        self.rasters.ask(
            tr("Difference"),
            lambda: difference(*pair, path),
            lambda rows, error, trace: self._difference_made(pair, path, rows, error, trace),
        )

    def _difference_made(self, pair, path, rows, error, trace):
        if rows is None:
            self._say("")
            self.plain.setChecked(True)
            self.workbench.warn(str(error), trace)
            return
        layer = add_difference(*pair, path)
        self._say(figures(rows))
        show_layer(layer, self.differing.isChecked() and pair == self._for)

    def _hide_difference(self):
        layer = difference_layer(difference_file(*self.pair))
        if layer is not None and not self.differing.isChecked():
            show_layer(layer, False)

    # Leaving -------------------------------------------------------------------------------

    def hideEvent(self, event):
        # A swipe without its page would stand on the map with no way to see why.
        if not event.spontaneous():
            self.swipe.stop()
        super().hideEvent(event)

    def _project_cleared(self):
        self.swipe.stop()
        self.plain.setChecked(True)
