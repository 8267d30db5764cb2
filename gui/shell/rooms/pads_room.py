"""The pads' room: what comes from other views goes on pads, what pads make goes in the list."""

import contextlib
from collections import deque
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from drumgen.audio.clip import Clip
from drumgen.audio.output import prepare_folder
from drumgen.editing.editor import SoundEditor
from drumgen.engine.generator import GeneratedSound
from drumgen.errors import DrumgenError, KitError, ModelError
from drumgen.kits.kit import SUFFIX, Kit, KitPad
from drumgen.kits.reading import read_kit
from drumgen.kits.writing import write_kit
from drumgen.pads.settings import PadMode, PadSettings
from drumgen.pads.slot import PadState
from gui.jobs import Job, Pool
from gui.pads.commands import KitFacts
from gui.pads.view import PadsView
from gui.shell.rooms.shared import Shared
from gui.sounds.item import SoundItem
from gui.stage.pads import Pads
from gui.studio import draw_seed

NAME = "pads"
REMEMBERED = 200
_SETTLE_MS = 60
_LONGEST_S, _SHORTEST_S = 1.5, 0.03
_STRENGTH = 0.4  # of a variation: another sound, and still told as related
_KIT = "kit/path"


class PadsRoom(QObject):
    """Makes the pads' view and connects it.

    Sounds that pads make while they are played come into the session's list, so that none is lost at once; the last
    `REMEMBERED` of them stay, and all that became favourites.

    Parameters
    ----------
    shared : Shared
        What the rooms work with.
    editor : SoundEditor
        Makes sounds of sounds.
    pads : Pads
        The pads, which play whether they are looked at or not.
    """

    edit_wished = Signal(object, str)
    """A `GeneratedSound` or `Clip` for the editor, and its name."""
    learn_wished = Signal(int)
    """A pad is to be bound to a note of the MIDI controller."""
    mode_changed = Signal(object)
    """The `PadMode` that all pads have now, None if they have several."""

    def __init__(self, shared: Shared, editor: SoundEditor, pads: Pads) -> None:
        super().__init__()
        self._shared = shared
        self._editor = editor
        self._pads = pads
        self._made: PadsView | None = None
        self._adopted: deque[SoundItem] = deque()
        self._awaited: set[int] = set()
        self._items: dict[int, SoundItem] = {}
        self._is_restored = False
        self._facts = KitFacts()
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._mark)
        pads.renewed.connect(self._adopt)
        shared.window.sounds.take_changed.connect(self._renew)
        for changed in (pads.renewed, pads.settings_changed, shared.window.sounds.rowsInserted):
            changed.connect(lambda *_: self._settle.start())

    @property
    def made(self) -> PadsView:
        """The pads' view, made when it is first asked for."""
        if self._made is None:
            self._made = self._make()
        return self._made

    def view(self) -> QWidget:
        """Return the pads' view."""
        return self.made

    def offer(self, item: SoundItem) -> None:
        """Put a new sound on the first empty pad of its class, and keep the list short of sounds that pads made."""
        if id(item.take.sound.clip) in self._awaited:
            self._awaited.discard(id(item.take.sound.clip))
            self._remember(item)
            return
        bank = self._pads.bank
        for pad in range(len(bank)):
            if bank.settings(pad).label == item.label and bank.sound(pad) is None:
                self._load(pad, item.take.sound)
                self._items[pad] = item
                return

    def item_of(self, pad: int) -> SoundItem | None:
        """Return the sound of the list that a pad plays, None if it is not in the list."""
        return self._items.get(pad)

    def put(self, sound: GeneratedSound | Clip) -> None:
        """Put a sound on the pad that is looked at, or else on the first one of its class that is not locked."""
        self._put(self._target(sound), sound)

    def put_on_selected(self, sound: GeneratedSound | Clip) -> None:
        """Put a sound on the selected pad, whether it is looked at or not."""
        self._put(self.made.current_pad, sound)

    def edit(self, pad: int) -> None:
        """Let the sound of a pad be edited."""
        source = self._sound_of(pad)
        if source is not None:
            self.edit_wished.emit(source, self._pads.bank.settings(pad).name)

    def vary(self, pad: int) -> None:
        """Put a variation of a pad's sound in its place, one of the user's own too."""
        bank = self._pads.bank
        source, label, seed = self._sound_of(pad), bank.settings(pad).label, draw_seed()
        if source is None:
            return

        def work(job: Job) -> GeneratedSound:
            made = self._editor.vary(
                source, strength=_STRENGTH, seed=seed, label=label, cancel=lambda: job.is_cancelled
            )
            return made[0]

        def show(sound: GeneratedSound) -> None:
            if bank.sound(pad) is source:  # otherwise the pad has become something else meanwhile
                self._put(pad, sound)

        self._shared.tell(self.tr("Varying the sound of pad {0} …").format(pad + 1))
        self._shared.jobs.run(work, pool=Pool.COMPUTE, on_done=show, on_error=self._shared.complain)

    def set_macro(self, name: str, value: float) -> None:
        """Follow a knob of the controller: ``brightness`` or ``decay`` of all pads that are not locked, from 0 to 1."""

        def turned(settings: PadSettings) -> PadSettings:
            if name == "brightness":
                others = tuple(pair for pair in settings.attributes if pair[0] != name)
                return settings.changed(attributes=(*others, (name, round(2.0 * value - 1.0, 3))))
            decay_s = _SHORTEST_S * (_LONGEST_S / _SHORTEST_S) ** value
            return settings.changed(decay_s=None if value >= 1.0 else round(decay_s, 4))

        texts = {"brightness": self.tr("brightness of all pads"), "decay": self.tr("decay of all pads")}
        self.made.controller.change_unlocked(texts[name], turned)

    def open_program(self, number: int) -> None:
        """Open the kit of a program change: the files beside the present kit, by name, counted from 0."""
        path = self._kit_facts.path
        if path is None:
            self._shared.complain(
                KitError(self.tr("A program change asks for a kit, but none was saved or opened yet; save one first."))
            )
            return
        folder = path.parent

        def show(kits: Sequence[Path]) -> None:
            if number < len(kits):
                self.made.kits.open(kits[number])
            else:
                text = self.tr("A program change asks for kit {0}, but {1} holds {2}; save more kits there.")
                self._shared.complain(KitError(text.format(number + 1, folder, len(kits))))

        self._shared.jobs.run(lambda job: sorted(folder.glob(f"*{SUFFIX}")), pool=Pool.FILES, on_done=show)

    def show_models(self) -> None:
        """Offer all models there are on the pads."""
        shelf = self._shared.studio.shelf
        models = {}
        for name in shelf.names():
            try:
                models[name] = shelf.card(name).classes
            except ModelError as error:
                self._shared.complain(error)
        self.made.set_models(models)

    def set_mode(self, mode: PadMode) -> None:
        """Let all pads keep their sounds, or have a new one made for each hit."""
        self.made.controller.set_mode(mode)

    def restore(self, path: Path) -> None:
        """Put on the pads what was on them when the app ended; a file that cannot be read any more is set aside."""
        bank = self._pads.bank

        own = Path(self._shared.settings.get(_KIT, ""))

        def work(job: Job) -> tuple[KitFacts, dict[int, PadState]]:
            kit = read_kit(path)
            facts = KitFacts(kit.name, kit.seed, kit.prompt, own if own.is_file() else None)
            return facts, {place: bank.prepared(pad.settings, pad.sound) for place, pad in enumerate(kit.pads)}

        def show(result: tuple[KitFacts, dict[int, PadState]]) -> None:
            self._is_restored = True
            self._facts, states = result
            bank.restore(states)
            if self._made is not None:
                self._made.kits.restore(self._facts)

        def complain(error: Exception) -> None:
            self._is_restored = True
            with contextlib.suppress(OSError):
                path.replace(path.with_suffix(f"{SUFFIX}.damaged"))
            self._shared.complain(error)

        if path.is_file():
            self._shared.jobs.run(work, pool=Pool.FILES, on_done=show, on_error=complain)
        else:
            self._is_restored = True

    def remember(self) -> None:
        """Write down in which file the kit lies; not if the app ends before the last one was there."""
        if self._is_restored:
            path = self._kit_facts.path
            self._shared.settings.set(_KIT, "" if path is None else str(path))

    def save(self, path: Path) -> None:
        """Write what is on the pads, for the next start; nothing if the app ends before the last ones were there."""
        bank = self._pads.bank
        if not self._is_restored:
            return
        states = [bank.state(pad) for pad in range(len(bank))]
        pads = tuple(KitPad(each.settings, None if each.sound is None else each.sound.source) for each in states)
        facts = self._kit_facts
        with contextlib.suppress(DrumgenError):  # the app is ending; a full disk is said when a kit is saved
            prepare_folder(path.parent)
            write_kit(path, Kit(facts.name, pads, facts.seed, facts.prompt))

    def close(self) -> None:
        """Take no more notice of the pads; the window may go."""
        self._settle.stop()
        self._settle.timeout.disconnect(self._mark)
        self._pads.renewed.disconnect(self._adopt)

    @property
    def _kit_facts(self) -> KitFacts:
        return self._facts if self._made is None else self._made.kits.facts

    def _put(self, pad: int, sound: GeneratedSound | Clip) -> None:
        self.made.controller.put(pad, sound)
        self._shared.tell(self.tr("Put on pad {0}; Ctrl+Z brings back what was there.").format(pad + 1))

    def _sound_of(self, pad: int) -> GeneratedSound | Clip | None:
        """Return the sound of a pad, None, with a word to the user, if it has none."""
        source = self._pads.bank.sound(pad)
        if source is None:
            self._shared.tell(self.tr("Pad {0} has no sound yet; hit it, or make a new kit first.").format(pad + 1))
        return source

    def _target(self, sound: GeneratedSound | Clip) -> int:
        if self._shared.window.views.current == NAME or isinstance(sound, Clip):
            return self.made.current_pad
        bank = self._pads.bank
        for pad in range(len(bank)):
            settings = bank.settings(pad)
            if settings.label == sound.provenance.label and not settings.locked:
                return pad
        return self.made.current_pad

    def _load(self, pad: int, sound: GeneratedSound) -> None:
        bank = self._pads.bank
        settings = bank.settings(pad).changed(seed=sound.provenance.seed)
        try:
            bank.restore({pad: bank.prepared(settings, sound)})
        except DrumgenError as error:
            self._shared.complain(error)

    def _adopt(self, pad: int, sound: object) -> None:
        if isinstance(sound, GeneratedSound) and not any(
            item.take.sound.clip is sound.clip for item in self._shared.window.sounds.items
        ):
            self._awaited.add(id(sound.clip))
            self._shared.studio.adopt(sound)

    def _remember(self, item: SoundItem) -> None:
        self._adopted.append(item)
        sounds = self._shared.window.sounds
        while len(self._adopted) > REMEMBERED:
            oldest = self._adopted.popleft()
            if not oldest.favourite and not oldest.on_pad and oldest in sounds.items:
                sounds.remove([oldest])

    def _renew(self, item: SoundItem) -> None:
        """Give a pad the new take of the sound that it plays."""
        for pad, played in tuple(self._items.items()):
            if played is item:
                self._load(pad, item.take.sound)

    def _mark(self) -> None:
        """Mark in the list which sounds are on pads, and tell which mode these have."""
        bank, sounds = self._pads.bank, self._shared.window.sounds
        modes = {bank.settings(pad).mode for pad in range(len(bank))}
        self.mode_changed.emit(modes.pop() if len(modes) == 1 else None)
        places = {id(_clip(bank.sound(pad))): pad for pad in range(len(bank))}
        self._items = {}
        for item in sounds.items:
            place = places.get(id(item.take.sound.clip))
            on_pad = place is not None
            if place is not None:
                self._items[place] = item
            if on_pad != item.on_pad:
                item.on_pad = on_pad
                sounds.refresh(item)

    def _make(self) -> PadsView:
        shared = self._shared
        view = PadsView(self._pads, shared.window.undo_stack, shared.jobs, shared.files)
        view.told.connect(shared.tell)
        view.failed.connect(shared.complain)
        view.edit_wished.connect(self.edit)
        view.vary_wished.connect(self.vary)
        view.learn_wished.connect(self.learn_wished)
        view.grid.handed_out.connect(lambda sound: shared.commands.kept.emit(sound, False))
        view.kits.restore(self._facts)
        shared.window.route_keys()
        return view


def _clip(sound: object) -> object:
    return sound.clip if isinstance(sound, GeneratedSound) else sound
