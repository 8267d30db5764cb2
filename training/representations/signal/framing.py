"""Short-time Fourier magnitudes of a sound, in numpy alone."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

EDGES = ("constant", "reflect")


def hann(n_fft: int) -> NDArray[np.float64]:
    """Return the periodic Hann window, shape (n_fft,)."""
    return 0.5 - 0.5 * np.cos(2.0 * np.pi * np.arange(n_fft) / n_fft)


def magnitudes(
    audio: NDArray[np.floating], *, n_fft: int, hop: int, frames: int, edges: str = "constant"
) -> NDArray[np.float64]:
    """Return |STFT| of the Hann-windowed frames whose centres lie at t * hop, t = 0 .. frames - 1.

    Parameters
    ----------
    audio : float, shape (N,)
        At least (frames - 1) * hop samples.
    n_fft, hop : int
        Window length and step in samples.
    frames : int
        Number T of frames.
    edges : str
        What lies before the first and after the last sample: "constant" is silence, "reflect" the sound mirrored.

    Returns
    -------
    float64, shape (n_fft // 2 + 1, T)
    """
    half = n_fft // 2
    mode = "constant" if edges == "constant" else "reflect"
    padded = np.pad(np.asarray(audio, dtype=np.float64), half, mode=mode)  # type: ignore[call-overload]
    windows = sliding_window_view(padded, n_fft)[::hop][:frames]
    spectrum: NDArray[np.float64] = np.abs(np.fft.rfft(windows * hann(n_fft), axis=1)).T
    return spectrum


def pre_emphasise(audio: NDArray[np.floating], coefficient: float) -> NDArray[np.float64]:
    """Return y[n] = x[n] - a x[n - 1] (seed 000); a = 0 leaves the sound alone. Shape (N,)."""
    x = np.asarray(audio, dtype=np.float64)
    return x - coefficient * np.concatenate([np.zeros(1), x[:-1]])


def de_emphasise(audio: NDArray[np.floating], coefficient: float) -> NDArray[np.float64]:
    """Undo `pre_emphasise`: x[n] = y[n] + a x[n - 1]. Shape (N,)."""
    x = np.asarray(audio, dtype=np.float64)
    if coefficient == 0.0:
        return x
    from scipy.signal import lfilter

    restored: NDArray[np.float64] = lfilter([1.0], [1.0, -coefficient], x)
    return restored
