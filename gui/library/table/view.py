"""The table of sounds: click plays, arrows move, keys play, mark and remove, a drag takes files out."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetrics, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from drumgen.library.entry import Entry
from gui.library.dragging import Outlet, drag_out
from gui.library.table.model import Column, EntryTable, Role
from gui.library.table.painter import CellPainter, row_height
from gui.look import palette
from gui.sounds.item import class_title

_ICON_WIDTH = 40
_TITLE_CHARACTERS = 16  # the least room for titles


class SoundTable(QTableView):
    """Shows the sounds of a table model.

    Parameters
    ----------
    sounds : EntryTable
        The sounds.
    outlet : Outlet
        Knows the files of sounds; asked when a drag begins.
    """

    play_wished = Signal(object)
    """The `Entry` to be heard."""
    open_wished = Signal(object)
    """The `Entry` to be edited."""
    favourite_wished = Signal()
    """The selected sounds are to be marked, or unmarked."""
    remove_wished = Signal()
    """The selected sounds are to be removed."""
    tags_wished = Signal()
    """The selected sounds' tags are to be edited."""
    like_wished = Signal()
    """Sounds like the current one are wished for."""
    copy_wished = Signal()
    """The selected sounds' files are to be copied."""
    selection_changed = Signal()
    told = Signal(str)
    """Something that the user should know."""

    def __init__(self, sounds: EntryTable, outlet: Outlet) -> None:
        super().__init__()
        self._sounds = sounds
        self._outlet = outlet
        self._widths: dict[Column, int] = {}
        self._painter = CellPainter(self)
        self.context_menu = QMenu(self)
        self.setAccessibleName(self.tr("Sounds of the library"))
        self.setModel(sounds)
        self.setItemDelegate(self._painter)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.verticalHeader().hide()
        self._size_columns()
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())
        sounds.modelReset.connect(self.show_distances)

    @property
    def current_entry(self) -> Entry | None:
        """The sound that keys act on, None if there is none or it is not read yet."""
        return self._sounds.entry(self.currentIndex().row()) if self.currentIndex().isValid() else None

    @property
    def selected_ids(self) -> list[int]:
        """The numbers of the selected sounds, first to last."""
        return [int(self._sounds.ids[row]) for row in self._selected_rows()]

    @property
    def selected_entries(self) -> list[Entry]:
        """The selected sounds that have been read, first to last."""
        return [entry for row in self._selected_rows() if (entry := self._sounds.entry(row)) is not None]

    def show_playing(self, sound_id: int | None) -> None:
        """Fill the play mark of the sound that is heard."""
        self._painter.playing = sound_id
        self.viewport().update()

    def select(self, sound_id: int) -> bool:
        """Make a sound the current and only selected one and scroll to it; return whether it is there."""
        row = self._sounds.row_of(sound_id)
        if row is None:
            return False
        index = self._sounds.index(row, Column.TITLE)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)
        return True

    def show_distances(self) -> None:
        """Show the distances if sounds are sorted by them, the dates if not; leave out what there is no room for."""
        if self._sounds.has_distances:
            wanted = [Column.DISTANCE, Column.LENGTH, Column.CLASS, Column.TAGS]
        else:
            wanted = [Column.LENGTH, Column.CLASS, Column.TAGS, Column.ADDED]
        room = self.viewport().width() - 2 * _ICON_WIDTH - self.fontMetrics().averageCharWidth() * _TITLE_CHARACTERS
        for column in (Column.DISTANCE, Column.ADDED):
            self.setColumnHidden(column, True)
        for column in wanted:
            room -= self._widths[column]
            self.setColumnHidden(column, room < 0)

    def changeEvent(self, event: QEvent) -> None:
        """Fit rows and columns to another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_painter"):
            self._size_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        self.show_distances()

    def sizeHint(self) -> QSize:
        """Return a size that shows all columns."""
        return QSize(620, 420)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Play a sound, or mark it if its star is pressed."""
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or event.modifiers() or not index.isValid():
            return
        if index.column() == Column.FAVOURITE:
            self.favourite_wished.emit()
        elif (entry := index.data(Role.ENTRY)) is not None:
            self.play_wished.emit(entry)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a sound in the editor, or edit its tags if they are pressed."""
        index = self.indexAt(event.position().toPoint())
        entry = index.data(Role.ENTRY) if index.isValid() else None
        if entry is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if index.column() == Column.TAGS:
            self.tags_wished.emit()
        elif index.column() != Column.FAVOURITE:
            self.open_wished.emit(entry)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show what can be done with the selected sounds."""
        if self.selectionModel().hasSelection():
            self.context_menu.popup(event.globalPos())

    def event(self, event: QEvent) -> bool:
        """Claim the keys that mean something here before the window's shortcuts do."""
        is_question = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_question and isinstance(event, QKeyEvent) and self._deed(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Play, open, mark, tag, remove, or look for what is alike."""
        deed = self._deed(event)
        if deed is None:
            super().keyPressEvent(event)
        elif self.selectionModel().hasSelection():
            deed()

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        """Drag the selected sounds out as files."""
        drag_out(self, self.selected_ids, self._outlet, self.told.emit)

    def _deed(self, event: QKeyEvent) -> Callable[[], object] | None:
        if event.matches(QKeySequence.StandardKey.Copy):
            return self.copy_wished.emit
        if event.matches(QKeySequence.StandardKey.SelectAll):
            return self.selectAll
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        key = Qt.Key
        deeds: dict[int, Callable[[], object]] = {
            key.Key_Space: lambda: self._with_current(self.play_wished.emit),
            key.Key_Return: lambda: self._with_current(self.open_wished.emit),
            key.Key_Enter: lambda: self._with_current(self.open_wished.emit),
            key.Key_F: self.favourite_wished.emit,
            key.Key_T: self.tags_wished.emit,
            key.Key_M: self.like_wished.emit,
            key.Key_Delete: self.remove_wished.emit,
            key.Key_Backspace: self.remove_wished.emit,
        }
        return deeds.get(event.key())

    def _selected_rows(self) -> list[int]:
        # By ranges: with tens of thousands of rows selected, an index for each would take too long.
        chosen = self.selectionModel().selection()
        ranges = [chosen.at(place) for place in range(chosen.count())]
        return sorted({row for each in ranges for row in range(each.top(), each.bottom() + 1)})

    def _with_current(self, do: Callable[[Entry], object]) -> None:
        entry = self.current_entry
        if entry is not None:
            do(entry)

    def _size_columns(self) -> None:
        metrics = self.fontMetrics()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(row_height(metrics.height()))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(24)
        texts = {
            Column.CLASS: max(map(class_title, palette.CLASS_COLOURS), key=metrics.horizontalAdvance) + "    ",
            Column.LENGTH: self.tr("Length"),
            Column.TAGS: "vinyl dusty tape ...",
            Column.DISTANCE: self.tr("Distance"),
            Column.ADDED: "88/88/8888",
        }
        for column in Column:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self._widths[column] = self._width_for(column, texts[column]) if column in texts else _ICON_WIDTH
            header.resizeSection(column, self._widths[column])
        header.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        self.show_distances()

    def _width_for(self, column: Column, text: str) -> int:
        """Return the width of a column in which a text fits, and its heading in any language."""
        bold = QFont(self.font())
        bold.setBold(True)
        heading = str(self._sounds.headerData(column, Qt.Orientation.Horizontal) or "")
        needed = max(self.fontMetrics().horizontalAdvance(text), QFontMetrics(bold).horizontalAdvance(heading))
        return needed + 26
