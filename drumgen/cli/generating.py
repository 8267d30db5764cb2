"""`drumgen generate` and `drumgen demo`: requests in, files out."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rich.progress import Progress

from drumgen.audio.formats import SampleFormat
from drumgen.audio.output import check_room, prepare_folder
from drumgen.cli.console import messages, progress_bar
from drumgen.cli.labels import match_labels
from drumgen.cli.wishing import labels_of, split_wish
from drumgen.cli.writing import Output, chosen_seed
from drumgen.engine.generator import GeneratedSound, Generator
from drumgen.engine.request import GenerationRequest
from drumgen.engine.saving import file_bytes_at_most
from drumgen.errors import RequestError
from drumgen.inference.store import ModelStore
from drumgen.wishes.making import check_candidates, stream, told_request
from drumgen.wishes.wish import Wish
from drumgen.wishes.words.understanding import understand

DEMO_SOUNDS = 8


@dataclass(frozen=True)
class _Plan:
    """What one call of the command makes."""

    requests: Sequence[GenerationRequest]
    wish: Wish
    candidates: int
    unknown_words: tuple[str, ...]
    taken_words: tuple[tuple[str, str], ...]


def run_generate(arguments: argparse.Namespace) -> int:
    """Generate sounds and write each as soon as it is finished.

    Everything that can be known beforehand is checked first: the numbers, the model, the classes, the folder and the
    room on its disk. After an error or Ctrl-C the files that are finished are still reported.
    """
    seed = chosen_seed(arguments.seed)
    store = ModelStore(arguments.models)
    generator = Generator(store, device=arguments.device)
    asked, wish = split_wish(
        GenerationRequest(
            "",
            arguments.count,
            seed,
            arguments.steps,
            arguments.guidance,
            arguments.model,
            arguments.prompt,
            blocks=arguments.blocks,
        ),
        arguments.attributes,
        lambda: store.card(arguments.model),
    )
    provider = generator.provider(arguments.model)
    card = store.card(arguments.model)
    check_candidates(arguments.candidates)
    requests = plan_requests(asked, labels_of(arguments.labels, arguments.prompt, card.classes), card.classes)
    checked = [generator.check(told_request(generator, request, wish)) for request in requests]
    understood = understand(wish.prompt)
    unknown_words = checked[0] + understood.unknown
    plan = _Plan(requests, wish, arguments.candidates, unknown_words, understood.taken)
    output = Output(
        folder=arguments.out,
        sample_format=SampleFormat(arguments.sample_format),
        rate_hz=arguments.rate_hz or card.sample_rate_hz,
        seed=seed,
        provider=provider,
        total=sum(request.count for request in requests),
        width=arguments.width,
    )
    prepare_folder(output.folder)
    longest = file_bytes_at_most(
        generator.duration_s(requests[0]),
        sample_format=output.sample_format,
        rate_hz=output.rate_hz or card.sample_rate_hz,
    )
    check_room(output.folder, output.total * longest * (2 if output.width else 1))
    try:
        with progress_bar(messages(quiet=arguments.quiet)) as bar:
            for sound in _sounds(plan, generator, bar):
                output.write(sound)
    finally:
        output.report(
            as_json=arguments.as_json,
            quiet=arguments.quiet,
            unknown_words=unknown_words,
            taken_words=understood.taken,
        )
    return 0


def plan_requests(
    asked: GenerationRequest, labels: Sequence[str] | None, known: Sequence[str]
) -> tuple[GenerationRequest, ...]:
    """Return one request for each class.

    Parameters
    ----------
    asked : GenerationRequest
        What all have in common.
    labels : sequence of str or None
        Classes as the user typed them, none for a model of one class; None asks for eight sounds spread over the
        model's classes.
    known : sequence of str
        The model's classes.

    Raises
    ------
    RequestError
        If the model does not know a class, or there is none to choose from several.
    """
    if labels is not None and not labels:
        if len(known) > 1:
            raise RequestError(
                "The model has several classes, so that at least one LABEL is needed; "
                "'drumgen generate --help' lists what is possible."
            )
        return (replace(asked, label=known[0]),)
    if labels is not None:
        return tuple(replace(asked, label=label) for label in match_labels(labels, known))
    counts = [len(range(i, DEMO_SOUNDS, len(known))) for i in range(len(known))]
    return tuple(replace(asked, label=label, count=n) for label, n in zip(known, counts, strict=True) if n)


def _sounds(plan: _Plan, generator: Generator, bar: Progress) -> Iterator[GeneratedSound]:
    if plan.taken_words:
        pairs = ", ".join(f"{written} for {entry}" for written, entry in plan.taken_words)
        bar.console.print(f"words of the prompt that are taken for others: {pairs}", markup=False)
    if plan.unknown_words:
        words = ", ".join(plan.unknown_words)
        bar.console.print(f"words of the prompt that the model does not know are left out: {words}", markup=False)
    task = bar.add_task(plan.requests[0].label, total=sum(request.count for request in plan.requests))
    finished = 0
    for request in plan.requests:
        bar.update(task, description=request.label)

        def show(done: int, total: int, *, before: int = finished, count: int = request.count) -> None:
            bar.update(task, completed=before + count * done / total)

        if plan.wish:
            yield from stream(generator, request, plan.wish, candidates=plan.candidates, progress=show)
        else:
            yield from generator.stream(request, progress=show)
        finished += request.count
    bar.update(task, description="done")
