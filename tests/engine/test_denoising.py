"""Sampling the tiny denoiser, whose latents are known: class k is N(mean_k, SPREAD**2)."""

from dataclasses import replace

import numpy as np
import pytest

from drumgen.diffusion.samplers import SAMPLERS, STOCHASTIC
from drumgen.engine.conditions import Conditions
from drumgen.engine.denoising import SamplingPlan, guided_denoiser, model_denoiser, sample_latents
from drumgen.engine.request import GenerationRequest
from drumgen.inference.store import ModelStore
from tests.support.models.exact_denoisers import gaussian_denoiser
from tests.support.models.tiny_models import CLASSES, SETTINGS, SPREAD, class_means, write_tiny_models


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    return ModelStore(write_tiny_models(tmp_path_factory.mktemp("models"))).denoiser("drums")


def one_hot(label, size):
    return Conditions(np.tile(np.eye(len(CLASSES), dtype=np.float32)[CLASSES.index(label)], (size, 1)))


def sampled(*arguments):
    (latents,) = sample_latents(*arguments)
    return latents


def mean_of(label):
    return class_means()[CLASSES.index(label)].reshape(4, 3)


@pytest.mark.parametrize("sigma", [0.01, 0.5, 60.0])
def test_the_wrapped_model_is_the_exact_denoiser(model, sigma):
    x = sigma * np.random.default_rng(0).standard_normal((2, 4, 3))
    D_x = model_denoiser(model, SETTINGS, one_hot("tom", 2))(x, sigma)
    assert D_x.dtype == np.float64
    np.testing.assert_allclose(D_x, gaussian_denoiser(mean_of("tom"), SPREAD)(x, sigma), atol=1e-5)


@pytest.mark.parametrize("sampler", SAMPLERS)
@pytest.mark.parametrize("label", ["kick", "perc"])
def test_latents_are_distributed_as_the_class(model, sampler, label):
    # Samplers of first order with fresh noise come out too narrow by a share that falls with the number of steps.
    plan = SamplingPlan(replace(SETTINGS, sampler=sampler), steps=300 if sampler in STOCHASTIC else 60, guidance=1.0)
    latents = sampled(model, plan, one_hot(label, 600), range(600))
    np.testing.assert_allclose(latents.mean(axis=0), mean_of(label), atol=4 * SPREAD / np.sqrt(600))
    assert latents.std(axis=0).mean() == pytest.approx(SPREAD, rel=0.08)


def test_the_first_noise_lies_around_the_mean_that_is_asked_for(model):
    # One step ends at D(x), which for a Gaussian moves by a share of what x moves by.
    settings = replace(SETTINGS, levels=(0.5, 0.0), steps=1)
    ends = [
        sampled(model, SamplingPlan(replace(settings, start_mean=mean), 1, 1.0), one_hot("tom", 3), range(3))
        for mean in (0.0, -0.9)
    ]
    np.testing.assert_allclose(ends[1] - ends[0], -0.9 * SPREAD**2 / (SPREAD**2 + 0.5**2), atol=1e-5)


def test_guidance_zero_is_the_null_class(model):
    plan = SamplingPlan(SETTINGS, steps=30, guidance=0.0)
    latents = sampled(model, plan, one_hot("kick", 400), range(400))
    np.testing.assert_allclose(latents.mean(axis=0), 0.0, atol=4 * SPREAD / np.sqrt(400))


def test_guidance_shifts_the_latents_along_the_class(model):
    # With equal spreads, guidance by s moves the mean from mean_k to s * mean_k.
    plan = SamplingPlan(SETTINGS, steps=30, guidance=3.0)
    latents = sampled(model, plan, one_hot("kick", 400), range(400))
    np.testing.assert_allclose(latents.mean(axis=0), 3.0 * mean_of("kick"), atol=0.12)


def test_guidance_asks_the_network_once_for_few_sounds_and_gives_what_two_questions_give(model):
    class Counting:
        card, calls = model.card, 0

        def run(self, inputs):
            Counting.calls += 1
            return model.run(inputs)

    few, many = one_hot("snare", 2), one_hot("snare", 5)
    x = np.random.default_rng(1).standard_normal((5, 4, 3))
    joined = guided_denoiser(Counting(), SETTINGS, few, 2.5)(x[:2], 0.7)
    assert Counting.calls == 1
    apart = guided_denoiser(Counting(), SETTINGS, many, 2.5)(x, 0.7)
    assert Counting.calls == 3
    np.testing.assert_allclose(joined, apart[:2], atol=1e-5)


def test_a_mixture_of_classes_lies_between_them(model):
    weights = Conditions(0.5 * one_hot("kick", 400).class_weights + 0.5 * one_hot("snare", 400).class_weights)
    latents = sampled(model, SamplingPlan(SETTINGS, 30, 1.0), weights, range(400))
    np.testing.assert_allclose(latents.mean(axis=0), 0.5 * (mean_of("kick") + mean_of("snare")), atol=0.12)


def test_a_plan_fills_open_wishes_from_the_card():
    assert SamplingPlan.of(GenerationRequest("kick"), SETTINGS) == SamplingPlan(SETTINGS, 8, 1.0)
    request = GenerationRequest("kick", steps=3, guidance=0.0)
    assert SamplingPlan.of(request, SETTINGS) == SamplingPlan(SETTINGS, 3, 0.0)
