"""Between the library and its views: all that reads or writes runs on worker threads and comes back as signals."""

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack

from drumgen.audio.clip import Clip
from drumgen.audio.files import read_clip
from drumgen.engine.generator import GeneratedSound
from drumgen.errors import LibraryError
from drumgen.library.entry import Entry, MapPoints, Query, Step
from drumgen.library.intake.keeping import Reconciled
from drumgen.library.intake.scanning import ScanReport
from drumgen.library.library import Library
from gui.jobs import Job, Jobs, Pool
from gui.library.commands import LibraryStep
from gui.sounds.files import SessionFiles
from gui.sounds.outlet import AS_MADE

T = TypeVar("T")

_SETTLE_MS = 120  # changes that come together are told once
_SCAN_TELLS_S = 3.0


class LibraryController(QObject):
    """The library as the app uses it.

    Parameters
    ----------
    jobs : Jobs
        Runs everything.
    folder : Path
        The library's folder.
    undo_stack : QUndoStack or None
        Where what was done can be taken back; None leaves that to `Library.undo`.
    files : SessionFiles or None
        Knows in which form files are handed out; None hands out those of the library.
    """

    opened = Signal()
    """The library can be used from now on."""
    failed = Signal(object)
    """An exception that kept a wish from coming true."""
    told = Signal(str)
    """Something that the user should know."""
    changed = Signal()
    """What is in the library has changed."""
    kept = Signal(object)
    """The `Entry` of a sound that was kept."""
    clip_ready = Signal(object, object)
    """An `Entry` and its `Clip`, to be heard at once."""
    progressed = Signal(str, int, int)
    """What long work runs, how much of it is done, and the total (0: not known yet)."""
    work_ended = Signal()
    """No long work runs any more."""

    def __init__(
        self, jobs: Jobs, folder: Path, undo_stack: QUndoStack | None = None, files: SessionFiles | None = None
    ) -> None:
        super().__init__()
        self._jobs = jobs
        self._folder = folder
        self._undo = undo_stack
        self._files = files
        self._library: Library | None = None
        self._search: Job | None = None
        self._listen: Job | None = None
        self._work: list[Job] = []
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self.changed.emit)

    @property
    def folder(self) -> Path:
        """The library's folder."""
        return self._folder

    @property
    def library(self) -> Library | None:
        """The library, None until it is open."""
        return self._library

    @property
    def is_working(self) -> bool:
        """Whether long work runs or waits."""
        return bool(self._work)

    def open(self) -> None:
        """Open the library; `opened` or `failed` follows. Then its files are looked through in the background."""
        if self._library is None:
            self._jobs.run(
                lambda job: Library(self._folder), pool=Pool.LIBRARY, on_done=self._open, on_error=self.failed.emit
            )

    def close(self) -> None:
        """Close the file; call it when no job runs any more."""
        if self._library is not None:
            self._library.close()
            self._library = None

    def keep(
        self, sound: GeneratedSound | Clip, *, favourite: bool = False, tags: Iterable[str] = (), title: str = "",
        label: str = "",
    ) -> None:  # fmt: skip
        """Keep a sound; `kept` follows."""
        wanted = tuple(tags)

        def work(library: Library) -> tuple[Entry, list[Step]]:
            before = {step.id for step in library.history(limit=1)}
            entry = library.keep(sound, favourite=favourite, tags=wanted, title=title, label=label)
            return entry, [step for step in library.history(limit=1) if step.id not in before]

        def done(result: tuple[Entry, list[Step]]) -> None:
            entry, steps = result
            for step in steps:
                self._push(step)
            self._settle.start()
            self.kept.emit(entry)

        self.ask(work, done)

    def find(self, query: Query, on_found: Callable[..., object]) -> None:
        """Look for sounds; an earlier search that is still waiting is dropped."""
        if self._search is not None:
            self._search.cancel()
        self._search = self.ask(lambda library: library.find(query), on_found)

    def ask(self, work: Callable[[Library], T], on_done: Callable[[T], object]) -> Job | None:
        """Call ``work(library)`` on the library's thread, and `on_done` with what it returned on this one."""
        library = self._library
        if library is None:
            self.failed.emit(LibraryError(self.tr("The library is not open yet; try again in a moment.")))
            return None
        return self._jobs.run(lambda job: work(library), pool=Pool.LIBRARY, on_done=on_done, on_error=self.failed.emit)

    def paths_of(self, ids: Sequence[int]) -> list[Path]:
        """Return the files of sounds; a short read on this thread, since a drag cannot wait for a worker."""
        return [] if self._library is None else self._library.paths(ids)

    def in_form(self, paths: Sequence[Path], on_ready: Callable[[Sequence[Path], bool], object]) -> None:
        """Have files in the form that the user chose handed to `on_ready`, with whether that took time."""
        files = self._files
        if files is None or files.form == AS_MADE:
            on_ready(paths, False)
            return
        self._jobs.run(
            lambda job: [files.converted(path) for path in paths],
            pool=Pool.FILES,
            on_done=lambda made: on_ready(made, True),
            on_error=self.failed.emit,
        )

    def read_map(self, on_done: Callable[[MapPoints], object]) -> None:
        """Read where all sounds lie; not on the library's own thread, so that searches need not wait."""
        library = self._library
        if library is not None:
            self._jobs.run(
                lambda job: library.map_points(), pool=Pool.FILES, on_done=on_done, on_error=self.failed.emit
            )

    def play(self, sound_id: int) -> None:
        """Read a sound's file; `clip_ready` follows, unless another sound was wished for in the meantime."""
        library = self._library
        if library is None:
            return
        if self._listen is not None:
            self._listen.cancel()

        def work(job: Job) -> tuple[Entry, Clip]:
            entry = library.entry(sound_id)
            return entry, read_clip(entry.path)

        def done(result: tuple[Entry, Clip]) -> None:
            if self._listen is job:
                self.clip_ready.emit(*result)

        job = self._jobs.run(work, pool=Pool.FILES, on_done=done, on_error=self.failed.emit)
        self._listen = job

    def remove(self, ids: Sequence[int]) -> None:
        """Take sounds out of the library; their files stay."""
        self._do(lambda library: library.remove(ids))

    def restore(self, ids: Sequence[int]) -> None:
        """Bring removed sounds back."""
        self._do(lambda library: library.restore(ids))

    def set_favourite(self, ids: Sequence[int], favourite: bool) -> None:
        """Mark or unmark sounds."""
        self._do(lambda library: library.set_favourite(ids, favourite))

    def set_title(self, sound_id: int, title: str) -> None:
        """Give a sound another name."""
        self._do(lambda library: library.set_title(sound_id, title))

    def change_tags(self, ids: Sequence[int], *, add: Sequence[str], remove: Sequence[str]) -> None:
        """Add tags to sounds and take others away."""
        self._do(lambda library: library.change_tags(ids, add=add, remove=remove))

    def set_undone(self, step_id: int, undone: bool) -> None:
        """Take a step back, or take it again."""
        self.ask(lambda library: library.set_undone(step_id, undone), lambda step: self._settle.start())

    def scan(self, folder: Path) -> None:
        """Take in a folder of the user's, or bring the library up to date with it, in the background."""
        text = self.tr("Reading {folder}").format(folder=folder.name or str(folder))

        def work(library: Library, job: Job) -> ScanReport:
            return library.scan_folder(folder, progress=self._teller(job, text), cancel=lambda: job.is_cancelled)

        self._start(text, work, self._tell_scan)

    def rescan(self) -> None:
        """Bring the library up to date with all folders."""

        def go(folders: list[Path]) -> None:
            for folder in folders:
                self.scan(folder)
            if not folders:
                self.told.emit(self.tr("There is no folder to look through yet; add one first."))

        self.ask(lambda library: [each.path for each in library.folders()], go)

    def forget_folder(self, folder_id: int) -> None:
        """Take a folder out of the library."""
        self.ask(lambda library: library.forget_folder(folder_id), lambda none: self._settle.start())

    def arrange_map(self) -> None:
        """Arrange the map anew in the background."""
        text = self.tr("Arranging the map")

        def work(library: Library, job: Job) -> None:
            library.arrange_map(progress=self._teller(job, text), cancel=lambda: job.is_cancelled)

        self._start(text, work, lambda none: self._settle.start())

    def cancel_work(self) -> None:
        """Stop all long work at its next convenience."""
        for job in self._work:
            job.cancel()

    def _open(self, library: Library) -> None:
        self._library = library
        self.opened.emit()
        self.changed.emit()
        if library.notice:
            self.told.emit(library.notice)
        text = self.tr("Reading kept sounds")

        def work(library: Library, job: Job) -> Reconciled:
            return library.reconcile(progress=self._teller(job, text), cancel=lambda: job.is_cancelled)

        self._start(text, work, self._tell_reconciled, quiet=True)

    def _do(self, work: Callable[[Library], Step | None]) -> None:
        def done(step: Step | None) -> None:
            if step is not None:
                self._push(step)
                self._settle.start()

        self.ask(work, done)

    def _push(self, step: Step) -> None:
        if self._undo is not None:
            self._undo.push(LibraryStep(step, self.set_undone))

    def _start(
        self,
        text: str,
        work: Callable[[Library, Job], T],
        on_done: Callable[[T], object],
        *,
        quiet: bool = False,
    ) -> None:
        library = self._library
        if library is None:
            self.failed.emit(LibraryError(self.tr("The library is not open yet; try again in a moment.")))
            return

        def end() -> None:
            self._work.remove(job)
            self._settle.start()
            if not self._work:
                self.work_ended.emit()

        def done(result: T) -> None:
            end()
            on_done(result)

        def fail(error: Exception) -> None:
            end()
            self.failed.emit(error)

        def cancelled() -> None:
            end()
            self.told.emit(self.tr("{work}: cancelled; what was done until then stays.").format(work=text))

        job = self._jobs.run(
            lambda job: work(library, job), pool=Pool.SCANS, on_done=done, on_error=fail, on_cancelled=cancelled
        )
        self._work.append(job)
        if not quiet:
            self.progressed.emit(text, 0, 0)

    def _teller(self, job: Job, text: str) -> Callable[[int, int], None]:
        """Return a progress callback for a worker's thread that tells the GUI thread, but not for every file."""
        last_s, last_change_s = 0.0, time.monotonic()

        def tell(done: int, total: int) -> None:
            nonlocal last_s, last_change_s
            now_s = time.monotonic()
            if total and (now_s - last_s > 0.1 or done == total):
                last_s = now_s
                job.tell(self.progressed.emit, text, done, total)
            if now_s - last_change_s > _SCAN_TELLS_S:
                last_change_s = now_s
                job.tell(self._settle.start)

        return tell

    def _tell_scan(self, report: ScanReport) -> None:
        text = self.tr("{folder}: {added} new, {changed} changed, {gone} gone, {unreadable} not readable.").format(
            folder=report.folder.name or str(report.folder),
            added=report.added,
            changed=report.changed,
            gone=report.gone,
            unreadable=len(report.unreadable),
        )
        self.told.emit(text)

    def _tell_reconciled(self, found: Reconciled) -> None:
        if found.adopted:
            self.told.emit(
                self.tr("%n sound(s) were read from their files into the library.", "", found.adopted).replace(
                    "(s)", "" if found.adopted == 1 else "s"
                )
            )
