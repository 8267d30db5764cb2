"""Words become attributes and classes, by the tables of the lexicon."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from drumgen.wishes.words import lexicon
from drumgen.wishes.words.likeness import Likeness, shipped_likeness
from drumgen.wishes.words.reading import Word, read

_NUMBER = re.compile(r"(\d+(?:\.\d+)?)\s*(%?)")
_PUNCTUATION = frozenset(",;.+")


@dataclass(frozen=True)
class Understood:
    """What a prompt says.

    Parameters
    ----------
    attributes : dict of str to float
        By the names of `drumgen.wishes.wish.ATTRIBUTES`, -1 to 1; only what the prompt speaks of.
    labels : dict of str to float
        Classes that it names, with weights that add up to 1; empty: none.
    unknown : tuple of str
        Words that mean nothing here.
    corrected : tuple of (str, str)
        Words taken for a misspelling, with what they were taken for.
    likened : tuple of (str, str)
        Words that the lexicon lacks, with the entries of like meaning that they were taken for.
    """

    attributes: dict[str, float] = field(default_factory=dict)
    labels: dict[str, float] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    likened: tuple[tuple[str, str], ...] = ()

    @property
    def taken(self) -> tuple[tuple[str, str], ...]:
        """All words that were taken for others, each once."""
        return tuple(dict.fromkeys(self.corrected + self.likened))


def understand(prompt: str, likeness: Callable[[], Likeness | None] = shipped_likeness) -> Understood:
    """Return what a prompt says of attributes and classes.

    Descriptions add up. A word before them makes them stronger or weaker (``very``, ``slightly``) or turns them round
    (``not``, ``less``). Several classes are a mix, in equal shares or by the numbers before them (``0.6 snare + 0.4
    clap``).

    Parameters
    ----------
    prompt : str
        The words; any text will do.
    likeness : callable
        As `drumgen.wishes.words.reading.read` takes it.
    """
    return understand_words(read(prompt, likeness))


def understand_words(found: Sequence[Word]) -> Understood:
    """Return what words say that were read already; see `understand`."""
    attributes: dict[str, float] = {}
    labels: dict[str, float] = {}
    unknown: list[str] = []
    factor, share = 1.0, 1.0
    for word, effect in _with_effects(found):
        if effect is not None:
            for name, value in effect.items():
                attributes[name] = attributes.get(name, 0.0) + factor * value
            factor = 1.0
        elif word.known:
            factor *= lexicon.NEGATIONS.get(word.text, 1.0) * lexicon.INTENSITIES.get(word.text, 1.0)
            if (label := label_of(word)) is not None:
                labels[label] = labels.get(label, 0.0) + share
                factor, share = 1.0, 1.0
        elif number := _NUMBER.fullmatch(word.text):
            share = float(number[1])
        elif word.text in _PUNCTUATION:
            factor = 1.0
        else:
            unknown.append(word.written)
    total = sum(labels.values())
    return Understood(
        attributes={name: max(-1.0, min(1.0, round(value, 6))) for name, value in attributes.items()},
        labels={label: weight / total for label, weight in labels.items() if weight > 0.0} if total > 0.0 else {},
        unknown=tuple(dict.fromkeys(unknown)),
        corrected=tuple((word.written, word.text) for word in found if word.written != word.text and not word.likened),
        likened=tuple((word.written, word.text) for word in found if word.likened),
    )


def label_of(word: Word) -> str | None:
    """Return the class that a word names."""
    return _labels().get(word.text) if word.known else None


def _with_effects(found: Sequence[Word]) -> Iterator[tuple[Word, lexicon.Effect | None]]:
    """Yield the words with what they do; a word that says which side of an attribute is meant, together with it."""
    place = 0
    while place < len(found):
        word = found[place]
        following = _nouns().get(found[place + 1].text) if place + 1 < len(found) else None
        side = None
        if following is not None:
            ((name, plain),) = following.items()
            side = lexicon.SIDES[name].get(word.text)
        if side is not None:
            yield word, {name: side * plain}
            place += 2
        else:
            yield word, (_nouns().get(word.text) or _descriptions().get(word.text)) if word.known else None
            place += 1


@lru_cache(maxsize=1)
def _descriptions() -> dict[str, lexicon.Effect]:
    return _flat(lexicon.DESCRIPTIONS.items())


@lru_cache(maxsize=1)
def _nouns() -> dict[str, lexicon.Effect]:
    return _flat(lexicon.NOUNS.items())


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    return {word: label for label, group in lexicon.CLASSES.items() for word in group}


def _flat(groups: Iterable[tuple[tuple[str, ...], lexicon.Effect]]) -> dict[str, lexicon.Effect]:
    return {word: effect for group, effect in groups for word in group}
