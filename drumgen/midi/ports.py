"""Which MIDI inputs there are."""

from dataclasses import dataclass

from drumgen.midi.process import ListenerProcess


@dataclass(frozen=True)
class InputPort:
    """A port that messages can come from.

    Parameters
    ----------
    name : str
        Name as the system gives it now.
    system : str
        The MIDI system, such as ``UNIX_JACK``.
    """

    name: str
    system: str


def input_ports() -> tuple[InputPort, ...]:
    """Return the MIDI inputs of all systems that answer, without repeated names.

    Raises
    ------
    MidiError
        If no MIDI system answers, or a package that MIDI needs is missing.
    """
    process = ListenerProcess("list")
    try:
        return tuple(InputPort(name, system) for name, system in process.expect("ports"))
    finally:
        process.end()
