"""The part of the inspector that says how a pad plays: level, place, tuning, decay, fades, velocity, choke group."""

from PySide6.QtCore import QLocale, QSignalBlocker
from PySide6.QtWidgets import QButtonGroup, QComboBox, QGridLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from drumgen.midi.gm_drums import MAX_NOTE, note_name
from drumgen.pads.settings import MAX_NAME_CHARACTERS, PadMode, PadSettings
from gui.pads.inspector.fader import FaderRow
from gui.pads.inspector.sound_form import Change
from gui.widgets.parts import column, label, named, push_button, row

_USUAL_GROUPS = ("hats", "A", "B", "C")


class NoteBox(QSpinBox):
    """A MIDI note by name and number."""

    def __init__(self) -> None:
        super().__init__()
        self.setRange(0, MAX_NOTE)
        self.lineEdit().setTextMargins(6, 0, 0, 0)

    def textFromValue(self, value: int) -> str:
        """Return the note as people read it."""
        return f"{note_name(value)} ({value})"

    def valueFromText(self, text: str) -> int:
        """Return the number in what was typed."""
        digits = text.rpartition("(")[2].strip(") ")
        return int(digits) if digits.isdigit() else self.value()


class PlayingForm(QWidget):
    """Fields for how a pad plays.

    Parameters
    ----------
    on_change : callable
        Called with the name of a setting and its new value.
    """

    def __init__(self, on_change: Change) -> None:
        super().__init__()
        self._change = on_change
        self.note = NoteBox()
        self.choke = QComboBox()
        self._group = QLineEdit()
        self._group.setMaxLength(MAX_NAME_CHARACTERS)
        self.choke.setLineEdit(self._group)  # makes it editable
        self.keep = push_button(self.tr("Keep"), role="left")
        self.renew = push_button(self.tr("New each hit"), role="right")
        self._modes = QButtonGroup(self)
        self.faders = self._make_faders()
        self._name()
        self._lay_out()
        self._connect()

    def show_settings(self, settings: PadSettings) -> None:
        """Show a pad's settings."""
        with QSignalBlocker(self.note), QSignalBlocker(self.choke):
            self.note.setValue(settings.note)
            if settings.choke_group and self.choke.findText(settings.choke_group) < 0:
                self.choke.addItem(settings.choke_group)
            self.choke.setCurrentIndex(self.choke.findText(settings.choke_group) if settings.choke_group else 0)
        (self.renew if settings.mode is PadMode.REGENERATE else self.keep).setChecked(True)
        for name, fader in self.faders.items():
            fader.show_value(getattr(settings, name))

    def _make_faders(self) -> dict[str, FaderRow]:
        def changed(name: str) -> "_Setter":
            return _Setter(self._change, name)

        return {
            "gain_db": FaderRow(
                self.tr("Gain"),
                self.tr("Level of the pad"),
                lowest=-36.0,
                highest=12.0,
                start=0.0,
                rest=0.0,
                text=lambda value: f"{_signed(value)} dB",
                on_change=changed("gain_db"),
            ),
            "pan": FaderRow(
                self.tr("Pan"),
                self.tr("Left or right"),
                lowest=-1.0,
                highest=1.0,
                start=0.0,
                rest=0.0,
                text=self._pan_text,
                on_change=changed("pan"),
            ),
            "width": FaderRow(
                self.tr("Width"),
                self.tr("Spreads the sound between left and right; in mono it stays as it was"),
                lowest=0.0,
                highest=1.0,
                rest=0.0,
                text=_percent_text,
                on_change=changed("width"),
            ),
            "tune_semitones": FaderRow(
                self.tr("Tune"),
                self.tr("Higher and shorter, or lower and longer, in semitones"),
                lowest=-24.0,
                highest=24.0,
                start=0.0,
                rest=0.0,
                text=lambda value: self.tr("{0} st").format(_signed(value)),
                on_change=changed("tune_semitones"),
            ),
            "decay_s": FaderRow(
                self.tr("Decay"),
                self.tr("Shortens the sound; a double click leaves it as it was made"),
                lowest=0.02,
                highest=3.0,
                start=3.0,
                rest=None,
                curve=2.5,
                text=lambda value: self.tr("as made") if value is None else _time_text(value),
                on_change=changed("decay_s"),
            ),
            "fade_in_s": FaderRow(
                self.tr("Fade in"),
                self.tr("Softens the beginning"),
                lowest=0.0,
                highest=0.5,
                rest=0.0,
                curve=2.0,
                text=_time_text,
                on_change=changed("fade_in_s"),
            ),
            "fade_out_s": FaderRow(
                self.tr("Fade out"),
                self.tr("Softens the end"),
                lowest=0.0,
                highest=1.0,
                rest=0.0,
                curve=2.0,
                text=_time_text,
                on_change=changed("fade_out_s"),
            ),
            "velocity_to_tone": FaderRow(
                self.tr("Velocity"),
                self.tr("How much darker and shorter soft hits are"),
                lowest=0.0,
                highest=1.0,
                rest=0.0,
                text=_percent_text,
                on_change=changed("velocity_to_tone"),
            ),
        }

    def _pan_text(self, value: float | None) -> str:
        percent = round(100.0 * (value or 0.0))
        if percent == 0:
            return self.tr("middle")
        return self.tr("{0} left").format(-percent) if percent < 0 else self.tr("{0} right").format(percent)

    def _name(self) -> None:
        named(self.note, self.tr("MIDI note of the pad"), self.tr("The note that plays the pad"))
        named(self.choke, self.tr("Choke group of the pad"), self.tr("Sounds of one group cut each other off"))
        self.choke.addItem(self.tr("none"))
        self.choke.addItems(list(_USUAL_GROUPS))
        self.choke.setMinimumContentsLength(6)
        self.choke.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for button, tip in (
            (self.keep, self.tr("A hit plays the same sound again (K)")),
            (self.renew, self.tr("Each hit plays a new sound (K)")),
        ):
            button.setCheckable(True)
            button.setToolTip(tip)
            button.setAccessibleDescription(tip)
            self._modes.addButton(button)

    def _lay_out(self) -> None:
        faders = QGridLayout()
        faders.setContentsMargins(0, 0, 0, 0)
        faders.setHorizontalSpacing(8)
        faders.setVerticalSpacing(3)
        faders.setColumnStretch(1, 1)
        for place, fader in enumerate(self.faders.values()):
            fader.add_to(faders, place)
        widest = max(self.fontMetrics().horizontalAdvance(text) for text in (self._pan_text(1.0), self.tr("as made")))
        faders.setColumnMinimumWidth(2, widest)
        boxes = row()
        boxes.addLayout(column(label(self.tr("MIDI note"), "caption", buddy=self.note), self.note, gap=4), 1)
        boxes.addLayout(column(label(self.tr("Choke group"), "caption", buddy=self.choke), self.choke, gap=4), 1)
        modes = row(self.keep, self.renew, gap=0)
        modes.setStretch(0, 1)
        modes.setStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(modes)
        layout.addLayout(faders)
        layout.addLayout(boxes)

    def _connect(self) -> None:
        self.note.valueChanged.connect(lambda note: self._change("note", note))
        self.choke.activated.connect(lambda _: self._choose_group())
        self._group.editingFinished.connect(self._choose_group)
        self.keep.clicked.connect(lambda: self._change("mode", PadMode.KEEP))
        self.renew.clicked.connect(lambda: self._change("mode", PadMode.REGENERATE))

    def _choose_group(self) -> None:
        text = self.choke.currentText().strip()
        self._change("choke_group", None if text in ("", self.choke.itemText(0)) else text)


class _Setter:
    """Hands a value on under the name of its setting."""

    def __init__(self, change: Change, name: str) -> None:
        self._change = change
        self._setting = name

    def __call__(self, value: float | None) -> object:
        return self._change(self._setting, value)


def _signed(value: float | None) -> str:
    text = QLocale().toString(value or 0.0, "f", 1).replace("-", "−")
    return f"+{text}" if value and value > 0.0 else text


def _percent_text(value: float | None) -> str:
    return f"{100.0 * (value or 0.0):.0f} %"


def _time_text(value: float | None) -> str:
    seconds = value or 0.0
    return f"{1000.0 * seconds:.0f} ms" if seconds < 1.0 else f"{QLocale().toString(seconds, 'f', 2)} s"
