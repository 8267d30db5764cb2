"""Kits as the app knows them: new ones from a seed or a sentence, files opened and saved off the GUI thread."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from drumgen.editing.opening import open_sound
from drumgen.errors import DrumgenError
from drumgen.kits.kit import SUFFIX, Kit, KitPad
from drumgen.kits.plans import kit_plan
from drumgen.kits.reading import read_kit
from drumgen.kits.writing import write_kit
from drumgen.pads.bank import draw_seed
from drumgen.pads.settings import PadSettings
from drumgen.wishes.words.understanding import understand
from gui.jobs import Job, Jobs, Pool
from gui.pads.commands import KitChange, KitFacts, States
from gui.pads.controller import PadsController


class Kits(QObject):
    """Opens, saves and invents kits, and puts dropped files on pads.

    Parameters
    ----------
    controller : PadsController
        Changes the pads, step by step.
    jobs : Jobs
        Where files are read and written.
    """

    changed = Signal(object)
    """The `KitFacts` that hold now."""
    told = Signal(str)
    """Something the user wants to know, for the status line."""
    failed = Signal(object)
    """The exception that kept the user's wish from coming true."""

    def __init__(self, controller: PadsController, jobs: Jobs) -> None:
        super().__init__()
        self.facts = KitFacts()
        self._controller = controller
        self._bank = controller.pads.bank
        self._jobs = jobs

    def restore(self, facts: KitFacts) -> None:
        """Go on with the kit that was on the pads when the app ended."""
        self._tell(facts)

    def rename(self, name: str) -> None:
        """Call the kit something else."""
        if name != self.facts.name:
            self._push(self.tr("rename kit"), replace(self.facts, name=name))

    def make(self, *, seed: int | None = None, prompt: str = "") -> None:
        """Have a new kit made on the pads that are not locked.

        Parameters
        ----------
        seed : int or None
            The kit's seed; None draws one.
        prompt : str
            The kit in words, empty for none.
        """
        seed = draw_seed() if seed is None else seed
        plan = kit_plan([self._bank.settings(pad) for pad in range(len(self._bank))], seed, prompt.strip())
        if not plan:
            self.told.emit(self.tr("All pads are locked; unlock those that the new kit may change."))
            return
        tag = self._controller.new_tag()
        text = self.tr("new kit")
        facts = KitFacts(prompt.strip()[:40] or self.tr("Kit {0}").format(seed), seed, prompt.strip())
        self._push(text, facts, tag=tag)
        self._controller.remake(text, plan, tag)
        understood, said = understand(prompt), []
        if understood.taken:
            pairs = ", ".join(f"{written} → {entry}" for written, entry in understood.taken)
            said.append(self.tr("Words taken for others: {0}.").format(pairs))
        if understood.unknown:
            said.append(self.tr("Words without a meaning for sounds: {0}.").format(", ".join(understood.unknown)))
        if said:
            self.told.emit(" ".join(said))

    def open(self, path: Path) -> None:
        """Read a kit file and put it on the pads, as one step; a file that cannot be used changes nothing."""

        def work(job: Job) -> tuple[Kit, States]:
            kit = read_kit(path)
            return kit, {place: self._bank.prepared(pad.settings, pad.sound) for place, pad in enumerate(kit.pads)}

        def show(result: tuple[Kit, States]) -> None:
            kit, states = result
            facts = KitFacts(kit.name, kit.seed, kit.prompt, path)
            self._push(self.tr("open kit"), facts, states)
            self.told.emit(self.tr("Opened {0}").format(path))

        self._jobs.run(work, pool=Pool.FILES, on_done=show, on_error=self.failed.emit)

    def save(self, path: Path) -> None:
        """Write the pads to a kit file; the suffix is added if it is missing."""
        if path.suffix.lower() != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
        if self.facts.path != path and not self.facts.name:
            self._tell(replace(self.facts, name=path.stem))
        kit = self._kit()

        def done(saved: Path) -> None:
            self._tell(replace(self.facts, path=saved))
            self.told.emit(self.tr("Saved {0}").format(saved))

        self._jobs.run(lambda job: write_kit(path, kit), pool=Pool.FILES, on_done=done, on_error=self.failed.emit)

    def load_files(self, paths: Sequence[Path], pad: int) -> None:
        """Put audio files on a pad and those after it, as one step; a kit file among them is opened instead.

        Files that cannot be read are told, the others come all the same. There are as many as there are pads left.
        """
        kits = [path for path in paths if path.suffix.lower() == SUFFIX]
        if kits:
            self.open(kits[0])
            return
        room = len(self._bank) - pad
        wanted = list(zip(range(pad, pad + room), paths, strict=False))
        settings = {place: self._bank.settings(place) for place, _ in wanted}

        def work(job: Job) -> tuple[States, list[Exception]]:
            return self._read(wanted, settings)

        def show(result: tuple[States, list[Exception]]) -> None:
            states, errors = result
            if states:
                self._controller.put_states(self.tr("load sounds"), states)
            if errors:
                self.failed.emit(errors[0])
            elif len(paths) > room:
                left = len(paths) - room
                self.told.emit(self.tr("The last pad is filled; files left out: {0}.").format(left))

        self._jobs.run(work, pool=Pool.FILES, on_done=show, on_error=self.failed.emit)

    def _read(
        self, wanted: Sequence[tuple[int, Path]], settings: dict[int, PadSettings]
    ) -> tuple[States, list[Exception]]:
        """Run on a worker's thread."""
        states: States = {}
        errors: list[Exception] = []
        for pad, path in wanted:
            try:
                sound = open_sound(path)
                name = "" if sound.provenance is not None else path.stem
                states[pad] = self._controller.with_sound(settings[pad], sound.source, name=name)
            except DrumgenError as error:
                errors.append(error)
        return states, errors

    def _kit(self) -> Kit:
        states = [self._bank.state(pad) for pad in range(len(self._bank))]
        pads = tuple(KitPad(each.settings, None if each.sound is None else each.sound.source) for each in states)
        return Kit(self.facts.name, pads, self.facts.seed, self.facts.prompt)

    def _push(self, text: str, facts: KitFacts, after: States | None = None, *, tag: int = 0) -> None:
        before: States = {pad: self._bank.state(pad) for pad in after or {}}
        change = KitChange(self.facts, facts, self._tell)
        self._controller.push(text, before, after or {}, tag=tag, kit=change)

    def _tell(self, facts: KitFacts) -> None:
        self.facts = facts
        self.changed.emit(facts)
