"""Typed access to the fields of a JSON object, with errors that name the field."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

BATCH = "B"
BLOCKS = "K"
SAMPLES = "N"
_DIMENSIONS = 'a list of dimensions such as ["B", 20, 24]'

Shape = tuple[int | str, ...]
"""Dimensions of an array: `BATCH`, which stands for any number of sounds, then numbers.

Where a decoder takes any number of blocks, the second one is `BLOCKS` or `SAMPLES`."""


class FieldError(Exception):
    """A field is missing or unusable; the message is a clause without a full stop."""


class Fields:
    """One JSON object that is read field by field; `finish` complains about fields that nobody asked for.

    Parameters
    ----------
    content : object
        What the JSON decoder gave; must be an object with text keys.
    prefix : str
        Path of this object in the whole, such as ``diffusion.``, for the messages.
    """

    def __init__(self, content: Any, prefix: str = "") -> None:
        if not isinstance(content, dict):
            raise FieldError(f"{prefix.rstrip('.') or 'it'} is not a JSON object")
        self._left: dict[str, Any] = dict(content)
        self._prefix = prefix

    def has(self, name: str) -> bool:
        """Return whether a field is there and not taken yet."""
        return name in self._left

    def text(self, name: str, *, filled: bool = True) -> str:
        """Take a text, not empty where `filled`."""
        value = self._take(name)
        if not isinstance(value, str) or (filled and not value.strip()):
            raise self._wrong(name, "a text that is not empty" if filled else "a text")
        return value

    def texts(self, name: str, *, unique: bool = False, filled: bool = False) -> tuple[str, ...]:
        """Take a list of texts, without doubles where `unique`, with at least one where `filled`."""
        values = self._take(name)
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise self._wrong(name, "a list of texts")
        if (unique and len(set(values)) < len(values)) or (filled and not values):
            raise self._wrong(name, "a list of different texts that is not empty")
        return tuple(values)

    def truth(self, name: str) -> bool:
        """Take true or false."""
        value = self._take(name)
        if not isinstance(value, bool):
            raise self._wrong(name, "true or false")
        return value

    def whole(self, name: str, *, low: int) -> int:
        """Take a whole number of at least `low`."""
        value = self._take(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < low:
            raise self._wrong(name, f"a whole number of at least {low}")
        return value

    def falling(self, name: str) -> tuple[float, ...]:
        """Take a list of two or more finite numbers that fall strictly to 0."""
        values = self._take(name)
        if not isinstance(values, list) or len(values) < 2 or not all(map(_is_finite, values)) or values[-1] != 0:
            raise self._wrong(name, "a list of numbers that ends with 0")
        if any(low >= high for high, low in pairwise(values)):
            raise self._wrong(name, "a list of numbers that fall to 0")
        return tuple(map(float, values))

    def number(self, name: str, *, low: float = -math.inf) -> float:
        """Take a finite number of at least `low`."""
        value = self._take(name)
        if not _is_finite(value) or value < low:
            raise self._wrong(name, "a number" if low == -math.inf else f"a number of at least {low:g}")
        return float(value)

    def interval(self, name: str) -> tuple[float, float]:
        """Take a list of two finite numbers, the lower one first."""
        value = self._take(name)
        if not isinstance(value, list) or len(value) != 2 or not all(map(_is_finite, value)) or value[0] >= value[1]:
            raise self._wrong(name, "a list of two numbers, the lower one first")
        return float(value[0]), float(value[1])

    def intervals(self, name: str) -> Mapping[str, tuple[float, float]]:
        """Take an object of names to intervals."""
        section = self.section(name)
        return {key: section.interval(key) for key in tuple(section._left)}

    def positive(self, name: str) -> float:
        """Take a finite number above 0."""
        value = self.number(name, low=0.0)
        if value == 0.0:
            raise self._wrong(name, "a number above 0")
        return value

    def choice(self, name: str, known: Iterable[str]) -> str:
        """Take one of the known texts."""
        names = tuple(known)
        value = self._take(name)
        if value not in names:
            raise self._wrong(name, f"one of {', '.join(names)}")
        return str(value)

    def sha256(self, name: str) -> str:
        """Take a checksum of 64 hexadecimal digits."""
        value = self._take(name)
        if not isinstance(value, str) or not re.fullmatch("[0-9a-f]{64}", value):
            raise self._wrong(name, "a checksum of 64 hexadecimal digits")
        return value

    def file_name(self, name: str) -> str:
        """Take a file name without any folder, so that a card cannot point out of its own folder."""
        value = self._take(name)
        if not isinstance(value, str) or not re.fullmatch(r"[^/\\:\0]+", value) or value in (".", ".."):
            raise self._wrong(name, "a file name without a folder")
        return value

    def mapping(self, name: str) -> Mapping[str, Any]:
        """Take an object of free form."""
        value = self._take(name)
        if not isinstance(value, dict):
            raise self._wrong(name, "a JSON object")
        return value

    def section(self, name: str) -> "Fields":
        """Take an object to be read field by field."""
        return Fields(self._take(name), f"{self._prefix}{name}.")

    def items(self, name: str) -> list["Fields"]:
        """Take a list of objects to be read field by field."""
        values = self._take(name)
        if not isinstance(values, list):
            raise self._wrong(name, "a list")
        return [Fields(value, f"{self._prefix}{name}[{i}].") for i, value in enumerate(values)]

    def shapes(
        self, name: str, expected: Sequence[str], *, optional: Sequence[str] = (), open_letters: str = ""
    ) -> Mapping[str, Shape]:
        """Take an object of array names to shapes, with exactly the expected names and any of the optional ones."""
        section = self.section(name)
        names = (*expected, *(array for array in optional if section.has(array)))
        shapes = {array: section.shape(array, open_letters=open_letters) for array in names}
        section.finish()
        return shapes

    def shape(self, name: str, *, open_letters: str = "") -> Shape:
        """Take a list of dimensions: `BATCH`, then numbers above 0 or, the second one, one of the letters."""
        value = self._take(name)
        if not isinstance(value, list) or not value or value[0] != BATCH:
            raise self._wrong(name, _DIMENSIONS)
        inner = value[2:] if len(value) > 1 and value[1] in tuple(open_letters) else value[1:]
        if not all(map(_is_size, inner)):
            raise self._wrong(name, _DIMENSIONS)
        return tuple(value)

    def finish(self) -> None:
        """Raise `FieldError` if the object holds fields that were not taken."""
        if self._left:
            raise FieldError(f"the field {self._prefix}{min(self._left)} is unknown")

    def _take(self, name: str) -> Any:
        if name not in self._left:
            raise FieldError(f"the field {self._prefix}{name} is missing")
        return self._left.pop(name)

    def _wrong(self, name: str, wanted: str) -> FieldError:
        return FieldError(f"the field {self._prefix}{name} is not {wanted}")


def _is_size(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_finite(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
