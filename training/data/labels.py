"""The order in which classes are shown: as a drummer counts a kit, then the alphabet."""

from collections.abc import Iterable

KIT_ORDER = (
    "kick",
    "snare",
    "clap",
    "closed_hat",
    "open_hat",
    "tom",
    "rimshot",
    "cymbal",
    "cowbell",
    "perc",
)


def in_kit_order(labels: Iterable[str]) -> tuple[str, ...]:
    """Return the labels in kit order; others follow in alphabetical order."""
    place = {label: number for number, label in enumerate(KIT_ORDER)}
    return tuple(sorted(set(labels), key=lambda label: (place.get(label, len(place)), label)))
