"""The page of results: how candidates are chosen, and what each run found."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from ...algorithms.result_door import candidate_notes, caution_of, read_table
from ..headings import ledger_headings
from ..runs.messages import open_report
from ..runs.print_layout import open_layout
from ..runs.results import has_layers
from ..text import tr
from ..widgets.candidate_table import CandidateTable
from ..widgets.field import hint, sentence_label, silent
from ..widgets.flow import FlowLayout
from ..widgets.record_table import RecordTable, number_or_text
from ..widgets.rules_group import RulesGroup
from .page import Page, empty_label


class ResultPage(Page):
    """Rules of the result, the runs of the scenario, and the candidates and ledger of the chosen one."""

    NAME = "result"

    def title(self):
        return tr("Result")

    def build(self):
        self.runs = self.workbench.runs
        self.run, self._ledger_path = None, None
        self.rules = RulesGroup(self)
        self.body.addWidget(self.rules)
        self._build_empty()
        self.choice = QComboBox()
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        hint(self.choice, tr("Run that is shown; the latest stands first"))
        self.choice.activated.connect(lambda _i: self._choose(self.choice.currentData()))
        self.body.addWidget(self.choice)
        self.state_label = sentence_label()
        self.body.addWidget(self.state_label)
        self._build_tables()
        self.caution = sentence_label()
        self.body.addWidget(self.caution)
        self.body.addStretch()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(30)  # layers come one after the other
        self._later.timeout.connect(self._show_run)
        self._connect()
        self._show_run()

    def _connect(self):
        self.runs.historyChanged.connect(self._show_history)
        self.runs.finished.connect(self._choose)
        self.workbench.horizonChanged.connect(self._look_later)
        project = QgsProject.instance()
        # Methods, not functions: they end with the page, which the project outlives.
        project.layersAdded.connect(self._look_later)
        project.layersRemoved.connect(self._look_later)

    def _look_later(self, *_):
        """Draw the run once what goes on in the project is over."""
        self._later.start()

    def _build_empty(self):
        self.none = empty_label(tr("There is no result yet; run the scenario to rate and choose land."))
        self.body.addWidget(self.none)
        self.start = QPushButton(tr("R&un"))
        self.start.clicked.connect(lambda _checked=False: self.workbench.run())
        self.body.addWidget(self.start)

    def _build_tables(self):
        self.candidates_label = QLabel(tr("Candidates"))
        self.candidates = CandidateTable(self.workbench.iface.mapCanvas())
        self.candidates_label.setBuddy(self.candidates)
        self.note = sentence_label()
        self.ledger_label = QLabel(tr("Ledger"))
        self.ledger = RecordTable(tr("Megawatts of each connection: spare, taken by whom, and left"))
        self.ledger_label.setBuddy(self.ledger)
        self._build_buttons()
        for widget in (self.candidates_label, self.candidates, self.note, self.ledger_label, self.ledger):
            self.body.addWidget(widget)

    def _build_buttons(self):
        self.buttons = QWidget()
        row = FlowLayout(self.buttons)
        self.zoom, self.show_layers = QPushButton(tr("&Zoom To")), QPushButton(tr("Show &Layers"))
        self.report, self.layout_button = QPushButton(tr("Re&port…")), QPushButton(tr("La&yout…"))
        for button, tip, slot in (
            (self.zoom, tr("Bring the chosen candidates into the map"), self.candidates.zoom),
            (self.show_layers, tr("Put the layers of this run into the project again"), self._show_layers),
            (self.report, tr("Open the report of this run in the browser"), lambda: open_report(self.workbench, self.run)),
            (self.layout_button, tr("Open a print layout of this run"), lambda: open_layout(self.workbench, self.run)),
        ):  # fmt: skip
            hint(button, tip)
            button.clicked.connect(lambda _checked=False, slot=slot: slot())
            row.addWidget(button)
        self.body.addWidget(self.buttons)

    # Showing -------------------------------------------------------------------------------

    def refresh(self):
        self.rules.refresh()
        self._show_state()

    def state(self):
        latest = self.runs.latest
        if latest is not None and latest.raw != self.document.raw:
            return "", tr("Result: the scenario was edited since it was run")
        return "", ""

    def reveal(self, key):
        self.rules.reveal(key)

    def _choose(self, run):
        self.run = run
        self._show_history()
        self._show_run()

    def _show_history(self):
        """List the runs; the chosen one stays, else the latest is shown."""
        history = list(reversed(self.runs.history))
        if self.run not in history:
            self.run = history[0] if history else None
        with silent(self.choice):
            self.choice.clear()
            for run in history:
                self.choice.addItem(
                    f"{tr('Run {n}, {time}').format(n=run.number, time=run.time)} — {run.title}", run
                )
            if self.run is not None:
                self.choice.setCurrentIndex(history.index(self.run))
        self._look_later()

    def _show_run(self):
        run = self.run
        for widget in (self.none, self.start):
            widget.setVisible(run is None)
        shown = (
            self.choice,
            self.state_label,
            self.candidates_label,
            self.candidates,
            self.buttons,
            self.caution,
        )
        for widget in shown:
            widget.setVisible(run is not None)
        self.candidates.show_run(run)
        self._show_note()
        self._show_ledger()
        if run is None:
            return
        is_there = has_layers(run)
        self.show_layers.setEnabled(not is_there)
        self.zoom.setEnabled(is_there and bool(self.candidates.records.rows))
        self.layout_button.setEnabled(is_there)
        self.report.setEnabled("REPORT" in run.outputs)
        self.caution.setText(caution_of(run.scenario_path, QgsApplication.locale()))
        self._show_state()

    def _show_state(self):
        if self.run is None:
            return
        if self.run.raw == self.document.raw:
            text = tr("This result is of the scenario as it stands.")
        else:
            text = tr("This result is old: the scenario has been edited since, or differs from this run.")
        self.state_label.setText(text)

    def _show_note(self):
        """Where regions are fewer than wanted, say which limit binds."""
        run, count = self.run, len(self.candidates.records.rows)
        notes = (
            candidate_notes(run.outputs["RUN_LOG"], self._horizon())
            if run is not None and "RUN_LOG" in run.outputs
            else []
        )
        if run is not None and run.raw.get("candidates") is None:
            notes = [tr("The rules choose no candidates; switch them on under Rules.")]
        elif run is not None and not count and not notes:
            notes = [tr("No region fits the rules; lower the least area or the least score.")]
        self.note.setText(" ".join(notes))
        self.note.setVisible(bool(notes))

    def _horizon(self):
        """Id of the horizon whose candidates are shown; None where the run has no horizons."""
        ids = [h.get("id") for h in self.run.raw.get("horizons") or []]
        return (self.workbench.horizon if self.workbench.horizon in ids else ids[0]) if ids else None

    def _show_ledger(self):
        path = self.run.outputs.get("LEDGER") if self.run is not None else None
        if path == self._ledger_path:  # a run's files do not change
            return
        self._ledger_path, names, rows = path, [], []
        if path is not None:
            try:
                names, rows = read_table(path)
            except (OSError, ValueError) as error:
                self.workbench.log(str(error))
        values = [[number_or_text(text) for text in row] for row in rows]
        headings = ledger_headings()
        # A column that nobody filled in says nothing.
        shown = [n for n in headings if n in names and any(r[names.index(n)] is not None for r in values)]
        places = [names.index(n) for n in shown]
        self.ledger.show_records([headings[n] for n in shown], [[row[p] for p in places] for row in values])
        for widget in (self.ledger_label, self.ledger):
            widget.setVisible(bool(values))

    def _show_layers(self):
        self.show_layers.setEnabled(False)  # enabled again where none could be loaded
        self.runs.loader.load(self.run, self._choose)
