"""Seed 000's test: noise a real value, denoise it, and see how much of it comes back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from drumgen.diffusion.samplers import ddim
from drumgen.diffusion.types import Denoiser
from drumgen.errors import DataError
from training.evaluation.grids import PictureRow, save_grid
from training.evaluation.measures.pictures import mean_squared_error, structural_similarity

_TRAJECTORY = 8
Picture = Callable[[NDArray[Any]], NDArray[Any]]


class NoiseProcess(Protocol):
    """What is asked of a forward process."""

    def time(self, sigma: Any) -> Any:
        """Return the process's time at a noise level."""
        ...

    def sigmas(self, steps: int) -> NDArray[np.float64]:
        """Return its sampling schedule, shape (steps + 1,), falling to 0."""
        ...


@dataclass(frozen=True)
class Fidelity:
    """How near pictures come to the originals: mean over the values of MSE and SSIM, pictures scaled to [0, 1]."""

    mse: float
    ssim: float


@dataclass(frozen=True)
class Level:
    """What came of one noise level.

    Parameters
    ----------
    sigma, time : float
        Noise level, and the process's time there.
    noised, one_step, reverse : Fidelity
        Of the noised values (scaled back to the data's variance range), of D(x; sigma), and of the whole reverse
        process from this level down to 0.
    pictures : tuple of three arrays of shape (F, T)
        The same three of the first value.
    """

    sigma: float
    time: float
    noised: Fidelity
    one_step: Fidelity
    reverse: Fidelity
    pictures: tuple[NDArray[Any], NDArray[Any], NDArray[Any]]


@dataclass(frozen=True)
class Reconstruction:
    """The result, level by level.

    Parameters
    ----------
    levels : tuple of Level
    original : array, shape (F, T)
        Picture of the first value.
    trajectory : tuple of (sigma, picture)
        The first value on its way down from the highest level.
    """

    levels: tuple[Level, ...]
    original: NDArray[Any]
    trajectory: tuple[tuple[float, NDArray[Any]], ...]

    def markdown(self) -> str:
        """Return a table: one row a noise level."""
        lines = ["| sigma | time | MSE noised | one step | reverse | SSIM noised | one step | reverse |"]
        lines.append("|" + "---:|" * 8)
        for level in self.levels:
            parts = (level.noised, level.one_step, level.reverse)
            cells = [f"{level.sigma:.3g}", f"{level.time:.3g}", *(f"{p.mse:.4f}" for p in parts)]
            lines.append("| " + " | ".join([*cells, *(f"{p.ssim:.3f}" for p in parts)]) + " |")
        return "\n".join(lines) + "\n"

    def save_figure(self, path: Path) -> None:
        """Draw the forward process, what is made of each level, and the reverse process from the highest one."""
        noised, one_step, reverse = zip(*(level.pictures for level in self.levels), strict=True)
        captions = [f"sigma {level.sigma:.2g}" for level in self.levels]
        rows = [
            PictureRow("forward", [self.original, *noised], ["original", *captions]),
            PictureRow("one step", [self.original, *one_step]),
            PictureRow("reverse", [self.original, *reverse]),
            PictureRow(
                "on the way", [values for _, values in self.trajectory], [f"sigma {s:.2g}" for s, _ in self.trajectory]
            ),
        ]
        save_grid(path, rows, title="reconstruction from noise")


def reconstruction(
    denoise: Denoiser,
    values: NDArray[Any],
    process: NoiseProcess,
    levels: Sequence[float],
    rng: np.random.Generator,
    *,
    steps: int = 30,
    low: float = -1.0,
    high: float = 1.0,
    picture: Picture | None = None,
) -> Reconstruction:
    """Noise values to each level, and reconstruct them in one step and by the reverse process.

    Parameters
    ----------
    denoise : callable
        D(x; sigma) on numpy arrays of shape (B, ...); x is data + sigma * noise.
    values : array, shape (B, ...)
        Clean data as the network knows them.
    process : NoiseProcess
        Its schedule is walked from each level down to 0, with DDIM (eta = 0), so that the result is a function of the
        noised value.
    levels : sequence of float
        Noise levels sigma, above 0.
    rng : numpy Generator
        Of the noise, which is the same at all levels.
    steps : int
        Of the process's whole schedule; from a lower level fewer are left.
    low, high : float
        Range of the values; pictures are clipped to it and scaled to [0, 1].
    picture : callable or None
        From one value to a picture (F, T) in [low, high]; None lays channels on top of each other.

    Raises
    ------
    DataError
        If there is no value or no level, or a level is not above 0.
    """
    if not len(values) or not len(levels) or min(levels) <= 0.0:
        raise DataError("Reconstruction needs at least one value and noise levels above 0.")
    draw = picture or stacked
    values = np.asarray(values, dtype=np.float32)
    noise = rng.standard_normal(values.shape).astype(np.float32)
    schedule = process.sigmas(steps)

    def shown(batch: NDArray[Any]) -> list[NDArray[Any]]:
        return [np.clip((draw(value) - low) / (high - low), 0.0, 1.0) for value in batch]

    originals = shown(values)
    done: list[Level] = []
    seen: list[tuple[float, NDArray[Any]]] = []
    for sigma in sorted(map(float, levels)):
        seen = []

        def watched(x: Any, at: Any, seen: list[tuple[float, NDArray[Any]]] = seen) -> Any:
            seen.append((float(at), x[:1] / np.sqrt(1.0 + float(at) ** 2)))
            return denoise(x, at)

        x = values + np.float32(sigma) * noise
        parts = [
            shown(x / np.sqrt(1.0 + sigma**2)),
            shown(denoise(x, sigma)),
            shown(ddim(watched, x, np.array([sigma, *schedule[schedule < sigma]]))),
        ]
        noised, one_step, reverse = (_fidelity(part, originals) for part in parts)
        first = (parts[0][0], parts[1][0], parts[2][0])
        done.append(Level(sigma, float(process.time(sigma)), noised, one_step, reverse, first))
    kept = [seen[i] for i in np.unique(np.linspace(0, len(seen) - 1, _TRAJECTORY).round().astype(int))]
    trajectory = [(sigma, shown(x)[0]) for sigma, x in kept]
    return Reconstruction(tuple(done), originals[0], (*trajectory, (0.0, done[-1].pictures[2])))


def stacked(value: NDArray[Any]) -> NDArray[Any]:
    """Return a value (F, T), or (C, F, T) with its channels on top of each other, as one picture."""
    return value.reshape(-1, value.shape[-1])


def _fidelity(pictures: list[NDArray[Any]], originals: list[NDArray[Any]]) -> Fidelity:
    pairs = list(zip(pictures, originals, strict=True))
    return Fidelity(
        float(np.mean([mean_squared_error(a, b) for a, b in pairs])),
        float(np.mean([structural_similarity(a, b) for a, b in pairs])),
    )
