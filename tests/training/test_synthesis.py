import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from drumgen.representations import analysis, layout
from training.codec_step import run_of_tokens
from training.networks.codec import Calibration, Codec, CodecSettings, from_root, integrate_phase
from training.networks.synthesis import Synthesiser, SynthesisParameters

SMALL = CodecSettings(width=32, encoder_depth=1, decoder_depth=1)
SYNTH = Synthesiser()


def _parameters(codec, latents):
    noise, low_root, amplitude, detune = codec.decoder(latents)
    return codec.with_margins(noise, from_root(low_root), amplitude, detune)


def _frames(tokens):
    return tokens * layout.NOISE_FRAMES_PER_TOKEN, tokens * layout.PARTIAL_FRAMES_PER_TOKEN


@settings(max_examples=10)
@given(st.integers(3, 12), st.floats(-4.0, 2.0))
def test_noise_through_a_flat_filter_bank_is_reconstructed_perfectly(tokens, log_gain):
    noise = torch.randn(2, tokens * layout.TOKEN_SAMPLES, generator=torch.Generator().manual_seed(tokens))
    gain = torch.full((2, _frames(tokens)[0], layout.NOISE_BANDS), log_gain)
    out = SYNTH.crop(SYNTH.filtered_noise(gain, noise))
    expected = SYNTH.crop(noise) * np.exp(log_gain)
    assert torch.allclose(out, expected, atol=1e-5 * np.exp(max(log_gain, 0.0)) * 10)


@settings(max_examples=10)
@given(st.floats(200.0, 12000.0), st.floats(0.05, 1.0))
def test_an_oscillator_is_a_sine(frequency_hz, amplitude):
    frames = _frames(16)[1]
    frequency = torch.full((1, frames, layout.PARTIALS), frequency_hz / layout.RATE_HZ)
    centre = torch.full((layout.PARTIALS,), float(np.log(frequency_hz / layout.RATE_HZ)))
    log_amplitude = torch.full((1, frames, layout.PARTIALS), -40.0)
    log_amplitude[:, :, 7] = float(np.log(amplitude))
    p = SynthesisParameters(
        torch.zeros(0), torch.zeros(0), log_amplitude, integrate_phase(frequency, centre), frequency
    )
    out = SYNTH.partials(p)[0].numpy()
    expected = amplitude * np.sin(2.0 * np.pi * frequency_hz / layout.RATE_HZ * np.arange(len(out)))
    np.testing.assert_allclose(out[512:-512], expected[512:-512], atol=4e-3)


def test_the_low_band_comes_back_at_the_full_rate():
    time = np.arange(layout.SOUND_SAMPLES)
    sound = (0.5 * np.sin(2.0 * np.pi * 80.0 / layout.RATE_HZ * time)).astype(np.float32)
    low = torch.from_numpy(analysis.low_band(sound))[None]
    back = SYNTH.low_band(low)[0].numpy()
    np.testing.assert_allclose(back[600:-600], sound[600:-600], atol=5e-3)


@pytest.mark.parametrize("start", [0, 5, 96])
def test_a_run_of_tokens_sounds_as_in_the_whole(start):
    torch.manual_seed(1)
    codec = Codec(SMALL).eval()
    count = 32
    with torch.no_grad():
        p = _parameters(codec, torch.randn(1, layout.CELLS, layout.CELL_CHANNELS))
        noise = torch.randn(1, (layout.TOKENS + 2) * layout.TOKEN_SAMPLES)
        whole = SYNTH(p, noise)
        at = torch.tensor([start])
        cut = {name: run_of_tokens(value, at, count + 2, layout.TOKENS + 2) for name, value in vars(p).items()}
        part = SYNTH(SynthesisParameters(**cut), run_of_tokens(noise, at, count + 2, layout.TOKENS + 2))
    first = start * layout.TOKEN_SAMPLES
    expected = whole[:, first : first + count * layout.TOKEN_SAMPLES]
    assert torch.allclose(part, expected, atol=1e-5)


