"""PortAudio that is missing, and PortAudio in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from drumgen.errors import DeviceError
from drumgen.playback.devices import output_devices
from drumgen.playback.portaudio import is_jack, may_shut_down, portaudio
from drumgen.playback.process.line import list_outputs
from tests.support.jack import JackServer


@pytest.mark.parametrize(
    ("module_text", "sentence"),
    [
        (
            "raise OSError('PortAudio library not found')",
            r"PortAudio library is missing; install it \(Debian: 'apt-get",
        ),
        ("raise ImportError('No module named sounddevice')", "sounddevice is missing; install it with 'pip install"),
        (
            "raise Exception('Error initializing PortAudio')",
            r"PortAudio cannot start \(Error initializing PortAudio\);",
        ),
    ],
)
def test_what_is_missing_is_said(
    module_text: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sounddevice.py").write_text(module_text, encoding="utf-8")
    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(DeviceError, match=sentence):
        portaudio()


def test_playback_is_imported_without_portaudio() -> None:
    code = "import sys, drumgen.playback.player; sys.exit('sounddevice' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_portaudio_may_shut_down_while_its_server_is_there(jack: JackServer) -> None:
    assert any(is_jack(device.host_api) for device in output_devices())
    assert may_shut_down(portaudio())


def test_outputs_are_listed_as_they_are_now(jack: JackServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A listing is made in a process of its own, so it knows of servers that came or went."""
    monkeypatch.setenv("JACK_DEFAULT_SERVER", "none-of-this-name")
    assert not any(is_jack(device.host_api) for device in list_outputs())
    monkeypatch.setenv("JACK_DEFAULT_SERVER", jack.name)
    assert any(is_jack(device.host_api) for device in list_outputs())
