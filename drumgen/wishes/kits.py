"""One prompt for a whole kit."""

from collections.abc import Sequence

from drumgen.wishes.wish import Wish


def kit_wishes(prompt: str, labels: Sequence[str]) -> dict[str, Wish]:
    """Return a wish for each class of a kit, from one prompt for all."""
    return {label: Wish(prompt) for label in labels}
