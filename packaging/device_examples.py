"""The dialogs of sound and MIDI as they are with devices, for pictures: the machine that takes them may have none.

The devices are told by the same signals that real ones are told by.
"""

from collections.abc import Callable

from drumgen.midi.control.monitor import describe
from drumgen.midi.mapping import Binding, MidiMap, Source
from drumgen.midi.messages import ControlMessage, Message, NoteMessage, ProgramMessage
from drumgen.playback.devices import OutputDevice
from gui.devices.audio_dialog import AudioDialog
from gui.devices.midi_dialog import MidiDialog
from gui.shell.conductor import Conductor
from gui.stage.speakers import OpenOutput

Wait = Callable[[Callable[[], bool]], None]

_OUTPUT = OutputDevice("Speakers, ALSA", 0, 2, 44100, "ALSA", is_default=True)
_CONTROLLER = "Pad controller"
_MAP = MidiMap(
    (
        Binding(Source("note", 48, 9), "pad:0"),
        Binding(Source("control", 74, 0), "macro:brightness"),
        Binding(Source("control", 20, 0), "regenerate:2"),
    )
)
_MESSAGES: tuple[Message, ...] = (
    NoteMessage(36, 112),
    NoteMessage(36, 0),
    NoteMessage(42, 64),
    ControlMessage(74, 96),
    ControlMessage(74, 97),
    ProgramMessage(1),
)


def audio_example(app: Conductor, wait: Wait) -> AudioDialog:
    """Return the dialog of the sound output, an output being open."""
    speakers = app.speakers
    dialog = AudioDialog(speakers)
    dialog.show()
    wait(lambda: app.jobs.is_idle)
    speakers.devices_listed.emit((_OUTPUT,))
    speakers.opened.emit(OpenOutput(_OUTPUT.name, 0.0087, _OUTPUT.rate_hz, 256))
    return dialog


def midi_example(app: Conductor, wait: Wait) -> MidiDialog:
    """Return the dialog of MIDI, a controller being listened to."""
    controller = app.controller
    dialog = MidiDialog(controller)
    dialog.show()
    wait(lambda: app.jobs.is_idle)
    controller.listed.emit((_CONTROLLER,))
    controller.opened.emit(_CONTROLLER)
    controller.mapped.emit(_MAP)
    controller.clock.emit(120.0)
    app.window.devices.show_tempo(None)  # the window's own pictures know no controller
    controller.monitored.emit([describe(message) for message in _MESSAGES])
    return dialog
