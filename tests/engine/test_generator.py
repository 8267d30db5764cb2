import numpy as np
import pytest

from drumgen.engine.generator import Generator
from drumgen.engine.request import GenerationRequest
from drumgen.inference.store import ModelStore
from tests.support.tiny_models import write_tiny_models


@pytest.fixture(scope="module")
def generator(tmp_path_factory):
    return Generator(ModelStore(write_tiny_models(tmp_path_factory.mktemp("models"))), device="cpu")


def test_a_request_gives_its_sounds_with_provenance(generator):
    request = GenerationRequest("kick", count=3, seed=7)
    sounds = generator.generate(request)
    assert [sound.provenance.seed for sound in sounds] == [7, 8, 9]
    for sound in sounds:
        assert sound.clip.rate_hz == 44100
        assert np.abs(sound.clip.samples).max() == pytest.approx(10 ** (-1 / 20), abs=1e-4)
        assert sound.clip.samples[0, -1] == 0.0
        assert sound.provenance.request == request
