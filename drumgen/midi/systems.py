"""The MIDI systems of this machine, as python-rtmidi reaches them: ALSA, JACK, CoreMIDI, Windows."""

import importlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from drumgen.errors import MidiError

ALSA = "LINUX_ALSA"
JACK = "UNIX_JACK"
WINDOWS = "WINDOWS_MM"
CORE = "MACOSX_CORE"
PREFERENCE = (CORE, WINDOWS, ALSA, JACK)

_ALSA_DEVICE = Path("/dev/snd/seq")
_JACK_SOCKET_FOLDERS = (Path("/dev/shm"), Path("/tmp"))
_CLIENT_NAME = "drumgen"


def rtmidi() -> Any:
    """Return the module `rtmidi`.

    Raises
    ------
    MidiError
        If it, or a library that it needs, is missing.
    """
    return _module("rtmidi")


def mido_backend(system: str) -> Any:
    """Return mido's backend for `system`, such as ``UNIX_JACK``.

    Raises
    ------
    MidiError
        If mido is missing.
    """
    return _module("mido").Backend(f"mido.backends.rtmidi/{system}")


def present_systems() -> tuple[str, ...]:
    """Return the systems that may answer, preferred ones first.

    What is plainly absent is left out, since asking makes the ALSA and JACK libraries write to the terminal.

    Raises
    ------
    MidiError
        If python-rtmidi is missing.
    """
    module = rtmidi()
    compiled = module.get_compiled_api()
    return tuple(name for name in PREFERENCE if getattr(module, f"API_{name}") in compiled and _may_answer(name))


def open_probe(system: str) -> Any:
    """Return an `rtmidi.MidiIn` of `system` that is used to list ports; delete it with ``delete()``.

    Raises
    ------
    MidiError
        If the system does not answer.
    """
    module = rtmidi()
    try:
        return module.MidiIn(rtapi=getattr(module, f"API_{system}"), name=_CLIENT_NAME)
    except module.RtMidiError as error:
        raise MidiError(f"The MIDI system {system} does not answer ({error}); start it and try again.") from error


def _module(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        package = {"rtmidi": "python-rtmidi"}.get(name, name)
        raise MidiError(f"MIDI cannot be used ({error}); install it with 'pip install {package}'.") from error


def _may_answer(system: str) -> bool:
    if system == ALSA:
        return _ALSA_DEVICE.exists()
    if system == JACK:
        return any(_jack_sockets()) or any(_pipewire_sockets())
    return True


def _jack_sockets() -> Iterable[Path]:
    server = os.environ.get("JACK_DEFAULT_SERVER", "default")
    for folder in _JACK_SOCKET_FOLDERS:
        yield from folder.glob(f"jack_{server}_*")


def _pipewire_sockets() -> Iterable[Path]:
    runtime_folder = os.environ.get("XDG_RUNTIME_DIR")
    return Path(runtime_folder).glob("pipewire-0") if runtime_folder else ()
