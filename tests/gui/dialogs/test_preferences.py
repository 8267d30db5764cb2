from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from drumgen.audio.formats import SampleFormat
from gui.dialogs.preferences import PreferencesDialog
from gui.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


def _dialog(settings: Settings, tmp_path: Path, qtbot: QtBot) -> PreferencesDialog:
    dialog = PreferencesDialog(settings, tmp_path / "Music")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def _pick(box: QComboBox, value: object) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


@pytest.mark.usefixtures("dressed")
def test_each_choice_is_told_and_remembered(settings: Settings, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = _dialog(settings, tmp_path, qtbot)
    assert (dialog.theme.currentData(), dialog.language.currentData(), dialog.scale.currentData()) == (
        "dark",
        "system",
        100,
    )
    for box, value, signal, told in (
        (dialog.theme, "light", dialog.theme_changed, "light"),
        (dialog.language, "de", dialog.language_changed, "de"),
        (dialog.scale, 150, dialog.scale_changed, 150),
        (dialog.sample_format, "wav16", dialog.format_changed, SampleFormat.WAV16),
        (dialog.rate, 48000, dialog.rate_changed, 48000),
    ):
        with qtbot.waitSignal(signal) as heard:
            _pick(box, value)
        assert heard.args == [told]
    assert "next start" in dialog.hint.text()
    again = _dialog(settings, tmp_path, qtbot)
    assert [
        box.currentData() for box in (again.theme, again.language, again.scale, again.sample_format, again.rate)
    ] == [
        "light",
        "de",
        150,
        "wav16",
        48000,
    ]


@pytest.mark.usefixtures("dressed")
def test_folders_are_told_once_they_are_entered(settings: Settings, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = _dialog(settings, tmp_path, qtbot)
    dialog.folder.setText(str(tmp_path / "Kits"))
    with qtbot.waitSignal(dialog.export_folder_changed) as heard:
        QTest.keyClick(dialog.folder, Qt.Key.Key_Return)
    assert heard.args == [tmp_path / "Kits"]
    assert dialog.isVisible()
    with qtbot.assertNotEmitted(dialog.export_folder_changed):
        QTest.keyClick(dialog.folder, Qt.Key.Key_Return)
    dialog.python.setText("/usr/bin/python3")
    with qtbot.waitSignal(dialog.python_changed) as heard:
        dialog.python.editingFinished.emit()
    assert heard.args == [Path("/usr/bin/python3")]
    dialog.python.setText("")
    with qtbot.waitSignal(dialog.python_changed) as heard:
        dialog.python.editingFinished.emit()
    assert heard.args == [None]


@pytest.mark.usefixtures("dressed")
def test_stored_values_nobody_knows_fall_back(settings: Settings, tmp_path: Path, qtbot: QtBot) -> None:
    settings.set("look/theme", "neon")
    settings.set("look/scale_percent", "huge")
    settings.set("export/format", "mp3")
    dialog = _dialog(settings, tmp_path, qtbot)
    assert (dialog.theme.currentData(), dialog.scale.currentData()) == ("dark", 100)
    assert dialog.sample_format.currentData() == "wav24"


@pytest.mark.usefixtures("dressed")
def test_every_control_has_a_name_of_its_own(settings: Settings, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = _dialog(settings, tmp_path, qtbot)
    controls = [each for kind in (QAbstractButton, QComboBox, QLineEdit) for each in dialog.findChildren(kind)]
    names = [each.accessibleName() for each in controls]
    assert all(names)
    assert len(set(names)) == len(names)
