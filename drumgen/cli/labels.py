"""Match the class names a user types with those a model knows."""

from collections.abc import Sequence
from difflib import get_close_matches

from drumgen.errors import RequestError


def match_labels(wishes: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """Return the known class names that `wishes` mean, each once, in the order of the wishes.

    Parameters
    ----------
    wishes : sequence of str
        What the user typed; case does not matter, and ``closed-hat`` means ``closed_hat``.
    known : sequence of str
        The model's class names.

    Returns
    -------
    tuple of str

    Raises
    ------
    RequestError
        If a wish is not among them; the sentence offers the nearest name and lists all.
    """
    by_form = {_form(label): label for label in known}
    unknown = [wish for wish in wishes if _form(wish) not in by_form]
    if unknown:
        nearest = get_close_matches(_form(unknown[0]), by_form, n=1)
        hint = f"did you mean {by_form[nearest[0]]}? The model knows" if nearest else "the model knows"
        raise RequestError(f"There is no class {unknown[0]!r}; {hint} {', '.join(known)}.")
    return tuple(dict.fromkeys(by_form[_form(wish)] for wish in wishes))


def _form(label: str) -> str:
    return label.casefold().replace("-", "_").replace(" ", "_")
