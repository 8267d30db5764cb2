"""What the editor holds at one point of its history."""

from dataclasses import dataclass, field, replace

from drumgen.audio.clip import Clip
from drumgen.engine.generator import GeneratedSound
from gui.editor.canvas.edges import NEUTRAL, Edges
from gui.editor.canvas.scene import Scene, draw_scene
from gui.sounds.item import class_title

Sound = GeneratedSound | Clip
"""What can be edited: a sound with its origin, or one that came from somewhere else."""


@dataclass(frozen=True, eq=False)
class Version:
    """A sound and what is drawn of it; equal only to itself."""

    sound: Sound = field(repr=False)
    scene: Scene = field(repr=False)

    @classmethod
    def of(cls, sound: Sound) -> "Version":
        """Draw a sound; takes its time, so not on the GUI thread."""
        return cls(sound, draw_scene(clip_of(sound)))

    @property
    def clip(self) -> Clip:
        """The samples."""
        return clip_of(self.sound)


@dataclass(frozen=True, eq=False)
class Variation:
    """How a version came out of another one by variation: one seed is one direction."""

    base: Version
    strength: float
    seed: int


@dataclass(frozen=True, eq=False)
class Morph:
    """How a version came out of another one on the way to the second sound."""

    base: Version
    amount: float


@dataclass(frozen=True, eq=False)
class Second:
    """The second sound of a morph."""

    name: str
    sound: Sound = field(repr=False)


@dataclass(frozen=True, eq=False)
class Document:
    """One state of the work; every edit makes another one.

    Parameters
    ----------
    name : str
        What the sound is called.
    source : Version
        The sound as it was opened, for comparison.
    version : Version
        The sound as it is now, below trim and fades.
    edges : Edges
        Trim and fades that are not burnt in yet.
    came : Variation, Morph or None
        Where a slider made the version, what it started from; the slider goes on from there.
    second : Second or None
        What the sound can be morphed with.
    label : str or None
        Class to take when a part is made anew; None leaves it to the sound.
    """

    name: str
    source: Version
    version: Version
    edges: Edges = NEUTRAL
    came: Variation | Morph | None = None
    second: Second | None = None
    label: str | None = None

    @property
    def n_samples(self) -> int:
        """Length of the sound below trim and fades."""
        return self.version.scene.n_samples

    @property
    def duration_s(self) -> float:
        """Length that is heard."""
        return self.edges.length(self.n_samples) / self.version.scene.rate_hz

    @property
    def known_label(self) -> str | None:
        """The class, if the user or the sound's origin tells it."""
        if self.label is not None:
            return self.label
        sound = self.version.sound
        return sound.provenance.label if isinstance(sound, GeneratedSound) else None

    def edited(self, version: Version, came: Variation | Morph | None = None) -> "Document":
        """Return the state with another version; a slider that goes on keeps trim and fades."""
        goes_on = came is not None and self.came is not None and came.base is self.came.base
        edges = self.edges.fitted(version.scene.n_samples) if goes_on else NEUTRAL
        return replace(self, version=version, came=came, edges=edges)


def clip_of(sound: Sound) -> Clip:
    """Return the samples of a sound."""
    return sound.clip if isinstance(sound, GeneratedSound) else sound


def title_of(sound: Sound, name: str = "") -> str:
    """Return what a sound is called: its file's name, or else its class."""
    if name or not isinstance(sound, GeneratedSound):
        return name
    return class_title(sound.provenance.label)
