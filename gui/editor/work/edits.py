"""The edits, as plain functions from one state to the next; they run on worker threads and touch no widget."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from drumgen.audio.clip import Clip
from drumgen.audio.shaping import fade_in, fade_out
from drumgen.editing.editor import SoundEditor
from gui.editor.document import Document, Morph, Second, Sound, Variation, Version, clip_of

CLICK_S = 0.002
"""Fades at the ends of a part that is only played."""


@dataclass(frozen=True)
class Watch:
    """How work tells its progress (done, total) and asks whether to stop."""

    progress: Callable[[int, int], None]
    cancel: Callable[[], bool]


def rendered(editor: SoundEditor, document: Document) -> Sound:
    """Return what is heard: the sound with trim and fades."""
    edges, sound = document.edges, document.version.sound
    if edges.is_neutral:
        return sound
    rate_hz = clip_of(sound).rate_hz
    return editor.trim(
        sound,
        start_s=edges.head / rate_hz,
        end_s=(document.n_samples - edges.tail) / rate_hz,
        fade_in_s=edges.fade_in / rate_hz,
        fade_out_s=edges.fade_out / rate_hz,
    )


def part_of(editor: SoundEditor, document: Document, start: int, end: int) -> Sound:
    """Return what is heard between two samples of the sound below trim and fades."""
    sound = rendered(editor, document)
    rate_hz = clip_of(sound).rate_hz
    start, end = _heard(document, start, end)
    return editor.trim(sound, start_s=start / rate_hz, end_s=end / rate_hz)


def heard_part(editor: SoundEditor, document: Document, start: int, end: int) -> Clip:
    """Return a part to listen to, without clicks."""
    clip = clip_of(rendered(editor, document))
    start, end = _heard(document, start, end)
    samples = np.ascontiguousarray(clip.samples[:, start:end])
    faded = fade_out(fade_in(samples, clip.rate_hz, duration_s=CLICK_S), clip.rate_hz, duration_s=CLICK_S)
    return Clip(faded, clip.rate_hz)


def trimmed(editor: SoundEditor, document: Document, start: int, end: int) -> Document:
    """Cut everything but a part away."""
    return document.edited(Version.of(part_of(editor, document, start, end)))


def burnt_in(editor: SoundEditor, document: Document) -> Document:
    """Make trim and fades part of the sound."""
    return document.edited(Version.of(rendered(editor, document)))


def varied(editor: SoundEditor, document: Document, strength: float, seed: int, watch: Watch) -> Document:
    """Vary what the slider started from; strength 0 is just that."""
    came = document.came
    base = came.base if isinstance(came, Variation) else _burnt(editor, document)
    variation = Variation(base, strength, seed)
    if strength == 0.0:
        return document.edited(base, variation)
    (sound,) = editor.vary(
        base.sound,
        strength=strength,
        seed=seed,
        label=document.label,
        progress=watch.progress,
        cancel=watch.cancel,
    )
    return document.edited(Version.of(sound), variation)


def morphed(editor: SoundEditor, document: Document, second: Second, amount: float, watch: Watch) -> Document:
    """Go a part of the way from what the slider started from to the second sound."""
    came = document.came
    base = came.base if isinstance(came, Morph) else _burnt(editor, document)
    morph = Morph(base, amount)
    if amount == 0.0:
        return document.edited(base, morph)
    sound = editor.morph(base.sound, second.sound, amount=amount, progress=watch.progress, cancel=watch.cancel)
    return document.edited(Version.of(sound), morph)


def redone(editor: SoundEditor, document: Document, start: int, end: int, seed: int, watch: Watch) -> Document:
    """Make the part between two samples anew."""
    sound = rendered(editor, document)
    rate_hz = clip_of(sound).rate_hz
    start, end = _heard(document, start, end)
    made = editor.inpaint(
        sound,
        start_s=start / rate_hz,
        end_s=end / rate_hz,
        seed=seed,
        label=document.label,
        progress=watch.progress,
        cancel=watch.cancel,
    )
    return document.edited(Version.of(made))


def resized(editor: SoundEditor, document: Document, duration_s: float, seed: int, watch: Watch) -> Document:
    """Let the sound last shorter or longer."""
    sound = editor.resize(
        rendered(editor, document),
        duration_s=duration_s,
        seed=seed,
        label=document.label,
        progress=watch.progress,
        cancel=watch.cancel,
    )
    return document.edited(Version.of(sound))


def _burnt(editor: SoundEditor, document: Document) -> Version:
    """Return what is heard as a version; the one there is if trim and fades change nothing."""
    return document.version if document.edges.is_neutral else Version.of(rendered(editor, document))


def _heard(document: Document, start: int, end: int) -> tuple[int, int]:
    """Return where a stretch of the sound below lies in what is heard."""
    length = document.edges.length(document.n_samples)
    first, last = (max(0, min(each - document.edges.head, length)) for each in (start, end))
    return first, last
