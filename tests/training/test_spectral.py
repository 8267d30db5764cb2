import pytest
import torch

from training.losses.spectral import energy_distance, stft_magnitude


def _noise(level, seed, count=16):
    return level * torch.randn(count, 8192, generator=torch.Generator().manual_seed(seed))


def _score(target, first, second):
    scores = [
        energy_distance(target, first, second, generator=torch.Generator().manual_seed(k)).mean() for k in range(4)
    ]
    return float(torch.stack(scores).mean())


@pytest.mark.parametrize("wrong", [0.0, 0.3, 0.6, 1.6, 3.0])
def test_noise_of_the_right_level_scores_best(wrong):
    target = _noise(0.1, 0)
    right = _score(target, _noise(0.1, 1), _noise(0.1, 2))
    assert right < _score(target, wrong * _noise(0.1, 1), wrong * _noise(0.1, 2))


def test_texture_beats_a_repeated_copy_of_other_noise():
    """The same draw twice earns no credit for variety: a plain distance would not tell the two apart."""
    target = _noise(0.1, 0)
    copy = _noise(0.1, 1)
    assert _score(target, _noise(0.1, 1), _noise(0.1, 2)) < _score(target, copy, copy)


def test_the_target_itself_scores_zero():
    target = _noise(0.1, 0)
    assert _score(target, target, target) == pytest.approx(0.0, abs=5e-3)


@pytest.mark.parametrize("window", [64, 512, 4096])
def test_magnitudes_of_white_noise_are_about_its_rms(window):
    magnitude = stft_magnitude(_noise(0.25, 3), window, 0)
    middle = magnitude[:, 2 : 8192 // (window // 2) - 1, 1:-1]
    assert float(torch.sqrt(torch.mean(middle**2))) == pytest.approx(0.25, rel=0.05)
