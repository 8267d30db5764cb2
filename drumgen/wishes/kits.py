"""One prompt for a whole kit: what is said of all pads, and what is said of one."""

from collections.abc import Sequence

from drumgen.engine.mixing import mix_of
from drumgen.wishes.wish import Wish
from drumgen.wishes.words import lexicon
from drumgen.wishes.words.reading import Word, read
from drumgen.wishes.words.understanding import label_of, understand_words

_KIN = {"open_hat": "closed_hat"}
"""Who says hats means both."""


def kit_wishes(prompt: str, labels: Sequence[str]) -> dict[str, Wish]:
    """Return a wish for each class of a kit, from one prompt for all.

    A clause that names a class speaks of that class alone, any other of all: in ``dusty and dark, with a bright snare``
    all are dusty and dark but the snare, which is dusty and bright. What is said of a class stands above what is said
    of all.

    Parameters
    ----------
    prompt : str
        The kit in words; `drumgen.wishes.understand` tells which of them mean nothing.
    labels : sequence of str
        The classes of its pads.

    Returns
    -------
    dict of str to Wish
        By class. The wishes are in numbers, so that they can be changed one by one.
    """
    everywhere: dict[str, float] = {}
    alone: dict[str, dict[str, float]] = {}
    before: dict[str, float] = {}
    for clause in _clauses(read(prompt)):
        understood = understand_words(clause)
        if understood.labels:
            # In "a dark kick and snare" the second clause describes nothing: the first speaks of both.
            before = understood.attributes or before
            for label in understood.labels:
                alone.setdefault(label, {}).update(before)
        else:
            before = {}
            everywhere.update(understood.attributes)
    return {label: Wish(attributes=tuple({**everywhere, **_said_of(label, alone)}.items())) for label in labels}


def _clauses(found: Sequence[Word]) -> list[list[Word]]:
    """Return the words in clauses: one ends at a comma, an ``and`` or a ``with``, and after a class."""
    clauses: list[list[Word]] = [[]]
    for word in found:
        if word.text in lexicon.BREAKS:
            clauses.append([])
            continue
        clauses[-1].append(word)
        if label_of(word) is not None:
            clauses.append([])
    return [clause for clause in clauses if clause]


def _said_of(label: str, alone: dict[str, dict[str, float]]) -> dict[str, float]:
    said: dict[str, float] = {}
    for name in mix_of(label):
        said.update(alone.get(name) or alone.get(_KIN.get(name, name), {}))
    return said
