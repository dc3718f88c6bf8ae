"""The dock: header, pages, footer."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication
from qgis.gui import QgsDockWidget, QgsDoubleSpinBox, QgsSpinBox
from qgis.PyQt.QtCore import QEvent, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QKeySequence
from qgis.PyQt.QtWidgets import (
    QAction,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QShortcut,
    QSizePolicy,
    QTabWidget,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..algorithms.documents import RESOURCES
from .pages import PAGES
from .pages.page import scrolled
from .text import tr
from .widgets.field import hint, mark, silent

#: Icons of QGIS's own theme, so that they fit light and dark ones.
STATE_ICONS = {"warning": "mIconWarning.svg", "error": "mIconCritical.svg"}


class WorkbenchDock(QgsDockWidget):
    """Everything of a scenario on one side of the map."""

    def __init__(self, workbench):
        super().__init__(tr("Siting Workbench"))
        self.workbench = workbench
        self.document = workbench.document
        self.setObjectName("WattBitWorkbench")
        self.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea)
        inside = _Inside()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(4, 4, 4, 4)
        self.header = Header(workbench)
        self.tabs = QTabWidget()
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setDocumentMode(True)
        self.footer = Footer()
        layout.addWidget(self.header)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.footer)
        self.setWidget(inside)
        self.pages = {}
        for page_class in PAGES:
            page = page_class(workbench)
            self.pages[page.NAME] = page
            self.tabs.addTab(scrolled(page), page.title())
        self.tabs.currentChanged.connect(self._come_to_front)
        self._bind_keys()
        self.document.stateChanged.connect(self.show_state)
        self.document.changed.connect(self.show_state)
        self.document.revealed.connect(self.reveal)
        workbench.preflight.changed.connect(self.show_findings)
        self.show_state()

    def _bind_keys(self):
        """Page by page with Ctrl+Page Up and Down, as in a browser."""
        for keys, step in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self._turn(step))

    def _turn(self, step):
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())

    def _come_to_front(self, _index):
        self.pages[self.page_name].come_to_front()

    def event(self, event):
        # F1 is QGIS's own everywhere else, and two shortcuts of one key would cancel each other.
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_F1:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event):
        if event.key() == Qt.Key.Key_F1:
            self.workbench.open_help("workbench", self.page_name)
        else:
            super().keyPressEvent(event)

    def show_state(self):
        """Say in the title what is open, and at the tabs what is wrong."""
        name = tr("Siting Workbench")
        if self.document.is_open:
            star = "" if self.document.is_saved else "*"
            name = f"{name} — {self.document.title}{star}"
        self.setWindowTitle(name)
        for index, page in enumerate(self.pages.values()):
            icon, sentence = page.state() if self.document.is_open else ("", "")
            known = STATE_ICONS.get(icon)
            self.tabs.setTabIcon(index, QgsApplication.getThemeIcon(known) if known else QIcon())
            self.tabs.setTabToolTip(index, sentence or page.title())

    def show_findings(self):
        """Count in the footer what the pre-flight found; errors block the run."""
        preflight = self.workbench.preflight
        self.footer.set_findings(preflight.count("error"), preflight.count("warning"))
        why = preflight.obstacle()
        self.footer.set_run_enabled(not why, why)
        self.show_state()

    @property
    def page_name(self):
        """Name of the page in front."""
        return list(self.pages)[self.tabs.currentIndex()]

    def show_page(self, name):
        """Bring a page to the front; returns it."""
        self.tabs.setCurrentIndex(list(self.pages).index(name))
        return self.pages[name]

    def reveal(self, page, key):
        """Show where undo or redo changed something."""
        if page in self.pages:
            self.show_page(page).reveal(key)
        elif page == "header":
            self.header.reveal(key)


class _Inside(QWidget):
    """Content that asks for the width the pages were designed for."""

    def sizeHint(self):
        em = self.fontMetrics().horizontalAdvance("M")
        return QSize(max(420, 34 * em), super().sizeHint().height())

    def minimumSizeHint(self):
        return QSize(max(360, super().minimumSizeHint().width()), 240)


class Header(QWidget):
    """File, undo and live buttons, and the load with its year."""

    def __init__(self, workbench):
        super().__init__()
        self.workbench, self.document = workbench, workbench.document
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.toolbar = QToolBar()
        self.toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        layout.addWidget(self.toolbar)
        self._build_toolbar()
        self._build_load(layout)
        self.document.changed.connect(self.refresh)
        self.document.stateChanged.connect(self.refresh)
        self.refresh()

    def _build_toolbar(self):
        work, bar = self.workbench, self.toolbar
        self.new = self._action("mActionFileNew.svg", tr("New scenario"), work.new)
        self.open = self._menu("mActionFileOpen.svg", tr("Open scenario…"), work.choose_and_open)
        self.open.menu().aboutToShow.connect(self._fill_recent)
        self.save = self._menu("mActionFileSave.svg", tr("Save scenario"), work.save)
        self.save_as = self.save.menu().addAction(tr("Save &As…"), work.choose_and_save)
        bar.addSeparator()
        self.undo = self.document.stack.createUndoAction(self, tr("Undo"))
        self.redo = self.document.stack.createRedoAction(self, tr("Redo"))
        for action, icon, keys in (
            (self.undo, "mActionUndo.svg", "Ctrl+Z"),
            (self.redo, "mActionRedo.svg", "Ctrl+Y"),
        ):
            action.setIcon(QgsApplication.getThemeIcon(icon))
            action.setShortcut(keys)
            # Ctrl+Z belongs to QGIS's own editing unless the focus is in the dock.
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            bar.addAction(action)
        bar.addSeparator()

    def _build_load(self, layout):
        grid = QGridLayout()
        layout.addLayout(grid)
        self.demand = QgsDoubleSpinBox()
        self.demand.setRange(0.1, 100_000)
        self.demand.setDecimals(1)
        self.demand.setSuffix(tr(" MW"))
        self.demand.setShowClearButton(False)
        hint(self.demand, tr("Contract power at the receiving point; every figure of capacity depends on it"))
        self.year = QgsSpinBox()
        self.year.setRange(1900, 2200)
        self.year.setShowClearButton(False)
        hint(self.year, tr("Year in which the power must be there"))
        self.horizon = QComboBox()
        hint(self.horizon, tr("Horizon that is shown; horizons are years with settings of their own"))
        for column, (label, field) in enumerate(
            ((tr("Demand"), self.demand), (tr("In service by"), self.year), (tr("Horizon"), self.horizon))
        ):
            text = QLabel(label)
            text.setBuddy(field)
            grid.addWidget(text, 0, column)
            grid.addWidget(field, 1, column)
            grid.setColumnStretch(column, 1)
        self.demand.valueChanged.connect(self._set_demand)
        self.year.valueChanged.connect(self._set_year)
        self.horizon.activated.connect(self._set_horizon)

    def refresh(self):
        """Draw the document."""
        is_open = self.document.is_open
        for widget in (self.save, self.demand, self.year, self.horizon):
            widget.setEnabled(is_open)
        facility = self.document.value("facility", default={}) or {}
        with silent(self.demand, self.year, self.horizon):
            self.demand.setValue(_number(facility.get("demand_mw"), self.demand.value()))
            self.year.setValue(int(_number(facility.get("horizon_year"), self.year.value())))
            horizons = self.document.value("horizons", default=[]) or []
            self.horizon.clear()
            for horizon in horizons:
                self.horizon.addItem(
                    f"{horizon.get('id', '')} ({horizon.get('year', '')})", horizon.get("id")
                )
            self.horizon.setVisible(True)
            self.horizon.setEnabled(bool(horizons))
            if horizons:
                self.horizon.setCurrentIndex(max(0, self.horizon.findData(self.workbench.horizon)))

    def reveal(self, key):
        """Give the focus to the field of a key."""
        {"demand": self.demand, "year": self.year}.get(key, self.demand).setFocus()

    def add_action(self, action):
        """Show an action of the workbench in the header, with its text beside the icon."""
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toolbar.addWidget(button)
        return button

    def _set_demand(self, value):
        self._set(("facility", "demand_mw"), value, tr("Set the demand"), "demand", self.demand)

    def _set_year(self, value):
        self._set(("facility", "horizon_year"), value, tr("Set the year of service"), "year", self.year)

    def _set(self, path, value, text, key, widget):
        if self.document.is_open:
            mark(widget, " ".join(self.document.set(path, value, text, "header", key)))

    def _set_horizon(self, _index):
        self.workbench.set_horizon(self.horizon.currentData())

    def _fill_recent(self):
        menu = self.open.menu()
        menu.clear()
        recent = self.workbench.recent()
        for path in recent:
            action = menu.addAction(Path(path).name, lambda p=path: self.workbench.open(p))
            action.setToolTip(path)
        if not recent:
            menu.addAction(tr("No recent scenario")).setEnabled(False)

    def _action(self, icon, text, slot):
        action = QAction(QgsApplication.getThemeIcon(icon), text, self)
        action.triggered.connect(lambda _checked=False: slot())
        self.toolbar.addAction(action)
        return action

    def _menu(self, icon, text, slot):
        button = QToolButton()
        button.setIcon(QgsApplication.getThemeIcon(icon))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        button.setMenu(QMenu(button))
        hint(button, text)
        button.clicked.connect(lambda _checked=False: slot())
        self.toolbar.addWidget(button)
        return button


class Footer(QWidget):
    """What the map shows, whether the result still holds, and the run."""

    runRequested = pyqtSignal()
    cancelRequested = pyqtSignal()
    findingsRequested = pyqtSignal()

    def __init__(self):
        super().__init__()
        self._is_running = self._is_blocked = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        first, second = QHBoxLayout(), QHBoxLayout()
        layout.addLayout(first)
        layout.addLayout(second)
        self.findings = QToolButton()
        self.findings.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.findings.setAutoRaise(True)
        self.findings.clicked.connect(self.findingsRequested)
        self.preview, self.result = QLabel(), QLabel()
        for label in (self.preview, self.result):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        first.addWidget(self.findings)
        first.addWidget(self.preview, 3)
        first.addWidget(self.result, 2)
        self.progress = QProgressBar()
        self.progress.setVisible(False)
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.setEnabled(False)
        self.run = QPushButton(tr("&Run"))
        self.run.setIcon(QIcon(str(RESOURCES / "icons" / "runscenario.svg")))
        self.cancel.clicked.connect(self.cancelRequested)
        self.run.clicked.connect(self.runRequested)
        second.addWidget(self.progress, 1)
        second.addStretch()
        second.addWidget(self.cancel)
        second.addWidget(self.run)
        self.set_findings(0, 0)

    def set_findings(self, errors, warnings):
        """Count what the pre-flight found; the button leads to it."""
        icon = "mIconCritical.svg" if errors else "mIconWarning.svg" if warnings else "mIconSuccess.svg"
        self.findings.setIcon(QgsApplication.getThemeIcon(icon))
        if errors:
            text = tr("{n} errors").format(n=errors)
        elif warnings:
            text = tr("{n} warnings").format(n=warnings)
        else:
            text = ""
        self.findings.setText(text)
        self.findings.setVisible(bool(errors or warnings))

    def set_preview(self, text, sentence=""):
        """Say what the map shows, for example its cell size and how long it took; a sentence says more."""
        self.preview.setText(text)
        self.preview.setToolTip(sentence or text)

    def set_result(self, text):
        """Say whether the last run still holds."""
        self.result.setText(text)
        self.result.setToolTip(text)

    def set_running(self, is_running):
        """Offer either Run or Cancel."""
        self._is_running = is_running
        self.progress.setVisible(is_running)
        self.cancel.setEnabled(is_running)
        self._show_run()

    def set_run_enabled(self, is_enabled, why=""):
        """Whether a run can be started; the reason where it cannot."""
        self._is_blocked = not is_enabled
        self.run.setToolTip(why)
        self._show_run()

    def _show_run(self):
        self.run.setEnabled(not self._is_running and not self._is_blocked)

    def set_progress(self, share, text):
        """Show how far the run is, from 0 to 1, and what it does."""
        self.progress.setRange(0, 1000)
        self.progress.setValue(int(1000 * share))
        self.progress.setFormat(f"%p % {text}")

    def changeEvent(self, event):
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()


def _number(value, default):
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else default
