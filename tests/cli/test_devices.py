"""`drumgen devices`."""

import json

from drumgen.__main__ import main
from drumgen.inference.providers import available_providers


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
