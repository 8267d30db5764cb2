"""A library file in a bad state: a clear sentence, the file put aside, nothing lost."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drumgen.errors import LibraryError, OutputError
from drumgen.library import schema
from drumgen.library.database import connect
from drumgen.library.library import Library
from drumgen.library.opening import DATABASE_NAME
from tests.support.disks import fill, tiny_disk
from tests.support.library import generated, sample_folder

Spoil = Callable[[Path], None]


def _filled(folder: Path) -> Path:
    """Make a library of four kept sounds and two of a folder, with marks."""
    with Library(folder) as library:
        entries = [library.keep(generated(number), tags=[f"tag{number}"]) for number in range(4)]
        library.set_favourite([entries[1].id], True)
        library.set_title(entries[2].id, "My favourite thud")
        library.remove([entries[3].id])
        library.scan_folder(sample_folder(folder.parent / "samples", ["Kick.wav", "Snare.wav"]))
    return folder / DATABASE_NAME


def _sql(*statements: str) -> Spoil:
    def spoil(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    return spoil


def _no_database(path: Path) -> None:
    path.write_text("Dear diary, today I made a library.\n" * 100)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-6000])


def _cut_in_half(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


@pytest.mark.parametrize(
    ("spoil", "says", "why"),
    [
        (_no_database, "was damaged", "damaged"),
        (_cut, "was damaged", "damaged"),
        (_cut_in_half, "was damaged", "damaged"),
        (_sql("PRAGMA user_version = 99"), "was written by a newer version", "newer"),
        (_sql("PRAGMA application_id = 5"), "was not written by drumgen", "damaged"),
        (_sql("DROP TABLE tags"), "was changed by another program", "damaged"),
        (_sql("ALTER TABLE sounds DROP COLUMN title"), "was changed by another program", "damaged"),
    ],
)
def test_a_bad_file_is_put_aside_and_its_sounds_are_read_again(
    tmp_path: Path, spoil: Spoil, says: str, why: str
) -> None:
    path = _filled(tmp_path / "library")
    spoil(path)
    spoilt = path.read_bytes()
    with Library(tmp_path / "library") as library:
        (aside,) = path.parent.glob(f"library-{why}-*.db")
        assert aside.read_bytes() == spoilt
        assert says in library.notice and aside.name in library.notice
        library.reconcile()
        kept = library.search(source="kept").entries
        assert {entry.provenance.seed for entry in kept} >= {0, 1, 2}
        assert all(entry.path.exists() and entry.features is not None for entry in kept)
    with Library(tmp_path / "library") as library:
        assert library.notice == ""


@pytest.mark.parametrize("statement", ["PRAGMA user_version = 99", "DROP TABLE unreadable"])
def test_what_can_be_read_of_it_is_taken_over(tmp_path: Path, statement: str) -> None:
    path = _filled(tmp_path / "library")
    _sql(statement)(path)
    with Library(tmp_path / "library") as library:
        assert "6 sounds were taken over" in library.notice
        by_seed = {entry.provenance.seed: entry for entry in library.search(source="kept").entries}
        assert set(by_seed) == {0, 1, 2}
        assert by_seed[1].favourite and by_seed[1].tags == ("tag1",)
        assert by_seed[2].title == "My favourite thud"
        assert library.search("thud").total == library.search("snare").total == 1
        assert [entry.provenance.seed for entry in library.search(source="removed").entries] == [3]
        assert len(library.history()) == 7
        assert library.scan_folder(tmp_path / "samples").unchanged == 2


def test_rows_that_somebody_spoilt_do_no_harm(tmp_path: Path) -> None:
    path = _filled(tmp_path / "library")
    _sql(
        "UPDATE sounds SET provenance = '{\"model\": ' WHERE id = 1",
        "UPDATE sounds SET added = 1e300, duration_s = 9e99 WHERE id = 2",
        "UPDATE features SET vector = x'00' WHERE sound_id = 3",
        'UPDATE history SET changes = \'[[1, "removed", "x", []], 5, [1, "path", 1, 2]]\' WHERE id = 1',
        "UPDATE history SET changes = 'no json' WHERE id = 2",
        "UPDATE places SET x = 9e99",
    )(path)
    with Library(tmp_path / "library") as library:
        assert library.notice == ""
        first, second, third = library.entries([1, 2, 3])
        assert first.provenance is None and first.path.exists()
        assert second.added.year == 9999
        assert third.features is None
        for step in library.history():
            library.set_undone(step.id, True)
        library.map_points()
        assert library.search("kick", like=1).total >= 2
    with pytest.raises(sqlite3.IntegrityError):
        _sql("UPDATE sounds SET favourite = 'maybe' WHERE id = 1")(path)


@settings(max_examples=12)
@given(start=st.floats(0.0, 1.0), junk=st.binary(min_size=1, max_size=3000))
def test_junk_in_the_middle_of_the_file_loses_no_sound(
    tmp_path_factory: pytest.TempPathFactory, start: float, junk: bytes
) -> None:
    folder = tmp_path_factory.mktemp("spoilt")
    path = _filled(folder / "library")
    data = bytearray(path.read_bytes())
    place = int(start * len(data))
    data[place : place + len(junk)] = junk
    path.write_bytes(bytes(data))
    found: set[Path] = set()
    for _ in range(3):  # damage that only some reads meet is mended at the start after they did
        try:
            with Library(folder / "library") as library:
                library.reconcile()
                for source in ("kept", "removed"):
                    found |= {entry.path for entry in library.search(source=source).entries}
                library.search("kick")
                library.map_points()
                break
        except LibraryError as error:
            assert "damaged" in str(error)
    assert set((folder / "library" / "sounds").rglob("*.wav")) <= found


def test_a_full_disk_at_the_start_leaves_all_as_it_was(tmp_path: Path) -> None:
    with tiny_disk(tmp_path / "disk", size_kib=2048) as disk:
        path = _filled(disk / "library")
        _sql("PRAGMA user_version = 99")(path)
        before = path.read_bytes()
        fill(disk, leave_bytes=20_000)
        with pytest.raises(OutputError, match="room"):
            Library(disk / "library")
        assert path.read_bytes() == before
        (disk / "ballast").unlink()
        with Library(disk / "library") as library:
            assert "6 sounds were taken over" in library.notice


def test_an_older_file_is_brought_up_to_date(tmp_path: Path) -> None:
    path = _filled(tmp_path / "library")
    later = (*schema.MIGRATIONS, ("ALTER TABLE sounds ADD COLUMN rating INTEGER NOT NULL DEFAULT 3",))
    with closing(connect(path)) as connection:
        assert schema.version(connection) == len(schema.MIGRATIONS)
        assert schema.lacking(connection, later) == ["sounds.rating"]
        schema.migrate(connection, later)
        assert connection.execute("SELECT DISTINCT rating FROM sounds").fetchall() == [(3,)]
        assert schema.lacking(connection, later) == []


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = _filled(tmp_path / "library")
    broken = (*schema.MIGRATIONS, ("CREATE TABLE more (id INTEGER)", "CREATE TABLE sounds (id INTEGER)"))
    with closing(connect(path)) as connection:
        with pytest.raises(sqlite3.OperationalError):
            schema.migrate(connection, broken)
        assert schema.version(connection) == len(schema.MIGRATIONS)
        assert "more" not in schema.structure(connection)
