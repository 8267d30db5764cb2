"""Sounds leave the app as files: dragged, or copied to the clipboard."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QDrag, QFontMetrics, QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from drumgen.errors import DrumgenError
from gui.look import palette
from gui.sounds.outlet import as_files, as_pasted

MOST_FILES = 1000
Tell = Callable[[str], object]
PathsOf = Callable[[Sequence[int]], list[Path]]


class Outlet(Protocol):
    """Knows the files of sounds."""

    def paths_of(self, ids: Sequence[int]) -> list[Path]:
        """Return the files of sounds."""

    def in_form(self, paths: Sequence[Path], on_ready: Callable[[Sequence[Path], bool], object]) -> None:
        """Have files in the form that the user chose handed to `on_ready`, with whether that took time."""


def files_of(ids: Sequence[int], paths_of: PathsOf, tell: Tell) -> list[Path]:
    """Return the files of sounds that are there; empty, with a word to the user, if there are none or too many."""
    translate = QCoreApplication.translate
    if len(ids) > MOST_FILES:
        text = translate("Library", "{count} sounds are too many at once; select up to {most}.")
        tell(text.format(count=len(ids), most=MOST_FILES))
        return []
    try:
        paths = paths_of(ids)
    except DrumgenError as error:
        tell(str(error))
        return []
    there = [path for path in paths if path.exists()]
    if len(there) < len(paths):
        missing = next(path for path in paths if not path.exists())
        text = translate("Library", "The file {path} is not there any more; rescan its folder.")
        tell(text.format(path=missing))
    return there


def drag_out(source: QWidget, ids: Sequence[int], outlet: Outlet, tell: Tell) -> None:
    """Drag sounds out of a widget as files, as soon as they are there if the button is still pressed then."""

    def begin(paths: Sequence[Path], took_time: bool) -> None:
        if took_time and not QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            return
        drag = QDrag(source)
        drag.setMimeData(as_files(paths))
        drag.setPixmap(_plate(paths, source))
        drag.setHotSpot(QPoint(16, 16))
        drag.exec(Qt.DropAction.CopyAction)

    paths = files_of(ids, outlet.paths_of, tell)
    if paths:
        outlet.in_form(paths, begin)


def copy_out(ids: Sequence[int], outlet: Outlet, tell: Tell) -> None:
    """Put the files of sounds on the clipboard."""

    def paste(paths: Sequence[Path], took_time: bool) -> None:
        QGuiApplication.clipboard().setMimeData(as_pasted(paths))
        translate = QCoreApplication.translate
        if len(paths) == 1:
            tell(translate("Library", "Copied {path}").format(path=paths[0]))
        else:
            tell(translate("Library", "Copied {count} files").format(count=len(paths)))

    paths = files_of(ids, outlet.paths_of, tell)
    if paths:
        outlet.in_form(paths, paste)


def _plate(paths: Sequence[Path], source: QWidget) -> QPixmap:
    text = paths[0].name
    if len(paths) > 1:
        text = QCoreApplication.translate("Library", "{count} sounds").format(count=len(paths))
    metrics, ratio = QFontMetrics(source.font()), source.devicePixelRatioF()
    width, height = min(metrics.horizontalAdvance(text), 300) + 28, metrics.height() + 16
    picture = QPixmap(int(width * ratio), int(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(source.font())
    painter.setBrush(QColor(palette.RAISED))
    painter.setPen(QColor(palette.ACCENT))
    frame = QRectF(1, 1, width - 2, height - 2)
    painter.drawRoundedRect(frame, 6, 6)
    painter.setPen(QColor(palette.TEXT))
    short = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, width - 24)
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, short)
    painter.end()
    return picture
