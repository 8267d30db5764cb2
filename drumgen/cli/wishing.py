"""What of a user's wishes the model is told, and by what its sounds are chosen instead."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from drumgen.engine.mixing import mixed_label
from drumgen.engine.request import GenerationRequest
from drumgen.errors import RequestError
from drumgen.inference.cards import ModelCard
from drumgen.wishes.understanding import understand
from drumgen.wishes.wish import ATTRIBUTES, Wish


def split_wish(asked: GenerationRequest, card: Callable[[], ModelCard]) -> tuple[GenerationRequest, Wish]:
    """Return the request with what the model of the card can be told, and the rest as a wish to choose by.

    Raises
    ------
    RequestError
        If an attribute is unknown or out of range, or nothing in the prompt is understood.
    """
    if asked.prompt is None and not asked.attributes:
        return asked, Wish()
    facts = card()
    own = {attribute.name for attribute in facts.attributes}
    told: list[tuple[str, float]] = []
    chosen: list[tuple[str, float]] = []
    for name, value in asked.attribute_pairs:
        # A model with attributes complains of unknown names itself.
        (told if name in own or (own and name not in ATTRIBUTES) else chosen).append((name, value))
    wish = Wish("" if facts.text_length else asked.prompt or "", tuple(chosen))
    understood = understand(wish.prompt)
    if wish.prompt and not understood.attributes and not understood.labels:
        raise RequestError(
            f"No word of the prompt is understood ({', '.join(understood.unknown) or 'it holds none'}); use words such "
            "as bright, dark, short, long, punchy, soft, low, high, noisy, tonal, full or thin."
        )
    return replace(asked, prompt=asked.prompt if facts.text_length else None, attributes=tuple(told)), wish


def labels_of(labels: Sequence[str] | None, prompt: str | None, known: Sequence[str]) -> Sequence[str] | None:
    """Return the classes that were typed, or if there are none the one or the mix that the prompt names."""
    if labels or labels is None or prompt is None:
        return labels
    named = understand(prompt).labels
    return [mixed_label(named)] if named and set(named) <= set(known) else labels
