"""A prompt becomes a row of words that the lexicon knows."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from drumgen.wishes.words import lexicon
from drumgen.wishes.words.likeness import SPELLING_THRESHOLD, THRESHOLD, Likeness, shipped_likeness

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
    likened : bool
        Whether it was taken for an entry of like meaning or sound, and not for one of nearly the same spelling.
    """

    text: str
    written: str
    known: bool
    likened: bool = False


def read(prompt: str, likeness: Callable[[], Likeness | None] = shipped_likeness) -> list[Word]:
    """Return the words of a prompt: the longest entries of the lexicon first, then what others can be taken for.

    Parameters
    ----------
    prompt : str
    likeness : callable
        Returns what compares words that the lexicon lacks with its entries, None to mend their spelling alone; called
        only if there is such a word.
    """
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
            found.append(_taken(tokens[at], likeness))
        at += size
    return found


def _taken(token: str, likeness: Callable[[], Likeness | None]) -> Word:
    """Return what a word is taken for that the lexicon lacks: an entry of like meaning or spelling, or itself."""
    if len(token) < _SHORTEST_TYPO or not token.isalpha():
        return Word(token, token, False)
    entries, _ = _entries()
    close = get_close_matches(token, entries, n=1, cutoff=_CUTOFF)
    alike = likeness()
    if close:
        likely = None if alike is None else alike.likeness(token, close[0])
        # A word may be spelt nearly like an entry and mean nothing of the kind.
        if likely is None or likely >= SPELLING_THRESHOLD:
            return Word(close[0], token, True)
    if alike is not None:
        entry, cosine = alike.nearest(token)
        if cosine >= THRESHOLD:
            return Word(entry, token, True, likened=True)
    return Word(token, token, False)


@lru_cache(maxsize=1)
def _entries() -> tuple[frozenset[str], int]:
    """Return all entries of the lexicon, and how many words the longest has."""

    def flat(groups: Iterable[Iterable[str]]) -> set[str]:
        return {entry for group in groups for entry in group}

    entries = flat(lexicon.DESCRIPTIONS) | flat(lexicon.NOUNS) | flat(lexicon.CLASSES.values())
    entries |= flat(lexicon.SIDES.values()) | set(lexicon.INTENSITIES) | set(lexicon.NEGATIONS) | lexicon.SILENT
    return frozenset(entries), max(len(entry.split()) for entry in entries)
