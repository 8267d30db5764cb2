"""What MIDI sources and targets are called on screen."""

from PySide6.QtCore import QCoreApplication, QLocale

from drumgen.midi.gm_drums import note_name
from drumgen.midi.mapping import MACROS, NOTE, PADS, Source


def source_text(source: Source) -> str:
    """Return a note or control with its number and channel in words."""
    translate = QCoreApplication.translate
    if source.kind == NOTE:
        name = note_name(source.number)
        if source.channel is None:
            return translate("Devices", "Note {0} ({1}), any channel").format(name, source.number)
        return translate("Devices", "Note {0} ({1}), channel {2}").format(name, source.number, source.channel + 1)
    if source.channel is None:
        return translate("Devices", "Control {0}, any channel").format(source.number)
    return translate("Devices", "Control {0}, channel {1}").format(source.number, source.channel + 1)


def target_text(target: str) -> str:
    """Return what a target stands for in words; a control of the app goes by its own name."""
    translate = QCoreApplication.translate
    kind, _, name = target.partition(":")
    if kind == "pad":
        return translate("Devices", "Play pad {0}").format(int(name) + 1)
    if kind == "regenerate":
        return translate("Devices", "New sound for pad {0}").format(int(name) + 1)
    if kind == "macro":
        return {
            "variation": translate("Devices", "Variation in the editor"),
            "brightness": translate("Devices", "Brightness of all pads"),
            "decay": translate("Devices", "Decay of all pads"),
        }[name]
    return name


def learnable_targets() -> tuple[tuple[str, ...], ...]:
    """Return the targets that are not controls of a window, in groups."""
    return (
        tuple(f"pad:{pad}" for pad in range(PADS)),
        tuple(f"regenerate:{pad}" for pad in range(PADS)),
        tuple(f"macro:{name}" for name in MACROS),
    )


def decibels(value_db: float) -> str:
    """Return a level with one place and a proper minus sign."""
    text = QLocale().toString(abs(value_db) + 0.0, "f", 1)
    sign = "−" if round(value_db, 1) < 0.0 else "+" if round(value_db, 1) > 0.0 else ""
    return QCoreApplication.translate("Devices", "{0}\u00a0dB").format(sign + text)


def milliseconds(time_s: float) -> str:
    """Return a time in milliseconds with one place."""
    return QCoreApplication.translate("Devices", "{0}\u00a0ms").format(QLocale().toString(time_s * 1000.0, "f", 1))


def kilohertz(rate_hz: int) -> str:
    """Return a sampling rate in kHz."""
    return QCoreApplication.translate("Devices", "{0}\u00a0kHz").format(QLocale().toString(rate_hz / 1000.0, "g", 6))
