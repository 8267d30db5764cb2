"""Sounds on the way through training."""

from pathlib import Path

import torch

from drumgen.audio.files import read_clip
from drumgen.inference.store import ModelStore
from drumgen.representations import layout
from tests.support.training.drum_folder import TINY_DRUMS
from training.evaluation.previews import Previews
from training.networks.denoiser import DenoiserSettings, LatentDenoiser
from training.settings import DenoiserRecipe, load_recipe

LABELS = ("closed_hat", "kick")


def _parts(tmp_path: Path, every_minutes: float | None) -> tuple[Previews, LatentDenoiser]:
    decoder = ModelStore().codec_decoder()
    (tmp_path / "tiny.toml").write_text(TINY_DRUMS)
    recipe = load_recipe(tmp_path / "tiny.toml")
    assert isinstance(recipe, DenoiserRecipe)
    torch.manual_seed(0)
    settings = DenoiserSettings(width=16, hidden=32, depth=1, condition=8)
    network = LatentDenoiser((layout.CELLS, layout.CELL_CHANNELS), len(LABELS), settings)
    return Previews(tmp_path / "run", decoder, recipe, LABELS, every_minutes=every_minutes), network


def test_a_sound_of_each_class_now_and_then(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    previews, network = _parts(tmp_path, 2.0)
    before = {name: value.clone() for name, value in network.state_dict().items()}
    averaged = {name: value + 0.01 if value.is_floating_point() else value for name, value in before.items()}
    made = [previews.look(network, averaged, step=step, minutes=step / 10.0) for step in (1, 10, 20, 21, 45)]
    names = [[path.name for path in paths] for paths in made]
    assert names == [
        ["0000001_closed_hat.wav", "0000001_kick.wav"],
        [],
        [],
        ["0000021_closed_hat.wav", "0000021_kick.wav"],
        ["0000045_closed_hat.wav", "0000045_kick.wav"],
    ]
    assert all(read_clip(path).duration_s > 0.0 for paths in made for path in paths)
    assert all(torch.equal(value, before[name]) for name, value in network.state_dict().items())
    assert network.training


def test_none_are_made_unless_wished(tmp_path: Path) -> None:
    previews, network = _parts(tmp_path, None)
    assert previews.look(network, network.state_dict(), step=1, minutes=99.0) == []
    assert not (tmp_path / "run").exists()
