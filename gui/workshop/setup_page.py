"""What the view shows while there is no Python that can train: three steps to one."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from gui.widgets.empty_state import three_steps
from gui.widgets.parts import label, push_button, set_severity


class SetupPage(QWidget):
    """Says what to install, and lets the user name the Python that has it."""

    python_chosen = Signal(object)
    """Path of the interpreter that the user chose."""

    def __init__(self) -> None:
        super().__init__()
        steps = three_steps(
            (
                (
                    self.tr("Install Python 3.11 or newer"),
                    self.tr("From python.org or with the system's packages.\nThe app itself brings no PyTorch along."),
                ),
                (
                    self.tr("Install drumgen for training"),
                    self.tr("In drumgen's source folder:\npip install '.[train]'"),
                ),
                (
                    self.tr("Choose that Python"),
                    self.tr("Training then runs beside the app,\nand its models can be played here."),
                ),
            )
        )
        self.choose = push_button(self.tr("Choose Python…"), role="primary", on_click=self._ask)
        self.state = label("", "caption", wrap=True)
        self.state.setAccessibleName(self.tr("State of the Python that was chosen"))
        self.state.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        title = label(self.tr("Train a model on your own samples"), "title")
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(24)
        layout.addStretch(2)
        layout.addWidget(title)
        layout.addLayout(steps)
        layout.setAlignment(steps, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.state)
        layout.addStretch(3)

    def show_examining(self) -> None:
        """Say that the chosen Python is being examined."""
        self.choose.setEnabled(False)
        set_severity(self.state, "")
        self.state.setText(self.tr("Examining …"))

    def show_error(self, error: Exception) -> None:
        """Say why the chosen Python cannot train."""
        self.choose.setEnabled(True)
        set_severity(self.state, "error")
        self.state.setText(str(error))

    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose Python"))
        if name:
            self.python_chosen.emit(Path(name))
