"""MIDI learn for the controls of the app: an entry in their context menus, and the way from a knob to their values."""

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QMenu,
    QSpinBox,
    QWidget,
)

from gui.devices.texts import source_text
from gui.stage.controller import Controller

_PRESSED = 0.5

Learnable = QAbstractSlider | QSpinBox | QDoubleSpinBox | QComboBox | QAbstractButton


class ControlLearning(QObject):
    """Lets controls be set from a MIDI controller.

    Parameters
    ----------
    controller : Controller
        Learns, and says which control was turned.
    """

    def __init__(self, controller: Controller) -> None:
        super().__init__()
        self._controller = controller
        self._controls: dict[str, Learnable] = {}
        self._pressed: set[str] = set()
        controller.control.connect(self._turn)

    @property
    def targets(self) -> tuple[str, ...]:
        """The targets that were added."""
        return tuple(f"control:{name}" for name in self._controls)

    def add(self, control: Learnable, name: str | None = None) -> None:
        """Let `control` be bound under a name that stays the same, by default its accessible name; once is enough."""
        name = name or control.accessibleName()
        if self._controls.get(name) is control:
            return
        self._controls[name] = control
        known = id(control)
        control.destroyed.connect(lambda: self._forget(name, known))
        parts: list[QWidget] = [control]
        if isinstance(control, QSpinBox | QDoubleSpinBox):
            parts += control.findChildren(QLineEdit)
        for part in parts:
            part.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            part.customContextMenuRequested.connect(lambda at, part=part: self._open_menu(name, part, at))

    def menu(self, name: str, parent: QWidget) -> QMenu:
        """Return the menu of a control."""
        target = f"control:{name}"
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._controller.awaited == target:
            menu.addAction(self.tr("Stop waiting for MIDI"), self._controller.cancel_learning)
        else:
            menu.addAction(self.tr("Learn MIDI"), lambda: self._controller.learn(target))
        sources = [each.source for each in self._controller.map.bindings if each.target == target]
        for source in sources:
            text = self.tr("Forget {0}").format(source_text(source))
            menu.addAction(text).triggered.connect(lambda _, source=source: self._controller.unbind([source]))
        return menu

    def _forget(self, name: str, known: int) -> None:
        """Let a control go, unless another one has taken its name meanwhile."""
        if id(self._controls.get(name)) == known:
            del self._controls[name]

    def _open_menu(self, name: str, part: QWidget, at: QPoint) -> None:
        self.menu(name, part).popup(part.mapToGlobal(at))

    def _turn(self, name: str, value: float) -> None:
        """Set a control to a share of its range; a button that cannot stay down is pressed by the upper half."""
        control = self._controls.get(name)
        if control is None or not control.isEnabled():
            return
        if isinstance(control, QComboBox):
            place = round(value * (control.count() - 1))
            if place != control.currentIndex():  # a knob passes many values on its way through one choice
                control.setCurrentIndex(place)
                control.activated.emit(place)
        elif isinstance(control, QAbstractButton):
            self._press(name, control, value >= _PRESSED)
        elif isinstance(control, QDoubleSpinBox):
            control.setValue(control.minimum() + value * (control.maximum() - control.minimum()))
        else:
            control.setValue(round(control.minimum() + value * (control.maximum() - control.minimum())))

    def _press(self, name: str, button: QAbstractButton, down: bool) -> None:
        if button.isCheckable():
            if button.isChecked() != down:
                button.click()
        elif down and name not in self._pressed:
            button.click()
        (self._pressed.add if down else self._pressed.discard)(name)
