"""Match the class names a user types with those a model knows."""

from collections.abc import Sequence
from difflib import get_close_matches

from drumgen.engine.mixing import mix_of, mixed_label
from drumgen.errors import RequestError


def match_labels(wishes: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """Return the known class names that `wishes` mean, each once, in the order of the wishes.

    Parameters
    ----------
    wishes : sequence of str
        What the user typed; case does not matter, ``closed-hat`` means ``closed_hat``, and ``snare=0.6+clap=0.4`` is
        a mix.
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
    return tuple(dict.fromkeys(_match(wish, known) for wish in wishes))


def _match(wish: str, known: Sequence[str]) -> str:
    by_form = {_form(label): label for label in known}
    if _form(wish) in by_form:
        return by_form[_form(wish)]
    try:
        mix = mix_of(wish)
    except RequestError as error:
        raise RequestError(f"{str(error).removesuffix('.')}; the model knows {', '.join(known)}.") from error
    for name in mix:
        if _form(name) not in by_form:
            nearest = get_close_matches(_form(name), by_form, n=1)
            hint = f"did you mean {by_form[nearest[0]]}? The model knows" if nearest else "the model knows"
            raise RequestError(f"There is no class {name!r}; {hint} {', '.join(known)}.")
    weights: dict[str, float] = {}
    for name, weight in mix.items():
        weights[by_form[_form(name)]] = weights.get(by_form[_form(name)], 0.0) + weight
    return mixed_label(weights)


def _form(label: str) -> str:
    return label.casefold().replace("-", "_").replace(" ", "_")
