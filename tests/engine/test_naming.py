"""File names carry class, seed and number, and never hit a file that is there."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.engine.saving import free_path, sound_file_name


@pytest.mark.parametrize(
    ("label", "seed", "index", "suffix", "name"),
    [
        ("kick", 1234, 0, ".wav", "Kick_s1234_v01.wav"),
        ("closed_hat", 0, 9, ".flac", "ClosedHat_s0_v10.flac"),
        ("open hat", 7, 998, ".wav", "OpenHat_s7_v999.wav"),
        ("808 Bass-Drum", 7, 999, ".wav", "808BassDrum_s7_v1000.wav"),
        ("rimShot", 2**63 - 2, 1, ".wav", "RimShot_s9223372036854775806_v02.wav"),
        ("ride-é", 1, 0, ".wav", "RideÉ_s1_v01.wav"),
        ("../..", 1, 0, ".wav", "Sound_s1_v01.wav"),
    ],
)
def test_names(label, seed, index, suffix, name):
    assert sound_file_name(label, seed, index, suffix) == name


@pytest.mark.parametrize(
    ("wish", "name"),
    [
        ("dark and short", "Kick_DarkShort_s7_v01.wav"),
        ("a punchy kick", "Kick_Punchy_s7_v01.wav"),
        ("the kick", "Kick_s7_v01.wav"),
        ("lo-fi, dusty, with a very long and noisy tail", "Kick_LoFiDustyVeryLongNoisy_s7_v01.wav"),
        ("x" * 50, f"Kick_X{'x' * 23}_s7_v01.wav"),
    ],
)
def test_names_say_what_was_wished(wish, name):
    assert sound_file_name("kick", 7, 0, ".wav", wish=wish) == name


@given(st.text(max_size=300), st.integers(0, 2**63 - 1), st.integers(0, 999), st.text(max_size=300))
def test_any_label_gives_a_name_that_any_file_system_takes(label, seed, index, wish):
    name = sound_file_name(label, seed, index, ".wav", wish=wish)
    assert re.search(rf"_s{seed}_v0*{index + 1}\.wav$", name)
    assert not set(name) & set('/\\:*?"<>|\0\n\t ')
    assert 0 < len(name.encode()) <= 255


def test_a_taken_name_moves_on_to_the_next_number(tmp_path):
    names = []
    for index in (0, 1, 0, 0):
        path = free_path(tmp_path, "kick", 7, index, ".wav")
        path.write_bytes(b"")
        names.append(path.name)
    assert names == ["Kick_s7_v01.wav", "Kick_s7_v02.wav", "Kick_s7_v03.wav", "Kick_s7_v04.wav"]
    assert free_path(tmp_path, "kick", 8, 0, ".wav").name == "Kick_s8_v01.wav"
