"""The form of a training run: which samples, which name, for how long."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gui.sounds.item import class_title
from gui.widgets.parts import column, heading, label, named, push_button, row, set_severity
from gui.workshop.plan import TrainingPlan
from gui.workshop.report import DataReport
from gui.workshop.run import Phase

DEFAULT_MINUTES = 20
_MOST_MINUTES = 24 * 60


class TrainingForm(QWidget):
    """Asks for a `TrainingPlan`, and shows what the folder of samples holds."""

    folder_chosen = Signal(object)
    """Path of the folder of samples."""
    start_wished = Signal()
    stop_wished = Signal()
    model_wished = Signal()
    """A model is to be made of what the run has saved."""
    run_chosen = Signal(object)
    """The `TrainingPlan` of an earlier run to go on with, or None for a new one."""

    def __init__(self) -> None:
        super().__init__()
        self.runs = QComboBox()
        named(self.runs, self.tr("Training run"), self.tr("A new run, or an earlier one to go on with"))
        self.runs.activated.connect(lambda index: self.run_chosen.emit(self.runs.itemData(index)))
        self.folder = QLineEdit()
        named(self.folder, self.tr("Folder of samples"), self.tr("One subfolder for each class, or a manifest.csv"))
        self.folder.setReadOnly(True)
        self.folder.setPlaceholderText(self.tr("one subfolder for each class"))
        self.browse = push_button(self.tr("&Choose…"), on_click=self._ask)
        self.browse.setAccessibleName(self.tr("Choose the folder of samples"))
        self.report = label("", "caption", wrap=True)
        self.report.setAccessibleName(self.tr("What the folder holds"))
        self.warning = label("", "caption", wrap=True)
        self.warning.setAccessibleName(self.tr("What to mind about the folder"))
        set_severity(self.warning, "warning")
        self.name = QLineEdit()
        named(self.name, self.tr("Name of the model"), self.tr("Small letters, digits, - and _"))
        self.name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)  # as high as what is beside
        self.name.setValidator(QRegularExpressionValidator(QRegularExpression("[a-z0-9_-]{0,41}")))
        self.minutes = QSpinBox()
        self.minutes.setRange(1, _MOST_MINUTES)
        self.minutes.setValue(DEFAULT_MINUTES)
        self.minutes.lineEdit().setTextMargins(6, 0, 0, 0)
        named(self.minutes, self.tr("Minutes"), self.tr("Training time in all; 20 minutes suit a small folder"))
        self.start = push_button(self.tr("Start training"), role="primary", on_click=self.start_wished.emit)
        self.stop = push_button(self.tr("Stop and save"), on_click=self.stop_wished.emit)
        self.stop.setToolTip(self.tr("What was learned is kept; training can go on later"))
        self.make_model = push_button(self.tr("Make a model of it"), on_click=self.model_wished.emit)
        self.make_model.setToolTip(self.tr("Make a model of what was learned so far, to play it on pads"))
        self.state = label("", "caption", wrap=True)
        self.state.setAccessibleName(self.tr("State of the training"))
        self._lay_out()
        self.show_phase(Phase.IDLE, ready=False, saved=False)

    @property
    def plan(self) -> TrainingPlan:
        """What is asked for."""
        return TrainingPlan(Path(self.folder.text()), self.name.text(), float(self.minutes.value()))

    def show_runs(self, plans: Sequence[TrainingPlan], chosen: str = "") -> None:
        """Offer earlier runs to go on with."""
        self.runs.clear()
        self.runs.addItem(self.tr("New run"), None)
        for plan in plans:
            self.runs.addItem(plan.name, plan)
            if plan.name == chosen:
                self.runs.setCurrentIndex(self.runs.count() - 1)

    def show_plan(self, plan: TrainingPlan, *, known: bool) -> None:
        """Fill the form in; the name and the folder of a run that is already `known` stay."""
        self.folder.setText(str(plan.data) if plan.data.name else "")
        self.name.setText(plan.name)
        self.minutes.setValue(round(plan.minutes))
        self.name.setEnabled(not known)
        self.browse.setEnabled(not known)
        self.start.setText(self.tr("Go on training") if known else self.tr("Start training"))

    def show_report(self, report: DataReport | None) -> None:
        """Say what the folder holds; None: that is being found out."""
        set_severity(self.report, "")
        self.warning.hide()
        if report is None:
            self.report.setText(self.tr("Looking at the samples …"))
            return
        lines = [self.tr("%n sound(s) to learn from", "", report.sounds)]
        sizes = (f"{class_title(name)} {count}" for name, count in report.classes)
        lines.append(", ".join(size.replace(" ", "\N{NO-BREAK SPACE}") for size in sizes))
        self.report.setText("\n".join(lines))
        lines = []
        if report.left_out:
            lines.append(self.tr("%n file(s) left out:", "", report.left_out))
            lines += [f"  {each.spoken} ({Path(each.example).name})" for each in report.rejected]
        if len(report.classes) == 1:
            lines.append(self.tr("There is one class only, so the model learns nothing about classes."))
        elif report.small_classes:
            names = ", ".join(map(class_title, report.small_classes))
            lines.append(
                self.tr("Few sounds of: {classes}. The model will copy them more than vary them.").format(classes=names)
            )
        self.warning.setText("\n".join(lines))
        self.warning.setVisible(bool(lines))

    def clear_report(self) -> None:
        """Say nothing about the folder."""
        self.report.setText("")
        self.warning.hide()

    def show_report_error(self, error: Exception) -> None:
        """Say why the folder cannot be used."""
        self.warning.hide()
        set_severity(self.report, "error")
        self.report.setText(str(error))

    def show_state(self, text: str, *, severity: str = "") -> None:
        """Say how training stands."""
        set_severity(self.state, severity)
        self.state.setText(text)

    def show_phase(self, phase: Phase, *, ready: bool, saved: bool) -> None:
        """Offer what can be done in a phase: `ready` to train, something `saved` to make a model of."""
        training = phase in (Phase.TRAINING, Phase.STOPPING)
        idle = phase in (Phase.IDLE, Phase.REPORTING)
        self._swap.setCurrentIndex(1 if training else 0)
        self.stop.setEnabled(phase is Phase.TRAINING)
        self.start.setEnabled(idle and ready)
        self.make_model.setEnabled(phase is Phase.IDLE and saved)
        for field in (self.runs, self.minutes):
            field.setEnabled(idle)
        known = self.runs.currentData() is not None
        self.name.setEnabled(idle and not known)
        self.browse.setEnabled(idle and not known)

    def _ask(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder of samples"), self.folder.text())
        if folder:
            self.choose_folder(Path(folder))

    def choose_folder(self, folder: Path) -> None:
        """Take a folder of samples as if the user had chosen it."""
        self.folder.setText(str(folder))
        self.folder_chosen.emit(folder)

    def _lay_out(self) -> None:
        self._swap = QStackedWidget()
        self._swap.addWidget(self.start)
        self._swap.addWidget(self.stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(heading(self.tr("Training")))
        layout.addLayout(column(label(self.tr("&Run"), "caption", buddy=self.runs), self.runs, gap=4))
        samples = column(label(self.tr("Samples"), "caption", buddy=self.folder), gap=4)
        where = row(self.folder, self.browse, gap=6)
        where.setStretch(0, 1)
        samples.addLayout(where)
        samples.addWidget(self.report)
        samples.addWidget(self.warning)
        self.warning.hide()
        layout.addLayout(samples)
        fields = row(gap=8)
        fields.addLayout(column(label(self.tr("&Name of the model"), "caption", buddy=self.name), self.name, gap=4), 2)
        fields.addLayout(column(label(self.tr("&Minutes"), "caption", buddy=self.minutes), self.minutes, gap=4), 1)
        layout.addLayout(fields)
        layout.addWidget(self._swap)
        layout.addWidget(self.make_model)
        layout.addWidget(self.state)
        layout.addStretch(1)
