import io

import numpy as np
import onnxruntime
import pytest
import torch

from training.representations.comparison import spectral_convergence
from training.representations.mel import MelSettings
from training.representations.packed_mel import PackedMelSettings
from training.representations.registry import build_representation
from training.representations.signal.framing import magnitudes
from training.representations.signal.phases import peak_phases
from training.representations.stft import StftSettings

PIANO_MEL = MelSettings(n_fft=1024, hop=256, bands=80, frames=64, pad_frames=0, bank="slaney", pre_emphasis=0.0)
FEW = 6  # iterations: parity and silence do not depend on them
SMALL = {
    "mel": MelSettings(n_fft=512, hop=128, bands=24, frames=20, pad_frames=12, decoder_iterations=FEW),
    "stft": StftSettings(frames=32, decoder_iterations=FEW),
    "packed-mel": PackedMelSettings(n_fft=256, hop=100, bands=16, frames=24, decoder_iterations=FEW),
}


def glide(n_samples, rate_hz, *, low_hz, high_hz, decay_s):
    """A decaying chirp with an overtone, after a tenth of silence."""
    t = np.arange(n_samples) / rate_hz
    start = 0.1 * t[-1]
    s = np.maximum(t - start, 0.0)
    phase = 2.0 * np.pi * (low_hz * s + 0.5 * (high_hz - low_hz) / t[-1] * s**2)
    sound = (np.sin(phase) + 0.4 * np.sin(2.0 * phase)) * np.exp(-s / decay_s) * (t >= start)
    return (0.5 * sound).astype(np.float32)


@pytest.fixture(scope="module", params=list(SMALL))
def representation(request):
    return build_representation(request.param, SMALL[request.param])


def inputs(representation, batch):
    sounds = [
        glide(representation.n_samples, representation.rate_hz, low_hz=200.0 + 150.0 * i, high_hz=900.0, decay_s=0.2)
        for i in range(batch)
    ]
    latents = np.stack([representation.forward(sound) for sound in sounds])
    noise = np.random.default_rng(batch).standard_normal((batch, representation.n_samples)).astype(np.float32)
    return latents, noise


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_exported_graph_gives_torchs_sound_at_any_batch_size_and_length(representation):
    decoder = representation.decoder(joined=True).eval()
    latents, noise = inputs(representation, 2)
    long = np.stack([representation.join([value, value]) for value in latents])
    both = np.concatenate([noise, noise], axis=1)
    buffer = io.BytesIO()
    with torch.no_grad():
        torch.onnx.export(
            decoder,
            (torch.from_numpy(long), torch.from_numpy(both)),
            buffer,
            input_names=["latents", "noise"],
            output_names=["audio"],
            dynamic_axes={"latents": {0: "B", 3: "T"}, "noise": {0: "B", 1: "N"}, "audio": {0: "B", 1: "N"}},
            opset_version=18,
            dynamo=False,
        )
    assert len(buffer.getvalue()) < 2_000_000
    session = onnxruntime.InferenceSession(buffer.getvalue(), providers=["CPUExecutionProvider"])
    for batch, times in ((1, 1), (3, 3)):
        latents, noise = inputs(representation, batch)
        long = np.stack([representation.join([value] * times) for value in latents])
        repeated = np.concatenate([noise] * times, axis=1)
        (audio,) = session.run(None, {"latents": long, "noise": repeated})
        with torch.no_grad():
            expected = decoder(torch.from_numpy(long), torch.from_numpy(repeated)).numpy()
        assert audio.shape == (batch, times * representation.n_samples)
        assert np.linalg.norm(audio - expected) < 0.02 * np.linalg.norm(expected)


def test_a_sound_depends_neither_on_the_batch_nor_on_anything_but_values_and_noise(representation):
    decoder = representation.decoder().eval()
    latents, noise = (torch.from_numpy(array) for array in inputs(representation, 3))
    with torch.no_grad():
        together = decoder(latents, noise)
        alone = torch.cat([decoder(latents[i : i + 1], noise[i : i + 1]) for i in range(3)])
    assert together.shape == (3, representation.n_samples)
    assert torch.linalg.norm(together - alone) < 0.02 * torch.linalg.norm(alone)


def test_silence_stays_silent_and_loud_values_stay_finite(representation):
    decoder = representation.decoder().eval()
    its = representation.settings
    noise = torch.randn(1, representation.n_samples)
    with torch.no_grad():
        assert torch.equal(
            decoder(torch.full((1, *representation.shape), its.low), noise), torch.zeros(1, representation.n_samples)
        )
        assert torch.isfinite(decoder(torch.full((1, *representation.shape), its.high + 1.0), noise)).all()
        assert torch.isfinite(decoder(torch.randn(1, *representation.shape), noise)).all()


def test_another_noise_gives_another_sound_of_the_same_picture(representation):
    decoder = representation.decoder().eval()
    latents, _ = inputs(representation, 1)
    pair = torch.from_numpy(np.concatenate([latents, latents]))
    with torch.no_grad():
        one, other = decoder(pair, torch.randn(2, representation.n_samples)).numpy()
    assert np.linalg.norm(one - other) > 1e-3 * np.linalg.norm(one)
    difference = representation.picture(representation.forward(one)) - representation.picture(
        representation.forward(other)
    )
    assert np.abs(difference).mean() < 3.0


@pytest.mark.parametrize("name", ["stft", "mel"])
def test_the_decoder_comes_nearer_than_griffin_lim_with_as_many_iterations(name):
    its_settings = {"stft": StftSettings(), "mel": PIANO_MEL}[name]
    representation = build_representation(name, its_settings)
    n_fft, hop = representation.analysis
    decoder = representation.decoder().eval()
    gains = []
    for i, (low_hz, high_hz, decay_s) in enumerate([(220.0, 1500.0, 0.5), (1000.0, 1000.0, 0.15), (90.0, 300.0, 0.3)]):
        sound = glide(representation.n_samples, representation.rate_hz, low_hz=low_hz, high_hz=high_hz, decay_s=decay_s)
        values = representation.forward(sound)
        noise = torch.randn(1, representation.n_samples, generator=torch.Generator().manual_seed(i))
        with torch.no_grad():
            ours = decoder(torch.from_numpy(values)[None], noise)[0].numpy()
        theirs = representation.inverse(values, seed=i)
        original, *results = (
            magnitudes(audio, n_fft=n_fft, hop=hop, frames=its_settings.frames) for audio in (sound, ours, theirs)
        )
        gains.append(spectral_convergence(original, results[1]) - spectral_convergence(original, results[0]))
    assert np.mean(gains) > 0.5


def test_peak_phases_turn_with_the_tone():
    n_fft, hop, frequency = 256, 64, 20.3  # bins
    t = np.arange(40 * hop)
    tone = np.sin(2.0 * np.pi * frequency / n_fft * t)
    magnitude = magnitudes(tone, n_fft=n_fft, hop=hop, frames=40).T[None]
    cycles = peak_phases(torch.from_numpy(magnitude), n_fft=n_fft, hop=hop)[0, 5:35].numpy()
    step = np.diff(cycles[:, 18:23], axis=0) % 1.0
    # The parabola misplaces a Hann peak by a twentieth of a bin at most.
    np.testing.assert_allclose(step, frequency * hop / n_fft % 1.0, atol=0.05 * hop / n_fft)
