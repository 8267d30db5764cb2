"""Say what to look for: words, class, where from, favourites, and what it shall be like."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QToolButton, QWidget

from drumgen.library.entry import Entry, Query, Source
from gui.library.words import class_name
from gui.look import icons, palette
from gui.widgets.parts import icon_button, named, row

DEBOUNCE_MS = 180
_MIDDLE = Qt.TextElideMode.ElideMiddle


class SearchBar(QWidget):
    """A line of controls that together are a query."""

    query_changed = Signal(object)
    """The `Query` that the controls now make up, once the user has stopped typing."""

    def __init__(self) -> None:
        super().__init__()
        self._like: Entry | None = None
        self._pause = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._pause.timeout.connect(self._tell)
        self.text = QLineEdit()
        self.text.setProperty("takesText", True)  # letters typed here are no shortcuts
        self.text.setPlaceholderText(self.tr("Search titles, tags, prompts, folders"))
        self.text.setClearButtonEnabled(True)
        named(self.text, self.tr("Search"), self.tr("All words must occur; the beginning of a word will do (Ctrl+F)."))
        self._glass = QAction(self)
        self.text.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.classes = QComboBox()
        named(self.classes, self.tr("Class of the sounds"))
        self.source = QComboBox()
        named(self.source, self.tr("Where the sounds are from"))
        for source, name in (
            (Source.ALL, self.tr("Everything")),
            (Source.KEPT, self.tr("Kept sounds")),
            (Source.FOLDERS, self.tr("My folders")),
            (Source.REMOVED, self.tr("Removed")),
        ):
            self.source.addItem(name, source.value)
        self.favourites = icon_button(
            "star", self.tr("Only favourites"), self.tr("Show only favourites"), checked="star_full"
        )
        self.like_chip = QToolButton()
        self.like_chip.setCheckable(True)
        self.like_chip.hide()
        self.classes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.source.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.text.setMinimumWidth(self.fontMetrics().averageCharWidth() * 18)
        layout = row(self.text, self.like_chip, self.classes, self.source, self.favourites)
        self.setLayout(layout)
        self.set_labels(())
        self._dress()
        self.text.textChanged.connect(lambda _: self._pause.start())
        for box in (self.classes, self.source):
            box.currentIndexChanged.connect(lambda _: self._tell())
        self.favourites.toggled.connect(lambda _: self._tell())
        self.like_chip.clicked.connect(lambda: self.set_like(None))

    @property
    def query(self) -> Query:
        """What the controls now ask for."""
        label = self.classes.currentData()
        return Query(
            text=self.text.text().strip(),
            favourites=self.favourites.isChecked(),
            source=Source(self.source.currentData()),
            labels=() if label is None else (str(label),),
            like=None if self._like is None else self._like.id,
        )

    @property
    def is_plain(self) -> bool:
        """Whether everything is asked for."""
        return self.query == Query()

    def set_labels(self, labels: Sequence[str]) -> None:
        """Offer other classes; the chosen one stays chosen if it is still there."""
        chosen = self.classes.currentData()
        self.classes.blockSignals(True)
        self.classes.clear()
        self.classes.addItem(self.tr("All classes"), None)
        for label in labels:
            dot = icons.icon("dot", colour=palette.class_colour(label), size=14)
            self.classes.addItem(dot, class_name(label), label)
        self.classes.setCurrentIndex(max(self.classes.findData(chosen) if chosen is not None else 0, 0))
        self.classes.blockSignals(False)

    def set_like(self, entry: Entry | None) -> None:
        """Ask for sounds like one, or no longer."""
        self._like = entry
        self.like_chip.setVisible(entry is not None)
        if entry is not None:
            self.like_chip.setChecked(True)
            name = self.tr("Like {title}").format(title=entry.title)
            self.like_chip.setText(self.fontMetrics().elidedText(name, _MIDDLE, 170) + "  ×")
            named(self.like_chip, name, self.tr("Sounds are sorted by likeness; press to end this."))
        self._tell()

    def clear(self) -> None:
        """Ask for everything."""
        for control in (self.text, self.classes, self.source, self.favourites):
            control.blockSignals(True)
        self._pause.stop()
        self.text.clear()
        self.classes.setCurrentIndex(0)
        self.source.setCurrentIndex(0)
        self.favourites.setChecked(False)
        for control in (self.text, self.classes, self.source, self.favourites):
            control.blockSignals(False)
        self.set_like(None)

    def _dress(self) -> None:
        self._glass.setIcon(QIcon(icons.pixmap("search", palette.MUTED, 16)))

    def _tell(self) -> None:
        self._pause.stop()
        self.query_changed.emit(self.query)
