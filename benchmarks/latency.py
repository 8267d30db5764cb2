"""Time from a MIDI note to its sound: `python -m benchmarks.latency`; with `--burst 120` two minutes of sixteenths.

A JACK server with the dummy driver plays a score at exact frames into a MIDI port; the runtime's own way (MIDI input,
router, player) makes sound of it, which is recorded at the player's port. Times are counted in frames of the server, so
the measurement itself adds nothing. Needs Debian's jackd2 and the packages of the extra `test`, and is run from the
repository's root.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from drumgen.audio.clip import Clip
from drumgen.errors import DrumgenError
from drumgen.midi.control.router import Router
from drumgen.midi.input import MidiInput
from drumgen.midi.mapping import Source
from drumgen.playback.player import Player
from tests.support.jack import RATE_HZ, JackServer, Recorder, Score, may_be_real_time, running_jack
from tests.support.playing.performance import SIXTEENTHS_BPM, Heard, bursts, perform, read_midi_file, write_midi_file
from tests.support.playing.surface import FIRST_NOTE, RecordingPads

PADS = 4
GAPS_MS = (60.0, 120.0)
LATE_MS = 3.0
_LEEWAY_S = 10.0


@dataclass(frozen=True)
class Result:
    """One row.

    Parameters
    ----------
    frames : int
        Frames a block.
    block_ms : float
        The block's own length.
    notes : int
    median_ms, p99_ms, worst_ms : float
        Of the times from a note to its first sample.
    jitter_ms : float
        Their standard deviation.
    missed : int
        Notes without their sound.
    late : int
        Sounds that came more than 3 ms later than the median.
    dropouts : int
        Blocks that the server did not get in time.
    """

    frames: int
    block_ms: float
    notes: int
    median_ms: float
    p99_ms: float
    worst_ms: float
    jitter_ms: float
    missed: int
    late: int
    dropouts: int


class Silent:
    """Hears of everything and does nothing."""

    def struck(self, note: int, velocity: int, pad: int | None) -> None:
        """Ignore a hit."""

    def turned(self, target: str, value: float) -> None:
        """Ignore a value."""

    def programmed(self, program: int) -> None:
        """Ignore a kit."""

    def learned(self, target: str, source: Source) -> None:
        """Ignore a mapping."""


class Stage:
    """The runtime's way from notes to sounds, on a server."""

    def __init__(self, jack: JackServer, score: Score, clips: list[Clip]) -> None:
        self.clips = clips
        self.player = Player()
        self.player.start()
        for clip in clips:
            self.player.prepare(clip)
        self.pads = RecordingPads(lambda pad, velocity: self.player.play(clips[pad]))
        self._midi = MidiInput(score.port_name, Router(self.pads, Silent()).receive)

    def wait_for_hits(self, count: int, patience_s: float) -> None:
        """Return when so many hits have come, or after a while without them."""
        look = threading.Event()
        for _ in range(round(patience_s / 0.02)):
            if len(self.pads.hits) >= count:
                return
            look.wait(0.02)

    def close(self) -> None:
        """Let the ports go."""
        self._midi.close()
        self.player.stop()


def main() -> int:
    """Print the table; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.latency", description=__doc__)
    parser.add_argument(
        "--frames", type=int, nargs="+", default=[64, 128, 256], help="block sizes (default: 64 128 256)"
    )
    parser.add_argument(
        "--notes", type=int, default=400, help="single notes for each block size (default: %(default)s)"
    )
    parser.add_argument("--burst", type=float, metavar="SECONDS", help="play sixteenths on four pads instead")
    parser.add_argument("--out", type=Path, metavar="FILE", help="also write the figures as JSON")
    arguments = parser.parse_args()
    sys.setswitchinterval(0.0005)
    try:
        results = [measure(frames, notes(arguments.notes, arguments.burst)) for frames in arguments.frames]
    except DrumgenError as error:
        print(error, file=sys.stderr)
        return 2
    print_table(results)
    if arguments.out is not None:
        machine = {
            "processor": platform.processor() or platform.machine(),
            "cpus": os.cpu_count(),
            "load": os.getloadavg()[0],
            "real_time": may_be_real_time(),
        }
        figures = {"machine": machine, "burst_s": arguments.burst, "results": [asdict(result) for result in results]}
        arguments.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0


def notes(count: int, burst_s: float | None) -> list[tuple[int, bytes]]:
    """Return what is played: single notes at random times, or sixteenths at 180 bpm on all pads together."""
    if burst_s is not None:
        bars = max(1, round(burst_s * SIXTEENTHS_BPM / 60.0 / 4.0))
        with tempfile.TemporaryDirectory() as folder:
            return read_midi_file(write_midi_file(Path(folder) / "burst.mid", bars, chord=range(PADS)), RATE_HZ)
    gaps_ms = np.random.default_rng(0).uniform(*GAPS_MS, count)
    frames = np.cumsum(gaps_ms) * RATE_HZ / 1000.0
    return [(round(frame), bytes([0x99, FIRST_NOTE + place % PADS, 127])) for place, frame in enumerate(frames)]


def measure(frames: int, messages: list[tuple[int, bytes]]) -> Result:
    """Play `messages` with blocks of `frames`."""
    count = sum(message[0] >> 4 == 9 for _, message in messages)
    with _stage(frames) as (stage, score, recorder):
        score.play([(0, bytes([0x99, FIRST_NOTE + pad, 1])) for pad in range(PADS)])  # connections take a moment
        stage.wait_for_hits(PADS, _LEEWAY_S)
        recorder.wait_for_frames(RATE_HZ // 2)
        before, dropouts = len(stage.pads.hits), stage.player.dropouts
        patience_s = messages[-1][0] / RATE_HZ + _LEEWAY_S
        heard = perform(score, recorder, messages, stage.clips, lambda: stage.wait_for_hits(before + count, patience_s))
        return _result(frames, count, heard, stage.player.dropouts - dropouts)


@contextmanager
def _stage(frames: int) -> Iterator[tuple[Stage, Score, Recorder]]:
    with (
        running_jack(period_frames=frames, waits_for_clients=False, real_time=may_be_real_time()) as jack,
        Score(jack) as score,
        closing(Stage(jack, score, bursts(PADS, RATE_HZ))) as stage,
        Recorder(jack, timed=True) as recorder,
    ):
        yield stage, score, recorder


def _result(frames: int, count: int, heard: Heard, dropouts: int) -> Result:
    delays: NDArray[np.float64] = np.concatenate(heard.delays_ms)
    if not len(delays):
        delays = np.full(1, np.nan)
    median = float(np.median(delays))
    return Result(
        frames,
        round(frames * 1000.0 / RATE_HZ, 2),
        count,
        round(median, 2),
        round(float(np.quantile(delays, 0.99)), 2),
        round(float(delays.max()), 2),
        round(float(delays.std()), 2),
        heard.missing,
        int((delays > median + LATE_MS).sum()),
        dropouts,
    )


def print_table(results: list[Result]) -> None:
    """Print one row for each block size."""
    print("| frames | block ms | notes | median ms | p99 ms | worst ms | jitter ms | missed | late | dropouts |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    for each in results:
        print("| " + " | ".join(str(value) for value in asdict(each).values()) + " |")


if __name__ == "__main__":
    sys.exit(main())
