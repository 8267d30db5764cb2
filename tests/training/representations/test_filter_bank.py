import librosa
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.errors import DataError
from training.representations.signal.filter_bank import (
    filter_bank,
    hz_to_mel,
    mel_to_hz,
    slaney_hz_to_mel,
    slaney_mel_to_hz,
)


def triangle(k, left, centre, right):
    """Seed 000, eq. (1), case by case."""
    if k < left or k > right:
        return 0.0
    return (k - left) / (centre - left) if k <= centre else (right - k) / (right - centre)


@given(bands=st.integers(1, 40), rate_hz=st.sampled_from([8000, 22050, 44100]))
def test_the_bank_is_the_documents_equation(bands, rate_hz):
    n_fft = 2048
    bank = filter_bank(bank="htk", rate_hz=rate_hz, n_fft=n_fft, bands=bands)
    top_mel = 2595.0 * np.log10(1.0 + 0.5 * rate_hz / 700.0)
    f = [700.0 * (10.0 ** (m / 2595.0) - 1.0) for m in np.linspace(0.0, top_mel, bands + 2)]
    rng = np.random.default_rng(bands)
    for m, k in zip(rng.integers(1, bands + 1, 50), rng.integers(0, n_fft // 2 + 1, 50), strict=True):
        expected = triangle(k * rate_hz / n_fft, f[m - 1], f[m], f[m + 1])
        assert bank[m - 1, k] == pytest.approx(expected, abs=1e-9)


@given(frequency_hz=st.floats(0.0, 22050.0))
def test_both_mel_scales_invert(frequency_hz):
    assert mel_to_hz(hz_to_mel(frequency_hz)) == pytest.approx(frequency_hz, abs=1e-6)
    assert slaney_mel_to_hz(slaney_hz_to_mel(frequency_hz)) == pytest.approx(frequency_hz, abs=1e-6)


@pytest.mark.parametrize(("rate_hz", "bands", "n_fft"), [(22050, 64, 2048), (44100, 128, 2048), (10000, 64, 1024)])
def test_both_banks_agree_with_librosa(rate_hz, bands, n_fft):
    ours = filter_bank(bank="htk", rate_hz=rate_hz, n_fft=n_fft, bands=bands)
    np.testing.assert_allclose(
        ours, librosa.filters.mel(sr=rate_hz, n_fft=n_fft, n_mels=bands, htk=True, norm=None), atol=1e-6
    )
    ours = filter_bank(bank="slaney", rate_hz=rate_hz, n_fft=n_fft, bands=bands, f_min_hz=30.0, f_max_hz=4000.0)
    np.testing.assert_allclose(
        ours, librosa.filters.mel(sr=rate_hz, n_fft=n_fft, n_mels=bands, fmin=30.0, fmax=4000.0), atol=1e-6
    )


def test_a_band_without_bins_is_refused():
    with pytest.raises(DataError, match="fewer bands than 128"):
        filter_bank(bank="htk", rate_hz=22050, n_fft=512, bands=128)
