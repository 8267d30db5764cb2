"""`drumgen generate` and `drumgen demo`: requests in, files out."""

import argparse
import json
import secrets
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from rich.progress import Progress

from drumgen.audio.formats import SampleFormat
from drumgen.audio.output import check_room, prepare_folder
from drumgen.cli.console import emit, emit_json, messages, progress_bar
from drumgen.cli.labels import match_labels
from drumgen.engine.generator import GeneratedSound, Generator
from drumgen.engine.provenance import Provenance
from drumgen.engine.request import GenerationRequest
from drumgen.engine.saving import file_bytes_at_most, save_sound
from drumgen.errors import RequestError
from drumgen.inference.store import ModelStore

DEMO_SOUNDS = 8
_RANDOM_SEEDS = 10**8  # short enough to be read off a file name


@dataclass(frozen=True)
class _Written:
    """A finished file; its samples are let go, for there may be thousands."""

    path: Path
    duration_s: float
    origin: Provenance


@dataclass
class _Run:
    """What one call of the command does and has done."""

    seed: int
    folder: Path
    sample_format: SampleFormat
    rate_hz: int
    requests: Sequence[GenerationRequest]
    provider: str
    unknown_words: tuple[str, ...] = ()
    elapsed_s: float = 0.0
    written: list[_Written] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(request.count for request in self.requests)


def run_generate(arguments: argparse.Namespace) -> int:
    """Generate sounds and write each as soon as it is finished.

    Everything that can be known beforehand is checked first: the numbers, the model, the classes, the folder and the
    room on its disk. After an error or Ctrl-C the files that are finished are still reported.
    """
    seed = secrets.randbelow(_RANDOM_SEEDS) if arguments.seed is None else arguments.seed
    asked = GenerationRequest(
        "",
        arguments.count,
        seed,
        arguments.steps,
        arguments.guidance,
        arguments.model,
        arguments.prompt,
        tuple(arguments.attributes),
        arguments.blocks,
    )
    store = ModelStore(arguments.models)
    generator = Generator(store, device=arguments.device)
    provider = generator.provider(arguments.model)
    card = store.card(arguments.model)
    requests = plan_requests(asked, arguments.labels, card.classes)
    unknown_words = [generator.check(request) for request in requests]
    run = _Run(
        seed=seed,
        provider=provider,
        folder=arguments.out,
        sample_format=SampleFormat(arguments.sample_format),
        rate_hz=arguments.rate_hz or card.sample_rate_hz,
        requests=requests,
        unknown_words=unknown_words[0],
    )
    prepare_folder(run.folder)
    longest = file_bytes_at_most(
        generator.duration_s(requests[0]), sample_format=run.sample_format, rate_hz=run.rate_hz
    )
    check_room(run.folder, run.total * longest)
    try:
        _generate(run, generator, quiet=arguments.quiet)
    finally:
        _report(run, as_json=arguments.as_json, quiet=arguments.quiet)
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


def _generate(run: _Run, generator: Generator, *, quiet: bool) -> None:
    start_s = time.monotonic()
    with progress_bar(messages(quiet=quiet)) as bar:
        for sound in _sounds(run, generator, bar):
            path = save_sound(sound, run.folder, sample_format=run.sample_format, rate_hz=run.rate_hz)
            run.written.append(_Written(path, sound.clip.duration_s, sound.provenance))
            run.elapsed_s = time.monotonic() - start_s


def _sounds(run: _Run, generator: Generator, bar: Progress) -> Iterator[GeneratedSound]:
    if run.unknown_words:
        words = ", ".join(run.unknown_words)
        bar.console.print(f"words of the prompt that the model does not know are left out: {words}", markup=False)
    task = bar.add_task(run.requests[0].label, total=run.total)
    finished = 0
    for request in run.requests:
        bar.update(task, description=request.label)

        def show(done: int, total: int, *, before: int = finished, count: int = request.count) -> None:
            bar.update(task, completed=before + count * done / total)

        yield from generator.stream(request, progress=show)
        finished += request.count
    bar.update(task, description="done")


def _report(run: _Run, *, as_json: bool, quiet: bool) -> None:
    if not run.written:
        return
    if as_json:
        emit_json(_as_json(run))
    else:
        for file in run.written:
            emit(str(file.path))
    sounds = "1 sound" if len(run.written) == 1 else f"{len(run.written)} sounds"
    messages(quiet=quiet).print(
        f"{sounds} in {run.elapsed_s:.1f} s on {run.provider}, seed {run.seed}, in {run.folder}", markup=False
    )


def _as_json(run: _Run) -> dict[str, object]:
    return {
        "complete": len(run.written) == run.total,
        "seed": run.seed,
        "folder": str(run.folder),
        "format": run.sample_format.value,
        "rate_hz": run.rate_hz,
        "provider": run.provider,
        "unknown_words": list(run.unknown_words),
        "elapsed_s": round(run.elapsed_s, 3),
        "sounds": [
            {
                "path": str(file.path),
                "label": file.origin.label,
                "seed": file.origin.seed,
                "duration_s": round(file.duration_s, 6),
                "provenance": json.loads(file.origin.to_json()),
            }
            for file in run.written
        ],
    }
