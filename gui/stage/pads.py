"""The sixteen pads on the app's side: their news comes on the GUI thread, their hits go straight to the bank."""

from collections import deque
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from drumgen.engine.generator import Generator
from drumgen.pads.bank import PadBank
from drumgen.pads.layout import default_settings
from drumgen.pads.listener import PadListener
from drumgen.pads.slot import PadState
from gui.jobs import Jobs
from gui.stage.coalescing import Coalescer
from gui.stage.speakers import OpenOutput, Speakers

_FLASH_MS = 30
_REMEMBERED = 1000
_USUAL_RATE_HZ = 44100


class Pads(QObject):
    """A bank of pads with signals.

    Parameters
    ----------
    jobs : Jobs
        Brings news from the threads of MIDI and of the pads to the GUI thread.
    generator : Generator
        Makes the sounds.
    speakers : Speakers
        Play them.
    """

    struck = Signal(int, int)
    """A pad was hit: pad and velocity; of hits that come faster than can be seen, the hardest."""
    renewed = Signal(int, object)
    """A pad has another sound than before: pad and `GeneratedSound` or `Clip`."""
    remade = Signal(int, object, object, int)
    """A wished sound has come: pad, `PadState` before and after, tag of the wish."""
    settings_changed = Signal(int)
    """A pad's settings, or its sound without a hit, have changed."""
    stocked = Signal(int)
    """More sounds of a pad are ready."""
    ran_dry = Signal(int)
    """A hit found no new sound and played the last one again; once for each dry spell."""
    failed = Signal(object)
    """The exception that kept a sound from being made or played."""

    def __init__(self, jobs: Jobs, generator: Generator, speakers: Speakers) -> None:
        super().__init__()
        post = jobs.post
        self._hits: deque[tuple[int, int]] = deque(maxlen=_REMEMBERED)
        self._flashes = Coalescer(jobs, self._tell_hits, _FLASH_MS)
        listener = PadListener(
            struck=self._note_hit,
            renewed=lambda *news: post(self.renewed.emit, *news),
            remade=lambda *news: post(self.remade.emit, *news),
            changed=lambda pad: post(self.settings_changed.emit, pad),
            stocked=lambda pad: post(self.stocked.emit, pad),
            ran_dry=lambda pad: post(self.ran_dry.emit, pad),
            failed=lambda error: post(self.failed.emit, error),
        )
        self.bank = PadBank(generator, speakers, listener=listener)
        speakers.opened.connect(self._fit_rate)

    def hit_note(self, note: int, velocity: int) -> int | None:
        """Play the pads of a MIDI note at once, and return the first of them, None for notes without a pad."""
        return self.bank.hit_note(note, velocity)

    def hit(self, pad: int, velocity: int) -> bool:
        """Play a pad at once; any thread."""
        return self.bank.hit(pad, velocity)

    def regenerate(self, pad: int) -> None:
        """Give a pad a new sound; any thread."""
        self.bank.regenerate(pad)

    def set_labels(self, labels: Sequence[str], model: str) -> None:
        """Lay the pads out for a model's classes; pads that somebody has already changed stay as they are."""
        usual = default_settings()
        if any(self.bank.state(pad).sound for pad in range(len(usual))):
            return
        if all(self.bank.settings(pad) == usual[pad] for pad in range(len(usual))):
            states = {pad: PadState(each, None) for pad, each in enumerate(default_settings(labels, model))}
            self.bank.restore(states)

    @property
    def is_empty(self) -> bool:
        """Whether no pad has a sound."""
        return all(self.bank.sound(pad) is None for pad in range(len(self.bank)))

    def close(self) -> None:
        """End the pads' thread."""
        self.bank.close()

    def _fit_rate(self, output: OpenOutput) -> None:
        """Get the sounds ready for an output that was just opened."""
        self.bank.set_rate(output.rate_hz or _USUAL_RATE_HZ)

    def _note_hit(self, pad: int, velocity: int) -> None:
        """Run on the thread of the hit; a flood of MIDI must not become a flood of the GUI thread."""
        self._hits.append((pad, velocity))
        self._flashes.notify()

    def _tell_hits(self) -> None:
        hardest: dict[int, int] = {}
        for _ in range(len(self._hits)):  # and no more: others may come as fast as these are taken
            pad, velocity = self._hits.popleft()
            hardest[pad] = max(velocity, hardest.get(pad, 0))
        for news in hardest.items():
            self.struck.emit(*news)
