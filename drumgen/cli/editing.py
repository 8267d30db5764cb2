"""`drumgen vary`, `morph`, `inpaint` and `resize`: sounds that exist become others."""

import argparse
from collections.abc import Iterator

from rich.progress import Progress

from drumgen.audio.formats import SampleFormat
from drumgen.audio.output import check_room, prepare_folder
from drumgen.cli.console import messages, progress_bar
from drumgen.cli.labels import match_labels
from drumgen.cli.writing import Output, chosen_seed
from drumgen.editing.editor import SoundEditor
from drumgen.editing.limits import check_count, check_duration, check_fraction, check_range
from drumgen.editing.opening import OpenedSound, open_sound
from drumgen.engine.generator import GeneratedSound, Generator
from drumgen.engine.request import GenerationRequest
from drumgen.engine.saving import file_bytes_at_most
from drumgen.inference.store import ModelStore

Sounds = Iterator[list[GeneratedSound]]


class _Call:
    """One call of a command: its arguments, the models and the files it reads."""

    def __init__(self, arguments: argparse.Namespace, opened: list[OpenedSound], seed: int | None, total: int) -> None:
        self.arguments = arguments
        self.opened = opened
        self.total = total
        self.seed = GenerationRequest("", 1, chosen_seed(seed), model=arguments.model).seed
        self.generator = Generator(ModelStore(arguments.models), device=arguments.device)
        self.editor = SoundEditor(self.generator, arguments.model)
        label = getattr(arguments, "label", None)
        known = self.generator.labels(arguments.model)
        self.label = None if label is None else match_labels([label], known)[0]

    def run(self, sounds: Sounds, longest_s: float) -> int:
        """Write all sounds as they come; those that are finished are reported even after an error."""
        arguments = self.arguments
        clip = self.opened[0].clip
        output = Output(
            folder=arguments.out,
            sample_format=SampleFormat(arguments.sample_format),
            rate_hz=arguments.rate_hz,
            seed=self.seed,
            provider=self.generator.provider(arguments.model),
            total=self.total,
        )
        prepare_folder(output.folder)
        rate_hz = output.rate_hz or clip.rate_hz
        size = file_bytes_at_most(longest_s, sample_format=output.sample_format, rate_hz=rate_hz)
        check_room(output.folder, self.total * size * clip.samples.shape[0])
        try:
            with progress_bar(messages(quiet=arguments.quiet)) as bar:
                self._write(sounds, output, bar)
        finally:
            output.report(as_json=arguments.as_json, quiet=arguments.quiet)
        return 0

    def _write(self, sounds: Sounds, output: Output, bar: Progress) -> None:
        task = bar.add_task(self.arguments.command, total=self.total)
        for made in sounds:
            for sound in made:
                output.write(sound)
                bar.advance(task)
        bar.update(task, description="done")


def run_vary(arguments: argparse.Namespace) -> int:
    """Write variations of a sound."""
    check_fraction("strength", arguments.strength)
    check_count(arguments.count)
    opened = open_sound(arguments.file)
    call = _Call(arguments, [opened], arguments.seed, arguments.count)

    def sounds() -> Sounds:
        for first in range(0, call.total, _TOGETHER):
            yield call.editor.vary(
                opened.source,
                strength=arguments.strength,
                seed=call.seed,
                label=call.label,
                count=min(_TOGETHER, call.total - first),
                first=first,
            )

    return call.run(sounds(), opened.clip.duration_s)
