"""Shape samples in memory: take out DC, darken, trim, fade, normalise.

Every function takes samples of shape (C, N), computes in float64, and returns new float32 samples; the input is
never changed. All channels are cut and scaled alike, so a stereo picture stays where it is.
"""

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

DC_CUTOFF_HZ = 5.0
_LEVEL_S, _RELEASE, _LEAST_RESIDUE = 0.01, 5, 20  # stretches of 10 ms: five to fade over, twenty to be a residue
_REST_FRACTION = 0.2  # the last fifth of a one-shot is where it has come to rest
_RESPONSE_TIME_CONSTANTS = 40.0  # exp(-40) is far below float32's resolution
_GROWTH_NEPERS = 6.0  # what a running sum may be weighted up by inside a block: 400 times
_FEWEST_IN_A_BLOCK = 256


def remove_dc(samples: Samples, rate_hz: int, *, cutoff_hz: float = DC_CUTOFF_HZ) -> Samples:
    """Remove a constant offset and slow drift without touching the attack.

    The level at which each channel comes to rest is taken off, then a causal one-pole high-pass runs over the
    remainder. Causal, because a zero-phase filter would let the sound ring before its onset; one pole, because its
    phase is nearly flat at the lowest kick (40 Hz: 7 degrees, 0.07 dB).

    Parameters
    ----------
    samples : float32, shape (C, N)
        The sound.
    rate_hz : int
        Sampling rate.
    cutoff_hz : float
        Where the high-pass is 3 dB down.

    Returns
    -------
    float32, shape (C, N)
    """
    x = samples.astype(np.float64)
    n_samples = x.shape[1]
    if n_samples == 0:
        return samples.copy()
    rest = x[:, -max(1, round(n_samples * _REST_FRACTION)) :]
    x -= np.median(rest, axis=1, keepdims=True)
    return _single(x - _one_pole_low_pass(x, cutoff_hz / rate_hz))


def low_pass(samples: Samples, rate_hz: int, *, cutoff_hz: float) -> Samples:
    """Darken gently: a causal one-pole low-pass, 6 dB an octave, which keeps the attack where it is.

    Parameters
    ----------
    samples : float32, shape (C, N)
        The sound.
    rate_hz : int
        Sampling rate.
    cutoff_hz : float
        Where the filter is about 3 dB down; far above half the sampling rate it does next to nothing.

    Returns
    -------
    float32, shape (C, N)
    """
    if samples.shape[1] == 0:
        return samples.copy()
    return _single(_one_pole_low_pass(samples.astype(np.float64), cutoff_hz / rate_hz))


def trim_tail(samples: Samples, rate_hz: int, *, threshold_db: float = -66.0, hold_s: float = 0.010) -> Samples:
    """End the sound where it ends: cut what stays below a threshold until the end.

    Parameters
    ----------
    samples : float32, shape (C, N)
        The sound.
    rate_hz : int
        Sampling rate.
    threshold_db : float
        Level below the sound's own peak that counts as silence.
    hold_s : float
        What is kept after the last sample above the threshold, so that a fade has room.

    Returns
    -------
    float32, shape (C, M), M <= N
        Silence and an empty clip come back whole.
    """
    loud = _above(samples, threshold_db)
    if loud.size == 0:
        return samples.copy()
    return samples[:, : int(loud[-1]) + 1 + round(hold_s * rate_hz)].copy()


def end_residue(samples: Samples, rate_hz: int, *, fallen_db: float = -60.0, floor_db: float = -79.0) -> Samples:
    """Fade out a hiss or hum that stays behind the sound, and end there.

    What follows once the level has fallen for good is a residue if there are 200 ms of it or more and even its
    quietest 50 ms lie above the floor; a natural decay goes on to fall and is left alone.

    Parameters
    ----------
    samples : float32, shape (C, N)
        The sound.
    rate_hz : int
        Sampling rate.
    fallen_db : float
        Level of 10 ms, re the loudest 10 ms, below which the sound is over.
    floor_db : float
        Root mean square, re the sound's peak, that counts as silence.

    Returns
    -------
    float32, shape (C, M), M <= N
        Sounds without a residue come back whole.
    """
    hop = max(1, round(_LEVEL_S * rate_hz))
    count = samples.shape[1] // hop
    if count == 0:
        return samples.copy()
    power = np.square(samples[:, : count * hop], dtype=np.float64).reshape(-1, count, hop).mean(axis=2).max(axis=0)
    if power.max(initial=0.0) == 0.0:
        return samples.copy()
    ended = int(np.flatnonzero(power > power.max() * 10.0 ** (fallen_db / 10.0))[-1]) + 1
    rest = power[ended + 2 : -1]
    floor = float(np.abs(samples).max()) * 10.0 ** (floor_db / 20.0)
    if len(rest) < _LEAST_RESIDUE or np.convolve(rest, np.full(5, 0.2), mode="valid").min() < floor**2:
        return samples.copy()
    return fade_out(samples[:, : (ended + _RELEASE) * hop], rate_hz, duration_s=_RELEASE * _LEVEL_S)


