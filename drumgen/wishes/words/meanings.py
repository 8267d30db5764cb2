"""The meanings of the lexicon: entries that say the same, and where an entry belongs."""

from functools import lru_cache

from drumgen.wishes.words import lexicon


@lru_cache(maxsize=1)
def meanings() -> tuple[tuple[str, ...], ...]:
    """Return the groups of entries that say the same: descriptions, then names of attributes, then classes."""
    return (*lexicon.DESCRIPTIONS, *lexicon.NOUNS, *lexicon.CLASSES.values())


@lru_cache(maxsize=1)
def meaning_of() -> dict[str, int]:
    """Return the number of its meaning by entry."""
    return {entry: number for number, group in enumerate(meanings()) for entry in group}
