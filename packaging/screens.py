"""Take pictures of every view in both themes: `make screens` writes docs/screens/VIEW-THEME.png.

`VIEWS` at the end is the table of views. A view is a function that gets the `Stage` (an app with sounds in it) and
returns what to photograph, set up as it is to be seen, and when that is ready. Needs no screen.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from device_examples import audio_example, midi_example  # noqa: E402
from PySide6.QtCore import QCoreApplication, QSettings, QSize, Qt  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from drumgen.audio.files import write_clip  # noqa: E402
from drumgen.editing.editor import SoundEditor  # noqa: E402
from drumgen.engine.request import GenerationRequest  # noqa: E402
from drumgen.errors import DeviceError  # noqa: E402
from drumgen.pads.bank import STOCK  # noqa: E402
from drumgen.pads.settings import PadMode  # noqa: E402
from gui.app import prepare  # noqa: E402
from gui.dialogs.about import AboutDialog  # noqa: E402
from gui.dialogs.error_dialog import ErrorDialog  # noqa: E402
from gui.dialogs.export_dialog import ExportDialog  # noqa: E402
from gui.dialogs.preferences import THEME, PreferencesDialog  # noqa: E402
from gui.dialogs.shortcut_sheet import ShortcutSheet  # noqa: E402
from gui.library.dialogs import HistoryDialog  # noqa: E402
from gui.look.application import apply_look  # noqa: E402
from gui.look.themes import THEMES  # noqa: E402
from gui.settings import Settings  # noqa: E402
from gui.shell.conductor import Conductor  # noqa: E402
from gui.workshop.log_tail import LogEntry  # noqa: E402
from gui.workshop.report import DataReport, Rejected  # noqa: E402
from gui.workshop.run import Phase, TrainingRun  # noqa: E402
from gui.workshop.setup_page import SetupPage  # noqa: E402
from gui.workshop.view import TrainingView  # noqa: E402

SIZE = QSize(1280, 860)
SEED = 7
WAIT_S = 300.0
SETTLE_S = 0.4  # pyqtgraph lays out its axes over several turns of the event loop


@dataclass(frozen=True)
class Shot:
    """What to photograph, and when it is ready."""

    widget: QWidget
    is_ready: Callable[[], bool] = lambda: True


class Stage:
    """An app whose list holds a sound of each class, seen by nobody.

    Parameters
    ----------
    application : QApplication
    folder : Path
        For its settings and files.
    """

    def __init__(self, application: QApplication, folder: Path) -> None:
        self.application = application
        self.folder = folder
        self.settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
        self.app = self.new_app("filled")
        self._fill()

    def new_app(self, name: str) -> Conductor:
        """Start one more app with its model open, without devices."""
        app = Conductor(self.settings, self.folder / name)
        app.window.resize(SIZE)
        app.window.request.seed.setText(str(SEED))
        app.window.show()
        app.start(devices=False)
        self.wait(lambda: app.window.acts["generate"].isEnabled())
        return app

    def wait(self, is_ready: Callable[[], bool]) -> None:
        """Turn the event loop until something has come about."""
        end = time.monotonic() + WAIT_S
        while not is_ready():
            if time.monotonic() > end:
                raise SystemExit("A view did not become ready; see the messages above.")
            self.application.processEvents()
            time.sleep(0.005)

    def settle(self) -> None:
        """Turn the event loop for a moment."""
        end = time.monotonic() + SETTLE_S
        self.wait(lambda: time.monotonic() > end)

    def _fill(self) -> None:
        app = self.app
        assert app.studio.card is not None
        classes = app.studio.card.classes
        for place, label in enumerate(classes):
            app.studio.generate(GenerationRequest(label, 1, SEED + place))
            self.wait(lambda: not app.studio.is_busy)
        self.wait(lambda: len(app.window.sounds.items) == len(classes))
        items = app.window.sounds.items
        app.commands.mark([items[1], items[4]])
        app.window.results.show_item(items[0])
        app.window.status.show_message("")


def main_window(stage: Stage) -> Shot:
    stage.app.window.views.show_view("sounds")
    stage.app.window.results.setFocus(Qt.FocusReason.OtherFocusReason)
    return Shot(stage.app.window, lambda: stage.app.window.detail.is_ready)


def small_window(stage: Stage) -> Shot:
    stage.app.window.resize(1024, 700)
    return Shot(stage.app.window, lambda: stage.app.window.detail.is_ready)


def empty_window(stage: Stage, view: str = "sounds") -> Shot:
    app = stage.new_app(f"empty-{view}")
    app.window.destroyed.connect(app.close)
    app.window.views.show_view(view)
    return Shot(app.window, lambda: app.jobs.is_idle)


def pads(stage: Stage) -> Shot:
    """Every pad has a sound; one is locked, one makes a new sound with each hit."""
    view, bank, sounds = stage.app.house.pads.made, stage.app.pads.bank, stage.app.window.sounds
    if any(bank.sound(pad) is None for pad in range(len(bank))):
        shown = sounds.items
        view.kits.rename(QCoreApplication.translate("Kits", "Kit {0}").format(SEED))
        view.controller.regenerate([pad for pad in range(len(bank)) if bank.sound(pad) is None])
        stage.wait(lambda: all(bank.sound(pad) is not None and not bank.waits(pad) for pad in range(len(bank))))
        stage.settle()
        stage.wait(lambda: stage.app.jobs.is_idle)
        sounds.remove([item for item in sounds.items if item not in shown])  # what pads made is in the list, too
        view.controller.toggle([2], "locked")
        view.controller.set_mode(PadMode.REGENERATE, [6])
        stage.wait(lambda: bank.ready(6) >= STOCK)
        stage.app.window.status.show_message("")
    return _view(stage, "pads", lambda: True)


def library(stage: Stage) -> Shot:
    kept = stage.app.house.library.library
    if kept.library is not None and len(kept.library) >= 4 * len(stage.app.window.sounds.items):
        return _view(stage, "library", lambda: not kept.is_working)
    editor = SoundEditor(stage.app.studio.generator)
    for item in stage.app.window.sounds.items:
        kept.keep(item.take.sound, favourite=item.favourite)
        for sound in editor.vary(item.take.sound, strength=0.5, seed=SEED, label=item.label, count=3):
            kept.keep(sound, tags=("dusty",) if item.favourite else ())
    made = stage.app.house.library.made
    stage.wait(lambda: made.sounds.rowCount() >= 40)
    stage.settle()
    kept.arrange_map()
    return _view(stage, "library", lambda: not kept.is_working)


def editor(stage: Stage) -> Shot:
    room = stage.app.house.editor
    room.open_sound(stage.app.window.sounds.items[1].take.sound, "Snare 8")
    return _view(stage, "editor", lambda: room.controller.document is not None)


def audio_dialog(stage: Stage) -> Shot:
    return Shot(audio_example(stage.app, stage.wait))


def midi_dialog(stage: Stage) -> Shot:
    return Shot(midi_example(stage.app, stage.wait))


def _view(stage: Stage, name: str, is_ready: Callable[[], bool]) -> Shot:
    stage.app.window.views.show_view(name)
    return Shot(stage.app.window, is_ready)


def history_dialog(stage: Stage) -> Shot:
    kept = stage.app.house.library.library
    steps = kept.library.history(limit=14) if kept.library is not None else []
    return Shot(HistoryDialog(steps, kept.set_undone))


def error_dialog(stage: Stage) -> Shot:
    dialog = ErrorDialog(DeviceError("The audio output has gone; choose another one."))
    dialog.details.setPlainText(dialog.details.toPlainText().replace(platform.platform(), platform.system()))
    return Shot(dialog)


def export_dialog(stage: Stage) -> Shot:
    items = stage.app.window.sounds.items
    names = [
        QCoreApplication.translate("UserCommands", text) for text in ("Selected sounds", "Favourites", "All sounds")
    ]
    choices = list(zip(names, (items[:1], items[:2], items), strict=True))
    return Shot(ExportDialog(choices, stage.settings, Path("Music") / "drumgen"))


def preferences(stage: Stage) -> Shot:
    return Shot(PreferencesDialog(stage.settings, Path("Music") / "drumgen"))


def training_setup(stage: Stage) -> Shot:
    page = SetupPage()
    page.setObjectName("results")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    page.resize(SIZE)
    return Shot(page)


def training(stage: Stage) -> Shot:
    run = TrainingRun(
        stage.app.jobs,
        runs_root=stage.folder / "runs",
        models_root=stage.folder / "models",
        shipped_models=stage.app.studio.models_folder,
    )
    view = TrainingView(stage.app.jobs, stage.settings, run)
    view.use_python(Path(sys.executable))
    view.resize(SIZE)
    items = list({item.label: item for item in reversed(stage.app.window.sounds.items)}.values())[::-1]
    view.form.folder.setText("/home/user/Drums")
    classes = tuple((item.label, 180 - 14 * place) for place, item in enumerate(items))
    rejected = (Rejected("not a readable audio file", 2, "/home/user/Drums/tom/old.wav"),)
    view.form.show_report(DataReport(classes, rejected))
    for step in range(120):
        loss = 0.5 + 0.6 / (1.0 + 0.12 * step) + 0.01 * ((step * 37) % 11 - 5) / 5.0
        view.plot.add(LogEntry(250 * (step + 1), step / 9.0, loss, loss + 0.03 if step % 3 == 2 else None, 4.2))
    view.form.show_phase(Phase.TRAINING, ready=True, saved=True)
    state = QCoreApplication.translate("TrainingView", "Step {step}, {done} of {minutes} minutes, loss {loss}")
    view.form.show_state(state.format(step=30000, done="13.2", minutes=20, loss="0.541"))
    view.progress.show()
    view.progress.setRange(0, 1200)
    view.progress.setValue(794)
    files = []
    for item in items:
        path = stage.folder / f"0030000_{item.label}.wav"
        files.append(write_clip(path, item.take.sound.clip))
    view.previews.show_files(files)
    return Shot(view, lambda: view.plot.is_ready and len(view.previews.buttons) == len(items))


VIEWS: Mapping[str, Callable[[Stage], Shot]] = {
    "main": main_window,
    "main-1024x700": small_window,
    "empty": empty_window,
    "pads-empty": lambda stage: empty_window(stage, "pads"),
    "library-empty": lambda stage: empty_window(stage, "library"),
    "editor-empty": lambda stage: empty_window(stage, "editor"),
    "pads": pads,
    "library": library,
    "history": history_dialog,
    "editor": editor,
    "audio": audio_dialog,
    "midi": midi_dialog,
    "export": export_dialog,
    "preferences": preferences,
    "shortcuts": lambda stage: Shot(ShortcutSheet()),
    "about": lambda stage: Shot(AboutDialog(stage.app.studio.card)),
    "error": error_dialog,
    "training": training,
    "training-setup": training_setup,
}
"""Name of each picture and what is on it."""


def take_pictures(folder: Path, names: list[str], themes: list[str], language: str) -> list[Path]:
    """Photograph views and return the pictures."""
    application = QApplication.instance() or QApplication(["drumgen"])
    assert isinstance(application, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    taken = []
    with tempfile.TemporaryDirectory() as scratch:
        prepare(application, language=language)
        stage = Stage(application, Path(scratch))
        for theme in themes:
            apply_look(application, theme)
            stage.settings.set(THEME, theme)
            for name in names:
                stage.app.window.resize(SIZE)
                stage.app.window.status.clear_error()  # a machine without speakers is nothing to show
                stage.app.window.devices.show_output("")
                stage.app.window.devices.show_port(stage.app.window.devices.port_hint)
                shot = VIEWS[name](stage)
                shot.widget.show()
                stage.wait(shot.is_ready)
                stage.settle()
                path = folder / f"{name}-{theme}.png"
                if not shot.widget.grab().save(str(path)):
                    raise SystemExit(f"{path} cannot be written.")
                taken.append(path)
                if shot.widget is not stage.app.window:
                    shot.widget.hide()
                    shot.widget.deleteLater()
        stage.app.window.hide()
        stage.app.close()
    return taken


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Take pictures of the app's views.")
    parser.add_argument("views", nargs="*", help=f"default: all of {', '.join(VIEWS)}")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screens", help="folder (default: docs/screens)")
    parser.add_argument("--theme", choices=list(THEMES), action="append", help="default: both")
    parser.add_argument("--language", default="en", help="code of the language (default: en)")
    arguments = parser.parse_args(argv)
    unknown = set(arguments.views) - VIEWS.keys()
    if unknown:
        parser.error(f"no such view: {', '.join(sorted(unknown))}")
    for path in take_pictures(
        arguments.out, arguments.views or list(VIEWS), arguments.theme or list(THEMES), arguments.language
    ):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