def trim_head(samples: Samples, rate_hz: int, *, threshold_db: float = -48.0, preroll_s: float = 0.001) -> Samples:
    """Start the sound at its onset: cut what lies below a threshold at the beginning.

    Parameters
    ----------
    samples : float32, shape (C, N)
        The sound.
    rate_hz : int
        Sampling rate.
    threshold_db : float
        Level below the sound's own peak that counts as silence.
    preroll_s : float
        What is kept before the first sample above the threshold, so that no attack is clipped.

    Returns
    -------
    float32, shape (C, M), M <= N
        Silence and an empty clip come back whole.
    """
    loud = _above(samples, threshold_db)
    if loud.size == 0:
        return samples.copy()
    return samples[:, max(0, int(loud[0]) - round(preroll_s * rate_hz)) :].copy()


def fade_in(samples: Samples, rate_hz: int, *, duration_s: float = 0.001) -> Samples:
    """Raise the beginning from silence along a raised cosine; the first sample becomes exactly 0.

    Parameters
    ----------
    samples : float32, shape (C, N)
        The sound.
    rate_hz : int
        Sampling rate.
    duration_s : float
        Length of the fade; the whole sound if that is shorter. Less than half a sample leaves it unchanged.

    Returns
    -------
    float32, shape (C, N)
    """
    return np.ascontiguousarray(fade_out(samples[:, ::-1], rate_hz, duration_s=duration_s)[:, ::-1])


def fade_out(samples: Samples, rate_hz: int, *, duration_s: float = 0.005) -> Samples:
    """Lower the end into silence along a raised cosine; the last sample becomes exactly 0.

    Parameters
    ----------
    samples : float32, shape (C, N)
        The sound.
    rate_hz : int
        Sampling rate.
    duration_s : float
        Length of the fade; the whole sound if that is shorter. Less than half a sample leaves it unchanged.

    Returns
    -------
    float32, shape (C, N)
    """
    faded = samples.copy()
    length = min(round(duration_s * rate_hz), samples.shape[1])
    if length <= 0:
        return faded
    gain = 0.5 + 0.5 * np.cos(np.pi * np.arange(1, length + 1) / length)
    gain[-1] = 0.0
    faded[:, -length:] = _single(samples[:, -length:] * gain)
    return faded


def normalize_peak(samples: Samples, *, peak_dbfs: float = -1.0) -> Samples:
    """Scale all channels together so that the highest sample reaches `peak_dbfs`; silence stays silence.

    Parameters
    ----------
    samples : float32, shape (C, N)
        The sound.
    peak_dbfs : float
        Wanted peak, in dB re full scale.

    Returns
    -------
    float32, shape (C, N)

    Raises
    ------
    ValueError
        If a sample is not a finite number.
    """
    if not np.isfinite(samples).all():
        raise ValueError("samples hold values that are not finite numbers")
    peak = float(np.abs(samples).max(initial=0.0))
    if peak == 0.0:
        return samples.copy()
    return _single(samples.astype(np.float64) / peak * 10.0 ** (peak_dbfs / 20.0))


def _above(samples: Samples, threshold_db: float) -> NDArray[np.intp]:
    """Return the positions where any channel exceeds `threshold_db` re the peak of all; shape (M,)."""
    if samples.size == 0:
        return np.empty(0, dtype=np.intp)
    envelope = np.abs(samples.astype(np.float64)).max(axis=0)
    return np.flatnonzero(envelope > envelope.max() * 10.0 ** (threshold_db / 20.0))


def _one_pole_low_pass(x: NDArray[np.float64], cutoff_cycles: float) -> NDArray[np.float64]:
    """Filter (C, N) with y[n] = (1 - a) x[n] + a y[n-1], a = exp(-2 pi cutoff_cycles)."""
    decay = 2.0 * np.pi * cutoff_cycles
    block = int(_GROWTH_NEPERS / decay)
    return _by_sums(x, decay, block) if block >= _FEWEST_IN_A_BLOCK else _by_convolution(x, decay)


def _by_sums(x: NDArray[np.float64], decay: float, block: int) -> NDArray[np.float64]:
    """Filter in blocks: y[n] = a^n (y[-1] + (1 - a) times the running sum of x[k] a^-k), where a^-k stays small."""
    n_channels, n_samples = x.shape
    block = min(block, max(n_samples, 1))
    count = -(-n_samples // block)
    parts = np.zeros((n_channels, count * block))
    parts[:, :n_samples] = x
    parts = parts.reshape(n_channels, count, block)
    fall = np.exp(-decay * np.arange(1, block + 1))
    parts *= -np.expm1(-decay) / fall
    np.cumsum(parts, axis=2, out=parts)
    before = np.zeros(n_channels)
    for k in range(count):
        parts[:, k] += before[:, np.newaxis]
        before = parts[:, k, -1] * fall[-1]
    parts *= fall
    return parts.reshape(n_channels, -1)[:, :n_samples]


def _by_convolution(x: NDArray[np.float64], decay: float) -> NDArray[np.float64]:
    """Filter by fast convolution with the response, which is short here."""
    n_samples = x.shape[1]
    n_response = min(n_samples, int(np.ceil(_RESPONSE_TIME_CONSTANTS / decay)) + 1)
    response = -np.expm1(-decay) * np.exp(-decay * np.arange(n_response))
    n_fft = 1 << int(n_samples + n_response - 1).bit_length()
    spectrum = np.fft.rfft(x, n_fft, axis=1) * np.fft.rfft(response, n_fft)
    filtered: NDArray[np.float64] = np.fft.irfft(spectrum, n_fft, axis=1)[:, :n_samples]
    return filtered


def _single(x: NDArray[np.float64]) -> Samples:
    return x.astype(np.float32)
