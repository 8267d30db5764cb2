"""A pad's settings become sounds."""

from collections.abc import Callable, Iterator

from drumgen import wishes
from drumgen.engine.generator import GeneratedSound, Generator
from drumgen.pads.settings import PadSettings
from drumgen.wishes.wish import Wish

CANDIDATES = 8
"""From how many a sound with a wish is chosen when the user waits for just this one."""

READY_CANDIDATES = 4
"""From how many a sound with a wish is chosen that is made ready for a hit: twice as many hits have a new one."""


def make_sounds(
    generator: Generator,
    settings: PadSettings,
    *,
    skip: int,
    count: int,
    candidates: int = CANDIDATES,
    cancel: Callable[[], bool],
) -> Iterator[GeneratedSound]:
    """Make `count` sounds of a pad's series one by one, the first `skip` left out.

    Sounds without a wish come in batches; each sound with one is chosen from `candidates`, a batch of its own.

    Raises
    ------
    DrumgenError
        As `drumgen.wishes.stream` does.
    """
    request = settings.request(count=count, skip=skip)
    wish = Wish(settings.prompt, settings.attributes)
    if wish:
        yield from wishes.stream(generator, request, wish, candidates=candidates, cancel=cancel)
    else:
        yield from generator.generate(request, cancel=cancel)
