"""The place where the user trains a model: a form, the loss, and what the model sounds like so far."""

from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from drumgen.errors import DrumgenError, TrainingError
from gui.jobs import Job, Jobs, Pool
from gui.look.sizes import scaled
from gui.settings import Settings
from gui.widgets.parts import MARGIN, label, named
from gui.workshop.form import DEFAULT_MINUTES, TrainingForm
from gui.workshop.interpreter import examine, own_interpreter
from gui.workshop.log_tail import LogEntry, LogTail
from gui.workshop.loss_plot import LossPlot
from gui.workshop.plan import LOG, PREVIEWS, TrainingPlan, check_name, earlier_runs, free_name
from gui.workshop.previews import Previews
from gui.workshop.report import DataReport
from gui.workshop.run import Phase, TrainingRun, newest_previews
from gui.workshop.setup_page import SetupPage

_PYTHON = "training/python"
_FORM_WIDTH = 320


class TrainingView(QWidget):
    """Steers a `TrainingRun`; whatever it asks for takes place in other processes.

    Parameters
    ----------
    jobs : Jobs
        Examines interpreters and reads sounds.
    settings : Settings
        Remembers which Python trains.
    run : TrainingRun
    recipe : Path or None
        Settings (TOML) other than the shipped ones.
    """

    play_wished = Signal(object)
    """A `Clip` to play."""
    model_ready = Signal(object, str)
    """Folder (Path) and name of a model that was made of a run."""

    def __init__(self, jobs: Jobs, settings: Settings, run: TrainingRun, *, recipe: Path | None = None) -> None:
        super().__init__()
        self._jobs = jobs
        self._settings = settings
        self._recipe = recipe
        self._report_ready = False
        self._python: Path | None = None
        self.run = run
        self.setup = SetupPage()
        self.form = TrainingForm()
        self.plot = LossPlot(jobs)
        self.previews = Previews(jobs)
        self.progress = QProgressBar()
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self.use_python(own_interpreter())
        self.show_runs()

    @property
    def is_set_up(self) -> bool:
        """Whether there is a Python that can train."""
        return self._python is not None

    @property
    def plan(self) -> TrainingPlan:
        """What the form asks for."""
        plan = self.form.plan
        known: TrainingPlan | None = self.form.runs.currentData()
        recipe = self._recipe if known is None else known.recipe
        return TrainingPlan(plan.data, plan.name, plan.minutes, recipe)

    def show_runs(self, chosen: str = "") -> None:
        """Offer the earlier runs, `chosen` or a new one being selected."""
        self.form.show_runs(earlier_runs(self.run.runs_root), chosen)
        self._choose_run(self.form.runs.currentData())

    def choose_python(self, python: Path) -> None:
        """Examine an interpreter and take it if it can train."""
        self.setup.show_examining()

        def refuse(error: Exception) -> None:
            self.setup.show_error(error)
            if self.is_set_up:
                self.form.show_state(str(error), severity="error")

        self._jobs.run(lambda job: examine(python), pool=Pool.FILES, on_done=self.use_python, on_error=refuse)

    def showEvent(self, event: QShowEvent) -> None:
        """Load what is only needed here when it is first seen."""
        super().showEvent(event)
        self.plot.load()
        remembered = self._settings.get(_PYTHON, "")
        if self._python is None and remembered:
            QTimer.singleShot(0, lambda: self.choose_python(Path(remembered)))

    def use_python(self, python: Path | None) -> None:
        """Train with an interpreter that was examined; None: show how to get one."""
        self._python = python
        self._pages.setCurrentIndex(0 if python is None else 1)
        if python is not None and python != own_interpreter():
            self._settings.set(_PYTHON, str(python))

    def _look_at(self, folder: Path) -> None:
        if self._python is not None:
            self._report_ready = False
            self.form.show_report(None)
            self.run.report(self._python, self.plan)

    def _choose_run(self, known: TrainingPlan | None) -> None:
        self.plot.clear()
        self.previews.clear()
        if known is None:
            known = TrainingPlan(Path(), free_name(self.run.runs_root), DEFAULT_MINUTES)
            self.form.show_plan(known, known=False)
            self.form.clear_report()
            self._report_ready = False
        else:
            self.form.show_plan(known, known=True)
            self._look_at(known.data)
            self._show_past(known)
        self.form.show_state("")
        self._update(self.run.phase)

    def _show_past(self, known: TrainingPlan) -> None:
        """Show how far an earlier run has come, and what it sounded like last."""
        folder = self.run.folder(known)

        def read(job: Job) -> tuple[list[LogEntry], list[Path]]:
            return LogTail(folder / LOG).look(), newest_previews(folder / PREVIEWS)

        def show(past: tuple[list[LogEntry], list[Path]]) -> None:
            entries, files = past
            if self.plan.name == known.name and self.run.phase in (Phase.IDLE, Phase.REPORTING):
                self.plot.show_entries(entries)
                self.previews.show_files(files)

        self._jobs.run(read, pool=Pool.FILES, on_done=show)

    def _start(self) -> None:
        if self._python is None:
            return
        try:
            check_name(self.plan.name)
            if self.form.runs.currentData() is None and self.run.folder(self.plan).exists():
                raise TrainingError(
                    self.tr("There is a run called {name}; choose it under Run, or take another name.").format(
                        name=self.plan.name
                    )
                )
        except DrumgenError as error:
            self._fail(error)
            return
        self.plot.clear()
        self.previews.clear()
        self.form.show_state("")
        self.progress.setRange(0, 0)
        self.run.train(self._python, self.plan)

    def _make_model(self) -> None:
        if self._python is not None:
            self.form.show_state(self.tr("Making a model …"))
            self.run.export(self._python, self.plan)

    def _enter(self, phase: Phase) -> None:
        texts = {
            Phase.TRAINING: self.tr("Preparing the samples …"),
            Phase.STOPPING: self.tr("Saving …"),
            Phase.EXPORTING: self.tr("Making a model …"),
        }
        if phase in texts:
            self.form.show_state(texts[phase])
        self._update(phase)

    def _update(self, phase: Phase) -> None:
        self.form.show_phase(phase, ready=self._report_ready, saved=self.run.can_export(self.plan))
        self.progress.setVisible(phase in (Phase.TRAINING, Phase.STOPPING, Phase.EXPORTING))

    def _show_report(self, report: DataReport) -> None:
        self._report_ready = True
        self.form.show_report(report)
        self._update(self.run.phase)

    def _show_progress(self, entry: LogEntry) -> None:
        self.plot.add(entry)
        minutes = self.plan.minutes
        self.progress.setRange(0, round(minutes * 60.0))
        self.progress.setValue(round(min(entry.minutes, minutes) * 60.0))
        if self.run.phase is Phase.TRAINING:
            text = self.tr("Step {step}, {done} of {minutes} minutes, loss {loss}")
            numbers = QLocale()
            done, loss = numbers.toString(entry.minutes, "f", 1), numbers.toString(entry.loss, "f", 3)
            planned = numbers.toString(minutes, "g", 6)
            self.form.show_state(text.format(step=entry.step, done=done, minutes=planned, loss=loss))

    def _finish(self) -> None:
        """Make a model at once: that is what a run is for."""
        self._keep_run()
        self._make_model()

    def _rest(self) -> None:
        self._keep_run()
        self.form.show_state(self.tr("Stopped and saved. Go on at any time, or make a model of it as it is."))

    def _keep_run(self) -> None:
        """Show the run that has ended as one to go on with, its curves staying."""
        name = self.plan.name
        self.form.show_runs(earlier_runs(self.run.runs_root), name)
        self.form.show_plan(self.plan, known=True)
        self._update(self.run.phase)

    def _fail(self, error: Exception) -> None:
        if not self._report_ready and self.run.phase is Phase.IDLE and not self.plot.points:
            self.form.show_report_error(error)
        else:
            self.form.show_state(str(error), severity="error")
        self._update(self.run.phase)

    def _welcome(self, folder: Path, name: str) -> None:
        self.form.show_state(self.tr("The model {name} is ready.").format(name=name))
        self.model_ready.emit(folder, name)

    def _connect(self) -> None:
        form, run = self.form, self.run
        self.setup.python_chosen.connect(self.choose_python)
        form.folder_chosen.connect(self._look_at)
        form.run_chosen.connect(self._choose_run)
        form.start_wished.connect(self._start)
        form.stop_wished.connect(run.stop)
        form.model_wished.connect(self._make_model)
        run.reported.connect(self._show_report)
        run.phase_changed.connect(self._enter)
        run.progressed.connect(self._show_progress)
        run.previewed.connect(self.previews.show_files)
        run.stopped.connect(self._rest)
        run.finished.connect(self._finish)
        run.failed.connect(self._fail)
        run.model_ready.connect(self._welcome)
        self.previews.play_wished.connect(self.play_wished)
        self.previews.shown.connect(self._tell_step)

    def _tell_step(self, step: int) -> None:
        self._heard.setText(self.tr("What the model sounds like after {step} steps").format(step=step))

    def _lay_out(self) -> None:
        named(self.progress, self.tr("Progress of the training"))
        self.progress.setTextVisible(False)
        self._heard = label(self.tr("The model's first sounds appear here while it is trained."), "caption", wrap=True)
        content = QWidget()
        content.setObjectName("sidebarContent")
        form = QVBoxLayout(content)
        form.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        form.addWidget(self.form)
        side = QScrollArea()
        side.setObjectName("sidebar")
        side.setWidget(content)
        side.setWidgetResizable(True)
        side.setFrameShape(QFrame.Shape.NoFrame)
        side.setFixedWidth(scaled(_FORM_WIDTH))
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        work = QWidget()
        work.setObjectName("detail")
        work.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        right = QVBoxLayout(work)
        right.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        right.setSpacing(12)
        right.addWidget(self.progress)
        right.addWidget(self.plot, 1)
        right.addWidget(self._heard)
        right.addWidget(self.previews)
        page = QWidget()
        across = QHBoxLayout(page)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(side)
        across.addWidget(work, 1)
        self._pages.addWidget(self.setup)
        self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
