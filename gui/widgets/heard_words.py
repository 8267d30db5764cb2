"""What of a prompt is taken for something else, and what is not understood, as a line below its field."""

from PySide6.QtWidgets import QLabel

from drumgen.wishes.words.understanding import Understood


class HeardWords(QLabel):
    """Says nothing, and is not there, while every word is one that wishes know."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "caption")
        self.setWordWrap(True)
        self.setVisible(False)

    def show_understood(self, understood: Understood) -> None:
        """Say what became of a prompt's words."""
        lines = []
        if understood.taken:
            pairs = ", ".join(f"{written} → {entry}" for written, entry in understood.taken)
            lines.append(self.tr("Taken for: {0}").format(pairs))
        if understood.unknown:
            lines.append(self.tr("Not understood: {0}").format(", ".join(understood.unknown)))
        self.setText("\n".join(lines))
        self.setVisible(bool(lines))
