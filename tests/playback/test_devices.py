import pytest

from drumgen.errors import DeviceError
from drumgen.playback.devices import OutputDevice, choose_output

SPEAKERS = OutputDevice("Speakers, ALSA", 3, 2, 48000, "ALSA", True)
HEADPHONES = OutputDevice("Headphones, ALSA", 1, 2, 44100, "ALSA", False)


def test_without_a_name_the_first_is_taken() -> None:
    assert choose_output(None, (SPEAKERS, HEADPHONES)) is SPEAKERS


def test_by_name() -> None:
    assert choose_output("Headphones, ALSA", (SPEAKERS, HEADPHONES)) is HEADPHONES


def test_unknown_name() -> None:
    with pytest.raises(DeviceError, match=r"called 'Radio'; choose one of: Speakers, ALSA; Headphones, ALSA\.$"):
        choose_output("Radio", (SPEAKERS, HEADPHONES))


@pytest.mark.parametrize("name", [None, "Speakers, ALSA"])
def test_no_output_at_all(name: str | None) -> None:
    with pytest.raises(DeviceError, match="There is no audio output; connect one or start the sound server"):
        choose_output(name, ())
