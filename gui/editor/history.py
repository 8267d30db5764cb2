"""The states of the work, one after the other; every step can be taken back."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from gui.editor.canvas.edges import Grip
from gui.editor.document import Document

UNDO_STEPS = 200


class History(QObject):
    """Holds the present state and how it came about.

    Parameters
    ----------
    stack : QUndoStack or None
        Takes the steps; None means a stack of its own.
    """

    shown = Signal()
    """Another state is the present one."""

    def __init__(self, stack: QUndoStack | None = None) -> None:
        super().__init__()
        self.document: Document | None = None
        self.stack = stack or QUndoStack(self)
        if stack is None:
            self.stack.setUndoLimit(UNDO_STEPS)

    def push(self, text: str, document: Document, *, grip: Grip | None = None) -> None:
        """Go on to a state; moves of one grip by keys that follow each other become one step."""
        self.stack.push(Change(text, self.document, document, self._show, grip))

    def _show(self, document: Document | None) -> None:
        self.document = document
        self.shown.emit()


class Change(QUndoCommand):
    """From one state of the work to the next.

    Parameters
    ----------
    text : str
        What was done.
    before, after : Document or None
        The states; None where nothing was open yet.
    show : callable
        Shows a state.
    grip : Grip or None
        The grip that a key moved.
    """

    def __init__(
        self,
        text: str,
        before: Document | None,
        after: Document,
        show: Callable[[Document | None], object],
        grip: Grip | None = None,
    ) -> None:
        super().__init__(text)
        self.before = before
        self.after = after
        self._show = show
        self._id = -1 if grip is None else list(Grip).index(grip)

    def id(self) -> int:
        """Return which steps can become one."""
        return self._id

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take the next step in."""
        if not isinstance(other, Change) or other.before is not self.after:
            return False
        self.after = other.after
        return True

    def redo(self) -> None:
        """Show the state after."""
        self._show(self.after)

    def undo(self) -> None:
        """Show the state before."""
        self._show(self.before)
