"""`drumgen vary`, `morph`, `inpaint` and `resize`: sounds that exist become others."""

import argparse
from collections.abc import Iterable, Iterator, Sequence

from rich.progress import Progress

from drumgen.audio.formats import SampleFormat
from drumgen.audio.output import check_room, prepare_folder
from drumgen.cli.console import messages, progress_bar
from drumgen.cli.labels import match_labels
from drumgen.cli.writing import Output, chosen_seed
from drumgen.editing.editor import SoundEditor
from drumgen.editing.limits import REACH_S, check_count, check_duration, check_fraction, check_range
from drumgen.editing.opening import OpenedSound, open_sound
from drumgen.engine.generator import GeneratedSound, Generator
from drumgen.engine.request import GenerationRequest
from drumgen.engine.saving import file_bytes_at_most
from drumgen.inference.store import ModelStore


class _Call:
    """One call of a command: its arguments, the models and the files it reads."""

    def __init__(self, arguments: argparse.Namespace, opened: Sequence[OpenedSound], total: int) -> None:
        self.arguments = arguments
        self.opened = opened
        self.total = total
        wished = getattr(arguments, "seed", 0)  # a morph has none
        self.seed = GenerationRequest("", total, chosen_seed(wished)).seed
        self.generator = Generator(ModelStore(arguments.models), device=arguments.device)
        self.editor = SoundEditor(self.generator, arguments.model)
        label = getattr(arguments, "label", None)
        known = self.generator.labels(arguments.model)
        self.label = None if label is None else match_labels([label], known)[0]

    def run(self, sounds: Iterable[GeneratedSound], longest_s: float) -> int:
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
            width=arguments.width,
        )
        prepare_folder(output.folder)
        rate_hz = output.rate_hz or clip.rate_hz
        size = file_bytes_at_most(longest_s, sample_format=output.sample_format, rate_hz=rate_hz)
        check_room(output.folder, self.total * size * (2 if output.width else clip.samples.shape[0]))
        try:
            with progress_bar(messages(quiet=arguments.quiet)) as bar:
                self._write(sounds, output, bar)
        finally:
            output.report(as_json=arguments.as_json, quiet=arguments.quiet)
        return 0

    def _write(self, sounds: Iterable[GeneratedSound], output: Output, bar: Progress) -> None:
        task = bar.add_task(self.arguments.command, total=self.total)
        for sound in sounds:
            output.write(sound)
            bar.advance(task)
        bar.update(task, description="done")


def run_vary(arguments: argparse.Namespace) -> int:
    """Write variations of a sound."""
    check_fraction("strength", arguments.strength)
    check_count(arguments.count)
    opened = open_sound(arguments.file)
    call = _Call(arguments, [opened], arguments.count)
    made = call.editor.variations(
        opened.source, strength=arguments.strength, seed=call.seed, label=call.label, count=arguments.count
    )
    return call.run(made, max(opened.clip.duration_s, REACH_S))


def run_morph(arguments: argparse.Namespace) -> int:
    """Write the sound between two others, or a line of sounds from the one to the other."""
    amount = 0.5 if arguments.amount is None else arguments.amount
    check_fraction("amount", amount)
    if arguments.count is not None:
        check_count(arguments.count, low=2)
    opened = [open_sound(arguments.first), open_sound(arguments.second)]
    call = _Call(arguments, opened, arguments.count or 1)

    def made() -> Iterator[GeneratedSound]:
        ends = (opened[0].source, opened[1].source)
        if arguments.count is None:
            yield call.editor.morph(*ends, amount=amount)
        else:
            yield from call.editor.morph_line(*ends, count=arguments.count)

    return call.run(made(), max(REACH_S, *(sound.clip.duration_s for sound in opened)))


def run_inpaint(arguments: argparse.Namespace) -> int:
    """Write a sound with a range made anew."""
    check_count(arguments.count)
    opened = open_sound(arguments.file)
    start_s, duration_s = arguments.start_s, opened.clip.duration_s
    end_s = duration_s if arguments.end_s is None else arguments.end_s
    check_range(start_s, end_s, duration_s)
    call = _Call(arguments, [opened], arguments.count)
    made = (
        call.editor.inpaint(
            opened.source, start_s=start_s, end_s=end_s, seed=call.seed, label=call.label, index=i, count=call.total
        )
        for i in range(call.total)
    )
    return call.run(made, max(duration_s, start_s + 2.0 * REACH_S))


def run_resize(arguments: argparse.Namespace) -> int:
    """Write a sound at another length."""
    check_duration(arguments.duration_s)
    opened = open_sound(arguments.file)
    call = _Call(arguments, [opened], 1)
    made = (
        call.editor.resize(opened.source, duration_s=arguments.duration_s, seed=call.seed, label=call.label)
        for _ in range(1)
    )
    return call.run(made, arguments.duration_s)
