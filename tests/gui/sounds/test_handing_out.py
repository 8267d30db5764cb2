"""Sounds leave the whole app as files: from every view, in the chosen form, by drag, clipboard and file manager."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
import soundfile
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from drumgen.audio.files import read_tags, write_clip
from drumgen.audio.formats import SampleFormat
from drumgen.engine.provenance import Provenance
from gui.dialogs.preferences import PreferencesDialog
from gui.shell.conductor import Conductor
from gui.sounds.item import SoundItem
from tests.gui.conftest import WAIT_MS
from tests.support.sounds import noise_burst

Generate = Callable[..., Sequence[SoundItem]]
CTRL = Qt.KeyboardModifier.ControlModifier


class FileManager(QObject):
    """Takes the place of the system's."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Path] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.shown.append(Path(url.toLocalFile()))


@pytest.fixture
def manager() -> Iterator[FileManager]:
    manager = FileManager()
    QDesktopServices.setUrlHandler("file", manager, "show")  # type: ignore[arg-type]
    yield manager
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def item(app: Conductor, generate: Generate, qtbot: QtBot) -> SoundItem:
    """A kick in the list, on its pad and in the library."""
    (item,) = generate("kick", seed=11)
    qtbot.waitUntil(lambda: item.on_pad and app.house.library.library.library is not None, timeout=WAIT_MS)
    with qtbot.waitSignal(app.house.library.library.kept, timeout=WAIT_MS):
        app.house.library.keep(item.take.sound)
    qtbot.waitUntil(lambda: app.jobs.is_idle, timeout=WAIT_MS)
    return item


def _choose(app: Conductor, sample_format: str, rate_hz: int) -> None:
    """Choose how files are written, in the preferences."""
    app.window.acts["preferences"].trigger()
    dialog = app.window.findChild(PreferencesDialog)
    assert dialog is not None
    for box, value in ((dialog.sample_format, sample_format), (dialog.rate, rate_hz)):
        box.setCurrentIndex(box.findData(value))
        box.activated.emit(box.currentIndex())
    dialog.accept()


def _pasted() -> Path:
    (url,) = QGuiApplication.clipboard().mimeData().urls()
    return Path(url.toLocalFile())


def _form(path: Path) -> tuple[str, int]:
    info = soundfile.info(path)
    return info.subtype, info.samplerate


def _copy_everywhere(app: Conductor, qtbot: QtBot) -> dict[str, Path]:
    """Press Ctrl+C in every view and return what could be pasted after each."""
    pasted = {}
    library = app.house.library.made
    editor = app.house.editor

    def take(view: str) -> None:
        qtbot.waitUntil(lambda: bool(QGuiApplication.clipboard().mimeData().urls()), timeout=WAIT_MS)
        pasted[view] = _pasted()
        QGuiApplication.clipboard().setText("taken")

    app.window.views.show_view("sounds")
    app.window.acts["copy"].trigger()
    take("list")
    QTest.keyClick(app.house.pads.made.grid.tiles[0], Qt.Key.Key_C, CTRL)
    take("pad")
    app.window.views.show_view("library")
    (sound_id,) = [entry.id for entry in app.house.library.library.library.search(limit=9).entries]
    qtbot.waitUntil(lambda: library.table.select(sound_id), timeout=WAIT_MS)
    QTest.keyClick(library.table, Qt.Key.Key_C, CTRL)
    take("row")
    qtbot.waitUntil(lambda: library.map.canvas.place_of(sound_id) is not None, timeout=WAIT_MS)
    library.map.canvas.select([sound_id])
    QTest.keyClick(library.map.canvas, Qt.Key.Key_C, CTRL)
    take("map")
    editor.open_sound(app.window.sounds.items[0].take.sound)
    qtbot.waitUntil(lambda: editor.controller.document is not None, timeout=WAIT_MS)
    editor.controller.view.acts["copy"].trigger()
    take("waveform")
    return pasted


