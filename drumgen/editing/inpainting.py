"""Inpainting: a range of a sound is made anew by the model, which knows the rest."""

import numpy as np
from numpy.typing import NDArray

from drumgen.audio.clip import Clip
from drumgen.audio.resampling import resample
from drumgen.audio.shaping import fade_out, trim_tail
from drumgen.audio.splicing import splice
from drumgen.diffusion.editing import holding, repaint
from drumgen.diffusion.samplers import SAMPLERS, STOCHASTIC
from drumgen.editing.limits import REACH_S
from drumgen.editing.workbench import Source, Workbench, white_noise
from drumgen.engine.progress import Progress
from drumgen.engine.seeds import NormalStreams, Purpose
from drumgen.errors import RequestError
from drumgen.representations import layout

ROUNDS = 3
_LOOK_SAMPLES = 882  # 20 ms beside the range tell how loud the sound is there
_MOST_GAIN = 4.0
_CEILING = 10.0 ** (-1.0 / 20.0)

Float64 = NDArray[np.float64]


def inpaint(
    bench: Workbench, source: Source, *, start_s: float, end_s: float, seed: int, label: str, watch: Progress
) -> Clip:
    """Return the sound with a range made anew; see `drumgen.editing.editor.SoundEditor.inpaint`."""
    clip = source.clip
    total = clip.samples.shape[1]
    start, end = round(start_s * clip.rate_hz), min(round(end_s * clip.rate_hz), total)
    end = max(end, start + 1)
    onset_s = source.onset / layout.RATE_HZ
    to_end = end >= total
    if start_s >= onset_s + REACH_S or (not to_end and end_s > onset_s + REACH_S):
        raise RequestError(
            f"The range from {start_s:g} s to {end_s:g} s lies beyond {onset_s + REACH_S:.2f} s, which is how far the "
            "model hears this sound; choose an earlier one."
        )
    first = round(start_s * layout.RATE_HZ) - source.onset
    last = layout.SOUND_SAMPLES if to_end else round(end_s * layout.RATE_HZ) - source.onset
    made = _made(bench, source, first, last, seed, label, watch)
    patch = _placed(made, source, first, last, to_end)
    patch = resample(Clip(patch[np.newaxis], layout.RATE_HZ), clip.rate_hz).samples
    patch = patch[:, start:] if to_end else patch[:, start:end]
    if not to_end and patch.shape[1] < end - start:
        patch = np.pad(patch, ((0, 0), (0, end - start - patch.shape[1])))
    patch = np.repeat(patch, clip.samples.shape[0], axis=0)
    samples = splice(clip.samples, patch, start, end, clip.rate_hz)
    return Clip(_ended(samples, start, clip.rate_hz) if to_end else samples, clip.rate_hz)


def made_anew(first: int, last: int) -> NDArray[np.bool_]:
    """Return which latent cells a range of the codec's window makes anew, shape (L,).

    Those that lie in it by half or more; if there is none, the one that has most of it.
    """
    edges = np.array(layout.CELL_EDGES) * layout.TOKEN_SAMPLES
    inside = np.minimum(edges[1:], last) - np.maximum(edges[:-1], first)
    share = np.maximum(inside, 0) / np.diff(edges)
    chosen = share >= 0.5
    return chosen if chosen.any() else np.arange(layout.CELLS) == np.argmax(inside)


def _made(
    bench: Workbench, source: Source, first: int, last: int, seed: int, label: str, watch: Progress
) -> NDArray[np.float32]:
    """Return the decoder's audio of the whole sound with the range made anew, shape (N,)."""
    denoiser, plan, _ = bench.denoiser(label)
    settings = plan.settings
    known = 1.0 - made_anew(first, last).astype(np.float64)[None, :, None]
    data, shape = source.latents[None], source.latents.shape
    sigmas = settings.sigmas(plan.steps)
    noise, again = NormalStreams([seed], Purpose.LATENTS).draw(shape), NormalStreams([seed], Purpose.CHURN)
    x = known * data + sigmas[0] * noise
    sampler = SAMPLERS["heun" if settings.sampler in STOCHASTIC else settings.sampler]
    latents = repaint(
        sampler,
        holding(denoiser, data, known),
        x,
        sigmas,
        noise=lambda: again.draw(shape),
        rounds=ROUNDS if known.any() else 1,
        callback=lambda done, steps: watch.advance(1),
    )
    times = np.arange(layout.SOUND_SAMPLES)
    inside = ((times >= first) & (times < last)).astype(np.float64)
    carrier = np.where(inside > 0.0, white_noise(seed), source.carrier)
    return bench.decode(latents, carrier[None])[0]


def _placed(made: NDArray[np.float32], source: Source, first: int, last: int, to_end: bool) -> NDArray[np.float32]:
    """Return what was made on the source's time line, as loud beside the range as the source is."""
    before = np.zeros(source.onset, dtype=np.float32)
    placed = np.concatenate([before, made])
    size = max(len(placed), len(source.mono))
    placed, mono = np.pad(placed, (0, size - len(placed))), np.pad(source.mono, (0, size - len(source.mono)))
    start, end = first + source.onset, last + source.onset
    whole = _gain(mono, placed, 0, size)
    left = _gain(mono, placed, start - _LOOK_SAMPLES, start) if first > 0 else None
    right = _gain(mono, placed, end, end + _LOOK_SAMPLES) if not to_end else None
    left, right = left or right or whole, right or left or whole
    ramp = np.geomspace(left, right, max(end - start, 1))
    gain = np.interp(np.arange(size), np.arange(start, start + len(ramp)), ramp)
    placed = placed * gain
    peak = np.abs(placed[max(start, 0) : end]).max(initial=0.0)
    ceiling = max(float(np.abs(source.mono).max()), _CEILING)
    return np.asarray(placed * min(1.0, ceiling / max(peak, 1e-9)), dtype=np.float32)


def _gain(wanted: NDArray[np.float32], given: NDArray[np.float32], start: int, end: int) -> float | None:
    """Return how much louder the one is than the other in a range; None where there is too little to tell."""
    start = max(start, 0)
    loud = [float(np.sqrt(np.mean(np.square(x[start:end], dtype=np.float64)))) for x in (wanted, given) if end > start]
    if len(loud) < 2 or min(loud) < 1e-4:
        return None
    return float(np.clip(loud[0] / loud[1], 1.0 / _MOST_GAIN, _MOST_GAIN))


def _ended(samples: NDArray[np.float32], start: int, rate_hz: int) -> NDArray[np.float32]:
    """Return the sound ended where it ends, but never before `start`."""
    length = max(trim_tail(samples, rate_hz).shape[1], min(start + 1, samples.shape[1]))
    new = fade_out(samples[:, start:length], rate_hz)
    return np.concatenate([samples[:, :start], new], axis=1)
