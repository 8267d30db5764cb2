"""A pad's settings become sounds."""

from collections.abc import Callable, Sequence
from typing import Protocol

from drumgen.engine.generator import GeneratedSound
from drumgen.engine.request import GenerationRequest
from drumgen.pads.settings import PadSettings


class SoundGenerator(Protocol):
    """The part of `drumgen.engine.generator.Generator` that pads need."""

    def generate(
        self,
        request: GenerationRequest,
        *,
        progress: Callable[[int, int], object] | None = None,
        cancel: Callable[[], bool] | None = None,
    ) -> Sequence[GeneratedSound]:
        """Return the sounds of `request`; raise `Cancelled` soon after `cancel` returns True."""


def make_sounds(
    generator: SoundGenerator,
    settings: PadSettings,
    *,
    skip: int,
    count: int,
    progress: Callable[[int, int], object],
    cancel: Callable[[], bool],
) -> Sequence[GeneratedSound]:
    """Make `count` sounds of a pad's series, the first `skip` left out; raises like `Generator.generate`."""
    return generator.generate(settings.request(count=count, skip=skip), progress=progress, cancel=cancel)
