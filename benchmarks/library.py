"""How fluid a large library is: `python -m benchmarks.library`.

Makes a library of synthetic entries (default 50,000: titles, tags, classes and descriptions as real ones have them, no
audio files), then times what a user waits for, again and again. Every row shows the median and the 99th percentile
beside the limit of 100 ms. `--arrange` also arranges the map, which runs in the background for as long as it takes.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from drumgen.errors import DrumgenError
from drumgen.library.entry import MapPoints, Query, Source
from drumgen.library.library import Library
from drumgen.library.opening import open_database
from drumgen.library.records import NewSound, insert
from drumgen.library.similarity.descriptor import SIZE

LIMIT_MS = 100.0
_PAGE = 100
_LABELS = ("kick", "snare", "clap", "closed_hat", "open_hat", "tom", "rimshot", "cymbal", "cowbell", "perc")
_WORDS = ("deep", "punchy", "808", "vinyl", "dusty", "bright", "dark", "short", "long", "room", "tape", "clean")
_SEARCHES = ("kick", "dee", "808 sn", "vinyl dark", "pack01", "k", "samples", "s123")
_MAP_SIZE = (900, 700)


@dataclass(frozen=True)
class Timing:
    """What was measured, in milliseconds."""

    name: str
    median_ms: float
    p99_ms: float


def fill(folder: Path, count: int) -> None:
    """Make a library of `count` synthetic sounds, a fifth of them kept, the rest in three folders."""
    database = open_database(folder).database
    random = np.random.Generator(np.random.Philox(7))
    middles = random.normal(0.0, 1.0, (4 * len(_LABELS), SIZE))
    with database.writing() as connection:
        for place in range(3):
            connection.execute("INSERT INTO folders (path, added) VALUES (?, 0)", (f"/samples/pack{place:02d}",))
        for number in range(count):
            kind = int(random.integers(len(middles)))
            label = _LABELS[kind % len(_LABELS)]
            words = [str(word) for word in random.choice(_WORDS, 2, replace=False)]
            name = f"{label.title()}_{words[0].title()}{number % 997}_{words[1]}"
            vector = middles[kind] + random.normal(0.0, 0.5, SIZE)
            kept = number % 5 == 0
            sound = NewSound(
                clip_id=f"{number:032x}",
                path=f"{words[1]}/{name}_{number}.wav",
                label=label,
                title=name,
                duration_s=float(random.uniform(0.1, 1.5)),
                added_s=1.7e9 + number,
                vector=vector.astype(np.float32),
                folder_id=None if kept else 1 + number % 3,
            )
            sound_id = insert(connection, sound)
            if number % 7 == 0:
                connection.execute("INSERT INTO tags VALUES (?, ?)", (sound_id, words[1]))
            if number % 11 == 0:
                connection.execute("UPDATE sounds SET favourite = 1 WHERE id = ?", (sound_id,))
    database.close()


def timed(name: str, work: Callable[[int], object], repeats: int) -> Timing:
    """Time ``work(turn)`` and return what it took."""
    taken = []
    for turn in range(repeats):
        began = time.perf_counter()
        work(turn)
        taken.append(1000.0 * (time.perf_counter() - began))
    return Timing(name, float(np.median(taken)), float(np.percentile(taken, 99)))


def measure(folder: Path, repeats: int) -> list[Timing]:
    """Return all timings of a library."""
    found = [timed("open, first page of 100", lambda turn: _open(folder), max(repeats // 4, 3))]
    with Library(folder) as library:
        ids = library.find(Query()).ids
        began = time.perf_counter()
        library.search(like=int(ids[0]), limit=_PAGE)
        first_ms = 1000.0 * (time.perf_counter() - began)
        found.append(Timing("similarity, the first time (the app loads ahead)", first_ms, first_ms))
        random = np.random.Generator(np.random.Philox(3))
        some = random.choice(ids, repeats)

        def page(turn: int) -> object:
            start = int(random.integers(len(ids)))
            return library.entries(ids[start : start + _PAGE])

        found += [
            timed("all sounds", lambda turn: library.search(limit=_PAGE), repeats),
            timed("text", lambda turn: library.search(_SEARCHES[turn % len(_SEARCHES)], limit=_PAGE), repeats),
            timed(
                "text, favourites of the folders",
                lambda turn: library.search("kick", favourites=True, source=Source.FOLDERS, limit=_PAGE),
                repeats,
            ),
            timed("similarity", lambda turn: library.search(like=int(some[turn]), limit=_PAGE), repeats),
            timed("a page anywhere (scrolling)", page, repeats),
            timed("mark a favourite", lambda turn: library.set_favourite([int(some[turn])], turn % 2 == 0), repeats),
        ]
        points = library.map_points()
    return found + measure_map(points, repeats)


def measure_map(points: MapPoints, repeats: int) -> list[Timing]:
    """Return how long the map takes on the screen: painting anew after zooming, and finding the sound at a place."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QPointF
    from PySide6.QtWidgets import QApplication

    from gui.library.map.canvas import MapCanvas

    application = QApplication.instance() or QApplication([])
    canvas = MapCanvas()
    canvas.resize(*_MAP_SIZE)
    canvas.set_points(points)
    canvas.grab()

    def paint(turn: int) -> NDArray[np.float32] | None:
        canvas.zoom(1.1 if turn % 2 == 0 else 1.0 / 1.1, QPointF(400.0, 300.0))
        canvas.grab()
        return None

    found = [
        timed("map: zoom and paint", paint, repeats),
        timed("map: sound at the pointer", lambda turn: canvas.nearest(QPointF(turn * 7.0 % 900, 350.0)), repeats),
    ]
    del application
    return found


def main() -> int:
    """Print the table; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.library", description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=50_000, help="sounds (default: %(default)s)")
    parser.add_argument("--repeats", type=int, default=100, help="times each is measured (default: %(default)s)")
    parser.add_argument("--folder", type=Path, help="keep the library here, and use it again")
    parser.add_argument("--arrange", action="store_true", help="also time arranging the map")
    arguments = parser.parse_args()
    folder = arguments.folder or Path(tempfile.mkdtemp(prefix="drumgen-library-"))
    try:
        if not (folder / "library.db").exists():
            fill(folder, arguments.count)
        rows = measure(folder, arguments.repeats)
        print(f"| {arguments.count:,} sounds | median ms | p99 ms | limit ms |\n|---|---:|---:|---:|")
        for row in rows:
            print(f"| {row.name} | {row.median_ms:.1f} | {row.p99_ms:.1f} | {LIMIT_MS:.0f} |")
        if arguments.arrange:
            with Library(folder) as library:
                began = time.perf_counter()
                library.arrange_map()
                print(f"\nArranging the map took {time.perf_counter() - began:.1f} s in the background.")
    except DrumgenError as error:
        print(error, file=sys.stderr)
        return 2
    finally:
        if arguments.folder is None:
            shutil.rmtree(folder, ignore_errors=True)
    return 0


def _open(folder: Path) -> None:
    with Library(folder) as library:
        library.search(limit=_PAGE)


if __name__ == "__main__":
    sys.exit(main())
