"""From a request to sounds in the list: opens the models and generates, off the GUI thread."""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from drumgen.engine.generator import GeneratedSound, Generator
from drumgen.engine.progress import CancelQuery, ProgressCallback
from drumgen.engine.request import GenerationRequest
from drumgen.errors import ModelError, OutputError
from drumgen.inference.cards import ModelCard
from drumgen.inference.shelf import ModelShelf
from drumgen.inference.store import ModelStore
from drumgen.wishes import Wish, stream
from drumgen.wishes.words.likeness import shipped_likeness
from gui.jobs import Job, Jobs, Pool
from gui.look.drawing import draw
from gui.sounds.commands import ReplaceTake
from gui.sounds.files import SessionFiles
from gui.sounds.item import SoundItem, Take
from gui.sounds.model import SoundList

NO_WISH = Wish()
SEEDS = 1_000_000  # seeds the app draws lie below, so that file names stay short


@dataclass(frozen=True)
class Sampling:
    """How to sample, whatever the class: steps and guidance of a `GenerationRequest`."""

    steps: int
    guidance: float


def draw_seed() -> int:
    """Return a seed that nobody chose."""
    return random.SystemRandom().randrange(SEEDS)


class Studio(QObject):
    """Makes sounds and puts them in the list.

    Parameters
    ----------
    jobs : Jobs
        Where the work runs.
    sounds : SoundList
        Gets the sounds.
    undo : QUndoStack
        Gets the regenerations, which can be undone.
    files : SessionFiles
        Gets the sounds' files.
    models_folder : Path or None
        Where the models are; None means the shipped ones.
    model : str
        Name of the denoiser.

    Attributes
    ----------
    card : ModelCard or None
        What is known about the model; None before it is known and when it cannot be opened.
    shelf : ModelShelf
        All models there are.
    generator : Generator
        Also serves the pads.
    """

    model_known = Signal(object)
    """The `ModelCard`, read before the model is opened."""
    model_open = Signal(str)
    """The compute provider that the opened model runs on."""
    model_failed = Signal(object)
    """The exception that kept the model from being opened."""
    started = Signal(int)
    """A generation of so many sounds began."""
    progressed = Signal(int, int)
    """Steps done and steps in all."""
    added = Signal(object)
    """A `SoundItem` that was just put in the list."""
    replaced = Signal(object)
    """A `SoundItem` that just got another take."""
    stopped = Signal()
    """The generation is over: finished, cancelled or failed."""
    cancelled = Signal()
    failed = Signal(object)
    """The exception that ended a generation."""

    def __init__(
        self,
        jobs: Jobs,
        sounds: SoundList,
        undo: QUndoStack,
        files: SessionFiles,
        *,
        models_folder: Path | None = None,
        model: str = "drums",
    ) -> None:
        super().__init__()
        self._jobs = jobs
        self._sounds = sounds
        self._undo = undo
        self._files = files
        self.shelf = ModelShelf([ModelStore(models_folder)])
        self._model = model
        self._job: Job | None = None
        self._waiting: list[SoundItem] = []
        self.card: ModelCard | None = None
        self.generator = Generator(self.shelf)

    @property
    def model(self) -> str:
        """Name of the denoiser."""
        return self._model

    @property
    def models_folder(self) -> Path:
        """Where the models are."""
        return self.shelf.folder

    @property
    def is_busy(self) -> bool:
        """Whether a generation runs."""
        return self._job is not None

    def open(self) -> None:
        """Read the model's card, then open the model; the signals tell the outcome."""
        self._jobs.run(self._open, pool=Pool.COMPUTE, on_done=self.model_open.emit, on_error=self._lack)

    def generate(self, request: GenerationRequest, wish: Wish = NO_WISH) -> None:
        """Make the sounds of a request, near a wish if there is one; each appears as soon as it is finished."""

        def work(job: Job) -> None:
            def keep(sound: GeneratedSound) -> None:
                job.tell(self._add, make_take(sound, self._files))

            self._generate(job, request, wish, keep, lambda done, total: job.tell(self.progressed.emit, done, total))

        self._start(work, request.count)

    def make(self, count: int, sounds: Callable[[ProgressCallback, CancelQuery], Iterable[GeneratedSound]]) -> None:
        """Put sounds in the list that something else than a request makes, an edit say.

        Parameters
        ----------
        count : int
            How many there will be.
        sounds : callable
            Makes them in a worker's thread; it is handed what to tell progress to and what to ask whether to stop.
        """

        def work(job: Job) -> None:
            for sound in sounds(
                lambda done, total: job.tell(self.progressed.emit, done, total), lambda: job.is_cancelled
            ):
                job.tell(self._add, make_take(sound, self._files))

        self._start(work, count)

    def regenerate(self, items: Sequence[SoundItem], sampling: Sampling) -> None:
        """Put a new take of the same class in the place of each item, from a seed nobody chose."""
        requests = [
            (item, GenerationRequest(item.label, 1, draw_seed(), sampling.steps, sampling.guidance, self._model))
            for item in items
        ]
        for item in items:
            self._wait(item)

        def work(job: Job) -> None:
            for place, (item, request) in enumerate(requests):

                def tell(done: int, total: int, place: int = place) -> None:
                    job.tell(self.progressed.emit, place * total + done, len(requests) * total)

                def keep(sound: GeneratedSound, item: SoundItem = item) -> None:
                    job.tell(self._replace, item, make_take(sound, self._files))

                self._generate(job, request, wish_of(item), keep, tell)

        self._start(work, len(requests))

    def adopt(self, sound: GeneratedSound) -> None:
        """Put a sound that a pad made in the list; called on the GUI thread."""
        self._jobs.run(lambda job: make_take(sound, self._files), pool=Pool.FILES, on_done=self._add)

    def cancel(self) -> None:
        """Stop the generation between two steps."""
        if self._job is not None:
            self._job.cancel()

    def _open(self, job: Job) -> str:
        """Run on a worker's thread."""
        self._files.sweep()
        card: ModelCard = self.shelf.card(self._model)
        if card.diffusion is None:
            text = self.tr("The model {name} in {folder} does not generate; install it again.")
            raise ModelError(text.format(name=self._model, folder=self.shelf.folder))
        job.tell(self._know, card)
        provider = self.generator.provider(self._model)
        shipped_likeness()  # opened here, so that the GUI thread need not when it is first asked about a word
        return provider

    def _know(self, card: ModelCard) -> None:
        self.card = card
        self.model_known.emit(card)

    def _lack(self, error: Exception) -> None:
        self.card = None
        self.model_failed.emit(error)

    def _generate(
        self,
        job: Job,
        request: GenerationRequest,
        wish: Wish,
        keep: Callable[[GeneratedSound], None],
        progress: Callable[[int, int], None],
    ) -> None:
        """Run on a worker's thread; sounds go to `keep` one by one, none is held here."""
        made = (
            stream(self.generator, request, wish, progress=progress, cancel=lambda: job.is_cancelled)
            if wish
            else self.generator.stream(request, progress=progress, cancel=lambda: job.is_cancelled)
        )
        for sound in made:
            keep(sound)

    def _start(self, work: Callable[[Job], None], count: int) -> None:
        self._job = self._jobs.run(
            work, pool=Pool.COMPUTE, on_done=self._finish, on_error=self._fail, on_cancelled=self._end_cancelled
        )
        self.started.emit(count)

    def _add(self, take: Take) -> None:
        item = SoundItem(take)
        self._sounds.append([item])
        self.added.emit(item)

    def _wait(self, item: SoundItem) -> None:
        item.is_waiting = True
        self._waiting.append(item)
        self._sounds.refresh(item)

    def _replace(self, item: SoundItem, take: Take) -> None:
        self._arrive(item)
        if item in self._sounds.items:  # it may have been removed in the meantime
            self._undo.push(ReplaceTake(self._sounds, item, take))
            self.replaced.emit(item)

    def _arrive(self, item: SoundItem) -> None:
        item.is_waiting = False
        self._waiting.remove(item)
        self._sounds.refresh(item)

    def _finish(self, _: None = None) -> None:
        self._job = None
        for item in tuple(self._waiting):
            self._arrive(item)
        self.stopped.emit()

    def _fail(self, error: Exception) -> None:
        self._finish()
        self.failed.emit(error)

    def _end_cancelled(self) -> None:
        self._finish()
        self.cancelled.emit()


def make_take(sound: GeneratedSound, files: SessionFiles) -> Take:
    """Draw a sound and write its file; runs on any thread. A file that cannot be written is tried again when needed.

    In the app each sound stands for itself: its name and its provenance give its own seed, not that of its batch.
    """
    origin = replace(sound.provenance, request=sound.provenance.single_request, index=0)
    sound = replace(sound, provenance=origin)
    try:
        file = files.write(sound)
    except OutputError:
        file = None
    return Take(sound, draw(sound.clip), file)


def wish_of(item: SoundItem) -> Wish:
    """Return the wish that a sound was chosen by, an empty one if there was none."""
    choice = item.take.sound.provenance.choice
    return NO_WISH if choice is None else Wish(choice.prompt, choice.attributes)
