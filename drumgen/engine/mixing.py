"""Mixed classes: ``snare+clap``, ``snare=0.6+clap=0.4`` or ``0.6 snare + 0.4 clap`` as the label of a request."""

import math
import re
from collections.abc import Mapping

from drumgen.errors import RequestError

_SIGN = "+"
_TERM = re.compile(
    r"^\s*(?:(?P<before>\d+(?:\.\d*)?|\.\d+)\s*(?P<percent>%?)\s*\*?\s*)?"
    r"(?P<name>[^\W\d][\w -]*?)\s*(?:=\s*(?P<after>[^\s=]+))?\s*$"
)


def mix_of(label: str) -> dict[str, float]:
    """Return the classes that a label names, with weights that add up to 1.

    Parameters
    ----------
    label : str
        One class, or several joined by ``+``, each with its weight or all without.

    Raises
    ------
    RequestError
        If a mix is not of this form, names a class twice, or has weights that are not above 0.
    """
    if _SIGN not in label:
        return {label: 1.0}
    weights: dict[str, float] = {}
    for term in label.split(_SIGN):
        name, weight = _term(term, label)
        if name in weights:
            raise RequestError(f"The mix {label!r} names the class {name} twice; name it once.")
        weights[name] = weight
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()}


def mixed_label(weights: Mapping[str, float]) -> str:
    """Return the label of a mix in its one written form, such as ``snare=0.6+clap=0.4``; a single class is its name."""
    if len(weights) == 1:
        return next(iter(weights))
    total = sum(weights.values())
    return _SIGN.join(f"{name}={round(weight / total, 4):g}" for name, weight in weights.items())


def _term(term: str, label: str) -> tuple[str, float]:
    found = _TERM.match(term)
    if found is None or (found["before"] and found["after"]):
        raise RequestError(f"The mix of classes {label!r} is not understood; write it like snare=0.6+clap=0.4.")
    try:
        weight = float(found["after"] or found["before"] or 1.0)
    except ValueError:
        weight = math.nan
    if not (math.isfinite(weight) and weight > 0.0):
        raise RequestError(f"The weights of the mix {label!r} must be numbers above 0, as in snare=0.6+clap=0.4.")
    return found["name"], weight
