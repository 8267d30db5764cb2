"""PortAudio that is missing, and PortAudio in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from drumgen.errors import DeviceError
from drumgen.playback.devices import output_devices
from drumgen.playback.portaudio import is_jack, may_shut_down, portaudio, rescan
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


def test_rescan_finds_the_same_devices_again(jack: JackServer) -> None:
    before = output_devices()
    assert any(is_jack(device.host_api) for device in before)
    rescan()
    assert output_devices() == before
    assert may_shut_down(portaudio())


def test_a_rescan_finds_a_server_that_started_later(jack: JackServer) -> None:
    """In a process that meets no server at first, since its environment names another one."""
    code = f"""
import os
os.environ["JACK_DEFAULT_SERVER"] = "none-of-this-name"
from drumgen.playback.devices import output_devices
from drumgen.playback.portaudio import rescan
assert not any("JACK" in device.host_api for device in output_devices())
os.environ["JACK_DEFAULT_SERVER"] = {jack.name!r}
rescan()
assert any("JACK" in device.host_api for device in output_devices())
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
