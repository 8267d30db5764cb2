"""A bank with a generator whose pace and success the test decides, and a player that keeps what it was given."""

import queue
from collections.abc import Iterator

import numpy as np
import pytest

from drumgen.engine.generator import GeneratedSound
from drumgen.engine.request import GenerationRequest
from drumgen.pads.bank import PadBank
from drumgen.pads.listener import PadListener
from drumgen.pads.settings import PadMode
from tests.support.pad_parts import Clock, Tape, Workshop, sound_of
from tests.support.waiting import wait_until

KICK, SNARE, CLOSED_HAT = 0, 2, 6


class Bench:
    """A bank and what it is connected to."""

    def __init__(self) -> None:
        self.workshop, self.tape, self.clock = Workshop(), Tape(), Clock()
        self.renewed: list[tuple[int, object]] = []
        self.dry: list[int] = []
        self.struck: list[tuple[int, int]] = []
        self.remade: queue.Queue[tuple[object, ...]] = queue.Queue()
        self.errors: queue.Queue[Exception] = queue.Queue()
        listener = PadListener(
            struck=lambda *news: self.struck.append(news),
            renewed=lambda *news: self.renewed.append(news),
            remade=lambda *news: self.remade.put(news),
            ran_dry=self.dry.append,
            failed=self.errors.put,
        )
        self.bank = PadBank(self.workshop, self.tape, listener=listener, stock=3, clock=self.clock)

    def put(self, pad: int, seed: int = 0) -> GeneratedSound:
        sound = sound_of(GenerationRequest(self.bank.settings(pad).label, seed=seed))
        self.bank.load(pad, sound)
        return sound

    def change(self, pad: int, **changes: object) -> None:
        self.bank.set_settings(pad, self.bank.settings(pad).changed(**changes))

    def stocked(self, pad: int) -> list[GeneratedSound]:
        """Switch a pad to new sounds with every hit, and fill its queue."""
        self.change(pad, mode=PadMode.REGENERATE)
        sounds = self.workshop.next_job().deliver()
        wait_until(lambda: self.bank.ready(pad) == 3, "the queue")
        return sounds

    def heard(self) -> list[np.ndarray]:
        return [clip.samples[0] for clip, _, _ in self.tape.played]

    def assert_heard(self, *sounds: GeneratedSound) -> None:
        assert len(self.tape.played) == len(sounds)
        for heard, sound in zip(self.heard(), sounds, strict=True):
            np.testing.assert_array_equal(heard, sound.clip.samples[0])


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.bank.close()
