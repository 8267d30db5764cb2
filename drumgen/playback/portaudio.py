"""The one door to PortAudio (by way of sounddevice), opened when first needed.

PortAudio's JACK driver, as Debian builds it, aborts the whole process when it is told to close a stream, or to shut
down, after the JACK server has gone; and the process may crash at its end if PortAudio is not shut down while the
server is there. Therefore the server is looked for before PortAudio is shut down.
"""

import atexit
import functools
import importlib
from typing import Any

from drumgen.errors import DeviceError

_JACK = "JACK"


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
    _shut_down_with_care(module)
    return module


def is_jack(host_api: str) -> bool:
    """Whether a sound system of this name is JACK."""
    return _JACK in host_api


def may_shut_down(module: Any) -> bool:
    """Whether PortAudio can be shut down: not after it has lost its JACK server, nor when it has been already."""
    try:
        for host_api in module.query_hostapis():
            if is_jack(host_api["name"]):
                module.OutputStream(device=host_api["default_output_device"], channels=1).close()
    except module.PortAudioError:
        return False
    return True


@functools.cache
def _shut_down_with_care(module: Any) -> None:
    """Let `module` shut PortAudio down at the process's end only if that can be done."""
    shut_down = module._exit_handler
    atexit.unregister(shut_down)
    atexit.register(lambda: shut_down() if may_shut_down(module) else None)
