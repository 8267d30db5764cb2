"""The editor as it is seen: pictures, controls, progress, and what is dropped on it."""

import time

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QHideEvent
from PySide6.QtWidgets import QProgressBar, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from gui.editor.acts import make_acts
from gui.editor.canvas.timeline import Timeline
from gui.editor.keys import EditorKeys
from gui.editor.panels.buttons import act_button
from gui.editor.panels.header import Header
from gui.editor.panels.invitation import Invitation
from gui.editor.panels.tools import Tools
from gui.editor.panels.transport import Transport
from gui.sounds.dropping import can_be_read
from gui.widgets.parts import MARGIN, holds_focus, label, named, row, rule

_FRAME_MS = 33


class EditorView(QWidget):
    """All parts of the editor, laid out; what they do is `gui.editor.controller`'s business."""

    dropped = Signal(object)
    """The `QMimeData` of a drop; it is gone when the signal has been handled."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("editor")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("Editor"))
        self.acts = make_acts(self)
        self.timeline = Timeline()
        self.header = Header(self.acts)
        self.transport = Transport(self.acts, self.timeline.axis, self.timeline.selection)
        self.tools = Tools(self.acts)
        self.invitation = Invitation(self.acts)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        named(self.progress, self.tr("Progress of the edit"))
        self.work = label("", "caption")
        self._play_started_s = 0.0
        self._play_from = 0.0
        self._play_samples = 0.0
        self._frame = QTimer(self, interval=_FRAME_MS)
        self._frame.timeout.connect(self._advance)
        self._pages = QStackedWidget()
        self._lay_out()
        self.show_idle()
        self.show_empty(True)
        EditorKeys(self, self.acts)

    def show_empty(self, empty: bool) -> None:
        """Show the invitation instead of pictures and controls, or those."""
        had_focus = holds_focus(self._pages)
        turned = self._pages.currentIndex() != (0 if empty else 1)
        self._pages.setCurrentIndex(0 if empty else 1)
        if turned and had_focus:
            self.focus_sound()

    def focus_sound(self) -> None:
        """Give the keyboard to the sound, or to the way to open one."""
        empty = self._pages.currentIndex() == 0
        (self.invitation.open if empty else self.timeline.wave).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, what: str) -> None:
        """Show that something is being done, and a way to stop it."""
        self.work.setText(what)
        self.progress.setRange(0, 0)
        self.progress.setAccessibleDescription(what)
        self._busy.setVisible(True)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def show_idle(self) -> None:
        """Show that nothing is being done."""
        if self._cancel.hasFocus():
            self.timeline.wave.setFocus(Qt.FocusReason.OtherFocusReason)
        self._busy.setVisible(False)

    def show_playing(self, start: int, n_samples: int) -> None:
        """Let the play mark run over a stretch of the sound, which begins to sound now."""
        self._play_started_s = time.monotonic()
        self._play_from, self._play_samples = float(start), float(n_samples)
        self._advance()
        self._frame.start()

    def stop_playing(self) -> None:
        """Take the play mark away."""
        self._frame.stop()
        self.timeline.show_played(None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, whatever they are; what cannot be used is explained. What comes from here is left alone."""
        source = event.source()
        own = isinstance(source, QWidget) and (source is self or self.isAncestorOf(source))
        if can_be_read(event.mimeData()) and not own:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._mark_drop(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Let the frame go."""
        self._mark_drop(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Pass on what was dropped."""
        self._mark_drop(False)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(event.mimeData())

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop moving what nobody sees."""
        self.stop_playing()
        super().hideEvent(event)

    def _advance(self) -> None:
        played = (time.monotonic() - self._play_started_s) * self.timeline.axis.rate_hz
        if played >= self._play_samples:
            self.stop_playing()
        else:
            self.timeline.show_played(self._play_from + played)

    def _mark_drop(self, marked: bool) -> None:
        self.timeline.wave.show_drop(marked)
        self.invitation.show_drop(marked)

    def _lay_out(self) -> None:
        self._cancel = act_button(self.acts["cancel"], name=self.tr("Cancel the edit"), role="small")
        busy = row(self.work, self.progress, self._cancel, gap=12)
        busy.setStretch(1, 1)
        self._busy = QWidget()
        self._busy.setLayout(busy)
        content = QWidget()
        content.setObjectName("detail")  # the ground of the pictures
        layout = QVBoxLayout(content)
        layout.setContentsMargins(MARGIN, 10, MARGIN, 10)
        layout.setSpacing(8)
        layout.addWidget(self.header)
        layout.addWidget(self.timeline, 1)
        layout.addWidget(self.transport)
        layout.addWidget(rule())
        layout.addWidget(self.tools)
        keep_room = self._busy.sizePolicy()
        keep_room.setRetainSizeWhenHidden(True)
        self._busy.setSizePolicy(keep_room)
        layout.addWidget(self._busy)
        area = QScrollArea()  # for windows that are smaller than all of this
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pages.addWidget(self.invitation)
        self._pages.addWidget(area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
