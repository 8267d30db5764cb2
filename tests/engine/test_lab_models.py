"""Models of every process, parameterization and condition through the same generator as the drum model."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from drumgen.diffusion.samplers import SAMPLERS, STOCHASTIC
from drumgen.engine.conditions import conditions_of
from drumgen.engine.denoising import SamplingPlan, sample_latents
from drumgen.engine.generator import BATCH_SIZE, Generator
from drumgen.engine.provenance import Provenance
from drumgen.engine.request import GenerationRequest
from drumgen.engine.seeds import NormalStreams, Purpose
from drumgen.errors import ModelError
from drumgen.inference.store import ModelStore
from tests.support.models.tiny_lab import (
    BLOCK_SAMPLES,
    RATE_HZ,
    SHAPE,
    SPREAD,
    lab_settings,
    mean_latents,
    write_tiny_lab,
)

WISHES = GenerationRequest(
    "flute", model="lab", prompt="a long bright sound", attributes={"brightness": 1500.0, "pitch": 66.0}
)
MEAN = mean_latents(label="flute", attributes={"brightness": 1500.0, "pitch": 66.0}, prompt_words=("long", "bright"))
SOUNDS = 300


def latents_of(folder, request, *, count=SOUNDS, blocks=1):
    model = ModelStore(folder).denoiser("lab")
    conditions = conditions_of(request, model.card)[0].repeated(count)
    plan = SamplingPlan.of(request, model.card.diffusion)
    return sample_latents(model, plan, conditions, range(count), blocks=blocks)


@pytest.fixture(scope="module")
def continuing(tmp_path_factory):
    return write_tiny_lab(tmp_path_factory.mktemp("continuing"))


@pytest.fixture(scope="module")
def generator(continuing):
    return Generator(ModelStore(continuing), device="cpu")


@pytest.mark.parametrize("process", ["ddpm", "cosine", "continuous-cosine", "edm"])
@pytest.mark.parametrize("parameterization", ["epsilon", "x", "v", "edm"])
def test_latents_follow_the_wishes(tmp_path, process, parameterization):
    settings = lab_settings(process, parameterization, sampler="dpmpp_2m", steps=40)
    (latents,) = latents_of(write_tiny_lab(tmp_path, settings, previous=False), WISHES)
    assert latents.shape == (SOUNDS, *SHAPE)
    np.testing.assert_allclose(latents.mean(axis=0), MEAN, atol=4.5 * SPREAD / np.sqrt(SOUNDS))
    assert latents.std(axis=0).mean() == pytest.approx(SPREAD, rel=0.1)


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_every_sampler_works_on_a_chain(tmp_path, sampler):
    settings = lab_settings("ddpm", "epsilon", sampler=sampler, steps=150)
    (latents,) = latents_of(write_tiny_lab(tmp_path, settings, previous=False), WISHES)
    np.testing.assert_allclose(latents.mean(axis=0), MEAN, atol=4.5 * SPREAD / np.sqrt(SOUNDS))


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_a_seed_gives_the_same_sound_in_any_batch(tmp_path, sampler):
    generator = Generator(ModelStore(write_tiny_lab(tmp_path, lab_settings(sampler=sampler))), device="cpu")
    request = GenerationRequest("bell", count=BATCH_SIZE + 2, seed=30, model="lab", blocks=2, prompt="warm")
    together = generator.generate(request)
    for index in (0, BATCH_SIZE - 1, BATCH_SIZE + 1):
        (alone,) = generator.generate(together[index].provenance.single_request)
        np.testing.assert_allclose(alone.clip.samples, together[index].clip.samples, atol=1e-5)
    assert not np.allclose(together[0].clip.samples, together[1].clip.samples, atol=1e-2)


def test_stochastic_samplers_draw_from_their_own_stream(tmp_path):
    results = {}
    for sampler in ("ddim", *sorted(STOCHASTIC)):
        folder = write_tiny_lab(tmp_path / sampler, lab_settings(sampler=sampler))
        results[sampler] = latents_of(folder, WISHES, count=2)[0]
    assert len({values.tobytes() for values in results.values()}) == 1 + len(STOCHASTIC)


def test_a_distilled_model_visits_its_own_levels(tmp_path):
    levels = (80.0, 3.0, 0.4, 0.0)
    (latents,) = latents_of(write_tiny_lab(tmp_path, lab_settings(levels=levels, steps=3)), WISHES, count=2)
    x = latents_start(2)
    for sigma, after in pairwise(levels):
        D_x = (SPREAD**2 * x + sigma**2 * MEAN) / (SPREAD**2 + sigma**2)
        x = D_x + after / sigma * (x - D_x)
    np.testing.assert_allclose(latents, x, atol=1e-3)


def latents_start(count):
    return 80.0 * NormalStreams(range(count), Purpose.LATENTS).draw(SHAPE)


def test_guesses_are_clipped_where_the_card_says_so(tmp_path):
    settings = lab_settings(clip=(-0.1, 0.1))
    (latents,) = latents_of(write_tiny_lab(tmp_path, settings), WISHES, count=5)
    assert np.abs(latents).max() <= 0.1 + 1e-9
    assert np.abs(MEAN).max() > 0.5


def test_every_block_goes_on_from_the_one_before(continuing):
    first, second, third = latents_of(continuing, replace(WISHES, steps=80), blocks=3)
    for before, after in ((first, second), (second, third)):
        left = after - 0.5 * before
        np.testing.assert_allclose(left.mean(axis=0), MEAN, atol=5 * SPREAD / np.sqrt(SOUNDS))
        assert left.std(axis=0).mean() == pytest.approx(SPREAD, rel=0.1)
        independent = np.corrcoef((left - MEAN).ravel(), (before - before.mean(axis=0)).ravel())[0, 1]
        assert abs(independent) < 0.08


def test_guidance_exaggerates_the_wishes_but_not_the_block_before(tmp_path):
    folder = write_tiny_lab(tmp_path, lab_settings(steps=40, guidance=3.0))
    first, second = latents_of(folder, WISHES, blocks=2)
    np.testing.assert_allclose(first.mean(axis=0), 3.0 * MEAN, atol=0.2)
    np.testing.assert_allclose((second - 0.5 * first).mean(axis=0), 3.0 * MEAN, atol=0.2)


def test_the_first_block_is_the_same_however_many_follow(continuing):
    (alone,) = latents_of(continuing, WISHES, count=2)
    first, *_ = latents_of(continuing, WISHES, count=2, blocks=4)
    np.testing.assert_array_equal(alone, first)


@pytest.mark.parametrize("blocks", [1, 2, 7])
def test_a_continuing_sound_keeps_its_whole_length(generator, blocks):
    (sound,) = generator.generate(GenerationRequest("bell", model="lab", blocks=blocks, seed=3))
    assert sound.clip.rate_hz == RATE_HZ
    assert sound.clip.samples.shape == (1, blocks * BLOCK_SAMPLES)
    assert generator.duration_s(sound.provenance.request) == pytest.approx(blocks * BLOCK_SAMPLES / RATE_HZ)


def test_progress_counts_all_blocks(generator):
    heard = []
    request = GenerationRequest("bell", count=3, model="lab", blocks=4, steps=5)
    generator.generate(request, progress=lambda done, total: heard.append((done, total)))
    assert heard[0] == (0, 63)
    assert heard[-1] == (63, 63)


def test_provenance_keeps_all_wishes_and_makes_the_sound_again(generator):
    request = GenerationRequest("flute", 2, 9, 6, 2.0, "lab", prompt="warm zinc", attributes={"pitch": 47.5}, blocks=2)
    _, sound = generator.generate(request)
    assert sound.unknown_words == ("zinc",)
    read = Provenance.from_json(sound.provenance.to_json())
    assert read == sound.provenance
    assert read.request.attributes == (("pitch", 47.5),)
    (again,) = generator.generate(read.single_request)
    np.testing.assert_allclose(again.clip.samples, sound.clip.samples, atol=1e-5)


def test_a_one_block_model_makes_finished_one_shots(tmp_path):
    generator = Generator(ModelStore(write_tiny_lab(tmp_path, previous=False)), device="cpu")
    (sound,) = generator.generate(WISHES)
    assert sound.clip.samples.shape[1] <= BLOCK_SAMPLES
    assert sound.clip.samples[0, -1] == 0.0


def test_a_decoder_of_one_block_does_not_fit_a_continuing_model(tmp_path):
    write_tiny_lab(tmp_path / "one", previous=False)
    write_tiny_lab(tmp_path)
    for name in ("codec_decoder.onnx", "codec_decoder.json"):
        (tmp_path / name).write_bytes((tmp_path / "one" / name).read_bytes())
    card = (tmp_path / "lab.json").read_text()
    store = ModelStore(tmp_path)
    (tmp_path / "lab.json").write_text(card.replace(store.card("lab").codec, store.card("codec_decoder").sha256))
    with pytest.raises(ModelError, match="cards of lab and codec_decoder do not fit each other"):
        Generator(store, device="cpu").generate(GenerationRequest("bell", model="lab"))
