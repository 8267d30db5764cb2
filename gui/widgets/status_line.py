"""The line at the bottom: what just happened, what went wrong, and what the model runs on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gui.look import icons, palette
from gui.widgets.parts import label, push_button, row, set_severity


class Sentence(QLabel):
    """A line that ends with three dots where it has too little room; all of it is in its tool tip."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "caption")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much of the text as there is room for."""
        area = self.contentsRect()
        short = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        if short == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.style().drawItemText(painter, area, middle, self.palette(), self.isEnabled(), short, self.foregroundRole())
        painter.end()


class StatusLine(QWidget):
    """Shows one message; an error stays until something else happens, and offers its details."""

    details_wished = Signal(object)
    """The exception whose details the user wants to see."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusLine")
        self._error: Exception | None = None
        self.message = Sentence()
        self.message.setAccessibleName(self.tr("Status"))
        self.details = push_button(
            self.tr("Details…"), role="small", on_click=lambda: self.details_wished.emit(self._error)
        )
        self.details.setAccessibleName(self.tr("Details of the error"))
        self.details.hide()
        self._mark = label("", "caption")
        icons.show(self._mark, "warning", palette.ERROR, 16)
        self._mark.setAccessibleName(self.tr("Error"))
        self._mark.hide()
        self.model = label("", "caption")
        self.model.setAccessibleName(self.tr("Model"))
        self._row = row(self._mark, self.message, self.details, self.model, gap=10)
        self._row.setContentsMargins(16, 4, 16, 4)
        self._row.setStretch(1, 1)
        self.setLayout(self._row)
        self.setMinimumHeight(38)

    def add(self, widget: QWidget) -> None:
        """Put a control at the right end, where every view has it."""
        self._row.addSpacing(8)
        self._row.addWidget(widget)

    def show_message(self, text: str) -> None:
        """Show what happened."""
        self._show(text, None)

    def show_error(self, error: Exception) -> None:
        """Show what went wrong, with a way to its details."""
        self._show(str(error), error)

    def clear_message(self) -> None:
        """Take a message away; an error stays."""
        if self._error is None:
            self._show("", None)

    def clear_error(self) -> None:
        """Take an error away; other messages stay."""
        if self._error is not None:
            self._show("", None)

    def show_model(self, text: str) -> None:
        """Show which model runs on what."""
        self.model.setText(text)

    def _show(self, text: str, error: Exception | None) -> None:
        self._error = error
        self._mark.setVisible(error is not None)
        self.details.setVisible(error is not None)
        set_severity(self.message, "" if error is None else "error")
        self.message.setText(text)
        self.message.setToolTip(text)
