"""`drumgen devices`."""

import json
import subprocess
import sys

from drumgen.__main__ import main
from drumgen.inference.providers import available_providers
from tests.support.jack import Keys, running_jack


def test_json_lists_what_computes_here(capsys):
    assert main(["devices", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["compute"]["available"] == list(available_providers())
    assert "cpu" in report["compute"]["available"]
    assert report["compute"]["auto"] == report["compute"]["available"][0]
    for entries, note in (("audio_outputs", "audio_note"), ("midi_inputs", "midi_note")):
        assert isinstance(report[entries], list)
        assert report[note] is None or (report[entries] == [] and report[note].endswith("."))


def test_text_has_a_line_for_each_kind(capsys):
    assert main(["devices"]) == 0
    out = capsys.readouterr().out
    for title in ("compute: ", "audio outputs:", "MIDI inputs:"):
        assert f"\n{title}" in f"\n{out}"


def test_a_sound_server_and_a_keyboard_are_found():
    """A process of its own sees a real JACK server and a real MIDI port on it."""
    with running_jack() as server, Keys(server) as keys:
        done = subprocess.run(
            [sys.executable, "-m", "drumgen", "devices", "--json"], capture_output=True, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (0, "")
    report = json.loads(done.stdout)
    assert keys.port_name in report["midi_inputs"]
    (default,) = [output for output in report["audio_outputs"] if output["default"]]
    assert default["rate_hz"] == 44_100
    assert default["channels"] >= 1
    assert report["midi_note"] is report["audio_note"] is None
