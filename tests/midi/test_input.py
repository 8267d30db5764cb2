"""MIDI ports that come and go on a real JACK server."""

import os
import queue
import signal
from contextlib import closing
from typing import Any

import pytest

from drumgen.errors import MidiError
from drumgen.midi.input import MidiInput
from drumgen.midi.messages import ControlMessage, Message, NoteMessage
from drumgen.midi.ports import InputPort, input_ports
from tests.support.jack import JackServer, Keys, running_jack
from tests.support.waiting import DEADLINE_S

Happenings = queue.Queue[tuple[str, Any]]


def _listen(port_name: str, happenings: Happenings) -> MidiInput:
    return MidiInput(
        port_name,
        lambda message: happenings.put(("note", message)),
        on_lost=lambda error: happenings.put(("lost", error)),
        on_back=lambda name: happenings.put(("back", name)),
    )


def _next(happenings: Happenings) -> tuple[str, Any]:
    return happenings.get(timeout=DEADLINE_S)


@pytest.fixture
def happenings() -> Happenings:
    return queue.Queue()


def test_ports_are_listed(jack: JackServer) -> None:
    assert input_ports() == ()
    with Keys(jack, "pads"), Keys(jack, "keys"):
        assert set(input_ports()) == {InputPort("pads:out", "UNIX_JACK"), InputPort("keys:out", "UNIX_JACK")}


def test_messages_arrive_in_order(jack: JackServer, happenings: Happenings) -> None:
    with Keys(jack) as keys, closing(_listen(keys.port_name, happenings)) as midi:
        assert (midi.port_name, midi.connected) == ("keys:out", True)
        keys.hit(36, 100, channel=9)
        keys.send(bytes([0xB0, 7, 99]))
        keys.release(36, channel=9)
        keys.hit(38, 0)
        keys.hit(38, 1)
        messages = [_next(happenings) for _ in range(5)]
    assert messages == [
        ("note", NoteMessage(36, 100, 9)),
        ("note", ControlMessage(7, 99, 0)),
        ("note", NoteMessage(36, 0, 9)),
        ("note", NoteMessage(38, 0, 0)),
        ("note", NoteMessage(38, 1, 0)),
    ]
    assert happenings.empty()


def test_a_port_that_vanishes_is_reported_and_opened_again(jack: JackServer, happenings: Happenings) -> None:
    with Keys(jack) as keys:
        midi = _listen(keys.port_name, happenings)
    with closing(midi):
        kind, error = _next(happenings)
        assert kind == "lost"
        assert isinstance(error, MidiError)
        assert str(error) == "The MIDI input 'keys:out' has gone; connect it again to go on."
        assert not midi.connected
        with Keys(jack) as keys:
            assert _next(happenings) == ("back", "keys:out")
            assert midi.connected
            keys.hit(36, 77)
            assert _next(happenings) == ("note", NoteMessage(36, 77, 0))


def test_a_server_that_stops_takes_the_port_with_it(happenings: Happenings) -> None:
    with running_jack(waits_for_clients=False) as jack, Keys(jack) as keys:
        midi = _listen(keys.port_name, happenings)
    with closing(midi):
        kind, error = _next(happenings)
        assert (kind, type(error)) == ("lost", MidiError)


def test_after_close_nothing_arrives(jack: JackServer, happenings: Happenings) -> None:
    with Keys(jack) as keys:
        midi = _listen(keys.port_name, happenings)
        midi.close()
        midi.close()
        assert not midi.connected
        keys.hit(36)
        with closing(_listen(keys.port_name, queue.Queue())):
            pass
    assert happenings.empty()


def test_an_unknown_port_is_named_with_those_there_are(jack: JackServer) -> None:
    with Keys(jack, "pads"), pytest.raises(MidiError, match=r"no MIDI input called 'Theremin'; .* are: pads:out\.$"):
        MidiInput("Theremin", lambda message: None)
    with pytest.raises(MidiError, match=r"the inputs are: none is connected now\.$"):
        MidiInput("Theremin", lambda message: None)


def test_a_port_that_is_not_there_yet_is_waited_for(jack: JackServer, happenings: Happenings) -> None:
    midi = MidiInput(
        "keys:out",
        lambda message: happenings.put(("note", message)),
        on_lost=lambda error: happenings.put(("lost", error)),
        on_back=lambda name: happenings.put(("back", name)),
        patient=True,
    )
    with closing(midi):
        kind, error = _next(happenings)
        assert (kind, str(error)[:45]) == ("lost", "There is no MIDI input called 'keys:out'; the")
        assert (midi.connected, midi.port_name) == (False, "keys:out")
        with Keys(jack) as keys:
            assert _next(happenings) == ("back", "keys:out")
            keys.hit(36)
            assert _next(happenings) == ("note", NoteMessage(36, 127))
        assert _next(happenings)[0] == "lost"
        with Keys(jack):
            assert _next(happenings) == ("back", "keys:out")


def test_a_failing_listener_does_not_end_the_input(jack: JackServer, caplog: pytest.LogCaptureFixture) -> None:
    happenings: Happenings = queue.Queue()

    def receive(message: Message) -> None:
        happenings.put(("note", message))
        raise ZeroDivisionError

    with Keys(jack) as keys, closing(MidiInput(keys.port_name, receive)):
        for velocity in (1, 2):
            keys.hit(36, velocity)
            assert _next(happenings) == ("note", NoteMessage(36, velocity))
    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [ZeroDivisionError] * 2


def test_a_listener_process_that_dies_is_reported(happenings: Happenings) -> None:
    with (
        running_jack(waits_for_clients=False) as jack,
        Keys(jack) as keys,
        closing(_listen(keys.port_name, happenings)) as midi,
    ):
        os.kill(midi.process_id, signal.SIGKILL)
        kind, error = _next(happenings)
        assert (kind, str(error)) == ("lost", "Listening to 'keys:out' ended; choose the MIDI input again.")
        assert not midi.connected


def test_the_input_may_be_closed_from_its_callbacks(jack: JackServer) -> None:
    closed: queue.Queue[bool] = queue.Queue()
    inputs: list[MidiInput] = []

    def receive(message: Message) -> None:
        inputs[0].close()
        closed.put(True)

    with Keys(jack) as keys:
        inputs.append(MidiInput(keys.port_name, receive))
        keys.hit(36)
        assert closed.get(timeout=DEADLINE_S)
        inputs[0].close()


def test_a_machine_without_midi_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JACK_DEFAULT_SERVER", "none-of-this-name")
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    try:
        ports = input_ports()
    except MidiError as error:
        assert str(error).startswith("No MIDI system answers; on Linux load the ALSA sequencer")
    else:
        assert all(port.system == "LINUX_ALSA" for port in ports)
