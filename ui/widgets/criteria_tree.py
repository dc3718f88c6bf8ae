"""The list of criteria: a radio button to see one alone, its weight in a spin box, its share as a bar."""

from __future__ import annotations

from qgis.PyQt.QtCore import QPersistentModelIndex, QRect, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QTreeView,
)

from .criteria_model import SHARE, SOLO, TITLE, WEIGHT, CriteriaModel, percent
from .field import hint, mark, set_number, silent
from .number_spin import NumberSpin

#: Weights are relative, so more than this says nothing.
MOST = 1000.0


class CriteriaDelegate(QStyledItemDelegate):
    """Paints radio buttons and bars, and makes spin boxes."""

    def sizeHint(self, option, index):
        size = super().sizeHint(option, index)
        line = option.fontMetrics.height()
        return QSize(size.width(), max(size.height(), int(1.75 * line)))

    def paint(self, painter, option, index):
        if index.column() not in (SOLO, SHARE):
            super().paint(painter, option, index)
            return
        blank = QStyleOptionViewItem(option)
        self.initStyleOption(blank, index)
        blank.text = ""
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, blank, painter, option.widget)
        if index.column() == SOLO:
            self._paint_radio(painter, option, style, is_on=bool(index.data(Qt.ItemDataRole.EditRole)))
        else:
            self._paint_share(painter, option, index.data(Qt.ItemDataRole.EditRole))

    def _paint_radio(self, painter, option, style, *, is_on):
        button = QStyleOptionButton()
        width = style.pixelMetric(QStyle.PixelMetric.PM_ExclusiveIndicatorWidth)
        height = style.pixelMetric(QStyle.PixelMetric.PM_ExclusiveIndicatorHeight)
        button.rect = QRect(0, 0, width, height)
        button.rect.moveCenter(option.rect.center())
        button.palette = option.palette
        button.state = QStyle.StateFlag.State_Enabled
        button.state |= QStyle.StateFlag.State_On if is_on else QStyle.StateFlag.State_Off
        style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorRadioButton, button, painter, option.widget)

    def _paint_share(self, painter, option, share):
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if is_chosen else QPalette.ColorRole.Text
        colour = option.palette.color(role)
        text_width = option.fontMetrics.horizontalAdvance(percent(1.0)) + 6
        pad = max(3, option.rect.height() // 4)
        groove = option.rect.adjusted(4, pad, -text_width - 4, -pad)
        painter.save()
        painter.setPen(colour)
        number = QRect(groove.right() + 1, option.rect.top(), text_width, option.rect.height())
        painter.drawText(number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, percent(share))
        faint = option.palette.color(role)
        faint.setAlpha(40)
        painter.fillRect(groove, faint)
        bar = QPalette.ColorRole.HighlightedText if is_chosen else QPalette.ColorRole.Highlight
        groove.setWidth(round(groove.width() * min(max(share or 0.0, 0.0), 1.0)))
        painter.fillRect(groove, option.palette.color(bar))
        painter.restore()

    def createEditor(self, parent, option, index):
        if index.column() != WEIGHT:
            return super().createEditor(parent, option, index)
        spin, place = NumberSpin(0, MOST, 0.01, parent), QPersistentModelIndex(index)
        spin.setFrame(False)
        spin.setAutoFillBackground(True)
        hint(spin, index.model().index(index.row(), TITLE).data())
        view = self.parent()
        spin.focused.connect(lambda: view.setCurrentIndex(view.model().index(place.row(), TITLE)))
        # Every step is told at once, so that the map follows; the text of a title only when it is finished.
        spin.valueChanged.connect(
            lambda value: view.model().setData(view.model().index(place.row(), WEIGHT), value)
        )
        return spin

    def eventFilter(self, editor, event):
        # Spin boxes stay open, so Tab leads on from them; by itself it would begin to edit the next cell.
        return False if isinstance(editor, NumberSpin) else super().eventFilter(editor, event)

    def updateEditorGeometry(self, editor, option, index):
        # By itself Qt widens an editor into the next column, for its widest value.
        if isinstance(editor, NumberSpin):
            editor.setGeometry(option.rect)
        else:
            super().updateEditorGeometry(editor, option, index)

    def setEditorData(self, editor, index):
        if isinstance(editor, NumberSpin):
            set_number(editor, index.data(Qt.ItemDataRole.EditRole))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor, model, index):
        if not isinstance(editor, NumberSpin):
            super().setModelData(editor, model, index)