def test_every_view_hands_out_wav_files_that_know_their_origin(app: Conductor, item: SoundItem, qtbot: QtBot) -> None:
    for path in _copy_everywhere(app, qtbot).values():
        assert path.name.startswith("Kick_s11_v")
        assert _form(path) == ("PCM_24", 44100)
        assert Provenance.from_json(read_tags(path)["comment"]).seed == 11


def test_every_view_hands_out_the_form_that_was_chosen(app: Conductor, item: SoundItem, qtbot: QtBot) -> None:
    _choose(app, SampleFormat.WAV16.value, 48000)
    pasted = _copy_everywhere(app, qtbot)
    assert list(pasted) == ["list", "pad", "row", "map", "waveform"]
    for path in pasted.values():
        assert _form(path) == ("PCM_16", 48000)
        assert Provenance.from_json(read_tags(path)["comment"]).seed == 11
    assert pasted["row"] == pasted["map"]
    _choose(app, SampleFormat.FLAC.value, 48000)
    assert {_form(path) for path in _copy_everywhere(app, qtbot).values()} == {("PCM_24", 48000)}


def test_what_is_handed_out_is_in_the_library(app: Conductor, item: SoundItem, qtbot: QtBot) -> None:
    library = app.house.library.library.library

    def kept() -> list[tuple[str, int]]:
        return sorted((entry.label, entry.provenance.seed) for entry in library.search(limit=9).entries)

    pads, editor = app.house.pads.made, app.house.editor
    pads.controller.regenerate([2])
    qtbot.waitUntil(lambda: app.pads.bank.sound(2) is not None, timeout=WAIT_MS)
    kick, snare = ("kick", 11), ("snare", app.pads.bank.sound(2).provenance.seed)
    assert pads.grid.mime_of(2).urls()
    qtbot.waitUntil(lambda: kept() == [kick, snare], timeout=WAIT_MS)
    editor.open_sound(item.take.sound)
    qtbot.waitUntil(lambda: editor.controller.document is not None, timeout=WAIT_MS)
    acts = editor.controller.view.acts
    editor.controller.view.timeline.selection.select(0, 1000)
    acts["trim"].trigger()
    qtbot.waitUntil(lambda: editor.controller.document.n_samples == 1000, timeout=WAIT_MS)
    for _ in range(2):
        acts["copy"].trigger()
        qtbot.waitUntil(lambda: kept() == [kick, kick, snare] and app.jobs.is_idle, timeout=WAIT_MS)


def test_sounds_of_the_list_and_of_pads_are_shown_in_their_folder(
    app: Conductor, item: SoundItem, manager: FileManager
) -> None:
    app.window.acts["reveal"].trigger()
    assert manager.shown == [app.files.kept_folder]
    app.house.pads.made.do("reveal", 0)
    assert manager.shown == [app.files.kept_folder] * 2
    assert len(list(app.files.kept_folder.glob("Kick_s11_*.wav"))) == 2
    app.house.pads.made.do("reveal", 5)  # which has no sound
    assert len(manager.shown) == 2


def test_a_pad_of_the_user_s_own_sound_leaves_in_the_chosen_form(app: Conductor, dressed: QApplication) -> None:
    pads = app.house.pads.made
    pads.controller.put(2, noise_burst(1, frames=4000), name="Mine")
    _choose(app, SampleFormat.FLOAT.value, 48000)
    (path,) = pads.grid.files_of(2)
    assert _form(path) == ("FLOAT", 48000)
    assert read_tags(path)["title"] == "Mine"


def test_the_user_s_own_samples_leave_the_library_as_they_are(app: Conductor, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "samples").mkdir()
    own = write_clip(tmp_path / "samples" / "Own kick.wav", noise_burst(1, frames=4000))
    _choose(app, SampleFormat.WAV16.value, 48000)
    got: list[Sequence[Path]] = []
    app.house.library.library.in_form([own], lambda paths, took_time: got.append(paths))
    qtbot.waitUntil(lambda: bool(got), timeout=WAIT_MS)
    assert got == [[own]]
