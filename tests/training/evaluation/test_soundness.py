"""The checks find what was put into a sound, and only that."""

import numpy as np
import pytest

from training.evaluation.soundness.checks import sound_facts
from training.evaluation.soundness.table import check_classes, soundness_markdown

RATE_HZ = 44100


def hit(*, decay_s=0.03, n_samples=RATE_HZ, freq_hz=200.0):
    t = np.arange(n_samples) / RATE_HZ
    return (0.8 * np.cos(2 * np.pi * freq_hz * t) * np.exp(-t / decay_s)).astype(np.float32)


def test_a_clean_hit_passes_every_check():
    facts = sound_facts(hit()[: RATE_HZ // 3], RATE_HZ)
    assert facts.attack_s < 0.001
    assert facts.behind_dbfs < -80.0
    assert facts.dc_dbfs < -50.0
    assert not facts.hits_again
    assert facts.hiss_dbfs < -90.0


@pytest.mark.parametrize("late_s", [0.002, 0.02])
def test_the_attack_is_timed_from_the_files_start(late_s):
    late = np.concatenate([np.zeros(round(late_s * RATE_HZ), np.float32), hit()])
    assert sound_facts(late, RATE_HZ).attack_s == pytest.approx(late_s, abs=1e-4)


@pytest.mark.parametrize("level_db", [-75.0, -90.0])
def test_noise_behind_the_sound_is_told_with_its_level(level_db):
    noise = np.random.default_rng(0).standard_normal(RATE_HZ).astype(np.float32)
    facts = sound_facts(hit() + np.float32(10.0 ** (level_db / 20.0)) * noise, RATE_HZ)
    assert facts.behind_dbfs == pytest.approx(level_db, abs=2.0)
    assert facts.hiss_dbfs == pytest.approx(level_db + 10 * np.log10((22050 - 8000) / 22050), abs=1.0)
    assert facts.tail_s > 0.5


def test_an_offset_is_told_with_its_level():
    assert sound_facts(hit() + np.float32(0.01), RATE_HZ).dc_dbfs == pytest.approx(-40.0, abs=0.5)


def test_a_second_hit_is_found_and_a_beating_tail_is_none():
    sound = hit(decay_s=0.02)
    again = sound + 0.3 * np.pad(sound, (round(0.15 * RATE_HZ), 0))[: len(sound)]
    assert sound_facts(again.astype(np.float32), RATE_HZ).hits_again
    t = np.arange(RATE_HZ) / RATE_HZ
    beating = hit(decay_s=0.3) * (0.8 + 0.2 * np.cos(2 * np.pi * 12.0 * t)).astype(np.float32)
    assert not sound_facts(beating, RATE_HZ).hits_again


def test_the_table_has_a_line_for_every_class_and_set():
    labels = np.array(["kick", "kick", "snare", "snare"])
    sounds = [hit(), np.roll(hit(), 882), hit(freq_hz=400.0), np.zeros(100, np.float32)]
    classes = check_classes(sounds, labels, RATE_HZ)
    assert classes["kick"].attack_share == 0.5
    assert classes["snare"].sounds == 1  # silence has no attack
    lines = soundness_markdown({"generated": classes, "real": classes}).splitlines()
    assert len(lines) == 2 + 4
    assert len({line.count("|") for line in lines}) == 1
