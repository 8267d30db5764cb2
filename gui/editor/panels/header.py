"""The line above the pictures: what the sound is, its class, source or edited, undo and redo."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QComboBox, QPushButton, QSizePolicy, QWidget

from gui.editor.panels.buttons import act_icon
from gui.sounds.item import class_title
from gui.widgets.parts import label, named, push_button, row


class Header(QWidget):
    """Names what is edited.

    Parameters
    ----------
    acts : mapping
        The editor's actions by name.
    """

    label_chosen = Signal(object)
    """The class that the user wants, a str, or None for what the sound is taken for."""

    def __init__(self, acts: Mapping[str, QAction]) -> None:
        super().__init__()
        self._compare = acts["compare"]
        self.title = label("", "title")
        self.facts = label("", "caption")
        self.facts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.classes = QComboBox()
        named(self.classes, self.tr("Class of the sound"), self.tr("What the sound counts as when it is made anew"))
        self.classes.activated.connect(lambda place: self.label_chosen.emit(self.classes.itemData(place)))
        self.source = self._side(self.tr("Source"), "left", self.tr("Hear the source"))
        self.edited = self._side(self.tr("Edited"), "right", self.tr("Hear the edited sound"))
        self._sides = QButtonGroup(self)
        for button in (self.source, self.edited):
            self._sides.addButton(button)
        self._sides.buttonClicked.connect(self._choose_side)
        acts["compare"].changed.connect(self._show_side)
        self._show_side()
        layout = row(
            self.title,
            self.facts,
            self.classes,
            row_of(self.source, self.edited),
            act_icon(acts["undo"], "undo"),
            act_icon(acts["redo"], "redo"),
            act_icon(acts["open"], "open"),
        )
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_labels(self, labels: Sequence[str], chosen: str | None, guess: str | None) -> None:
        """Offer classes; `guess` is what the sound is taken for, None while nobody knows."""
        automatic = self.tr("Class: automatic")
        if guess is not None:
            automatic = self.tr("Class: {name}").format(name=class_title(guess))
        with QSignalBlocker(self.classes):
            self.classes.clear()
            self.classes.addItem(automatic, None)
            for each in labels:
                self.classes.addItem(class_title(each), each)
            self.classes.setCurrentIndex(max(0, self.classes.findData(chosen)) if chosen else 0)

    def show_facts(self, title: str, facts: str) -> None:
        """Name the sound and tell about it."""
        self.title.setText(title)
        self.title.setToolTip(title)
        self.facts.setText(facts)
        self.facts.setToolTip(facts)

    def _side(self, text: str, role: str, name: str) -> QPushButton:
        button = push_button(text, role=role)
        button.setCheckable(True)
        named(button, name, self._compare.toolTip())
        return button

    def _choose_side(self, button: QPushButton) -> None:
        if (button is self.source) != self._compare.isChecked():
            self._compare.trigger()

    def _show_side(self) -> None:
        (self.source if self._compare.isChecked() else self.edited).setChecked(True)
        for button in (self.source, self.edited):
            button.setEnabled(self._compare.isEnabled())
            # Tab comes to the side that is chosen, the arrows go to the other one
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if button.isChecked() else Qt.FocusPolicy.NoFocus)


def row_of(*buttons: QPushButton) -> QWidget:
    """Return buttons that touch each other."""
    result = QWidget()
    result.setLayout(row(*buttons, gap=0))
    return result
