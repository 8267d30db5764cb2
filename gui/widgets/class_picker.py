"""Choose one of the model's classes."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QWidget

from gui.look import icons
from gui.look.palette import class_colour
from gui.sounds.item import class_note, class_title

_COLUMNS = 2
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -_COLUMNS, Qt.Key.Key_Down: _COLUMNS}


class ClassPicker(QWidget):
    """A grid of buttons, one for each class, of which one is pressed."""

    chosen = Signal(str)
    """The class that the user chose."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Sound class"))
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        self._buttons: dict[str, _ClassButton] = {}
        self._group.buttonClicked.connect(lambda button: self.chosen.emit(button.label))

    @property
    def labels(self) -> tuple[str, ...]:
        """The classes on offer."""
        return tuple(self._buttons)

    @property
    def label(self) -> str:
        """The chosen class, empty before there are any."""
        button = self._group.checkedButton()
        return button.label if isinstance(button, _ClassButton) else ""

    def set_labels(self, labels: Sequence[str]) -> None:
        """Offer other classes; the first one is chosen."""
        for button in self._buttons.values():
            self._group.removeButton(button)
            button.deleteLater()
        self._buttons = {label: _ClassButton(label, self) for label in labels}
        for place, button in enumerate(self._buttons.values()):
            self._group.addButton(button)
            self._grid.addWidget(button, place // _COLUMNS, place % _COLUMNS)
        if labels:
            self.choose(labels[0])

    def choose(self, label: str) -> None:
        """Press the button of `label` if there is one."""
        if label in self._buttons:
            self._buttons[label].setChecked(True)

    def step_from(self, button: "_ClassButton", step: int) -> None:
        """Choose and focus the class `step` places after `button`, if there is one."""
        buttons = list(self._buttons.values())
        place = buttons.index(button) + step
        if 0 <= place < len(buttons):
            buttons[place].setFocus(Qt.FocusReason.TabFocusReason)
            buttons[place].click()


class _ClassButton(QPushButton):
    def __init__(self, label: str, picker: ClassPicker) -> None:
        super().__init__(class_title(label))
        self.label = label
        self._picker = picker
        self.setProperty("role", "chip")
        self.setMinimumWidth(90)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIcon(icons.icon("dot", colour=class_colour(label), size=14))
        self.setIconSize(QSize(14, 14))
        self.setAccessibleName(class_title(label))
        if note := class_note(label):
            self.setToolTip(self.tr("MIDI note {note}").format(note=note))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._picker.step_from(self, step)
