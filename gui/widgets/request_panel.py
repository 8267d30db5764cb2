"""What to generate: class, count, seed, steps, guidance; the button that does it, and its progress."""

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDoubleSpinBox,
    QGridLayout,
    QLineEdit,
    QProgressBar,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from drumgen.engine.request import MAX_COUNT, MAX_GUIDANCE, MAX_PROMPT_CHARACTERS, MAX_STEPS, GenerationRequest
from drumgen.errors import RequestError
from drumgen.inference.cards import ModelCard
from drumgen.wishes import Wish, understand
from gui.look.sizes import scaled
from gui.studio import Sampling, draw_seed
from gui.widgets.class_picker import ClassPicker
from gui.widgets.heard_words import HeardWords
from gui.widgets.parts import GAP, column, heading, icon_button, label, named, push_button, row, set_severity


class RequestPanel(QWidget):
    """The form of a `GenerationRequest`."""

    generate_wished = Signal()
    cancel_wished = Signal()
    sampling_changed = Signal(object)
    """The `Sampling` for whatever is generated next."""

    def __init__(self) -> None:
        super().__init__()
        self._model = ""
        self._card: ModelCard | None = None
        self.classes = ClassPicker()
        self.count = QSpinBox()
        self.count.setRange(1, MAX_COUNT)
        self.steps = QSpinBox()
        self.steps.setRange(1, MAX_STEPS)
        self.guidance = QDoubleSpinBox()
        self.guidance.setRange(0.0, MAX_GUIDANCE)
        self.guidance.setSingleStep(0.25)
        self.guidance.valueChanged.connect(self._follow_guidance)
        self.words = QLineEdit()
        self.words.setMaxLength(MAX_PROMPT_CHARACTERS)
        self.words.setPlaceholderText(self.tr("e.g. dark and short"))
        self.unknown = HeardWords()
        self.seed = QLineEdit()
        self.seed.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{1,19}")))
        self.new_seed = icon_button(
            "new_seed",
            self.tr("New seed"),
            self.tr("Draw a new seed (N)"),
            on_click=lambda: self.seed.setText(str(draw_seed())),
        )
        self.lock_seed = icon_button(
            "unlocked",
            self.tr("Lock seed"),
            self.tr("Keep this seed for the next generation (L)"),
            checked="locked",
        )
        self.generate = push_button(self.tr("Generate"), role="primary", on_click=self.generate_wished.emit)
        self.generate.setToolTip(self.tr("Generate sounds (Ctrl+Return)"))
        self.cancel = push_button(self.tr("Cancel"), on_click=self.cancel_wished.emit)
        self.cancel.setToolTip(self.tr("Stop generating (Esc)"))
        self.progress = QProgressBar()
        self._prepare_fields()
        self._lay_out()
        self.set_model(None)

    def set_model(self, card: ModelCard | None) -> None:
        """Offer the classes and default settings of a model; None disables the form."""
        self.generate.setEnabled(card is not None)
        self.classes.setVisible(card is not None)
        self._placeholder.setVisible(card is None)
        if card is None or card.diffusion is None:
            return
        self._model, self._card = card.name, card
        self.classes.set_labels(card.classes)
        self.steps.setValue(card.default_steps)
        self.guidance.setValue(card.default_guidance)

    def set_hint(self, text: str) -> None:
        """Say in the place of the classes why there are none."""
        set_severity(self._placeholder, "error")
        self._placeholder.setText(text)

    def request(self) -> GenerationRequest:
        """Return what the form asks for.

        Raises
        ------
        RequestError
            If the seed is missing or too large.
        """
        text = self.seed.text()
        if not text:
            raise RequestError(self.tr("The seed is empty; enter a whole number or press New seed."))
        sampling = self.sampling()
        return GenerationRequest(
            self.classes.label, self.count.value(), int(text), sampling.steps, sampling.guidance, self._model
        )

    def wish(self) -> Wish:
        """Return what the sounds are wished to be like, in words; it is false if there are none."""
        return Wish(self.words.text().strip())

    def read_words(self) -> None:
        """Choose the class that the words name, and say which are taken for others and which are not understood."""
        understood = understand(self.words.text())
        if understood.labels:
            self.classes.choose(max(understood.labels, key=lambda name: understood.labels[name]))
        self.unknown.show_understood(understood)

    def show_request(self, request: GenerationRequest) -> None:
        """Fill the form with a request that was made before, and lock its seed so that it gives the same sounds."""
        self.classes.choose(request.label)
        self.count.setValue(request.count)
        if request.steps is not None:
            self.steps.setValue(request.steps)
        if request.guidance is not None:
            self.guidance.setValue(request.guidance)
        self.seed.setText(str(request.seed))
        self.lock_seed.setChecked(True)

    def sampling(self) -> Sampling:
        """Return steps and guidance."""
        return Sampling(self.steps.value(), round(self.guidance.value(), 2))

    def _follow_guidance(self, guidance: float) -> None:
        """Leave the few steps of a model's student, which knows one guidance alone, where another one is wished for."""
        card = self._card
        if card is None or card.student is None or card.diffusion is None:
            return
        if self.steps.value() == card.student.steps and guidance != card.student.guidance:
            self.steps.setValue(card.diffusion.steps)

    def use_seed(self) -> None:
        """Draw the next seed after one was used, unless it is locked."""
        if not self.lock_seed.isChecked():
            self.seed.setText(str(draw_seed()))

    def show_busy(self, count: int) -> None:
        """Show progress and Cancel in the place of Generate."""
        self.progress.setRange(0, 0)
        self.progress.setAccessibleDescription(self.tr("Generating %n sound(s)", "", count))
        self._swap.setCurrentIndex(1)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the generation is, in steps."""
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def show_idle(self) -> None:
        """Show Generate again."""
        had_focus = self.cancel.hasFocus()
        self._swap.setCurrentIndex(0)
        if had_focus:
            self.generate.setFocus(Qt.FocusReason.OtherFocusReason)

    def _prepare_fields(self) -> None:
        self.count.setValue(8)
        words_tip = self.tr("How the sounds shall be: each is the best fitting of several that are made and measured")
        named(self.words, self.tr("In words"), words_tip)
        self.words.editingFinished.connect(self.read_words)
        self.words.returnPressed.connect(self.generate_wished)
        self.seed.setMinimumWidth(80)
        self.seed.setText(str(draw_seed()))
        named(self.count, self.tr("Count"), self.tr("How many sounds to make, 1 to 1000"))
        named(self.steps, self.tr("Steps"), self.tr("More steps take longer and can sound finer"))
        guidance_tip = self.tr("How strictly a sound keeps to its class; 1 is the plain model")
        named(self.guidance, self.tr("Guidance"), guidance_tip)
        named(self.seed, self.tr("Seed"), self.tr("The number a sound grows from: the same seed gives the same sound"))
        named(self.progress, self.tr("Progress of the generation"))
        self.progress.setTextVisible(False)
        self.cancel.setAccessibleName(self.tr("Cancel generating"))
        for field in (self.count, self.steps, self.guidance):
            field.setMinimumWidth(64)
            field.lineEdit().setTextMargins(6, 0, 0, 0)
            field.setAlignment(Qt.AlignmentFlag.AlignLeft)
            field.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.UpDownArrows)
        for field in (self.steps, self.guidance):
            field.valueChanged.connect(lambda _: self.sampling_changed.emit(self.sampling()))

    def _lay_out(self) -> None:
        self._placeholder = label(self.tr("Loading the model …"), "muted", wrap=True)
        numbers = QGridLayout()
        numbers.setContentsMargins(0, 0, 0, 0)
        numbers.setHorizontalSpacing(GAP)
        numbers.setVerticalSpacing(4)
        fields = (
            (self.tr("&Count"), self.count),
            (self.tr("&Steps"), self.steps),
            (self.tr("G&uidance"), self.guidance),
        )
        for place, (text, field) in enumerate(fields):
            numbers.addWidget(label(text, "caption", buddy=field), 0, place)
            numbers.addWidget(field, 1, place)
            numbers.setColumnStretch(place, 1)
        seed = column(label(self.tr("See&d"), "caption", buddy=self.seed), gap=4)
        seed.addLayout(row(self.seed, self.new_seed, self.lock_seed, gap=6))
        self._swap = QStackedWidget()
        self._swap.addWidget(self.generate)
        busy = QWidget()
        busy.setLayout(row(self.progress, self.cancel, gap=12))
        self._swap.addWidget(busy)
        self._swap.setFixedHeight(scaled(42))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(heading(self.tr("Class")))
        layout.addWidget(self._placeholder)
        layout.addWidget(self.classes)
        words = column(label(self.tr("In &words"), "caption", buddy=self.words), self.words, self.unknown, gap=4)
        layout.addLayout(words)
        layout.addLayout(numbers)
        layout.addLayout(seed)
        layout.addWidget(self._swap)
