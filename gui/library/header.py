"""The library's header: how much there is, and buttons for the selected sounds and for the folders; the row of work."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QMenu, QProgressBar, QSizePolicy, QToolButton, QWidget

from drumgen.library.entry import Folder
from gui.library.controller import LibraryController
from gui.library.deeds import SoundDeeds
from gui.library.dialogs import ListDialog
from gui.widgets.parts import icon_button, label, named, push_button, row


class LibraryHeader(QWidget):
    """Title, tally and buttons.

    Parameters
    ----------
    controller : LibraryController
    deeds : SoundDeeds
        What the buttons do.
    choose_folder : callable
        Lets the user choose a folder to add.
    """

    def __init__(self, controller: LibraryController, deeds: SoundDeeds, choose_folder: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._controller = controller
        self._choose_folder = choose_folder
        self._folders: Sequence[Folder] = ()
        self.tally = label("", "caption")
        self.tally.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        tr = self.tr
        self.like = _button("similar", tr("More like this"), tr("Sounds like this one (M)"), deeds.more_like_this)
        self.mark = _button("star", tr("Favourite"), tr("Mark or unmark the selected sounds (F)"), deeds.mark)
        self.tags = _button("tag", tr("Tags"), tr("Edit the selected sounds' tags (T)"), deeds.edit_tags)
        self.copy = _button("copy", tr("Copy as file"), tr("Copy the selected sounds' files (Ctrl+C)"), deeds.copy)
        self.reveal = _button("reveal", tr("Show in folder"), tr("Show the file in the file manager"), deeds.reveal)
        self.remove = _button("delete", tr("Remove"), "", deeds.remove)
        self.folders = _button("add_folder", tr("Folders"), tr("Add a folder of samples, or see those there are"))
        tip = tr("Look for new and changed files in all folders")
        self.rescan = _button("refresh", tr("Look for changes"), tip, controller.rescan)
        self.history = _button("history", tr("History"), tr("What was done, to be taken back"), deeds.show_history)
        self.map_shown = icon_button("map", self.tr("Map"), self.tr("Show the map beside the table"), checked="map")
        self.map_shown.setChecked(True)
        self.map_shown.setProperty("role", "flat")
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.folders.setMenu(self._menu)
        self.folders.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._deeds = (self.like, self.mark, self.tags, self.copy, self.reveal, self.remove)
        layout = row(label(self.tr("Library"), "title"), self.tally, *self._deeds, gap=4)
        layout.insertSpacing(1, 8)
        layout.setStretch(2, 1)
        layout.addSpacing(12)
        for button in (self.folders, self.rescan, self.history, self.map_shown):
            layout.addWidget(button)
        layout.setContentsMargins(20, 9, 14, 9)
        self.setLayout(layout)
        self.update_deeds(False, False)

    def show_tally(self, count: int, found: int, *, everything: bool) -> None:
        """Say how many sounds there are, and how many of them were found."""
        numbers = QLocale()
        if everything:
            text = numbers.toString(count)
        else:
            text = self.tr("{found} of {count}").format(found=numbers.toString(found), count=numbers.toString(count))
        self.tally.setText(text if count or not everything else "")

    def show_folders(self, folders: Sequence[Folder]) -> None:
        """Know which folders there are."""
        self._folders = folders
        self.rescan.setEnabled(bool(folders))

    def update_deeds(self, has_selection: bool, removed: bool) -> None:
        """Offer what can be done with the selected sounds."""
        for button in self._deeds:
            button.setEnabled(has_selection)
        if removed:
            named(self.remove, self.tr("Restore"), self.tr("Bring the selected sounds back (Del)"))
        else:
            named(self.remove, self.tr("Remove"), self.tr("Take the selected sounds out of the library (Del)"))

    def _fill_menu(self) -> None:
        self._menu.clear()
        self._menu.addAction(self.tr("Add a folder…"), self._choose_folder)
        if self._folders:
            self._menu.addSeparator()
        for folder in self._folders:
            count = QLocale().toString(folder.count)
            name = self.tr("{folder} ({count} sounds)").format(folder=folder.path.name or folder.path, count=count)
            inner = self._menu.addMenu(name.replace("&", "&&"))
            inner.setToolTip(str(folder.path))
            inner.addAction(self.tr("Look for changes"), partial(self._controller.scan, folder.path))
            if folder.unreadable:
                text = self.tr("Files that could not be read ({count})…").format(count=folder.unreadable)
                inner.addAction(text, partial(self._show_unreadable, folder))
            inner.addAction(self.tr("Take out of the library"), partial(self._controller.forget_folder, folder.id))

    def _show_unreadable(self, folder: Folder) -> None:
        def show(files: list[tuple[str, str]]) -> None:
            title = self.tr("Files that could not be read")
            ListDialog(title, str(folder.path), [f"{path}\n{reason}" for path, reason in files], self.window()).open()

        self._controller.ask(lambda library: library.unreadable(folder.id), show)


class WorkRow(QWidget):
    """Says which long work runs and how far it is, with a button to stop it; hidden while there is none.

    Parameters
    ----------
    controller : LibraryController
    """

    def __init__(self, controller: LibraryController) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.text = label("", "caption")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the library's work"))
        self.cancel = push_button(self.tr("Cancel"), role="small", on_click=controller.cancel_work)
        self.cancel.setAccessibleName(self.tr("Cancel the library's work"))
        layout = row(self.text, self.bar, self.cancel, gap=12)
        layout.setStretch(1, 1)
        layout.setContentsMargins(20, 5, 14, 5)
        self.setLayout(layout)
        self.hide()
        controller.progressed.connect(self._show)
        controller.work_ended.connect(self.hide)

    def _show(self, what: str, done: int, total: int) -> None:
        numbers = QLocale()
        if total == 0:
            self.text.setText(self.tr("{work} …").format(work=what))
        elif total == 100:
            self.text.setText(self.tr("{work}: {done} %").format(work=what, done=done))
        else:
            self.text.setText(
                self.tr("{work}: {done} of {total}").format(
                    work=what, done=numbers.toString(done), total=numbers.toString(total)
                )
            )
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.show()


def _button(picture: str, name: str, tip: str, on_click: Callable[[], object] | None = None) -> QToolButton:
    button = icon_button(picture, name, tip, on_click=on_click)
    button.setProperty("role", "flat")
    return button
