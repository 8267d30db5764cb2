"""`drumgen devices`: where models can run, sound can go and notes can come from."""

import argparse
import atexit
from collections.abc import Callable, Sequence
from typing import Any

from drumgen.cli.console import emit, emit_json
from drumgen.errors import DeviceError, DrumgenError, MidiError
from drumgen.inference.providers import available_providers, choose
from drumgen.midi.ports import input_ports
from drumgen.playback.devices import OutputDevice, output_devices
from drumgen.playback.portaudio import portaudio


def run_devices(arguments: argparse.Namespace) -> int:
    """List where models can run, where sound can go and notes can come from; what is missing is said and no error."""
    outputs, outputs_note = _or_note(_outputs, DeviceError)
    inputs, inputs_note = _or_note(input_ports, MidiError)
    report: dict[str, Any] = {
        "compute": {"available": list(available_providers()), "auto": choose("auto")},
        "audio_outputs": [
            {"name": output.name, "channels": output.channels, "rate_hz": output.rate_hz, "default": output.is_default}
            for output in outputs
        ],
        "audio_note": outputs_note,
        "midi_inputs": [port.name for port in inputs],
        "midi_note": inputs_note,
    }
    if arguments.as_json:
        emit_json(report)
    else:
        emit(_devices_text(report))
    return 0


def _outputs() -> Sequence[OutputDevice]:
    """Return the audio outputs, and let PortAudio shut down in order when this short process ends.

    Long-lived programs must not do that on JACK, whose server may have gone meanwhile; but a process that ends
    without it, right after meeting a server, crashes or hangs and stops the server's other clients.
    """
    outputs = output_devices()
    atexit.register(portaudio()._exit_handler)
    return outputs


def _or_note(look: Callable[[], Sequence[Any]], error_type: type[DrumgenError]) -> tuple[Sequence[Any], str | None]:
    """Return what `look` finds, or nothing and the sentence that says why."""
    try:
        return look(), None
    except error_type as error:
        return (), str(error)


def _devices_text(report: dict[str, Any]) -> str:
    compute = report["compute"]
    return "\n".join(
        [
            f"compute: {', '.join(compute['available'])} (auto takes {compute['auto']})",
            *_section(
                "audio outputs", [_output_text(output) for output in report["audio_outputs"]], report["audio_note"]
            ),
            *_section("MIDI inputs", report["midi_inputs"], report["midi_note"]),
        ]
    )


def _output_text(output: dict[str, Any]) -> str:
    default = ", default" if output["default"] else ""
    return f"{output['name']} ({output['channels']} channels, {output['rate_hz']} Hz{default})"


def _section(title: str, entries: Sequence[str], note: str | None) -> list[str]:
    if not entries:
        return [f"{title}: none" + (f" ({note})" if note else "")]
    return [f"{title}:", *(f"  {entry}" for entry in entries)]
