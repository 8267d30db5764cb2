"""What of a user's wishes the model is told, and by what its sounds are chosen instead."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from drumgen.engine.mixing import mixed_label
from drumgen.engine.request import GenerationRequest
from drumgen.errors import RequestError
from drumgen.inference.cards import ModelCard
from drumgen.wishes.units import read_in, read_value
from drumgen.wishes.wish import ATTRIBUTES, Wish
from drumgen.wishes.words.understanding import understand


def split_wish(
    asked: GenerationRequest, attributes: Sequence[tuple[str, float | str]], card: Callable[[], ModelCard]
) -> tuple[GenerationRequest, Wish]:
    """Return the request with what the model of the card is told as it was typed, and the rest as a wish.

    Parameters
    ----------
    asked : GenerationRequest
        Without attributes.
    attributes : sequence of (str, float or str)
        As typed: a number, or a value with its unit.
    card : callable
        Reads the model's card, if it is needed.

    Raises
    ------
    RequestError
        If an attribute is unknown or out of range, or nothing in the prompt is understood.
    """
    if asked.prompt is None and not attributes:
        return asked, Wish()
    facts = card()
    # Attributes without ranges of classes are a laboratory's: they have units of their own and no places.
    own = {attribute.name: attribute.unit for attribute in facts.attributes if not attribute.ranges}
    told: list[tuple[str, float]] = []
    chosen: list[tuple[str, float]] = []
    measures: list[tuple[str, float]] = []
    for name, value in attributes:
        if isinstance(value, str):
            if name in own or name not in ATTRIBUTES:
                told.append((name, read_in(name, value, own.get(name, ""))))
            else:
                measures.append((name, read_value(name, value)))
        else:
            # A model with attributes complains of unknown names itself.
            (told if name in own or (own and name not in ATTRIBUTES) else chosen).append((name, value))
    _refuse_twice([name for name, _ in attributes])
    wish = Wish("" if facts.text_length else asked.prompt or "", tuple(chosen), tuple(measures))
    understood = understand(wish.prompt)
    if wish.prompt and not understood.attributes and not understood.labels:
        raise RequestError(
            f"No word of the prompt is understood ({', '.join(understood.unknown) or 'it holds none'}); use words such "
            "as bright, dark, short, long, punchy, soft, low, high, noisy, tonal, full or thin."
        )
    return replace(asked, prompt=asked.prompt if facts.text_length else None, attributes=tuple(told)), wish


def _refuse_twice(names: Sequence[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise RequestError(f"The attribute {name} is given twice; give it once.")


def labels_of(labels: Sequence[str] | None, prompt: str | None, known: Sequence[str]) -> Sequence[str] | None:
    """Return the classes that were typed, or if there are none the one or the mix that the prompt names."""
    if labels or labels is None or prompt is None:
        return labels
    named = understand(prompt).labels
    return [mixed_label(named)] if named and set(named) <= set(known) else labels
