"""A surprise: everything at random but what is locked."""

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from drumgen.engine.request import GenerationRequest
from drumgen.errors import RequestError
from drumgen.wishes.wish import ATTRIBUTES, Wish

LOCKABLE = ("label", "seed", "prompt", *ATTRIBUTES)
"""What can be locked: the class, the seed, the words, and each attribute by its name."""

_SHORT_SEED = 10**8
_SHARE = 0.4
"""How often an attribute is wished for; all at once would hardly be granted."""


def surprise(
    request: GenerationRequest, wish: Wish, *, seed: int, labels: Sequence[str], locked: Collection[str] = ()
) -> tuple[GenerationRequest, Wish]:
    """Return a request and a wish at random.

    Parameters
    ----------
    request, wish
        What stays where it is locked; count, model and sampling stay always.
    seed : int
        Of the surprise: the same one is the same surprise.
    labels : sequence of str
        Classes to choose from.
    locked : collection of str
        Of `LOCKABLE`. An attribute that is locked and not wished for stays open.

    Raises
    ------
    RequestError
        If something else is to be locked.
    """
    if unknown := sorted(set(locked) - set(LOCKABLE)):
        raise RequestError(f"{unknown[0]} cannot be locked; these can: {', '.join(LOCKABLE)}.")
    bits = np.random.Philox(np.random.SeedSequence(seed, spawn_key=(42,)))
    uniform = iter((bits.random_raw(3 + 2 * len(ATTRIBUTES)) >> np.uint64(11)).astype(np.float64) * 2.0**-53)
    # Every number is drawn whether it is needed or not, so that a lock changes nothing else.
    label, first = labels[int(next(uniform) * len(labels))], int(next(uniform) * _SHORT_SEED)
    drawn = {name: (next(uniform) < _SHARE, round(2.0 * next(uniform) - 1.0, 2)) for name in ATTRIBUTES}
    kept = {name: value for name, value in wish.attributes if name in locked}
    new = {name: value for name, (wished, value) in drawn.items() if wished and name not in locked}
    made = replace(
        request,
        label=request.label if "label" in locked else label,
        seed=request.seed if "seed" in locked else first,
    )
    return made, Wish(wish.prompt if "prompt" in locked else "", tuple({**kept, **new}.items()))
