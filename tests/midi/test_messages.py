import mido
import pytest

from drumgen.midi.messages import NoteMessage, note_message


def test_a_note_on_is_a_hit() -> None:
    message = note_message(mido.Message("note_on", note=36, velocity=90, channel=9))
    assert message == NoteMessage(36, 90, 9)
    assert message.is_hit


@pytest.mark.parametrize(
    "ending", [mido.Message("note_on", note=36, velocity=0), mido.Message("note_off", note=36, velocity=64)]
)
def test_both_ways_to_end_a_note(ending: mido.Message) -> None:
    message = note_message(ending)
    assert message == NoteMessage(36, 0)
    assert not message.is_hit


@pytest.mark.parametrize(
    "other",
    [
        mido.Message("control_change", control=7, value=100),
        mido.Message("polytouch", note=36, value=100),
        mido.Message("clock"),
        mido.Message("sysex", data=(1, 2, 3)),
    ],
)
def test_other_messages_are_no_notes(other: mido.Message) -> None:
    assert note_message(other) is None
