import threading

import numpy as np
import onnx
import pytest

from drumgen import __version__
from drumgen.engine.conditions import Conditions
from drumgen.engine.denoising import SamplingPlan, sample_latents
from drumgen.engine.finishing import finish
from drumgen.engine.generator import BATCH_SIZE, Generator
from drumgen.engine.request import GenerationRequest
from drumgen.engine.seeds import NormalStream, Purpose
from drumgen.errors import Cancelled, ModelError, RequestError
from drumgen.inference.cards import read_card
from drumgen.inference.store import ModelStore
from tests.support.models.tiny_models import CLASSES, SETTINGS, write_model, write_tiny_models


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_tiny_models(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def generator(folder):
    return Generator(ModelStore(folder), device="cpu")


def samples(sound):
    return sound.clip.samples


def assert_same(sound, other):
    assert samples(sound).shape == samples(other).shape
    np.testing.assert_allclose(samples(sound), samples(other), atol=1e-4)


def test_sounds_come_finished(generator):
    for label in CLASSES:
        (sound,) = generator.generate(GenerationRequest(label))
        assert sound.clip.rate_hz == 44100
        assert samples(sound).shape[0] == 1
        assert np.abs(samples(sound)).max() == pytest.approx(10 ** (-1 / 20), abs=1e-4)
        assert samples(sound)[0, -1] == 0.0


def test_sounds_know_where_they_came_from(generator, folder):
    request = GenerationRequest("snare", count=3, seed=41, steps=5)
    for index, sound in enumerate(generator.generate(request)):
        origin = sound.provenance
        assert origin.request == request
        assert (origin.model, origin.model_version, origin.label) == ("drums", "0.0.1", "snare")
        assert (origin.seed, origin.index, origin.steps, origin.guidance) == (41 + index, index, 5, 1.0)
        assert (origin.sampler, origin.provider, origin.drumgen_version) == ("heun", "cpu", __version__)
        assert origin.model_sha256 == read_card(folder / "drums.json").sha256
        assert origin.codec_sha256 == read_card(folder / "codec_decoder.json").sha256


def test_the_path_is_noise_sampler_decoder_finish(generator, folder):
    store = ModelStore(folder)
    weights = np.eye(len(CLASSES), dtype=np.float32)[[CLASSES.index("cymbal")]]
    (latents,) = sample_latents(store.denoiser("drums"), SamplingPlan(SETTINGS, 6, 2.0), Conditions(weights), [77])
    noise = NormalStream(77, Purpose.DECODER_NOISE).draw((1, 8192))
    inputs = {"latents": latents.astype(np.float32), "noise": noise.astype(np.float32)}
    audio = store.codec_decoder().run(inputs)["audio"][0]
    (sound,) = generator.generate(GenerationRequest("cymbal", seed=77, steps=6, guidance=2.0))
    np.testing.assert_allclose(samples(sound), finish(audio, 44100).samples, atol=1e-6)


def test_open_wishes_are_filled_from_the_card(generator):
    (sound,) = generator.generate(GenerationRequest("tom", steps=None, guidance=None))
    assert (sound.provenance.steps, sound.provenance.guidance) == (8, 1.0)
    (sound,) = generator.generate(GenerationRequest("tom", steps=3, guidance=0.0))
    assert (sound.provenance.steps, sound.provenance.guidance) == (3, 0.0)


@pytest.mark.parametrize("guidance", [0.0, 1.0, 2.5])
def test_a_sound_is_the_same_alone_and_in_a_batch(generator, guidance):
    request = GenerationRequest("clap", count=2 * BATCH_SIZE + 3, seed=100, guidance=guidance)
    together = generator.generate(request)
    for index in (0, 1, BATCH_SIZE - 1, BATCH_SIZE, 2 * BATCH_SIZE + 2):
        assert_same(together[index], generator.generate(request.single(index))[0])
        assert_same(together[index], generator.generate(together[index].provenance.single_request)[0])


def test_seeds_and_classes_give_different_sounds(generator):
    sounds = [
        generator.generate(GenerationRequest(label, seed=seed))[0] for label in ("kick", "tom") for seed in (1, 2)
    ]
    shortest = min(samples(sound).shape[1] for sound in sounds)
    pile = np.stack([samples(sound)[0, :shortest] for sound in sounds])
    correlations = np.corrcoef(pile) - np.eye(4)
    assert np.abs(correlations).max() < 0.95


def test_guidance_works_on_the_sound(generator):
    plain, guided = (generator.generate(GenerationRequest("kick", guidance=g))[0] for g in (1.0, 4.0))
    size = min(samples(plain).shape[1], samples(guided).shape[1])
    assert np.abs(samples(plain)[:, :size] - samples(guided)[:, :size]).max() > 0.01


@pytest.mark.parametrize("count", [1, BATCH_SIZE, BATCH_SIZE + 1])
def test_progress_rises_in_steps_to_the_total(generator, count):
    heard = []
    request = GenerationRequest("kick", count=count, steps=4)
    generator.generate(request, progress=lambda done, total: heard.append((done, total)))
    done = [done for done, _ in heard]
    assert {total for _, total in heard} == {5 * count}
    assert done[0] == 0
    assert done[-1] == 5 * count
    assert done == sorted(set(done))
    batches = -(-count // BATCH_SIZE)
    assert len(heard) == 1 + 5 * batches


def test_each_sound_is_handed_over_when_its_batch_is_done(generator):
    events = []
    sounds = generator.generate(
        GenerationRequest("kick", count=BATCH_SIZE + 2, steps=2),
        progress=lambda done, total: events.append(done),
        on_sound=events.append,
    )
    handed = [event for event in events if not isinstance(event, int)]
    assert handed == sounds
    assert [sound.provenance.index for sound in handed] == list(range(BATCH_SIZE + 2))
    assert events.index(sounds[BATCH_SIZE - 1]) < events.index(3 * BATCH_SIZE + 2)


@pytest.mark.parametrize("after", [0, BATCH_SIZE, 2 * BATCH_SIZE, 3 * BATCH_SIZE, 3 * BATCH_SIZE + 1])
def test_cancelling_stops_before_the_next_step(generator, after):
    heard, handed = [], []
    with pytest.raises(Cancelled):
        generator.generate(
            GenerationRequest("kick", count=BATCH_SIZE + 1, steps=2),
            progress=lambda done, total: heard.append(done),
            cancel=lambda: heard[-1] >= after,
            on_sound=handed.append,
        )
    assert heard[-1] == after
    # A batch is handed over once the next one is asked for; the cancelled one never is.
    assert len(handed) == (BATCH_SIZE if after > 3 * BATCH_SIZE else 0)
    assert len(generator.generate(GenerationRequest("kick"))) == 1


def test_a_stream_computes_no_further_than_it_is_read(generator):
    heard = []
    request = GenerationRequest("kick", count=1000, steps=1)
    stream = generator.stream(request, progress=lambda done, total: heard.append(done))
    first = next(stream)
    stream.close()
    assert first.provenance.index == 0
    assert heard[-1] == 2 * BATCH_SIZE


def test_several_threads_may_generate_at_once(folder):
    generator = Generator(ModelStore(folder), device="cpu")
    alone = {label: generator.generate(GenerationRequest(label, count=3, seed=5)) for label in CLASSES[:6]}
    fresh = Generator(ModelStore(folder), device="cpu")
    results = {}
    barrier = threading.Barrier(6)

    def work(label):
        barrier.wait()
        results[label] = fresh.generate(GenerationRequest(label, count=3, seed=5))

    threads = [threading.Thread(target=work, args=(label,)) for label in CLASSES[:6]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results.keys() == alone.keys()
    for label, sounds in results.items():
        for sound, expected in zip(sounds, alone[label], strict=True):
            assert_same(sound, expected)


def test_labels_are_those_of_the_card(generator):
    assert generator.labels() == generator.labels("drums") == CLASSES


def test_the_provider_is_the_one_that_runs(generator):
    assert generator.provider() == "cpu"


@pytest.mark.parametrize(
    ("label", "message"),
    [
        ("kik", r"no class 'kik' \(did you mean kick\?\); it knows kick, snare, .*, perc\.$"),
        ("Snare", r"no class 'Snare' \(did you mean snare\?\)"),
        ("xylophone", r"no class 'xylophone'; it knows kick"),
        ("", "no class ''; it knows"),
    ],
)
def test_an_unknown_class_is_answered_with_the_known_ones(generator, label, message):
    with pytest.raises(RequestError, match=message):
        generator.generate(GenerationRequest(label))


def test_an_unknown_model_is_an_error(generator):
    with pytest.raises(ModelError, match="no model called 'bells'"):
        generator.generate(GenerationRequest("kick", model="bells"))


def test_a_model_mended_after_an_error_works_without_a_restart(tmp_path):
    folder = write_tiny_models(tmp_path)
    generator = Generator(ModelStore(folder), device="cpu")
    (folder / "codec_decoder.onnx").unlink()
    with pytest.raises(ModelError, match=r"codec_decoder\.onnx is missing"):
        generator.generate(GenerationRequest("kick"))
    write_tiny_models(folder)
    assert len(generator.generate(GenerationRequest("kick"))) == 1


def test_a_model_that_gives_no_numbers_is_an_error(tmp_path):
    folder = write_tiny_models(tmp_path)
    card = read_card(folder / "drums.json")
    graph = onnx.parser.parse_model(
        '<ir_version: 8, opset_import: ["" : 17]> g (float[B,4,3] x, float[B] c_noise, float[B,10] class_weights)'
        " => (float[B,4,3] f) { zero = Sub(x, x) f = Div(x, zero) }"
    )
    write_model(
        folder,
        graph,
        name="drums",
        kind="denoiser",
        inputs=card.inputs,
        outputs=card.outputs,
        diffusion=SETTINGS,
        classes=CLASSES,
        codec=card.codec,
    )
    with pytest.raises(ModelError, match=r"^The model drums gave values that are no numbers; lower the guidance"):
        Generator(ModelStore(folder), device="cpu").generate(GenerationRequest("kick"))
