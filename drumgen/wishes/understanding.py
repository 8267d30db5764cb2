"""Words become attributes and classes."""

from dataclasses import dataclass, field


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
    """

    attributes: dict[str, float] = field(default_factory=dict)
    labels: dict[str, float] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()


def understand(prompt: str) -> Understood:
    """Return what a prompt says of attributes and classes."""
    return Understood()
