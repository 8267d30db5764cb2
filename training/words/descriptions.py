"""Descriptions of drums in held-out words, and what each of them asks for."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from drumgen.wishes.words import lexicon
from training.words.vocabulary import HeldOut

COUNT = 200
_TUNED = ("kick", "snare", "tom", "rimshot", "cowbell", "perc")
"""Classes of which pitch is asked."""
_PLAIN = 0.6
"""Share of the descriptions that name their class as the lexicon does."""
_CLEAR = 0.4
"""From which strength on an effect of a misspelt entry is asked for."""
_FORMS = ("{0} {1} {2}", "a {0} and {1} {2}", "{2}, {0}, {1}", "some {0} {2} with {1} sound")
_SHORT_FORMS = ("{0} {1}", "a very {0} {1}", "{1}, {0}")


@dataclass(frozen=True)
class Asked:
    """What one word asks for.

    Parameters
    ----------
    word : str
    kind : str
        ``synonym``, ``typo`` or ``class``.
    sides : dict of str to int
        Attributes with -1 or 1; empty for a class.
    """

    word: str
    kind: str
    sides: dict[str, int]


@dataclass(frozen=True)
class Description:
    """A prompt, the class it names, and what its held-out words ask for."""

    text: str
    label: str
    asked: tuple[Asked, ...]


def descriptions(held: HeldOut, labels: Sequence[str], *, count: int = COUNT, seed: int = 0) -> list[Description]:
    """Return descriptions of one or two held-out words and a class, the classes in turn.

    Parameters
    ----------
    held : HeldOut
    labels : sequence of str
        The classes.
    count : int
    seed : int
        Of the draws.
    """
    rng = np.random.default_rng(seed)
    effects = {entry: effect for group, effect in lexicon.DESCRIPTIONS.items() for entry in group}
    synonyms = [Asked(word, "synonym", {name: sign}) for word, (name, sign) in held.words.items()]
    typos = [
        Asked(word, "typo", {name: 1 if by > 0 else -1 for name, by in effects[entry].items() if abs(by) >= _CLEAR})
        for word, entry in held.typos.items()
    ]
    waiting: list[Asked] = []
    made = []
    for number in range(count):
        label = labels[number % len(labels)]
        if len(waiting) < len(synonyms):
            waiting += [synonyms[i] for i in rng.permutation(len(synonyms))]
        first = _take(waiting, label, set())
        drawn = rng.random()
        second = None
        if drawn < 0.4:
            second = _take([typos[i] for i in rng.permutation(len(typos))], label, set(first.sides))
        elif drawn < 0.8:
            second = _take(waiting, label, set(first.sides))
        asked = (first,) if second is None else (first, second)
        name = label.replace("_", " ")
        if held.classes.get(label) and rng.random() >= _PLAIN:
            name = held.classes[label][int(rng.integers(len(held.classes[label])))]
            asked = (*asked, Asked(name, "class", {}))
        forms = _SHORT_FORMS if second is None else _FORMS
        words = (first.word, name) if second is None else (first.word, second.word, name)
        made.append(Description(forms[number % len(forms)].format(*words), label, asked))
    return made


def _take(waiting: list[Asked], label: str, taken: set[str]) -> Asked:
    """Take the first that means something for the class and speaks of nothing that is taken."""
    for place, asked in enumerate(waiting):
        if not taken & asked.sides.keys() and (label in _TUNED or "pitch" not in asked.sides):
            return waiting.pop(place)
    return waiting.pop(0)
