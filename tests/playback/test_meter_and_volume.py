import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.playback.meter import SILENT, Level, Meter, louder
from drumgen.playback.volume import Volume

RATE_HZ = 44100


@given(st.lists(st.integers(0, 5), min_size=1, max_size=8), st.integers(0, 2**32 - 1))
def test_no_block_is_lost_however_often_one_looks(blocks_between_looks: list[int], seed: int) -> None:
    random = np.random.default_rng(seed)
    meter = Meter(2)
    for count in blocks_between_looks:
        blocks = random.uniform(-1.2, 1.2, size=(count, 64, 2)).astype(np.float32)
        for block in blocks:
            meter.write(block)
        level = meter.read()
        if count:
            left, right = np.abs(blocks).max(axis=(0, 1))
            assert level == Level(left, right, bool(np.abs(blocks).max() > 1.0))
        else:
            assert level == SILENT


def test_who_looks_seldom_hears_of_the_last_thousand_blocks() -> None:
    meter = Meter(1)
    loud, quiet = np.full((8, 1), 2.0, np.float32), np.full((8, 1), -0.25, np.float32)
    meter.write(loud)
    for _ in range(1500):
        meter.write(quiet)
    assert meter.read() == Level(0.25, 0.25, False)
    assert meter.read() == SILENT


def test_levels_add_up() -> None:
    assert louder(Level(0.1, 0.9, False), Level(0.5, 0.2, True)) == Level(0.5, 0.9, True)


@pytest.mark.parametrize("wished", [0.0, 0.25, 1.0, 2.0])
def test_a_volume_is_reached_without_a_jump_and_then_exact(wished: float) -> None:
    volume = Volume(2, RATE_HZ)
    volume.wished = wished
    blocks = []
    for frames in (1, 64, 3000, 700):
        block = np.ones((frames, 2), np.float32)
        volume.apply(block)
        blocks.append(block)
    gains = np.concatenate(blocks)
    assert (gains[:, 0] == gains[:, 1]).all()
    steps = np.diff(np.concatenate([[1.0], gains[:, 0]]))
    assert np.abs(steps).max() <= 1.01 / (0.02 * RATE_HZ)
    assert (gains[-600:] == np.float32(wished)).all()


def test_a_volume_that_turns_back_goes_on_from_where_it_is() -> None:
    volume = Volume(1, RATE_HZ)
    block = np.ones((300, 1), np.float32)
    volume.wished = 0.0
    volume.apply(block)
    reached = block[-1, 0]
    volume.wished = 1.0
    block = np.ones((200, 1), np.float32)
    volume.apply(block)
    assert 0.0 < reached < block[0, 0] < block[-1, 0] < 1.0
