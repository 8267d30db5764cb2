"""New kits out of one number or one sentence: what each pad is to become, before any sound is made.

The same seed and prompt give the same plan for the same pads, and so, with the same models, the same kit.
"""

from collections.abc import Sequence

import numpy as np

from drumgen.pads.bank import DRAWN_SEEDS
from drumgen.pads.settings import PadSettings
from drumgen.wishes.kits import kit_wishes
from drumgen.wishes.wish import ATTRIBUTES

_CHARACTER = ("brightness", "decay", "body")
"""The attributes that all sounds of a kit share, more or less."""

_CHARACTER_SPREAD = 0.7
_OWN_SPREAD = 0.15
_TUNED_ALIKE = "tom"
"""Pads of this class share one seed, so that they are one drum at several pitches."""


def kit_plan(pads: Sequence[PadSettings], seed: int, prompt: str = "") -> dict[int, PadSettings]:
    """Return what the pads that are not locked become in a new kit.

    Parameters
    ----------
    pads : sequence of PadSettings
        The present settings; class, level, panning and all that is no question of the sound's making stay.
    seed : int
        The kit's seed: every pad's own seed and the kit's common character follow from it.
    prompt : str
        The kit in words; it takes the place of the character that the seed would give.

    Returns
    -------
    dict of int and PadSettings
        The pads that change, by number from 0.
    """
    wishes = kit_wishes(prompt, [pad.label for pad in pads]) if prompt.strip() else {}
    common = _stream(seed, 0).uniform(-_CHARACTER_SPREAD, _CHARACTER_SPREAD, len(_CHARACTER))
    plan = {}
    for place, pad in enumerate(pads):
        if pad.locked:
            continue
        shared = pad.label == _TUNED_ALIKE
        own = _stream(seed, 1 + len(pads) if shared else 1 + place)
        drawn = int(own.integers(DRAWN_SEEDS))
        own_values = np.clip(common + own.uniform(-_OWN_SPREAD, _OWN_SPREAD, len(_CHARACTER)), -1.0, 1.0)
        character = tuple((name, round(float(value), 2)) for name, value in zip(_CHARACTER, own_values, strict=True))
        plan[place] = pad.changed(
            seed=pad.seed if pad.seed_locked else drawn,
            prompt=wishes[pad.label].prompt if wishes else "",
            attributes=wishes[pad.label].attributes if wishes else character,
        )
    return plan


def randomised(pad: PadSettings, seed: int) -> PadSettings:
    """Return a pad with other tuning, panning, decay and attributes, and another seed unless that is locked.

    Kick, snare and toms stay near the middle; toms keep their distances of pitch nearly.
    """
    random = _stream(seed, 0)
    centred = pad.label in ("kick", "snare", "tom")
    spread = 0.1 if centred else 0.5
    names = random.choice(list(ATTRIBUTES), 2, replace=False)
    values = random.uniform(-0.8, 0.8, 2)
    attributes = tuple((str(name), round(float(value), 2)) for name, value in sorted(zip(names, values, strict=True)))
    tune = pad.tune_semitones if pad.label == "tom" else 0.0
    return pad.changed(
        seed=pad.seed if pad.seed_locked else int(random.integers(DRAWN_SEEDS)),
        attributes=attributes,
        tune_semitones=round(float(tune + np.clip(random.normal(0.0, 1.5), -4.0, 4.0)), 1),
        pan=round(float(random.uniform(-spread, spread)), 2),
        decay_s=None if random.random() < 0.6 else round(float(random.uniform(0.2, 1.2)), 2),
    )


def _stream(seed: int, place: int) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(np.random.SeedSequence(seed, spawn_key=(place,))))
