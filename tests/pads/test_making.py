"""Sounds with and without a wish, made by a real (if tiny) model."""

import numpy as np
import pytest

from drumgen.engine.generator import Generator
from drumgen.inference.store import ModelStore
from drumgen.pads.bank import PadBank
from drumgen.pads.making import make_sounds
from drumgen.pads.settings import PadMode, PadSettings
from drumgen.wishes import Wish, make
from tests.support.models.tiny_models import write_tiny_models
from tests.support.pad_parts import Tape
from tests.support.waiting import wait_until

KICK = PadSettings("Kick", 36, "kick", seed=30, steps=2)


@pytest.fixture(scope="module")
def generator(tmp_path_factory: pytest.TempPathFactory) -> Generator:
    return Generator(ModelStore(write_tiny_models(tmp_path_factory.mktemp("models"), n_samples=2048)), device="cpu")


def test_a_series_is_what_the_generator_makes(generator: Generator) -> None:
    wanted = generator.generate(KICK.request(count=5))[2:]
    made = list(make_sounds(generator, KICK, skip=2, count=3, cancel=lambda: False))
    for sound, other in zip(made, wanted, strict=True):
        np.testing.assert_allclose(sound.clip.samples, other.clip.samples, atol=1e-4)
        assert sound.provenance.seed == other.provenance.seed


def test_a_wish_chooses(generator: Generator) -> None:
    pad = KICK.changed(attributes=(("brightness", 1.0),))
    (sound,) = make_sounds(generator, pad, skip=1, count=1, cancel=lambda: False)
    (wanted,) = make(generator, KICK.request(skip=1), Wish("", pad.attributes))
    assert sound.provenance == wanted.provenance
    np.testing.assert_allclose(sound.clip.samples, wanted.clip.samples, atol=1e-4)


def test_a_pad_with_words_has_a_new_sound_for_every_hit(generator: Generator) -> None:
    tape = Tape()
    settings = [KICK.changed(prompt="bright", mode=PadMode.REGENERATE), KICK.changed(note=37)]
    bank = PadBank(generator, tape, settings, stock=2)
    wait_until(lambda: bank.ready(0) == 2, "the queue")
    for _ in range(3):
        bank.hit(0)
        wait_until(lambda: bank.ready(0) == 2, "the queue")
    bank.close()
    assert len({clip.samples.tobytes() for clip, _, _ in tape.played}) == 3
    state = bank.state(0)
    assert state.sound.source.provenance.request.seed + state.sound.source.provenance.index == 32
