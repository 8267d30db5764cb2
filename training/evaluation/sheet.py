"""A sheet of spectrogram pictures, one row a class."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from drumgen.representations import layout

_WINDOW, _HOP = 1024, 256
_FLOOR_DB = -90.0


def spectrogram_db(samples: NDArray[np.float32], n_samples: int = layout.SOUND_SAMPLES) -> NDArray[np.float32]:
    """Return magnitudes in dB below the loudest bin, shape (F, T), of a sound cut or filled up to `n_samples`."""
    sound = np.pad(samples[:n_samples], (_WINDOW // 2, _WINDOW))
    sound = np.pad(sound, (0, max(n_samples + _WINDOW - len(sound), 0)))
    frames = np.lib.stride_tricks.sliding_window_view(sound, _WINDOW)[::_HOP] * np.hanning(_WINDOW)
    magnitude = np.abs(np.fft.rfft(frames, axis=1)).T
    return np.asarray(20.0 * np.log10(magnitude / max(magnitude.max(), 1e-9) + 1e-9), dtype=np.float32)


def save_sheet(
    path: Path,
    sounds: Mapping[str, Sequence[NDArray[np.float32]]],
    beside: Mapping[str, Sequence[NDArray[np.float32]]] | None = None,
    *,
    titles: tuple[str, str] = ("generated", "real"),
    rate_hz: int = layout.RATE_HZ,
    duration_s: float = layout.SOUND_SAMPLES / layout.RATE_HZ,
) -> None:
    """Draw sounds by class, and others of the same classes to the right of them.

    Parameters
    ----------
    path : Path
        PNG file.
    sounds, beside : mapping of class to sounds of shape (N,)
    titles : tuple of str
        Of the two halves.
    rate_hz : int
        Of all sounds.
    duration_s : float
        What is shown of each.
    """
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    halves = [half for half in (sounds, beside) if half is not None]
    columns = [max(1, *(len(row) for row in half.values())) for half in halves]
    n_samples = round(duration_s * rate_hz)
    figure, axes = pyplot.subplots(
        len(sounds), sum(columns), figsize=(1.5 * sum(columns), 1.25 * len(sounds)), squeeze=False, layout="constrained"
    )
    extent = (0.0, duration_s, 0.0, rate_hz / 2000.0)
    for r, label in enumerate(sounds):
        cells = [(half.get(label, ()), start) for half, start in zip(halves, (0, columns[0]), strict=False)]
        for row, start in cells:
            for c, sound in enumerate(row):
                axes[r, start + c].imshow(
                    spectrogram_db(sound, n_samples),
                    origin="lower",
                    aspect="auto",
                    extent=extent,
                    vmin=_FLOOR_DB,
                    vmax=0.0,
                    cmap="magma",
                )
        axes[r, 0].set_ylabel(label.replace("_", " "), fontsize=8)
    for axis in axes.flat:
        axis.set_xticks([])
        axis.set_yticks([])
        axis.set_frame_on(bool(axis.images))
    axes[0, 0].set_title(titles[0], fontsize=9, loc="left")
    if len(halves) == 2:
        axes[0, columns[0]].set_title(titles[1], fontsize=9, loc="left")
    figure.suptitle(f"0 to {duration_s:.2f} s, 0 to {rate_hz / 2000.0:.0f} kHz, 90 dB", fontsize=8)
    figure.savefig(path, dpi=90)
    pyplot.close(figure)
