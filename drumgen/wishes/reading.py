"""A prompt becomes a row of words that the lexicon knows."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from drumgen.wishes import lexicon

_TOKEN = re.compile(r"\d+(?:\.\d+)?\s*%|\d+\.\d+|[^\W_]+|[,;.+]")
_CUTOFF = 0.8
_SHORTEST_TYPO = 3


@dataclass(frozen=True)
class Word:
    """One word, or several that belong together.

    Parameters
    ----------
    text : str
        As the lexicon has it; of a word that it does not know, as it was written.
    written : str
        As it was written.
    known : bool
        Whether it is in the lexicon (punctuation and numbers are not).
    """

    text: str
    written: str
    known: bool


def read(prompt: str) -> list[Word]:
    """Return the words of a prompt: the longest entries of the lexicon first, misspelt words mended."""
    text = unicodedata.normalize("NFKC", prompt).casefold().replace("'s", "")
    tokens = _TOKEN.findall(text)
    entries, longest = _entries()
    found: list[Word] = []
    at = 0
    while at < len(tokens):
        for size in range(min(longest, len(tokens) - at), 0, -1):
            phrase = " ".join(tokens[at : at + size])
            if phrase in entries:
                found.append(Word(phrase, phrase, True))
                break
        else:
            size = 1
            found.append(_mended(tokens[at]))
        at += size
    return found


def _mended(token: str) -> Word:
    entries, _ = _entries()
    if len(token) >= _SHORTEST_TYPO and token.isalpha():
        close = get_close_matches(token, entries, n=1, cutoff=_CUTOFF)
        if close:
            return Word(close[0], token, True)
    return Word(token, token, False)


@lru_cache(maxsize=1)
def _entries() -> tuple[frozenset[str], int]:
    """Return all entries of the lexicon, and how many words the longest has."""

    def flat(groups: Iterable[Iterable[str]]) -> set[str]:
        return {entry for group in groups for entry in group}

    entries = flat(lexicon.DESCRIPTIONS) | flat(lexicon.NOUNS) | flat(lexicon.CLASSES.values())
    entries |= flat(lexicon.SIDES.values()) | set(lexicon.INTENSITIES) | set(lexicon.NEGATIONS) | lexicon.SILENT
    return frozenset(entries), max(len(entry.split()) for entry in entries)
