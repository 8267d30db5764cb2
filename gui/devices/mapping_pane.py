"""The mappings of a MIDI device: a list to remove from, and a choice of what to learn next."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from drumgen.midi.mapping import Binding, MidiMap, takes_notes
from gui.devices.texts import learnable_targets, source_text, target_text
from gui.stage.controller import Controller
from gui.widgets.parts import GAP, label, named, push_button, row


class MappingPane(QWidget):
    """Shows bindings; learns and removes them.

    Parameters
    ----------
    controller : Controller
        Learns, and forgets.
    more_targets : callable
        Returns what can be learned besides pads and macros.
    """

    def __init__(self, controller: Controller, more_targets: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self._controller = controller
        self.list = QListWidget()
        named(self.list, self.tr("Mappings"), self.tr("What notes and controls do; Delete removes the marked ones"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(2)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.empty = label("", "caption", wrap=True)
        self.empty.setText(
            self.tr("Nothing is mapped yet. Choose what to map, press Learn, then play or turn it on your controller.")
        )
        self.target = QComboBox()
        named(self.target, self.tr("What to learn"))
        self.target.setMaxVisibleItems(20)
        self.target.setMinimumContentsLength(18)
        self.target.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for group in (*learnable_targets(), tuple(more_targets())):
            if group and self.target.count():
                self.target.insertSeparator(self.target.count())
            for target in group:
                self.target.addItem(target_text(target), target)
        self.learn = push_button(self.tr("&Learn"))
        self.learn.setCheckable(True)
        self.learn.clicked.connect(self._learn_or_not)
        self.remove = push_button(self.tr("&Remove"), on_click=self._remove)
        self.remove.setAccessibleName(self.tr("Remove the marked mappings"))
        self.hint = label("", "caption", wrap=True)
        self._lay_out()
        self.list.itemSelectionChanged.connect(self._update)
        QShortcut(QKeySequence.StandardKey.Delete, self.list, self._remove, context=Qt.ShortcutContext.WidgetShortcut)
        controller.learning.connect(self._show_learning)
        self.show_map(MidiMap())

    def show_map(self, midi_map: MidiMap) -> None:
        """Show the bindings of a map."""
        self.list.clear()
        for binding in midi_map.bindings:
            self.list.addItem(_item(binding))
        self.list.setVisible(bool(midi_map.bindings))
        self.empty.setVisible(not midi_map.bindings)
        self._update()

    def _update(self) -> None:
        self.remove.setEnabled(bool(self.list.selectedItems()))

    def _learn_or_not(self, on: bool) -> None:
        if on:
            self._controller.learn(str(self.target.currentData()))
        else:
            self._controller.cancel_learning()

    def _show_learning(self, target: str) -> None:
        self.learn.setChecked(bool(target))
        self.target.setEnabled(not target)
        if self.target.findData(target) >= 0:
            self.target.setCurrentIndex(self.target.findData(target))
        if not target:
            self.hint.setText("")
        elif target.startswith("pad:"):
            self.hint.setText(self.tr("Waiting for a note …"))
        elif takes_notes(target):
            self.hint.setText(self.tr("Waiting for a note or a control …"))
        else:
            self.hint.setText(self.tr("Waiting for a control: turn a knob or move a slider …"))

    def _remove(self) -> None:
        marked = [item.data(Qt.ItemDataRole.UserRole) for item in self.list.selectedItems()]
        if marked:
            self._controller.unbind([binding.source for binding in marked])

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty, 1)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        learning = row(self.target, self.learn)
        learning.setStretch(0, 1)
        layout.addLayout(learning)
        last = row(self.hint, self.remove)
        last.setStretch(0, 1)
        layout.addLayout(last)


def _item(binding: Binding) -> QListWidgetItem:
    text = f"{source_text(binding.source)}  →  {target_text(binding.target)}"
    item = QListWidgetItem(text)
    item.setToolTip(text)
    item.setData(Qt.ItemDataRole.UserRole, binding)
    return item
