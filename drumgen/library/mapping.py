"""The map of sounds, kept in the library's file: read at once, arranged anew in the background."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from drumgen.engine.progress import CancelQuery, ProgressCallback
from drumgen.library.database import Database
from drumgen.library.entry import Ids, MapPoints
from drumgen.library.similarity.index import SimilarityIndex
from drumgen.library.similarity.layout import arrange, place_among, principal

_NEW_SHARE = 0.2  # so many of the sounds may be placed by their neighbours before all should be arranged anew
_FEWEST_PLACED = 20
_SHOWN = "FROM sounds s LEFT JOIN places p ON p.sound_id = s.id WHERE s.removed IS NULL AND s.gone = 0"


def read_map(database: Database, index: SimilarityIndex) -> MapPoints:
    """Return where all sounds lie.

    Sounds that are new get a place beside those they resemble, for good; while most are new, all show by their
    principal components, which takes no time.
    """
    with database.reading() as connection:
        rows = connection.execute(f"SELECT s.id, s.label, p.x, p.y, p.arranged {_SHOWN} ORDER BY s.id").fetchall()
    known = index.now()
    ids = np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))
    has_one, row_of = known.rows(ids)
    rows = [row for row, has in zip(rows, has_one, strict=True) if has]
    ids, points = ids[has_one], known.points[row_of]
    placed = np.fromiter((row[2] is not None for row in rows), dtype=bool, count=len(rows))
    arranged = sum(row[4] == 1 for row in rows)
    places = np.asarray([(row[2] or 0.0, row[3] or 0.0) for row in rows], dtype=np.float32).reshape(-1, 2)
    if placed.sum() < max(_FEWEST_PLACED, np.count_nonzero(~placed)):
        places = principal(points)
    elif not placed.all():
        places[~placed] = place_among(points[~placed], points[placed], places[placed])
        _write(database, ids[~placed], places[~placed], arranged=False)
    classes, class_of = _classes([row[1] for row in rows])
    to_arrange = len(rows) >= _FEWEST_PLACED and arranged < (1.0 - _NEW_SHARE) * len(rows)
    return MapPoints(ids, np.clip(places, 0.0, 1.0), classes, class_of, to_arrange)


def arrange_map(
    database: Database,
    index: SimilarityIndex,
    *,
    progress: ProgressCallback | None = None,
    cancel: CancelQuery | None = None,
) -> None:
    """Arrange all sounds anew and write their places.

    Parameters
    ----------
    database : Database
    index : SimilarityIndex
    progress : callable or None
        Called as (done, 100).
    cancel : callable or None
        Asked between steps whether to stop.

    Raises
    ------
    Cancelled
        If `cancel` returned True; the map stays as it was.
    """
    with database.reading() as connection:
        ids = np.asarray([row[0] for row in connection.execute(f"SELECT s.id {_SHOWN} ORDER BY s.id")], dtype=np.int64)
    known = index.now()
    has_one, row_of = known.rows(ids)
    places = arrange(known.points[row_of], progress=progress, cancel=cancel)
    _write(database, ids[has_one], places, arranged=True)


def _write(database: Database, ids: Ids, places: NDArray[np.float32], *, arranged: bool) -> None:
    values = [(int(each), float(x), float(y), arranged) for each, (x, y) in zip(ids, places, strict=True)]
    with database.writing() as connection:
        connection.executemany(
            "INSERT OR REPLACE INTO places (sound_id, x, y, arranged) SELECT ?1, ?2, ?3, ?4"
            " WHERE EXISTS (SELECT 1 FROM sounds WHERE id = ?1)",
            values,
        )


def _classes(labels: Sequence[str]) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    names = tuple(sorted(set(labels)))
    number = {name: place for place, name in enumerate(names)}
    return names, np.fromiter((number[label] for label in labels), dtype=np.int64, count=len(labels))
