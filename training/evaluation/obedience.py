"""Whether a model does what it is told of attributes: asked values against those that its sounds measure."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from drumgen.audio.clip import Clip
from drumgen.engine.conditions import Conditions, conditions_of
from drumgen.engine.denoising import SamplingPlan, sample_latents
from drumgen.engine.finishing import decode, finish
from drumgen.engine.generator import Generator
from drumgen.engine.request import GenerationRequest
from drumgen.inference.condition_facts import Attribute
from drumgen.wishes.measuring import measure
from drumgen.wishes.units import UNITS

Float64 = NDArray[np.float64]


def rank_correlation(first: Float64, second: Float64) -> float:
    """Return Spearman's rank correlation of two rows of numbers, equal ones sharing their mean rank."""
    return float(np.corrcoef(_ranks(first), _ranks(second))[0, 1])


def asked_values(attribute: Attribute, label: str, count: int) -> Float64:
    """Return values spread evenly, on the attribute's scale, over what a class may be asked for; shape (count,)."""
    limits = attribute.range_of([label])
    if limits is None:
        raise ValueError(f"{attribute.name} means nothing for {label}")
    return np.asarray(np.geomspace(*limits, count) if attribute.logarithmic else np.linspace(*limits, count))


def obedience(
    generator: Generator, model: str, *, count: int, steps: int | None = None, say: Callable[[str], None]
) -> dict[str, dict[str, float]]:
    """Return the rank correlation of asked and measured values, by class and attribute.

    Parameters
    ----------
    generator : Generator
    model : str
        One whose attributes are those of `drumgen.wishes`.
    count : int
        Sounds for each class and attribute, with seeds from 0 up and nothing else told.
    steps : int or None
        Sampling steps; None: as the card says.
    say : callable
        Told the progress.
    """
    card = generator.card(model)
    table: dict[str, dict[str, float]] = {}
    for label in card.classes:
        row: dict[str, float] = {}
        for attribute in card.attributes:
            if attribute.range_of([label]) is None:
                continue
            asked = asked_values(attribute, label, count)
            low, high = attribute.ranges[label]  # which the ends of what is asked may miss by a rounding
            requests = [
                GenerationRequest(
                    label, 1, seed, steps, model=model, attributes={attribute.name: float(np.clip(value, low, high))}
                )
                for seed, value in enumerate(asked)
            ]
            found = [measure(clip)[attribute.name] for clip in _together(generator, requests)]
            scale = np.array([UNITS[attribute.name].on_scale(float(value)) for value in asked])
            row[attribute.name] = rank_correlation(scale, np.array(found))
        say(f"{label}: " + ", ".join(f"{name} {value:.2f}" for name, value in row.items()))
        table[label] = row
    return table


def _together(generator: Generator, requests: Sequence[GenerationRequest]) -> list[Clip]:
    """Return the sounds of requests that differ in what is told alone, made at once."""
    served = [generator.service(request) for request in requests]
    pair = generator.pair(served[0].model)
    rows = [conditions_of(service.request, pair.denoiser.card)[0].inputs() for service in served]
    conditions = Conditions(**{name: np.concatenate([row[name] for row in rows]) for name in rows[0]})
    seeds = [request.seed for request in requests]
    plan = SamplingPlan.of(served[0].request, pair.settings)
    latents = sample_latents(pair.denoiser, plan, conditions, seeds)
    rate_hz = pair.decoder.card.sample_rate_hz
    return [finish(audio, rate_hz) for audio in decode(pair.decoder, latents, seeds)]


def _ranks(values: Float64) -> Float64:
    order = np.sort(values)
    return np.asarray(0.5 * (np.searchsorted(order, values, "left") + np.searchsorted(order, values, "right")))
