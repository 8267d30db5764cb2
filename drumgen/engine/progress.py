"""Progress and cancelling: plain callables between the work and whoever watches it."""

from collections.abc import Callable

from drumgen.errors import Cancelled

ProgressCallback = Callable[[int, int], None]
"""Called as (done, total), in steps; done never falls and ends at total."""

CancelQuery = Callable[[], bool]
"""Asked between steps whether to stop."""


class Progress:
    """Counts the work done, tells the watcher, and stops when asked to.

    Parameters
    ----------
    total : int
        Steps in all.
    callback : callable or None
        Told after each step.
    cancel : callable or None
        Asked before the first step and between steps, but not after the last one: what is finished stays.
    """

    def __init__(self, total: int, callback: ProgressCallback | None, cancel: CancelQuery | None) -> None:
        self._done = 0
        self._total = total
        self._callback = callback
        self._cancel = cancel

    def start(self) -> None:
        """Tell that nothing is done yet; raises `Cancelled` if that is wished already."""
        self.advance(0)

    def advance(self, steps: int) -> None:
        """Count steps as done.

        Raises
        ------
        Cancelled
            If that was wished in the meantime.
        """
        self._done += steps
        if self._callback is not None:
            self._callback(self._done, self._total)
        if self._cancel is not None and self._done < self._total and self._cancel():
            raise Cancelled("The generation was cancelled.")

    def finish(self) -> None:
        """Count all that is left as done, where the work needed fewer steps than it might have."""
        if self._done < self._total:
            self.advance(self._total - self._done)
