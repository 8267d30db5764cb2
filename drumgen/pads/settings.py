"""What one pad is set to: which sounds are made for it, how they are shaped, and how it answers to hits."""

import math
from dataclasses import dataclass, replace
from enum import StrEnum

from drumgen.engine.request import (
    MAX_GUIDANCE,
    MAX_PROMPT_CHARACTERS,
    MAX_SEED,
    MAX_STEPS,
    Attributes,
    GenerationRequest,
)
from drumgen.errors import PadError
from drumgen.midi.gm_drums import MAX_NOTE
from drumgen.wishes.wish import ATTRIBUTES

MAX_NAME_CHARACTERS = 40
LAST_SEED = MAX_SEED - 2**32
"""The highest seed of a pad: the sounds after the first one take the seeds that follow."""

RANGES: dict[str, tuple[float, float]] = {
    "note": (0, MAX_NOTE),
    "seed": (0, LAST_SEED),
    "steps": (1, MAX_STEPS),
    "guidance": (0.0, MAX_GUIDANCE),
    "gain_db": (-60.0, 12.0),
    "pan": (-1.0, 1.0),
    "width": (0.0, 1.0),
    "tune_semitones": (-24.0, 24.0),
    "decay_s": (0.01, 10.0),
    "fade_in_s": (0.0, 1.0),
    "fade_out_s": (0.0, 2.0),
    "velocity_to_tone": (0.0, 1.0),
}
"""Lowest and highest value of each number."""

_NAMES = {
    "note": "MIDI note",
    "steps": "number of steps",
    "gain_db": "gain in dB",
    "width": "stereo width",
    "tune_semitones": "tuning in semitones",
    "decay_s": "decay in seconds",
    "fade_in_s": "fade-in in seconds",
    "fade_out_s": "fade-out in seconds",
    "velocity_to_tone": "effect of the velocity on the tone",
}


class PadMode(StrEnum):
    """What happens after a hit."""

    KEEP = "keep"
    REGENERATE = "regenerate"


@dataclass(frozen=True)
class PadSettings:
    """All settings of one pad.

    Parameters
    ----------
    name : str
        For people, 1 to 40 characters.
    note : int
        MIDI note that hits it, 0 to 127.
    label : str
        Class of its sounds.
    model : str
        Name of the denoiser model.
    prompt : str
        The sound in words, empty for no words.
    attributes : tuple of (name, value)
        Wishes from -1 to 1, where 0 is the middle of the class; what is not named may be anything.
    seed : int
        The pad's sound grows from it; the sounds after it in the mode ``regenerate`` take the seeds that follow.
    seed_locked : bool
        Whether regenerating and new kits leave the seed as it is.
    steps, guidance : int, float or None
        How to sample; None is the model's own.
    gain_db : float
        Level, -60 to 12 dB.
    pan : float
        -1 is left, 1 is right.
    width : float
        Stereo width, 0 to 1; both channels together are the sound as it was made.
    tune_semitones : float
        Higher or lower, -24 to 24.
    decay_s : float or None
        The time in which the sound falls by another 60 dB, after which it ends; None leaves it as it was made.
    fade_in_s, fade_out_s : float
        Lengths of the fades at both ends.
    velocity_to_tone : float
        How much darker and shorter soft hits are, 0 to 1.
    choke_group : str or None
        Sounds of one group cut each other off.
    mode : PadMode
        Whether each hit has a new sound.
    locked : bool
        Whether the pad is left out when pads are regenerated, randomised or made a new kit of.
    muted : bool
        Whether hits are silent.
    soloed : bool
        Whether all pads that are not soloed are silent.

    Raises
    ------
    PadError
        If a value is out of range.
    """

    name: str
    note: int
    label: str
    model: str = "drums"
    prompt: str = ""
    attributes: Attributes = ()
    seed: int = 0
    seed_locked: bool = False
    steps: int | None = None
    guidance: float | None = None
    gain_db: float = 0.0
    pan: float = 0.0
    width: float = 0.0
    tune_semitones: float = 0.0
    decay_s: float | None = None
    fade_in_s: float = 0.0
    fade_out_s: float = 0.0
    velocity_to_tone: float = 0.0
    choke_group: str | None = None
    mode: PadMode = PadMode.KEEP
    locked: bool = False
    muted: bool = False
    soloed: bool = False

    def __post_init__(self) -> None:
        for name, (lowest, highest) in RANGES.items():
            value = getattr(self, name)
            if value is not None and not lowest <= value <= highest:  # also refuses what is not a number
                raise PadError(
                    f"The {_NAMES.get(name, name)} is {value}, but it must lie between {lowest:g} and {highest:g}."
                )
        for what, text in (("name", self.name), ("class", self.label), ("model", self.model)):
            if not text.strip():
                raise PadError(f"The {what} of the pad is empty; give it one.")
        for what, text in (("name", self.name), ("choke group", self.choke_group or "")):
            if len(text) > MAX_NAME_CHARACTERS:
                raise PadError(f"The {what} of the pad is longer than {MAX_NAME_CHARACTERS} characters; shorten it.")
        if len(self.prompt) > MAX_PROMPT_CHARACTERS:
            raise PadError(f"The prompt is longer than {MAX_PROMPT_CHARACTERS} characters; shorten it.")
        _check_attributes(self.attributes)

    @property
    def making(self) -> tuple[object, ...]:
        """All that decides which sounds are made: two pads where this is equal make the same sounds."""
        return self.label, self.model, self.prompt, self.attributes, self.seed, self.steps, self.guidance

    @property
    def shape(self) -> tuple[object, ...]:
        """All that decides how a sound is shaped before it can be played."""
        return (
            self.tune_semitones,
            self.decay_s,
            self.fade_in_s,
            self.fade_out_s,
            self.pan,
            self.width,
            self.velocity_to_tone,
        )

    def request(self, *, count: int = 1, skip: int = 0) -> GenerationRequest:
        """Return the request for `count` sounds, the first `skip` of the series left out."""
        return GenerationRequest(self.label, count, self.seed + skip, self.steps, self.guidance, self.model)

    def changed(self, **changes: object) -> "PadSettings":
        """Return the settings with some values replaced, checked again."""
        return replace(self, **changes)  # type: ignore[arg-type]


def _check_attributes(attributes: Attributes) -> None:
    if len({name for name, _ in attributes}) < len(attributes):
        raise PadError("An attribute of the pad is given twice; give each at most once.")
    for name, value in attributes:
        if name not in ATTRIBUTES:
            raise PadError(f"There is no attribute {name!r}; there are {', '.join(ATTRIBUTES)}.")
        if not math.isfinite(value) or not -1.0 <= value <= 1.0:
            raise PadError(f"The attribute {name} is {value}, but it must lie between -1 and 1.")
