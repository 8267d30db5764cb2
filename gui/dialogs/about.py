"""What this program and its model are, and whose sounds the model learned from."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

import drumgen
from drumgen.inference.cards import ModelCard
from gui.widgets.parts import label, push_button


class AboutDialog(QDialog):
    """Shows versions, licences and attributions; `open` returns at once."""

    def __init__(self, card: ModelCard | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About drumgen"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.credits = QPlainTextEdit(model_credits(card))
        self.credits.setReadOnly(True)
        self.credits.setTabChangesFocus(True)
        self.credits.setAccessibleName(self.tr("The model and its sources"))
        self.credits.setMinimumSize(480, 200)
        close = push_button(self.tr("Close"), on_click=self.accept)
        close.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(12)
        layout.addWidget(label(f"drumgen {drumgen.__version__}", "title"))
        text = self.tr("Drum one-shots from a diffusion model on your own computer. The sounds are yours to use.")
        layout.addWidget(label(text, "muted", wrap=True))
        layout.addWidget(self.credits)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        close.setFocus()


def model_credits(card: ModelCard | None) -> str:
    """Return the model's version, licence, attributions and sources as lines of text."""
    if card is None:
        return QCoreApplication.translate("AboutDialog", "No model is open.")
    head = QCoreApplication.translate("AboutDialog", "Model {name} {version}, licence {licence}")
    lines = [head.format(name=card.name, version=card.version, licence=card.licence), *card.attribution, ""]
    for source in card.sources:
        line = QCoreApplication.translate("AboutDialog", "{source}: %n file(s), {licence}", "", source.files)
        lines.append(f"{line.format(source=source.source, licence=source.licence)}  {source.attribution}")
    return "\n".join(lines).strip()
