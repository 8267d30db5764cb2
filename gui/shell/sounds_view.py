"""The view of the session's sounds: header, list, and the sound that is looked at."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from gui.jobs import Jobs
from gui.shell.actions import SOUND_ACTIONS
from gui.sounds.model import FavouriteFilter, SoundList
from gui.widgets.detail import Detail
from gui.widgets.empty_state import EmptyState, nothing_marked
from gui.widgets.parts import label
from gui.widgets.results_view import ResultsView

_HEADER = ("only_favourites", "regenerate", "remove", "export", "shortcuts")


class SoundsView(QWidget):
    """The sounds that were generated since the app was opened.

    Parameters
    ----------
    jobs : Jobs
        Loads what shows later.
    sounds : SoundList
        The sounds.
    shown : FavouriteFilter
        Those that are shown.
    acts : dict of str to QAction
        The window's actions; the header and the context menu offer some of them.
    """

    def __init__(self, jobs: Jobs, sounds: SoundList, shown: FavouriteFilter, acts: dict[str, QAction]) -> None:
        super().__init__()
        self._sounds = sounds
        self._shown = shown
        self._acts = acts
        self.results = ResultsView(sounds, shown)
        self.detail = Detail(jobs)
        self.tally = label("", "caption")
        self.empty_state = EmptyState()
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self._nothing_marked = nothing_marked()
        self._is_current = True
        self._pages = QStackedWidget()
        for name in SOUND_ACTIONS:
            self.results.context_menu.addAction(acts[name])
        self._lay_out()
        self.update_list()

    def set_current(self, current: bool) -> None:
        """Let the keys of the list act, or leave them to the view that is looked at instead."""
        self._is_current = current
        self.update_list()

    def update_list(self) -> None:
        """Fit what is shown and what can be done to the sounds that there are and that are selected."""
        total, shown = self._sounds.rowCount(), self._shown.rowCount()
        page: QWidget = self.results
        if not total:
            page = self.empty_state
        elif not shown:
            page = self._nothing_marked
        if page is not self.results and self.results.hasFocus():
            self.window().setFocus()
        self._pages.setCurrentWidget(page)
        self.detail.setVisible(page is self.results)
        self.tally.setText(self._tally(total, shown, len(self.results.selectedIndexes())))
        current = self._is_current
        for name in SOUND_ACTIONS:
            self._acts[name].setEnabled(current and bool(self.results.selectedIndexes()))
        self._acts["export"].setEnabled(current and total > 0)
        self._acts["select_all"].setEnabled(current and shown > 0)
        self._acts["only_favourites"].setEnabled(current and total > 0)

    def _lay_out(self) -> None:
        for page in (self.results, self.empty_state, self._nothing_marked):
            self._pages.addWidget(page)
        splitter = self.splitter
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        splitter.addWidget(self._pages)
        splitter.addWidget(self.detail)
        splitter.setSizes([520, 260])
        splitter.setStretchFactor(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._header())
        layout.addWidget(splitter, 1)

    def _header(self) -> QWidget:
        header = QWidget()
        header.setObjectName("header")
        header.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QHBoxLayout(header)
        layout.setContentsMargins(20, 9, 14, 9)
        layout.setSpacing(4)
        layout.addWidget(label(self.tr("Sounds"), "title"))
        layout.addSpacing(8)
        layout.addWidget(self.tally)
        layout.addStretch(1)
        for name in _HEADER:
            layout.addWidget(_action_button(self._acts[name]))
        return header

    def _tally(self, total: int, shown: int, selected: int) -> str:
        parts = [f"{total}"] if total == shown else [self.tr("{shown} of {total}").format(shown=shown, total=total)]
        if selected > 1:
            parts.append(self.tr("%n selected", "", selected))
        return "  ·  ".join(parts) if total else ""


def _action_button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setIconSize(QSize(18, 18))
    button.setProperty("role", "flat")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(action.text().replace("&", "").replace("…", ""))
    return button
