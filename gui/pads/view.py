"""The pads as one page of the app: kit bar, grid, and the settings of the selected pad."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, QStandardPaths, Qt, Signal
from PySide6.QtGui import QGuiApplication, QUndoStack
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from drumgen.kits.kit import SUFFIX
from drumgen.pads.settings import PadMode
from gui.jobs import Jobs
from gui.pads.board.grid import PadGrid
from gui.pads.board.keys import KEY_VELOCITY
from gui.pads.controller import PadsController
from gui.pads.hint import EmptyHint
from gui.pads.inspector.panel import Inspector
from gui.pads.kit_bar import KitBar
from gui.pads.kits import Kits
from gui.pads.menu import pad_menu
from gui.sounds.files import SessionFiles
from gui.sounds.outlet import as_pasted, reveal
from gui.stage.pads import Pads


class PadsView(QWidget):
    """Everything about the pads.

    Parameters
    ----------
    pads : Pads
        The pads.
    undo : QUndoStack
        Takes every step.
    jobs : Jobs
        Reads and writes files.
    files : SessionFiles
        Where sounds are written when they are dragged out.
    """

    told = Signal(str)
    """Something the user wants to know, for the status line."""
    failed = Signal(object)
    """The exception that kept a wish of the user from coming true."""
    selected = Signal(int)
    """Another pad is the selected one."""
    edit_wished = Signal(int)
    """The sound of a pad is to be opened in the editor."""
    vary_wished = Signal(int)
    """A pad is to get a variation of its sound."""
    learn_wished = Signal(int)
    """A pad is to be bound to a note of the MIDI controller."""

    def __init__(self, pads: Pads, undo: QUndoStack, jobs: Jobs, files: SessionFiles) -> None:
        super().__init__()
        self.pads = pads
        self.controller = PadsController(pads, undo)
        self.kits = Kits(self.controller, jobs)
        self.bar = KitBar()
        self.grid = PadGrid(pads, files)
        self.hint = EmptyHint()
        self.inspector = Inspector(self.controller)
        self.board = QScrollArea()
        self._copied: int | None = None
        self._lay_out()
        self._connect()
        self._update_hint()

    @property
    def current_pad(self) -> int:
        """The selected pad, from 0."""
        return self.grid.current

    def set_models(self, models: Mapping[str, Sequence[str]]) -> None:
        """Offer these models, with the classes that each knows."""
        self.inspector.set_models(models)

    def minimumSizeHint(self) -> QSize:
        """Return the least size; pads and inspector scroll."""
        return QSize(640, 420)

    def do(self, name: str, pad: int) -> None:
        """Do to a pad what `name`, one of `gui.pads.board.keys.PAD_KEYS`, says."""
        if name == "play":
            self.pads.hit(pad, KEY_VELOCITY)
        elif name == "regenerate":
            self.controller.regenerate([pad])
        elif name == "mode":
            is_new = self.pads.bank.settings(pad).mode is PadMode.REGENERATE
            self.controller.set_mode(PadMode.KEEP if is_new else PadMode.REGENERATE, [pad])
        elif name in ("lock", "mute", "solo"):
            self.controller.toggle([pad], {"lock": "locked", "mute": "muted", "solo": "soloed"}[name])
        elif name == "copy":
            self._copy(pad)
        elif name in ("edit", "vary", "learn"):
            {"edit": self.edit_wished, "vary": self.vary_wished, "learn": self.learn_wished}[name].emit(pad)
        elif name == "reveal":
            for path in self.grid.files_of(pad):
                if not reveal(path):
                    self.told.emit(self.tr("No file manager opened; the file is {0}").format(path))
        elif self._copied is not None:
            (self.controller.copy if name == "paste" else self.controller.swap)(self._copied, pad)

    def ask_open(self) -> None:
        """Let the user choose a kit file and open it."""
        dialog = self._dialog(self.tr("Open a kit"), QFileDialog.AcceptMode.AcceptOpen)
        dialog.fileSelected.connect(lambda path: self.kits.open(Path(path)))
        dialog.open()

    def save(self) -> None:
        """Save the kit in its file; ask for one if it has none."""
        if self.kits.facts.path is None:
            self.ask_save()
        else:
            self.kits.save(self.kits.facts.path)

    def ask_save(self) -> None:
        """Let the user choose where to save the kit."""
        dialog = self._dialog(self.tr("Save the kit"), QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX.lstrip("."))
        dialog.selectFile(self.kits.facts.name or self.tr("Kit"))
        dialog.fileSelected.connect(lambda path: self.kits.save(Path(path)))
        dialog.open()

    def _dialog(self, title: str, mode: QFileDialog.AcceptMode) -> QFileDialog:
        path = self.kits.facts.path
        music = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MusicLocation)
        dialog = QFileDialog(self, title, str(path.parent) if path else music)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(mode)
        dialog.setNameFilter(self.tr("drumgen kits (*{0})").format(SUFFIX))
        return dialog

    def _show_menu(self, pad: int, position: QPoint) -> None:
        bank = self.pads.bank
        menu = pad_menu(
            self,
            bank.settings(pad),
            self._copied,
            lambda name: self.do(name, pad),
            has_sound=bank.sound(pad) is not None,
        )
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(position)

    def _copy(self, pad: int) -> None:
        """Take a pad for pasting on another one; its sound can be pasted elsewhere, as a file."""
        self._copied = pad
        if files := self.grid.files_of(pad):
            QGuiApplication.clipboard().setMimeData(as_pasted(files))
        self.told.emit(
            self.tr("Pad {0} is copied; paste or swap it on another pad, or paste it elsewhere as a file.").format(
                pad + 1
            )
        )

    def _drop_pad(self, source: int, target: int, copies: bool) -> None:
        (self.controller.copy if copies else self.controller.swap)(source, target)
        self.grid.select(target)

    def _tell_dry(self, pad: int) -> None:
        name = self.pads.bank.settings(pad).name
        text = self.tr("Pad {0} ({1}) is played faster than new sounds are made; the last one repeats.")
        self.told.emit(text.format(pad + 1, name))

    def _update_hint(self) -> None:
        self.hint.setVisible(self.pads.is_empty)

    def _lay_out(self) -> None:
        board = QWidget()
        inner = QVBoxLayout(board)
        inner.setContentsMargins(16, 12, 16, 14)
        inner.setSpacing(8)
        inner.addWidget(self.hint)
        inner.addWidget(self.grid, 1)
        across = QHBoxLayout()
        across.setSpacing(0)
        self.board.setWidget(board)  # for windows that are smaller than all of this
        self.board.setWidgetResizable(True)
        self.board.setFrameShape(QFrame.Shape.NoFrame)
        self.board.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        across.addWidget(self.board, 1)
        across.addWidget(self.inspector)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout.addWidget(self.bar)
        layout.addLayout(across, 1)

    def _connect(self) -> None:
        bar, grid, kits, controller = self.bar, self.grid, self.kits, self.controller
        bar.renamed.connect(kits.rename)
        bar.new_wished.connect(lambda seed, prompt: kits.make(seed=seed, prompt=prompt))
        bar.open_wished.connect(self.ask_open)
        bar.save_wished.connect(self.save)
        bar.save_as_wished.connect(self.ask_save)
        bar.regenerate_wished.connect(lambda: controller.regenerate())
        bar.randomise_wished.connect(controller.randomise)
        bar.keep_wished.connect(lambda: controller.set_mode(PadMode.KEEP))
        bar.renew_wished.connect(lambda: controller.set_mode(PadMode.REGENERATE))
        kits.changed.connect(bar.show_facts)
        kits.told.connect(self.told)
        grid.selected.connect(self.inspector.show_pad)
        grid.selected.connect(self.selected)
        grid.selected.connect(lambda pad: self.board.ensureWidgetVisible(grid.tiles[pad], 0, 8))
        grid.deed_wished.connect(self.do)
        grid.menu_wished.connect(self._show_menu)
        grid.files_dropped.connect(kits.load_files)
        grid.pad_dropped.connect(self._drop_pad)
        self.pads.ran_dry.connect(self._tell_dry)
        for changed in (self.pads.renewed, self.pads.settings_changed):
            changed.connect(lambda *_: self._update_hint())
        for source in (grid, kits, controller, self.inspector, self.pads):
            source.failed.connect(self.failed)
