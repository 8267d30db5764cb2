"""A training run as the app sees it: report on the data, train, stop, go on, and make a model of it."""

import shutil
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from drumgen.errors import OutputError, TrainingError
from gui.jobs import Job, Jobs, Pool
from gui.workshop.command import OUTPUT, Command
from gui.workshop.log_tail import LogTail
from gui.workshop.plan import CHECKPOINT, LOG, PREVIEWS, TrainingPlan
from gui.workshop.report import parse_report

LOOK_MS = 500
STOPPED = 130
END_WAIT_MS = 15_000
CODEC = ("codec_encoder", "codec_decoder")


class Phase(Enum):
    """What is going on."""

    IDLE = "idle"
    REPORTING = "reporting"
    TRAINING = "training"
    STOPPING = "stopping"
    EXPORTING = "exporting"


class TrainingRun(QObject):
    """Runs `python -m training` and `python -m export` as processes of their own, one at a time.

    Parameters
    ----------
    jobs : Jobs
        Copies the codec.
    runs_root : Path
        Gets a folder for each run.
    models_root : Path
        Gets a folder for each model, with the codec it needs.
    shipped_models : Path
        Where the codec lies.
    """

    reported = Signal(object)
    """The `DataReport`."""
    phase_changed = Signal(object)
    """The `Phase` that begins."""
    progressed = Signal(object)
    """A `LogEntry`; after a resumption those of the runs before come first."""
    previewed = Signal(object)
    """A list of WAV files: the newest sounds that the model in training made, one for each class."""
    said = Signal(str)
    """A line of what the process says."""
    stopped = Signal()
    """Training was stopped on the user's wish, and saved."""
    finished = Signal()
    """Training went to its end."""
    failed = Signal(object)
    """The exception; its message is what the process said last."""
    model_ready = Signal(object, str)
    """Folder (Path) and name of a model that was made of a run."""

    def __init__(self, jobs: Jobs, *, runs_root: Path, models_root: Path, shipped_models: Path) -> None:
        super().__init__()
        self._jobs = jobs
        self.runs_root = runs_root
        self._models_root = models_root
        self._shipped = shipped_models
        self._phase = Phase.IDLE
        self._command: Command | None = None
        self._tail: LogTail | None = None
        self._run = runs_root
        self._seen_previews: frozenset[Path] = frozenset()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def phase(self) -> Phase:
        """What is going on."""
        return self._phase

    def folder(self, plan: TrainingPlan) -> Path:
        """Return the folder of a plan's run."""
        return self.runs_root / plan.name

    def can_export(self, plan: TrainingPlan) -> bool:
        """Whether a run has saved something that a model can be made of."""
        return (self.folder(plan) / CHECKPOINT).is_file()

    def report(self, python: Path, plan: TrainingPlan) -> None:
        """Find out what the folder of samples holds; a report that is being made is given up."""
        if self._phase is Phase.REPORTING and self._command is not None:
            self._drop()
        if self._phase is Phase.IDLE:
            self._start(Phase.REPORTING, python, plan.report_command())

    def train(self, python: Path, plan: TrainingPlan) -> None:
        """Start training, or go on with a run of this name that was stopped."""
        if self._phase is Phase.REPORTING:
            self._drop()
        if self._phase is not Phase.IDLE:
            return
        self._run = self.folder(plan)
        try:
            plan.save(self._run)
        except (TrainingError, OutputError) as error:
            self.failed.emit(error)
            return
        self._tail = LogTail(self._run / LOG)
        self._seen_previews = frozenset()
        self._start(Phase.TRAINING, python, plan.training_command(self._run, self._shipped), log=self._run / OUTPUT)
        self._look()
        self._timer.start()

    def stop(self) -> None:
        """Ask the process to save and end."""
        if self._phase is Phase.TRAINING and self._command is not None:
            self._set(Phase.STOPPING)
            self._command.ask_to_stop()

    def export(self, python: Path, plan: TrainingPlan) -> None:
        """Make a model of what a run has saved; `model_ready` tells where it is."""
        if self._phase is not Phase.IDLE:
            return
        self._set(Phase.EXPORTING)
        run, folder = self.folder(plan), self._models_root / plan.name

        def go_on(_: None) -> None:
            command = self._start(Phase.EXPORTING, python, plan.export_command(run, folder), log=run / OUTPUT)
            command.setProperty("model", [str(folder), plan.name])

        self._jobs.run(
            lambda job: copy_codec(job, self._shipped, folder), pool=Pool.FILES, on_done=go_on, on_error=self._fail
        )

    def close(self) -> None:
        """Stop what runs when the app ends; a run in training saves first."""
        self._timer.stop()
        command, self._command = self._command, None
        if command is None:
            return
        command.blockSignals(True)
        training = self._phase in (Phase.TRAINING, Phase.STOPPING)
        command.ask_to_stop()
        command.kill(END_WAIT_MS if training else 0)
        self._phase = Phase.IDLE

    def _start(self, phase: Phase, python: Path, arguments: list[str], log: Path | None = None) -> Command:
        command = Command(python, arguments, log, self)
        command.said.connect(self.said)
        command.ended.connect(lambda code: self._end(command, code))
        self._command = command
        self._set(phase)
        command.start()
        return command

    def _end(self, command: Command, code: int) -> None:
        if command is not self._command:
            return
        phase, self._command = self._phase, None
        self._timer.stop()
        if phase in (Phase.TRAINING, Phase.STOPPING):
            self._look()
        self._set(Phase.IDLE)
        command.deleteLater()
        if phase in (Phase.TRAINING, Phase.STOPPING) and code == STOPPED:
            self.stopped.emit()
        elif code != 0:
            self.failed.emit(
                TrainingError(command.last_line or self.tr("The process ended without a word; try again."))
            )
        elif phase is Phase.REPORTING:
            self._tell_report(command.output)
        elif phase is Phase.EXPORTING:
            folder, name = command.property("model")
            self.model_ready.emit(Path(folder), name)
        else:
            self.finished.emit()

    def _tell_report(self, output: str) -> None:
        try:
            self.reported.emit(parse_report(output))
        except TrainingError as error:
            self.failed.emit(error)

    def _fail(self, error: Exception) -> None:
        self._set(Phase.IDLE)
        self.failed.emit(error)

    def _drop(self) -> None:
        command, self._command = self._command, None
        if command is not None:
            command.kill()
            command.deleteLater()
        self._set(Phase.IDLE)

    def _look(self) -> None:
        """See what the run has written since the last look."""
        if self._tail is not None:
            for entry in self._tail.look():
                self.progressed.emit(entry)
        files = newest_previews(self._run / PREVIEWS)
        if files and frozenset(files) != self._seen_previews:
            self._seen_previews = frozenset(files)
            self.previewed.emit(files)

    def _set(self, phase: Phase) -> None:
        if phase is not self._phase:
            self._phase = phase
            self.phase_changed.emit(phase)


def newest_previews(folder: Path) -> list[Path]:
    """Return the sounds of the last step in a folder of files ``STEP_LABEL.wav``, by label."""
    files = sorted(folder.glob("[0-9]*_*.wav"))
    if not files:
        return []
    last = files[-1].name.partition("_")[0]
    return [path for path in files if path.name.partition("_")[0] == last]


def copy_codec(job: Job, source: Path, folder: Path) -> None:
    """Put the codec's files beside the model that is to come; runs on any thread.

    Raises
    ------
    OutputError
        If the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in CODEC:
            for suffix in (".onnx", ".json"):  # a card without its model is never there
                aside = folder / f".{name}{suffix}.part"
                shutil.copyfile(source / f"{name}{suffix}", aside)
                aside.replace(folder / f"{name}{suffix}")
    except OSError as error:
        text = QCoreApplication.translate(
            "Files", "{path} cannot be written ({reason}); make room there and try again."
        )
        raise OutputError(text.format(path=folder, reason=error.strerror)) from error
