"""The units of the attributes, and the scale on which they are measured and compared."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from drumgen.errors import RequestError

_WRITTEN = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*([A-Za-z]+)\s*")
_NOTE = re.compile(r"\s*([A-Ga-g])([#b]?)(-?\d)\s*")
_SEMITONES = {"c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11}
_FACTORS: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {"Hz": {"Hz": 1.0, "kHz": 1000.0}, "ms": {"ms": 1.0, "s": 1000.0}, "s": {"s": 1.0, "ms": 0.001}, "dB": {"dB": 1.0}}
)
"""How units may be written, in any case, and by what a value in them is multiplied."""


@dataclass(frozen=True)
class Unit:
    """The unit of an attribute.

    Parameters
    ----------
    symbol : str
        Such as ``Hz``.
    octaves : int
        1 if the scale is the logarithm to base 2 of the value, -1 if it falls with it, 0 if it is the value itself.
    """

    symbol: str
    octaves: int = 0

    def on_scale(self, value: float) -> float:
        """Return a value in the unit on the scale of `drumgen.wishes.measuring.measure`."""
        return self.octaves * math.log2(max(value, 1e-4)) if self.octaves else value

    def in_unit(self, place: float) -> float:
        """Return a value of the scale in the unit."""
        return float(2.0 ** (place / self.octaves)) if self.octaves else place


UNITS: Mapping[str, Unit] = MappingProxyType(
    {
        "brightness": Unit("Hz", 1),
        "attack": Unit("ms", -1),
        "decay": Unit("s", 1),
        "pitch": Unit("Hz", 1),
        "noisiness": Unit("dB"),
        "body": Unit("dB"),
    }
)
"""By the names of `drumgen.wishes.wish.ATTRIBUTES`. A harder attack is a shorter one, so its scale falls."""


def read_value(name: str, text: str) -> float:
    """Return what ``3 kHz``, ``80ms`` or, for a pitch, ``A1`` is in the unit of an attribute.

    Parameters
    ----------
    name : str
        One of `UNITS`.
    text : str
        A number with its unit, or the name of a note (C1 is MIDI note 36, as on drum pads).

    Raises
    ------
    RequestError
        If it is neither.
    """
    symbol = UNITS[name].symbol
    written, note = _WRITTEN.fullmatch(text), _NOTE.fullmatch(text)
    if name == "pitch" and note:
        semitone = _SEMITONES[note[1].lower()] + {"#": 1, "b": -1, "": 0}[note[2]]
        return float(440.0 * 2.0 ** ((12 * (int(note[3]) + 2) + semitone - 69) / 12.0))
    for unit, factor in _FACTORS[symbol].items():
        if written and written[2].lower() == unit.lower():
            return factor * float(written[1])
    known = " or ".join([*_FACTORS[symbol], *(["a note such as A1"] if name == "pitch" else [])])
    raise RequestError(f"The attribute {name} is {text!r}, but its unit must be {known}.")


def read_in(name: str, text: str, symbol: str) -> float:
    """Return the number of a text such as ``1800 Hz``, whose unit must be the one of a model's attribute.

    Raises
    ------
    RequestError
        If it is another one, or the text is of another form.
    """
    written = _WRITTEN.fullmatch(text)
    if written is None or written[2].lower() != symbol.lower():
        unit = f" of {symbol}" if symbol else ""
        raise RequestError(f"The attribute {name} is {text!r}, but it must be a number{unit}.")
    return float(written[1])
