"""Granting a wish: candidates are made, measured, and the best of them is kept."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from drumgen.engine.generator import GeneratedSound, Generator
from drumgen.engine.progress import CancelQuery, Progress, ProgressCallback
from drumgen.engine.provenance import Choice
from drumgen.engine.request import GenerationRequest
from drumgen.errors import RequestError
from drumgen.wishes.ranking import standing
from drumgen.wishes.telling import check_measures, targets_of, told_of
from drumgen.wishes.wish import Wish
from drumgen.wishes.words.understanding import understand

MAX_CANDIDATES = 200
_SEED_BITS = 62


def make(
    generator: Generator,
    request: GenerationRequest,
    wish: Wish,
    *,
    candidates: int = 8,
    progress: ProgressCallback | None = None,
    cancel: CancelQuery | None = None,
) -> list[GeneratedSound]:
    """Make the sounds of a request so that they come near a wish; takes, returns and raises what `stream` does."""
    return list(stream(generator, request, wish, candidates=candidates, progress=progress, cancel=cancel))


def stream(
    generator: Generator,
    request: GenerationRequest,
    wish: Wish,
    *,
    candidates: int = 8,
    progress: ProgressCallback | None = None,
    cancel: CancelQuery | None = None,
) -> Iterator[GeneratedSound]:
    """Make the sounds of a request one by one, each the best of several.

    Parameters
    ----------
    generator : Generator
        Makes the candidates.
    request : GenerationRequest
        Class, count, seed and the rest. Sound i and its candidates depend on ``request.seed + i`` alone.
    wish : Wish
        What to come near. If its words say nothing that can be measured, or there are none, the request's own sounds
        are made. A model that takes text is told the words, one that knows attributes by class what is wished of them.
    candidates : int
        Sounds to choose each from, 1 to 200. With 1 the request's own sounds are made, as far as the model can be told.
    progress : callable or None
        Called as (done, total), counted in sounds made.
    cancel : callable or None
        Asked between sampling steps; when it returns True the work stops.

    Yields
    ------
    GeneratedSound
        Its `seed` makes it again without choosing, its `choice` says what was wished.

    Raises
    ------
    RequestError, ModelError, DeviceError, Cancelled
        As `Generator.generate` does, and if the number of candidates is out of range.
    """
    check_candidates(candidates)
    if wish.prompt.strip() and generator.card(request.model).text_length:
        request, wish = replace(request, prompt=wish.prompt), replace(wish, prompt="")
    understood = understand(wish.prompt)
    targets = targets_of(wish, understood.attributes, request.label)
    request = told_request(generator, request, wish)
    watch = Progress(request.count * candidates, progress, None)
    watch.start()
    for index in range(request.count):
        if targets and candidates > 1:
            drawn = replace(request, count=candidates, seed=candidate_seed(request.seed + index))
        else:
            drawn = request.single(index)
        best = _best(generator, drawn, targets, cancel)
        watch.advance(candidates)
        choice = Choice(wish.prompt, tuple(targets.items()), candidates) if targets else None
        origin = replace(
            best.provenance,
            request=request,
            index=index,
            choice=choice,
            unknown_words=best.provenance.unknown_words + understood.unknown,
        )
        yield GeneratedSound(best.clip, origin)


def told_request(generator: Generator, request: GenerationRequest, wish: Wish) -> GenerationRequest:
    """Return the request with what its model is told of a wish beside its text.

    Raises
    ------
    RequestError
        If a value in units lies out of range, or means nothing for the class.
    """
    card = generator.card(request.model)
    check_measures(wish, request.label, card)
    targets = targets_of(wish, understand(wish.prompt).attributes, request.label)
    told = told_of(wish, targets, request.label, card)
    return replace(request, attributes=(*request.attribute_pairs, *told)) if told else request


def check_candidates(candidates: int) -> None:
    """Raise RequestError unless a number of candidates is in range."""
    if not 1 <= candidates <= MAX_CANDIDATES:
        raise RequestError(f"The number of candidates is {candidates}, but it must lie between 1 and {MAX_CANDIDATES}.")


def misfit(sound: GeneratedSound, targets: dict[str, float], label: str) -> float:
    """Return how far a sound is from the wished attributes: the mean square of the differences, 0 to 4."""
    found = standing(sound.clip, label)
    return float(np.mean([(found[name] - value) ** 2 for name, value in targets.items()]))


def candidate_seed(seed: int) -> int:
    """Return the seed of the first candidate for the sound of a seed: neighbouring seeds must not share candidates."""
    return int(np.random.SeedSequence(seed, spawn_key=(24,)).generate_state(1, np.uint64)[0]) >> (64 - _SEED_BITS)


def _best(
    generator: Generator, request: GenerationRequest, targets: dict[str, float], cancel: CancelQuery | None
) -> GeneratedSound:
    sounds = generator.generate(request, cancel=cancel)
    if not targets:
        return sounds[0]
    return min(sounds, key=lambda sound: misfit(sound, targets, request.label))
