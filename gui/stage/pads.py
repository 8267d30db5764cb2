"""The pads: for each class the sound that MIDI notes play, and the next one made in the background."""

import threading
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from drumgen.engine.generator import GeneratedSound, Generator
from drumgen.engine.pad import Pad, PadMode
from drumgen.engine.request import GenerationRequest
from drumgen.midi.gm_drums import choke_group, label_for_note
from gui.jobs import Jobs
from gui.sounds.item import SoundItem
from gui.stage.speakers import Speakers
from gui.studio import Sampling, draw_seed


class Pads(QObject):
    """One pad for each class of the model.

    Parameters
    ----------
    jobs : Jobs
        Brings news from the pads' threads to the GUI thread.
    generator : Generator
        Makes the next sounds.
    speakers : Speakers
        Plays.
    """

    renewed = Signal(object)
    """A `GeneratedSound` that a pad made; the next hit of its class plays it."""
    changed = Signal(object, object)
    """The `SoundItem` that left a pad, or None, and the one that is on it now."""
    failed = Signal(object)
    """The exception that kept a pad from making or playing a sound."""

    def __init__(self, jobs: Jobs, generator: Generator, speakers: Speakers) -> None:
        super().__init__()
        self._jobs = jobs
        self._generator = generator
        self._speakers = speakers
        self._mode = PadMode.KEEP
        self._pads: dict[str, Pad[GeneratedSound]] = {}
        self._items: dict[str, SoundItem] = {}
        self._lock = threading.Lock()  # hits come from the MIDI system's thread

    @property
    def mode(self) -> PadMode:
        """Whether each hit has the next sound made."""
        return self._mode

    def set_labels(self, labels: Sequence[str], model: str) -> None:
        """Make a pad for each class; pads of other classes end."""
        with self._lock:
            old, self._pads = self._pads, {label: self._new_pad(label, model) for label in labels}
        for pad in old.values():
            pad.close()

    def set_mode(self, mode: PadMode) -> None:
        """Keep the sounds, or have the next one made after each hit."""
        self._mode = mode
        for pad in self._pads.values():
            pad.set_mode(mode)

    def set_sampling(self, sampling: Sampling) -> None:
        """Sample the next sounds with other settings."""
        for pad in self._pads.values():
            request = pad.request
            if (request.steps, request.guidance) != (sampling.steps, sampling.guidance):
                pad.set_request(
                    GenerationRequest(request.label, 1, draw_seed(), sampling.steps, sampling.guidance, request.model)
                )

    def item(self, label: str) -> SoundItem | None:
        """Return the sound in the list that is on the pad of a class, None if there is none."""
        return self._items.get(label)

    def plays(self, item: SoundItem) -> bool:
        """Whether the next hit of its class plays just this sound."""
        pad = self._pads.get(item.label)
        sound = pad.sound if pad is not None else None
        return sound is not None and sound.clip is item.take.sound.clip

    def put(self, item: SoundItem) -> None:
        """Put a sound of the list on the pad of its class."""
        pad = self._pads.get(item.label)
        if pad is None:
            return
        if not self.plays(item):
            pad.load(item.take.sound)
        left = self._items.get(item.label)
        if left is not None and left is not item:
            left.on_pad = False
        item.on_pad = True
        self._items[item.label] = item
        self.changed.emit(left, item)

    def hit(self, note: int, velocity: int) -> str | None:
        """Play the pad of a MIDI note at once, and return its class, None for notes without a pad; any thread."""
        label = label_for_note(note)
        with self._lock:
            pad = self._pads.get(label or "")
        if pad is None:
            return None
        pad.hit(velocity)
        return label

    def close(self) -> None:
        """End the pads' threads."""
        for pad in self._pads.values():
            pad.close()

    def _new_pad(self, label: str, model: str) -> Pad[GeneratedSound]:
        return Pad(
            self._generator,
            self._speakers,
            GenerationRequest(label, 1, draw_seed(), model=model),
            mode=self._mode,
            voice_group=choke_group(label),
            on_sound=lambda sound: self._jobs.post(self.renewed.emit, sound),
            on_error=lambda error: self._jobs.post(self.failed.emit, error),
        )
