"""The listener's process where it cannot do its work."""

import subprocess
import sys
from pathlib import Path

import pytest

from drumgen.errors import MidiError
from drumgen.midi.ports import input_ports


@pytest.mark.parametrize(
    ("module_text", "sentence"),
    [
        (
            "raise ImportError('No module named rtmidi')",
            r"cannot be used \(No module named rtmidi\); install it with 'pip",
        ),
        ("import os; os._exit(3)", "MIDI cannot be used, since its process ended; try again"),
    ],
)
def test_what_is_missing_is_said(
    module_text: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rtmidi.py").write_text(module_text, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(MidiError, match=sentence):
        input_ports()


def test_a_process_that_cannot_be_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))
    with pytest.raises(MidiError, match="MIDI cannot be used, since no process can be started"):
        input_ports()


def test_the_app_does_not_load_the_midi_libraries() -> None:
    code = "import sys, drumgen.midi.input; sys.exit('rtmidi' in sys.modules or 'mido' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_process_ends_with_the_one_that_started_it() -> None:
    listener = subprocess.Popen(
        [sys.executable, "-m", "drumgen.midi.listener", "list"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    said, _ = listener.communicate(timeout=30)
    assert listener.returncode == 0
    assert said.startswith((b'{"ports"', b'{"error": "No MIDI system answers'))
