"""What the message bar says of a run that ended well, and which files layers stand for."""

from __future__ import annotations

from pathlib import Path

from qgis.core import Qgis
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QPushButton

from ...algorithms.base import WattbitAlgorithm
from ..text import TITLE, tr

#: Seconds that the message stands.
STANDS_S = 30


def say_done(workbench, run):
    """Say that a run ended, with buttons that lead to what it made."""
    bar = workbench.iface.messageBar()
    sentence = tr("{name} is ready.").format(name=run.name)
    workbench.log(sentence)
    message = bar.createMessage(TITLE, sentence)
    buttons = [(tr("Result"), lambda: show_result(workbench))]
    if "REPORT" in run.outputs:
        buttons.append((tr("Report…"), lambda: open_report(workbench, run)))
    for text, slot in buttons:
        button = QPushButton(text)
        button.clicked.connect(lambda _checked=False, slot=slot: slot())
        message.layout().addWidget(button)
    bar.pushWidget(message, Qgis.MessageLevel.Success, STANDS_S)


def show_result(workbench):
    """Bring the page of results to the front."""
    workbench.show()
    if "result" in workbench.dock.pages:
        workbench.dock.show_page("result")


def open_report(workbench, run):
    """Open a run's report in the browser."""
    report = run.outputs.get("REPORT")
    if report is None or not report.is_file():
        workbench.warn(tr("The report of {name} is gone; run the scenario again.").format(name=run.name))
        return
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(report)))


def source_file(layer):
    """The file that a layer reads, for comparison; None where it is no file."""
    path = WattbitAlgorithm.layer_source(layer).partition("|")[0]
    return Path(path).resolve() if path else None
