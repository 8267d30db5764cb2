"""What the library says and is asked."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from drumgen.engine.provenance import Provenance

Ids = NDArray[np.int64]


class Source(StrEnum):
    """Which sounds to look among."""

    ALL = "all"
    KEPT = "kept"
    FOLDERS = "folders"
    REMOVED = "removed"


@dataclass(frozen=True)
class Entry:
    """One sound of the library, as it was when it was read.

    Parameters
    ----------
    id : int
        Its number, for good.
    clip_id : str
        The name of its samples, see `drumgen.audio.identity.clip_id`.
    path : Path
        Its file.
    folder : Path or None
        The user's folder it was found in; None for a sound that was kept.
    label : str
        Class, such as ``closed_hat``; empty if it is not known.
    title : str
        Name for people.
    duration_s : float
        Length of the sound.
    provenance : Provenance or None
        How it was made; None for sounds from elsewhere.
    parents : tuple of str
        The `clip_id` of the sounds it was made from.
    favourite : bool
        Whether the user marked it.
    tags : tuple of str
        In alphabetical order.
    added : datetime
        When it came to the library.
    removed : bool
        Whether it was removed (it can be restored).
    features : float32, shape (SIZE,), or None
        Its description, see `drumgen.library.similarity.descriptor`; None if it has none.
    """

    id: int
    clip_id: str
    path: Path
    folder: Path | None
    label: str
    title: str
    duration_s: float
    provenance: Provenance | None
    parents: tuple[str, ...]
    favourite: bool
    tags: tuple[str, ...]
    added: datetime
    removed: bool = False
    features: NDArray[np.float32] | None = field(default=None, compare=False, repr=False)

    @property
    def is_kept(self) -> bool:
        """Whether it was kept, not found in a folder of the user's."""
        return self.folder is None


@dataclass(frozen=True)
class Query:
    """What to look for.

    Parameters
    ----------
    text : str
        Words that begin words of title, class, tags, prompt, file name or folder; all must be there.
    favourites : bool
        Only what is marked.
    source : Source
        Kept sounds, the user's folders, both, or what was removed.
    labels : tuple of str
        Only these classes; none means all.
    like : int or None
        Sounds that are like this one, most alike first; None sorts by relevance with a text, newest first without.
    """

    text: str = ""
    favourites: bool = False
    source: Source = Source.ALL
    labels: tuple[str, ...] = ()
    like: int | None = None


@dataclass(frozen=True, eq=False)
class Found:
    """What was found.

    Parameters
    ----------
    query : Query
        What was looked for.
    ids : int64, shape (N,)
        All sounds found, best first.
    distances : float32, shape (N,), or None
        How far each is from the sound looked for: 0 the same, 1 as far as two sounds of the library usually are.
    """

    query: Query
    ids: Ids
    distances: NDArray[np.float32] | None = None


@dataclass(frozen=True, eq=False)
class Page:
    """A part of what was found.

    Parameters
    ----------
    entries : tuple of Entry
        The sounds from `offset` on.
    total : int
        How many were found in all.
    offset : int
        Place of the first entry among them.
    distances : tuple of float
        As in `Found`, of these entries; empty without.
    """

    entries: tuple[Entry, ...]
    total: int
    offset: int
    distances: tuple[float, ...] = ()


@dataclass(frozen=True, eq=False)
class MapPoints:
    """Where sounds lie on the map.

    Parameters
    ----------
    ids : int64, shape (N,)
        The sounds.
    places : float32, shape (N, 2)
        From 0 to 1; what lies close together sounds alike.
    classes : tuple of str
        The classes there are.
    class_of : int64, shape (N,)
        Index in `classes` of each sound.
    to_arrange : bool
        Whether so many sounds are new that the whole map should be arranged anew.
    """

    ids: Ids
    places: NDArray[np.float32]
    classes: tuple[str, ...]
    class_of: NDArray[np.int64]
    to_arrange: bool


@dataclass(frozen=True)
class Folder:
    """A folder of the user's own sounds.

    Parameters
    ----------
    id : int
    path : Path
    count : int
        Sounds of it in the library.
    unreadable : int
        Files of it that could not be read.
    """

    id: int
    path: Path
    count: int
    unreadable: int


@dataclass(frozen=True)
class Step:
    """Something that was done to the library.

    Parameters
    ----------
    id : int
        Its number; later steps have higher ones.
    kind : str
        ``keep``, ``remove``, ``restore``, ``favourite``, ``unfavourite``, ``tags`` or ``title``.
    count : int
        How many sounds it concerned.
    title : str
        What the first of them is called now.
    at : datetime
        When it was done.
    undone : bool
        Whether it was taken back.
    """

    id: int
    kind: str
    count: int
    title: str
    at: datetime
    undone: bool
