"""The library's room."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QWidget

from drumgen.audio.clip import Clip
from drumgen.audio.files import read_clip
from drumgen.editing.editor import SoundEditor
from drumgen.engine.generator import GeneratedSound
from drumgen.engine.progress import CancelQuery, ProgressCallback
from drumgen.errors import DrumgenError
from drumgen.library.entry import Entry
from gui.jobs import Pool
from gui.library.controller import LibraryController
from gui.library.view import LibraryView
from gui.shell.rooms.shared import Shared
from gui.sounds.dropping import Dropped, read_drop, sort_drop
from gui.studio import draw_seed

NAME = "library"
VARIATIONS = 4
BETWEEN = 4
_STRENGTH = 0.4  # far enough to be another sound, near enough to be told as related
_NEAREST = 3
_DIVISION, _MAP_SHOWN, _PLAYS_ON_HOVER = "library/division", "library/map_shown", "library/plays_on_hover"


class LibraryRoom(QObject):
    """Makes the library's view and connects it; the library itself is open as long as the app.

    Parameters
    ----------
    shared : Shared
        What the rooms work with.
    editor : SoundEditor
        Makes sounds of sounds.
    folder : Path
        Where the library lies.
    """

    drop_wished = Signal(object, bool)
    """A list of `Path` that were dropped, none of them a folder, and whether something else lies elsewhere."""
    open_wished = Signal(object, str)
    """A `GeneratedSound` or `Clip` for the editor, and its name."""
    pad_wished = Signal(object)
    """A `GeneratedSound` or `Clip` for a pad."""

    def __init__(self, shared: Shared, editor: SoundEditor, folder: Path) -> None:
        super().__init__()
        self._shared = shared
        self._editor = editor
        self.library = LibraryController(shared.jobs, folder, shared.window.undo_stack, shared.files)
        self.library.clip_ready.connect(lambda entry, clip: self._hear(clip))
        self.library.failed.connect(shared.complain)
        self.library.told.connect(shared.tell)
        self._view: LibraryView | None = None

    @property
    def made(self) -> LibraryView:
        """The library's view, made when it is first asked for."""
        if self._view is None:
            self._view = self._make()
        return self._view

    def view(self) -> QWidget:
        """Return the library's view."""
        return self.made

    def _restore_layout(self, view: LibraryView) -> None:
        """Divide a view that is new as it was divided the last time."""
        settings = self._shared.settings
        view.splitter.restoreState(settings.bytes(_DIVISION))
        view.header.map_shown.setChecked(settings.get(_MAP_SHOWN, view.header.map_shown.isChecked()))
        view.map.hover.setChecked(settings.get(_PLAYS_ON_HOVER, view.map.hover.isChecked()))

    def remember(self) -> None:
        """Write down how the view is divided, if it was looked at."""
        if self._view is not None:
            settings = self._shared.settings
            settings.set_bytes(_DIVISION, self._view.splitter.saveState())
            settings.set(_MAP_SHOWN, self._view.header.map_shown.isChecked())
            settings.set(_PLAYS_ON_HOVER, self._view.map.hover.isChecked())

    def keep(self, sound: GeneratedSound | Clip, *, favourite: bool = False) -> None:
        """Put a sound in the library."""
        self.library.keep(sound, favourite=favourite)

    def vary(self, entry: Entry) -> None:
        """Make variations of a sound; they appear in the list."""
        self._vary(lambda: sound_of(entry), entry.label)

    def vary_sound(self, sound: GeneratedSound | Clip, label: str) -> None:
        """Make variations of a sound in memory; they appear in the list."""
        self._vary(lambda: sound, label)

    def _vary(self, source: Callable[[], GeneratedSound | Clip], label: str) -> None:
        def sounds(progress: ProgressCallback, cancel: CancelQuery) -> Sequence[GeneratedSound]:
            return self._editor.vary(
                source(),
                strength=_STRENGTH,
                seed=draw_seed(),
                label=label or None,
                count=VARIATIONS,
                progress=progress,
                cancel=cancel,
            )

        self._make_sounds(VARIATIONS, sounds)

    def near(self, entries: Sequence[Entry]) -> None:
        """Make sounds that are akin to those nearest to a place of the map."""
        sources = entries[:_NEAREST]
        if not sources:
            return
        seed = draw_seed()

        def sounds(progress: ProgressCallback, cancel: CancelQuery) -> Iterator[GeneratedSound]:
            for place in range(VARIATIONS):
                if cancel():
                    return
                entry = sources[place % len(sources)]
                yield from self._editor.vary(
                    sound_of(entry), strength=_STRENGTH, seed=seed + place, label=entry.label or None, cancel=cancel
                )
                progress(place + 1, VARIATIONS)

        self._make_sounds(VARIATIONS, sounds)

    def between(self, first: Entry, second: Entry) -> None:
        """Make the sounds on the way from one to another."""

        def sounds(progress: ProgressCallback, cancel: CancelQuery) -> Sequence[GeneratedSound]:
            line = self._editor.morph_line(
                sound_of(first), sound_of(second), count=BETWEEN + 2, progress=progress, cancel=cancel
            )
            return line[1:-1]  # the ends are there already

        self._make_sounds(BETWEEN, sounds)

    def _make_sounds(
        self, count: int, sounds: Callable[[ProgressCallback, CancelQuery], Iterable[GeneratedSound]]
    ) -> None:
        if self._shared.studio.is_busy:
            self._shared.tell(self.tr("Sounds are being made already; wait for them or cancel with Esc."))
            return
        self._shared.window.views.show_view("sounds")
        self._shared.studio.make(count, sounds)

    def _hear(self, clip: Clip) -> None:
        try:
            self._shared.speakers.play(clip)
        except DrumgenError as error:
            self._shared.complain(error)

    def _take_drop(self, data: QMimeData) -> None:
        """Read dropped folders as folders of samples; without any, sounds go where sounds are opened."""
        paths, is_remote = read_drop(data)

        def show(dropped: Dropped) -> None:
            for folder in dropped.folders:
                self.library.scan(folder)
            if not dropped.folders:
                self.drop_wished.emit(paths, is_remote)

        self._shared.jobs.run(lambda job: sort_drop(paths, is_remote=is_remote), pool=Pool.FILES, on_done=show)

    def _read(self, entry: Entry, then: Callable[[GeneratedSound | Clip], object]) -> None:
        self._shared.jobs.run(
            lambda job: sound_of(entry), pool=Pool.FILES, on_done=then, on_error=self._shared.complain
        )

    def _make(self) -> LibraryView:
        view = LibraryView(self.library)
        view.told.connect(self._shared.tell)
        view.dropped.connect(self._take_drop)
        view.open_wished.connect(
            lambda entry: self._read(entry, lambda sound: self.open_wished.emit(sound, entry.title))
        )
        view.pad_wished.connect(lambda entry: self._read(entry, self.pad_wished.emit))
        view.vary_wished.connect(self.vary)
        view.near_wished.connect(lambda entries, place: self.near(entries))
        view.morph_wished.connect(self.between)
        self._restore_layout(view)
        return view


def sound_of(entry: Entry) -> GeneratedSound | Clip:
    """Read the sound of an entry, with its provenance if it has one; takes time.

    Raises
    ------
    AudioFileError
        If its file is gone or damaged.
    """
    clip = read_clip(entry.path)
    return clip if entry.provenance is None else GeneratedSound(clip, entry.provenance)
