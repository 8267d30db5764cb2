"""Builds the app from its parts, remembers settings, and ends everything in the right order."""

from pathlib import Path

from PySide6.QtCore import QObject

from drumgen.editing.editor import SoundEditor
from drumgen.kits.kit import SUFFIX
from drumgen.midi.control.map_files import MapFiles
from gui.jobs import Jobs
from gui.settings import Settings
from gui.shell.reactions import Reactions
from gui.shell.rooms.house import House
from gui.shell.rooms.shared import Shared
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
    data : Path
        The app's folder: library, files for dragging, MIDI mappings, training runs and their models.
    models_folder : Path or None
        Where the models are; None means the shipped ones.
    """

    def __init__(self, settings: Settings, data: Path, models_folder: Path | None = None) -> None:
        super().__init__()
        self.settings = settings
        self.data = data
        self._is_closed = False
        self.jobs = Jobs(self)
        self.files = SessionFiles(data / "sounds")
        self.window = MainWindow(self.jobs, self.files)
        self.studio = Studio(
            self.jobs, self.window.sounds, self.window.undo_stack, self.files, models_folder=models_folder
        )
        self.speakers = Speakers(self.jobs)
        self.pads = Pads(self.jobs, self.studio.generator, self.speakers)
        self.controller = Controller(self.jobs, self.pads, MapFiles(data / "midi"))
        self.commands = UserCommands(
            self.window,
            studio=self.studio,
            speakers=self.speakers,
            jobs=self.jobs,
            files=self.files,
            settings=settings,
        )
        self.reactions = Reactions(
            self.window, self.commands, studio=self.studio, speakers=self.speakers, settings=settings
        )
        shared = Shared(
            window=self.window,
            commands=self.commands,
            studio=self.studio,
            speakers=self.speakers,
            jobs=self.jobs,
            files=self.files,
            settings=settings,
        )
        self.house = House(shared, SoundEditor(self.studio.generator), self.pads, self.controller, data)
        self.reactions.welcomed.connect(self.house.pads.offer)
        self._restore()

    def start(self, *, devices: bool = True) -> None:
        """Open what takes time, behind the window that is already there."""
        self.window.setFocus()
        self.house.training.find_models()
        self.studio.open()
        self.window.detail.load()
        self.house.library.library.open()
        self.house.pads.restore(self._last_kit)
        if devices:
            self.house.stage.open()

    def close(self) -> None:
        """Remember everything and end all work, once; takes as long as the step that is being computed."""
        if self._is_closed:
            return
        self._is_closed = True
        self._remember()
        self.house.close()
        self.house.pads.save(self._last_kit)
        self.house.pads.close()
        self.house.training.close()
        self.jobs.close()
        self.controller.close()
        self.pads.close()
        self.speakers.close()
        self.house.library.library.close()
        self.files.close()

    @property
    def _last_kit(self) -> Path:
        return self.data / f"last{SUFFIX}"

    def _restore(self) -> None:
        window, settings = self.window, self.settings
        window.restoreGeometry(settings.bytes("window/geometry"))
        window.request.count.setValue(settings.get("request/count", window.request.count.value()))
        if settings.get("request/seed_locked", False):
            window.request.seed.setText(settings.get("request/seed", window.request.seed.text()))
            window.request.lock_seed.setChecked(True)
        self.house.restore()

    def _remember(self) -> None:
        window, settings = self.window, self.settings
        settings.set_bytes("window/geometry", window.saveGeometry())
        settings.set("request/count", window.request.count.value())
        settings.set("request/seed_locked", window.request.lock_seed.isChecked())
        settings.set("request/seed", window.request.seed.text())
        if window.request.classes.label:
            settings.set("request/label", window.request.classes.label)
        self.house.remember()
        settings.save()
