"""Typing errors, and words that are none."""

from collections.abc import Callable, Sequence

import numpy as np

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = "aeiou"
_CONSONANTS = "bcdfghjklmnpqrstvwxyz"
_Change = Callable[[str, int, np.random.Generator], str]


def misspelt(word: str, rng: np.random.Generator) -> str:
    """Return a word with one typing error, with two where it has eight letters or more and chance will.

    Letters are swapped, left out, doubled, replaced by a neighbour on the keyboard or by another vowel. The first
    letter is changed least often. A word of one letter stays.
    """
    errors = 2 if len(word) >= 8 and rng.random() < 0.25 else 1
    for _ in range(errors):
        if len(word) < 2:
            break
        change = _CHANGES[int(rng.choice(len(_CHANGES), p=_SHARES))]
        at = int(rng.integers(len(word))) if rng.random() < 0.2 else int(rng.integers(1, len(word)))
        word = change(word, at, rng)
    return word


def nonsense(words: Sequence[str], rng: np.random.Generator) -> str:
    """Return letters that are no word: syllables at random, keys at random, or a word's letters shuffled."""
    kind = int(rng.integers(3))
    if kind == 0:
        letters = [_pick(group, rng) for _ in range(int(rng.integers(2, 5))) for group in (_CONSONANTS, _VOWELS)]
        letters += [_pick(_CONSONANTS, rng) for _ in range(int(rng.integers(0, 3)))]
        for _ in range(int(rng.integers(0, 3))):
            letters.insert(int(rng.integers(len(letters))), _pick(_CONSONANTS, rng))
        return "".join(letters[:12])
    if kind == 1:
        row = _ROWS[int(rng.integers(len(_ROWS)))] if rng.random() < 0.5 else "".join(_ROWS)
        return "".join(_pick(row, rng) for _ in range(int(rng.integers(3, 10))))
    word = words[int(rng.integers(len(words)))]
    return "".join(rng.permutation(list(word)))


def _swap(word: str, at: int, rng: np.random.Generator) -> str:
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _drop(word: str, at: int, rng: np.random.Generator) -> str:
    return word[:at] + word[at + 1 :] if len(word) > 3 else _double(word, at, rng)


def _double(word: str, at: int, rng: np.random.Generator) -> str:
    return word[: at + 1] + word[at:]


def _neighbour(word: str, at: int, rng: np.random.Generator) -> str:
    for row in _ROWS:
        if (place := row.find(word[at])) >= 0:
            near = row[max(place - 1, 0) : place] + row[place + 1 : place + 2]
            return word[:at] + _pick(near, rng) + word[at + 1 :]
    return _swap(word, at, rng)


def _vowel(word: str, at: int, rng: np.random.Generator) -> str:
    places = [place for place, letter in enumerate(word) if letter in _VOWELS]
    if not places:
        return _drop(word, at, rng)
    place = places[int(rng.integers(len(places)))]
    return word[:place] + _pick(_VOWELS.replace(word[place], ""), rng) + word[place + 1 :]


def _single(word: str, at: int, rng: np.random.Generator) -> str:
    doubles = [place for place in range(len(word) - 1) if word[place] == word[place + 1]]
    if not doubles:
        return _double(word, at, rng)
    place = doubles[int(rng.integers(len(doubles)))]
    return word[:place] + word[place + 1 :]


def _pick(letters: str, rng: np.random.Generator) -> str:
    return letters[int(rng.integers(len(letters)))]


_CHANGES: tuple[_Change, ...] = (_swap, _drop, _double, _neighbour, _vowel, _single)
_SHARES = (0.25, 0.2, 0.15, 0.15, 0.15, 0.1)
