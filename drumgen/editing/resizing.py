"""Other lengths: shorter by a faster decay, longer by a tail that the model makes after a stretched draft."""

import numpy as np
from numpy.typing import NDArray

from drumgen.audio.clip import Clip
from drumgen.audio.shaping import fade_out
from drumgen.audio.splicing import splice
from drumgen.audio.stretching import stretched
from drumgen.editing.filling import Draft, Range, fill
from drumgen.editing.workbench import Source, Workbench
from drumgen.engine.progress import Progress
from drumgen.representations import layout

_END_DB = -60.0
_ATTACK_S = 0.03
_DRAFT_SIGMA = 0.35
"""Noise level, in units of sigma_data, at which the model takes the stretched tail over."""

_ENVELOPE_S = 0.04
_MOST_GAIN = 10.0

Float32 = NDArray[np.float32]


def resize(bench: Workbench, source: Source, *, duration_s: float, seed: int, label: str, watch: Progress) -> Clip:
    """Return the sound at another length; see `drumgen.editing.editor.SoundEditor.resize`."""
    clip = source.clip
    length = round(duration_s * clip.rate_hz)
    sounding = _sounding(clip.samples)
    if length <= sounding:
        return Clip(_shortened(clip.samples, length, clip.rate_hz), clip.rate_hz)
    longer = _lengthened(bench, source, sounding, length, seed, label, watch)
    return Clip(_shortened(np.pad(longer, ((0, 0), (0, length))), length, clip.rate_hz), clip.rate_hz)


def _lengthened(
    bench: Workbench, source: Source, sounding: int, length: int, seed: int, label: str, watch: Progress
) -> Float32:
    """Return the source with a longer tail made by the model, of about the length."""
    clip = source.clip
    peak = int(np.argmax(np.abs(clip.samples).max(axis=0)))
    split = min(peak + round(_ATTACK_S * clip.rate_hz), peak + (sounding - peak) // 2)
    ratio = layout.RATE_HZ / clip.rate_hz
    here, end = round(split * ratio), round(sounding * ratio)
    factor = (length - split) / max(sounding - split, 1)
    tail = stretched(source.mono[here:end], factor)
    draft = bench.encode(np.concatenate([source.mono[:here], tail]))
    sigma = _DRAFT_SIGMA * bench.pair.settings.sigma_data
    part = Range(here - source.onset, layout.SOUND_SAMPLES, to_end=True)
    made = fill(bench, source, part, seed=seed, label=label, watch=watch, draft=Draft(draft, sigma))
    made = _following(made[0], split, tail, clip.rate_hz)
    made = np.repeat(made[np.newaxis], clip.samples.shape[0], axis=0)
    return splice(clip.samples[:, : max(sounding, split + 1)], made, split, max(sounding, split + 1), clip.rate_hz)


def _following(made: Float32, split: int, tail: Float32, rate_hz: int) -> Float32:
    """Return what was made with the levels of the stretched tail; the model alone ends sounds as it is used to."""
    wanted = _envelope(tail, layout.RATE_HZ)
    times = (np.arange(len(made)) - split) * (layout.RATE_HZ / rate_hz)
    here = np.interp(times, np.arange(len(wanted)), wanted, right=0.0)
    gain = np.clip(here / np.maximum(_envelope(made, rate_hz), 1e-6), 1.0 / _MOST_GAIN, _MOST_GAIN)
    rise = np.clip((np.arange(len(made)) - split) / (_ENVELOPE_S * rate_hz), 0.0, 1.0)
    return np.asarray(made * gain**rise, dtype=np.float32)


def _envelope(samples: Float32, rate_hz: int) -> NDArray[np.float64]:
    """Return the root mean square within 40 ms around each sample."""
    length = round(_ENVELOPE_S * rate_hz)
    total = np.cumsum(np.pad(np.square(samples, dtype=np.float64), (length // 2 + 1, length)))
    return np.asarray(np.sqrt(np.maximum(total[length:] - total[:-length], 0.0)[: len(samples)] / length))


def _shortened(samples: Float32, length: int, rate_hz: int) -> Float32:
    """Return the sound ended earlier: from its peak on it falls faster, so that it is 60 dB down at the new end."""
    level = np.abs(samples).max(axis=0)
    peak = min(int(np.argmax(level)), length - 1)
    near = level[max(length - round(0.010 * rate_hz), 0) : length + round(0.005 * rate_hz)].max(initial=0.0)
    end_db = 20.0 * np.log10(max(float(near) / float(level.max()), 1e-6))
    fall_db = min(_END_DB - end_db, 0.0)
    along = np.clip((np.arange(length) - peak) / max(length - peak, 1), 0.0, 1.0)
    faded = (samples[:, :length] * 10.0 ** (fall_db * along / 20.0)).astype(np.float32)
    return fade_out(faded, rate_hz)


def _sounding(samples: Float32) -> int:
    """Return the number of samples until a sound stays 60 dB below its peak."""
    level = np.abs(samples).max(axis=0)
    return int(np.flatnonzero(level > level.max() * 10.0 ** (_END_DB / 20.0))[-1]) + 1
