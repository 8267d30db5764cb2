import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.errors import DataError
from training.representations.packed_mel import PackedMelRepresentation, PackedMelSettings
from training.representations.packing import pack_snake, unpack_snake


@given(channels=st.integers(1, 7), bands=st.integers(1, 9), frames=st.integers(1, 12), seed=st.integers(0, 2**32 - 1))
def test_unpacking_undoes_packing_exactly(channels, bands, frames, seed):
    values = np.random.default_rng(seed).standard_normal((1, bands, channels * frames)).astype(np.float32)
    packed = pack_snake(values, channels)
    assert packed.shape == (channels, bands, frames)
    np.testing.assert_array_equal(unpack_snake(packed), values)
    np.testing.assert_array_equal(pack_snake(unpack_snake(packed), channels), packed)


@given(channels=st.integers(2, 5), frames=st.integers(2, 9))
def test_the_snake_keeps_bands_in_rows_and_neighbouring_frames_in_neighbouring_places(channels, frames):
    times = np.arange(channels * frames, dtype=np.float32)
    bands = np.array([0.0, 1000.0], dtype=np.float32)
    packed = pack_snake((bands[:, None] + times)[None], channels)
    np.testing.assert_array_equal(packed[:, 1], packed[:, 0] + 1000.0)
    place = {packed[c, 0, t]: (c, t) for c in range(channels) for t in range(frames)}
    for time in range(channels * frames - 1):
        (c0, t0), (c1, t1) = place[time], place[time + 1]
        assert abs(c0 - c1) + abs(t0 - t1) == 1


def test_the_shape_of_the_document():
    values = np.arange(128 * 384, dtype=np.float32).reshape(1, 128, 384)
    assert pack_snake(values, 3).shape == (3, 128, 128)


@pytest.mark.parametrize("shape", [(1, 4, 10), (2, 4, 9), (4, 9)])
def test_what_does_not_fold_is_refused(shape):
    with pytest.raises(DataError, match="cannot be packed into 3 channels"):
        pack_snake(np.zeros(shape, dtype=np.float32), 3)


def test_joined_blocks_are_the_long_spectrogram_of_the_whole_sound():
    settings = PackedMelSettings(n_fft=256, hop=64, bands=16, frames=24, channels=3)
    representation = PackedMelRepresentation(settings)
    rng = np.random.default_rng(0)
    audio = (0.1 * rng.standard_normal(3 * representation.n_samples + 50)).astype(np.float32)
    blocks = representation.blocks(audio)
    assert blocks.shape == (3, 3, 16, 8)
    joined = representation.join(list(blocks))
    assert joined.shape == (1, 16, 72)
    whole = PackedMelRepresentation(PackedMelSettings(n_fft=256, hop=64, bands=16, frames=72, channels=3))
    expected = whole.picture(whole.forward(audio[: whole.n_samples]))
    # The last frame alone looks beyond the end: mirrored there, the real sound here.
    np.testing.assert_allclose(representation.picture(joined)[:, :-2], expected[:, :-2], atol=1e-4)
