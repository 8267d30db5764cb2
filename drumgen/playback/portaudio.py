"""The one door to PortAudio (by way of sounddevice), opened when first needed.

PortAudio's JACK driver, as Debian builds it, aborts the whole process when it is told to close a stream, or to shut
down, after the JACK server has gone. Therefore nothing here does either once PortAudio has met a JACK server: the
system reclaims everything when the process ends.
"""

import atexit
import importlib
from typing import Any

from drumgen.errors import DeviceError

_JACK = "JACK"
_prepared: set[str] = set()


def portaudio() -> Any:
    """Return the module `sounddevice` with PortAudio initialised.

    Raises
    ------
    DeviceError
        If the Python package or the PortAudio library is missing, or PortAudio cannot start.
    """
    try:
        module = importlib.import_module("sounddevice")
    except ImportError as error:
        raise DeviceError(
            "The Python package sounddevice is missing; install it with 'pip install sounddevice'."
        ) from error
    except OSError as error:
        raise DeviceError(
            "The PortAudio library is missing; install it (Debian: 'apt-get install libportaudio2') and start again."
        ) from error
    except Exception as error:  # sounddevice.PortAudioError, whose module could not be imported
        raise DeviceError(f"PortAudio cannot start ({error}); check the sound system and start again.") from error
    _leave_jack_alone_at_exit(module)
    return module


def uses_jack(module: Any) -> bool:
    """Whether PortAudio is a client of a JACK server."""
    return any(_JACK in host_api["name"] for host_api in module.query_hostapis())


def rescan() -> None:
    """Make PortAudio look for devices again; it otherwise lists those that were there when it started.

    Only call it while no stream is open. Once PortAudio has met a JACK server nothing happens.

    Raises
    ------
    DeviceError
        If PortAudio is missing or cannot start again.
    """
    module = portaudio()
    if uses_jack(module):
        return
    try:
        # sounddevice has no public way; its own documentation names these two functions.
        module._terminate()
        module._initialize()
    except module.PortAudioError as error:
        raise DeviceError(f"PortAudio cannot start again ({error}); restart the program.") from error
    _leave_jack_alone_at_exit(module)


def _leave_jack_alone_at_exit(module: Any) -> None:
    if module.__name__ not in _prepared and uses_jack(module):
        _prepared.add(module.__name__)
        atexit.unregister(module._exit_handler)
