"""Make a range of a sound anew so that it fits the rest, on the sound's own time line and at its level."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drumgen.audio.clip import Clip
from drumgen.audio.resampling import resample
from drumgen.audio.splicing import FADE_S
from drumgen.diffusion.editing import holding, levels_below, repaint
from drumgen.diffusion.samplers import SAMPLERS, STOCHASTIC
from drumgen.editing.workbench import Source, Workbench, white_noise
from drumgen.engine.progress import Progress
from drumgen.engine.seeds import NormalStreams, Purpose
from drumgen.representations import layout
from drumgen.representations.steadying import steady_decay

ROUNDS = 6
_BETWEEN = (0.1, 10.0)  # in units of sigma_data: where what is new can still agree with the rest
_LOOK_SAMPLES = 882  # 20 ms beside the range tell how loud the sound is there
_MOST_GAIN = 4.0
_CEILING = 10.0 ** (-1.0 / 20.0)
_INAUDIBLE = 1e-4

Float32 = NDArray[np.float32]
Float64 = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Draft:
    """What the model is to start from, instead of noise alone: latents (L, C), and the level they are noised to."""

    latents: Float64
    sigma: float


@dataclass(frozen=True)
class Range:
    """A range in samples of the codec's window; one with `to_end` ends with the sound, wherever that will be."""

    first: int
    last: int
    to_end: bool

    def cells(self) -> NDArray[np.bool_]:
        """Return which latent cells are made anew, shape (L,).

        Those that lie in the range by half or more; if there is none, the one that has most of it.
        """
        edges = np.array(layout.CELL_EDGES) * layout.TOKEN_SAMPLES
        inside = np.minimum(edges[1:], self.last) - np.maximum(edges[:-1], self.first)
        chosen = 2 * np.maximum(inside, 0) >= np.diff(edges)
        return np.asarray(chosen if chosen.any() else np.arange(layout.CELLS) == np.argmax(inside))

    def newness(self) -> Float64:
        """Return how much of the decoder's noise is new, shape (N,): 0 outside, 1 inside, rising while fades last."""
        fade = max(1.0, min(FADE_S * layout.RATE_HZ, (self.last - self.first) / 3.0))
        times = np.arange(layout.SOUND_SAMPLES)
        rise = np.ones(len(times)) if self.first <= 0 else (times - self.first) / fade
        fall = np.ones(len(times)) if self.to_end else (self.last - times) / fade
        return np.clip(np.minimum(rise, fall), 0.0, 1.0)


def fill(
    bench: Workbench, source: Source, part: Range, *, seed: int, label: str, watch: Progress, draft: Draft | None = None
) -> Float32:
    """Return a sound whose range is made anew, shape (1, M).

    It is at the rate of the source's clip and on its time line, fit to be spliced in.
    """
    latents = _latents(bench, source, part, seed, label, draft, watch)
    newness = part.newness()
    carrier = np.cos(0.5 * np.pi * newness) * source.carrier + np.sin(0.5 * np.pi * newness) * white_noise(seed)
    made = steady_decay(bench.decode(latents, carrier[np.newaxis])[0], layout.RATE_HZ, amount=source.steadiness(1.0))
    placed = _placed(made, source, part)
    return resample(Clip(placed[np.newaxis], layout.RATE_HZ), source.clip.rate_hz).samples


def _latents(
    bench: Workbench, source: Source, part: Range, seed: int, label: str, draft: Draft | None, watch: Progress
) -> Float64:
    """Return latents (1, L, C) that are the source's wherever they are not made anew."""
    denoiser, plan, _ = bench.denoiser(label)
    settings, shape = plan.settings, source.latents.shape
    known = 1.0 - part.cells().astype(np.float64)[np.newaxis, :, np.newaxis]
    data = source.latents[np.newaxis]
    sigmas, start = settings.sigmas(plan.steps), known * data
    if draft is not None:
        sigmas, start = levels_below(sigmas, draft.sigma), start + (1.0 - known) * draft.latents
    again = NormalStreams([seed], Purpose.CHURN)
    return np.asarray(
        repaint(
            SAMPLERS["heun" if settings.sampler in STOCHASTIC else settings.sampler],
            holding(denoiser, data, known),
            start + sigmas[0] * NormalStreams([seed], Purpose.LATENTS).draw(shape),
            sigmas,
            noise=lambda: again.draw(shape),
            rounds=ROUNDS if known.any() else 1,
            between=(_BETWEEN[0] * settings.sigma_data, _BETWEEN[1] * settings.sigma_data),
            callback=lambda done, steps: watch.advance(1),
        )
    )


def _placed(made: Float32, source: Source, part: Range) -> Float32:
    """Return what was made on the source's time line, as loud beside the range as the source is; shape (M,)."""
    placed = np.pad(made, (source.onset, 0))
    size = max(len(placed), len(source.mono))
    placed, mono = (np.pad(x, (0, size - len(x))) for x in (placed, source.mono))
    start, end = part.first + source.onset, part.last + source.onset
    whole = _gain(mono, placed, 0, size) or 1.0
    left = _gain(mono, placed, start - _LOOK_SAMPLES, start) if start > 0 else None
    right = None if part.to_end else _gain(mono, placed, end, end + _LOOK_SAMPLES)
    ramp = np.geomspace(left or right or whole, right or left or whole, max(end - start, 2))
    placed = (placed * np.interp(np.arange(size), np.arange(start, start + len(ramp)), ramp)).astype(np.float32)
    peak = float(np.abs(placed[max(start, 0) : end]).max(initial=0.0))
    ceiling = max(float(np.abs(source.mono).max()), _CEILING)
    return np.asarray(placed * min(1.0, ceiling / max(peak, _INAUDIBLE)), dtype=np.float32)


def _gain(wanted: Float32, given: Float32, start: int, end: int) -> float | None:
    """Return how much louder the one is than the other in a range; None where there is too little to tell."""
    part = slice(max(start, 0), max(end, 0))
    if not wanted[part].size:
        return None
    loud = [float(np.sqrt(np.mean(np.square(x[part], dtype=np.float64)))) for x in (wanted, given)]
    if min(loud) < _INAUDIBLE:
        return None
    return float(np.clip(loud[0] / loud[1], 1.0 / _MOST_GAIN, _MOST_GAIN))
