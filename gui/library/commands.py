"""A step of the library on the app's undo stack."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from drumgen.library.entry import Step
from gui.library.words import step_text


class LibraryStep(QUndoCommand):
    """Something that was done to the library already; it can be taken back and taken again.

    Parameters
    ----------
    step : Step
        What was done.
    set_undone : callable
        Takes the step's number and whether it shall be undone, and sees to it.
    """

    def __init__(self, step: Step, set_undone: Callable[[int, bool], object]) -> None:
        super().__init__(step_text(step))
        self._step_id = step.id
        self._set_undone = set_undone
        self._is_done = True

    def redo(self) -> None:
        """Take it again; pushing it on the stack does nothing, since it is done."""
        if not self._is_done:
            self._set_undone(self._step_id, False)
        self._is_done = True

    def undo(self) -> None:
        """Take it back."""
        self._is_done = False
        self._set_undone(self._step_id, True)
