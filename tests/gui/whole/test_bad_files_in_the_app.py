"""Files from a newer version, truncated or edited by hand, and disks without room: said, and nothing is lost."""

import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from drumgen.kits.reading import read_kit
from drumgen.library.library import Library
from drumgen.library.opening import DATABASE_NAME
from gui.shell.conductor import Conductor
from tests.gui.conftest import WAIT_MS
from tests.gui.whole.conftest import Generate, Hands, same
from tests.support.disks import fill, tiny_disk
from tests.support.library import generated
from tests.support.sounds import noise_burst

Spoil = Callable[[Path], None]


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _rewrite(change: Callable[[dict[str, object]], object]) -> Spoil:
    """Edit the kit's description by hand."""

    def spoil(path: Path) -> None:
        with zipfile.ZipFile(path) as kit:
            files = {name: kit.read(name) for name in kit.namelist()}
        description = json.loads(files["kit.json"])
        change(description)
        files["kit.json"] = json.dumps(description).encode()
        with zipfile.ZipFile(path, "w") as kit:
            for name, content in files.items():
                kit.writestr(name, content)

    return spoil


SPOILT = [
    (_cut, "damaged"),
    (_rewrite(lambda kit: kit.update(version=99)), "newer drumgen"),
    (_rewrite(lambda kit: kit.update(pads="sixteen")), "pads"),
    (lambda path: path.write_text("Dear diary"), "not a drumgen kit"),
]


def _save(hands: Hands, path: Path) -> None:
    kits = hands.app.house.pads.made.kits
    hands.app.house.pads.made.controller.put(0, noise_burst(1))
    kits.save(path)
    hands.wait(lambda: hands.said == f"Saved {path}")


@pytest.mark.parametrize(("spoil", "word"), SPOILT)
def test_a_bad_kit_is_explained_and_the_pads_stay(
    app: Conductor, hands: Hands, tmp_path: Path, spoil: Spoil, word: str
) -> None:
    path = tmp_path / "kit.drumkit"
    _save(hands, path)
    spoil(path)
    spoilt = path.read_bytes()
    app.house.pads.made.controller.put(0, noise_burst(2))
    before, steps = hands.pads_samples(), app.window.undo_stack.count()
    app.house.pads.made.kits.open(path)
    hands.wait(lambda: word in hands.said)
    assert path.name in hands.said and hands.said.endswith(".")
    assert same(before, hands.pads_samples())
    assert app.window.undo_stack.count() == steps
    assert path.read_bytes() == spoilt


@pytest.mark.parametrize(("spoil", "word"), SPOILT)
def test_pads_of_the_last_time_that_cannot_be_read_are_set_aside(
    make_app: Callable[[Path], Conductor], models: Path, qtbot: QtBot, tmp_path: Path, spoil: Spoil, word: str
) -> None:
    app = make_app(models)
    app.start(devices=False)
    qtbot.waitUntil(lambda: app.jobs.is_idle, timeout=WAIT_MS)
    app.house.pads.made.controller.put(0, noise_burst(1))
    app.close()
    (path,) = (tmp_path / "files").glob("*.drumkit")
    spoil(path)
    spoilt = path.read_bytes()
    again = make_app(models)
    hands = Hands(again, qtbot)
    again.start(devices=False)
    hands.wait(lambda: word in hands.said)
    assert again.pads.is_empty
    again.close()
    aside = [each for each in (tmp_path / "files").iterdir() if each.is_file() and each.read_bytes() == spoilt]
    assert len(aside) == 1


def test_a_newer_library_is_put_aside_and_its_sounds_are_there(
    make_app: Callable[[Path], Conductor], models: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "files" / "library"
    with Library(folder) as library:
        for seed in range(3):
            library.keep(generated(seed))
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.commit()
    app = make_app(models)
    said: list[str] = []
    app.house.library.library.told.connect(said.append)
    app.start(devices=False)
    qtbot.waitUntil(lambda: bool(said) and app.jobs.is_idle, timeout=WAIT_MS)
    assert "newer version" in said[0]
    assert app.house.library.library.library.search().total == 3
    assert len(list(folder.glob("library-newer-*.db"))) == 1


def test_a_full_disk_leaves_the_kit_as_it_was_and_is_said(app: Conductor, hands: Hands, tmp_path: Path) -> None:
    with tiny_disk(tmp_path / "disk", size_kib=512) as disk:
        path = disk / "kit.drumkit"
        _save(hands, path)
        before = path.read_bytes()
        fill(disk)
        app.house.pads.made.controller.put(0, noise_burst(2, frames=40_000))
        app.house.pads.made.kits.save(path)
        hands.wait(lambda: "full" in hands.said or "written" in hands.said)
        assert str(path) in hands.said or path.name in hands.said
        assert path.read_bytes() == before
        assert read_kit(path).pads[0].sound is not None
        (disk / "ballast").unlink()
        app.house.pads.made.kits.save(path)
        hands.wait(lambda: hands.said == f"Saved {path}")


def test_a_full_disk_while_a_sound_is_kept_is_said(
    app: Conductor, hands: Hands, generate: Generate, tmp_path: Path
) -> None:
    library = app.house.library.library.library
    (item,) = generate("kick")
    library.sounds_folder.mkdir(exist_ok=True)
    with tiny_disk(library.sounds_folder) as disk:
        fill(disk)
        app.house.library.keep(item.take.sound)
        hands.wait(lambda: app.window.status.details.isVisible())
        assert hands.said.endswith(".")
        assert library.search().total == 0
    app.house.library.keep(item.take.sound)
    hands.wait(lambda: library.search().total == 1)
