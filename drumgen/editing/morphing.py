"""Morphs: the way from one sound to another, at a noise level where both are still themselves.

Both are carried up to that level, each under its own class, joined on an arc there, and denoised under the mix of the
classes: nearer to real sounds than a straight line between the latents, smoother than a way through pure noise
(docs/editing.md has the figures).
"""

import numpy as np

from drumgen.audio.clip import Clip
from drumgen.audio.levels import at_hit_level, hit_level_dbfs
from drumgen.diffusion.editing import levels_below, noised, slerp
from drumgen.diffusion.samplers import SAMPLERS, STOCHASTIC
from drumgen.editing.workbench import Source, Workbench, with_missed
from drumgen.engine.finishing import PEAK_DBFS, finish
from drumgen.engine.mixing import mixed_label
from drumgen.representations import layout

_SIGMA = 2.0
"""The level at which they meet, in units of sigma_data."""

End = tuple[Source, str]
"""A sound and its class."""


def morph(bench: Workbench, first: End, second: End, amount: float) -> Clip:
    """Return the sound between two others; see `drumgen.editing.editor.SoundEditor.morph`."""
    sources = (first[0], second[0])
    if amount in (0.0, 1.0):
        return sources[int(amount)].clip
    settings = bench.pair.settings
    sigmas = settings.sigmas(settings.steps)
    sigmas = levels_below(sigmas, min(_SIGMA * settings.sigma_data, float(sigmas[0])))
    ends = [
        noised(bench.plain_denoiser(label), source.latents[np.newaxis], sigmas) for source, label in (first, second)
    ]
    sampler = SAMPLERS["heun" if settings.sampler in STOCHASTIC else settings.sampler]
    denoiser = bench.plain_denoiser(_between(first[1], second[1], amount))
    latents = sampler(denoiser, slerp(ends[0], ends[1], amount), sigmas)
    carrier = slerp(sources[0].carrier[np.newaxis], sources[1].carrier[np.newaxis], amount)
    audio = with_missed(bench.decode(latents, carrier)[0], [(sources[0], 1.0 - amount), (sources[1], amount)])
    steady = min(sources[0].steadiness(1.0 - amount), sources[1].steadiness(amount))
    clip = finish(audio, layout.RATE_HZ, steady=steady)
    levels = [hit_level_dbfs(source.clip.samples, source.clip.rate_hz) for source in sources]
    level = (1.0 - amount) * levels[0] + amount * levels[1]
    ceiling_dbfs = max(PEAK_DBFS, *(20.0 * float(np.log10(source.peak)) for source in sources))
    return Clip(at_hit_level(clip.samples, clip.rate_hz, level, peak_dbfs=ceiling_dbfs), clip.rate_hz)


def _between(first: str, second: str, amount: float) -> str:
    return first if first == second else mixed_label({first: 1.0 - amount, second: amount})
