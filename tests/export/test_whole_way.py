"""Folder of sounds -> codec -> ONNX -> drum model -> ONNX -> parity -> sounds: the way of a user who retrains."""

import json
import shutil

import numpy as np
import pytest
import torch
from matplotlib import image
from onnx import TensorProto, load, numpy_helper

from drumgen.engine.generator import Generator
from drumgen.engine.request import GenerationRequest
from drumgen.inference.cards import Student
from drumgen.inference.store import ModelStore
from drumgen.representations import layout
from drumgen.wishes.wish import ATTRIBUTES
from export.__main__ import main as export_main
from export.graphs import halve_weights, round_weights, to_onnx
from export.models import load_denoiser
from export.writing import licence_of
from tests.support.training.drum_folder import TINY_CODEC, TINY_DRUMS, write_drum_folder
from training.__main__ import main as training_main
from training.commands.learning.teachers import exported_teacher
from training.data.pack import load_sound
from training.evaluation.round_trip import round_trip


@pytest.fixture(scope="module")
def way(tmp_path_factory):
    """Return the folder in which the whole way was gone: data, runs and exported models."""
    root = tmp_path_factory.mktemp("way")
    write_drum_folder(root / "data")
    (root / "codec.toml").write_text(TINY_CODEC)
    (root / "drums.toml").write_text(TINY_DRUMS)
    common = ["--data", str(root / "data"), "--device", "cpu"]
    models = ["--models", str(root / "models")]
    commands = [
        (training_main, ["codec", *common, "--out", str(root / "codec"), "--recipe", str(root / "codec.toml")]),
        (export_main, ["codec", "--run", str(root / "codec"), "--out", str(root / "models")]),
        (
            training_main,
            ["drums", *common, "--out", str(root / "drums"), "--recipe", str(root / "drums.toml"), *models],
        ),
        (export_main, ["drums", "--run", str(root / "drums"), "--out", str(root / "models")]),
        (
            training_main,
            ["distill", *common, *models, "--run", str(root / "drums"), *["--from", "4", "--heun", "--updates", "3"]],
        ),
        (
            export_main,
            ["drums", "--student-of", "drums", *(f"--run {root}/drums/distilled/steps-2 --out {root}/models".split())],
        ),
    ]
    for main, arguments in commands:
        assert main(arguments) == 0
    return root


def test_the_exported_model_makes_sounds_of_the_folders_classes(way):
    generator = Generator(ModelStore(way / "models"), device="cpu")
    assert generator.labels() == ("kick", "closed_hat")
    sounds = generator.generate(GenerationRequest("kick", 2, seed=5))
    assert len(sounds) == 2
    assert all(np.isfinite(sound.clip.samples).all() for sound in sounds)
    assert all(np.abs(sound.clip.samples).max() > 0.5 for sound in sounds)


def test_a_distilled_run_serves_what_is_asked_of_its_teacher(way):
    store = ModelStore(way / "models")
    card, student = store.card("drums"), store.card("drums_2")
    assert card.student == Student("drums_2", 2, 1.0)
    assert student.diffusion.levels == tuple(card.diffusion.sigmas(4)[::2])
    assert (student.diffusion.sampler, student.attributes) == ("ddim", card.attributes)
    assert student.training["distilled"] == {"from_steps": 4, "first_teacher_steps": 4, "guidance": 1.0}
    (sound,) = Generator(store, device="cpu").generate(GenerationRequest("kick", seed=5))
    assert sound.provenance.model_sha256 == student.sha256
    assert (
        json.loads((way / "drums" / "distilled" / "steps-1" / "run.json").read_text())["distilled"]["from_steps"] == 2
    )


def test_students_of_an_exported_model_learn_from_its_trajectories(way, tmp_path):
    shutil.copytree(way / "drums" / "pack", tmp_path / "out" / "pack")
    options = ["--data", str(way / "data"), "--models", str(way / "models"), "--model", "drums", "--device", "cpu"]
    begin = ["--begin", str(way / "drums" / "distilled" / "steps-2"), "--out", str(tmp_path / "out")]
    command = ["distill", *options, *begin, *["--from", "4", "--trajectories", "20", "--updates", "2", "--batch", "4"]]
    assert training_main(command) == 0
    facts = json.loads((tmp_path / "out" / "steps-1" / "run.json").read_text())
    assert facts["distilled"] == {"trajectories": 20, "first_teacher_steps": 4, "guidance": 1.0}
    own = ["--out", str(way / "models"), "--name", "own"]
    assert export_main(["drums", "--run", str(tmp_path / "out" / "steps-2"), *own]) == 0
    assert ModelStore(way / "models").card("own").diffusion.steps == 2


