"""Variations: a sound is noised to a level and denoised again; the noise is the direction, its level the strength."""

from collections.abc import Iterator

import numpy as np

from drumgen.audio.clip import Clip
from drumgen.diffusion.editing import levels_below, slerp, strength_sigma
from drumgen.diffusion.samplers import sample
from drumgen.editing.workbench import Source, Workbench, white_noises, with_missed
from drumgen.engine.finishing import finish
from drumgen.engine.generator import BATCH_SIZE, GeneratedSound
from drumgen.engine.progress import Progress
from drumgen.engine.provenance import Edit
from drumgen.engine.seeds import NormalStreams, Purpose
from drumgen.representations import layout


def vary(
    bench: Workbench, source: Source, *, strength: float, seed: int, label: str, count: int, watch: Progress
) -> Iterator[GeneratedSound]:
    """Yield `count` variations from the seeds ``seed + i``; see `drumgen.editing.editor.SoundEditor.vary`."""
    edit = Edit("variation", (source.name,), (("strength", float(strength)),))
    for start in range(0, count, BATCH_SIZE):
        indices = range(start, min(start + BATCH_SIZE, count))
        clips = _batch(bench, source, strength, [seed + i for i in indices], label)
        watch.advance(len(indices))
        for i, clip in zip(indices, clips, strict=True):
            yield GeneratedSound(clip, bench.provenance(label, seed, edit, index=i, count=count))


def _batch(bench: Workbench, source: Source, strength: float, seeds: list[int], label: str) -> list[Clip]:
    if strength == 0.0:
        return [source.clip] * len(seeds)
    denoiser, plan, _ = bench.denoiser(label, len(seeds))
    settings = plan.settings
    shape = source.latents.shape
    start, churn = NormalStreams(seeds, Purpose.LATENTS), NormalStreams(seeds, Purpose.CHURN)
    noise = start.draw(shape)
    sigmas = settings.sigmas(plan.steps)
    if strength < 1.0:
        top = float(sigmas[0])
        sigmas = levels_below(sigmas, strength_sigma(strength, sigma_max=top, sigma_data=settings.sigma_data))
        x = source.latents + sigmas[0] * noise
    else:  # nothing of the source is left: the generator's own sound of this seed
        x = settings.start_mean + sigmas[0] * noise
    latents = sample(settings.sampler, denoiser, x, sigmas, noise=lambda: churn.draw(shape))
    own = np.repeat(source.carrier[np.newaxis], len(seeds), axis=0)
    carriers = slerp(own, white_noises(seeds), strength)
    decoded = [with_missed(audio, [(source, 1.0 - strength)]) for audio in bench.decode(latents, carriers)]
    steady = source.steadiness(1.0 - strength)
    clips = [finish(audio, layout.RATE_HZ, steady=steady) for audio in decoded]
    return [_at_peak(clip, source.peak) for clip in clips]


def _at_peak(clip: Clip, peak: float) -> Clip:
    """Return a finished clip with its source's peak, so that the strength does not change the level."""
    return Clip((clip.samples * np.float32(peak / np.abs(clip.samples).max())).astype(np.float32), clip.rate_hz)
