"""Ways back to sound, compared by numbers on the same sounds."""

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from drumgen.audio.measuring import attack_s
from training.representations.base import Representation
from training.representations.signal.framing import magnitudes

Float32 = NDArray[np.float32]
FLOOR_DB = -80.0
"""Re the original's loudest bin: what lies below counts as silent."""


@dataclass(frozen=True)
class Score:
    """How near a way back comes, averaged over sounds; results are first brought to the original's energy.

    Parameters
    ----------
    way : str
    round_trip_db : float
        Mean absolute difference of the result's own picture from the one it was made of.
    convergence_db : float
        Spectral convergence 20 log10(| |X| - |Y| | / | |X| |) against the original sound, at the representation's STFT.
    same_db, short_db, long_db : float
        Log-spectral distance to the original sound: root mean square over bins, mean over frames, at the
        representation's window, at a quarter of it and at twice it.
    attack_ms : float
        Mean absolute difference of the attack times (10 to 90 % of the peak).
    cpu_s : float
        Processor time a sound.
    """

    way: str
    round_trip_db: float
    convergence_db: float
    same_db: float
    short_db: float
    long_db: float
    attack_ms: float
    cpu_s: float


def compare(
    representation: Representation, sounds: Sequence[Float32], *, griffin_lim: Sequence[int] = (32, 100), seed: int = 0
) -> list[Score]:
    """Return the scores of Griffin-Lim with given numbers of iterations and of the representation's own decoder.

    Parameters
    ----------
    representation : Representation
    sounds : sequence of float32 arrays, shape (N,)
        Each exactly as long as the representation takes.
    griffin_lim : sequence of int
    seed : int
        Of the random phases and the decoder's noise.
    """
    values = [representation.forward(sound) for sound in sounds]
    ways: dict[str, list[Float32]] = {}
    seconds: dict[str, float] = {}
    begun = time.process_time()
    spread = [representation.magnitude(value) for value in values]
    spreading = time.process_time() - begun

    def run(way: str, make: Callable[[int], Float32], *, before: float = 0.0) -> None:
        begun = time.process_time()
        ways[way] = [make(i) for i in range(len(sounds))]
        seconds[way] = (time.process_time() - begun + before) / len(sounds)

    for iterations in griffin_lim:
        run(
            f"Griffin-Lim, {iterations} iterations",
            lambda i, n=iterations: representation.sound(spread[i], iterations=n, seed=seed + i),  # type: ignore[misc]
            before=spreading,
        )
    decoder = representation.decoder().eval()
    rng = np.random.default_rng(seed)
    noise = [rng.standard_normal(representation.n_samples).astype(np.float32) for _ in sounds]

    @torch.no_grad()
    def decode(i: int) -> Float32:
        audio: Float32 = decoder(torch.from_numpy(values[i])[None], torch.from_numpy(noise[i])[None])[0].numpy()
        return audio

    decode(0)  # what the first call sets up is not the way's own time
    run("decoder", decode)
    n_fft, hop = representation.analysis
    return [
        _score(way, representation, sounds, values, made, n_fft=n_fft, hop=hop, cpu_s=seconds[way])
        for way, made in ways.items()
    ]


def log_spectral_distance(a: NDArray[np.floating], b: NDArray[np.floating]) -> float:
    """Return the root mean square over bins of the level difference of magnitudes (F, T), mean over frames, in dB."""
    least = float(a.max()) * 10.0 ** (FLOOR_DB / 20.0) + 1e-12
    difference = 20.0 * np.log10(np.maximum(a, least) / np.maximum(b, least))
    return float(np.sqrt((difference**2).mean(axis=0)).mean())


def spectral_convergence(a: NDArray[np.floating], b: NDArray[np.floating]) -> float:
    """Return the distance of magnitudes (F, T) re the norm of the first, in dB."""
    return float(20.0 * np.log10(np.linalg.norm(a - b) / np.linalg.norm(a) + 1e-12))


def _score(
    way: str,
    representation: Representation,
    sounds: Sequence[Float32],
    values: Sequence[Float32],
    made: Sequence[Float32],
    *,
    n_fft: int,
    hop: int,
    cpu_s: float,
) -> Score:
    rows = []
    for sound, value, unlevelled in zip(sounds, values, made, strict=True):
        result = _levelled(unlevelled, sound)
        again = representation.picture(representation.forward(result))
        round_trip = float(np.abs(again - representation.picture(value)).mean())
        spectra = [_pair(sound, result, size, step) for size, step in _windows(n_fft, hop)]
        attacks = [attack_s(audio[None], representation.rate_hz) for audio in (sound, result)]
        rows.append(
            (
                round_trip,
                spectral_convergence(*spectra[0]),
                *(log_spectral_distance(*pair) for pair in spectra),
                1000.0 * abs(attacks[0] - attacks[1]),
            )
        )
    trip, convergence, same, short, long, attack = (float(mean) for mean in np.mean(rows, axis=0))
    return Score(way, trip, convergence, same, short, long, attack, cpu_s)


def _levelled(audio: Float32, sound: Float32) -> Float32:
    """Return the audio with the sound's energy: pictures re their loudest point do not know the level."""
    energy = float(np.linalg.norm(audio))
    return np.asarray(audio * (np.linalg.norm(sound) / energy if energy > 0.0 else 1.0), dtype=np.float32)


def _windows(n_fft: int, hop: int) -> list[tuple[int, int]]:
    """Return the representation's window and hop, and a shorter and a longer one."""
    return [(n_fft, hop), (n_fft // 4, n_fft // 16), (2 * n_fft, n_fft // 2)]


def _pair(a: Float32, b: Float32, n_fft: int, hop: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    frames = len(a) // hop
    return magnitudes(a, n_fft=n_fft, hop=hop, frames=frames), magnitudes(b, n_fft=n_fft, hop=hop, frames=frames)


def markdown(scores: Sequence[Score]) -> list[str]:
    """Return the scores as a Markdown table."""
    heads = (
        "way back",
        "round trip, dB",
        "convergence, dB",
        "LSD, dB",
        "LSD short",
        "LSD long",
        "attack, ms",
        "CPU, s",
    )
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for score in scores:
        way, *numbers = asdict(score).values()
        lines.append(f"| {way} | " + " | ".join(f"{number:.2f}" for number in numbers) + " |")
    return lines
