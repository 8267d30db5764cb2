"""A kit in memory."""

from dataclasses import dataclass

from drumgen.pads.layout import PADS
from drumgen.pads.settings import PadSettings
from drumgen.pads.sound import Source

SUFFIX = ".drumkit"
MAX_NAME_CHARACTERS = 80


@dataclass(frozen=True, eq=False)
class KitPad:
    """One pad of a kit: what it is set to, and its sound, None if it has none."""

    settings: PadSettings
    sound: Source | None = None


@dataclass(frozen=True, eq=False)
class Kit:
    """Sixteen pads and what they have in common.

    Parameters
    ----------
    name : str
        For people.
    pads : tuple of KitPad
        Pad 1 first.
    seed : int or None
        The seed that the kit as a whole was made from; None if there is none.
    prompt : str
        The words that the kit as a whole was made from, empty if there are none.
    """

    name: str
    pads: tuple[KitPad, ...]
    seed: int | None = None
    prompt: str = ""

    def __post_init__(self) -> None:
        if len(self.pads) != PADS:
            raise ValueError(f"a kit has {PADS} pads, got {len(self.pads)}")
