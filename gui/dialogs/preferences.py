"""What the user likes: look, language, size, how and where sounds are written. Every choice holds at once."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from drumgen.audio.formats import SampleFormat
from gui.dialogs.export_dialog import FORMATS, RATES_HZ
from gui.settings import Settings
from gui.shell.scaling import PERCENTAGES
from gui.sounds.outlet import FORMAT, RATE
from gui.translations import LANGUAGES, QT_TRANSLATE_NOOP, SYSTEM
from gui.widgets.parts import heading, label, named, push_button, row

THEME, LANGUAGE, SCALE = "look/theme", "look/language", "look/scale_percent"
EXPORT_FOLDER, TRAINING_PYTHON = "export/folder", "training/python"
DEFAULT_THEME = "dark"

_THEMES = (
    ("dark", QT_TRANSLATE_NOOP("PreferencesDialog", "Dark")),
    ("light", QT_TRANSLATE_NOOP("PreferencesDialog", "Light")),
    ("system", QT_TRANSLATE_NOOP("PreferencesDialog", "As the system")),
)


class PreferencesDialog(QDialog):
    """Shows and remembers the preferences; `open` returns at once.

    Parameters
    ----------
    settings : Settings
        Where they are kept.
    default_folder : Path
        Where exported sounds go unless the user says otherwise.
    parent : QWidget or None
        The window it belongs to.
    """

    theme_changed = Signal(str)
    """``dark``, ``light`` or ``system``, as `apply_look` takes it."""
    language_changed = Signal(str)
    """``system`` or a code of `LANGUAGES`; windows made from now on speak it."""
    scale_changed = Signal(int)
    """Percent; holds from the next start on."""
    format_changed = Signal(object)
    """The `SampleFormat` of exported sounds, and of dragged ones if it is a WAV."""
    rate_changed = Signal(int)
    """Sampling rate of exported and dragged sounds in Hz."""
    export_folder_changed = Signal(object)
    """Path of the folder for exported sounds."""
    python_changed = Signal(object)
    """Path of the Python that trains, None for the app's own."""

    def __init__(self, settings: Settings, default_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preferences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._settings = settings
        translate = QCoreApplication.translate
        themes = [(value, translate("PreferencesDialog", text)) for value, text in _THEMES]
        self.theme = self._choice(self.tr("Theme"), themes, settings.get(THEME, DEFAULT_THEME))
        languages = [(SYSTEM, self.tr("As the system")), *LANGUAGES.items()]
        self.language = self._choice(self.tr("Language"), languages, settings.get(LANGUAGE, SYSTEM))
        sizes = [(percent, f"{percent} %") for percent in PERCENTAGES]
        self.scale = self._choice(self.tr("Size of everything"), sizes, settings.get(SCALE, PERCENTAGES[0]))
        formats = [(value.value, translate("ExportDialog", text)) for value, text in FORMATS]
        stored_format = settings.get(FORMAT, SampleFormat.WAV24.value)
        self.sample_format = self._choice(self.tr("Format of exported and dragged sounds"), formats, stored_format)
        rates = [(rate_hz, f"{rate_hz / 1000:g} kHz") for rate_hz in RATES_HZ]
        self.rate = self._choice(
            self.tr("Sampling rate of exported and dragged sounds"), rates, settings.get(RATE, RATES_HZ[0])
        )
        self.folder = QLineEdit(settings.get(EXPORT_FOLDER, str(default_folder)))
        named(self.folder, self.tr("Folder for exported sounds"))
        self.python = QLineEdit(settings.get(TRAINING_PYTHON, ""))
        named(self.python, self.tr("Python that trains"), self.tr("Only needed where the app's own has no PyTorch"))
        self.python.setPlaceholderText(self.tr("the app's own"))
        self.hint = label("", "caption", wrap=True)
        self.hint.setAccessibleName(self.tr("What a change needs"))
        self._lay_out()
        self._connect()

    def _change_theme(self, value: str) -> None:
        self._settings.set(THEME, value)
        self.theme_changed.emit(value)

    def _change_language(self, value: str) -> None:
        self._settings.set(LANGUAGE, value)
        self.hint.setText(self.tr("The language changes everywhere at the next start."))
        self.language_changed.emit(value)

    def _change_scale(self, value: int) -> None:
        self._settings.set(SCALE, value)
        self.hint.setText(self.tr("The size changes at the next start."))
        self.scale_changed.emit(value)

    def _change_format(self, value: str) -> None:
        self._settings.set(FORMAT, value)
        self.format_changed.emit(SampleFormat(value))

    def _change_rate(self, value: int) -> None:
        self._settings.set(RATE, value)
        self.rate_changed.emit(value)

    def _change_folder(self) -> None:
        text = self.folder.text().strip()
        if text and text != self._settings.get(EXPORT_FOLDER, ""):
            self._settings.set(EXPORT_FOLDER, text)
            self.export_folder_changed.emit(Path(text).expanduser())

    def _change_python(self) -> None:
        text = self.python.text().strip()
        if text != self._settings.get(TRAINING_PYTHON, ""):
            self._settings.set(TRAINING_PYTHON, text)
            self.python_changed.emit(Path(text).expanduser() if text else None)

    def _browse_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder for exported sounds"), self.folder.text())
        if folder:
            self.folder.setText(folder)
            self._change_folder()

    def _browse_python(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Python that trains"), self.python.text())
        if name:
            self.python.setText(name)
            self._change_python()

    def _connect(self) -> None:
        choices: tuple[tuple[QComboBox, Callable[..., None]], ...] = (
            (self.theme, self._change_theme),
            (self.language, self._change_language),
            (self.scale, self._change_scale),
            (self.sample_format, self._change_format),
            (self.rate, self._change_rate),
        )
        for box, change in choices:
            box.activated.connect(lambda index, box=box, change=change: change(box.itemData(index)))
        self.folder.editingFinished.connect(self._change_folder)
        self.python.editingFinished.connect(self._change_python)

    def _lay_out(self) -> None:
        browse_folder = push_button(self.tr("B&rowse…"), on_click=self._browse_folder)
        browse_folder.setAccessibleName(self.tr("Browse for the folder for exported sounds"))
        browse_python = push_button(self.tr("Bro&wse…"), on_click=self._browse_python)
        browse_python.setAccessibleName(self.tr("Browse for the Python that trains"))
        self.folder.setMinimumWidth(260)
        close = push_button(self.tr("Close"), on_click=self.accept)
        for button in (browse_folder, browse_python, close):
            button.setAutoDefault(False)  # Return ends the editing of a line
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(12)
        layout.addWidget(label(self.tr("Preferences"), "title"))
        layout.addWidget(heading(self.tr("Look")))
        layout.addLayout(
            _form(
                (self.tr("&Theme"), self.theme, None),
                (self.tr("&Language"), self.language, None),
                (self.tr("&Size"), self.scale, None),
            )
        )
        layout.addWidget(heading(self.tr("Exported and dragged sounds")))
        layout.addLayout(
            _form(
                (self.tr("For&mat"), self.sample_format, None),
                (self.tr("Sampling r&ate"), self.rate, None),
                (self.tr("&Folder"), self.folder, browse_folder),
            )
        )
        layout.addWidget(heading(self.tr("Training")))
        layout.addLayout(_form((self.tr("&Python"), self.python, browse_python)))
        layout.addWidget(self.hint)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _choice(self, name: str, choices: Sequence[tuple[str | int, str]], value: str | int) -> QComboBox:
        box = QComboBox()
        named(box, name)
        for data, text in choices:
            box.addItem(text, data)
        box.setCurrentIndex(max(0, box.findData(value)))
        return box


def _form(*lines: tuple[str, QWidget, QWidget | None]) -> QFormLayout:
    """Return labelled controls one below the other, some with a button beside them."""
    form = QFormLayout()
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(8)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
    for text, control, button in lines:
        name = QLabel(text)
        name.setProperty("role", "caption")
        name.setBuddy(control)
        name.setMinimumWidth(120)
        name.setMinimumHeight(control.sizeHint().height())
        if button is None:
            form.addRow(name, control)
        else:
            beside = row(control, button, gap=6)
            beside.setStretch(0, 1)
            form.addRow(name, beside)
    return form
