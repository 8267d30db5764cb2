import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.engine.seeds import NormalStream, NormalStreams, Purpose

SEEDS = st.integers(0, 2**63 - 1)
N_SAMPLES = 40_000
GOLDEN_LATENTS = [-0.028717179565603757, -0.20583714933858968, 0.17488879220189013, -0.37766357732825473]
GOLDEN_NOISE = [1.4685176460848801, -0.7931537686057352, -0.7593652191491623, -0.9582287011280896]


def test_the_numbers_of_a_seed_never_change():
    # These are part of what a seed means: if this fails, every user's seeds give other sounds.
    np.testing.assert_allclose(NormalStream(1234, Purpose.LATENTS).draw((4,)), GOLDEN_LATENTS, rtol=0, atol=1e-13)
    np.testing.assert_allclose(NormalStream(1234, Purpose.DECODER_NOISE).draw((4,)), GOLDEN_NOISE, rtol=0, atol=1e-13)
    assert {purpose.name: purpose.value for purpose in Purpose} == {"LATENTS": 0, "DECODER_NOISE": 1, "CHURN": 2}


@given(SEEDS, st.sampled_from(Purpose))
def test_a_stream_is_the_same_each_time(seed, purpose):
    np.testing.assert_array_equal(NormalStream(seed, purpose).draw((5, 3)), NormalStream(seed, purpose).draw((5, 3)))


@given(st.lists(SEEDS, min_size=1, max_size=9), st.data())
def test_a_sound_gets_its_numbers_in_any_batch(seeds, data):
    together = NormalStreams(seeds, Purpose.LATENTS).draw((2, 3))
    assert together.shape == (len(seeds), 2, 3)
    i = data.draw(st.integers(0, len(seeds) - 1))
    np.testing.assert_array_equal(together[i], NormalStream(seeds[i], Purpose.LATENTS).draw((2, 3)))


@given(SEEDS, st.integers(1, 30))
def test_an_odd_count_and_any_shape_work(seed, count):
    flat = NormalStream(seed, Purpose.CHURN).draw((count,))
    assert flat.shape == (count,)
    np.testing.assert_array_equal(NormalStream(seed, Purpose.CHURN).draw((1, count, 1)).ravel(), flat)


@given(SEEDS, st.integers(1, 300))
def test_single_precision_gives_the_same_numbers_rounded(seed, count):
    exact, single = NormalStream(seed, Purpose.DECODER_NOISE), NormalStream(seed, Purpose.DECODER_NOISE)
    for _ in range(2):  # the second draw begins where the first ended
        rounded = single.draw_single((count,))
        assert rounded.dtype == np.float32
        np.testing.assert_allclose(rounded, exact.draw((count,)), rtol=0, atol=4e-6)


def test_a_stream_goes_on():
    stream = NormalStream(3, Purpose.CHURN)
    assert not np.isin(stream.draw((100,)), stream.draw((100,))).any()


@pytest.mark.parametrize("seed", [0, 1, 2**32, 2**63 - 1])
def test_the_numbers_are_normal_and_white(seed):
    x = NormalStream(seed, Purpose.DECODER_NOISE).draw((N_SAMPLES,))
    assert x.mean() == pytest.approx(0.0, abs=4 / np.sqrt(N_SAMPLES))
    assert x.var() == pytest.approx(1.0, abs=4 * np.sqrt(2 / N_SAMPLES))
    assert (x**3).mean() == pytest.approx(0.0, abs=4 * np.sqrt(15 / N_SAMPLES))
    assert (x**4).mean() == pytest.approx(3.0, abs=4 * np.sqrt(96 / N_SAMPLES))
    for limit, share in [(1.0, 0.3173), (2.0, 0.0455), (3.0, 0.0027)]:
        assert (np.abs(x) > limit).mean() == pytest.approx(share, abs=4 * np.sqrt(share / N_SAMPLES))
    for lag in (1, 2, 3):
        assert (x[lag:] * x[:-lag]).mean() == pytest.approx(0.0, abs=4 / np.sqrt(N_SAMPLES))


def test_neighbouring_seeds_and_purposes_are_independent():
    streams = [NormalStream(seed, purpose).draw((N_SAMPLES,)) for seed in (7, 8, 2**32 + 7) for purpose in Purpose]
    correlations = np.corrcoef(streams) - np.eye(len(streams))
    assert np.abs(correlations).max() < 5 / np.sqrt(N_SAMPLES)
