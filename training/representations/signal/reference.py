"""librosa as the reference: magnitudes of a sound, and the way back from them by Griffin-Lim."""

import numpy as np
from numpy.typing import NDArray


def magnitude(audio: NDArray[np.float32], *, n_fft: int, hop: int) -> NDArray[np.float64]:
    """Return STFT magnitudes of samples (N,), frame t centred on sample t * hop; shape (n_fft / 2 + 1, N // hop)."""
    import librosa

    frames = librosa.stft(np.asarray(audio, dtype=np.float64), n_fft=n_fft, hop_length=hop)
    return np.asarray(np.abs(frames[:, : len(audio) // hop]), dtype=np.float64)


def mel_to_magnitude(mel_power: NDArray[np.float64], bank: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return STFT magnitudes (F, T) whose mel powers come nearest to (bands, T): non-negative least squares."""
    import librosa

    power: NDArray[np.float64] = librosa.util.nnls(bank, mel_power)
    return np.sqrt(power)


def griffin_lim(
    magnitude: NDArray[np.float64], *, n_fft: int, hop: int, iterations: int, seed: int = 0
) -> NDArray[np.float64]:
    """Return a sound whose STFT has about the given magnitudes, shape (T * hop,).

    librosa's fast Griffin-Lim (Perraudin, Balazs and Sondergaard 2013; momentum 0.99) from random phases. The last
    frame is repeated once, so that the sound's end lies between two frames as every other sample does.

    Parameters
    ----------
    magnitude : float64, shape (F, T)
    n_fft, hop : int
    iterations : int
    seed : int
        Of the random phases.
    """
    import librosa

    whole = np.concatenate([magnitude, magnitude[:, -1:]], axis=1)
    audio: NDArray[np.float64] = librosa.griffinlim(
        whole,
        n_iter=iterations,
        hop_length=hop,
        n_fft=n_fft,
        length=magnitude.shape[1] * hop,
        random_state=seed,
    )
    return audio
