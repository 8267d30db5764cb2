"""The busiest use: sixteenth notes at 180 bpm on four pads for two minutes, with a real (if tiny) model."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from drumgen.engine.generator import Generator
from drumgen.inference.store import ModelStore
from drumgen.pads.bank import PadBank
from drumgen.pads.layout import default_settings
from drumgen.pads.listener import PadListener
from drumgen.pads.settings import PadMode
from tests.support.models.tiny_models import write_tiny_models
from tests.support.pad_parts import Clock, Tape
from tests.support.waiting import wait_until

PADS = (0, 2, 6, 10)
SIXTEENTH_S = 60.0 / 180.0 / 4.0
HITS = round(120.0 / SIXTEENTH_S)
STOCK = 8


class CountingTape(Tape):
    """Remembers which sounds were played, without keeping their samples."""

    def __init__(self) -> None:
        super().__init__()
        self.peaks: list[float] = []

    def prepare(self, clip: object) -> None: ...

    def play(self, clip, gain=1.0, *, voice_group=None) -> None:
        self.peaks.append(float(np.abs(clip.samples[:, :200]).max()))


@pytest.fixture(scope="module")
def generator(tmp_path_factory: pytest.TempPathFactory) -> Generator:
    folder: Path = write_tiny_models(tmp_path_factory.mktemp("models"), n_samples=1024)
    return Generator(ModelStore(folder), device="cpu")


@pytest.mark.parametrize("keeps_up", [True, False])
def test_no_hit_is_missed_and_none_waits(generator: Generator, keeps_up: bool) -> None:
    """Time is simulated: a worker that keeps up refills after every step, one that does not after a second."""
    clock, tape = Clock(), CountingTape()
    dry, renewed, struck = Counter[int](), Counter[int](), Counter[int]()
    listener = PadListener(
        struck=lambda pad, velocity: struck.update([pad]),
        renewed=lambda pad, sound: renewed.update([pad]),
        ran_dry=lambda pad: dry.update([pad]),
    )
    settings = [
        pad.changed(mode=PadMode.REGENERATE, steps=1) if place in PADS else pad
        for place, pad in enumerate(default_settings())
    ]
    bank = PadBank(generator, tape, settings, listener=listener, clock=clock, stock=STOCK)

    def is_full() -> bool:
        return all(bank.ready(pad) == STOCK for pad in PADS)

    wait_until(is_full, "full queues")
    renewed.clear()
    for step in range(HITS):
        clock.advance(SIXTEENTH_S)
        assert [bank.hit(pad, 100) for pad in PADS] == [True] * len(PADS)
        if keeps_up or step % 16 == 15:
            wait_until(lambda: all(bank.ready(pad) >= STOCK - 1 for pad in PADS), "refilled queues")
    bank.close()
    assert struck == dict.fromkeys(PADS, HITS)
    assert len(tape.peaks) == HITS * len(PADS)
    if keeps_up:
        assert not dry
        assert renewed == dict.fromkeys(PADS, HITS - 1)  # the first hit plays the sound that was there
    else:
        # Sixteen hits on eight sounds: at least those are new, the others repeat, and it is said once a spell.
        assert all(renewed[pad] >= HITS // 16 * (STOCK - 1) for pad in PADS)
        assert all(1 <= dry[pad] <= HITS // 16 for pad in PADS)
        assert max(renewed.values()) < 1.5 * min(renewed.values())  # none of them is favoured
