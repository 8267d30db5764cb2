"""Say in one sentence what went wrong; the details can be copied for a report."""

import platform
import traceback

from PySide6.QtCore import QCoreApplication, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

import drumgen
from drumgen.errors import DrumgenError
from gui.look import icons, palette
from gui.widgets.parts import label, push_button


def sentence(error: Exception) -> str:
    """Return what to tell the user: the message of an error meant for users, else that the app has a fault."""
    if isinstance(error, DrumgenError):
        return str(error)
    return QCoreApplication.translate(
        "ErrorDialog", "Something went wrong inside drumgen; the app goes on, but please report the details below."
    )


def details(error: BaseException, context: str = "") -> str:
    """Return what helps to find the cause: the chain of causes with the place of each, versions, `context`."""
    lines = []
    cause: BaseException | None = error
    while cause is not None:
        frames = traceback.extract_tb(cause.__traceback__)
        place = f" (at {frames[-1].filename}:{frames[-1].lineno})" if frames else ""
        lines.append(f"{type(cause).__name__}: {cause}{place}")
        cause = cause.__cause__
    lines.append(f"drumgen {drumgen.__version__}, Python {platform.python_version()}, Qt {qVersion()}")
    lines.append(platform.platform())
    return "\n".join([*lines, context]).strip()


class ErrorDialog(QDialog):
    """Shows an error; `open` returns at once.

    Parameters
    ----------
    error : Exception
        What went wrong.
    context : str
        What else belongs to the details, such as folders in use.
    parent : QWidget or None
        The window it belongs to.
    """

    def __init__(self, error: Exception, context: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("drumgen")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.message = label(sentence(error), "title", wrap=True)
        self.message.setMinimumWidth(440)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details = QPlainTextEdit(details(error, context))
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(self.tr("Details of the error"))
        self.details.setFixedHeight(120)
        copy = push_button(self.tr("&Copy details"), on_click=self.copy)
        close = push_button(self.tr("Close"), on_click=self.accept)
        close.setDefault(True)
        self._lay_out(copy, close)
        close.setFocus()

    def copy(self) -> None:
        """Put sentence and details on the clipboard."""
        QGuiApplication.clipboard().setText(f"{self.message.text()}\n\n{self.details.toPlainText()}")

    def _lay_out(self, copy: QWidget, close: QWidget) -> None:
        mark = label("", "title")
        icons.show(mark, "warning", palette.ERROR, 24)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.message, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(14)
        layout.addLayout(head)
        layout.addWidget(label(self.tr("Details"), "caption", buddy=self.details))
        layout.addWidget(self.details)
        layout.addLayout(buttons)
