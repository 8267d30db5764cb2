"""Small dialogs of the library: tags, and what was done."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from drumgen.library.entry import Entry, Step
from gui.library.words import step_text, when_text
from gui.widgets.parts import label, push_button, row


class TagDialog(QDialog):
    """Edit the tags of one sound, or those that several share.

    Parameters
    ----------
    entries : sequence of Entry
        The sounds.
    known : sequence of str
        Tags to offer.
    parent : QWidget or None
    """

    changed = Signal(object, object)
    """Tags to add to all sounds, and tags to take away from them."""

    def __init__(self, entries: Sequence[Entry], known: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Tags"))
        self._before = sorted(set.intersection(*(set(entry.tags) for entry in entries)), key=str.casefold)
        several = len(entries) > 1
        text = self.tr("Tags that all {count} sounds share, separated by commas:").format(count=len(entries))
        self.line = QLineEdit(", ".join(self._before))
        self.line.setProperty("takesText", True)
        self.line.setMinimumWidth(self.fontMetrics().averageCharWidth() * 48)
        caption = label(text if several else self.tr("Tags, separated by commas:"), "muted", buddy=self.line)
        self.line.setAccessibleName(self.tr("Tags"))
        completer = _LastWordCompleter(list(known), self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.line.setCompleter(completer)
        _stack(self, caption, self.line, _ok_and_cancel(self))

    def accept(self) -> None:
        """Tell what changed."""
        after = [" ".join(part.split()) for part in self.line.text().split(",") if part.strip()]
        known = {tag.casefold() for tag in after}
        before = {tag.casefold() for tag in self._before}
        added = [tag for tag in after if tag.casefold() not in before]
        gone = [tag for tag in self._before if tag.casefold() not in known]
        if added or gone:
            self.changed.emit(added, gone)
        super().accept()


class NameDialog(QDialog):
    """Give a sound another name.

    Parameters
    ----------
    name : str
        The one it has.
    parent : QWidget or None
    """

    changed = Signal(str)
    """The new name."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Rename"))
        self.line = QLineEdit(name)
        self.line.setProperty("takesText", True)
        self.line.setMinimumWidth(self.fontMetrics().averageCharWidth() * 48)
        self.line.setAccessibleName(self.tr("Name of the sound"))
        self.line.selectAll()
        caption = label(self.tr("Name of the sound; its file keeps its own:"), "muted", buddy=self.line)
        _stack(self, caption, self.line, _ok_and_cancel(self))

    def accept(self) -> None:
        """Tell the new name."""
        self.changed.emit(self.line.text())
        super().accept()


class HistoryDialog(QDialog):
    """What was done to the library, latest first.

    Parameters
    ----------
    steps : sequence of Step
    set_undone : callable
        Takes a step's number and whether it shall be undone.
    parent : QWidget or None
    """

    def __init__(
        self, steps: Sequence[Step], set_undone: Callable[[int, bool], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("History of the library"))
        self._steps = list(steps)
        self._undone = {step.id: step.undone for step in steps}
        self._set_undone = set_undone
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What was done, latest first"))
        self.toggle = push_button(self.tr("Take back"), on_click=self._toggle)
        self.toggle.setDefault(True)
        close = push_button(self.tr("Close"), on_click=self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(12)
        layout.addWidget(label(self.tr("History of the library"), "title"))
        layout.addWidget(label(self.tr("Everything can be taken back; files are never deleted."), "muted"))
        layout.addWidget(self.list, 1)
        self.list.setSpacing(2)
        buttons = row(self.toggle, close)
        buttons.insertStretch(0, 1)
        layout.addLayout(buttons)
        self.resize(self.fontMetrics().averageCharWidth() * 70, self.fontMetrics().height() * 28)
        for step in self._steps:
            self.list.addItem(self._line(step))
        self.list.currentRowChanged.connect(lambda _: self._update())
        self.list.itemDoubleClicked.connect(lambda _: self._toggle())
        if self._steps:
            self.list.setCurrentRow(0)
        self._update()

    def _line(self, step: Step) -> str:
        text = step_text(step)
        more = " …" if step.count > 1 else ""
        name = f": {step.title}{more}" if step.title else ""
        line = f"{when_text(step.at)}   {text[0].upper()}{text[1:]}{name}"
        return self.tr("{line}  (taken back)").format(line=line) if self._undone[step.id] else line

    def _toggle(self) -> None:
        current = self.list.currentRow()
        if current < 0:
            return
        step = self._steps[current]
        self._undone[step.id] = not self._undone[step.id]
        self._set_undone(step.id, self._undone[step.id])
        self.list.item(current).setText(self._line(step))
        self._update()

    def _update(self) -> None:
        current = self.list.currentRow()
        self.toggle.setEnabled(current >= 0)
        undone = current >= 0 and self._undone[self._steps[current].id]
        self.toggle.setText(self.tr("Do again") if undone else self.tr("Take back"))
        self.toggle.setAccessibleName(self.toggle.text())


class ListDialog(QDialog):
    """Lines to read and copy.

    Parameters
    ----------
    title, caption : str
        Of the window, and above the lines.
    lines : sequence of str
    parent : QWidget or None
    """

    def __init__(self, title: str, caption: str, lines: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.text = QPlainTextEdit("\n\n".join(lines))
        self.text.setReadOnly(True)
        self.text.setAccessibleName(title)
        close = push_button(self.tr("Close"), on_click=self.accept)
        buttons = row(close)
        buttons.insertStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addWidget(label(caption, "muted", wrap=True))
        layout.addWidget(self.text, 1)
        layout.addLayout(buttons)
        self.resize(self.fontMetrics().averageCharWidth() * 90, self.fontMetrics().height() * 24)


class _LastWordCompleter(QCompleter):
    """Completes the part after the last comma."""

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(",")[2].strip()]

    def pathFromIndex(self, index: object) -> str:
        found = super().pathFromIndex(index)  # type: ignore[arg-type]
        line = self.widget()
        before = line.text().rpartition(",")[0] if isinstance(line, QLineEdit) else ""
        return f"{before}, {found}" if before else found


def _ok_and_cancel(dialog: QDialog) -> QDialogButtonBox:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    for button in buttons.buttons():
        button.setAccessibleName(button.text().replace("&", ""))
    return buttons


def _stack(dialog: QDialog, *widgets: QWidget) -> None:
    layout = QVBoxLayout(dialog)
    layout.setSpacing(12)
    for widget in widgets:
        layout.addWidget(widget)
