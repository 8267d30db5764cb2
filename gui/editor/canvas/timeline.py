"""Waveform over spectrogram over ruler over scroll bar, on one time axis, with the grips of trim and fades."""

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QResizeEvent
from PySide6.QtWidgets import QScrollBar, QVBoxLayout, QWidget

from gui.editor.canvas.axis import TimeAxis
from gui.editor.canvas.edges import Edges, Grip
from gui.editor.canvas.handles import Handle
from gui.editor.canvas.ruler import Ruler
from gui.editor.canvas.scene import Scene, Spectrum
from gui.editor.canvas.selection import Selection
from gui.editor.canvas.spectrum import SpectrumPlot
from gui.editor.canvas.wave import WavePlot
from gui.widgets.parts import named

_ZOOM = 0.6
_SETTLE_MS = 150
_SCROLL_STEPS = 10_000


class Timeline(QWidget):
    """The pictures of one sound."""

    edges_moved = Signal(object, object, bool)
    """The `Edges` that the user made, the `Grip`, and whether a key moved it; of the mouse, only its letting go."""
    detail_wished = Signal(object, float, float)
    """A `Scene` and the stretch of it that should be drawn more finely."""

    def __init__(self) -> None:
        super().__init__()
        self.axis = TimeAxis(self)
        self.selection = Selection(self)
        self.wave = WavePlot(self.axis, self.selection)
        self.spectrum = SpectrumPlot(self.axis, self.selection)
        self.ruler = Ruler(self.axis)
        self.bar = QScrollBar(Qt.Orientation.Horizontal)
        self._edges = Edges()
        self._pulled: Edges | None = None
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settled.timeout.connect(self._wish_detail)
        self.handles = {grip: self._handle(grip) for grip in Grip}
        self._name()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.wave, 3)
        layout.addWidget(self.spectrum, 2)
        layout.addWidget(self.ruler)
        layout.addWidget(self.bar)
        self.bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.bar.valueChanged.connect(self._scroll_to)
        self.axis.changed.connect(self._follow)
        self.wave.installEventFilter(self)
        self.show_sound(None, "", Edges(), editable=False)

    @property
    def scene(self) -> Scene | None:
        """What is drawn."""
        return self.wave.scene

    @property
    def edges(self) -> Edges:
        """Trim and fades as they are seen."""
        return self._pulled or self._edges

    def show_sound(self, scene: Scene | None, label: str, edges: Edges, *, editable: bool) -> None:
        """Draw a sound of a class with its trim and fades, and the grips if they may be moved."""
        is_other = scene is not self.scene
        self._pulled = None
        for plot in (self.wave, self.spectrum):
            plot.show_scene(scene, label)
        if is_other:
            self.axis.set_extent(0 if scene is None else scene.n_samples, 44_100 if scene is None else scene.rate_hz)
            if editable:  # a glance at a shorter source leaves the selection alone
                self.selection.set_limit(self.axis.n_samples)
        for handle in self.handles.values():
            handle.setVisible(editable and scene is not None)
        self._show_edges(edges)

    def show_detail(self, scene: Scene, detail: Spectrum) -> None:
        """Draw a part more finely, if its sound is still shown."""
        if scene is self.scene:
            self.spectrum.show_detail(detail)

    def show_played(self, sample: float | None) -> None:
        """Move the play mark; None takes it away."""
        self.wave.show_played(sample)
        self.spectrum.show_played(sample)

    def zoom(self, into: bool) -> None:
        """Show less or more, around the selection or the cursor if it is seen."""
        middle = (self.selection.start + self.selection.end) / 2
        if not self.axis.start <= middle <= self.axis.end or (self.selection.is_empty and not middle):
            middle = (self.axis.start + self.axis.end) / 2
        self.axis.zoom(_ZOOM if into else 1.0 / _ZOOM, middle)

    def zoom_to_selection(self) -> None:
        """Let the selection fill the width."""
        if not self.selection.is_empty:
            self.axis.show(self.selection.start, self.selection.end)

    def speak(self, text: str) -> None:
        """Say in words what is shown."""
        if text != self.wave.accessibleDescription():
            self.wave.setAccessibleDescription(text)
            QAccessible.updateAccessibility(QAccessibleEvent(self.wave, QAccessible.Event.DescriptionChanged))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the grips stand where they belong when the waveform has another size."""
        if event.type() == QEvent.Type.Resize and isinstance(event, QResizeEvent):
            self._place_handles()
        return False

    def _name(self) -> None:
        named(
            self.wave,
            self.tr("Waveform"),
            self.tr("Drag to select; the arrows move the cursor, with Shift they select"),
        )
        self.wave.setToolTip("")  # it would cover what is being selected
        self.spectrum.setAccessibleName(self.tr("Spectrogram"))
        named(self.bar, self.tr("Scroll in time"))
        names = {
            Grip.START: (self.tr("Start of the sound"), self.tr("Cuts the start off; the arrows move it by 1 ms")),
            Grip.FADE_IN: (self.tr("End of the fade-in"), self.tr("Fades the start in; the arrows move it by 1 ms")),
            Grip.FADE_OUT: (self.tr("Start of the fade-out"), self.tr("Fades the end out; the arrows move it by 1 ms")),
            Grip.END: (self.tr("End of the sound"), self.tr("Cuts the end off; the arrows move it by 1 ms")),
        }
        for grip, (name, tip) in names.items():
            named(self.handles[grip], name, tip)

    def _handle(self, grip: Grip) -> Handle:
        handle = Handle(grip, self.wave)
        handle.pulled.connect(lambda x: self._pull(grip, self.axis.sample(x, self.wave.area())))
        handle.released.connect(lambda: self._let_go(grip))
        handle.nudged.connect(lambda ms: self._nudge(grip, ms))
        handle.reached.connect(lambda: self.axis.reveal(self._position(grip)))
        return handle

    def _position(self, grip: Grip) -> int:
        return self.edges.position(grip, self.axis.n_samples)

    def _pull(self, grip: Grip, sample: int) -> None:
        self._pulled = self._edges.moved(grip, sample, self.axis.n_samples)
        self._paint_edges()

    def _let_go(self, grip: Grip) -> None:
        if self._pulled is not None and self._pulled != self._edges:
            self.edges_moved.emit(self._pulled, grip, False)
        self._pulled = None
        self._paint_edges()

    def _nudge(self, grip: Grip, ms: int) -> None:
        target = self._position(grip) + round(ms * self.axis.rate_hz / 1000.0)
        moved = self._edges.moved(grip, target, self.axis.n_samples)
        if moved != self._edges:
            self.edges_moved.emit(moved, grip, True)
        self._paint_edges()
        self.axis.reveal(self._position(grip))

    def _show_edges(self, edges: Edges) -> None:
        self._edges = edges
        self._paint_edges()

    def _paint_edges(self) -> None:
        for plot in (self.wave, self.spectrum):
            plot.show_edges(self.edges)
        self._place_handles()

    def _place_handles(self) -> None:
        area, n_samples = self.wave.area(), self.axis.n_samples
        per_ms = self.axis.rate_hz / 1000.0
        for grip, handle in self.handles.items():
            position = self.edges.position(grip, n_samples)
            handle.show_at(self.axis.x(position, area), position / per_ms, n_samples / per_ms, area)

    def _follow(self) -> None:
        """Bring grips and scroll bar to what is seen now."""
        self._place_handles()
        axis = self.axis
        unit = max(axis.n_samples / _SCROLL_STEPS, 1.0)
        with QSignalBlocker(self.bar):
            self.bar.setRange(0, round((axis.n_samples - axis.span) / unit))
            self.bar.setPageStep(max(1, round(axis.span / unit)))
            self.bar.setSingleStep(max(1, round(axis.span / unit / 20)))
            self.bar.setValue(round(axis.start / unit))
        self._settled.start()

    def _scroll_to(self, value: int) -> None:
        start = value * max(self.axis.n_samples / _SCROLL_STEPS, 1.0)
        self.axis.show(start, start + self.axis.span)

    def _wish_detail(self) -> None:
        scene = self.scene
        if scene is not None and scene.is_coarse(self.axis.start, self.axis.end):
            self.detail_wished.emit(scene, self.axis.start, self.axis.end)
