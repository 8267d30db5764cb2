"""What can be wished of a sound, beside its class."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

from drumgen.engine.request import MAX_PROMPT_CHARACTERS
from drumgen.errors import RequestError

ATTRIBUTES = MappingProxyType(
    {
        "brightness": "where its spectrum has its centre: -1 dark, 1 bright",
        "attack": "how suddenly it begins: -1 soft, 1 hard",
        "decay": "how long it rings: -1 short, 1 long",
        "pitch": "its strongest frequency: -1 low, 1 high",
        "noisiness": "tone or noise: -1 tonal, 1 noisy",
        "body": "its low middle against what is above: -1 thin, 1 full",
    }
)
"""The attributes by name, with what their ends mean. 0 is the middle of a sound's class, -1 and 1 are its extremes."""


@dataclass(frozen=True)
class Wish:
    """A wish for a sound.

    Parameters
    ----------
    prompt : str
        In words, such as ``dark and short``; empty: none.
    attributes : tuple of (str, float)
        In numbers, -1 to 1, by the names of `ATTRIBUTES`; they stand above the words.
    measures : tuple of (str, float)
        In the units of `drumgen.wishes.units.UNITS`, by the same names; they stand above both.
    """

    prompt: str = ""
    attributes: tuple[tuple[str, float], ...] = ()
    measures: tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        if len(self.prompt) > MAX_PROMPT_CHARACTERS:
            raise RequestError(
                f"The prompt has {len(self.prompt)} characters, but it may have {MAX_PROMPT_CHARACTERS} at most; "
                "shorten it."
            )
        object.__setattr__(self, "attributes", _checked(self.attributes))
        object.__setattr__(self, "measures", _checked(self.measures, most=math.inf))

    def __bool__(self) -> bool:
        return bool(self.prompt.strip() or self.attributes or self.measures)


def _checked(pairs: Iterable[tuple[str, float]], *, most: float = 1.0) -> tuple[tuple[str, float], ...]:
    found: dict[str, float] = {}
    for name, value in pairs:
        if name not in ATTRIBUTES:
            close = get_close_matches(name.lower(), ATTRIBUTES, n=1)
            hint = f" (did you mean {close[0]}?)" if close else ""
            raise RequestError(f"There is no attribute {name!r}{hint}; there are {', '.join(ATTRIBUTES)}.")
        if name in found:
            raise RequestError(f"The attribute {name} is given twice; give it once.")
        if math.isinf(most) and not math.isfinite(value):
            raise RequestError(f"The attribute {name} is {value}, but it must be a finite number.")
        if not -most <= value <= most:
            raise RequestError(f"The attribute {name} is {value:g}, but it must lie between -1 and 1.")
        found[name] = float(value)
    return tuple(found.items())