def test_a_run_that_was_not_distilled_is_nobody_s_student(way, capsys):
    options = ["--run", str(way / "drums"), "--out", str(way / "models"), "--student-of", "drums"]
    assert export_main(["drums", *options]) == 2
    assert "was not distilled" in capsys.readouterr().err


def test_the_model_can_be_told_of_attributes(way):
    generator = Generator(ModelStore(way / "models"), device="cpu")
    card = generator.card()
    assert [attribute.name for attribute in card.attributes] == list(ATTRIBUTES)
    by_name = {attribute.name: attribute for attribute in card.attributes}
    assert set(by_name["decay"].ranges) == {"kick", "closed_hat"}
    assert set(by_name["pitch"].ranges) == {"kick"}
    low, high = by_name["decay"].ranges["kick"]
    request = GenerationRequest("kick", seed=5, attributes={"decay": 0.5 * (low + high)})
    assert np.isfinite(generator.generate(request)[0].clip.samples).all()


def test_an_exported_model_goes_on_where_its_run_ended(way):
    """Its file holds all weights, in half precision, whatever the order of the classes."""
    store, run = ModelStore(way / "models"), load_denoiser(way / "drums")
    teacher = exported_teacher(store, "drums").network(("closed_hat", "kick"))
    x, level = torch.randn(2, *run.latent_shape), torch.rand(2)
    told = torch.tensor([[1.0] * 12, [0.0] * 12])
    with torch.no_grad():
        expected = round_weights(run)(x, level, torch.eye(2), told)
        torch.testing.assert_close(teacher(x, level, torch.eye(2).flip(1), told), expected, rtol=1e-4, atol=1e-4)


def test_training_starts_from_an_exported_model(way, tmp_path):
    (tmp_path / "run").mkdir()
    shutil.copytree(way / "drums" / "pack", tmp_path / "run" / "pack")
    options = ["--data", str(way / "data"), "--recipe", str(way / "drums.toml"), "--models", str(way / "models")]
    begun = ["--out", str(tmp_path / "run"), "--from-model", "drums", "--minutes", "0.001"]
    assert training_main(["drums", *options, *begun]) == 0
    facts = json.loads((tmp_path / "run" / "run.json").read_text())
    assert facts["started_from"] == ModelStore(way / "models").card("drums").sha256


def test_the_classes_of_the_card_steer_the_classes_of_the_run(way):
    """The run numbers its classes by the alphabet, the card by the kit; their embeddings must move along."""
    facts = json.loads((way / "drums" / "run.json").read_text())
    trained = torch.load(way / "drums" / "checkpoint.pt", weights_only=True)["ema"]["from_class.weight"]
    exported = load_denoiser(way / "drums").from_class.weight
    for k, label in enumerate(ModelStore(way / "models").card("drums").classes):
        assert torch.equal(exported[:, k], trained[:, facts["classes"].index(label)])


def test_parity_with_torch_holds_over_the_sampling_chain(way, capsys):
    arguments = ["--run", str(way / "drums"), "--codec-run", str(way / "codec"), "--models", str(way / "models")]
    assert export_main(["verify", *arguments]) == 0
    assert "parity holds" in capsys.readouterr().out


def test_parity_fails_when_the_networks_differ(way, tmp_path, capsys):
    shutil.copy(way / "drums" / "run.json", tmp_path)
    state = torch.load(way / "drums" / "checkpoint.pt", weights_only=True)
    state["ema"]["write.bias"] += 0.3
    torch.save(state, tmp_path / "checkpoint.pt")
    options = ["--run", str(tmp_path), "--codec-run", str(way / "codec"), "--models", str(way / "models")]
    assert export_main(["verify", *options]) == 1
    assert "parity FAILS" in capsys.readouterr().out


def test_runs_leave_settings_curve_and_sheet(way):
    facts = json.loads((way / "drums" / "run.json").read_text())
    assert facts["classes"] == ["closed_hat", "kick"]
    assert facts["recipe"]["network"]["width"] == 32
    assert facts["steps"] > 0
    assert facts["sources"] == [{"source": "own files", "licence": "unknown", "files": 8, "attribution": ""}]
    for name in ("codec/loss.png", "drums/loss.png", "drums/samples.png"):
        assert image.imread(way / name).std() > 0.01


