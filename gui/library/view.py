"""The library's view: search line, table and map, and what can be done with the sounds in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from drumgen.library.entry import Entry, Folder, Found, MapPoints, Query, Source
from drumgen.library.library import Library
from gui.library.controller import LibraryController
from gui.library.deeds import SoundDeeds
from gui.library.empty import EmptyLibrary, NothingFound
from gui.library.header import LibraryHeader, WorkRow
from gui.library.map.view import MapView
from gui.library.search_bar import SearchBar
from gui.library.table.model import EntryTable
from gui.library.table.view import SoundTable
from gui.sounds.dropping import can_be_read
from gui.widgets.parts import holds_focus

_GROWTH = 1.2  # the map is arranged again by itself when there are so many times more sounds than the last time


@dataclass(frozen=True)
class _State:
    """What is in the library, apart from the sounds themselves."""

    count: int
    labels: list[str]
    folders: list[Folder]


class LibraryView(QWidget):
    """Everything to see and do in the library.

    Parameters
    ----------
    controller : LibraryController
        Reads and writes; its `clip_ready` brings what is to be heard.
    """

    play_wished = Signal(object)
    """The `Entry` that was clicked; the controller's `clip_ready` follows with its samples."""
    open_wished = Signal(object)
    """The `Entry` to be opened in the editor."""
    pad_wished = Signal(object)
    """The `Entry` to be put on a pad."""
    vary_wished = Signal(object)
    """The `Entry` to be varied."""
    near_wished = Signal(object, object)
    """The `Entry` list nearest to a place of the map, nearest first, and the place."""
    morph_wished = Signal(object, object)
    """Two `Entry` between which sounds are wished for."""
    dropped = Signal(object)
    """The `QMimeData` of files that were dropped from elsewhere; it is gone when the signal has been handled."""
    told = Signal(str)
    """Something for the status line."""

    def __init__(self, controller: LibraryController) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.setObjectName("results")
        self.setAccessibleName(self.tr("Library"))
        self._controller = controller
        self._state = _State(0, [], [])
        self._found: Found | None = None
        self._arranged_for = 0
        self.search = SearchBar()
        self.work = WorkRow(controller)
        self.sounds = EntryTable(self)
        self.table = SoundTable(self.sounds, controller)
        self.deeds = SoundDeeds(controller, self.table, self.search, self)
        self.header = LibraryHeader(controller, self.deeds, self.choose_folder)
        self.map = MapView(controller)
        self.empty = EmptyLibrary(self.choose_folder)
        self.nothing = NothingFound(self.search.clear)
        self._lists = QStackedWidget()
        self._pages = QStackedWidget()
        self._lay_out()
        self._fill_menu()
        self._connect()
        self._update_deeds()
        if controller.library is not None:  # it has told already what is in it
            self._read_state()

    def focus_search(self) -> None:
        """Let the user type what to look for."""
        self.search.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.text.selectAll()

    def focus_sounds(self) -> None:
        """Give the keyboard to the sounds, or to the way to have some."""
        empty = self._pages.currentWidget() is self.empty
        (self.empty.add_folder if empty else self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_folder(self) -> None:
        """Let the user choose a folder of samples, and read it."""
        dialog = QFileDialog(self, self.tr("Add a folder of samples"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self._controller.scan(Path(name)))
        dialog.open()

    def show_entry(self, sound_id: int) -> None:
        """Select a sound in the table and on the map, ending the search if that hides it."""
        if not self.table.select(sound_id):
            self.search.clear()
        self.map.select(sound_id)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files from elsewhere, not the library's own."""
        if event.source() is None and can_be_read(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what was dropped."""
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())

    def _lay_out(self) -> None:
        for page in (self.table, self.nothing):
            self._lists.addWidget(page)
        left = QWidget()
        layout = QVBoxLayout(left)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._lists, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.map)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.map.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.splitter)
        bar = QWidget()
        bar.setObjectName("searchBar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QVBoxLayout(bar)
        inside.setContentsMargins(16, 8, 14, 8)
        inside.addWidget(self.search)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.header)
        outer.addWidget(bar)
        outer.addWidget(self._pages, 1)
        outer.addWidget(self.work)

    def _fill_menu(self) -> None:
        menu, deeds = self.table.context_menu, self.deeds
        for text, signal in (
            (self.tr("Open in the editor"), self.open_wished),
            (self.tr("Put on a pad"), self.pad_wished),
            (self.tr("Vary"), self.vary_wished),
        ):
            menu.addAction(text, partial(self._with_current, signal.emit))
        menu.addSeparator()
        for text, do in (
            (self.tr("More like this"), deeds.more_like_this),
            (self.tr("Favourite"), deeds.mark),
            (self.tr("Tags…"), deeds.edit_tags),
            (self.tr("Rename…"), deeds.rename),
            (self.tr("Copy as file"), deeds.copy),
            (self.tr("Show in folder"), deeds.reveal),
        ):
            menu.addAction(text, do)
        self._remove_action = menu.addAction(self.tr("Remove"), deeds.remove)

    def _connect(self) -> None:
        controller, deeds, table, sounds = self._controller, self.deeds, self.table, self.map
        deeds.told.connect(self.told)
        controller.changed.connect(self._read_state)
        controller.told.connect(self.told)
        controller.clip_ready.connect(lambda entry, clip: table.show_playing(entry.id))
        self.sounds.page_wished.connect(self._read_page)
        self.search.query_changed.connect(self._find)
        table.play_wished.connect(self._play)
        table.open_wished.connect(self.open_wished)
        table.favourite_wished.connect(deeds.mark)
        table.remove_wished.connect(deeds.remove)
        table.tags_wished.connect(deeds.edit_tags)
        table.like_wished.connect(deeds.more_like_this)
        table.copy_wished.connect(deeds.copy)
        table.told.connect(self.told)
        table.selection_changed.connect(self._follow_selection)
        sounds.play_wished.connect(controller.play)
        sounds.hover_played.connect(controller.play)
        sounds.selected.connect(table.select)
        sounds.open_wished.connect(self.open_wished)
        sounds.near_wished.connect(self.near_wished)
        sounds.morph_wished.connect(self.morph_wished)
        sounds.told.connect(self.told)
        self.header.map_shown.toggled.connect(sounds.setVisible)

    def _play(self, entry: Entry) -> None:
        self.play_wished.emit(entry)
        self._controller.play(entry.id)

    def _with_current(self, do: Callable[[Entry], object]) -> None:
        entry = self.table.current_entry
        if entry is not None:
            do(entry)

    def _read_state(self) -> None:
        """Bring everything up to date with the library."""

        def read(library: Library) -> _State:
            return _State(len(library), library.labels(), library.folders())

        self._controller.ask(read, self._show_state)
        self._controller.read_map(self._show_map)

    def _show_state(self, state: _State) -> None:
        self._state = state
        self.search.set_labels(state.labels)
        self.header.show_folders(state.folders)
        self._find(self.search.query)

    def _show_map(self, points: MapPoints) -> None:
        now = self.map.canvas.points
        if not (np.array_equal(points.ids, now.ids) and np.array_equal(points.places, now.places)):
            self.map.show_points(points)
            self._show_on_map()
        if points.to_arrange and not self._controller.is_working and len(points.ids) > _GROWTH * self._arranged_for:
            self._arranged_for = len(points.ids)
            self._controller.arrange_map()

    def _find(self, query: Query) -> None:
        self._controller.find(query, self._show_found)

    def _show_found(self, found: Found) -> None:
        if found.query != self.search.query:
            return
        same = self._found is not None and self._found.query == found.query
        stays = same or found.query.like is not None  # the sound that others are like stays selected
        selected = self.table.selected_ids if stays else []
        self._found = found
        (self.sounds.renew if same else self.sounds.show)(found)
        if not same:
            self.table.scrollToTop()
        if len(selected) == 1 and not self.table.selectionModel().hasSelection():
            self.table.select(selected[0])
        self._show_on_map()
        self._show_page()
        self._update_deeds()

    def _show_on_map(self) -> None:
        everything = self._found is None or self.search.is_plain or self.search.query.like is not None
        self.map.show_found(None if everything or self._found is None else self._found.ids)

    def _show_page(self) -> None:
        found = 0 if self._found is None else len(self._found.ids)
        query = self.search.query
        is_empty = self._state.count == 0 and query.source is not Source.REMOVED
        had_focus = holds_focus(self._pages)
        turned = (self._pages.currentWidget() is self.empty) != is_empty
        self._pages.setCurrentWidget(self.empty if is_empty else self.splitter)
        self._lists.setCurrentWidget(self.table if found else self.nothing)
        if turned and had_focus:
            self.focus_sounds()
        if query.text:
            self.nothing.say(self.tr("Nothing matches “{text}”.").format(text=query.text))
        else:
            self.nothing.say(self.tr("There is no sound of this kind."))
        self.header.show_tally(self._state.count, found, everything=self.search.is_plain)

    def _read_page(self, page: int, ids: Sequence[int]) -> None:
        self._controller.ask(
            lambda library: library.entries(ids), lambda entries: self.sounds.set_page(page, np.asarray(ids), entries)
        )

    def _follow_selection(self) -> None:
        self._update_deeds()
        current = self.table.currentIndex()
        if current.isValid() and current.row() < len(self.sounds.ids) and self.table.hasFocus():
            self.map.select(int(self.sounds.ids[current.row()]))

    def _update_deeds(self) -> None:
        removed = self.deeds.shows_removed
        self._remove_action.setText(self.tr("Restore") if removed else self.tr("Remove"))
        self.header.update_deeds(self.table.selectionModel().hasSelection(), removed)
