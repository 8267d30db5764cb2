"""One sound of the session, as the list, the pictures and the pads share it."""

from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

from drumgen.engine.generator import GeneratedSound
from drumgen.midi.gm_drums import note_for_label, note_name
from gui.look.drawing import Picture
from gui.translations import QT_TRANSLATE_NOOP

_ids = count(1)
# The classes that have a name in other languages too; those of the user's own models keep theirs.
CLASS_TITLES = (
    QT_TRANSLATE_NOOP("SoundClass", "Kick"),
    QT_TRANSLATE_NOOP("SoundClass", "Snare"),
    QT_TRANSLATE_NOOP("SoundClass", "Clap"),
    QT_TRANSLATE_NOOP("SoundClass", "Closed hat"),
    QT_TRANSLATE_NOOP("SoundClass", "Open hat"),
    QT_TRANSLATE_NOOP("SoundClass", "Tom"),
    QT_TRANSLATE_NOOP("SoundClass", "Rimshot"),
    QT_TRANSLATE_NOOP("SoundClass", "Cymbal"),
    QT_TRANSLATE_NOOP("SoundClass", "Cowbell"),
    QT_TRANSLATE_NOOP("SoundClass", "Perc"),
)


@dataclass(frozen=True)
class Take:
    """A generated sound and what the app made of it off the GUI thread.

    Parameters
    ----------
    sound : GeneratedSound
        Samples and provenance.
    picture : Picture
        What is drawn of it.
    file : Path or None
        Its WAV in the session folder; None if it could not be written yet.
    """

    sound: GeneratedSound = field(repr=False)
    picture: Picture = field(repr=False)
    file: Path | None


@dataclass(eq=False)
class SoundItem:
    """A place in the list; regenerating puts another take in it.

    Parameters
    ----------
    take : Take
        The sound that the place holds now.
    favourite : bool
        Whether the user marked it.
    is_waiting : bool
        Whether a new take for it is being generated.
    on_pad : bool
        Whether MIDI notes of its class play it.
    """

    take: Take
    favourite: bool = False
    is_waiting: bool = False
    on_pad: bool = False
    id: int = field(default_factory=lambda: next(_ids))

    @property
    def label(self) -> str:
        """Class of the sound."""
        return self.take.sound.provenance.label

    @property
    def seed(self) -> int:
        """Seed that gives this sound alone."""
        return self.take.sound.provenance.seed

    @property
    def duration_s(self) -> float:
        """Length of the sound."""
        return self.take.sound.clip.duration_s

    @property
    def title(self) -> str:
        """Name for people, such as ``Closed hat``."""
        return class_title(self.label)

    @property
    def spoken(self) -> str:
        """Everything a row shows, in words."""
        translate = QCoreApplication.translate
        words = [
            self.title,
            translate("SoundItem", "seed {seed}").format(seed=self.seed),
            translate("SoundItem", "{length} seconds").format(length=QLocale().toString(self.duration_s, "f", 2)),
        ]
        words += [translate("SoundItem", "favourite")] * self.favourite
        words += [translate("SoundItem", "on the pad")] * self.on_pad
        words += [translate("SoundItem", "regenerating")] * self.is_waiting
        return ", ".join(words)


def class_title(label: str) -> str:
    """Return a class name for people, in the app's language: ``closed_hat`` gives ``Closed hat``."""
    return QCoreApplication.translate("SoundClass", label.replace("_", " ").capitalize())


def class_note(label: str) -> str:
    """Return the usual note of a class with its number, such as ``C1 (36)``; empty for classes without one."""
    note = note_for_label(label)
    return "" if note is None else f"{note_name(note)} ({note})"
