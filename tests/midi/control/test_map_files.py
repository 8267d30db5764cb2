import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.errors import OutputError
from drumgen.midi.control.map_files import FORMAT, VERSION, MapFiles, parse, to_text
from drumgen.midi.mapping import Binding, MidiMap, Source
from tests.midi.test_mapping import MAPS
from tests.support.disks import file_size_limit

MAP = MidiMap((Binding(Source("note", 36, 9), "pad:3"), Binding(Source("control", 74), "macro:brightness")), channel=9)
DEVICE = "MPD218:MPD218 MIDI 1"


@given(MAPS, st.text(max_size=30))
def test_what_is_written_is_read(midi_map: MidiMap, device: str) -> None:
    assert parse(to_text(device, midi_map)) == midi_map


def test_a_device_finds_its_own_map_again(tmp_path: Path) -> None:
    files = MapFiles(tmp_path / "maps")
    assert files.load(DEVICE) == (MidiMap(), None)
    files.save(DEVICE, MAP)
    files.save("MPD218-MPD218.MIDI 1", MidiMap())  # differs in unfit characters alone
    assert MapFiles(tmp_path / "maps").load(DEVICE) == (MAP, None)
    assert len(list((tmp_path / "maps").iterdir())) == 2


@pytest.mark.parametrize("device", ["", "../../etc/passwd", "a/b\\c:d", "鼓" * 300, "CON"])
def test_any_name_makes_a_file_in_the_folder(tmp_path: Path, device: str) -> None:
    files = MapFiles(tmp_path)
    files.save(device, MAP)
    assert files.path(device).parent == tmp_path
    assert files.load(device).map == MAP


def _altered(**changes: object) -> str:
    return json.dumps({**json.loads(to_text(DEVICE, MAP)), **changes})


@pytest.mark.parametrize(
    ("contents", "why"),
    [
        (to_text(DEVICE, MAP)[:-30], "are damaged (no JSON)"),
        ("", "are damaged (no JSON)"),
        ("[1]", "are damaged (not a file of mappings)"),
        (_altered(format="other"), "are damaged (not a file of mappings)"),
        (_altered(version="new"), "are damaged (no version)"),
        (_altered(version=VERSION + 1), f"newer drumgen (version {VERSION + 1}, this one reads {VERSION})"),
        (_altered(bindings=3), "are damaged ("),
        (_altered(bindings=[3]), "are damaged ("),
        (_altered(bindings=[{"kind": "note"}]), "are damaged ("),
        (_altered(bindings=[{"kind": "note", "number": 300, "channel": None, "target": "pad:1"}]), "got 300"),
        (_altered(bindings=[{"kind": "note", "number": 1, "channel": None, "target": "pad:99"}]), "'pad:99'"),
        (_altered(bindings=[{"kind": "note", "number": True, "channel": None, "target": "pad:9"}]), "no whole number"),
        (_altered(channel="nine"), "no whole number"),
    ],
)
def test_a_file_that_cannot_be_used_is_kept_and_said(tmp_path: Path, contents: str, why: str) -> None:
    files = MapFiles(tmp_path)
    for _ in range(2):
        files.path(DEVICE).write_text(contents, encoding="utf-8")
        midi_map, notice = files.load(DEVICE)
        assert midi_map == MidiMap()
        assert notice is not None
        assert notice.startswith(f"The mappings of the MIDI device '{DEVICE}' ")
        assert why in notice
        files.save(DEVICE, MAP)
        assert files.load(DEVICE) == (MAP, None)
    kept = sorted(tmp_path.glob("*.aside"))
    assert [path.read_text(encoding="utf-8") for path in kept] == [contents] * 2


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    files = MapFiles(tmp_path)
    files.path(DEVICE).write_bytes(b"\xff\xfe\x00")
    assert "cannot be read" in (files.load(DEVICE).notice or "")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"\xff\xfe\x00"]


@given(st.text(max_size=200) | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_no_contents_end_in_anything_but_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"damaged|newer"):
        parse(text)


@given(st.dictionaries(st.sampled_from(["version", "bindings", "channel"]), st.none() | st.integers() | st.text()))
def test_nor_do_altered_files(changes: dict[str, object]) -> None:
    try:
        parse(_altered(**changes))
    except ValueError as error:
        assert "damaged" in str(error) or "newer" in str(error)


def test_a_disk_that_is_full_leaves_what_was_there(tmp_path: Path) -> None:
    files = MapFiles(tmp_path)
    files.save(DEVICE, MAP)
    with file_size_limit(50), pytest.raises(OutputError, match=r"not written"):
        files.save(DEVICE, MidiMap())
    assert files.load(DEVICE) == (MAP, None)
    assert len(list(tmp_path.iterdir())) == 1


def test_the_format_is_named() -> None:
    assert json.loads(to_text(DEVICE, MAP))["format"] == FORMAT
