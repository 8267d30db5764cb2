"""The main window: its parts and where they are. What they do is `gui.shell.conductor`'s business."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QUndoGroup, QUndoStack
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QScrollArea, QVBoxLayout, QWidget

from gui.jobs import Jobs
from gui.look.icons import icon
from gui.shell.actions import SPECS, KeyRouter, key_text, make_actions
from gui.shell.sounds_view import SoundsView
from gui.shell.views import Views
from gui.sounds.dropping import can_be_read
from gui.sounds.files import SessionFiles
from gui.sounds.model import FavouriteFilter, SoundList
from gui.widgets.device_panel import DevicePanel
from gui.widgets.parts import MARGIN, label, rule
from gui.widgets.request_panel import RequestPanel
from gui.widgets.status_line import StatusLine

_SIDEBAR_WIDTH = 304
_SIZE = (1280, 880)
_SMALLEST = (860, 540)
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

    dropped = Signal(object)
    """The `QMimeData` of files that were dropped where no view takes them; it is gone when the signal was handled."""

    def __init__(self, jobs: Jobs, files: SessionFiles) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.setWindowTitle("drumgen")
        self.resize(*_SIZE)
        self.setMinimumSize(*_SMALLEST)
        self.undo_stack = QUndoStack(self)
        self.undo_group = QUndoGroup(self)
        self.undo_group.addStack(self.undo_stack)
        self.undo_group.setActiveStack(self.undo_stack)
        self.sounds = SoundList(files, self)
        self.shown = FavouriteFilter(self.sounds, self)
        self.acts = make_actions(self)
        self._prepare_actions()
        self.request = RequestPanel()
        self.devices = DevicePanel()
        self.sounds_view = SoundsView(jobs, self.sounds, self.shown, self.acts)
        self.results = self.sounds_view.results
        self.detail = self.sounds_view.detail
        self.views = Views()
        self.views.add("sounds", self.tr("Sounds"), lambda: self.sounds_view)
        self.status = StatusLine()
        self._keys = KeyRouter(self)
        self._sidebar = self._make_sidebar()
        self._lay_out()
        self.views.show_view("sounds")
        self.route_keys()

    def route_keys(self) -> None:
        """Route the keys of controls that are new."""
        self._keys.watch(self)

    def show_sidebar(self, shown: bool) -> None:
        """Show or hide the request and the devices at the left."""
        self._sidebar.setVisible(shown)
        self.acts["sidebar"].setChecked(shown)

    def update_list(self) -> None:
        """Fit what the list shows and what can be done to the sounds that there are."""
        self.sounds_view.update_list()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files from elsewhere, not the app's own."""
        if event.source() is None and can_be_read(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what was dropped."""
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())

    def _prepare_actions(self) -> None:
        keys = {spec.name: key_text(spec.keys) for spec in SPECS}
        for name, (picture, checked) in _ICONS.items():
            action = self.acts[name]
            action.setIcon(icon(picture, checked=checked))
            action.setIconVisibleInMenu(False)
            plain = action.text().replace("&", "").replace("…", "")
            action.setToolTip(f"{plain} ({keys[name]})")

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._sidebar)
        across.addWidget(self.views, 1)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(across, 1)
        self.status.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout.addWidget(self.status)
        self.setCentralWidget(content)

    def _make_sidebar(self) -> QWidget:
        content = QWidget()
        content.setObjectName("sidebarContent")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(MARGIN, 12, MARGIN, 12)
        layout.setSpacing(11)
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
