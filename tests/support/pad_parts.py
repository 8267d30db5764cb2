"""Parts for tests of pads: a player that keeps what it is given, and a generator whose pace the test decides."""

import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from drumgen.audio.clip import Clip
from drumgen.engine.generator import GeneratedSound
from drumgen.engine.provenance import Provenance
from drumgen.engine.request import GenerationRequest
from drumgen.errors import Cancelled, DeviceError
from tests.support.sounds import noise_burst
from tests.support.waiting import DEADLINE_S


def sound_of(request: GenerationRequest, index: int = 0, *, frames: int = 64) -> GeneratedSound:
    """Return a short sound that tells its seed by its samples and its provenance."""
    seed = request.seed + index
    origin = Provenance(
        model=request.model,
        model_version="0.0.1",
        model_sha256="0" * 64,
        codec_sha256="1" * 64,
        label=request.label,
        seed=seed,
        index=index,
        steps=request.steps or 8,
        guidance=1.0 if request.guidance is None else request.guidance,
        sampler="heun",
        provider="cpu",
        drumgen_version="0",
        request=request,
    )
    return GeneratedSound(noise_burst(seed % 2**32, frames=frames), origin)


class Tape:
    """A player that notes what it is told."""

    def __init__(self) -> None:
        self.played: list[tuple[Clip, float, str | None]] = []
        self.prepared: list[Clip] = []
        self.error: DeviceError | None = None

    def prepare(self, clip: Clip) -> None:
        self.prepared.append(clip)

    def play(self, clip: Clip, gain: float = 1.0, *, voice_group: str | None = None) -> None:
        if self.error is not None:
            raise self.error
        self.played.append((clip, gain, voice_group))


@dataclass
class Job:
    """A call of `generate` that waits until the test lets it return, raise an error or notice the cancel."""

    request: GenerationRequest
    cancel: Callable[[], bool]
    outcome: "queue.Queue[list[GeneratedSound] | Exception]" = field(default_factory=queue.Queue)

    def deliver(self) -> list[GeneratedSound]:
        sounds = [sound_of(self.request, index) for index in range(self.request.count)]
        self.outcome.put(sounds)
        return sounds

    def fail(self, error: Exception) -> None:
        self.outcome.put(error)


class Workshop:
    """A generator that lets the test fulfil each order."""

    def __init__(self) -> None:
        self._jobs: queue.Queue[Job] = queue.Queue()

    def generate(
        self,
        request: GenerationRequest,
        *,
        cancel: Callable[[], bool] | None = None,
    ) -> Sequence[GeneratedSound]:
        assert cancel is not None
        job = Job(request, cancel)
        self._jobs.put(job)
        while True:
            try:
                outcome = job.outcome.get(timeout=0.002)
            except queue.Empty:
                if cancel():
                    raise Cancelled from None
                continue
            if isinstance(outcome, Exception):
                raise outcome
            return outcome

    def next_job(self) -> Job:
        return self._jobs.get(timeout=DEADLINE_S)

    @property
    def has_jobs(self) -> bool:
        return not self._jobs.empty()


class Clock:
    """A time that passes when the test says so."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._now_s = 0.0

    def __call__(self) -> float:
        with self._lock:
            return self._now_s

    def advance(self, seconds: float) -> None:
        with self._lock:
            self._now_s += seconds
