"""Words as numbers: what the encoder of words is told of their letters.

A text is put between ``<`` and ``>``. Its parts are its runs of 2, 3 and 4 letters, its pairs of letters with one
between them (written ``a_b``: they outlive a letter that is missing or too much), and the whole. A part's bucket is its
FNV-1a hash, 32 bits over its UTF-8 bytes, modulo the number of buckets but one, plus 1; bucket 0 is none. Training and
runtime count with this code alone.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

BUCKETS = 7168
LONGEST = 24
"""Letters of a text that are looked at."""
PARTS = 4 * LONGEST
"""The most parts a text can have, and the width of a row."""

_RUNS = (2, 3, 4)
_OFFSET_BASIS = 2166136261
_PRIME = 16777619
_SPACES = re.compile(r"\s+")


def parts_of(text: str) -> list[str]:
    """Return the parts of a text; an empty one has none."""
    plain = _SPACES.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()[:LONGEST]
    if not plain:
        return []
    marked = f"<{plain}>"
    parts = [marked[i : i + size] for size in _RUNS for i in range(len(marked) - size + 1)]
    parts += [f"{first}_{second}" for first, second in zip(plain, plain[2:], strict=False)]
    return [*parts[: PARTS - 1], marked]


@lru_cache(maxsize=1 << 16)
def bucket_of(part: str) -> int:
    """Return the bucket of a part, 1 to `BUCKETS` - 1."""
    value = _OFFSET_BASIS
    for byte in part.encode("utf-8", "surrogatepass"):
        value = (value ^ byte) * _PRIME & 0xFFFFFFFF
    return 1 + value % (BUCKETS - 1)


def buckets_of(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return the buckets of the parts of texts, float32 of shape (B, `PARTS`), rows filled up with 0."""
    rows = np.zeros((len(texts), PARTS), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        found = [bucket_of(part) for part in parts_of(text)]
        row[: len(found)] = found
    return rows
