"""The views of the window: one tab each, made when it is first looked at."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget


@dataclass
class _View:
    name: str
    make: Callable[[], QWidget]
    widget: QWidget | None = None


class Views(QWidget):
    """A tab bar and the view whose tab is chosen.

    A view is made when it is first shown or `prepare_next` asks for it, so that the window is there before them.
    """

    made = Signal(str, object)
    """Name and `QWidget` of a view that is new."""
    changed = Signal(str)
    """Name of the view that is looked at now."""

    def __init__(self) -> None:
        super().__init__()
        self._views: list[_View] = []
        self.tabs = QTabBar()
        self.tabs.setObjectName("views")
        self.tabs.setAccessibleName(self.tr("Views"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._pages = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tabs)
        layout.addWidget(self._pages, 1)
        self.tabs.currentChanged.connect(self._show)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the views, in the order of their tabs."""
        return tuple(view.name for view in self._views)

    @property
    def current(self) -> str:
        """Name of the view that is looked at."""
        return self._views[self.tabs.currentIndex()].name if self._views else ""

    def add(self, name: str, title: str, make: Callable[[], QWidget]) -> None:
        """Add a view: its name in the code, its tab's text, and what makes it."""
        self._views.append(_View(name, make))
        self.tabs.addTab(title)

    def prepare_next(self) -> bool:
        """Make one view that was not looked at yet, so that looking at it takes less time; False if there is none."""
        for view in self._views:
            if view.widget is None:
                self._make(view)
                return True
        return False

    def show_view(self, name: str) -> None:
        """Look at a view; an unknown name, of another version's settings say, changes nothing."""
        if name in self.names:
            self.tabs.setCurrentIndex(self.names.index(name))
            self._show(self.tabs.currentIndex())

    def _show(self, place: int) -> None:
        if not 0 <= place < len(self._views):
            return
        view = self._views[place]
        widget = self._make(view)
        if self._pages.currentWidget() is not widget:
            self._pages.setCurrentWidget(widget)
            self.changed.emit(view.name)

    def _make(self, view: _View) -> QWidget:
        if view.widget is None:
            view.widget = view.make()
            self._pages.addWidget(view.widget)
            self.made.emit(view.name, view.widget)
        return view.widget
