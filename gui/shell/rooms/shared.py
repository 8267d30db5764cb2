"""What all rooms work with."""

from dataclasses import dataclass

from drumgen.engine.generator import GeneratedSound
from gui.jobs import Jobs
from gui.settings import Settings
from gui.shell.user_commands import UserCommands
from gui.shell.window import MainWindow
from gui.sounds.files import SessionFiles
from gui.sounds.item import SoundItem
from gui.stage.speakers import Speakers
from gui.studio import Studio


@dataclass(frozen=True)
class Shared:
    """The parts of the app that every room needs."""

    window: MainWindow
    commands: UserCommands
    studio: Studio
    speakers: Speakers
    jobs: Jobs
    files: SessionFiles
    settings: Settings

    def tell(self, text: str) -> None:
        """Say a sentence in the status line."""
        self.window.status.show_message(text)

    def complain(self, error: Exception) -> None:
        """Say in the status line what did not work."""
        self.window.status.show_error(error)

    def sounds(self) -> list[tuple[str, GeneratedSound]]:
        """Return the session's sounds, the newest first, each with a name for people."""
        return [(name_of(item), item.take.sound) for item in reversed(self.window.sounds.items)]


def name_of(item: SoundItem) -> str:
    """Return a name for people that tells a sound from its neighbours."""
    return f"{item.title} {item.seed}"
