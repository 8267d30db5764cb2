import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.midi.mapping import MACROS, Binding, MidiMap, Source, is_target, source_for, takes_notes
from drumgen.midi.messages import ControlMessage, NoteMessage, ProgramMessage

CHANNELS = st.none() | st.integers(0, 15)
NOTES = st.builds(Source, st.just("note"), st.integers(0, 127), CHANNELS)
CONTROLS = st.builds(Source, st.just("control"), st.integers(0, 127), CHANNELS)
PADS = st.integers(0, 15)
NOTE_TARGETS = st.one_of(PADS.map("pad:{}".format), PADS.map("regenerate:{}".format))
NAMES = st.text(st.characters(exclude_categories=("C",)), min_size=1, max_size=80)
CONTROL_TARGETS = st.one_of(
    PADS.map("regenerate:{}".format), st.sampled_from(MACROS).map("macro:{}".format), NAMES.map("control:{}".format)
)
BINDINGS = st.builds(Binding, NOTES, NOTE_TARGETS) | st.builds(Binding, CONTROLS, CONTROL_TARGETS)
MAPS = st.builds(
    MidiMap, st.lists(BINDINGS, unique_by=lambda binding: binding.source, max_size=8).map(tuple), channel=CHANNELS
)


@pytest.mark.parametrize("text", ["pad:0", "pad:15", "regenerate:7", "macro:decay", "control:Master volume"])
def test_targets(text: str) -> None:
    assert is_target(text)


@pytest.mark.parametrize(
    "text", ["", "pad:16", "pad:-1", "pad:x", "pad:", "macro:wow", "control:", "control:a\nb", "x:1"]
)
def test_what_is_no_target(text: str) -> None:
    assert not is_target(text)


@given(MAPS, BINDINGS)
def test_binding_replaces_what_source_and_target_had(midi_map: MidiMap, binding: Binding) -> None:
    after = midi_map.bound(binding.source, binding.target)
    assert after.target_of(binding.source) == binding.target
    assert [each for each in after.bindings if each.target == binding.target] == [binding]
    assert after.channel == midi_map.channel
    gone = set(midi_map.bindings) - set(after.bindings)
    assert all(each.source == binding.source or each.target == binding.target for each in gone)


@given(MAPS)
def test_bindings_can_be_taken_away(midi_map: MidiMap) -> None:
    sources = [binding.source for binding in midi_map.bindings]
    assert midi_map.without(sources).bindings == ()
    assert midi_map.without(sources[:1]).bindings == midi_map.bindings[1:]


def test_the_very_channel_comes_before_any_channel() -> None:
    midi_map = MidiMap((Binding(Source("note", 36), "pad:1"), Binding(Source("note", 36, 9), "pad:2")))
    assert midi_map.target_of(Source("note", 36, 9)) == "pad:2"
    assert midi_map.target_of(Source("note", 36, 3)) == "pad:1"
    assert midi_map.target_of(Source("control", 36, 3)) is None


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Source("knob", 1),
        lambda: Source("note", 128),
        lambda: Source("note", 1, 16),
        lambda: Binding(Source("note", 1), "macro:decay"),
        lambda: Binding(Source("control", 1), "pad:1"),
        lambda: Binding(Source("note", 1), "pad:99"),
        lambda: MidiMap(channel=16),
        lambda: MidiMap((Binding(Source("note", 1), "pad:1"),) * 2),
    ],
)
def test_what_cannot_be(wrong: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        wrong()  # type: ignore[operator]


@pytest.mark.parametrize(
    ("message", "target", "source"),
    [
        (NoteMessage(36, 100, 9), "pad:3", Source("note", 36, 9)),
        (NoteMessage(36, 0, 9), "pad:3", None),
        (NoteMessage(36, 100), "macro:decay", None),
        (ControlMessage(7, 1, 2), "macro:decay", Source("control", 7, 2)),
        (ControlMessage(7, 1), "pad:3", None),
        (ControlMessage(7, 1), "regenerate:3", Source("control", 7, 0)),
        (NoteMessage(7, 1), "regenerate:3", Source("note", 7, 0)),
        (ControlMessage(7, 1), "control:Steps", Source("control", 7, 0)),
        (ProgramMessage(7), "control:Steps", None),
    ],
)
def test_which_message_fits_which_target(message: NoteMessage, target: str, source: Source | None) -> None:
    assert source_for(message, target) == source


def test_only_what_needs_no_value_takes_notes() -> None:
    assert takes_notes("pad:1")
    assert takes_notes("regenerate:1")
    assert not takes_notes("macro:decay")
    assert not takes_notes("control:Steps")
