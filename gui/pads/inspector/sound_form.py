"""The part of the inspector that says which sounds are made: class, model, words, attributes, seed, steps."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QLocale, QRegularExpression, QSignalBlocker
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from drumgen.engine.request import MAX_PROMPT_CHARACTERS, MAX_STEPS
from drumgen.midi.gm_drums import GM_DRUMS
from drumgen.pads.bank import draw_seed
from drumgen.pads.settings import LAST_SEED, PadSettings
from drumgen.wishes.wish import ATTRIBUTES
from drumgen.wishes.words.understanding import understand
from gui.look import icons, palette
from gui.pads.inspector.fader import FaderRow
from gui.sounds.item import class_title
from gui.widgets.heard_words import HeardWords
from gui.widgets.parts import column, icon_button, label, named, row

Change = Callable[[str, object], object]


class SoundForm(QWidget):
    """Fields for what decides a pad's sound.

    Parameters
    ----------
    on_change : callable
        Called with the name of a setting and its new value.
    """

    def __init__(self, on_change: Change) -> None:
        super().__init__()
        self._change = on_change
        self._values: dict[str, float] = {}
        self._models: dict[str, tuple[str, ...]] = {}
        self.classes = QComboBox()
        self.models = QComboBox()
        self.prompt = QLineEdit()
        self.prompt.setMaxLength(MAX_PROMPT_CHARACTERS)
        self.heard = HeardWords()
        self.seed = QLineEdit()
        self.seed.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{1,19}")))
        self.steps = QSpinBox()
        self.steps.setRange(0, MAX_STEPS)
        self.new_seed = icon_button(
            "new_seed",
            self.tr("New seed for the pad"),
            self.tr("Make another sound from a new seed"),
            on_click=lambda: self._change("seed", draw_seed()),
        )
        self.lock_seed = icon_button(
            "unlocked",
            self.tr("Lock the pad's seed"),
            self.tr("Keep this seed when the pad is regenerated or a new kit is made"),
            checked="locked",
        )
        self.attributes = {name: self._attribute_row(name) for name in ATTRIBUTES}
        self._name()
        self._lay_out()
        self._connect()
        self.set_models({"drums": tuple(dict.fromkeys(drum.label for drum in GM_DRUMS.values()))})

    def set_models(self, models: Mapping[str, Sequence[str]]) -> None:
        """Offer these models with their classes."""
        self._models = {name: tuple(labels) for name, labels in models.items()}
        chosen = self.models.currentText()
        with QSignalBlocker(self.models):
            self.models.clear()
            self.models.addItems(list(self._models))
            self.models.setCurrentText(chosen)

    def show_settings(self, settings: PadSettings) -> None:
        """Show a pad's settings; what is being typed stays."""
        with QSignalBlocker(self.models), QSignalBlocker(self.classes), QSignalBlocker(self.steps):
            if self.models.findText(settings.model) < 0:
                self.models.addItem(settings.model)
            self.models.setCurrentText(settings.model)
            self._offer_classes(settings)
            self.steps.setValue(settings.steps or 0)
        with QSignalBlocker(self.lock_seed):
            self.lock_seed.setChecked(settings.seed_locked)
        for field, text in ((self.prompt, settings.prompt), (self.seed, str(settings.seed))):
            if not (field.hasFocus() and field.isModified()):
                field.setText(text)
                field.setCursorPosition(0)
        self.heard.show_understood(understand(settings.prompt))
        self._values = dict(settings.attributes)
        for name, fader in self.attributes.items():
            fader.show_value(self._values.get(name))

    def _offer_classes(self, settings: PadSettings) -> None:
        offered = [*self._models.get(settings.model, ())]
        if settings.label not in offered:
            offered.append(settings.label)
        if offered != [self.classes.itemData(place) for place in range(self.classes.count())]:
            self.classes.clear()
            for each in offered:
                dot = icons.icon("dot", colour=palette.class_colour(each), size=14)
                self.classes.addItem(dot, class_title(each), each)
        self.classes.setCurrentIndex(self.classes.findData(settings.label))

    def _attribute_row(self, name: str) -> FaderRow:
        titles = {
            "brightness": (self.tr("Brightness"), self.tr("Dark or bright")),
            "attack": (self.tr("Attack"), self.tr("How suddenly the sound begins: soft or hard")),
            "decay": (self.tr("Ringing"), self.tr("How long the sound rings: short or long")),
            "pitch": (self.tr("Pitch"), self.tr("Low or high")),
            "noisiness": (self.tr("Noisiness"), self.tr("Tone or noise")),
            "body": (self.tr("Body"), self.tr("Thin or full")),
        }
        title, tip = titles.get(name, (name.capitalize(), ""))
        tip = self.tr("{0}. A double click leaves it open.").format(tip)
        return FaderRow(
            title,
            tip,
            lowest=-1.0,
            highest=1.0,
            start=0.0,
            rest=None,
            text=lambda value: self.tr("any") if value is None else _signed(value),
            on_change=lambda value, name=name: self._set_attribute(name, value),  # type: ignore[misc]
        )

    def _set_attribute(self, name: str, value: float | None) -> None:
        self._values.pop(name, None)
        if value is not None:
            self._values[name] = value
        ordered = tuple((each, self._values[each]) for each in ATTRIBUTES if each in self._values)
        self._change("attributes", ordered)

    def _name(self) -> None:
        named(self.classes, self.tr("Class of the pad"), self.tr("What kind of drum is made"))
        named(self.models, self.tr("Model of the pad"), self.tr("The model that makes its sounds"))
        named(
            self.prompt,
            self.tr("Prompt of the pad"),
            self.tr("The sound in words; of several, the best match is taken"),
        )
        self.prompt.setPlaceholderText(self.tr("e.g. dark and short"))
        named(self.seed, self.tr("Seed of the pad"), self.tr("The number the pad's sound grows from"))
        named(self.steps, self.tr("Steps of the pad"), self.tr("More steps take longer and can sound finer"))
        self.steps.setSpecialValueText(self.tr("auto"))
        for box in (self.classes, self.models):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
        for field in (self.steps,):
            field.lineEdit().setTextMargins(6, 0, 0, 0)
            field.setMinimumWidth(64)
        self.seed.setMinimumWidth(60)

    def _lay_out(self) -> None:
        faders = QGridLayout()
        faders.setContentsMargins(0, 0, 0, 0)
        faders.setHorizontalSpacing(8)
        faders.setVerticalSpacing(3)
        faders.setColumnStretch(1, 1)
        for place, fader in enumerate(self.attributes.values()):
            fader.add_to(faders, place)
        faders.setColumnMinimumWidth(2, self.fontMetrics().horizontalAdvance("+0.00") + 6)
        kinds = row()
        for text, box in ((self.tr("Class"), self.classes), (self.tr("Model"), self.models)):
            kinds.addLayout(column(label(text, "caption", buddy=box), box, gap=4), 1)
        seed = column(label(self.tr("Seed"), "caption", buddy=self.seed), gap=4)
        seed.addLayout(row(self.seed, self.new_seed, self.lock_seed, gap=6))
        numbers = row()
        numbers.addLayout(seed, 1)
        numbers.addLayout(column(label(self.tr("Steps"), "caption", buddy=self.steps), self.steps, gap=4))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(kinds)
        layout.addLayout(column(label(self.tr("Prompt"), "caption", buddy=self.prompt), self.prompt, self.heard, gap=4))
        layout.addLayout(faders)
        layout.addLayout(numbers)

    def _connect(self) -> None:
        self.classes.activated.connect(lambda place: self._change("label", self.classes.itemData(place)))
        self.models.activated.connect(lambda place: self._change("model", self.models.itemText(place)))
        self.prompt.editingFinished.connect(lambda: self._finish(self.prompt, "prompt", self.prompt.text()))
        self.seed.editingFinished.connect(
            lambda: self._finish(self.seed, "seed", min(int(self.seed.text() or 0), LAST_SEED))
        )
        self.lock_seed.toggled.connect(lambda on: self._change("seed_locked", on))
        self.steps.valueChanged.connect(lambda steps: self._change("steps", steps or None))

    def _finish(self, field: QLineEdit, name: str, value: object) -> None:
        if field.isModified():
            field.setModified(False)
            self._change(name, value)


def _signed(value: float) -> str:
    text = QLocale().toString(value, "f", 2).replace("-", "−")
    return text if value < 0.0 else f"+{text}"
