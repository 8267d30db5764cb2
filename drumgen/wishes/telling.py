"""What of a wish a model can be told, and what its sounds are chosen by."""

from collections.abc import Mapping

from drumgen.engine.mixing import mix_of
from drumgen.errors import RequestError
from drumgen.inference.cards import ModelCard
from drumgen.wishes.ranking import place_of, value_at
from drumgen.wishes.units import UNITS
from drumgen.wishes.wish import Wish

Pairs = tuple[tuple[str, float], ...]


def targets_of(wish: Wish, words: Mapping[str, float], label: str) -> dict[str, float]:
    """Return the places, -1 to 1, that a wish asks for among the sounds of a class.

    Parameters
    ----------
    wish : Wish
    words : mapping of str to float
        What its words say.
    label : str
        A class or a mix.
    """
    measured = {name: place_of(name, UNITS[name].on_scale(value), label) for name, value in wish.measures}
    return {**words, **dict(wish.attributes), **measured}


def told_of(wish: Wish, targets: Mapping[str, float], label: str, card: ModelCard) -> Pairs:
    """Return the attributes that the model of a card is told, in its units; it must know them by class.

    Places become values of the class. They are kept inside the range that the model knows, as the middle of the class
    is meant and not a number; values in units are the user's own and stay as they are.

    Raises
    ------
    RequestError
        If a value in units lies out of the class's range or means nothing there.
    """
    exact = dict(wish.measures)
    labels = (label,) if label in card.classes else tuple(mix_of(label))
    told = []
    for attribute in card.attributes:
        if not attribute.ranges or attribute.name not in targets or attribute.name not in UNITS:
            continue
        limits = attribute.range_of(labels)
        if attribute.name in exact:
            told.append((attribute.name, exact[attribute.name]))
        elif limits is not None:
            value = UNITS[attribute.name].in_unit(value_at(attribute.name, targets[attribute.name], label))
            told.append((attribute.name, min(max(value, limits[0]), limits[1])))
    return tuple(told)


def check_measures(wish: Wish, label: str, card: ModelCard) -> None:
    """Raise RequestError if a value in units lies outside what the sounds of a class measure.

    A model that has the attribute checks its own range; for any other the table of the class tells.
    """
    own = {attribute.name for attribute in card.attributes}
    for name, value in wish.measures:
        if name in own:
            continue
        unit = UNITS[name]
        low, high = sorted(unit.in_unit(value_at(name, place, label)) for place in (-1.0, 1.0))
        if not low <= value <= high:
            raise RequestError(
                f"The attribute {name} is {value:g} {unit.symbol}, but sounds of the class {label} have {low:.3g} to "
                f"{high:.3g} {unit.symbol}."
            )
