"""What edits and wishes do, in figures: `python -m benchmarks.editing [PART ...]`, see docs/editing.md.

Sounds are those of the shipped model, or with ``--data FOLDER`` real ones, a subfolder a class.
"""

import argparse
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from drumgen.audio.clip import Clip
from drumgen.audio.files import read_clip
from drumgen.audio.levels import hit_level_dbfs
from drumgen.audio.measuring import magnitude_spectrogram_db
from drumgen.audio.resampling import resample
from drumgen.editing.editor import Sound, SoundEditor
from drumgen.engine.generator import Generator
from drumgen.engine.request import GenerationRequest
from drumgen.errors import DrumgenError
from drumgen.inference.store import ModelStore
from drumgen.wishes.making import candidate_seed
from drumgen.wishes.ranking import standing
from drumgen.wishes.wish import ATTRIBUTES

FIRST_SEED = 50_000
Bench = tuple[SoundEditor, Generator, dict[str, list[Sound]]]
_FLOOR_DB = -70.0
_BANDS = 40


def main() -> int:
    """Print the tables; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.editing", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)} (default: all)")
    parser.add_argument("--data", type=Path, help="folder of real sounds")
    parser.add_argument("--per-class", type=int, default=3, help="sounds of each class (default: %(default)s)")
    arguments = parser.parse_args()
    try:
        generator = Generator(ModelStore(), device="cpu")
        sounds = _real(arguments.data, generator, arguments.per_class) if arguments.data else None
        bench = (SoundEditor(generator), generator, sounds or _made(generator, arguments.per_class))
        for name in arguments.parts or PARTS:
            print(f"\n{name}")
            PARTS[name](bench)
    except DrumgenError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def print_strengths(bench: Bench) -> None:
    """Print how far variations are from their source, in dB of level in 40 mel bands, by strength."""
    editor, _, sounds = bench
    print("| strength | distance, dB | 10 to 90 % of the sounds |\n|---:|---:|---:|")
    for strength in (0.0, 0.01, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0):
        found = [
            distance_db(_clip(sound), editor.vary(sound, strength=strength, seed=seed, label=label)[0].clip)
            for label, group in sounds.items()
            for sound in group
            for seed in (1, 2, 3)
        ]
        print(
            f"| {strength:g} | {np.mean(found):.2f} | {np.quantile(found, 0.1):.2f} to {np.quantile(found, 0.9):.2f} |"
        )


def print_morphs(bench: Bench) -> None:
    """Print how evenly nine sounds lie between two of different classes."""
    editor, _, sounds = bench
    groups = list(sounds.values())
    off, steps, seconds = [], [], []
    for first, second in zip(groups, groups[1:] + groups[:1], strict=True):
        began = time.perf_counter()
        line = [sound.clip for sound in editor.morph_line(first[0], second[0], count=9)]
        seconds.append((time.perf_counter() - began) / 9)
        levels = np.array([hit_level_dbfs(clip.samples, clip.rate_hz) for clip in line])
        off.append(np.abs(levels - np.linspace(levels[0], levels[-1], 9)).max())
        between = [distance_db(a, b) for a, b in pairwise(line[1:-1])]
        steps.append(max(between) / np.mean(between))
    print(f"level off the straight line: mean {np.mean(off):.2f} dB, most {np.max(off):.2f} dB")
    print(f"largest step between neighbours: {np.mean(steps):.1f} times the mean step")
    print(f"seconds a sound: {np.median(seconds):.3f}")


def print_fillings(bench: Bench) -> None:
    """Print what is heard at the seams of ranges made anew: clicks and steps of level."""
    editor, _, sounds = bench
    clicks, steps, kept, seconds = [], [], True, []
    for label, group in sounds.items():
        for sound in group:
            clip = _clip(sound)
            for start_s, end_s in ((0.0, 0.02), (0.02, clip.duration_s), (0.05, 0.12)):
                if end_s > clip.duration_s - 0.03 and end_s != clip.duration_s:
                    continue
                began = time.perf_counter()
                made = editor.inpaint(sound, start_s=start_s, end_s=end_s, seed=1, label=label).clip
                seconds.append(time.perf_counter() - began)
                start, end = (round(time_s * clip.rate_hz) for time_s in (start_s, end_s))
                kept &= np.array_equal(made.samples[:, :start], clip.samples[:, :start])
                if end < clip.samples.shape[1]:
                    kept &= np.array_equal(made.samples[:, end:], clip.samples[:, end:])
                for seam in [start] * (start > 0) + [end] * (end < clip.samples.shape[1]):
                    clicks.append(click(made.samples[0], seam, clip.rate_hz))
                    steps.append(abs(_step_db(made, seam) - _step_db(clip, seam)))
    print(f"kept parts unchanged: {kept}; seams: {len(clicks)}")
    print(
        f"click (curvature at the seam re its surroundings): median {np.median(clicks):.2f}, most {np.max(clicks):.2f}"
    )
    print(
        f"step of level beyond the source's own: mean {np.mean(steps):.1f} dB, 90 % below {np.quantile(steps, 0.9):.1f}"
    )
    print(f"seconds: {np.median(seconds):.2f}")


def print_lengths(bench: Bench) -> None:
    """Print how long resized sounds last, to 60 dB below their peak, against what was asked."""
    editor, _, sounds = bench
    print("| factor | lasts, of what was asked | 10 % last less than |\n|---:|---:|---:|")
    for factor in (0.3, 0.6, 1.5, 2.5):
        ratios = []
        for label, group in sounds.items():
            for sound in group:
                duration_s = factor * _lasting_s(_clip(sound))
                if 0.02 <= duration_s <= 1.45:
                    made = editor.resize(sound, duration_s=duration_s, seed=1, label=label)
                    ratios.append(_lasting_s(made.clip) / duration_s)
        print(f"| {factor} | {np.mean(ratios):.2f} | {np.quantile(ratios, 0.1):.2f} |")


def print_classes(bench: Bench) -> None:
    """Print how often the class of a sound is found, its origin being kept from the editor."""
    editor, _, sounds = bench
    for label, group in sounds.items():
        found = [editor.classify(_clip(sound)) for sound in group]
        others = sorted({name for name in found if name != label})
        print(f"{label}: {found.count(label)} of {len(found)}" + (f", others {', '.join(others)}" if others else ""))


def print_wishes(bench: Bench) -> None:
    """Print the rank correlation of wished and measured attributes, with 8 and 24 candidates."""
    _, generator, _ = bench
    asked = np.random.default_rng(0).permutation(np.linspace(-1.0, 1.0, 16))
    print("| class | candidates | " + " | ".join(ATTRIBUTES) + " |\n|---|---:" + "|---:" * len(ATTRIBUTES) + "|")
    began, made = time.perf_counter(), 0
    for label in generator.labels():
        places = []
        for i in range(len(asked)):
            request = GenerationRequest(label, 24, candidate_seed(FIRST_SEED + i))
            places.append([standing(sound.clip, label) for sound in generator.generate(request)])
            made += 24
        for candidates in (8, 24):
            row = [_correlation(asked, [group[:candidates] for group in places], name) for name in ATTRIBUTES]
            print(f"| {label} | {candidates} | " + " | ".join(f"{value:.2f}" for value in row) + " |", flush=True)
    print(f"seconds a candidate: {(time.perf_counter() - began) / made:.3f}")


PARTS: dict[str, Callable[[Bench], None]] = {
    "strengths": print_strengths,
    "morphs": print_morphs,
    "fillings": print_fillings,
    "lengths": print_lengths,
    "classes": print_classes,
    "wishes": print_wishes,
}


def distance_db(first: Clip, second: Clip) -> float:
    """Return the mean difference of the levels of two clips of one rate, in mel bands and frames of 6 ms."""
    size = max(first.samples.shape[1], second.samples.shape[1])
    pair = [
        _band_levels(np.pad(clip.mono, (0, size - clip.samples.shape[1])), clip.rate_hz) for clip in (first, second)
    ]
    return float(np.abs(pair[0] - pair[1]).mean())


def click(samples: NDArray[np.float32], seam: int, rate_hz: int) -> float:
    """Return the greatest curvature within 1 ms of a seam over the greatest in the 10 ms before and after."""
    curve = np.abs(np.diff(samples.astype(np.float64), 2))
    near, far = round(0.001 * rate_hz), round(0.011 * rate_hz)
    here = curve[max(seam - near, 0) : seam + near].max(initial=0.0)
    around = [curve[max(seam - far, 0) : max(seam - near, 0)], curve[seam + near : seam + far]]
    return float(here / max(*(part.max(initial=0.0) for part in around), 1e-5))


def _band_levels(mono: NDArray[np.float32], rate_hz: int) -> NDArray[np.float64]:
    power = 10.0 ** (magnitude_spectrogram_db(mono) / 10.0)
    mel = 2595.0 * np.log10(1.0 + np.linspace(0.0, rate_hz / 2.0, power.shape[0]) / 700.0)
    band = np.minimum((mel / mel[-1] * _BANDS).astype(np.int64), _BANDS - 1)
    levels = 10.0 * np.log10(np.stack([power[band == k].mean(axis=0) for k in range(_BANDS) if np.any(band == k)]))
    return np.asarray(np.maximum(levels - levels.max(), _FLOOR_DB))


def _step_db(clip: Clip, seam: int) -> float:
    """Return how much louder the 20 ms after a seam and its fade are than the 20 ms before it."""
    gap, length = round(0.01 * clip.rate_hz), round(0.02 * clip.rate_hz)
    sides = (
        clip.samples[:, max(seam - length - gap, 0) : seam - gap],
        clip.samples[:, seam + gap : seam + gap + length],
    )
    before, after = (10.0 * np.log10(np.mean(np.square(side)) + 1e-8) if side.size else -80.0 for side in sides)
    return float(after - before)


def _lasting_s(clip: Clip) -> float:
    level = np.abs(clip.samples).max(axis=0)
    return float(np.flatnonzero(level > 1e-3 * level.max())[-1] + 1) / clip.rate_hz


def _correlation(asked: NDArray[np.float64], groups: list[list[dict[str, float]]], name: str) -> float:
    found = []
    for value, group in zip(asked, groups, strict=True):
        places = np.array([place[name] for place in group])
        found.append(places[np.argmin(np.abs(places - value))])
    ranks = [np.argsort(np.argsort(values)) for values in (asked, found)]
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])


def _clip(sound: Sound) -> Clip:
    return sound if isinstance(sound, Clip) else sound.clip


def _made(generator: Generator, count: int) -> dict[str, list[Sound]]:
    return {
        label: list(generator.generate(GenerationRequest(label, count, FIRST_SEED))) for label in generator.labels()
    }


def _real(folder: Path, generator: Generator, count: int) -> dict[str, list[Sound]]:
    rng = np.random.default_rng(0)
    sounds: dict[str, list[Sound]] = {}
    for label in generator.labels():
        files = sorted(path for path in (folder / label).glob("*") if path.is_file())
        chosen = [read_clip(files[i]) for i in rng.permutation(len(files))[:count]]
        sounds[label] = [resample(Clip(clip.mono[np.newaxis], clip.rate_hz), 44_100) for clip in chosen]
    return sounds


if __name__ == "__main__":
    sys.exit(main())
