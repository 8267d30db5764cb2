"""Builds the app from its parts, remembers settings, and ends everything in the right order."""

from pathlib import Path

from PySide6.QtCore import QObject

from drumgen.pads.settings import PadMode
from gui.jobs import Jobs
from gui.settings import Settings
from gui.shell.reactions import Reactions
from gui.shell.user_commands import UserCommands
from gui.shell.window import MainWindow
from gui.sounds.files import SessionFiles
from gui.stage.controller import Controller
from gui.stage.pads import Pads
from gui.stage.speakers import Speakers
from gui.studio import Studio


class Conductor(QObject):
    """The whole app: a window and what acts behind it.

    Parameters
    ----------
    settings : Settings
        What the last run remembered.
    files_root : Path
        Where files for dragging and copying lie.
    models_folder : Path or None
        Where the models are; None means the shipped ones.
    """

    def __init__(self, settings: Settings, files_root: Path, models_folder: Path | None = None) -> None:
        super().__init__()
        self.settings = settings
        self.jobs = Jobs(self)
        self.files = SessionFiles(files_root)
        self.window = MainWindow(self.jobs, self.files)
        self.studio = Studio(
            self.jobs, self.window.sounds, self.window.undo_stack, self.files, models_folder=models_folder
        )
        self.speakers = Speakers(self.jobs)
        self.pads = Pads(self.jobs, self.studio.generator, self.speakers)
        self.controller = Controller(self.jobs, self.pads)
        self.commands = UserCommands(
            self.window,
            studio=self.studio,
            speakers=self.speakers,
            jobs=self.jobs,
            files=self.files,
            settings=settings,
        )
        self.reactions = Reactions(
            self.window,
            self.commands,
            studio=self.studio,
            pads=self.pads,
            speakers=self.speakers,
            controller=self.controller,
            settings=settings,
        )
        self._restore()

    def start(self, *, devices: bool = True) -> None:
        """Open what takes time, behind the window that is already there."""
        self.window.setFocus()
        self.studio.open()
        self.window.detail.load()
        if devices:
            self.speakers.open(self.window.devices.output.name or None)
            self.controller.refresh()
            if port := self.window.devices.port.name:
                self.controller.open(port)

    def close(self) -> None:
        """Remember everything and end all work; takes as long as the step that is being computed."""
        self._remember()
        self.jobs.close()
        self.controller.close()
        self.pads.close()
        self.speakers.close()
        self.files.close()

    def _restore(self) -> None:
        window, settings = self.window, self.settings
        window.restoreGeometry(settings.bytes("window/geometry"))
        window.devices.output.choose(settings.get("audio/device", ""))
        window.devices.port.choose(settings.get("midi/port", ""))
        mode = PadMode.REGENERATE if settings.get("midi/regenerate", False) else PadMode.KEEP
        window.devices.set_mode(mode)
        self.pads.set_mode(mode)
        window.request.count.setValue(settings.get("request/count", window.request.count.value()))
        if settings.get("request/seed_locked", False):
            window.request.seed.setText(settings.get("request/seed", window.request.seed.text()))
            window.request.lock_seed.setChecked(True)

    def _remember(self) -> None:
        window, settings = self.window, self.settings
        settings.set_bytes("window/geometry", window.saveGeometry())
        settings.set("audio/device", window.devices.output.name)
        settings.set("midi/port", window.devices.port.name)
        settings.set("midi/regenerate", window.devices.mode is PadMode.REGENERATE)
        settings.set("request/count", window.request.count.value())
        settings.set("request/seed_locked", window.request.lock_seed.isChecked())
        settings.set("request/seed", window.request.seed.text())
        if window.request.classes.label:
            settings.set("request/label", window.request.classes.label)
        settings.save()
