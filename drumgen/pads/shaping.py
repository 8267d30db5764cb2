"""A sound becomes what a pad plays: tuned, shortened, faded, widened, panned, and darker and shorter for soft hits.

All of it happens before the hit. What comes out is stereo at the output's rate, stored frame by frame, so that the
player can use it as it is.
"""

import math

import numpy as np
from numpy.typing import NDArray

from drumgen.audio.clip import Clip
from drumgen.audio.resampling import transpose
from drumgen.audio.shaping import fade_in, fade_out, low_pass
from drumgen.audio.width import widen
from drumgen.pads.settings import PadSettings

Samples = NDArray[np.float32]

LAYER_VELOCITIES = (127, 95, 63, 31)
"""The velocities that a pad's layers are made for, hardest first."""

_FALL = math.log(1000.0)  # 60 dB
_END_FADE_S = 0.005  # where a shortened sound ends, so that it doesn't click
_BRIGHTEST_HZ = 40_000.0  # beyond hearing: a hit of full velocity is not darkened
_OCTAVES = 7.0  # from there down to the cutoff of the softest hit at full effect
_SHORTENING = 0.75  # the part of its length that the softest hit loses at full effect


def layer_of(velocity: int, layers: int) -> int:
    """Return which of `layers` layers a hit of `velocity`, 1 to 127, plays."""
    step = LAYER_VELOCITIES[0] - LAYER_VELOCITIES[1]
    return min(layers - 1, (LAYER_VELOCITIES[0] - min(velocity, LAYER_VELOCITIES[0]) + step // 2) // step)


def shaped(clip: Clip, settings: PadSettings, rate_hz: int) -> tuple[Clip, ...]:
    """Return the layers of a sound on a pad, for the hardest hits first; just one if velocity doesn't steer the tone.

    Parameters
    ----------
    clip : Clip
        The sound as it was made or loaded; more than two channels are mixed to one.
    settings : PadSettings
        The pad's.
    rate_hz : int
        Rate of the output.

    Returns
    -------
    tuple of Clip
        Stereo. No sample is beyond full scale.
    """
    if clip.samples.shape[0] > 2:
        clip = Clip(clip.mono[np.newaxis], clip.rate_hz)
    samples = transpose(clip, settings.tune_semitones, rate_hz=rate_hz).samples
    if settings.decay_s is not None:
        samples = shortened(samples, rate_hz, settings.decay_s)
    velocities = LAYER_VELOCITIES if settings.velocity_to_tone > 0.0 else LAYER_VELOCITIES[:1]
    layers = []
    for velocity in velocities:
        softness = settings.velocity_to_tone * (1.0 - velocity / LAYER_VELOCITIES[0])
        layer = fade_in(softened(samples, rate_hz, softness), rate_hz, duration_s=settings.fade_in_s)
        layer = fade_out(layer, rate_hz, duration_s=settings.fade_out_s)
        layers.append(panned(widen(Clip(layer, rate_hz), settings.width).samples, rate_hz, settings.pan))
    return tuple(layers)


def shortened(samples: Samples, rate_hz: int, decay_s: float) -> Samples:
    """Let samples (C, N) fall by another 60 dB in the course of `decay_s`, and end there."""
    n_samples = min(samples.shape[1], max(1, round(decay_s * rate_hz)))
    fall = np.exp(np.arange(n_samples) * (-_FALL / (decay_s * rate_hz)))
    return fade_out(np.asarray(samples[:, :n_samples] * fall, dtype=np.float32), rate_hz, duration_s=_END_FADE_S)


def softened(samples: Samples, rate_hz: int, softness: float) -> Samples:
    """Make samples (C, N) darker and shorter, as a soft hit is; `softness` 0 changes nothing, 1 is the softest."""
    if softness < 1e-3 or samples.shape[1] == 0:
        return samples
    length_s = samples.shape[1] / rate_hz
    # The sound keeps its own fall and gets another one, such that its length shrinks by the share of `softness`.
    remaining = 1.0 - _SHORTENING * softness
    fall_s = length_s / (1.0 / remaining - 1.0)
    n_samples = max(1, round(samples.shape[1] * min(1.0, 2.0 * remaining)))
    fall = np.exp(np.arange(n_samples) * (-_FALL / (fall_s * rate_hz)))
    dark = low_pass(samples[:, :n_samples], rate_hz, cutoff_hz=_BRIGHTEST_HZ * 2.0 ** (-_OCTAVES * softness))
    return fade_out(np.asarray(dark * fall, dtype=np.float32), rate_hz, duration_s=_END_FADE_S)


def panned(samples: Samples, rate_hz: int, pan: float) -> Clip:
    """Return samples (C, N), C being 1 or 2, as a stereo clip whose power doesn't change with `pan`, -1 to 1.

    In the middle both channels are as they came; a sound that would go beyond full scale at a side is lowered.
    """
    angle = (pan + 1.0) * math.pi / 4.0
    gains = np.array([math.cos(angle), math.sin(angle)]) * math.sqrt(2.0)
    # Exactly 1 in the middle, so that an unshaped sound stays bit for bit what it was, and exactly 0 at the sides.
    gains = np.round(gains, 12)
    peaks = np.abs(samples).max(axis=1, initial=0.0) * gains
    gains /= max(1.0, float(peaks.max()))
    frames = np.multiply(samples.T, gains.astype(np.float32), dtype=np.float32)
    np.clip(frames, -1.0, 1.0, out=frames)  # what rounding has left
    return Clip(np.ascontiguousarray(frames).T, rate_hz)
