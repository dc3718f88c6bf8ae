"""What was told of places, handed over: as text, or as a page."""

from __future__ import annotations

from pathlib import Path

from qgis.core import Qgis, QgsApplication, QgsProject
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QFileDialog, QPushButton

from ...algorithms.workbench import WattbitError, save_page
from ..text import TITLE, tr
from .wording import plain_text


def copy_text(workbench, places, words):
    """Put what is told of places onto the clipboard."""
    QgsApplication.clipboard().setText(plain_text([(p.title, p.told) for p in places], words))
    workbench.say(tr("The explanation is on the clipboard."))


def ask_and_write(workbench, places, words):
    """Ask for a file and write what is told of places there, as the algorithm that explains does."""
    start = Path(QgsProject.instance().homePath() or Path.home()) / "explain.html"
    path, _ = QFileDialog.getSaveFileName(
        workbench.iface.mainWindow(), tr("Save report"), str(start), tr("HTML page (*.html)")
    )
    if not path:
        return
    path = path if path.lower().endswith((".html", ".htm")) else f"{path}.html"
    try:
        save_page(path, workbench.document.title, [p.told for p in places], [p.title for p in places], words)
    except WattbitError as error:
        workbench.warn(str(error))
        return
    bar = workbench.iface.messageBar()
    message = bar.createMessage(TITLE, tr("The report is written to {file}.").format(file=path))
    button = QPushButton(tr("Open"))
    button.clicked.connect(lambda _checked=False: QDesktopServices.openUrl(QUrl.fromLocalFile(path)))
    message.layout().addWidget(button)
    bar.pushWidget(message, Qgis.MessageLevel.Success)
