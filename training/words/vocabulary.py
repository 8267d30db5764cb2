"""The words that the encoder is taught, and those that it must not be taught."""

import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from drumgen.errors import DataError
from drumgen.wishes.words.meanings import meaning_of, meanings

SYNONYMS = Path(__file__).with_name("synonyms.toml")
HELD_OUT = Path(__file__).with_name("held_out.toml")

_MOST_FREQUENT = 25_000
_PLAIN = re.compile(r"[a-z]{3,14}")
_DESCRIBING = re.compile(r"[a-z]*(y|ous|ing|ed|ic|al|ish|less|ful|ive|like|some)")


@dataclass(frozen=True)
class HeldOut:
    """What prompts are tested with.

    Parameters
    ----------
    words : dict of str to (str, int)
        An attribute, and -1 or 1 for the side of it that the word asks for.
    typos : dict of str to str
        Entries of the lexicon by a misspelling.
    classes : dict of str to tuple of str
        Other words for a class.
    unrelated : tuple of str
        Words without a meaning for sounds.
    """

    words: dict[str, tuple[str, int]]
    typos: dict[str, str]
    classes: dict[str, tuple[str, ...]]
    unrelated: tuple[str, ...]

    @property
    def spellings(self) -> frozenset[str]:
        """All that must not be taught a meaning."""
        named = (word for group in self.classes.values() for word in group)
        return frozenset((*self.words, *self.typos, *named, *self.unrelated))


@lru_cache(maxsize=1)
def held_out() -> HeldOut:
    """Return what prompts are tested with."""
    content = _read(HELD_OUT)
    return HeldOut(
        words={
            word: (attribute, sign)
            for attribute, sides in content["words"].items()
            for side, sign in (("less", -1), ("more", 1))
            for word in sides[side]
        },
        typos=dict(content["typos"]),
        classes={label: tuple(words) for label, words in content["classes"].items()},
        unrelated=tuple(content["unrelated"]["words"]),
    )


def taught() -> list[tuple[str, int]]:
    """Return the words that are taught a meaning, with its number: the lexicon's entries and their synonyms.

    One synonym in twelve is kept back; see `development`.

    Raises
    ------
    DataError
        If a word is taught that is held out, or an entry is not in the lexicon.
    """
    pairs = [(entry, number) for number, group in enumerate(meanings()) for entry in group]
    return pairs + [pair for pair in _synonyms() if not _is_kept_back(pair[0])]


def development() -> list[tuple[str, int]]:
    """Return the synonyms that are kept back from training, to choose thresholds with."""
    return [pair for pair in _synonyms() if _is_kept_back(pair[0])]


def _synonyms() -> list[tuple[str, int]]:
    numbers = meaning_of()
    content = _read(SYNONYMS)
    pairs: list[tuple[str, int]] = []
    for section in ("descriptions", "classes", "nouns"):
        for entry, words in content[section].items():
            if entry not in numbers:
                raise DataError(f"{SYNONYMS.name} has synonyms of {entry!r}, which is not in the lexicon; correct it.")
            pairs += [(word, numbers[entry]) for word in words]
    if shown := sorted({word for word, _ in pairs} & held_out().spellings):
        raise DataError(f"{SYNONYMS.name} has the held-out word {shown[0]!r}; take it out.")
    return pairs


def _is_kept_back(word: str) -> bool:
    return " " not in word and hashlib.sha256(word.encode()).digest()[0] < 256 // 12


def meaningless() -> list[str]:
    """Return words that have no meaning for sounds."""
    return list(_read(SYNONYMS)["nothing"]["words"])


def general_words(path: Path) -> list[str]:
    """Return the words of a list that may describe something, without those that are taught a meaning or none.

    Parameters
    ----------
    path : Path
        A word at the beginning of each line, the most frequent first: of the first 25,000 all, of the others those
        whose ending is an adjective's.

    Raises
    ------
    DataError
        If the file cannot be read or holds no word.
    """
    known = {word for word, _ in taught()} | {*meaningless(), *held_out().unrelated}
    try:
        lines = list(_first_words(path.read_text(encoding="utf-8-sig")))
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"The word list {path} cannot be read as text; name another one.") from error
    words = [
        word
        for rank, word in enumerate(lines)
        if _PLAIN.fullmatch(word) and (rank < _MOST_FREQUENT or _DESCRIBING.fullmatch(word)) and word not in known
    ]
    if not words:
        raise DataError(f"The word list {path} holds no word of 3 to 14 plain letters; name another one.")
    return list(dict.fromkeys(words))


def _first_words(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if parts := line.split():
            yield parts[0].casefold()


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
