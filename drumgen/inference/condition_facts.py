"""The part of a card that says by what, besides its class, a denoiser is steered."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from drumgen.inference.fields import BATCH, FieldError, Fields, Shape

OPTIONAL_INPUTS = ("attributes", "tokens", "previous", "has_previous")
"""Inputs that a denoiser may have besides x, c_noise and class_weights, in this order."""


@dataclass(frozen=True)
class Attribute:
    """A property of a sound that a number describes.

    Parameters
    ----------
    name : str
        Such as ``brightness``.
    unit : str
        Such as ``Hz``; may be empty.
    mean, std : float
        Over the training sounds: of the value in its unit, or of its natural logarithm where `logarithmic`.
    low, high : float
        The range that may be asked for, in the unit.
    logarithmic : bool
        Whether the network is told of the value's logarithm.
    ranges : mapping of str to (float, float)
        The range of each class for which the attribute means something; empty: low to high for all classes.
    """

    name: str
    unit: str
    mean: float
    std: float
    low: float
    high: float
    logarithmic: bool = False
    ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def standardised(self, value: float) -> float:
        """Return the value as the network is told it: (value - mean) / std."""
        return ((math.log(value) if self.logarithmic else value) - self.mean) / self.std

    def range_of(self, labels: Iterable[str]) -> tuple[float, float] | None:
        """Return the least and the greatest value that some classes may be asked for; None: it means nothing there."""
        if not self.ranges:
            return self.low, self.high
        known = [self.ranges[label] for label in labels if label in self.ranges]
        return (min(low for low, _ in known), max(high for _, high in known)) if known else None


def read_attributes(items: list[Fields]) -> tuple[Attribute, ...]:
    """Read the attributes from a card's list; raises `FieldError` if one is unusable or two have the same name."""
    attributes = tuple(_attribute(item) for item in items)
    names = [attribute.name for attribute in attributes]
    if len(set(names)) < len(names):
        raise FieldError("two of its attributes have the same name")
    return attributes


def check_condition_inputs(
    inputs: Mapping[str, Shape], classes: int, attributes: tuple[Attribute, ...], vocabulary: tuple[str, ...]
) -> None:
    """Raise `FieldError` unless a denoiser's inputs fit what its card says of classes, attributes and words."""
    if inputs["class_weights"][-1] != classes:
        raise FieldError(f"it lists {classes} classes, but inputs.class_weights has another number")
    if inputs.get("attributes", (BATCH, 0)) != (BATCH, 2 * len(attributes)):
        raise FieldError(f"it lists {len(attributes)} attributes, but inputs.attributes is not of twice that width")
    if ("tokens" in inputs) != bool(vocabulary):
        raise FieldError("it has one of inputs.tokens and vocabulary without the other")
    if len(inputs.get("tokens", (BATCH, 1))) != 2:
        raise FieldError("inputs.tokens has more than two dimensions")
    if ("previous" in inputs) != ("has_previous" in inputs):
        raise FieldError("it has one of inputs.previous and inputs.has_previous without the other")
    if "previous" in inputs and (inputs["previous"] != inputs["x"] or inputs["has_previous"] != (BATCH, 1)):
        raise FieldError('inputs.previous is not of the shape of inputs.x, or inputs.has_previous is not ["B", 1]')


def _attribute(fields: Fields) -> Attribute:
    attribute = Attribute(
        name=fields.text("name"),
        unit=fields.text("unit", filled=False),
        mean=fields.number("mean"),
        std=fields.positive("std"),
        low=fields.number("low"),
        high=fields.number("high"),
        logarithmic=fields.has("logarithmic") and fields.truth("logarithmic"),
        ranges=fields.intervals("ranges") if fields.has("ranges") else {},
    )
    fields.finish()
    if attribute.low >= attribute.high:
        raise FieldError(f"the lowest value of the attribute {attribute.name} is not below its highest")
    if attribute.logarithmic and attribute.low <= 0.0:
        raise FieldError(f"the lowest value of the logarithmic attribute {attribute.name} is not above 0")
    return attribute