def test_a_decoded_sound_does_not_depend_on_its_batch():
    torch.manual_seed(2)
    codec = Codec(SMALL).eval()
    latents = torch.randn(3, layout.CELLS, layout.CELL_CHANNELS)
    noise = torch.randn(3, layout.SOUND_SAMPLES)
    with torch.no_grad():
        together, alone = codec.decode(latents, noise), codec.decode(latents[1:2], noise[1:2])
    assert together.shape == (3, layout.SOUND_SAMPLES)
    assert torch.allclose(together[1:2], alone, atol=1e-5)


def test_calibration_raises_partials_and_lowers_low_noise_only():
    calibration = Calibration(partial_gain_db=6.0, low_noise_gain_db=-12.0, low_noise_hz=350.0)
    assert np.exp(calibration.partial_log_gain()) == pytest.approx(10.0 ** (6.0 / 20.0))
    gain = np.exp(calibration.noise_log_gain().numpy())
    centres = layout.noise_band_matrix().argmax(axis=1) * layout.RATE_HZ / layout.NOISE_WINDOW
    np.testing.assert_allclose(gain[centres < 350.0], 10.0 ** (-12.0 / 20.0), rtol=1e-5)
    np.testing.assert_allclose(gain[centres > 700.0], 1.0)
    assert np.all(np.diff(gain) >= 0.0)


def test_an_uncalibrated_codec_decodes_what_was_trained():
    torch.manual_seed(3)
    codec = Codec(SMALL).eval()
    latents, noise = torch.randn(1, layout.CELLS, layout.CELL_CHANNELS), torch.randn(1, layout.SOUND_SAMPLES)
    margin = layout.TOKEN_SAMPLES
    with torch.no_grad():
        trained = codec.synthesiser(_parameters(codec, latents), torch.nn.functional.pad(noise, (margin, margin)))
        assert torch.equal(codec.decode(latents, noise), trained)


@settings(max_examples=10)
@given(st.sampled_from([60.0, 150.0, 1500.0, 2200.0]))
def test_the_calmed_tail_keeps_the_attack_and_low_tones_only(frequency_hz):
    codec = Codec(SMALL, Calibration(low_tail_hz=600.0))
    rate_hz = layout.RATE_HZ / layout.LOW_FACTOR
    tone = np.sin(2.0 * np.pi * frequency_hz / rate_hz * np.arange(layout.TOKENS * layout.LOW_PER_TOKEN))
    out = codec._calm_tail(torch.tensor(tone, dtype=torch.float32)[None])[0].numpy()
    attack, tail = slice(0, 8 * layout.LOW_PER_TOKEN), slice(20 * layout.LOW_PER_TOKEN, -100)
    np.testing.assert_allclose(out[attack], tone[attack], atol=1e-6)
    if frequency_hz < 600.0:
        np.testing.assert_allclose(out[tail], tone[tail], atol=0.02)
    else:
        assert np.abs(out[tail]).max() < 0.01


def test_low_partials_are_calmed_and_the_rest_left_alone():
    codec = Codec(SMALL, Calibration(low_partial_contrast=2.0, low_partial_gain_db=-6.0))
    amplitude = torch.full((1, 2, layout.PARTIALS), -5.0)
    amplitude[:, :, 3] = -3.0
    out = codec._calm_low_partials(amplitude)[0, 0].numpy()
    gain = -6.0 * np.log(10.0) / 20.0
    np.testing.assert_allclose(out[3], -3.0 + gain, rtol=1e-5)
    np.testing.assert_allclose(out[[1, 2, 4, 5]], -5.0 - 2.0 * 2.0 + gain, rtol=1e-5)
    np.testing.assert_allclose(out[7], -5.0 + gain, rtol=1e-5)
    high = layout.partial_edges_hz()[1:] > 300.0
    np.testing.assert_allclose(out[high], -5.0)
