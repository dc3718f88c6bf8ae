"""Fields that show what is wrong with them."""

from __future__ import annotations

import contextlib

from qgis.PyQt.QtCore import QSignalBlocker
from qgis.PyQt.QtWidgets import QLabel, QSizePolicy

#: Readable on light and dark ground alike.
ALARM = "#d1495b"


def mark(widget, sentence=""):
    """Frame a field whose value is refused and say why in its tooltip; a blank sentence takes both away."""
    widget.setProperty("wattbitFault", sentence)
    name = type(widget).__name__
    widget.setStyleSheet(f"{name} {{ border: 2px solid {ALARM}; }}" if sentence else "")
    widget.setToolTip(sentence or widget.property("wattbitTip") or "")


def hint(widget, text):
    """Give a field its tooltip, which comes back after a fault, and its name for screen readers."""
    widget.setProperty("wattbitTip", text)
    widget.setToolTip(text)
    if not widget.accessibleName():
        widget.setAccessibleName(text)


@contextlib.contextmanager
def silent(*widgets):
    """Let widgets be redrawn from the scenario without telling that the user changed them."""
    blockers = [QSignalBlocker(w) for w in widgets]
    yield
    for blocker in blockers:
        blocker.unblock()


def set_number(spin, value):
    """Show a number; left alone where it is shown already, so that typing is not disturbed."""
    if value is not None and spin.value() != value:
        with silent(spin):
            spin.setValue(value)


def fit_height(view, rows, most=12):
    """Make a table or tree as tall as its rows, so that what stands below it is in sight."""
    line = int(1.9 * view.fontMetrics().height())
    view.setFixedHeight((min(max(rows, 2), most) + 2) * line)


def sentence_label(text=""):
    """A label that wraps instead of widening the dock."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    label.setMinimumWidth(1)
    return label
