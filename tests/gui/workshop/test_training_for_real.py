"""A folder of sounds becomes a model that plays, by the real programs, all from the view."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from drumgen.engine.generator import Generator
from drumgen.engine.request import GenerationRequest
from drumgen.inference.store import PACKAGED_FOLDER, ModelStore
from gui.jobs import Jobs
from gui.settings import Settings
from gui.workshop.run import TrainingRun
from gui.workshop.view import TrainingView
from tests.support.training.drum_folder import TINY_DRUMS, write_drum_folder

LONG_MS = 120_000


@pytest.mark.usefixtures("dressed")
def test_samples_become_a_model(jobs: Jobs, settings: Settings, tmp_path: Path, qtbot: QtBot) -> None:
    pytest.importorskip("torch")
    recipe = tmp_path / "tiny.toml"
    recipe.write_text(TINY_DRUMS)
    run = TrainingRun(
        jobs, runs_root=tmp_path / "runs", models_root=tmp_path / "models", shipped_models=PACKAGED_FOLDER
    )
    view = TrainingView(jobs, settings, run, recipe=recipe)
    with qtbot.waitSignal(run.reported, timeout=LONG_MS):
        view.form.choose_folder(write_drum_folder(tmp_path / "samples"))
    assert "8 sounds to learn from" in view.form.report.text()
    view.form.start.click()
    qtbot.waitUntil(lambda: len(view.previews.buttons) == 2, timeout=LONG_MS)
    with qtbot.waitSignal(run.stopped, timeout=LONG_MS):
        view.form.stop.click()
    with qtbot.waitSignal(view.model_ready, timeout=LONG_MS) as ready:
        view.form.make_model.click()
    folder, name = ready.args
    generator = Generator(ModelStore(folder), device="cpu")
    (sound,) = generator.generate(GenerationRequest("kick", 1, seed=1, model=name))
    assert sound.provenance.model == "mine"
    assert sound.clip.duration_s > 0.01
    view.deleteLater()
