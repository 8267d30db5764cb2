"""Four by four pads: what each shows, which one is selected, what keys and drags do."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDrag, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from drumgen.audio.measuring import waveform_peaks
from drumgen.engine.generator import GeneratedSound
from drumgen.errors import DrumgenError
from drumgen.midi.gm_drums import GM_DRUMS, note_name
from drumgen.pads.settings import PadMode
from drumgen.pads.sound import PadSound
from gui.pads.board.handing import hand_out
from gui.pads.board.keys import ARROWS, KEY_VELOCITY, PAD_KEYS, PAD_OF_KEY, key_of, row_and_column, step
from gui.pads.board.tile import PAD_MIME, PadTile
from gui.pads.board.tile_painter import TileFace
from gui.sounds.files import SessionFiles
from gui.sounds.item import class_title
from gui.sounds.outlet import as_files
from gui.stage.pads import Pads

_FRAME_MS = 33
_FADE_PER_FRAME = 0.16
_COLUMNS = 160

Peaks = NDArray[np.float32]


class PadGrid(QWidget):
    """Shows the pads of a bank.

    Parameters
    ----------
    pads : Pads
        The pads.
    files : SessionFiles
        Where sounds are written when they are dragged out.
    """

    selected = Signal(int)
    """Another pad is the selected one."""
    deed_wished = Signal(str, int)
    """A key asks for something to be done to a pad: a name of `PAD_KEYS`, and the pad."""
    menu_wished = Signal(int, object)
    """A context menu is wanted for a pad, at a global position."""
    files_dropped = Signal(object, int)
    """Paths that were dropped, and the pad."""
    pad_dropped = Signal(int, int, bool)
    """The pad that was dragged, the one it was dropped on, and whether it is to be copied."""
    handed_out = Signal(object)
    """The `GeneratedSound` of a pad whose file goes to another program."""
    failed = Signal(object)
    """The exception that kept a sound from being dragged out."""

    def __init__(self, pads: Pads, files: SessionFiles) -> None:
        super().__init__()
        self._pads = pads
        self._files = files
        self._peaks: dict[int, tuple[PadSound, Peaks]] = {}
        self.current = 0
        self.tiles = [PadTile(pad) for pad in range(len(pads.bank))]
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for tile in sorted(self.tiles, key=lambda tile: row_and_column(tile.pad)):
            layout.addWidget(tile, *row_and_column(tile.pad))
            self._connect(tile)
        self._frame = QTimer(self, interval=_FRAME_MS)
        self._frame.timeout.connect(self._fade)
        self.setAccessibleName(self.tr("Pads"))
        pads.struck.connect(self._flash)
        for signal in (pads.settings_changed, pads.stocked):
            signal.connect(self.refresh)
        pads.renewed.connect(lambda pad, _: self.refresh(pad))
        self.refresh_all()
        self.select(0)

    def select(self, pad: int) -> None:
        """Make a pad the selected one."""
        before, self.current = self.current, pad
        for tile in self.tiles:
            if tile.is_selected != (tile.pad == pad):
                tile.set_selected(tile.pad == pad)
        if before != pad:
            self.selected.emit(pad)

    def focus(self) -> None:
        """Give the selected pad the keyboard focus."""
        self.tiles[self.current].setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh_all(self) -> None:
        """Show all pads as they are."""
        for tile in self.tiles:
            self.refresh(tile.pad)

    def refresh(self, pad: int) -> None:
        """Show a pad as it is; a change of solo concerns the others as well."""
        silent = self._is_silent(pad)
        face = self._face(pad, silent)
        self.tiles[pad].show_face(face, self._spoken(pad, silent))
        for other in self.tiles:
            if other.pad != pad and other.face is not None and other.face.is_silent != self._is_silent(other.pad):
                other.show_face(self._face(other.pad, not other.face.is_silent), other.accessibleName())

    def mime_of(self, pad: int) -> QMimeData:
        """Return what a drag of a pad carries: its number and, if it can be written, its sound as a WAV file."""
        data = as_files(self.files_of(pad))
        data.setData(PAD_MIME, QByteArray(str(pad).encode()))
        return data

    def files_of(self, pad: int) -> list[Path]:
        """Return the sound of a pad as a WAV file that stays; empty without a sound, or if it cannot be written."""
        state = self._pads.bank.state(pad)
        if state.sound is None:
            return []
        try:
            path = hand_out(state, self._files)
        except DrumgenError as error:
            self.failed.emit(error)
            return []
        if isinstance(state.sound.source, GeneratedSound):
            self.handed_out.emit(state.sound.source)
        return [path]

    def _connect(self, tile: PadTile) -> None:
        tile.struck.connect(self._pads.hit)
        tile.chosen.connect(self.select)
        tile.key_pressed.connect(self._use_key)
        tile.drag_wished.connect(self._drag)
        tile.menu_wished.connect(self.menu_wished)
        tile.files_dropped.connect(lambda pad, paths: self.files_dropped.emit(paths, pad))
        tile.pad_dropped.connect(self.pad_dropped)

    def _use_key(self, event: QKeyEvent) -> None:
        """Take a key that pads use; asked once before the window's shortcuts get it, and once as a key press."""
        asked = event.type() == QKeyEvent.Type.ShortcutOverride
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        key = Qt.Key(event.key())
        deed = next((each.name for each in PAD_KEYS if each.combination == event.keyCombination()), None)
        if plain and key in PAD_OF_KEY:
            if not (asked or event.isAutoRepeat()):
                self.select(PAD_OF_KEY[key])
                self.focus()
                self._pads.hit(PAD_OF_KEY[key], KEY_VELOCITY)
        elif plain and key in ARROWS:
            if not asked:
                self.select(step(self.current, key))
                self.focus()
        elif deed is not None:
            if not (asked or event.isAutoRepeat()):
                self.deed_wished.emit(deed, self.current)
        else:
            return
        event.accept()

    def _drag(self, pad: int) -> None:
        drag = QDrag(self.tiles[pad])
        drag.setMimeData(self.mime_of(pad))
        picture = self.tiles[pad].grab()
        drag.setPixmap(picture)
        drag.setHotSpot(QPoint(20, 20))
        drag.exec(Qt.DropAction.CopyAction)

    def _flash(self, pad: int, velocity: int) -> None:
        self.tiles[pad].flash = max(self.tiles[pad].flash, 0.25 + 0.75 * velocity / 127.0)
        self.tiles[pad].update()
        self._frame.start()

    def _fade(self) -> None:
        lit = [tile for tile in self.tiles if tile.flash > 0.0]
        for tile in lit:
            tile.flash = max(0.0, tile.flash - _FADE_PER_FRAME)
            tile.update()
        if not lit:
            self._frame.stop()

    def _is_silent(self, pad: int) -> bool:
        bank = self._pads.bank
        settings = bank.settings(pad)
        return settings.muted or (
            not settings.soloed and any(bank.settings(other).soloed for other in range(len(self.tiles)))
        )

    def _face(self, pad: int, is_silent: bool) -> TileFace:
        bank = self._pads.bank
        settings, sound = bank.settings(pad), bank.state(pad).sound
        badges = [self.tr("M")] * settings.muted + [self.tr("S")] * settings.soloed
        return TileFace(
            name=settings.name,
            note=f"{note_name(settings.note)} · {settings.note}",
            key=key_of(pad),
            label=settings.label,
            peaks=None if sound is None else self._peaks_of(pad, sound),
            badges=tuple(badges),
            ready=str(bank.ready(pad)) if settings.mode is PadMode.REGENERATE else "",
            is_locked=settings.locked,
            is_silent=is_silent,
            is_waiting=bank.waits(pad),
            empty_text=self.tr("no sound yet"),
            waiting_text=self.tr("making …"),
        )

    def _peaks_of(self, pad: int, sound: PadSound) -> Peaks:
        known = self._peaks.get(pad)
        if known is None or known[0] is not sound:
            known = self._peaks[pad] = (sound, waveform_peaks(sound.layers[0].mono, _COLUMNS))
        return known[1]

    def _spoken(self, pad: int, is_silent: bool) -> str:
        """Return all that a pad shows, in words."""
        bank = self._pads.bank
        settings = bank.settings(pad)
        instrument = GM_DRUMS[settings.note].instrument if settings.note in GM_DRUMS else ""
        self.tiles[pad].setToolTip(
            "\n".join(part for part in (f"{settings.name} · {class_title(settings.label)}", instrument) if part)
        )
        words = [
            self.tr("Pad {0}: {1}").format(pad + 1, settings.name),
            self.tr("note {0} ({1})").format(note_name(settings.note), settings.note),
        ]
        words += [self.tr("no sound yet")] * (bank.sound(pad) is None)
        words += [self.tr("a sound is being made")] * bank.waits(pad)
        words += [self.tr("locked")] * settings.locked + [self.tr("muted")] * settings.muted
        words += [self.tr("solo")] * settings.soloed + [self.tr("silent")] * (is_silent and not settings.muted)
        if settings.mode is PadMode.REGENERATE:
            words.append(self.tr("new sounds ready: {0}").format(bank.ready(pad)))
        return ", ".join(words)
