"""Controls that the editor's panels share: buttons of actions, times in milliseconds, and amounts in percent."""

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QDoubleSpinBox, QLabel, QPushButton, QSlider, QToolButton, QWidget

from gui.widgets.parts import icon_button, label, named, push_button, row

_PAUSE_MS = 300
_FULL = 100


def act_button(act: QAction, *, name: str = "", role: str = "") -> QPushButton:
    """Return a button with the text of an action, and enabled as that is; `name` is for screen readers."""
    button = push_button(act.text(), role=role, on_click=act.trigger)
    _follow(button, act, name or button.accessibleName())
    return button


def act_icon(act: QAction, picture: str) -> QToolButton:
    """Return a button with an icon for an action, and enabled as that is."""
    button = icon_button(picture, "", "", on_click=act.trigger)
    button.setProperty("role", "flat")
    _follow(button, act, act.text().replace("…", ""))
    return button


class TimeField(QDoubleSpinBox):
    """A time in milliseconds, told when the user has entered it."""

    entered = Signal(float)
    """The time in milliseconds."""

    def __init__(self, name: str, tip: str = "") -> None:
        super().__init__()
        named(self, name, tip)
        self.setDecimals(1)
        self.setSuffix(self.tr(" ms"))
        self.setKeyboardTracking(False)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.lineEdit().setTextMargins(6, 0, 0, 0)
        self.setMaximum(0.0)
        self.valueChanged.connect(self.entered.emit)

    def show_time(self, time_ms: float, longest_ms: float) -> None:
        """Show a time without telling anybody."""
        with QSignalBlocker(self):
            self.setMaximum(longest_ms)
            self.setValue(time_ms)


class Amount(QWidget):
    """A slider from 0 to 100 %, told when it comes to rest: let go by the mouse, or after a pause of the keys."""

    chosen = Signal(float)
    """The amount, 0 to 1."""

    def __init__(self, name: str, tip: str) -> None:
        super().__init__()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _FULL)
        self.slider.setPageStep(10)
        self.slider.setMinimumHeight(round(self.slider.fontMetrics().height() * 1.4))
        named(self.slider, name, tip)
        self._value: QLabel = label("", "caption")
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._value.setMinimumWidth(self._value.fontMetrics().horizontalAdvance("100 %") + 8)
        layout = row(self.slider, self._value)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._choose)
        self._told = 0
        self.slider.valueChanged.connect(self._move)
        self.slider.sliderReleased.connect(self._choose)
        self._write()

    @property
    def fraction(self) -> float:
        """What is set, 0 to 1."""
        return self.slider.value() / _FULL

    def show_fraction(self, fraction: float) -> None:
        """Show an amount without telling anybody."""
        if self.slider.isSliderDown():
            return
        self._pause.stop()
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(fraction * _FULL))
        self._told = self.slider.value()
        self._write()

    def _move(self) -> None:
        self._write()
        if not self.slider.isSliderDown():
            self._pause.start()

    def _choose(self) -> None:
        self._pause.stop()
        if self.slider.value() != self._told:
            self._told = self.slider.value()
            self.chosen.emit(self.fraction)

    def _write(self) -> None:
        self._value.setText(self.tr("{0} %").format(self.slider.value()))


def _follow(button: QAbstractButton, act: QAction, name: str) -> None:
    def sync() -> None:
        button.setEnabled(act.isEnabled())
        named(button, name, act.toolTip())

    act.changed.connect(sync)
    sync()
