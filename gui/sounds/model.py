"""The list of sounds as Qt sees it."""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    QUrl,
    Signal,
)

from drumgen.errors import DrumgenError
from gui.sounds.files import SessionFiles
from gui.sounds.item import SoundItem, Take

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """Data the list offers beyond Qt's own roles."""

    ITEM = Qt.ItemDataRole.UserRole + 1
    FAVOURITE = Qt.ItemDataRole.UserRole + 2


class SoundList(QAbstractListModel):
    """The sounds in the order they came.

    Parameters
    ----------
    files : SessionFiles
        Where sounds that are dragged or copied lie as WAV files.
    parent : QObject or None
        Qt's owner of this object.
    """

    failed = Signal(object)
    """A `DrumgenError` that kept sounds from being handed out."""
    take_changed = Signal(object)
    """A `SoundItem` that got another take."""
    removed = Signal(object)
    """A list of `SoundItem`s that were taken out."""

    handed_out = Signal(object)
    """A list of `SoundItem`s whose files were dragged or copied."""

    def __init__(self, files: SessionFiles, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files = files
        self._items: list[SoundItem] = []

    @property
    def items(self) -> Sequence[SoundItem]:
        """All sounds, first to last."""
        return tuple(self._items)

    def insert(self, placed: Iterable[tuple[int, SoundItem]]) -> None:
        """Put items at the rows that they are to have in the end."""
        for run in _runs(placed):
            first = run[0][0]
            self.beginInsertRows(QModelIndex(), first, first + len(run) - 1)
            self._items[first:first] = [item for _, item in run]
            self.endInsertRows()

    def append(self, items: Sequence[SoundItem]) -> None:
        """Put items at the end."""
        self.insert(enumerate(items, start=len(self._items)))

    def remove(self, items: Iterable[SoundItem]) -> list[tuple[int, SoundItem]]:
        """Take items out and return them with the rows they had, as `insert` takes them."""
        placed = [(self._items.index(item), item) for item in items]
        for run in reversed(_runs(placed)):
            first, last = run[0][0], run[-1][0]
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._items[first : last + 1]
            self.endRemoveRows()
        self.removed.emit([item for _, item in placed])
        return placed

    def set_take(self, item: SoundItem, take: Take) -> None:
        """Put another take in an item's place."""
        item.take = take
        self.refresh(item)
        self.take_changed.emit(item)

    def set_favourite(self, item: SoundItem, favourite: bool) -> None:
        """Mark or unmark an item."""
        item.favourite = favourite
        self.refresh(item)

    def refresh(self, item: SoundItem) -> None:
        """Tell views that an item changed; one that is not in the list (any more) is nobody's concern."""
        if item in self._items:
            index = self.index(self._items.index(item))
            self.dataChanged.emit(index, index)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of sounds."""
        return 0 if parent is not None and parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what `role` asks of a row."""
        if not index.isValid() or index.row() >= len(self._items):
            return None
        item = self._items[index.row()]
        match role:
            case Role.ITEM:
                return item
            case Role.FAVOURITE:
                return item.favourite
            case Qt.ItemDataRole.DisplayRole:
                return f"{item.title} {item.seed}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return item.spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a row."""
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsDragEnabled | flag.ItemNeverHasChildren

    def supportedDragActions(self) -> Qt.DropAction:
        """Sounds are copied out, never moved."""
        return Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        """Return the kinds of data that rows give."""
        return ["text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the rows as URLs of WAV files that exist; without any if they cannot be written."""
        data = QMimeData()
        items = [self._items[index.row()] for index in sorted(indexes, key=lambda index: index.row())]
        try:
            data.setUrls([QUrl.fromLocalFile(str(self._files.hand_out(item.take))) for item in items])
        except DrumgenError as error:
            self.failed.emit(error)
        else:
            self.handed_out.emit(items)
        return data


class FavouriteFilter(QSortFilterProxyModel):
    """The list as the window shows it: all sounds, or the favourites alone."""

    def __init__(self, source: SoundList, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._only_favourites = False
        self.setSourceModel(source)

    @property
    def only_favourites(self) -> bool:
        """Whether sounds without a mark are hidden."""
        return self._only_favourites

    def show_only_favourites(self, only: bool) -> None:
        """Hide or show sounds without a mark."""
        self.beginFilterChange()
        self._only_favourites = only
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Decide whether a row shows."""
        if not self._only_favourites:
            return True
        return bool(self.sourceModel().index(source_row, 0, source_parent).data(Role.FAVOURITE))


def item_at(index: Index) -> SoundItem:
    """Return the sound of a valid index, of the list or of its filter."""
    item = index.data(Role.ITEM)
    assert isinstance(item, SoundItem)
    return item


def _runs(placed: Iterable[tuple[int, SoundItem]]) -> list[list[tuple[int, SoundItem]]]:
    """Group (row, item) pairs into runs of neighbouring rows, lowest first."""
    runs: list[list[tuple[int, SoundItem]]] = []
    for row, item in sorted(placed, key=lambda pair: pair[0]):
        if runs and row == runs[-1][-1][0] + 1:
            runs[-1].append((row, item))
        else:
            runs.append([(row, item)])
    return runs