def test_resuming_goes_on_where_the_run_stopped(way, capsys):
    before = json.loads((way / "drums" / "run.json").read_text())["steps"]
    arguments = ["--data", str(way / "data"), "--recipe", str(way / "drums.toml"), "--models", str(way / "models")]
    assert training_main(["drums", *arguments, "--out", str(way / "drums"), "--resume", "--minutes", "0.05"]) == 0
    assert f"Going on from step {before}." in capsys.readouterr().err
    assert json.loads((way / "drums" / "run.json").read_text())["steps"] > before


def test_cards_of_own_models_do_not_claim_a_free_licence(way):
    card = ModelStore(way / "models").card("drums")
    assert card.licence == "not determined: trained on unknown"
    assert card.codec == ModelStore(way / "models").card("codec_decoder").sha256


@pytest.mark.parametrize(
    ("licences", "free"),
    [
        ({"CC0-1.0", "MIT", "CC-BY-3.0", "Public domain", "Apache-2.0"}, True),
        ({"CC0-1.0", "CC-BY-SA-3.0"}, False),
        ({"CC-BY-NC-4.0"}, False),
        ({"unknown"}, False),
        (set(), False),
    ],
)
def test_weights_are_given_away_only_if_every_source_allows_it(licences, free):
    assert (licence_of(licences) == "CC-BY-4.0") is free


def test_the_codec_takes_a_sound_there_and_back(way):
    path = next((way / "data" / "kick").glob("*.wav"))
    (back,) = round_trip([load_sound(path)], ModelStore(way / "models"))
    assert back.shape == (layout.SOUND_SAMPLES,)
    assert np.isfinite(back).all()


def test_a_denoiser_is_not_exported_beside_another_codec(way, tmp_path, capsys):
    for file in (way / "models").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    card = json.loads((tmp_path / "codec_decoder.json").read_text())
    (tmp_path / "codec_decoder.json").write_text(json.dumps({**card, "sha256": "0" * 64}))
    assert export_main(["drums", "--run", str(way / "drums"), "--out", str(tmp_path)]) == 2
    assert "another codec" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("main", "arguments", "words"),
    [
        (training_main, ["drums", "--data", "nowhere"], "does not exist"),
        (export_main, ["codec", "--run", "nowhere"], "no finished training run"),
        (training_main, ["evaluate", "--data", "nowhere", "--yamnet", "none.tflite"], "does not exist"),
        (training_main, ["evaluate", "--data", "x", "--yamnet", "y", "--count", "2"], "too small"),
    ],
)
def test_bad_input_gives_one_sentence_and_exit_code_2(way, monkeypatch, capsys, main, arguments, words):
    monkeypatch.setenv("DRUMGEN_MODELS", str(way / "models"))
    assert main(arguments) == 2
    message = capsys.readouterr().err.strip().splitlines()
    assert len(message) == 1
    assert words in message[0]


@pytest.mark.parametrize("option", [["--device", "abacus"], ["--minutes", "-3"], ["--recipe", "none.toml"]])
def test_bad_training_options_are_refused(way, tmp_path, capsys, option):
    arguments = ["codec", "--data", str(way / "data"), "--out", str(tmp_path / "run"), *option]
    assert training_main(arguments) == 2
    assert option[1].lstrip("-") in capsys.readouterr().err


def test_a_dry_run_writes_nothing(way, tmp_path, capsys):
    assert training_main(["codec", "--data", str(way / "data"), "--out", str(tmp_path / "run"), "--dry-run"]) == 0
    assert not (tmp_path / "run").exists()
    assert "8 sounds" in capsys.readouterr().err


def test_large_weights_are_stored_as_float16_and_small_ones_are_not():
    torch.manual_seed(0)
    module = torch.nn.Sequential(torch.nn.Linear(64, 64), torch.nn.Linear(64, 2)).eval()
    model = halve_weights(to_onnx(module, [torch.randn(2, 64)], ["x"], "y"))
    kinds = {tuple(t.dims): t.data_type for t in model.graph.initializer}
    assert TensorProto.FLOAT16 in kinds.values()
    assert kinds[(64,)] == TensorProto.FLOAT
    stored = next(t for t in model.graph.initializer if t.data_type == TensorProto.FLOAT16)
    rounded = round_weights(module)[0].weight.detach().numpy()
    np.testing.assert_array_equal(np.sort(numpy_helper.to_array(stored).ravel()), np.sort(rounded.ravel()))


def test_exported_files_are_under_a_free_batch_size(way):
    model = load(way / "models" / "drums.onnx")
    assert all(value.type.tensor_type.shape.dim[0].dim_param == "B" for value in model.graph.input)
