"""What was found, as Qt sees it: every row is there at once, its contents are read page by page when they are shown."""

from collections import OrderedDict
from collections.abc import Sequence
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from drumgen.library.entry import Entry, Found
from gui.library.words import class_name, length_text, spoken, when_text

Index = QModelIndex | QPersistentModelIndex

PAGE = 100
_PAGES_KEPT = 60


class Column(IntEnum):
    """What the columns show."""

    PLAY = 0
    TITLE = 1
    CLASS = 2
    LENGTH = 3
    TAGS = 4
    DISTANCE = 5
    ADDED = 6
    FAVOURITE = 7


class Role(IntEnum):
    """Data that the model offers beyond Qt's own roles."""

    ENTRY = Qt.ItemDataRole.UserRole + 1


class EntryTable(QAbstractTableModel):
    """The sounds that a search found.

    Whoever owns the model answers `page_wished` with `set_page`; until then a row is there but empty.
    """

    page_wished = Signal(int, object)
    """The number of a page, and the numbers of its sounds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._distances: NDArray[np.float32] | None = None
        self._pages: OrderedDict[int, dict[int, Entry]] = OrderedDict()
        self._wanted: set[int] = set()
        self._asked: set[int] = set()
        self._ask = QTimer(self, singleShot=True, interval=0)
        self._ask.timeout.connect(self._ask_for_pages)

    @property
    def ids(self) -> NDArray[np.int64]:
        """The numbers of all sounds found."""
        return self._ids

    @property
    def has_distances(self) -> bool:
        """Whether sounds are sorted by likeness."""
        return self._distances is not None

    def show(self, found: Found) -> None:
        """Show other sounds."""
        self.beginResetModel()
        self._ids, self._distances = found.ids, found.distances
        self._forget_pages()
        self.endResetModel()

    def renew(self, found: Found) -> None:
        """Show what is found now; the same sounds in the same order stay where they are and are read again."""
        if found.distances is None and self._distances is None and np.array_equal(found.ids, self._ids):
            # What is shown stays until the new contents come.
            self._wanted = set(self._pages)
            self._asked.clear()
            self._ask.start()
        else:
            self.show(found)

    def set_page(self, page: int, ids: NDArray[np.int64], entries: Sequence[Entry]) -> None:
        """Take the contents of a page; contents of rows that are not there any more are left."""
        first = page * PAGE
        if not np.array_equal(self._ids[first : first + PAGE], ids):
            return
        self._asked.discard(page)
        self._pages[page] = {entry.id: entry for entry in entries}
        self._pages.move_to_end(page)
        while len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        last = min(first + PAGE, len(self._ids)) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))

    def entry(self, row: int) -> Entry | None:
        """Return a row's sound if it has been read."""
        if not 0 <= row < len(self._ids):
            return None
        return self._pages.get(row // PAGE, {}).get(int(self._ids[row]))

    def row_of(self, sound_id: int) -> int | None:
        """Return the row of a sound, None if it was not found."""
        rows = np.flatnonzero(self._ids == sound_id)
        return int(rows[0]) if len(rows) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of sounds."""
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what `role` asks of a cell; what is not read yet is asked for."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = index.column() in (Column.LENGTH, Column.DISTANCE)
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role not in (
            Role.ENTRY,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        entry = self.entry(index.row())
        if entry is None:
            self._want(index.row() // PAGE)
            return None
        match role:
            case Role.ENTRY:
                return entry
            case Qt.ItemDataRole.DisplayRole:
                return self._text(entry, index)
            case Qt.ItemDataRole.ToolTipRole:
                return str(entry.path)
        return spoken(entry) if index.column() in (Column.PLAY, Column.TITLE) else self._text(entry, index)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the columns' names."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = section in (Column.LENGTH, Column.DISTANCE)
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        names = {
            Column.TITLE: self.tr("Title"),
            Column.CLASS: self.tr("Class"),
            Column.LENGTH: self.tr("Length"),
            Column.TAGS: self.tr("Tags"),
            Column.DISTANCE: self.tr("Distance"),
            Column.ADDED: self.tr("Added"),
        }
        spoken_names = {**names, Column.PLAY: self.tr("Play"), Column.FAVOURITE: self.tr("Favourite")}
        if role == Qt.ItemDataRole.DisplayRole:
            return names.get(Column(section), "")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_names[Column(section)]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell."""
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsDragEnabled | flag.ItemNeverHasChildren

    def supportedDragActions(self) -> Qt.DropAction:
        """Sounds are copied out, never moved."""
        return Qt.DropAction.CopyAction

    def _text(self, entry: Entry, index: Index) -> str:
        match Column(index.column()):
            case Column.TITLE:
                return entry.title
            case Column.CLASS:
                return class_name(entry.label)
            case Column.LENGTH:
                return length_text(entry.duration_s)
            case Column.TAGS:
                return ", ".join(entry.tags)
            case Column.DISTANCE:
                if self._distances is None:
                    return ""
                return QLocale().toString(float(self._distances[index.row()]), "f", 2)
            case Column.ADDED:
                return when_text(entry.added)
            case Column.FAVOURITE:
                return self.tr("favourite") if entry.favourite else ""
        return ""

    def _want(self, page: int) -> None:
        if page not in self._asked:
            self._wanted.add(page)
            if not self._ask.isActive():
                self._ask.start()

    def _ask_for_pages(self) -> None:
        wanted, self._wanted = sorted(self._wanted), set()
        # While one scrolls fast, pages that have flown by are no longer of interest: the last ones come first.
        for page in wanted[::-1]:
            self._asked.add(page)
            self.page_wished.emit(page, self._ids[page * PAGE : (page + 1) * PAGE])

    def _forget_pages(self) -> None:
        self._pages.clear()
        self._wanted.clear()
        self._asked.clear()
