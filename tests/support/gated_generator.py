"""A real generator whose steps wait for the test."""

import threading
from collections.abc import Iterator

from drumgen.engine.generator import GeneratedSound, Generator
from drumgen.engine.progress import CancelQuery, ProgressCallback
from drumgen.engine.request import GenerationRequest
from tests.support.waiting import DEADLINE_S


class GatedGenerator(Generator):
    """Generates as ever, but after each step waits until `let_pass` allows the next one."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.threads: set[threading.Thread] = set()
        self._gate = threading.Semaphore(0)

    def let_pass(self, steps: int = 1) -> None:
        self._gate.release(steps)

    def stream(
        self, request: GenerationRequest, *, progress: ProgressCallback | None = None, cancel: CancelQuery | None = None
    ) -> Iterator[GeneratedSound]:
        def gated(done: int, total: int) -> None:
            self.threads.add(threading.current_thread())
            if progress is not None:
                progress(done, total)
            assert self._gate.acquire(timeout=DEADLINE_S), "the test let no step pass"

        return super().stream(request, progress=gated, cancel=cancel)
