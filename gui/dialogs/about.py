"""What this program and its model are, and whose sounds the model learned from."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

import drumgen
from drumgen.inference.cards import ModelCard
from gui.widgets.parts import label, push_button

_TEXT = "Drum one-shots from a diffusion model on your own computer. The sounds are yours to use."


class AboutDialog(QDialog):
    """Shows versions, licences and attributions; `open` returns at once."""

    def __init__(self, card: ModelCard | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About drumgen")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.credits = QPlainTextEdit(model_credits(card))
        self.credits.setReadOnly(True)
        self.credits.setTabChangesFocus(True)
        self.credits.setAccessibleName("The model and its sources")
        self.credits.setMinimumSize(480, 200)
        close = push_button("Close", on_click=self.accept)
        close.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(12)
        layout.addWidget(label(f"drumgen {drumgen.__version__}", "title"))
        layout.addWidget(label(_TEXT, "muted", wrap=True))
        layout.addWidget(self.credits)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        close.setFocus()


def model_credits(card: ModelCard | None) -> str:
    """Return the model's version, licence, attributions and sources as lines of text."""
    if card is None:
        return "No model is open."
    lines = [f"Model {card.name} {card.version}, licence {card.licence}", *card.attribution, ""]
    lines += [
        f"{source.source}: {source.files} files, {source.licence}  {source.attribution}" for source in card.sources
    ]
    return "\n".join(lines).strip()
