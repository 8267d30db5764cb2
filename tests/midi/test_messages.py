import json

import mido
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.midi.messages import (
    ClockMessage,
    ControlMessage,
    Message,
    NoteMessage,
    OtherMessage,
    ProgramMessage,
    from_list,
    from_mido,
    to_list,
)

SEVEN_BITS = st.integers(0, 127)
CHANNELS = st.integers(0, 15)
MESSAGES: st.SearchStrategy[Message] = st.one_of(
    st.builds(NoteMessage, SEVEN_BITS, SEVEN_BITS, CHANNELS),
    st.builds(ControlMessage, SEVEN_BITS, SEVEN_BITS, CHANNELS),
    st.builds(ProgramMessage, SEVEN_BITS, CHANNELS),
    st.builds(ClockMessage, st.sampled_from(["clock", "start", "stop", "continue"]), st.floats(0, 1e9)),
    st.builds(OtherMessage, st.text(), st.none() | CHANNELS),
)


def test_a_note_on_is_a_hit() -> None:
    message = from_mido(mido.Message("note_on", note=36, velocity=90, channel=9), 0.0)
    assert message == NoteMessage(36, 90, 9)
    assert isinstance(message, NoteMessage)
    assert message.is_hit


@pytest.mark.parametrize(
    "ending", [mido.Message("note_on", note=36, velocity=0), mido.Message("note_off", note=36, velocity=64)]
)
def test_both_ways_to_end_a_note(ending: mido.Message) -> None:
    message = from_mido(ending, 0.0)
    assert message == NoteMessage(36, 0)
    assert isinstance(message, NoteMessage)
    assert not message.is_hit


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ((0xB3, 74, 99), ControlMessage(74, 99, 3)),
        ((0xC9, 12), ProgramMessage(12, 9)),
        ((0xF8,), ClockMessage("clock", 2.5)),
        ((0xFA,), ClockMessage("start", 2.5)),
        ((0xFB,), ClockMessage("continue", 2.5)),
        ((0xFC,), ClockMessage("stop", 2.5)),
        ((0xE1, 0, 64), OtherMessage("Pitch bend 0", 1)),
        ((0xD0, 50), OtherMessage("Channel pressure 50", 0)),
        ((0xA0, 36, 50), OtherMessage("Key pressure 36 50", 0)),
        ((0xF0, 1, 2, 3, 0xF7), OtherMessage("System exclusive, 5 bytes")),
        ((0xFF,), OtherMessage("Reset")),
    ],
)
def test_the_other_messages(raw: tuple[int, ...], message: Message) -> None:
    assert from_mido(mido.Message.from_bytes(raw), 2.5) == message


@pytest.mark.parametrize("kind", sorted(mido.messages.SPEC_BY_TYPE))
def test_every_message_there_is_can_be_shown(kind: str) -> None:
    assert from_list(to_list(from_mido(mido.Message(kind), 1.0))) == from_mido(mido.Message(kind), 1.0)


@given(MESSAGES)
def test_messages_travel_as_json(message: Message) -> None:
    assert from_list(json.loads(json.dumps(to_list(message)))) == message
