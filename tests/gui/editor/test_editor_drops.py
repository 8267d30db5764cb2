"""Files that are dropped on the editor, as the system's drag and drop delivers them."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from drumgen.audio.clip import Clip
from drumgen.engine.generator import GeneratedSound
from drumgen.engine.request import GenerationRequest
from drumgen.engine.saving import save_sound
from tests.gui.editor.conftest import Desk
from tests.support.wav_files import bad_files

COPY, LEFT, PLAIN = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def drop(target: QWidget, *paths: Path) -> bool:
    """Drag files over a widget and let them go; return whether it takes them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return drop_data(target, data)


def drop_data(target: QWidget, data: QMimeData) -> bool:
    enter = QDragEnterEvent(QPoint(20, 20), COPY, data, LEFT, PLAIN)
    enter.ignore()
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(20, 20), COPY, data, LEFT, PLAIN))
    return enter.isAccepted()


def test_a_foreign_file_opens_as_the_source(desk: Desk, tone: Clip, tone_file: Path) -> None:
    requests: list[object] = []
    desk.controller.request_restored.connect(requests.append)
    assert drop(desk.view, tone_file)
    desk.settle()
    np.testing.assert_array_equal(desk.samples, tone.samples)
    assert desk.view.header.title.text() == "My tone"
    assert "stereo" in desk.view.header.facts.text()
    assert "48 kHz" in desk.view.header.facts.text()
    assert desk.told == ["Opened My tone."]
    assert requests == []
    desk.slide(30)
    assert isinstance(desk.document.version.sound, GeneratedSound)


def test_a_file_of_our_own_restores_its_request(desk: Desk, snare: GeneratedSound, tmp_path: Path) -> None:
    requests: list[GenerationRequest] = []
    desk.controller.request_restored.connect(requests.append)
    drop(desk.view, save_sound(snare, tmp_path))
    desk.settle()
    assert requests == [snare.provenance.single_request]
    assert desk.told == ["Opened Snare_s7_v01, and restored the request it was made from."]
    assert desk.document.known_label == "snare"


def test_of_an_edited_file_the_edit_is_not_restored(desk: Desk, snare: GeneratedSound, tmp_path: Path) -> None:
    desk.open(snare)
    desk.slide(30)
    made = desk.document.version.sound
    assert isinstance(made, GeneratedSound)
    drop(desk.view, save_sound(made, tmp_path))
    desk.settle()
    assert desk.told[-1].endswith("and restored its request, but not the edit that followed.")


def test_a_folder_a_text_and_a_link_are_explained(desk: Desk, snare: GeneratedSound, tmp_path: Path) -> None:
    desk.open(snare)
    text = tmp_path / "notes.txt"
    text.write_text("Dear diary, today I did not sample anything.\n" * 50)
    (tmp_path / "Loops").mkdir()
    for path in (tmp_path / "Loops", text):
        assert drop(desk.view, path)
        desk.settle()
    link = QMimeData()
    link.setUrls([QUrl("https://example.org/kick.wav")])
    assert drop_data(desk.view, link)
    desk.settle()
    words = [str(error) for error in desk.failed]
    assert words[0].startswith("Loops is a folder, not a sound; drop a sound file")
    assert "notes.txt is not a readable audio file" in words[1]
    assert words[2].startswith("What was dropped is not on this computer")
    assert desk.document.version.sound is snare


def test_what_is_no_file_is_not_taken(desk: Desk) -> None:
    data = QMimeData()
    data.setText("kick")
    assert not drop_data(desk.view, data)


def test_bad_files_are_said_and_harm_nothing(desk: Desk, snare: GeneratedSound, tmp_path: Path) -> None:
    desk.open(snare)
    bad = bad_files(tmp_path)
    for path in bad.values():
        drop(desk.view, path)
        desk.settle()
    assert len(desk.failed) == len(bad)
    assert all(";" in str(error) for error in desk.failed)
    assert desk.document.version.sound is snare


def test_a_thousand_files_open_the_first_and_offer_all(desk: Desk, tone_file: Path, tmp_path: Path) -> None:
    offered: list[list[Path]] = []
    desk.controller.files_dropped.connect(offered.append)
    others = [tmp_path / f"sound {i}.wav" for i in range(999)]
    assert drop(desk.view, tone_file, *others)
    desk.settle()
    assert desk.document.name == "My tone"
    assert desk.told == ["Opened My tone, the first of 1000 dropped sounds."]
    assert offered == [[tone_file, *others]]


def test_the_last_of_two_drops_wins(desk: Desk, tone_file: Path, snare: GeneratedSound, tmp_path: Path) -> None:
    drop(desk.view, tone_file)
    drop(desk.view, save_sound(snare, tmp_path))
    desk.settle()
    assert desk.document.name == "Snare_s7_v01"
    assert desk.controller.undo_stack.count() == 1


def test_a_drop_on_the_second_place_leaves_the_first(desk: Desk, snare: GeneratedSound, tone_file: Path) -> None:
    desk.open(snare)
    assert drop(desk.view.tools.second, tone_file)
    desk.settle()
    assert desk.document.second is not None
    assert desk.document.second.name == "My tone"
    assert desk.document.version.sound is snare


def test_the_frame_shows_while_a_file_hangs_over(desk: Desk, snare: GeneratedSound, tone_file: Path) -> None:
    desk.open(snare)
    plain = desk.view.timeline.wave.grab().toImage()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tone_file))])
    QApplication.sendEvent(desk.view, QDragEnterEvent(QPoint(20, 20), COPY, data, LEFT, PLAIN))
    assert desk.view.timeline.wave.grab().toImage() != plain
    QApplication.sendEvent(desk.view, QDropEvent(QPointF(20, 20), COPY, data, LEFT, PLAIN))
    desk.settle()
    assert not desk.failed


@pytest.mark.parametrize("name", ["open_path", "dialog"])
def test_files_are_opened_by_name_too(desk: Desk, tone_file: Path, name: str) -> None:
    if name == "open_path":
        desk.controller.open_path(tone_file)
    else:
        desk.act("open")
        (dialog,) = desk.view.findChildren(QFileDialog)
        dialog.fileSelected.emit(str(tone_file))
        dialog.reject()
    desk.settle()
    assert desk.document.name == "My tone"
