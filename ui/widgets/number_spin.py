"""Numbers as people write them: no zeros behind, steps that fit the size, and the wheel left to the page."""

from __future__ import annotations

from qgis.PyQt.QtCore import QLocale, QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAbstractSpinBox, QDoubleSpinBox

#: Digits that are kept and shown at most.
DECIMALS = 6
FAR = 1e9


class NumberSpin(QDoubleSpinBox):
    """A number between bounds; the wheel scrolls the page unless the field has the focus."""

    focused = pyqtSignal()

    def __init__(self, least=-FAR, most=FAR, step=None, parent=None):
        super().__init__(parent)
        self.setDecimals(DECIMALS)
        self.setRange(least, most)
        if step is None:
            self.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
        else:
            self.setSingleStep(step)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setKeyboardTracking(False)

    def sizeHint(self):
        return self._sized(5)

    def minimumSizeHint(self):
        return self._sized(4)

    def _sized(self, digits):
        """Room for so many digits, the unit and the arrows: the widest number must not widen the dock."""
        metrics = self.fontMetrics()
        wide = digits * metrics.horizontalAdvance("0") + metrics.horizontalAdvance(self.suffix())
        return QSize(wide + int(1.2 * metrics.height()), super().sizeHint().height())

    def textFromValue(self, value):
        locale = QLocale(self.locale())
        locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
        return locale.toString(round(float(value), DECIMALS) + 0.0, "g", 10)

    def deselect(self):
        """Take the mark off the number."""
        self.lineEdit().deselect()

    def wheelEvent(self, event):
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event):
        super().focusInEvent(event)
        self.focused.emit()
