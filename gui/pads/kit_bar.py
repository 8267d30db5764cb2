"""The kit as a whole: its name, a new one from a seed or a sentence, files, and what concerns all pads."""

from collections.abc import Callable

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from drumgen.kits.kit import MAX_NAME_CHARACTERS
from drumgen.pads.bank import draw_seed
from drumgen.pads.settings import LAST_SEED
from gui.pads.commands import KitFacts
from gui.widgets.parts import icon_button, label, named, push_button


class KitBar(QWidget):
    """Two lines of controls; what they do is the view's business."""

    renamed = Signal(str)
    """The kit's new name."""
    new_wished = Signal(object, str)
    """A new kit is wished: its seed and its prompt."""
    open_wished = Signal()
    save_wished = Signal()
    save_as_wished = Signal()
    regenerate_wished = Signal()
    randomise_wished = Signal()
    keep_wished = Signal()
    renew_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.name.setMaxLength(MAX_NAME_CHARACTERS)
        self.name.setPlaceholderText(self.tr("Name of the kit"))
        self.seed = QLineEdit()
        self.seed.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{1,19}")))
        self.seed.setPlaceholderText(self.tr("any seed"))
        self.prompt = QLineEdit()
        self.prompt.setPlaceholderText(self.tr("the kit in words, e.g. dusty lo-fi"))
        self.new_seed = icon_button(
            "new_seed",
            self.tr("New seed for the kit"),
            self.tr("Draw another seed for the next kit"),
            on_click=self._draw_seed,
        )
        self.new = push_button(self.tr("New kit"), on_click=self._wish_kit)
        self.open = self._button(self.tr("Open…"), self.tr("Open a kit file"), self.open_wished.emit)
        self.save = self._button(self.tr("Save"), self.tr("Save the kit in its file"), self.save_wished.emit)
        self.save_as = self._button(
            self.tr("Save as…"), self.tr("Save the kit in another file"), self.save_as_wished.emit
        )
        self.regenerate = self._button(
            self.tr("Regenerate unlocked"),
            self.tr("Make new sounds for all pads that are not locked"),
            self.regenerate_wished.emit,
        )
        self.randomise = self._button(
            self.tr("Randomise unlocked"),
            self.tr("Give all pads that are not locked other attributes, tuning and panning, and new sounds"),
            self.randomise_wished.emit,
        )
        self.keep = self._button(self.tr("All keep"), self.tr("Every pad keeps its sound"), self.keep_wished.emit)
        self.renew = self._button(
            self.tr("All new each hit"), self.tr("Every hit on any pad plays a new sound"), self.renew_wished.emit
        )
        self._name()
        self._lay_out()
        self.name.editingFinished.connect(self._rename)
        for field in (self.seed, self.prompt):
            field.returnPressed.connect(self._wish_kit)

    def show_facts(self, facts: KitFacts) -> None:
        """Show the kit's name, seed and prompt."""
        self.name.setText(facts.name)
        self.prompt.setText(facts.prompt)
        self.seed.setText("" if facts.seed is None else str(facts.seed))
        self.save.setToolTip(self.tr("Save the kit in its file") if facts.path is None else str(facts.path))

    def _wish_kit(self) -> None:
        text = self.seed.text()
        if not self.seed.isModified():  # a seed that made the present kit would make the same again
            text = ""
        self.new_wished.emit(min(int(text), LAST_SEED) if text else None, self.prompt.text())

    def _draw_seed(self) -> None:
        self.seed.setText(str(draw_seed()))
        self.seed.setModified(True)

    def _rename(self) -> None:
        if self.name.isModified():
            self.name.setModified(False)
            self.renamed.emit(self.name.text().strip())

    def _button(self, text: str, tip: str, on_click: Callable[[], object]) -> QPushButton:
        button = push_button(text, on_click=on_click)
        named(button, text.replace("…", ""), tip)
        return button

    def _name(self) -> None:
        self.setObjectName("header")
        named(self.name, self.tr("Name of the kit"), "")
        named(self.seed, self.tr("Seed of the kit"), self.tr("The same seed gives the same kit"))
        named(self.prompt, self.tr("Prompt of the kit"), self.tr("What all sounds of the kit have in common, in words"))
        named(
            self.new, self.tr("New kit"), self.tr("Make new sounds that fit together on all pads that are not locked")
        )
        self.save.setAccessibleName(self.tr("Save the kit"))

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for layout in (first, second):
            layout.setSpacing(6)
        first.addWidget(label(self.tr("Kit"), "title"))
        first.addWidget(self.name, 1)
        for button in (self.open, self.save, self.save_as):
            first.addWidget(button)
        second.addWidget(self.seed, 1)
        second.addWidget(self.new_seed)
        second.addWidget(self.prompt, 3)
        second.addWidget(self.new)
        third = QHBoxLayout()
        third.setSpacing(6)
        for button in (self.regenerate, self.randomise):
            third.addWidget(button)
        third.addStretch(1)
        for button in (self.keep, self.renew):
            third.addWidget(button)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(16, 10, 16, 10)
        lines.setSpacing(8)
        for line in (first, second, third):
            lines.addLayout(line)
