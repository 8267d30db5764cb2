"""Starts the app: ``python -m gui`` or ``drumgen-app``."""

import argparse
import logging
import os
import sys
import tempfile
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QSettings, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication

import drumgen
from gui.collecting import Collector
from gui.dialogs.preferences import DEFAULT_THEME, LANGUAGE, SCALE, THEME
from gui.look.application import apply_look
from gui.look.icons import app_icon
from gui.settings import Settings
from gui.shell.conductor import Conductor
from gui.shell.scaling import PERCENTAGES, apply_scaling
from gui.shell.single_instance import SingleInstance, bring_to_front
from gui.translations import SYSTEM, install

_NO_DISPLAY = "There is no display to open a window on; use 'drumgen generate' on the command line instead."
LOG_BYTES = 500_000
SWITCH_INTERVAL_S = 0.001  # so long a thread that computes may keep the one that hears MIDI waiting
_log = logging.getLogger(__name__)


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window and return the exit code when it is closed.

    Parameters
    ----------
    argv : sequence of str or None
        Arguments without the program's name; None takes those of the process.
    """
    arguments = _parse(argv)
    if not _has_display():
        print(_NO_DISPLAY, file=sys.stderr)
        return 2
    store = QSettings("drumgen", "drumgen")
    settings = Settings(store)
    shows = arguments.screenshot is None
    if shows and QApplication.instance() is None:
        apply_scaling(settings.get(SCALE, PERCENTAGES[0]))
    application = QApplication.instance() or QApplication(["drumgen"])
    assert isinstance(application, QApplication)
    with tempfile.TemporaryDirectory(prefix="drumgen-") as scratch:
        if not shows:  # a picture shows neither settings nor files of its maker
            settings = Settings(QSettings(str(Path(scratch) / "settings.ini"), QSettings.Format.IniFormat))
        prepare(application, language=settings.get(LANGUAGE, SYSTEM), theme=settings.get(THEME, DEFAULT_THEME))
        data = _data_folder() if shows else Path(scratch)
        instance = SingleInstance(data)
        if refusal := instance.claim():
            print(refusal, file=sys.stderr)
            return 0
        if shows:
            keep_log(data)
        sys.setswitchinterval(SWITCH_INTERVAL_S)
        collector = Collector()
        conductor = Conductor(settings, data, arguments.models)
        catch_faults(conductor)
        instance.raise_wished.connect(lambda: bring_to_front(conductor.window))
        collector.spare()
        try:
            conductor.window.show()
            QTimer.singleShot(0, lambda: conductor.start(devices=shows))
            if not shows:
                from gui.shell.screenshot import Photographer

                photographer = Photographer(conductor, arguments.screenshot)
                photographer.done.connect(application.exit)
            return application.exec()
        finally:
            conductor.window.hide()
            conductor.close()
            instance.release()
            collector.close()


def prepare(application: QApplication, *, language: str = "en", theme: str = "dark") -> None:
    """Give the application its name, language and look."""
    application.setApplicationName("drumgen")
    application.setApplicationVersion(drumgen.__version__)
    application.setDesktopFileName("drumgen")
    application.setWindowIcon(app_icon())
    install(application, language)
    apply_look(application, theme)


def keep_log(folder: Path) -> None:
    """Write what goes wrong to a file of limited size in `folder`, not to the terminal; without a folder, nowhere."""
    log = logging.getLogger()
    log.setLevel(logging.INFO)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(folder / "drumgen.log", maxBytes=LOG_BYTES, backupCount=1)
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    log.addHandler(handler)


def _data_folder() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))


def catch_faults(conductor: Conductor) -> None:
    """Show an exception that nobody caught in a dialog, and write it to the log, instead of ending the app."""

    def show(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        _log.error("a fault", exc_info=(kind, fault, trace))
        if isinstance(fault, Exception):
            conductor.commands.show_error(fault)

    sys.excepthook = show


def _parse(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="drumgen-app", description="Drum one-shots from a diffusion model.")
    parser.add_argument("--models", type=Path, metavar="FOLDER", help="take the models from this folder")
    parser.add_argument("--screenshot", type=Path, metavar="FILE", help="save a picture of the filled window and end")
    parser.add_argument("--version", action="version", version=f"drumgen {drumgen.__version__}")
    return parser.parse_args(argv)


def _has_display() -> bool:
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