class CriteriaTree(QTreeView):
    """Criteria in the order of the file."""

    #: Id of the criterion to show alone; blank for all together.
    soloChanged = pyqtSignal(str)
    #: Id of the chosen criterion; blank for none.
    chosen = pyqtSignal(str)

    def __init__(self):
        super().__init__()
        self.setModel(CriteriaModel(self))
        self.setItemDelegate(CriteriaDelegate(self))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        em = self.fontMetrics().horizontalAdvance("0")
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(2 * em)
        for column, width in (
            (SOLO, 3 * em),
            (WEIGHT, 5 * em + 2 * self.fontMetrics().height()),
            (SHARE, 12 * em),
        ):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(lambda *_: self._change_current())
        self.clicked.connect(self._click)

    def show_rows(self, rows, text="", *, is_direct=True, most=MOST):
        """Show criteria, those only whose title or type holds a text; the chosen one stays chosen.

        Parameters
        ----------
        rows : list of Row
        text : str
        is_direct : bool
            Whether weights are typed here.
        most : float
            What a weight may be at most.
        """
        model, id, place = self.model(), self.current_id(), self.currentIndex().row()
        if model.show(rows, is_direct=is_direct):
            # Each comes right behind the list in the order of Tab, so the first must come last.
            for row in reversed(range(len(rows) if is_direct else 0)):
                self.openPersistentEditor(model.index(row, WEIGHT))
                self.indexWidget(model.index(row, WEIGHT)).deselect()  # as Qt opens it for typing
            known = model.row_of(id)
            self.choose_row(known if known >= 0 else min(max(place, 0), len(rows) - 1))
        if model.solo and model.row_of(model.solo) < 0:
            self.show_alone("")
        self._show_weights(most)
        self._let_tab_in()
        for row, told in enumerate(rows):
            is_found = text.lower() in f"{told.title} {told.type} {told.id}".lower()
            self.setRowHidden(row, self.rootIndex(), not is_found)
        line = max(self.sizeHintForRow(0), int(1.75 * self.fontMetrics().height()))
        rows = min(max(len(rows), 3), 12)
        self.setFixedHeight(self.header().sizeHint().height() + rows * line + 2 * self.frameWidth() + 2)

    def current_id(self):
        """Id of the chosen criterion; blank for none."""
        row = self.currentIndex().row()
        return self.model().rows[row].id if 0 <= row < len(self.model().rows) else ""

    def choose(self, id, column=TITLE):
        """Choose a criterion, and give the focus to its weight, or to the list."""
        row = self.model().row_of(id)
        if row >= 0:
            self.choose_row(row)
        editor = self.weight_spin(id) if column == WEIGHT else None
        (editor or self).setFocus()

    def choose_row(self, row):
        """Choose the criterion of a row."""
        if row >= 0:
            self.setCurrentIndex(self.model().index(row, TITLE))

    def weight_spin(self, id):
        """Spin box of a criterion's weight; None where weights are not direct."""
        row = self.model().row_of(id)
        return self.indexWidget(self.model().index(row, WEIGHT)) if row >= 0 else None

    def _show_weights(self, most):
        # Views tell their editors of a change only where it is that of one cell.
        for row in self.model().rows:
            spin = self.weight_spin(row.id)
            if spin is not None:
                with silent(spin):
                    spin.setMaximum(max(most, row.weight))
                set_number(spin, row.weight)
                mark(spin)

    def _change_current(self):
        self._let_tab_in()
        self.chosen.emit(self.current_id())

    def _let_tab_in(self):
        """Let Tab lead to the weight of the chosen criterion only, and on to its settings below."""
        for row, told in enumerate(self.model().rows):
            spin = self.weight_spin(told.id)
            if spin is not None:
                is_chosen = row == self.currentIndex().row()
                policy = Qt.FocusPolicy.StrongFocus if is_chosen else Qt.FocusPolicy.ClickFocus
                spin.setFocusPolicy(policy)

    def show_alone(self, id):
        """Have one criterion previewed alone, blank for all together."""
        if id != self.model().solo:
            self.model().show_solo(id)
            self.soloChanged.emit(id)

    def _click(self, index):
        if index.column() == SOLO:
            self._toggle(index.row())

    def _toggle(self, row):
        id = self.model().rows[row].id
        self.show_alone("" if id == self.model().solo else id)

    def keyPressEvent(self, event):
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._toggle(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
