"""What was kept stays kept when the program is killed while it keeps more."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from drumgen.audio.files import read_clip
from drumgen.audio.identity import clip_id
from drumgen.library.library import Library
from drumgen.library.opening import DATABASE_NAME

PROGRAM = Path(__file__).with_name("keeping_program.py")
KEPT_BEFORE_KILL = (1, 9, 23)


def test_whatever_was_said_to_be_kept_is_there_after_kill(tmp_path: Path) -> None:
    said: dict[int, str] = {}
    for turn, lines in enumerate(KEPT_BEFORE_KILL):
        said.update(_keep_until_killed(tmp_path, 10_000 * turn, lines))
        with Library(tmp_path) as library:
            assert library.notice == ""
            library.reconcile()
            entries = {entry.id: entry for entry in library.entries(list(said))}
            assert {each: entry.clip_id for each, entry in entries.items()} == said
            for entry in entries.values():
                assert clip_id(read_clip(entry.path)) == entry.clip_id
                assert entry.tags == (f"tag{entry.provenance.seed}",)
            # Nothing else lies about: every file has its row.
            assert set(library.sounds_folder.rglob("*.*")) == {
                entry.path for entry in library.search(limit=999).entries
            }
        with closing(sqlite3.connect(tmp_path / DATABASE_NAME)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            connection.execute("INSERT INTO texts (texts) VALUES ('integrity-check')")


def _keep_until_killed(folder: Path, start: int, lines: int) -> dict[int, str]:
    """Return what the program said until it was killed in the midst of its work."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(["", *sys.path])}
    command = [sys.executable, str(PROGRAM), str(folder), str(start)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        said += [line for line in process.stdout if line.endswith("\n")]
    assert all(said), "the program ended by itself"
    return {int(number): name for number, name in (line.split() for line in said)}
