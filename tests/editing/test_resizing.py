"""Other lengths: as long as asked, the attack as it was, the tail without a step."""

import numpy as np
import pytest

from drumgen.audio.clip import Clip
from drumgen.audio.identity import clip_id
from drumgen.audio.measuring import decay_s
from drumgen.engine.provenance import Edit
from drumgen.errors import RequestError


def envelope_db(samples):
    power = np.convolve(np.square(samples[0], dtype=np.float64), np.ones(1764) / 1764, "same")
    return 10 * np.log10(power[882::441] + 1e-9)


@pytest.mark.parametrize("duration_s", [0.02, 0.06, 0.3, 0.9, 1.48])
def test_the_length_is_the_one_asked_for_and_ends_in_silence(editor, made, duration_s):
    for label in ("kick", "closed_hat"):
        result = editor.resize(made[label], duration_s=duration_s, seed=1).clip
        assert result.samples.shape[1] == round(duration_s * 44_100)
        assert result.samples[0, -1] == 0.0
        assert np.abs(result.samples).max() <= 10 ** (-1 / 20) + 1e-4


def test_the_attack_stays(editor, made):
    clip = made["kick"].clip
    peak = int(np.argmax(np.abs(clip.samples[0])))
    for duration_s in (0.1, 1.2):
        result = editor.resize(made["kick"], duration_s=duration_s, seed=1).clip
        np.testing.assert_allclose(result.samples[:, : peak + 1], clip.samples[:, : peak + 1], atol=1e-6)


def test_it_rings_longer_or_shorter(editor, made):
    for label in ("kick", "tom", "snare"):
        clip = made[label].clip
        own = decay_s(clip.samples, 44_100)
        longer = editor.resize(made[label], duration_s=min(2.0 * clip.duration_s, 1.45), seed=1).clip
        shorter = editor.resize(made[label], duration_s=0.5 * clip.duration_s, seed=1).clip
        assert decay_s(longer.samples, 44_100) > 1.2 * own
        assert decay_s(shorter.samples, 44_100) < 0.8 * own


def test_a_longer_tail_falls_without_a_step(editor, made):
    steps = []
    for samples in (made["tom"].clip.samples, editor.resize(made["tom"], duration_s=1.3, seed=1).clip.samples):
        level = envelope_db(samples)
        steps.append(np.abs(np.diff(level[level > level.max() - 45.0])).max())
    assert steps[1] < steps[0] + 6.0


def test_a_sound_from_elsewhere_keeps_its_rate_and_channels(editor, found):
    for duration_s in (0.2, 1.0):
        result = editor.resize(found, duration_s=duration_s, seed=1, label="snare").clip
        assert (result.rate_hz, result.samples.shape) == (48_000, (2, round(duration_s * 48_000)))


def test_silence_at_the_end_is_no_part_of_a_sound(editor, made):
    padded = Clip(np.pad(made["closed_hat"].clip.samples, ((0, 0), (0, 30_000))), 44_100)
    result = editor.resize(padded, duration_s=0.4, seed=1, label="closed_hat").clip
    assert decay_s(result.samples, 44_100) > 1.5 * decay_s(padded.samples, 44_100)


def test_it_knows_what_it_was_made_from(editor, made):
    origin = editor.resize(made["tom"], duration_s=0.1, seed=6).provenance
    assert origin.edit == Edit("length", (clip_id(made["tom"].clip),), (("duration_s", 0.1),))
    assert (origin.label, origin.seed) == ("tom", 6)


@pytest.mark.parametrize("duration_s", [0.0, -1.0, 0.01, 1.6, float("nan"), float("inf")])
def test_lengths_out_of_range(editor, made, duration_s):
    with pytest.raises(RequestError, match=r"^The duration is .* s, but it must lie between 0\.02 and 1\.49 s\.$"):
        editor.resize(made["tom"], duration_s=duration_s, seed=6)
