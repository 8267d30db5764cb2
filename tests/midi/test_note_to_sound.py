"""The whole way: a note comes in over a real MIDI port, the sound goes out of the player's own audio port."""

import numpy as np
from drumgen.audio.clip import Clip
from drumgen.midi.gm_drums import label_for_note
from drumgen.midi.input import MidiInput
from drumgen.playback.player import Player
from drumgen.playback.velocity import velocity_gain

from tests.support.jack import JackServer, Keys, Recorder

PORT = "PortAudio:out_0"


def _clip(seed: int, frames: int = 9000) -> Clip:
    rng = np.random.default_rng(seed)
    decay = np.exp(-np.arange(frames) / 2000)
    return Clip((0.5 * decay * rng.uniform(-1, 1, size=(1, frames))).astype(np.float32), 44100)


def test_note_plays_the_samples_of_the_clip(jack: JackServer) -> None:
    clip = _clip(1)
    player = Player()
    player.start()
    with Keys("keys") as keys, Recorder(jack, PORT) as recorder:
        midi = MidiInput(keys.port_name, lambda note: player.play(clip, velocity_gain(note.velocity)) if label_for_note(note.note) == "kick" and note.is_hit else None)
        keys.hit(38)
        keys.hit(36, 0)
        keys.hit(36, 127)
        heard = recorder.wait_for(clip.samples[0])
        midi.close()
        player.stop()
    np.testing.assert_array_equal(heard, clip.samples[0])
