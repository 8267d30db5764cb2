"""The view of training, with a process that answers at once."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from drumgen.audio.clip import Clip
from drumgen.audio.files import write_clip
from drumgen.errors import TrainingError
from gui.jobs import Jobs
from gui.settings import Settings
from gui.workshop.plan import PREVIEWS, read_plan
from gui.workshop.run import Phase, TrainingRun
from gui.workshop.view import TrainingView
from tests.gui.conftest import WAIT_MS


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    folder = tmp_path / "samples"
    folder.mkdir()
    return folder


def _choose(view: TrainingView, folder: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignals([view.run.reported], timeout=WAIT_MS):
        view.form.choose_folder(folder)


def _train(view: TrainingView, samples: Path, qtbot: QtBot) -> None:
    _choose(view, samples, qtbot)
    QTest.mouseClick(view.form.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.plot.points >= 2, timeout=WAIT_MS)


def test_the_report_tells_what_the_folder_holds(view: TrainingView, samples: Path, qtbot: QtBot) -> None:
    assert not view.form.start.isEnabled()
    _choose(view, samples, qtbot)
    text = view.form.report.text()
    assert "43 sounds to learn from" in text
    assert "Kick 40, Snare 3" in text.replace("\N{NO-BREAK SPACE}", " ")
    warning = view.form.warning.text()
    assert "2 files left out" in warning
    assert "not a readable audio file (broken.wav)" in warning
    assert "Few sounds of: Snare" in warning
    assert view.form.start.isEnabled()


def test_a_folder_without_sounds_is_refused_in_one_sentence(view: TrainingView, samples: Path, qtbot: QtBot) -> None:
    (samples / "report-error").touch()
    with qtbot.waitSignal(view.run.failed, timeout=WAIT_MS):
        view.form.choose_folder(samples)
    assert view.form.report.text().startswith("The data folder holds no usable sounds;")
    assert not view.form.start.isEnabled()


def test_training_is_followed_stopped_resumed_and_made_a_model(view: TrainingView, samples: Path, qtbot: QtBot) -> None:
    _train(view, samples, qtbot)
    assert view.run.phase is Phase.TRAINING
    assert "Step 20, 1.0 of 20 minutes, loss 0.500" in view.form.state.text()
    assert view.progress.value() == 60
    assert not view.form.make_model.isEnabled()
    with qtbot.waitSignal(view.run.stopped, timeout=WAIT_MS):
        view.form.stop.click()
    assert "Stopped and saved" in view.form.state.text()
    assert (view.form.runs.currentText(), view.form.start.text()) == ("mine", "Go on training")
    assert "Preparing 43 sounds" in (view.run.runs_root / "mine" / "output.txt").read_text()

    view.form.start.click()
    qtbot.waitUntil(lambda: view.plot.points == 4, timeout=WAIT_MS)  # the earlier part of the curve is there again
    with qtbot.waitSignal(view.run.stopped, timeout=WAIT_MS):
        view.form.stop.click()

    with qtbot.waitSignal(view.model_ready, timeout=WAIT_MS) as ready:
        view.form.make_model.click()
    folder, name = ready.args
    assert (folder.name, name) == ("mine", "mine")
    assert {"mine.json", "codec_decoder.onnx", "codec_encoder.json"} <= {path.name for path in folder.iterdir()}
    assert "The model mine is ready." in view.form.state.text()


def test_a_run_that_goes_to_its_end_becomes_a_model_by_itself(view: TrainingView, samples: Path, qtbot: QtBot) -> None:
    (samples / "finishes").touch()
    with qtbot.waitSignal(view.model_ready, timeout=WAIT_MS):
        _train(view, samples, qtbot)


def test_what_went_wrong_is_the_last_thing_that_was_said(view: TrainingView, samples: Path, qtbot: QtBot) -> None:
    (samples / "training-error").touch()
    _choose(view, samples, qtbot)
    with qtbot.waitSignal(view.run.failed, timeout=WAIT_MS):
        view.form.start.click()
    assert view.form.state.text() == "The loss (loss) became nan at step 7, so training stopped."
    assert view.form.state.property("severity") == "error"
    assert "Traceback" in (view.run.runs_root / "mine" / "output.txt").read_text()


def test_sounds_appear_as_they_are_made_and_play(view: TrainingView, samples: Path, qtbot: QtBot) -> None:
    _train(view, samples, qtbot)
    folder = view.run.runs_root / "mine" / PREVIEWS
    folder.mkdir()
    tone = np.sin(np.arange(4000) / 9.0, dtype=np.float32)[None, :]
    for step, label in ((10, "kick"), (20, "kick"), (20, "snare")):
        write_clip(folder / f"{step:07d}_{label}.wav", Clip(tone, 44100))
    (folder / "0000020_tom.wav").write_bytes(b"not a sound")
    qtbot.waitUntil(lambda: len(view.previews.buttons) == 2, timeout=WAIT_MS)
    assert [each.accessibleName() for each in view.previews.buttons] == [
        "Play Kick of step 20",
        "Play Snare of step 20",
    ]
    with qtbot.waitSignal(view.play_wished) as played:
        QTest.mouseClick(view.previews.buttons[1], Qt.MouseButton.LeftButton)
    assert played.args[0].samples.shape == (1, 4000)
    assert view.previews.grab().toImage().pixelColor(30, 40).isValid()


def test_a_name_in_use_or_without_a_file_is_refused(view: TrainingView, samples: Path, qtbot: QtBot) -> None:
    _choose(view, samples, qtbot)
    view.form.name.setText("-")
    view.form.start.click()
    assert "small letters" in view.form.state.text()
    (view.run.runs_root / "taken").mkdir(parents=True)
    view.form.name.setText("taken")
    view.form.start.click()
    assert "There is a run called taken" in view.form.state.text()
    assert view.run.phase is Phase.IDLE


def test_an_earlier_run_is_offered_at_the_next_start(
    view: TrainingView, samples: Path, jobs: Jobs, settings: Settings, run: TrainingRun, qtbot: QtBot
) -> None:
    view.form.minutes.setValue(45)
    _train(view, samples, qtbot)
    (run.runs_root / "mine" / PREVIEWS).mkdir()
    tone = np.sin(np.arange(4000) / 9.0, dtype=np.float32)[None, :]
    write_clip(run.runs_root / "mine" / PREVIEWS / "0000020_kick.wav", Clip(tone, 44100))
    run.close()  # as when the app ends; the process saves first
    assert (run.runs_root / "mine" / "checkpoint.pt").is_file()
    assert read_plan(run.runs_root / "mine").minutes == 45
    second = TrainingView(jobs, settings, run)
    assert second.form.runs.itemText(1) == "mine"
    second.show_runs("mine")
    assert second.form.folder.text() == str(samples)
    assert (second.form.minutes.value(), second.form.name.isEnabled()) == (45, False)
    qtbot.waitUntil(lambda: second.plot.points > 0, timeout=WAIT_MS)
    assert second.plot.points == len((run.runs_root / "mine" / "log.jsonl").read_text().splitlines())
    qtbot.waitUntil(lambda: [each.accessibleName() for each in second.previews.buttons] == ["Play Kick of step 20"])
    second.show_runs()
    assert (second.plot.points, second.previews.buttons) == (0, ())
    second.deleteLater()


def test_without_a_python_three_steps_are_shown_and_one_that_cannot_train_is_refused(
    jobs: Jobs, settings: Settings, run: TrainingRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("gui.workshop.view.own_interpreter", lambda: None)
    view = TrainingView(jobs, settings, run)
    assert not view.is_set_up
    view.choose_python(tmp_path / "nothing-here")
    qtbot.waitUntil(lambda: "no Python that can be started" in view.setup.state.text(), timeout=WAIT_MS)
    bare = tmp_path / "bare"
    bare.write_text('#!/bin/sh\necho \'[["torch", "export"], "0.0.1"]\'\n')
    bare.chmod(0o755)
    view.choose_python(bare)
    qtbot.waitUntil(lambda: "lacks torch, export" in view.setup.state.text(), timeout=WAIT_MS)
    bare.write_text("#!/bin/sh\necho '[[], \"0.0.1\"]'\n")
    view.choose_python(bare)
    qtbot.waitUntil(lambda: "has drumgen 0.0.1" in view.setup.state.text(), timeout=WAIT_MS)
    assert not view.is_set_up
    view.use_python(bare)
    view.choose_python(tmp_path / "nothing-here")  # the preferences name another one, which is none
    qtbot.waitUntil(lambda: "no Python that can be started" in view.form.state.text(), timeout=WAIT_MS)
    assert view.is_set_up
    view.deleteLater()


def test_the_app_s_own_python_serves_when_it_can_train(
    jobs: Jobs, settings: Settings, run: TrainingRun, qtbot: QtBot
) -> None:
    pytest.importorskip("torch")
    view = TrainingView(jobs, settings, run)
    assert view.is_set_up
    view.deleteLater()


def test_a_process_that_cannot_be_started_is_a_sentence(run: TrainingRun, view: TrainingView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(run.failed, timeout=WAIT_MS) as failed:
        run.report(Path("/no/such/python"), view.plan)
    assert isinstance(failed.args[0], TrainingError)
    assert "cannot be started" in str(failed.args[0])


def test_every_control_has_a_name(view: TrainingView) -> None:
    controls = [
        each for kind in (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit) for each in view.findChildren(kind)
    ]
    nameless = [each for each in controls if not each.accessibleName() and not each.objectName().startswith("qt_")]
    assert nameless == []
