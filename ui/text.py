"""Texts of the workbench in the user's language."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

TITLE = "Watt-Bit Siting"


def tr(text):
    """Return `text` in the user's language; one context for the whole workbench."""
    return QCoreApplication.translate("WattbitWorkbench", text)
