from drumgen.midi.ports import InputPort
from drumgen.midi.scanning import PortList, find_port
from drumgen.midi.systems import ALSA, CORE, JACK, WINDOWS
from tests.support.jack import Keys, running_jack
from tests.support.waiting import wait_until

PAD_20 = InputPort("MPD218:MPD218 MIDI 1 20:0", ALSA)
PAD_24 = InputPort("MPD218:MPD218 MIDI 1 24:0", ALSA)
KEYS = InputPort("Keystation:Keystation MIDI 1 20:0", ALSA)


def test_the_exact_name_comes_first() -> None:
    assert find_port(PAD_24.name, (PAD_20, PAD_24)) is PAD_24


def test_a_device_is_recognised_under_another_number() -> None:
    assert find_port(PAD_24.name, (KEYS, PAD_20)) is PAD_20
    windows_port = InputPort("MPD218 2", WINDOWS)
    assert find_port("MPD218 0", (windows_port,)) is windows_port


def test_numbers_belong_to_the_name_where_they_do_not_change() -> None:
    assert find_port("MPD218 1", (InputPort("MPD218 2", CORE),)) is None
    assert find_port("pads:out 1:2", (InputPort("pads:out 1:3", JACK),)) is None


def test_an_absent_device_is_not_found() -> None:
    assert find_port(PAD_20.name, (KEYS,)) is None
    assert find_port(PAD_20.name, ()) is None


def test_ports_are_listed_again_after_the_server_was_away() -> None:
    ports = PortList(JACK)
    with running_jack() as jack, Keys(jack, "pads"):
        assert ports.look() == (InputPort("pads:out", JACK),)
    assert ports.look() is None
    with running_jack() as jack:
        assert ports.look() == ()
        with Keys(jack, "grid"):
            wait_until(lambda: ports.look() == (InputPort("grid:out", JACK),), "the port")
        ports.close()
