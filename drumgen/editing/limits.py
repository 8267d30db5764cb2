"""What can be edited: the checks on sounds, times and strengths, each with its sentence."""

import math

import numpy as np

from drumgen.audio.clip import Clip
from drumgen.audio.files import SILENCE_DBFS
from drumgen.engine.request import MAX_COUNT
from drumgen.errors import AudioFileError, RequestError
from drumgen.representations import layout

LONGEST_S = 30.0
"""Longest sound that is taken; of long ones the model hears the beginning, see `REACH_S`."""

REACH_S = layout.SOUND_SAMPLES / layout.RATE_HZ
"""How much of a sound the model hears and makes, from its onset on."""

SHORTEST_S = 0.02
MIN_RATE_HZ = 4000


def check_length(clip: Clip, name: str) -> None:
    """Raise AudioFileError, calling the sound `name`, if it is too long to be a one-shot."""
    if clip.duration_s > LONGEST_S:
        raise AudioFileError(
            f"{name} is {clip.duration_s:.1f} s long, but sounds of {LONGEST_S:g} s at most can be edited; "
            "cut a hit out of it."
        )


def check_source(clip: Clip) -> None:
    """Raise AudioFileError if a clip cannot be edited: too long, empty, silent or of an unusable rate."""
    check_length(clip, "The sound")
    if clip.rate_hz < MIN_RATE_HZ:
        raise AudioFileError(
            f"The sound's rate is {clip.rate_hz} Hz, but at least {MIN_RATE_HZ} Hz are needed; export it again."
        )
    if not np.isfinite(clip.samples).all():
        raise AudioFileError("The sound holds samples that are not finite numbers; export it again.")
    # The mean of the channels is what the model hears.
    if np.abs(clip.mono).max(initial=0.0) < 10.0 ** (SILENCE_DBFS / 20.0):
        raise AudioFileError(f"The sound is silent (nothing above {SILENCE_DBFS:g} dBFS); choose another one.")


def check_fraction(name: str, value: float) -> None:
    """Raise RequestError unless a strength or amount lies in 0 to 1."""
    if not 0.0 <= value <= 1.0:
        raise RequestError(f"The {name} is {value:g}, but it must lie between 0 and 1.")


def check_count(count: int, low: int = 1) -> None:
    """Raise RequestError unless a number of sounds is in range."""
    if not low <= count <= MAX_COUNT:
        raise RequestError(f"The count is {count}, but it must lie between {low} and {MAX_COUNT}.")


def check_range(start_s: float, end_s: float, duration_s: float) -> None:
    """Raise RequestError unless 0 <= start < end <= duration, up to half a millisecond of rounding at the end."""
    if start_s >= duration_s or end_s > duration_s + 0.0005:
        raise RequestError(
            f"The range from {start_s:g} s to {end_s:g} s lies outside the sound, which is {duration_s:.3f} s long; "
            "choose one inside it."
        )
    if not (math.isfinite(start_s) and math.isfinite(end_s)) or not 0.0 <= start_s < end_s:
        raise RequestError(
            f"The range from {start_s:g} s to {end_s:g} s is empty or reversed; its start must be 0 or more and lie "
            "before its end."
        )


def check_duration(duration_s: float) -> None:
    """Raise RequestError unless a sound of this length can be made."""
    if not SHORTEST_S <= duration_s <= REACH_S:
        raise RequestError(
            f"The duration is {duration_s:g} s, but it must lie between {SHORTEST_S:g} and {REACH_S:.2f} s."
        )
