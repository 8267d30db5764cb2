"""The whole way: a note comes in over a real MIDI port, the sound goes out of the player's own audio port."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from drumgen.engine.generator import GeneratedSound, Generator
from drumgen.engine.pad import Pad, PadMode
from drumgen.engine.request import GenerationRequest
from drumgen.inference.store import ModelStore
from drumgen.midi.gm_drums import label_for_note
from drumgen.midi.input import MidiInput
from drumgen.midi.messages import Message, NoteMessage
from drumgen.playback.player import Player
from drumgen.playback.velocity import velocity_gain
from tests.support.jack import JackServer, Keys, Recorder
from tests.support.models.tiny_models import write_tiny_models
from tests.support.waiting import wait_until

KICK = GenerationRequest("kick", seed=5)


@pytest.fixture
def generator(tmp_path: Path) -> Generator:
    return Generator(ModelStore(write_tiny_models(tmp_path)), device="cpu")


@pytest.fixture
def pad(generator: Generator, player: Player) -> Iterator[Pad[GeneratedSound]]:
    with closing(Pad(generator, player, KICK)) as pad:
        yield pad


def _rounding(samples: np.ndarray) -> float:
    return float(np.abs(samples).max() * np.finfo(np.float32).eps)


def _played_by(pad: Pad[GeneratedSound], keys: Keys) -> MidiInput:
    def receive(message: Message) -> None:
        if isinstance(message, NoteMessage) and label_for_note(message.note) == pad.request.label:
            pad.hit(message.velocity)

    return MidiInput(keys.port_name, receive)


def test_kick_note_plays_the_generated_samples(
    jack: JackServer, generator: Generator, pad: Pad[GeneratedSound]
) -> None:
    (sound,) = generator.generate(KICK)
    pad.load(sound)
    expected = sound.clip.samples[0]
    with Keys(jack) as keys, closing(_played_by(pad, keys)), Recorder(jack) as recorder:
        keys.hit(38)  # the snare's note
        keys.hit(36, 0)  # a note-off in disguise
        recorder.wait_for_frames(4410)
        assert not recorder.samples.any()
        keys.hit(36, 127)
        np.testing.assert_array_equal(recorder.wait_for(expected), expected)
        keys.hit(36, 40)
        soft = recorder.wait_for(expected, after=recorder.end_of_sound)
        np.testing.assert_allclose(soft, expected * velocity_gain(40), atol=_rounding(soft))
        recorder.wait_for_frames(4410)
        assert not recorder.samples[recorder.end_of_sound :].any()


def test_each_hit_plays_the_sound_made_after_the_one_before(
    jack: JackServer, generator: Generator, pad: Pad[GeneratedSound]
) -> None:
    first, second, third = (sound.clip.samples[0] for sound in generator.generate(GenerationRequest("kick", 3, seed=5)))
    pad.set_mode(PadMode.REGENERATE)
    pad.order()
    wait_until(lambda: pad.sound is not None, "the first sound")
    with Keys(jack) as keys, closing(_played_by(pad, keys)), Recorder(jack) as recorder:
        for expected in (first, second, third):
            before = pad.sound
            keys.hit(36)
            heard = recorder.wait_for(expected, after=recorder.end_of_sound)
            np.testing.assert_allclose(heard, expected, atol=1e-4)
            wait_until(lambda before=before: pad.sound is not before, "the next sound")
    assert np.abs(first[:1000] - second[:1000]).max() > 0.01
