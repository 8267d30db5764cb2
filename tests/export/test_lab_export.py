"""Every network, representation, process and condition of the laboratory, from a run folder to the generator."""

import json
from dataclasses import replace

import numpy as np
import pytest
import torch

from drumgen.__main__ import main as drumgen_main
from drumgen.engine.conditions import conditions_of
from drumgen.engine.denoising import SamplingPlan, sample_latents
from drumgen.engine.generator import Generator
from drumgen.inference.store import ModelStore
from export.__main__ import main as export_main
from export.joining import JoinedDecoder
from export.lab_verify import everything, rising_notes
from training.checkpoints import CHECKPOINT
from training.lab.conditions import Attribute, Conditions, scaled_attributes
from training.lab.run import RunFacts, build, open_run, save_facts
from training.lab.sampling import sample_values
from training.lab.settings import resolve
from training.representations.registry import build_representation

MEL = {"name": "mel", "rate_hz": 8000, "n_fft": 256, "hop": 64, "bands": 16, "decoder_iterations": 4}
ATTRIBUTES = (
    Attribute("brightness", "Hz", 6.8, 0.5, 0.0, 3000.0, True),
    Attribute("pitch", "semitones", 60.0, 12.0, 40.0, 80.0, False),
)
VOCABULARY = ("low", "bright", "brass", "flute")

RECIPES = {
    "plain": {
        "representation": {**MEL, "frames": 28, "pad_frames": 4},
        "process": {"name": "ddpm", "training_steps": 60, "beta_end": 0.1},
        "network": {"name": "unet-plain", "width": 4, "embedding": 16},
        "sampling": {"sampler": "ddpm_ancestral", "steps": 20},
    },
    "attention": {
        "representation": {**MEL, "frames": 16, "pad_frames": 0, "pre_emphasis": 0.0},
        "process": {"name": "cosine", "training_steps": 100},
        "network": {"name": "unet-attention", "width": 32},
        "conditioning": {"attributes": ["brightness", "pitch"], "tokens": 3},
        "loss": {"parameterization": "x"},
        "sampling": {"sampler": "ddim", "steps": 6, "guidance": 2.0, "clip": False},
    },
    "score": {
        "representation": {"name": "stft", "n_fft": 64, "hop": 32, "frames": 32, "decoder_iterations": 4},
        "process": {"name": "edm"},
        "network": {"name": "unet-score", "width": 32, "multipliers": [1, 1], "blocks": 1, "attention_levels": [1]},
        "conditioning": {"classes": False, "previous": True},
        "loss": {"parameterization": "edm", "sigma_data": 0.5},
        "sampling": {"sampler": "heun", "steps": 5, "clip": False},
    },
    "distilled": {
        "representation": {**MEL, "name": "packed-mel", "bands": 64, "frames": 48, "channels": 3},
        "process": {"name": "continuous-cosine"},
        "network": {"name": "unet-1d", "width": 32},
        "conditioning": {"classes": False, "previous": True},
        "loss": {"parameterization": "v", "weighting": "snr+1"},
        "sampling": {"sampler": "ddim", "steps": 2, "levels": [80.0, 1.0, 0.0]},
    },
    "waveform": {
        "representation": {"name": "waveform", "rate_hz": 8000, "frames": 24, "hop": 64, "n_fft": 256},
        "process": {"name": "continuous-cosine"},
        "network": {"name": "unet-waveform", "width": 16, "multipliers": [1, 2], "factors": [2, 3], "embedding": 32},
        "loss": {"parameterization": "v"},
        "sampling": {"sampler": "dpmpp_2m", "steps": 4, "guidance": 2.0},
    },
}


def write_run(folder, name):
    """Write the run folder of a network whose weights are random everywhere, so that every condition tells."""
    recipe = resolve({"kind": "laboratory", **RECIPES[name]}, origin="test", name=name)
    representation = build_representation(recipe.representation.name, recipe.representation.settings)
    told = recipe.conditioning
    facts = RunFacts(
        classes=("bell", "kick") if told.classes else (name,),
        attributes=ATTRIBUTES if told.attributes else (),
        vocabulary=VOCABULARY if told.tokens else (),
        shape=representation.shape,
        sources=[{"source": "digits", "licence": "CC-BY-SA-4.0", "files": 3, "attribution": "Somebody"}],
    )
    torch.manual_seed(0)
    network = build(recipe, facts)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.add_(0.02 * torch.randn_like(parameter))
    folder.mkdir()
    torch.save({"module": network.state_dict(), "ema": network.state_dict()}, folder / CHECKPOINT)
    save_facts(folder, recipe, facts, steps=0)
    return folder


@pytest.fixture(scope="module", params=RECIPES)
def exported(request, tmp_path_factory):
    """Return name, run folder and models folder."""
    root = tmp_path_factory.mktemp(request.param)
    run = write_run(root / "run", request.param)
    assert export_main(["lab", "--run", str(run), "--out", str(root / "models")]) == 0
    return request.param, run, root / "models"


def test_parity_holds(exported, capsys):
    _, run, models = exported
    assert export_main(["verify", "--run", str(run), "--models", str(models)]) == 0
    assert "parity holds" in capsys.readouterr().out


