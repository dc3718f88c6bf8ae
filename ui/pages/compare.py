"""Compare: two runs, horizons or files side by side."""

from __future__ import annotations

from qgis.core import QgsCoordinateReferenceSystem, QgsRectangle
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ...algorithms.compare_door import Comparison, compared
from ..background import Background
from ..compare.wording import move_row, setting_row
from ..map_place import go_to
from ..text import tr
from ..widgets.compare_views import CompareViews
from ..widgets.field import hint, sentence_label
from ..widgets.plain_table import PlainTable
from ..widgets.side_chooser import SideChooser
from .page import Page, empty_label


class ComparePage(Page):
    """Chooses two sides, shows them over the map, and lists what differs."""

    NAME = "compare"

    def title(self):
        return tr("Compare")

    # Widgets -------------------------------------------------------------------------------

    def build(self):
        self._pair, self._crs = None, ""
        self.background = Background(self)
        self.workbench.add_action("compare", "comparescenarios", tr("Compare"), self._show)
        self.sides, self.views = SideChooser(self.workbench), CompareViews(self.workbench)
        self.content = QWidget()
        inside = QVBoxLayout(self.content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.views)
        self._add_moves(inside)
        self._add_settings(inside)
        for part in (self.sides, self.content, self._nothing()):
            self.body.addWidget(part)
        self.body.addStretch()
        self.sides.chosen.connect(self._pair_chosen)
        self.sides.fill()

    def _add_moves(self, inside):
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
        self.moves.rowActivated.connect(self._go_to)
        self.no_moves = self._add_table(inside, tr("Rank change"), self.moves)

    def _add_settings(self, inside):
        self.settings = PlainTable(
            ((tr("Setting"), ""), (tr("A"), tr("Value in A")), (tr("B"), tr("Value in B"))),
            tr("Weights, rules and other settings that differ"),
        )
        self.no_settings = self._add_table(inside, tr("Settings that differ"), self.settings)

    @staticmethod
    def _add_table(inside, text, table):
        """A table under its heading; returns the label that stands in its place where it has no row."""
        head, instead = QLabel(text), empty_label("")
        font = head.font()
        font.setBold(True)
        head.setFont(font)
        head.setBuddy(table)
        for widget in (head, instead, table):
            inside.addWidget(widget)
        return instead

    def _nothing(self):
        self.nothing = QWidget()
        layout = QVBoxLayout(self.nothing)
        layout.setContentsMargins(0, 0, 0, 0)
        self.why = sentence_label()
        self.run = QPushButton(tr("Run"))
        hint(self.run, tr("Run the scenario as it stands"))
        self.run.clicked.connect(lambda _checked=False: self.workbench.runs.run())
        # As narrow as its button, the sentence would ask for a line a word, and the page for a scroll bar.
        self.why.setMinimumWidth(20 * self.fontMetrics().horizontalAdvance("M"))
        layout.addWidget(self.why)
        layout.addWidget(self.run, 0, Qt.AlignmentFlag.AlignHCenter)
        return self.nothing

    def _show(self):
        self.workbench.show()
        self.workbench.dock.show_page(self.NAME)

    def refresh(self):
        """The scenario differs; runs do not change with it."""

    # What is compared ----------------------------------------------------------------------

    def _pair_chosen(self):
        pair = self.sides.pair
        self.sides.setVisible(self.sides.has_runs)
        self.content.setVisible(pair is not None)
        self.nothing.setVisible(pair is None)
        self.why.setText(self._lack())
        if pair == self._pair:
            return
        self._pair = pair
        self.views.set_pair(pair)
        if pair is not None:
            self._fill([], [], tr("Comparing…"), tr("Comparing…"))
            self.background.ask(
                tr("Compare"), lambda: compared(*pair), lambda *answer: self._compared(pair, *answer)
            )

    def _lack(self):
        """Why there is no pair."""
        if not self.sides.has_runs:
            return tr("There is nothing to compare yet: run the scenario, change it, and run it again.")
        if self.sides.b.count() > 1:
            return tr("A and B are the same: choose another run, horizon or file as B.")
        return tr("There is one result: change the scenario and run it again, or choose a file as B.")

    def _compared(self, pair, found, error, trace):
        if pair != self._pair:
            return
        if error is not None:
            found = Comparison(None, "", None, [])
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
        crs = QgsCoordinateReferenceSystem.fromWkt(self._crs)
        go_to(self.workbench.iface.mapCanvas(), QgsRectangle(*move.bounds), crs, is_flashed=True)

    def hideEvent(self, event):
        # A swipe without its page would stand on the map with no way to see why.
        if not event.spontaneous():
            self.views.leave()
        super().hideEvent(event)
