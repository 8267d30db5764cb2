"""One pad on screen: a click plays it, the harder the higher; a drag takes its sound out, files drop in."""

from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from gui.pads.board.tile_painter import TileFace, TileState, paint_tile

PAD_MIME = "application/x-drumgen-pad"
"""The number of a pad that is dragged, as text."""

_SOFTEST = 20
_LOUDEST = 127


class PadTile(QWidget):
    """A pad; the grid says what it shows.

    Parameters
    ----------
    pad : int
        Which one, from 0.
    """

    struck = Signal(int, int)
    """Pad and velocity of a click."""
    chosen = Signal(int)
    """The pad is to be the selected one."""
    drag_wished = Signal(int)
    """The pad's sound is to be dragged out."""
    menu_wished = Signal(int, object)
    """A context menu is wanted for a pad, at a global position."""
    files_dropped = Signal(int, object)
    """A pad and the list of paths that were dropped on it."""
    pad_dropped = Signal(int, int, bool)
    """The pad that was dragged, the one it was dropped on, and whether it is to be copied instead of exchanged."""
    key_pressed = Signal(object)
    """A `QKeyEvent`; whoever has a use for it accepts it."""

    def __init__(self, pad: int) -> None:
        super().__init__()
        self.pad = pad
        self.face: TileFace | None = None
        self.is_selected = False
        self.flash = 0.0
        self._is_target = False
        self._is_hovered = False
        self._press: QPointF | None = None
        self.setAcceptDrops(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def sizeHint(self) -> QSize:
        """Return a size that grows with the font."""
        line = QFontMetrics(self.font()).height()
        return QSize(line * 9, line * 7)

    def minimumSizeHint(self) -> QSize:
        """Return the size at which name, note and marks can still be read."""
        line = QFontMetrics(self.font()).height()
        return QSize(line * 6, round(line * 3.75))

    def show_face(self, face: TileFace, spoken: str) -> None:
        """Show a face, and let screen readers say `spoken`."""
        self.face = face
        if self.accessibleName() != spoken:
            self.setAccessibleName(spoken)
        self.update()

    def set_selected(self, selected: bool) -> None:
        """Show whether this is the selected pad; Tab reaches the selected one only, arrows the others."""
        self.is_selected = selected
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if selected else Qt.FocusPolicy.ClickFocus)
        self.update()

    def velocity_at(self, y: float) -> int:
        """Return the velocity of a click at height `y`: hard at the top, soft at the bottom."""
        part = 1.0 - min(max(y / max(1, self.height()), 0.0), 1.0)
        return round(_SOFTEST + part * (_LOUDEST - _SOFTEST))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pad."""
        if self.face is not None:
            painter = QPainter(self)
            painter.setFont(self.font())
            state = TileState(self.is_selected, self.hasFocus(), self._is_target, self._is_hovered, self.flash)
            paint_tile(painter, QRectF(self.rect()), self.face, state)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Play, and select."""
        self.chosen.emit(self.pad)
        if event.button() == Qt.MouseButton.LeftButton:
            self._press = event.position()
            self.struck.emit(self.pad, self.velocity_at(event.position().y()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Treat the second press of a quick pair like the first."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin a drag once the pointer has moved far enough."""
        if self._press is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        moved = (event.position() - self._press).manhattanLength()
        if moved >= QApplication.startDragDistance():
            self._press = None
            self.drag_wished.emit(self.pad)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the press."""
        self._press = None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu, at the pointer or, by the menu key, in the middle of the pad."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        self.menu_wished.emit(self.pad, event.globalPos() if by_mouse else self.mapToGlobal(self.rect().center()))

    def event(self, event: QEvent) -> bool:
        """Keep the keys that pads use from the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.ignore()
            self.key_pressed.emit(event)
            if event.isAccepted():
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand the key to the grid."""
        event.ignore()
        self.key_pressed.emit(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        self.chosen.emit(self.pad)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the focus."""
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up under the pointer."""
        self._is_hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Go dark again."""
        self._is_hovered = False
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take audio files, and other pads."""
        if event.mimeData().hasFormat(PAD_MIME) or any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._aim(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget the drag."""
        self._aim(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was dropped."""
        self._aim(False)
        data = event.mimeData()
        if data.hasFormat(PAD_MIME):
            source = bytes(data.data(PAD_MIME).data()).decode()
            copies = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if source.isdigit():
                self.pad_dropped.emit(int(source), self.pad, copies)
        else:
            paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
            self.files_dropped.emit(self.pad, paths)
        event.acceptProposedAction()

    def _aim(self, is_target: bool) -> None:
        self._is_target = is_target
        self.update()