def test_the_app_samples_what_training_samples(exported):
    """The wishes of a request reach the network as training's own conditions do."""
    name, run, models = exported
    recipe, facts, network = open_run(run)
    model = ModelStore(models).denoiser(name)
    request = everything(facts.classes[-1], model.card)
    plan = SamplingPlan.of(request, model.card.diffusion)
    (ours,) = sample_latents(model, plan, conditions_of(request, model.card)[0].repeated(2), [3, 4])
    values = dict(request.attribute_pairs)
    spec = network.spec
    told = Conditions(
        class_weights=np.tile(np.eye(spec.classes, dtype=np.float32)[-1], (2, 1)),
        attributes=scaled_attributes(facts.attributes, np.tile([values[a.name] for a in facts.attributes], (2, 1))),
        tokens=np.tile(np.arange(1, spec.tokens + 1, dtype=np.float32), (2, 1)),
        previous=np.zeros((2, *facts.shape), dtype=np.float32),
        has_previous=np.zeros((2, 1), dtype=np.float32),
    )
    theirs = sample_values(network, recipe, told, [3, 4])
    assert theirs.std() > 0.05
    np.testing.assert_allclose(ours, theirs, atol=2e-2)


def test_sounds_come_out_of_the_generator(exported):
    name, run, models = exported
    generator = Generator(ModelStore(models), device="cpu")
    card = ModelStore(models).card(name)
    request = replace(everything(card.classes[0], card), count=2, blocks=3 if card.continues else 1)
    representation = build_representation(*vars(open_run(run)[0].representation).values())
    for sound in generator.generate(request):
        assert sound.clip.rate_hz == representation.rate_hz
        assert np.isfinite(sound.clip.samples).all()
        assert np.abs(sound.clip.samples).max() > 0.5
        if card.continues:
            assert sound.clip.samples.shape == (1, 3 * representation.n_samples)


def test_the_command_line_makes_a_file(exported, tmp_path, capsys):
    name, _, models = exported
    labels = [] if len(ModelStore(models).card(name).classes) == 1 else ["bell"]
    options = ["--models", str(models), "--model", name, "--seed", "1", "--device", "cpu"]
    assert drumgen_main(["generate", *labels, *options, "--out", str(tmp_path)]) == 0
    (path,) = tmp_path.iterdir()
    assert drumgen_main(["inspect", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out.split("\n", 1)[1])["files"][0]["rate_hz"] == 8000


def test_the_card_names_licence_and_conditions(exported):
    name, _, models = exported
    card = ModelStore(models).card(name)
    assert card.licence == "not determined: trained on CC-BY-SA-4.0"
    assert ModelStore(models).card("codec_decoder").licence == "Apache-2.0"
    assert [attribute.name for attribute in card.attributes] == (["brightness", "pitch"] if name == "attention" else [])
    assert card.continues == (name in ("score", "distilled"))
    assert (card.diffusion.levels != ()) == (name == "distilled")


def test_joined_blocks_are_decoded_as_the_representation_does(exported):
    _, run, _ = exported
    recipe = open_run(run)[0]
    representation = build_representation(recipe.representation.name, recipe.representation.settings)
    audio = rising_notes(representation.rate_hz, 3 * representation.n_samples)
    blocks = representation.blocks(audio)
    noise = torch.randn(1, len(audio), generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        joined = torch.from_numpy(representation.join(list(blocks)))[None]
        expected = representation.decoder(joined=True)(joined, noise).numpy()
        found = JoinedDecoder(representation)(torch.from_numpy(blocks)[None], noise).numpy()
    wanted, got = (np.abs(np.fft.rfft(sound.reshape(-1, 128))) for sound in (expected, found))
    assert np.linalg.norm(got - wanted) < 0.05 * np.linalg.norm(wanted)


def test_a_folder_has_one_decoder(exported, tmp_path_factory, capsys):
    name, _, models = exported
    other = write_run(tmp_path_factory.mktemp("other") / "run", "plain" if name == "score" else "score")
    assert export_main(["lab", "--run", str(other), "--out", str(models)]) == 2
    assert f"holds the model {name}, which needs another decoder" in capsys.readouterr().err


def test_other_runs_are_refused(tmp_path, capsys):
    (tmp_path / "run.json").write_text(json.dumps({"recipe": {}, "classes": []}))
    assert export_main(["lab", "--run", str(tmp_path), "--out", str(tmp_path / "models")]) == 2
    assert "is not of the laboratory" in capsys.readouterr().err
    assert export_main(["verify", "--run", str(tmp_path)]) == 2
    assert "--codec-run" in capsys.readouterr().err


def test_verify_notices_another_network(exported, tmp_path, capsys):
    _, run, models = exported
    state = torch.load(run / CHECKPOINT, weights_only=True)
    key = next(key for key in reversed(state["ema"]) if key.endswith("bias"))
    state["ema"][key] += 0.3
    torch.save(state, tmp_path / CHECKPOINT)
    (tmp_path / "run.json").write_bytes((run / "run.json").read_bytes())
    assert export_main(["verify", "--run", str(tmp_path), "--models", str(models)]) == 1
