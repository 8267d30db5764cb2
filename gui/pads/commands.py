"""What the user does to pads and kits, as steps that Ctrl+Z takes back."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QUndoCommand

from drumgen.pads.bank import PadBank
from drumgen.pads.slot import PadState

States = dict[int, PadState]
_ID = 0x50616473 & 0x7FFFFFFF


@dataclass(frozen=True)
class KitFacts:
    """What the pads have in common: the kit's name, its seed and prompt, and its file."""

    name: str = ""
    seed: int | None = None
    prompt: str = ""
    path: Path | None = None


@dataclass(frozen=True)
class KitChange:
    """The facts before and after a step, and who is told which of them hold now."""

    before: KitFacts
    after: KitFacts
    tell: Callable[[KitFacts], object]


class ChangePads(QUndoCommand):
    """Pads were changed, and perhaps the kit with them; what was done under the same tag joins the step.

    Parameters
    ----------
    bank : PadBank
        The pads.
    text : str
        What was done, for the menu.
    before, after : dict of int and PadState
        The pads that changed.
    tag : int
        Steps of one tag are one step, 0 stands alone.
    undone : set of int or None
        Where the tags of steps are noted that were taken back while sounds for them were still being made.
    kit : KitChange or None
        The change of the kit as a whole.
    done : bool
        Whether the pads are already as they are to be.
    """

    def __init__(
        self,
        bank: PadBank,
        text: str,
        before: States,
        after: States,
        *,
        tag: int = 0,
        undone: set[int] | None = None,
        kit: KitChange | None = None,
        done: bool = False,
    ) -> None:
        super().__init__(text)
        self._bank = bank
        self._before = before
        self._after = after
        self._tag = tag
        self._undone = set() if undone is None else undone
        self._kit = kit
        self._done = done

    def id(self) -> int:
        """Return the kind of step, so that Qt offers the next one for joining."""
        return _ID if self._tag else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in a later step of the same tag."""
        if not isinstance(other, ChangePads) or other._tag != self._tag:
            return False
        self._before = {**other._before, **self._before}
        self._after = {**self._after, **other._after}
        return True

    def redo(self) -> None:
        """Make the pads what they became."""
        self._undone.discard(self._tag)
        if not self._done:
            self._bank.restore(self._after, self._tag)
        self._done = False
        if self._kit is not None:
            self._kit.tell(self._kit.after)

    def undo(self) -> None:
        """Make the pads what they were; what is still being made is given up, and made when the step is done again."""
        if self._tag:
            self._undone.add(self._tag)
            for pad, settings in self._bank.cancel(self._tag).items():
                now = self._bank.state(pad)
                self._before.setdefault(pad, now)
                self._after[pad] = PadState(settings, now.sound, waits=True)
        self._bank.restore(self._before)
        if self._kit is not None:
            self._kit.tell(self._kit.before)
