import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from training.representations.signal.fourier import RealDft, ShortTimeFourier, factors


@given(n_fft=st.integers(2, 600).map(lambda half: 2 * half))
def test_factors_multiply_to_the_size_and_the_second_is_even(n_fft):
    n1, n2 = factors(n_fft)
    assert n1 * n2 == n_fft
    assert n2 % 2 == 0


@given(n_fft=st.sampled_from([16, 20, 48, 64, 250, 256, 512, 1000]), frames=st.integers(1, 5))
@settings(max_examples=25)
def test_transform_and_inverse_are_numpys(n_fft, frames):
    dft = RealDft(n_fft)
    x = torch.randn(frames, n_fft, generator=torch.Generator().manual_seed(n_fft))
    spectrum = dft(x)
    expected = np.fft.rfft(x.numpy().astype(np.float64), axis=1)
    np.testing.assert_allclose(dft.unfold(spectrum[:, :, :1]), expected.real, atol=2e-5 * math.sqrt(n_fft))
    np.testing.assert_allclose(dft.unfold(spectrum[:, :, 1:]), expected.imag, atol=2e-5 * math.sqrt(n_fft))
    np.testing.assert_allclose(dft.inverse(spectrum), x, atol=1e-5)


@given(frames=st.integers(1, 6), bins=st.sampled_from([9, 33, 129]))
def test_folding_is_undone(frames, bins):
    dft = RealDft(2 * (bins - 1))
    values = torch.randn(frames, bins)
    torch.testing.assert_close(dft.unfold(dft.fold(values)), values)


@pytest.mark.parametrize(("n_fft", "hop"), [(256, 128), (512, 64), (100, 30), (64, 25)])
def test_short_time_transform_is_torchs_and_its_inverse_exact(n_fft, hop):
    stft = ShortTimeFourier(n_fft=n_fft, hop=hop)
    audio = torch.randn(2, 40 * hop)
    spectrum = stft(audio)
    expected = torch.stft(
        audio, n_fft, hop, window=torch.hann_window(n_fft), center=True, pad_mode="constant", return_complex=True
    ).transpose(1, 2)
    real = stft.dft.unfold(spectrum[:, :, :1]).reshape(2, 41, -1)
    torch.testing.assert_close(real, expected.real, atol=1e-4, rtol=1e-4)
    norm = stft.norm(41)
    torch.testing.assert_close(stft.inverse(spectrum, norm, 41), audio, atol=1e-5, rtol=1e-4)
    torch.testing.assert_close(stft.project(spectrum, norm, 41), spectrum, atol=1e-4, rtol=1e-4)
