"""A piece is played over real JACK ports, in at the MIDI end and out at the sound's, and compared with what it says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import mido
import numpy as np
from numpy.typing import NDArray

from drumgen.audio.clip import Clip
from tests.support.jack import Recorder, Score
from tests.support.playing.onsets import find_onsets, mix_at
from tests.support.playing.surface import FIRST_NOTE
from tests.support.sounds import noise_burst

SIXTEENTHS_BPM = 180
_REST_FRAMES = 12_000


def bursts(count: int, rate_hz: int) -> list[Clip]:
    """Return short sounds that can be told apart, quiet enough that all of them together do not exceed full scale."""
    return [noise_burst(seed, frames=2000, peak=0.8 / count, rate_hz=rate_hz) for seed in range(count)]


def write_midi_file(path: Path, bars: int, *, bpm: float = SIXTEENTHS_BPM, chord: Sequence[int] = ()) -> Path:
    """Write sixteenths: with a `chord` all its pads each time, else the pads 0 to 3 in turn, with pauses."""
    track = mido.MidiTrack([mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(bpm))])
    song = mido.MidiFile(ticks_per_beat=480)
    song.tracks.append(track)
    pause = 0
    for sixteenth in range(16 * bars):
        pads = list(chord) or ([] if sixteenth % 8 == 5 else [sixteenth % 4])
        for pad in pads:
            track.append(mido.Message("note_on", channel=9, note=FIRST_NOTE + pad, velocity=127, time=pause))
            pause = 0
        for pad in pads:
            track.append(mido.Message("note_off", channel=9, note=FIRST_NOTE + pad, time=60 if pad == pads[0] else 0))
        pause += 60 if pads else 120
    song.save(path)
    return path


def read_midi_file(path: Path, rate_hz: int) -> list[tuple[int, bytes]]:
    """Return (frame, message) of all messages of a file."""
    at_s, messages = 0.0, []
    for message in mido.MidiFile(path):
        at_s += message.time
        if not message.is_meta:
            messages.append((round(at_s * rate_hz), bytes(message.bytes())))
    return messages


@dataclass(frozen=True)
class Heard:
    """What came out.

    Parameters
    ----------
    delays_ms : list of float arrays
        For each pad the time from each of its notes to its sound; empty where not all of them were found.
    missing : int
        Notes whose sound was not found.
    rest : float
        Largest sample of the recording that the sounds found do not explain.
    """

    delays_ms: list[NDArray[np.float64]]
    missing: int
    rest: float

    @property
    def spacing_error_ms(self) -> float:
        """The largest difference between the spacing of two successive notes of a pad and that of their sounds."""
        return max((float(np.abs(np.diff(each)).max()) for each in self.delays_ms if len(each) > 1), default=np.inf)

    @property
    def jitter_ms(self) -> float:
        """Standard deviation of the delays."""
        return float(np.concatenate(self.delays_ms).std())


def perform(
    score: Score,
    recorder: Recorder,
    messages: Sequence[tuple[int, bytes]],
    clips: Sequence[Clip],
    wait: Callable[[], object],
) -> Heard:
    """Play `messages`, `wait` until all have been hit, and listen; pad k must play the sound k."""
    rate_hz = clips[0].rate_hz
    start = len(recorder.samples)
    begin = score.play(messages) - recorder.origin - start
    wait()
    recorder.wait_for_frames(_REST_FRAMES)
    recording = recorder.recorded[start:]
    delays, missing, found = [], 0, []
    for pad, clip in enumerate(clips):
        notes = [
            begin + frame for frame, message in messages if message[0] >> 4 == 9 and message[1] == FIRST_NOTE + pad
        ]
        onsets = find_onsets(recording, clip.samples[0])
        found += [(onset, clip.samples[0]) for onset in onsets]
        missing += abs(len(notes) - len(onsets))
        fits = len(notes) == len(onsets)
        delays.append((np.array(onsets) - np.array(notes)) * 1000.0 / rate_hz if fits else np.zeros(0))
    rest = float(np.abs(recording - mix_at(found, len(recording))).max())
    return Heard(delays, missing, rest)
