"""The library, as the rest of the program sees it."""

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from drumgen.audio.clip import Clip
from drumgen.engine.generator import GeneratedSound
from drumgen.engine.progress import CancelQuery, ProgressCallback
from drumgen.errors import LibraryError
from drumgen.library import history, mapping, records
from drumgen.library.entry import Entry, Folder, Found, Ids, MapPoints, Page, Query, Source, Step
from drumgen.library.history import Change
from drumgen.library.intake import keeping, scanning
from drumgen.library.intake.keeping import Reconciled, Wanted
from drumgen.library.intake.scanning import ScanReport
from drumgen.library.opening import open_database
from drumgen.library.searching import find_ids
from drumgen.library.similarity.descriptor import describe
from drumgen.library.similarity.index import SimilarityIndex

_FOLDER_GONE = "That folder is not in the library; it may have been taken out already."


class Library:
    """Sounds that were kept and sounds of the user's folders; safe to use from any thread.

    Everything that is changed through it is a step that can be taken back, and nothing is ever deleted by it.

    Parameters
    ----------
    folder : Path
        Where the index and the kept sounds lie; created if it is not there.

    Raises
    ------
    OutputError
        If the folder cannot be written or its disk is full.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        opened = open_database(self.folder)
        self.notice = opened.notice
        """What the user should know about the state in which the library was found; empty if all was well."""
        self._database = opened.database
        self._index = SimilarityIndex(self._database)

    @property
    def sounds_folder(self) -> Path:
        """Where the files of kept sounds lie."""
        return self.folder / keeping.SOUNDS_FOLDER

    def close(self) -> None:
        """Close the file; nothing else may be called after this."""
        self._database.close()

    def __enter__(self) -> "Library":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def keep(
        self,
        sound: GeneratedSound | Clip,
        *,
        favourite: bool = False,
        tags: Iterable[str] = (),
        title: str = "",
        label: str = "",
    ) -> Entry:
        """Write a sound's file and enter it; one that is there already is only marked, and restored if removed.

        Parameters
        ----------
        sound : GeneratedSound or Clip
            With its whole origin, or a sound from elsewhere.
        favourite : bool
            Mark it.
        tags : iterable of str
            Tags to add.
        title, label : str
            Name and class; empty takes those of the origin, such as ``Closed hat 7``.

        Raises
        ------
        OutputError
            If the disk is full or the folder cannot be written; then nothing was kept.
        """
        wanted = Wanted(sound, title, label, favourite, tuple(tags))
        return self.entry(keeping.keep(self._database, self.sounds_folder, wanted))

    def reconcile(self, *, progress: ProgressCallback | None = None, cancel: CancelQuery | None = None) -> Reconciled:
        """Read kept sounds whose file is not in the index, and hide those whose file is gone; once after opening."""
        return keeping.reconcile(self._database, self.sounds_folder, progress=progress, cancel=cancel)

    def entry(self, sound_id: int) -> Entry:
        """Return a sound.

        Raises
        ------
        LibraryError
            If there is none with this number.
        """
        found = self.entries([sound_id])
        if not found:
            raise LibraryError(f"The library has no sound with the number {sound_id}; search for it again.")
        return found[0]

    def entries(self, ids: Sequence[int] | Ids) -> list[Entry]:
        """Return sounds in the order of their numbers' list; those that are not there (any more) are left out."""
        with self._database.reading() as connection:
            return records.read_entries(connection, [int(each) for each in ids], self.sounds_folder)

    def paths(self, ids: Sequence[int] | Ids) -> list[Path]:
        """Return the files of sounds, in this order."""
        with self._database.reading() as connection:
            return [records.path_of(connection, int(each), self.sounds_folder) for each in ids]

    def clips_made_from(self, clip_id: str) -> list[Entry]:
        """Return the sounds that were made from the one with these samples."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT sound_id FROM parents WHERE clip_id = ? ORDER BY sound_id", (clip_id,)
            ).fetchall()
        return self.entries([row[0] for row in rows])

    def find(self, query: Query) -> Found:
        """Return the numbers of all sounds that a query finds, best first.

        Raises
        ------
        LibraryError
            If the sound that others shall be like is not there or has no description.
        """
        with self._database.reading() as connection:
            ids = find_ids(connection, query)
        if query.like is None:
            return Found(query, ids)
        features = self.entry(query.like).features
        if features is None:
            raise LibraryError("This sound has no description yet, so nothing is like it; scan its folder again.")
        return Found(query, *self._index.nearest(features, ids))

    def search(
        self,
        text: str = "",
        *,
        favourites: bool = False,
        source: Source | str = Source.ALL,
        labels: Iterable[str] = (),
        like: int | None = None,
        limit: int = 100,
        offset: int = 0,
    ) -> Page:
        """Return a part of what a query finds; takes what `Query` does."""
        found = self.find(Query(text, favourites, Source(source), tuple(labels), like))
        ids = found.ids[offset : offset + limit]
        distances = () if found.distances is None else tuple(map(float, found.distances[offset : offset + limit]))
        return Page(tuple(self.entries(ids)), len(found.ids), offset, distances)

    def like(self, clip: Clip, *, count: int = 50) -> list[tuple[Entry, float]]:
        """Return the sounds most like a clip with their distances, nearest first; empty for a silent one."""
        try:
            vector = describe(clip)
        except ValueError:
            return []
        ids, distances = self._index.nearest(vector, self.find(Query()).ids)
        return list(zip(self.entries(ids[:count]), map(float, distances[:count]), strict=True))

    def labels(self) -> list[str]:
        """Return all classes there are."""
        return self._column("SELECT DISTINCT label FROM sounds WHERE removed IS NULL AND gone = 0 ORDER BY label")

    def tags(self) -> list[str]:
        """Return all tags there are."""
        return self._column("SELECT DISTINCT tag FROM tags ORDER BY tag")

    def __len__(self) -> int:
        with self._database.reading() as connection:
            statement = "SELECT count(*) FROM sounds WHERE removed IS NULL AND gone = 0"
            return int(connection.execute(statement).fetchone()[0])

    def remove(self, ids: Iterable[int]) -> Step | None:
        """Take sounds out; their files stay, and `restore` or `undo` brings them back."""
        now = time.time()
        return self._change("remove", ids, "removed", lambda value: value if value is not None else now)

    def restore(self, ids: Iterable[int]) -> Step | None:
        """Bring back sounds that were removed."""
        return self._change("restore", ids, "removed", lambda value: None)

    def set_favourite(self, ids: Iterable[int], favourite: bool) -> Step | None:
        """Mark or unmark sounds."""
        return self._change("favourite" if favourite else "unfavourite", ids, "favourite", lambda value: int(favourite))

    def set_title(self, sound_id: int, title: str) -> Step | None:
        """Give a sound another name; its file keeps its own."""
        return self._change("title", [sound_id], "title", lambda value: " ".join(title.split())[:200] or value)

    def set_tags(self, ids: Iterable[int], tags: Iterable[str]) -> Step | None:
        """Replace the tags of sounds."""
        wanted = _distinct(tags)
        return self._change("tags", ids, "tags", lambda value: wanted)

    def change_tags(self, ids: Iterable[int], *, add: Iterable[str] = (), remove: Iterable[str] = ()) -> Step | None:
        """Add tags to sounds and take others away from them."""
        added, away = list(add), {tag.casefold() for tag in remove}
        return self._change(
            "tags", ids, "tags", lambda value: _distinct([tag for tag in value if tag.casefold() not in away] + added)
        )

    def undo(self) -> Step | None:
        """Take back the latest step that is not taken back yet; None if there is none."""
        return self._latest(undone=False)

    def redo(self) -> Step | None:
        """Take the step again that was taken back last; None if there is none."""
        return self._latest(undone=True)

    def set_undone(self, step_id: int, undone: bool) -> Step | None:
        """Take a certain step back, or take it again; None if it is forgotten or is in that state already."""
        with self._database.writing() as connection:
            return history.set_undone(connection, step_id, undone)

    def history(self, *, limit: int = 100) -> list[Step]:
        """Return the latest steps, latest first."""
        with self._database.reading() as connection:
            return history.steps(connection, limit)

    def folders(self) -> list[Folder]:
        """Return the user's folders."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id, path,"
                " (SELECT count(*) FROM sounds WHERE folder_id = f.id AND gone = 0 AND removed IS NULL),"
                " (SELECT count(*) FROM unreadable WHERE folder_id = f.id) FROM folders f WHERE forgotten = 0"
                " ORDER BY path"
            ).fetchall()
        return [Folder(row[0], Path(row[1]), row[2], row[3]) for row in rows]

    def unreadable(self, folder_id: int) -> list[tuple[str, str]]:
        """Return the files of a folder that could not be read: path in it, and why."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT path, reason FROM unreadable WHERE folder_id = ? ORDER BY path", (folder_id,)
            ).fetchall()
        return [(path, reason) for path, reason in rows]

    def scan_folder(
        self, folder: Path, *, progress: ProgressCallback | None = None, cancel: CancelQuery | None = None
    ) -> ScanReport:
        """Take a folder of the user's in, or bring the library up to date with it; only what changed is read.

        Parameters
        ----------
        folder : Path
            Its files are only ever read.
        progress : callable or None
            Called as (done, total), in files.
        cancel : callable or None
            Asked between files whether to stop.

        Raises
        ------
        LibraryError
            If the folder is not there.
        Cancelled
            If `cancel` returned True; what was read until then stays.
        """
        folder_id, path = scanning.register(self._database, folder, self.folder)
        return scanning.scan(self._database, folder_id, path, self.folder, progress=progress, cancel=cancel)

    def forget_folder(self, folder_id: int) -> None:
        """Take a folder out; nothing of it is lost: when it is scanned again, its sounds have all their marks."""
        with self._database.writing() as connection:
            done = connection.execute("UPDATE folders SET forgotten = 1 WHERE id = ? AND forgotten = 0", (folder_id,))
            if done.rowcount == 0:
                raise LibraryError(_FOLDER_GONE)
            connection.execute("UPDATE sounds SET gone = 1 WHERE folder_id = ?", (folder_id,))

    def map_points(self) -> MapPoints:
        """Return where all sounds lie on the map."""
        return mapping.read_map(self._database, self._index)

    def arrange_map(self, *, progress: ProgressCallback | None = None, cancel: CancelQuery | None = None) -> None:
        """Arrange the map anew; see `drumgen.library.mapping.arrange_map`."""
        mapping.arrange_map(self._database, self._index, progress=progress, cancel=cancel)

    def _change(self, kind: str, ids: Iterable[int], field: str, after: Callable[[Any], Any]) -> Step | None:
        with self._database.writing() as connection:
            changes = []
            for sound_id in dict.fromkeys(int(each) for each in ids):
                known, before = history.value_of(connection, sound_id, field)
                if known:
                    changes.append(Change(sound_id, field, before, after(before)))
            return history.do(connection, kind, changes)

    def _latest(self, *, undone: bool) -> Step | None:
        with self._database.writing() as connection:
            step_id = history.latest(connection, undone=undone)
            return None if step_id is None else history.set_undone(connection, step_id, not undone)

    def _column(self, statement: str) -> list[str]:
        with self._database.reading() as connection:
            return [value for (value,) in connection.execute(statement) if value]


def _distinct(tags: Iterable[str]) -> list[str]:
    """Return tags as they are kept, each once whatever its capitals, in alphabetical order."""
    found: dict[str, str] = {}
    for tag in map(records.clean_tag, tags):
        if tag:
            found.setdefault(tag.casefold(), tag)
    return sorted(found.values(), key=str.casefold)
