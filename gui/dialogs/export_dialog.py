"""Choose which sounds to write, where, and in which format."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from drumgen.audio.formats import SampleFormat
from gui.settings import Settings
from gui.sounds.exporting import ExportOrder
from gui.sounds.item import SoundItem
from gui.sounds.outlet import FORMAT, RATE
from gui.translations import QT_TRANSLATE_NOOP
from gui.widgets.parts import column, label, named, push_button, row

FORMATS = (
    (SampleFormat.WAV24, QT_TRANSLATE_NOOP("ExportDialog", "WAV, 24-bit")),
    (SampleFormat.WAV16, QT_TRANSLATE_NOOP("ExportDialog", "WAV, 16-bit")),
    (SampleFormat.FLOAT, QT_TRANSLATE_NOOP("ExportDialog", "WAV, 32-bit float")),
    (SampleFormat.FLAC, QT_TRANSLATE_NOOP("ExportDialog", "FLAC, 24-bit")),
)
RATES_HZ = (44100, 48000)


class ExportDialog(QDialog):
    """Asks for an `ExportOrder`; the choices are remembered.

    Parameters
    ----------
    choices : sequence of (str, sequence of SoundItem)
        What may be exported, such as the selected sounds; the first that is not empty is chosen.
    settings : Settings
        Remembers folder, format and rate.
    default_folder : Path
        The folder offered at first.
    parent : QWidget or None
        The window it belongs to.
    """

    ordered = Signal(object)
    """The `ExportOrder` that the user confirmed."""

    def __init__(
        self,
        choices: Sequence[tuple[str, Sequence[SoundItem]]],
        settings: Settings,
        default_folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export sounds"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._choices = choices
        self._settings = settings
        self._what = QButtonGroup(self)
        self.folder = QLineEdit(settings.get("export/folder", str(default_folder)))
        named(self.folder, self.tr("Folder"), self.tr("Where the files go; it is created if it is not there"))
        self.sample_format = QComboBox()
        named(self.sample_format, self.tr("Format"))
        for value, text in FORMATS:
            self.sample_format.addItem(QCoreApplication.translate("ExportDialog", text), value)
        self.rate = QComboBox()
        named(self.rate, self.tr("Sampling rate"))
        for rate_hz in RATES_HZ:
            self.rate.addItem(f"{rate_hz / 1000:g} kHz", rate_hz)
        _choose(self.sample_format, settings.get(FORMAT, SampleFormat.WAV24.value))
        _choose(self.rate, settings.get(RATE, RATES_HZ[0]))
        self.confirm = push_button(self.tr("Export"), role="primary", on_click=self._confirm)
        self.confirm.setDefault(True)
        self._lay_out()

    def order(self) -> ExportOrder:
        """Return what is chosen."""
        _, items = self._choices[self._what.checkedId()]
        return ExportOrder(
            [item.take.sound for item in items],
            Path(self.folder.text()).expanduser(),
            SampleFormat(self.sample_format.currentData()),
            int(self.rate.currentData()),
        )

    def choose(self, place: int) -> None:
        """Choose which sounds to export by their place in `choices`."""
        self._what.button(place).setChecked(True)

    def _confirm(self) -> None:
        order = self.order()
        self._settings.set("export/folder", self.folder.text())
        self._settings.set(FORMAT, order.sample_format.value)
        self._settings.set(RATE, order.rate_hz)
        self.accept()
        self.ordered.emit(order)

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Export into"), self.folder.text())
        if folder:
            self.folder.setText(folder)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(14)
        layout.addWidget(label(self.tr("Export sounds"), "title"))
        layout.addLayout(self._lay_out_choices())
        where = column(label(self.tr("&Folder"), "caption", buddy=self.folder), gap=4)
        where.addLayout(row(self.folder, push_button(self.tr("&Browse…"), on_click=self._browse)))
        self.folder.setMinimumWidth(360)
        layout.addLayout(where)
        how = QGridLayout()
        how.setVerticalSpacing(4)
        fields = ((self.tr("For&mat"), self.sample_format), (self.tr("Sampling &rate"), self.rate))
        for place, (text, choice) in enumerate(fields):
            how.addWidget(label(text, "caption", buddy=choice), 0, place)
            how.addWidget(choice, 1, place)
        layout.addLayout(how)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(push_button(self.tr("Cancel"), on_click=self.reject))
        buttons.addWidget(self.confirm)
        layout.addSpacing(4)
        layout.addLayout(buttons)

    def _lay_out_choices(self) -> QVBoxLayout:
        result = column(gap=2)
        for place, (text, items) in enumerate(self._choices):
            button = QRadioButton(f"{text} ({len(items)})")
            button.setAccessibleName(button.text())
            button.setEnabled(bool(items))
            self._what.addButton(button, place)
            result.addWidget(button)
            if items and self._what.checkedId() < 0:
                button.setChecked(True)
        return result


def _choose(box: QComboBox, value: str | int) -> None:
    box.setCurrentIndex(max(0, box.findData(value)))
