"""The checks by class, of generated sounds beside real ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.evaluation.soundness.checks import SoundFacts, sound_facts

SHARP = ("kick", "snare", "clap", "closed_hat", "open_hat", "rimshot")
"""Classes whose attack is to be reached within 5 ms."""
ATTACK_S = 0.005
BEHIND_DBFS = -80.0
DC_DBFS = -60.0

_HEADER = (
    "class",
    "sounds",
    "attack within 5 ms",
    "median attack, ms",
    "silence behind",
    "loudest behind, dBFS",
    "highest DC, dBFS",
    "second hits",
    "hiss, dBFS",
)


@dataclass(frozen=True)
class Soundness:
    """The checks over one class.

    Parameters
    ----------
    sounds : int
    attack_share : float
        Share whose attack is reached within 5 ms.
    attack_ms : float
        Median.
    silent_share : float
        Share with nothing above -80 dBFS behind the sound.
    behind_dbfs, dc_dbfs : float
        The highest of all.
    again_share : float
        Share that hits again.
    hiss_dbfs : float
        Median.
    """

    sounds: int
    attack_share: float
    attack_ms: float
    silent_share: float
    behind_dbfs: float
    dc_dbfs: float
    again_share: float
    hiss_dbfs: float


def check_classes(
    sounds: Sequence[NDArray[np.float32]], labels: NDArray[np.str_], rate_hz: int
) -> dict[str, Soundness]:
    """Measure sounds of shape (N,) and return the checks of every class, in the order of first appearance."""
    facts: dict[str, list[SoundFacts]] = {str(label): [] for label in labels}
    for sound, label in zip(sounds, labels, strict=True):
        if np.any(sound):
            facts[str(label)].append(sound_facts(sound, rate_hz))
    return {label: _of_class(found) for label, found in facts.items() if found}


def soundness_markdown(sets: Mapping[str, Mapping[str, Soundness]]) -> str:
    """Return one table: of every class a line for each set."""
    lines = ["| | " + " | ".join(_HEADER) + " |", "|---|---|" + "---:|" * (len(_HEADER) - 1)]
    for label in next(iter(sets.values())):
        for name, classes in sets.items():
            if label in classes:
                lines.append(_line(name, label, classes[label]))
    return "\n".join(lines) + "\n"


def _of_class(found: Sequence[SoundFacts]) -> Soundness:
    return Soundness(
        sounds=len(found),
        attack_share=float(np.mean([fact.attack_s <= ATTACK_S for fact in found])),
        attack_ms=1e3 * float(np.median([fact.attack_s for fact in found])),
        silent_share=float(np.mean([fact.behind_dbfs < BEHIND_DBFS for fact in found])),
        behind_dbfs=max(fact.behind_dbfs for fact in found),
        dc_dbfs=max(fact.dc_dbfs for fact in found),
        again_share=float(np.mean([fact.hits_again for fact in found])),
        hiss_dbfs=float(np.median([fact.hiss_dbfs for fact in found])),
    )


def _line(name: str, label: str, s: Soundness) -> str:
    cells = [
        name,
        label.replace("_", " "),
        str(s.sounds),
        f"{s.attack_share:.0%}",
        f"{s.attack_ms:.1f}",
        f"{s.silent_share:.0%}",
        f"{s.behind_dbfs:.0f}",
        f"{s.dc_dbfs:.0f}",
        f"{s.again_share:.0%}",
        f"{s.hiss_dbfs:.0f}",
    ]
    return "| " + " | ".join(cells) + " |"
