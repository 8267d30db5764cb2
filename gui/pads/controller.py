"""What the user does to pads, one method each; every step can be undone."""

import itertools
import time
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack

from drumgen.engine.generator import GeneratedSound
from drumgen.errors import DrumgenError
from drumgen.kits.plans import randomised
from drumgen.pads.bank import differences, draw_seed
from drumgen.pads.settings import MAX_NAME_CHARACTERS, PadMode, PadSettings
from drumgen.pads.slot import PadState
from drumgen.pads.sound import Source
from gui.pads.commands import ChangePads, KitChange, States
from gui.sounds.item import class_title
from gui.stage.pads import Pads

_GESTURE_S = 1.0  # changes of one setting that follow each other within this time are one step
_REMAKE_MS = 350  # so long after the last change of a wish its sound is made


class PadsController(QObject):
    """Changes pads.

    Parameters
    ----------
    pads : Pads
        The pads.
    undo : QUndoStack
        Takes every step.
    """

    failed = Signal(object)
    """The exception that kept the user's wish from coming true."""

    def __init__(self, pads: Pads, undo: QUndoStack) -> None:
        super().__init__()
        self.pads = pads
        self.undo = undo
        self._bank = pads.bank
        self._tags = itertools.count(1)
        self._gesture: tuple[tuple[int, ...], tuple[str, ...]] = ((), ())
        self._gesture_tag = 0
        self._gesture_end_s = 0.0
        self._waiting: dict[int, tuple[PadSettings, int]] = {}
        self._timer = QTimer(self, interval=_REMAKE_MS, singleShot=True)
        self._timer.timeout.connect(self._remake_waiting)
        self._texts: dict[int, str] = {}
        self._undone: dict[int, ChangePads] = {}
        pads.remade.connect(self._note_remade)

    @property
    def is_settled(self) -> bool:
        """Whether no changed wish is waiting for its sound to be ordered."""
        return not self._timer.isActive()

    def change(self, pad: int, settings: PadSettings) -> None:
        """Set a pad; if that asks for another sound, it is made shortly after the last change."""
        wants_sound = self._bank.settings(pad).making != settings.making and not self._is_own(pad)
        self._change(self.tr("change pad {0}").format(pad + 1), {pad: settings}, {pad} if wants_sound else set())

    def change_unlocked(self, text: str, turned: Callable[[PadSettings], PadSettings]) -> None:
        """Set all pads that are not locked, as one knob does; pads that have no sound wait for one to be wished.

        Parameters
        ----------
        text : str
            What is done, for the menu.
        turned : callable
            From the settings of a pad to those it gets.
        """
        wanted = {pad: turned(self._bank.settings(pad)) for pad in self._unlocked()}
        remade = {
            pad
            for pad, settings in wanted.items()
            if self._bank.settings(pad).making != settings.making
            and self._bank.sound(pad) is not None
            and not self._is_own(pad)
        }
        self._change(text, wanted, remade)

    def toggle(self, pads: Iterable[int], name: str) -> None:
        """Switch a yes-or-no setting of pads on, or off if it is on for all of them."""
        pads = list(pads)
        value = not all(getattr(self._bank.settings(pad), name) for pad in pads)
        self._set_all(self.tr("change pads"), pads, name, value)

    def set_mode(self, mode: PadMode, pads: Iterable[int] | None = None) -> None:
        """Let pads keep their sounds or have a new one with each hit; None means all of them."""
        which = list(range(len(self._bank)) if pads is None else pads)
        text = self.tr("new sounds with each hit") if mode is PadMode.REGENERATE else self.tr("keep the sounds")
        self._set_all(text, which, "mode", mode)

    def regenerate(self, pads: Sequence[int] | None = None) -> None:
        """Have new sounds made for pads; None means all that are not locked."""
        which = self._unlocked() if pads is None else list(pads)
        wished = {}
        for pad in which:
            settings = self._bank.settings(pad)
            wished[pad] = settings if settings.seed_locked else settings.changed(seed=draw_seed())
        self.remake(self.tr("regenerate pads"), wished)

    def randomise(self) -> None:
        """Give all pads that are not locked other settings and sounds."""
        self.remake(
            self.tr("randomise pads"),
            {pad: randomised(self._bank.settings(pad), draw_seed()) for pad in self._unlocked()},
        )

    def remake(self, text: str, wished: dict[int, PadSettings], tag: int = 0) -> None:
        """Have the sounds of other settings made; as they come they are one step, called `text`."""
        tag = tag or next(self._tags)
        self._texts[tag] = text
        self._bank.remake(wished, tag)

    def swap(self, first: int, second: int) -> None:
        """Exchange two pads."""
        if first != second:
            before = {pad: self._bank.state(pad) for pad in (first, second)}
            self._bank.swap(first, second)
            self._push_now(self.tr("swap pads {0} and {1}").format(first + 1, second + 1), before)

    def copy(self, source: int, target: int) -> None:
        """Make one pad like another."""
        if source != target:
            before = {target: self._bank.state(target)}
            self._bank.copy(source, target)
            self._push_now(self.tr("copy pad {0} to {1}").format(source + 1, target + 1), before)

    def put(self, pad: int, source: Source, *, name: str = "") -> None:
        """Put a sound on a pad; a generated one brings its request with it."""
        try:
            state = self.with_sound(self._bank.settings(pad), source, name=name)
        except DrumgenError as error:
            self.failed.emit(error)
        else:
            self.put_states(self.tr("load pad {0}").format(pad + 1), {pad: state})

    def put_states(self, text: str, states: States) -> None:
        """Make pads what `states` say, as one step."""
        before = {pad: self._bank.state(pad) for pad in states}
        self.push(text, before, states)

    def with_sound(self, settings: PadSettings, source: Source, *, name: str = "") -> PadState:
        """Return what a pad becomes when it is given a sound; any thread, takes some milliseconds.

        Raises
        ------
        DrumgenError
            If a pad cannot hold the sound.
        """
        if isinstance(source, GeneratedSound):
            origin = source.provenance
            if origin.label != settings.label and not name:
                name = class_title(origin.label)
            choice = getattr(origin, "choice", None)
            settings = settings.changed(
                label=origin.label,
                model=origin.model,
                seed=origin.request.seed + origin.index,
                steps=origin.request.steps,
                guidance=origin.request.guidance,
                prompt="" if choice is None else choice.prompt,
                attributes=() if choice is None else choice.attributes,
            )
        if name.strip():
            settings = settings.changed(name=name.strip()[:MAX_NAME_CHARACTERS])
        return self._bank.prepared(settings, source)

    def new_tag(self) -> int:
        """Return a tag under which steps become one."""
        return next(self._tags)

    def push(
        self,
        text: str,
        before: States,
        after: States,
        *,
        tag: int = 0,
        kit: KitChange | None = None,
        done: bool = False,
    ) -> None:
        """Put a step on the stack; see `ChangePads`."""
        self.undo.push(ChangePads(self._bank, text, before, after, tag=tag, undone=self._undone, kit=kit, done=done))

    def _change(self, text: str, wanted: dict[int, PadSettings], remade: set[int]) -> None:
        """Set pads as one step, to which what follows of the same gesture belongs; `remade` get other sounds soon."""
        before = {pad: self._bank.state(pad) for pad in wanted}
        changes = {pad: differences(before[pad].settings, settings) for pad, settings in wanted.items()}
        changed = [pad for pad in wanted if changes[pad]]
        if not changed:
            return
        names = tuple(dict.fromkeys(name for pad in changed for name, _ in changes[pad]))
        tag = self._tag_of(tuple(wanted), names)
        after = {}
        for pad in changed:
            self._bank.set_settings(pad, wanted[pad])
            after[pad] = PadState(wanted[pad], before[pad].sound, waits=pad in remade)
        self.push(text, {pad: before[pad] for pad in changed}, after, tag=tag, done=True)
        for pad in remade:
            self._waiting[pad] = (wanted[pad], tag)
        if remade:
            self._timer.start()

    def _set_all(self, text: str, pads: Sequence[int], name: str, value: object) -> None:
        pads = [pad for pad in pads if getattr(self._bank.settings(pad), name) != value]
        if not pads:
            return
        before = {pad: self._bank.state(pad) for pad in pads}
        for pad in pads:
            self._bank.set_settings(pad, self._bank.settings(pad).changed(**{name: value}))
        self._push_now(text, before)

    def _push_now(self, text: str, before: States) -> None:
        """Put a step on the stack that has just been done."""
        self.push(text, before, {pad: self._bank.state(pad) for pad in before}, done=True)

    def _tag_of(self, pads: tuple[int, ...], names: tuple[str, ...]) -> int:
        now_s = time.monotonic()
        if (pads, names) != self._gesture or now_s > self._gesture_end_s:
            self._gesture = (pads, names)
            self._gesture_tag = next(self._tags)
        self._gesture_end_s = now_s + _GESTURE_S
        return self._gesture_tag

    def _is_own(self, pad: int) -> bool:
        """Whether the pad has a sound of the user's own, which no change of a wish may take away."""
        source = self._bank.sound(pad)
        return source is not None and not isinstance(source, GeneratedSound)

    def _unlocked(self) -> list[int]:
        return [pad for pad in range(len(self._bank)) if not self._bank.settings(pad).locked]

    def _remake_waiting(self) -> None:
        waiting, self._waiting = self._waiting, {}
        for pad, (wanted, tag) in waiting.items():
            now = self._bank.settings(pad)
            if now.making == wanted.making:  # it was not undone in the meantime
                self._bank.remake({pad: now}, tag)

    def _note_remade(self, pad: int, before: PadState, after: PadState, tag: int) -> None:
        now = self._bank.state(pad)
        is_gone = now.settings.mode is PadMode.KEEP and now.sound is not after.sound
        if is_gone or now.settings.making != after.settings.making:
            return  # the pad has become something else while the news was on its way
        if tag in self._undone:
            self._undone[tag].take_in(pad, before, after)
            self._bank.restore({pad: before})
            return
        text = self._texts.get(tag) or self.tr("regenerate pad {0}").format(pad + 1)
        self.push(text, {pad: before}, {pad: after}, tag=tag, done=True)
