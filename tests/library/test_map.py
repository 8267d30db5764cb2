from pathlib import Path

import numpy as np
import pytest

from drumgen.errors import Cancelled
from drumgen.library.library import Library
from tests.support.library import generated, hit


def _fill(library: Library, first: int, count: int) -> list[int]:
    """Keep low kicks and noisy hats in turn."""
    kept = []
    for number in range(first, first + count):
        if number % 2:
            sound = generated(number, clip=hit(pitch_hz=50.0 + number % 9, decay_s=0.2, seed=number))
        else:
            clip = hit(pitch_hz=6000.0, noise=4.0, decay_s=0.02, seed=number)
            sound = generated(number, label="closed_hat", clip=clip)
        kept.append(library.keep(sound).id)
    return kept


def test_an_empty_library_has_an_empty_map(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        points = library.map_points()
        assert len(points.ids) == len(points.places) == 0 and not points.to_arrange
        library.arrange_map()


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_few_sounds_have_places_too(tmp_path: Path, count: int) -> None:
    with Library(tmp_path) as library:
        ids = _fill(library, 0, count)
        library.arrange_map()
        points = library.map_points()
        assert points.ids.tolist() == ids
        assert np.isfinite(points.places).all() and points.places.min() >= 0.0 and points.places.max() <= 1.0


def test_the_map_shows_at_once_is_arranged_once_and_takes_in_what_is_new(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        ids = _fill(library, 0, 30)
        points = library.map_points()
        assert points.ids.tolist() == ids and points.to_arrange
        assert [points.classes[each] for each in points.class_of[:2]] == ["closed_hat", "kick"]
        told: list[tuple[int, int]] = []
        library.arrange_map(progress=lambda done, total: told.append((done, total)))
        assert told[-1] == (100, 100) and sorted(told) == told
        arranged = library.map_points()
        assert not arranged.to_arrange
        hats, kicks = arranged.places[0::2], arranged.places[1::2]
        apart = np.linalg.norm(hats.mean(axis=0) - kicks.mean(axis=0))
        assert apart > 2.0 * max(np.linalg.norm(hats.std(axis=0)), np.linalg.norm(kicks.std(axis=0)))
        new = _fill(library, 30, 4)
        later = library.map_points()
        assert np.array_equal(later.places[:30], arranged.places)
        for number, place in zip(new, later.places[30:], strict=True):
            own, other = (hats, kicks) if library.entry(number).label == "closed_hat" else (kicks, hats)
            assert np.linalg.norm(own - place, axis=1).min() < np.linalg.norm(other - place, axis=1).min()
        assert np.array_equal(library.map_points().places, later.places)
        _fill(library, 34, 10)
        assert library.map_points().to_arrange
        library.remove(new)
        assert not set(new) & set(library.map_points().ids.tolist())
    with Library(tmp_path) as library:
        assert np.array_equal(library.map_points().places[:30], arranged.places)


def test_arranging_can_be_cancelled_and_changes_nothing_then(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        _fill(library, 0, 24)
        before = library.map_points()
        asked = iter([False] * 20 + [True] * 9)
        with pytest.raises(Cancelled):
            library.arrange_map(cancel=lambda: next(asked))
        assert np.array_equal(library.map_points().places, before.places)
