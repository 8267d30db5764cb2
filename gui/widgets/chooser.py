"""A choice among devices by name."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox


class Chooser(QComboBox):
    """A choice among devices by name; one that is chosen but absent stays in the list.

    Parameters
    ----------
    first : str
        The entry that stands for no name.
    """

    chosen = Signal(str)
    """The name the user chose, empty for the first entry."""

    def __init__(self, first: str) -> None:
        super().__init__()
        self.addItem(first, "")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.activated.connect(lambda index: self.chosen.emit(self.itemData(index)))

    @property
    def name(self) -> str:
        """The chosen name, empty for the first entry."""
        return str(self.currentData())

    def set_names(self, names: Sequence[str]) -> None:
        """Offer other names; the chosen one stays chosen."""
        chosen = self.name
        while self.count() > 1:
            self.removeItem(1)
        for name in names:
            self.addItem(name, name)
        self.choose(chosen)

    def choose(self, name: str) -> None:
        """Choose a name, without a signal."""
        if self.findData(name) < 0:
            self.addItem(self.tr("{name} (not connected)").format(name=name), name)
        self.setCurrentIndex(self.findData(name))
