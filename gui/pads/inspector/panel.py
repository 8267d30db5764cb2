"""The settings of the selected pad."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from drumgen.errors import DrumgenError
from drumgen.pads.settings import MAX_NAME_CHARACTERS
from gui.pads.controller import PadsController
from gui.pads.inspector.playing_form import PlayingForm
from gui.pads.inspector.sound_form import SoundForm
from gui.widgets.parts import MARGIN, heading, icon_button, label, named, push_button, row, rule


class Inspector(QScrollArea):
    """Shows the settings of one pad and changes them.

    Parameters
    ----------
    controller : PadsController
        Changes the pads.
    """

    failed = Signal(object)
    """The exception that kept a value from being set."""

    def __init__(self, controller: PadsController) -> None:
        super().__init__()
        self._controller = controller
        self._pads = controller.pads
        self.pad = 0
        self.number = label("", "title")
        self.name = QLineEdit()
        self.name.setMaxLength(MAX_NAME_CHARACTERS)
        self.regenerate = icon_button(
            "regenerate",
            self.tr("Regenerate the pad"),
            self.tr("Make another sound for this pad (G)"),
            on_click=lambda: controller.regenerate([self.pad]),
        )
        self.lock = self._switch(
            self.tr("Lock"),
            self.tr("Lock the pad"),
            self.tr("Leave this pad out when pads are regenerated (L)"),
            "locked",
        )
        self.mute = self._switch(self.tr("Mute"), self.tr("Mute the pad"), self.tr("Hits are silent (M)"), "muted")
        self.solo = self._switch(
            self.tr("Solo"), self.tr("Solo the pad"), self.tr("Only pads with Solo are heard (O)"), "soloed"
        )
        self.sound = SoundForm(self._change)
        self.playing = PlayingForm(self._change)
        self._lay_out()
        named(self.name, self.tr("Name of the pad"), self.tr("What the pad is called"))
        self.name.editingFinished.connect(self._rename)
        self._pads.settings_changed.connect(self._refresh)
        self.show_pad(0)

    def set_models(self, models: Mapping[str, Sequence[str]]) -> None:
        """Offer these models with their classes."""
        self.sound.set_models(models)
        self._show()

    def show_pad(self, pad: int) -> None:
        """Show another pad."""
        if pad != self.pad:
            for field in (self.name, self.sound.prompt, self.sound.seed):
                field.setModified(False)
        self.pad = pad
        self._show()

    def _show(self) -> None:
        settings = self._pads.bank.settings(self.pad)
        self.number.setText(self.tr("Pad {0}").format(self.pad + 1))
        if not (self.name.hasFocus() and self.name.isModified()):
            self.name.setText(settings.name)
            self.name.setCursorPosition(0)
        for button, value in ((self.lock, settings.locked), (self.mute, settings.muted), (self.solo, settings.soloed)):
            with QSignalBlocker(button):
                button.setChecked(value)
        self.sound.show_settings(settings)
        self.playing.show_settings(settings)

    def _refresh(self, pad: int) -> None:
        if pad == self.pad:
            self._show()

    def _change(self, name: str, value: object) -> None:
        settings = self._pads.bank.settings(self.pad)
        try:
            self._controller.change(self.pad, settings.changed(**{name: value}))
        except DrumgenError as error:
            self.failed.emit(error)
            self._show()

    def _rename(self) -> None:
        if self.name.isModified():
            self.name.setModified(False)
            self._change("name", self.name.text())

    def _switch(self, text: str, spoken: str, tip: str, name: str) -> QPushButton:
        button = push_button(text, role="small")
        button.setCheckable(True)
        named(button, spoken, tip)
        button.clicked.connect(lambda on: self._change(name, on))
        return button

    def _lay_out(self) -> None:
        self.setObjectName("sidebar")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setObjectName("sidebarContent")
        head = row(self.number, self.name, self.regenerate)
        head.setStretch(1, 1)
        switches = row(self.lock, self.mute, self.solo, gap=6)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(MARGIN, 12, MARGIN, MARGIN)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addLayout(switches)
        layout.addWidget(rule())
        layout.addWidget(heading(self.tr("Sound")))
        layout.addWidget(self.sound)
        layout.addWidget(rule())
        layout.addWidget(heading(self.tr("Playing")))
        layout.addWidget(self.playing)
        layout.addStretch(1)
        self.setWidget(content)
        self.setMinimumWidth(content.minimumSizeHint().width() + 14)
