"""The tempo of a MIDI clock."""

from collections import deque
from collections.abc import Sequence
from statistics import median

from drumgen.midi.messages import ClockMessage

TICKS_A_BEAT = 24
_REMEMBERED = 4 * TICKS_A_BEAT
_FEWEST = TICKS_A_BEAT // 2
_RECENT = TICKS_A_BEAT
_SILENCE_S = 0.5  # a beat of ten seconds: nobody plays that slowly
_CHANGE = 0.12


class TempoMeter:
    """Estimates beats a minute from the ticks of a clock.

    Ticks come in with jitter, of a whole audio block on some systems, and now and then one is late. So the estimate
    is the median of many intervals, each half as long as what is remembered: jitter counts little against their
    length, and a late tick spoils only two of them.
    """

    def __init__(self) -> None:
        self._times_s: deque[float] = deque(maxlen=_REMEMBERED)

    def receive(self, message: ClockMessage) -> None:
        """Take in a message; from the MIDI system's thread."""
        if message.kind == "clock":
            if self._times_s and not 0.0 <= message.time_s - self._times_s[-1] < _SILENCE_S:
                self._times_s.clear()
            self._times_s.append(message.time_s)
        else:  # the position jumps, and most devices end their clock with a stop
            self._times_s.clear()

    def bpm(self, now_s: float) -> float | None:
        """Return the tempo, None without a clock that ticks; from any thread, by the clock of the messages."""
        times = tuple(self._times_s.copy())
        if len(times) < _FEWEST or now_s - times[-1] > _SILENCE_S:
            return None
        whole, recent = _tick_s(times), _tick_s(times[-_RECENT:])
        # After a change of tempo what came before it says nothing any more.
        tick_s = recent if abs(recent - whole) > _CHANGE * whole else whole
        return 60.0 / (TICKS_A_BEAT * tick_s) if tick_s > 0.0 else None


def _tick_s(times: Sequence[float]) -> float:
    """Return the length of a tick, over intervals of half of all ticks."""
    span = len(times) // 2
    return median((late - early) / span for early, late in zip(times, times[span:], strict=False))
