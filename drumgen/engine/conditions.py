"""What steers a denoiser, as arrays: from a request and a card to the inputs of the network."""

from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

from drumgen.engine.captions import tokenize, words
from drumgen.engine.mixing import mix_of
from drumgen.engine.request import GenerationRequest
from drumgen.errors import RequestError
from drumgen.inference.cards import ModelCard
from drumgen.inference.condition_facts import Attribute

Float32 = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Conditions:
    """The wishes of a batch of sounds, one row a sound.

    Parameters
    ----------
    class_weights : float32, shape (B, K)
        All zeros is the null class.
    attributes : float32, shape (B, 2 A), or None
        Standardised values, 0 where unknown, then a flag for each, 1 where known. None: the model has none.
    tokens : float32, shape (B, T), or None
        Word numbers; all zeros is no caption. None: the model takes none.
    """

    class_weights: Float32
    attributes: Float32 | None = None
    tokens: Float32 | None = None

    def inputs(self) -> dict[str, Float32]:
        """Return the arrays by the names of the network's inputs."""
        named = {"class_weights": self.class_weights, "attributes": self.attributes, "tokens": self.tokens}
        return {name: array for name, array in named.items() if array is not None}

    def null(self) -> "Conditions":
        """Return the conditions of the same batch with every wish left open."""
        zeros = {name: np.zeros_like(array) for name, array in self.inputs().items()}
        return Conditions(**zeros)

    def joined(self, others: "Conditions") -> "Conditions":
        """Return the conditions of this batch and then those of another one for the same model."""
        theirs = others.inputs()
        return Conditions(**{name: np.concatenate([array, theirs[name]]) for name, array in self.inputs().items()})

    def repeated(self, size: int) -> "Conditions":
        """Return the conditions of `size` sounds that are all wished like the one of this batch."""
        return Conditions(**{name: np.repeat(array, size, axis=0) for name, array in self.inputs().items()})


def told_classes(weights: Float32, card: ModelCard) -> Conditions:
    """Return the conditions of sounds of which a model is told class weights (B, K) alone."""
    rows, wide = len(weights), 2 * len(card.attributes)
    return Conditions(
        weights,
        np.zeros((rows, wide), dtype=np.float32) if wide else None,
        np.zeros((rows, card.text_length), dtype=np.float32) if card.text_length else None,
    )


def conditions_of(request: GenerationRequest, card: ModelCard) -> tuple[Conditions, tuple[str, ...]]:
    """Return the conditions of one sound of a request, and the words of its prompt that the model does not know.

    Raises
    ------
    RequestError
        If the model cannot follow the request: it does not know the class or an attribute, a value lies out of its
        range, it takes no text or knows none of its words, cannot go on for several blocks, or was made for other
        numbers of steps.
    """
    weights = class_weights(request, card)
    _check_steps(request, card)
    if request.blocks > 1 and not card.continues:
        raise RequestError(f"The model {card.name} makes sounds of one block only; leave the number of blocks out.")
    tokens, unknown = _tokens(request, card)
    return Conditions(weights[np.newaxis], _attributes(request, card), tokens), unknown


def class_weights(request: GenerationRequest, card: ModelCard) -> Float32:
    """Return the class weights of a request; float32, shape (K,), which add up to 1.

    Raises
    ------
    RequestError
        If the model does not know the class, or one of a mix.
    """
    mix = {request.label: 1.0} if request.label in card.classes else mix_of(request.label)
    for label in mix:
        if label not in card.classes:
            close = get_close_matches(label.lower(), card.classes, n=1)
            hint = f" (did you mean {close[0]}?)" if close else ""
            known = ", ".join(card.classes)
            raise RequestError(f"The model {card.name} has no class {label!r}{hint}; it knows {known}.")
    return np.array([mix.get(label, 0.0) for label in card.classes], dtype=np.float32)


def _check_steps(request: GenerationRequest, card: ModelCard) -> None:
    if request.steps is None or card.diffusion is None:
        return
    made_for, most = len(card.diffusion.levels) - 1, card.diffusion.most_steps
    if card.diffusion.levels and request.steps != made_for:
        raise RequestError(
            f"The number of steps is {request.steps}, but the model {card.name} was made for {made_for}; leave it out."
        )
    if most is not None and request.steps > most:
        raise RequestError(f"The number of steps is {request.steps}, but the model {card.name} has {most} at most.")


def _tokens(request: GenerationRequest, card: ModelCard) -> tuple[Float32 | None, tuple[str, ...]]:
    if request.prompt is not None and not card.text_length:
        raise RequestError(f"The model {card.name} takes no text; leave the prompt out.")
    if not card.text_length:
        return None, ()
    tokens, unknown = tokenize(request.prompt or "", card.vocabulary, card.text_length)
    if request.prompt is not None and not tokens.any():
        examples = ", ".join(card.vocabulary[:8])
        nearest = [get_close_matches(word, card.vocabulary, n=1) for word in words(request.prompt)]
        hint = next((f"did you mean {close[0]}? " for close in nearest if close), "")
        raise RequestError(
            f"The model {card.name} knows no word of the prompt; {hint}it knows {len(card.vocabulary)} words, "
            f"such as {examples}."
        )
    return tokens[np.newaxis], tuple(unknown)


def _attributes(request: GenerationRequest, card: ModelCard) -> Float32 | None:
    known = {attribute.name: place for place, attribute in enumerate(card.attributes)}
    row = np.zeros((1, 2 * len(known)), dtype=np.float32)
    for name, value in request.attribute_pairs:
        if name not in known:
            raise RequestError(_unknown_attribute(name, card))
        place = known[name]
        row[0, place] = _standardised(value, card.attributes[place], request.label, card)
        row[0, len(known) + place] = 1.0
    return row if known else None


def _standardised(value: float, attribute: Attribute, label: str, card: ModelCard) -> float:
    limits = attribute.range_of((label,) if label in card.classes else mix_of(label))
    if limits is None:
        known = ", ".join(attribute.ranges)
        raise RequestError(f"The attribute {attribute.name} means nothing for {label}; it is there for {known}.")
    low, high = limits
    if not low <= value <= high:
        unit = f" {attribute.unit}" if attribute.unit else ""
        where = f" for {label}" if attribute.ranges else ""
        raise RequestError(
            f"The attribute {attribute.name} is {value:g}{unit}, but{where} it must lie between {low:g} and {high:g}"
            f"{unit}."
        )
    return attribute.standardised(value)


def _unknown_attribute(name: str, card: ModelCard) -> str:
    if not card.attributes:
        return f"The model {card.name} has no attributes; leave {name} out."
    names = [attribute.name for attribute in card.attributes]
    close = get_close_matches(name.lower(), names, n=1)
    hint = f" (did you mean {close[0]}?)" if close else ""
    return f"The model {card.name} has no attribute {name!r}{hint}; it knows {', '.join(names)}."
