"""Brings a state of the work to the view: pictures, numbers, words, and what can be done."""

import numpy as np
from PySide6.QtCore import QObject

from drumgen.audio.measuring import peak_dbfs
from drumgen.engine.generator import GeneratedSound
from gui.editor.canvas.edges import Edges
from gui.editor.document import Document, Morph, Sound, Variation, clip_of
from gui.editor.view import EditorView

_ALWAYS = ("open", "undo", "redo")
"""Actions that have nothing to do with the sound that is shown."""


class Showing(QObject):
    """Shows states in a view.

    Parameters
    ----------
    view : EditorView
        Where.
    """

    def __init__(self, view: EditorView) -> None:
        super().__init__()
        self._view = view
        self._document: Document | None = None
        self.labels: tuple[str, ...] = ()
        self.is_busy = False
        view.timeline.selection.changed.connect(self._follow_selection)

    @property
    def compares(self) -> bool:
        """Whether the source is seen instead of the edited sound."""
        return self._view.acts["compare"].isChecked()

    @property
    def part(self) -> tuple[int, int] | None:
        """The selected samples, None if there are none."""
        selection = self._view.timeline.selection
        return None if selection.is_empty else (selection.start, selection.end)

    def show(self, document: Document | None, guess: str | None) -> None:
        """Show a state; `guess` is the class the sound is taken for."""
        self._document = document
        view = self._view
        view.show_empty(document is None)
        if document is not None:
            shown = document.source if self.compares else document.version
            edges = Edges() if self.compares else document.edges
            label = "" if self.compares else (document.label or guess or "perc")
            view.timeline.show_sound(shown.scene, label, edges, editable=not self.compares)
            view.header.show_facts(document.name, self._facts(document))
            view.header.show_labels(self.labels, document.label, guess)
            self._show_numbers(document)
        self._follow_selection()

    def update_acts(self) -> None:
        """Enable what can be done now."""
        acts, selection, document = self._view.acts, self._view.timeline.selection, self._document
        is_open = document is not None
        length = 0 if document is None else document.n_samples
        came = None if document is None else document.came
        possible = {
            "cancel": self.is_busy,
            "trim": not selection.is_empty,
            "zoom_selection": not selection.is_empty,
            "apply": document is not None and not document.edges.is_neutral,
            "redo_attack": selection.end > 0,
            "redo_part": not selection.is_empty,
            "redo_tail": selection.start < length,
            "direction": isinstance(came, Variation) and came.strength > 0.0,
        }
        for name, act in acts.items():
            if name not in _ALWAYS:
                act.setEnabled(is_open and possible.get(name, True))
        self._view.tools.amount.setEnabled(document is not None and document.second is not None)

    def _show_numbers(self, document: Document) -> None:
        tools, rate_hz = self._view.tools, document.version.scene.rate_hz
        came, edges = document.came, document.edges
        tools.strength.show_fraction(came.strength if isinstance(came, Variation) else 0.0)
        tools.amount.show_fraction(came.amount if isinstance(came, Morph) else 0.0)
        tools.second.show_second(document.second)
        length_ms = document.duration_s * 1000.0
        tools.fade_in.show_time(edges.fade_in * 1000.0 / rate_hz, length_ms)
        tools.fade_out.show_time(edges.fade_out * 1000.0 / rate_hz, length_ms)
        tools.show_length(length_ms)

    def _follow_selection(self) -> None:
        self.update_acts()
        document = self._document
        if document is None:
            return
        scene = document.source.scene if self.compares else document.version.scene
        duration_s = scene.n_samples / scene.rate_hz if self.compares else document.duration_s
        selection = self._view.timeline.selection
        name = self.tr("Source of {name}").format(name=document.name) if self.compares else document.name
        text = self.tr("{name}, {duration} seconds, cursor at {start} seconds")
        if not selection.is_empty:
            text = self.tr("{name}, {duration} seconds, selection {start} to {end} seconds")
        times = {"duration": duration_s, "start": selection.start / scene.rate_hz, "end": selection.end / scene.rate_hz}
        spoken = {key: self._view.locale().toString(value, "f", 2) for key, value in times.items()}
        self._view.timeline.speak(text.format(name=name, **spoken))

    def _facts(self, document: Document) -> str:
        sound: Sound = document.source.sound if self.compares else document.version.sound
        clip = clip_of(sound)
        duration_s = clip.duration_s if self.compares else document.duration_s
        facts = [self.tr("source")] if self.compares else []
        facts.append(self.tr("{0} ms").format(round(duration_s * 1000.0)))
        if isinstance(sound, GeneratedSound):
            facts.append(self.tr("seed {0}").format(sound.provenance.seed))
        channels = {1: self.tr("mono"), 2: self.tr("stereo")}
        count = clip.samples.shape[0]
        facts.append(channels.get(count) or self.tr("{0} channels").format(count))
        facts.append(self.tr("{0} kHz").format(self._view.locale().toString(clip.rate_hz / 1000.0, "g", 6)))
        peak = peak_dbfs(clip.samples)
        if np.isfinite(peak):
            level = self._view.locale().toString(float(peak), "f", 1).replace("-", "−")
            facts.append(self.tr("peak {0} dBFS").format(level))
        return "   ·   ".join(facts)
