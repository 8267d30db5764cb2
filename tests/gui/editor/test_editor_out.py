"""Sounds leave the editor as they are heard: kept, on pads, as files."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication

from drumgen.audio.clip import Clip
from drumgen.audio.files import read_clip, read_tags
from drumgen.engine.generator import GeneratedSound
from drumgen.engine.provenance import Provenance
from drumgen.errors import DeviceError, OutputError
from gui.editor.document import clip_of
from tests.gui.editor.conftest import Desk


class Folders(QObject):
    """Takes the place of the file manager."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Path] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.shown.append(Path(url.toLocalFile()))


@pytest.fixture
def folders() -> Iterator[Folders]:
    folders = Folders()
    QDesktopServices.setUrlHandler("file", folders, "show")  # type: ignore[arg-type]
    yield folders
    QDesktopServices.unsetUrlHandler("file")


def copied() -> Path:
    (url,) = QGuiApplication.clipboard().mimeData().urls()
    return Path(url.toLocalFile())


def test_what_is_kept_is_what_is_heard(desk: Desk, snare: GeneratedSound) -> None:
    given: list[tuple[str, GeneratedSound | Clip]] = []
    desk.controller.kept.connect(lambda sound: given.append(("kept", sound)))
    desk.controller.pad_wished.connect(lambda sound: given.append(("pad", sound)))
    desk.open(snare)
    desk.act("keep")
    desk.settle()
    desk.view.tools.fade_out.setValue(30.0)
    desk.act("to_pad")
    desk.settle()
    desk.act("play")
    desk.settle()
    assert [way for way, _ in given] == ["kept", "pad"]
    assert given[0][1] is snare
    faded = clip_of(given[1][1])
    assert faded.samples[0, -1] == 0.0
    np.testing.assert_array_equal(faded.samples, desk.ear.heard[-1].samples)
    assert desk.document.version.sound is snare


def test_a_part_is_played_without_clicks(desk: Desk, tone: Clip) -> None:
    desk.open(tone, "My tone")
    desk.view.timeline.selection.select(4800, 9600)
    desk.act("play")
    desk.settle()
    part = desk.ear.heard[-1].samples
    assert part.shape == (2, 4800)
    np.testing.assert_array_equal(part[:, 200:-200], tone.samples[:, 5000:9400])
    assert (part[:, [0, -1]] == 0.0).all()
    desk.act("play_all")
    desk.settle()
    np.testing.assert_array_equal(desk.ear.heard[-1].samples, tone.samples)


def test_the_play_mark_runs_while_it_sounds(desk: Desk, snare: GeneratedSound) -> None:
    desk.open(snare)
    still = desk.view.timeline.wave.grab().toImage()
    desk.act("play")
    desk.bot.waitUntil(lambda: desk.view.timeline.wave.grab().toImage() != still)
    desk.bot.waitUntil(lambda: desk.view.timeline.wave.grab().toImage() == still)


def test_a_missing_output_is_said(desk: Desk, snare: GeneratedSound) -> None:
    desk.open(snare)
    desk.ear.is_open = False
    desk.slide(30)  # which then is not played by itself
    assert desk.failed == []
    desk.act("play")
    desk.settle()
    assert isinstance(desk.failed[0], DeviceError)


def test_copying_writes_one_file_for_one_state(desk: Desk, snare: GeneratedSound) -> None:
    desk.open(snare)
    desk.act("copy")
    desk.settle()
    first = copied()
    assert first.name == "Snare_s7_v01.wav"
    assert Provenance.from_json(read_tags(first)["comment"]).label == "snare"
    assert desk.told[-1] == f"Copied {first}"
    desk.act("copy")
    desk.settle()
    assert copied() == first
    desk.slide(50)
    desk.act("copy")
    desk.settle()
    second = copied()
    assert second != first
    made = Provenance.from_json(read_tags(second)["comment"])
    assert made.edit is not None
    assert made.edit.kind == "variation"
    desk.act("undo")
    desk.act("copy")
    desk.settle()
    assert copied() == first
    first.unlink()
    desk.act("copy")
    desk.settle()
    assert copied().exists()


def test_a_sound_of_others_keeps_its_name_channels_and_rate(desk: Desk, tone: Clip) -> None:
    loud = Clip(tone.samples * np.float32(2.0), tone.rate_hz)
    desk.open(loud, "Käse/../kick?")
    desk.act("copy")
    desk.settle()
    path = copied()
    assert path.name == "Käsekick_v01.wav"
    assert path.parent == desk.files.kept_folder
    clip = read_clip(path)
    assert (clip.rate_hz, clip.samples.shape) == (48_000, tone.samples.shape)
    assert np.abs(clip.samples).max() == pytest.approx(10 ** (-1 / 20), abs=1e-3)


def test_showing_in_the_folder(desk: Desk, snare: GeneratedSound, folders: Folders) -> None:
    desk.open(snare)
    desk.act("reveal")
    desk.settle()
    assert folders.shown == [desk.files.kept_folder]
    (file,) = desk.files.kept_folder.glob("*.wav")
    assert soundfile.info(file).frames == snare.clip.samples.shape[1]


def test_a_folder_that_cannot_be_written_is_said(desk: Desk, snare: GeneratedSound, tmp_path: Path) -> None:
    desk.open(snare)
    (tmp_path / "files").write_text("")
    desk.act("copy")
    desk.settle()
    assert isinstance(desk.failed[0], OutputError)
