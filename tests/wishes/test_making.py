"""Wishes are granted by choosing."""

import numpy as np
import pytest

from drumgen.engine.generator import Generator
from drumgen.engine.provenance import Choice
from drumgen.engine.request import GenerationRequest
from drumgen.errors import Cancelled, RequestError
from drumgen.inference.store import PACKAGED_FOLDER, ModelStore
from drumgen.wishes import Wish, make
from drumgen.wishes.making import candidate_seed
from drumgen.wishes.ranking import standing
from tests.support.models.tiny_models import write_tiny_models


@pytest.fixture(scope="module")
def tiny(tmp_path_factory) -> Generator:
    return Generator(ModelStore(write_tiny_models(tmp_path_factory.mktemp("models"))), device="cpu")


@pytest.fixture(scope="module")
def shipped() -> Generator:
    return Generator(ModelStore(PACKAGED_FOLDER), device="cpu")


def test_more_is_more(shipped):
    """With the shipped model: what is wished bright is brighter, and so on."""
    for label, name in (("snare", "brightness"), ("kick", "decay")):
        places = [
            standing(make(shipped, GenerationRequest(label, seed=5), Wish(attributes=((name, value),)))[0].clip, label)[
                name
            ]
            for value in (-0.8, 0.0, 0.8)
        ]
        assert places == sorted(places)
        assert places[2] - places[0] > 0.8


def test_the_best_of_the_candidates_is_kept(tiny):
    wish = Wish(attributes=(("brightness", 0.7),))
    (best,) = make(tiny, GenerationRequest("tom", seed=3), wish, candidates=5)
    candidates = tiny.generate(GenerationRequest("tom", count=5, seed=candidate_seed(3)))
    misfits = [abs(standing(sound.clip, "tom")["brightness"] - 0.7) for sound in candidates]
    np.testing.assert_array_equal(best.clip.samples, candidates[int(np.argmin(misfits))].clip.samples)


def test_a_sound_depends_on_its_own_seed_alone(tiny):
    wish = Wish("dark and short")
    together = make(tiny, GenerationRequest("tom", count=3, seed=10), wish, candidates=4)
    for index, sound in enumerate(together):
        (alone,) = make(tiny, GenerationRequest("tom", seed=10 + index), wish, candidates=4)
        np.testing.assert_allclose(alone.clip.samples, sound.clip.samples, atol=1e-4)
        (again,) = tiny.generate(sound.provenance.single_request)
        np.testing.assert_allclose(again.clip.samples, sound.clip.samples, atol=1e-4)
    assert len({sound.provenance.seed for sound in together}) == 3


def test_the_provenance_says_what_was_wished(tiny):
    request = GenerationRequest("kick", count=2, seed=4)
    sound = make(tiny, request, Wish("flurbish dark kick", (("decay", 0.5),)), candidates=3)[1]
    origin = sound.provenance
    assert origin.choice == Choice("flurbish dark kick", (("brightness", -0.6), ("decay", 0.5)), 3)
    assert (origin.request, origin.index, origin.unknown_words) == (request, 1, ("flurbish",))


def test_numbers_stand_above_words(tiny):
    (sound,) = make(tiny, GenerationRequest("kick"), Wish("dark", (("brightness", 0.4),)), candidates=2)
    assert dict(sound.provenance.choice.attributes) == {"brightness": 0.4}


@pytest.mark.parametrize("wish", [Wish(), Wish("   "), Wish("a kick please"), Wish("flurbish")])
def test_nothing_to_choose_by_gives_the_request_s_own_sounds(tiny, wish):
    request = GenerationRequest("kick", count=2, seed=8)
    for sound, expected in zip(make(tiny, request, wish), tiny.generate(request), strict=True):
        np.testing.assert_allclose(sound.clip.samples, expected.clip.samples, atol=1e-4)
        assert sound.provenance.choice is None
        assert sound.provenance.seed == expected.provenance.seed


def test_progress_is_told_and_cancelling_stops(tiny):
    heard = []
    wish = Wish("dark")
    make(tiny, GenerationRequest("kick", count=3), wish, candidates=2, progress=lambda *at: heard.append(at))
    assert heard == [(0, 6), (2, 6), (4, 6), (6, 6)]
    with pytest.raises(Cancelled):
        make(tiny, GenerationRequest("kick", count=3), wish, cancel=lambda: True)


@pytest.mark.parametrize("candidates", [0, -1, 201])
def test_candidates_out_of_range(tiny, candidates):
    with pytest.raises(RequestError, match="must lie between 1 and 200"):
        make(tiny, GenerationRequest("kick"), Wish("dark"), candidates=candidates)


def test_neighbouring_seeds_share_no_candidates():
    firsts = sorted(candidate_seed(seed) for seed in range(2000))
    assert min(np.diff(firsts)) > 200
    assert firsts[-1] < 2**62
