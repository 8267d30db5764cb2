from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
import soundfile
from pytestqt.qtbot import QtBot

from drumgen.audio.formats import SampleFormat
from gui.dialogs.error_dialog import ErrorDialog
from gui.dialogs.export_dialog import ExportDialog
from gui.shell.conductor import Conductor
from gui.sounds.item import SoundItem
from tests.support.disks import file_size_limit

Generate = Callable[..., Sequence[SoundItem]]


def _dialog(app: Conductor) -> ExportDialog:
    app.window.acts["export"].trigger()
    dialog = app.window.findChild(ExportDialog)
    assert dialog is not None
    return dialog


def _export(app: Conductor, qtbot: QtBot, dialog: ExportDialog) -> None:
    dialog.confirm.click()
    qtbot.waitUntil(lambda: app.jobs.is_idle)


@pytest.mark.parametrize(
    ("sample_format", "rate_hz", "subtype"),
    [("wav24", 44100, "PCM_24"), ("wav16", 48000, "PCM_16"), ("float", 48000, "FLOAT"), ("flac", 44100, "PCM_24")],
)
def test_selected_sounds_are_written_as_chosen(
    app: Conductor, generate: Generate, qtbot: QtBot, tmp_path: Path, sample_format: str, rate_hz: int, subtype: str
) -> None:
    items = generate("cowbell", 2, seed=10)
    app.window.results.show_item(items[1])
    dialog = _dialog(app)
    dialog.folder.setText(str(tmp_path / "out"))
    dialog.sample_format.setCurrentIndex(dialog.sample_format.findData(SampleFormat(sample_format)))
    dialog.rate.setCurrentIndex(dialog.rate.findData(rate_hz))
    _export(app, qtbot, dialog)
    (path,) = (tmp_path / "out").iterdir()
    assert path.name == f"Cowbell_s11_v01{SampleFormat(sample_format).suffix}"
    assert (soundfile.info(path).subtype, soundfile.info(path).samplerate) == (subtype, rate_hz)
    samples, _ = soundfile.read(path)
    assert np.abs(samples).max() == pytest.approx(10 ** (-1 / 20), abs=1e-3)
    assert app.window.status.message.text() == f"Exported 1 sound to {tmp_path / 'out'}"


def test_favourites_and_all_can_be_chosen_and_names_never_clash(
    app: Conductor, generate: Generate, qtbot: QtBot, tmp_path: Path
) -> None:
    items = generate(count=3, seed=1)
    app.commands.mark([items[2]])
    for place in (1, 2):
        dialog = _dialog(app)
        dialog.folder.setText(str(tmp_path / "out"))
        dialog.choose(place)
        _export(app, qtbot, dialog)
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["Kick_s1_v01.wav", "Kick_s2_v01.wav", "Kick_s3_v01.wav", "Kick_s3_v02.wav"]


def test_choices_are_remembered(app: Conductor, generate: Generate, qtbot: QtBot, tmp_path: Path) -> None:
    generate()
    dialog = _dialog(app)
    dialog.folder.setText(str(tmp_path / "kit"))
    dialog.sample_format.setCurrentIndex(3)
    dialog.rate.setCurrentIndex(1)
    _export(app, qtbot, dialog)
    again = ExportDialog([("All", app.window.sounds.items)], app.settings, Path("/nowhere"))
    qtbot.addWidget(again)
    order = again.order()
    assert (order.folder, order.sample_format, order.rate_hz) == (tmp_path / "kit", SampleFormat.FLAC, 48000)


def test_a_folder_that_cannot_be_written_gives_one_sentence(
    app: Conductor, generate: Generate, qtbot: QtBot, tmp_path: Path
) -> None:
    generate()
    (tmp_path / "taken").write_text("a file where the folder should be")
    dialog = _dialog(app)
    dialog.folder.setText(str(tmp_path / "taken"))
    _export(app, qtbot, dialog)
    error = app.window.findChild(ErrorDialog)
    assert (
        error.message.text()
        == f"The folder {tmp_path / 'taken'} cannot be written (File exists); choose another folder."
    )
    assert "Traceback" not in error.details.toPlainText()
    error.accept()


def test_a_disk_that_is_full_leaves_no_half_file(
    app: Conductor, generate: Generate, qtbot: QtBot, tmp_path: Path
) -> None:
    generate()
    dialog = _dialog(app)
    dialog.folder.setText(str(tmp_path / "out"))
    with file_size_limit(1000):
        _export(app, qtbot, dialog)
    assert list((tmp_path / "out").iterdir()) == []
    error = app.window.findChild(ErrorDialog)
    assert "was not written" in error.message.text()
    error.accept()
