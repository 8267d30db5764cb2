"""What the user does to the list, as steps that Ctrl+Z takes back."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QUndoCommand

from gui.sounds.item import SoundItem, Take
from gui.sounds.model import SoundList

translate = QCoreApplication.translate


class RemoveSounds(QUndoCommand):
    """Take sounds out of the list."""

    def __init__(self, sounds: SoundList, items: Sequence[SoundItem]) -> None:
        super().__init__(translate("Undo", "remove %n sound(s)", "", len(items)))
        self._sounds = sounds
        self._items = items
        self._placed: list[tuple[int, SoundItem]] = []

    def redo(self) -> None:
        """Take them out."""
        self._placed = self._sounds.remove(self._items)

    def undo(self) -> None:
        """Put them back where they were."""
        self._sounds.insert(self._placed)


class ReplaceTake(QUndoCommand):
    """Put a regenerated take in an item's place."""

    def __init__(self, sounds: SoundList, item: SoundItem, take: Take) -> None:
        super().__init__(translate("Undo", "regenerate {sound}").format(sound=item.title))
        self._sounds = sounds
        self._item = item
        self._before = item.take
        self._after = take

    def redo(self) -> None:
        """Show the new take."""
        self._sounds.set_take(self._item, self._after)

    def undo(self) -> None:
        """Show the old one."""
        self._sounds.set_take(self._item, self._before)


class MarkFavourites(QUndoCommand):
    """Mark or unmark sounds as favourites."""

    def __init__(self, sounds: SoundList, items: Sequence[SoundItem], favourite: bool) -> None:
        mark = translate("Undo", "mark %n sound(s)", "", len(items))
        super().__init__(mark if favourite else translate("Undo", "unmark %n sound(s)", "", len(items)))
        self._sounds = sounds
        self._items = [item for item in items if item.favourite != favourite]
        self._favourite = favourite

    def redo(self) -> None:
        """Set the mark."""
        self._set(self._favourite)

    def undo(self) -> None:
        """Set it as it was."""
        self._set(not self._favourite)

    def _set(self, favourite: bool) -> None:
        for item in self._items:
            self._sounds.set_favourite(item, favourite)
