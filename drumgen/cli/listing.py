"""`drumgen models` and `drumgen devices`: what there is to choose from."""

import argparse
from collections.abc import Callable, Iterable

from drumgen.cli.console import emit, emit_json
from drumgen.errors import DeviceError, MidiError


def run_devices(arguments: argparse.Namespace) -> int:
    """List where models can run, sound can go and notes can come from; what is missing is said, not an error."""
    report = describe_devices()
    if arguments.as_json:
        emit_json(report)
        return 0
    emit("compute:       " + ", ".join(report["compute"]))
    emit(_section("audio outputs:", [output["name"] for output in report["audio_outputs"]], report["audio_note"]))
    emit(_section("MIDI inputs:  ", report["midi_inputs"], report["midi_note"]))
    return 0
