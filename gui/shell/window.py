"""The main window: its parts and where they are. What they do is `gui.shell.conductor`'s business."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.jobs import Jobs
from gui.look.icons import icon
from gui.shell.actions import SOUND_ACTIONS, SPECS, KeyRouter, key_text, make_actions
from gui.sounds.files import SessionFiles
from gui.sounds.model import FavouriteFilter, SoundList
from gui.widgets.detail import Detail
from gui.widgets.device_panel import DevicePanel
from gui.widgets.empty_state import EmptyState, nothing_marked
from gui.widgets.parts import MARGIN, label, rule
from gui.widgets.request_panel import RequestPanel
from gui.widgets.results_view import ResultsView
from gui.widgets.status_line import StatusLine

_SIDEBAR_WIDTH = 304
_SIZE = (1240, 840)
_SMALLEST = (860, 540)
_HEADER = ("only_favourites", "regenerate", "remove", "export", "shortcuts")
_ICONS = {
    "only_favourites": ("star", "star_full"),
    "regenerate": ("regenerate", None),
    "remove": ("delete", None),
    "export": ("export", None),
    "shortcuts": ("keyboard", None),
}


class MainWindow(QMainWindow):
    """All parts of the window, laid out.

    Parameters
    ----------
    jobs : Jobs
        Loads what shows later.
    files : SessionFiles
        Behind the list of sounds.
    """

    def __init__(self, jobs: Jobs, files: SessionFiles) -> None:
        super().__init__()
        self.setWindowTitle("drumgen")
        self.resize(*_SIZE)
        self.setMinimumSize(*_SMALLEST)
        self.undo_stack = QUndoStack(self)
        self.sounds = SoundList(files, self)
        self.shown = FavouriteFilter(self.sounds, self)
        self.acts = make_actions(self)
        self.request = RequestPanel()
        self.devices = DevicePanel()
        self.results = ResultsView(self.sounds, self.shown)
        self.detail = Detail(jobs)
        self.status = StatusLine()
        self.tally = label("", "caption")
        self.empty_state = EmptyState()
        self._nothing_marked = nothing_marked()
        self._pages = QStackedWidget()
        self._keys = KeyRouter(self)
        self._prepare_actions()
        self._lay_out()
        self.route_keys()
        self.update_list()

    def route_keys(self) -> None:
        """Route the keys of controls that are new."""
        self._keys.watch(self)

    def update_list(self) -> None:
        """Fit what is shown and what can be done to the sounds that there are and that are selected."""
        total, shown = self.sounds.rowCount(), self.shown.rowCount()
        page: QWidget = self.results
        if not total:
            page = self.empty_state
        elif not shown:
            page = self._nothing_marked
        if page is not self.results and self.results.hasFocus():
            self.setFocus()
        self._pages.setCurrentWidget(page)
        self.detail.setVisible(page is self.results)
        self.tally.setText(self._tally(total, shown, len(self.results.selectedIndexes())))
        for name in SOUND_ACTIONS:
            self.acts[name].setEnabled(bool(self.results.selectedIndexes()))
        self.acts["export"].setEnabled(total > 0)
        self.acts["select_all"].setEnabled(shown > 0)
        self.acts["only_favourites"].setEnabled(total > 0)

    def _prepare_actions(self) -> None:
        keys = {spec.name: key_text(spec.keys) for spec in SPECS}
        for name, (picture, checked) in _ICONS.items():
            action = self.acts[name]
            action.setIcon(icon(picture, checked=checked))
            action.setIconVisibleInMenu(False)
            plain = action.text().replace("&", "").replace("…", "")
            action.setToolTip(f"{plain} ({keys[name]})")
        for name in SOUND_ACTIONS:
            self.results.context_menu.addAction(self.acts[name])

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._sidebar())
        across.addLayout(self._main_area(), 1)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(across, 1)
        self.status.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout.addWidget(self.status)
        self.setCentralWidget(content)

    def _sidebar(self) -> QWidget:
        content = QWidget()
        content.setObjectName("sidebarContent")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(MARGIN, 14, MARGIN, MARGIN)
        layout.setSpacing(14)
        layout.addWidget(label("drumgen", "wordmark"))
        layout.addWidget(self.request)
        layout.addWidget(rule())
        layout.addWidget(self.devices)
        layout.addStretch(1)
        area = QScrollArea()
        area.setObjectName("sidebar")
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFixedWidth(_SIDEBAR_WIDTH)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _main_area(self) -> QVBoxLayout:
        for page in (self.results, self.empty_state, self._nothing_marked):
            self._pages.addWidget(page)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        splitter.addWidget(self._pages)
        splitter.addWidget(self.detail)
        splitter.setSizes([520, 260])
        splitter.setStretchFactor(0, 1)
        layout = QVBoxLayout()
        layout.setSpacing(0)
        layout.addWidget(self._header())
        layout.addWidget(splitter, 1)
        return layout

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
            layout.addWidget(self._header_button(name))
        return header

    def _header_button(self, name: str) -> QToolButton:
        action = self.acts[name]
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setIconSize(QSize(18, 18))
        button.setProperty("role", "flat")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(action.text().replace("&", "").replace("…", ""))
        return button

    def _tally(self, total: int, shown: int, selected: int) -> str:
        parts = [f"{total}"] if total == shown else [self.tr("{shown} of {total}").format(shown=shown, total=total)]
        if selected > 1:
            parts.append(self.tr("%n selected", "", selected))
        return "  ·  ".join(parts) if total else ""
