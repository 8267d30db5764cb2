"""The whole way: a note comes in over a real MIDI port, the sound goes out of the player's own audio port."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from drumgen.engine.generator import Generator
from drumgen.engine.request import GenerationRequest
from drumgen.inference.store import ModelStore
from drumgen.midi.input import MidiInput
from drumgen.midi.messages import NoteMessage
from drumgen.pads.bank import PadBank
from drumgen.pads.layout import default_settings
from drumgen.pads.settings import PadMode
from drumgen.playback.player import Player
from drumgen.playback.velocity import velocity_gain
from tests.support.jack import JackServer, Keys, Recorder, running_jack
from tests.support.models.tiny_models import write_tiny_models
from tests.support.waiting import wait_until

KICK = 0


@pytest.fixture
def jack() -> Iterator[JackServer]:
    with running_jack(waits_for_clients=False) as server:
        yield server


@pytest.fixture
def generator(tmp_path: Path) -> Generator:
    return Generator(ModelStore(write_tiny_models(tmp_path)), device="cpu")


@pytest.fixture
def bank(jack: JackServer, generator: Generator) -> Iterator[PadBank]:
    player = Player()
    player.start()
    settings = [pad.changed(seed=5) for pad in default_settings()]
    with closing(PadBank(generator, player, settings)) as bank:
        yield bank
    player.stop()


def _played_by(bank: PadBank, keys: Keys) -> MidiInput:
    def receive(message: object) -> None:
        if isinstance(message, NoteMessage) and message.is_hit:
            bank.hit_note(message.note, message.velocity)

    return MidiInput(keys.port_name, receive)


def test_a_note_plays_the_generated_samples(jack: JackServer, generator: Generator, bank: PadBank) -> None:
    (sound,) = generator.generate(GenerationRequest("kick", seed=5))
    bank.load(KICK, sound)
    expected = sound.clip.samples[0]
    with Keys(jack) as keys, closing(_played_by(bank, keys)), Recorder(jack) as recorder:
        keys.hit(12)  # no drum of General MIDI
        keys.hit(36, 0)  # a note-off in disguise
        recorder.wait_for_frames(4410)
        assert not recorder.samples.any()
        keys.hit(36, 127)
        np.testing.assert_array_equal(recorder.wait_for(expected), expected)
        keys.hit(36, 40)
        soft = recorder.wait_for(expected, after=recorder.end_of_sound)
        rounding = float(np.abs(soft).max() * np.finfo(np.float32).eps)
        np.testing.assert_allclose(soft, expected * velocity_gain(40), atol=rounding)


def test_each_hit_plays_the_next_sound(jack: JackServer, generator: Generator, bank: PadBank) -> None:
    sounds = [sound.clip.samples[0] for sound in generator.generate(GenerationRequest("kick", 3, seed=5))]
    bank.set_settings(KICK, bank.settings(KICK).changed(mode=PadMode.REGENERATE))
    wait_until(lambda: bank.ready(KICK) >= 2, "ready sounds")
    with Keys(jack) as keys, closing(_played_by(bank, keys)), Recorder(jack) as recorder:
        for expected in sounds:
            keys.hit(36)
            heard = recorder.wait_for(expected, after=recorder.end_of_sound)
            np.testing.assert_allclose(heard, expected, atol=1e-4)
    assert np.abs(sounds[0][:1000] - sounds[1][:1000]).max() > 0.01
