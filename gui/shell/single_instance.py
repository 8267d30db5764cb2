"""One app a user: a second start brings the first one's window to the front and ends."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLockFile, QObject, Qt, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

_LOCK = "app.lock"
_WAIT_MS = 3000
_ASK, _ANSWER = b"raise\n", b"raised\n"


class SingleInstance(QObject):
    """The right to be the app that works in a folder.

    Parameters
    ----------
    folder : Path
        Where the app keeps its data; made if it is not there. Another folder means another app.
    """

    raise_wished = Signal()
    """Another start asks for this app's window."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._name = f"drumgen-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:20]}"
        self._server: QLocalServer | None = None
        self._lock: QLockFile | None = None

    def claim(self) -> str:
        """Claim the folder.

        Returns
        -------
        str
            Empty if this app may start; otherwise what to tell the user before it ends: another app is there, and
            has been asked to show itself.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return ""  # where nothing can be written, nothing can be harmed by two
        lock = QLockFile(str(self._folder / _LOCK))
        lock.setStaleLockTime(0)  # held as long as its process lives
        if not lock.tryLock(0):
            if lock.error() == QLockFile.LockError.LockFailedError:
                return self._ask_other()
            return ""
        self._lock = lock
        self._listen()
        return ""

    def release(self) -> None:
        """Give the folder free."""
        if self._server is not None:
            self._server.close()
            self._server = None
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _listen(self) -> None:
        QLocalServer.removeServer(self._name)  # what an app that crashed has left; the lock says it is gone
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._answer)
        server.listen(self._name)
        self._server = server

    def _answer(self) -> None:
        assert self._server is not None
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        socket.readyRead.connect(lambda: self._serve(socket))

    def _serve(self, socket: QLocalSocket) -> None:
        if socket.canReadLine() and bytes(socket.readLine().data()) == _ASK:
            self.raise_wished.emit()
            socket.write(_ANSWER)
            socket.disconnectFromServer()

    def _ask_other(self) -> str:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        answered = False
        if socket.waitForConnected(_WAIT_MS):
            socket.write(_ASK)
            socket.flush()
            answered = socket.waitForReadyRead(_WAIT_MS)
        socket.abort()
        translate = QCoreApplication.translate
        if answered:
            return translate("SingleInstance", "drumgen is already open; its window is now in front.")
        return translate("SingleInstance", "drumgen is already open but does not answer; end it and start again.")


def bring_to_front(window: QWidget) -> None:
    """Show a window that may be minimised or behind others."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized | Qt.WindowState.WindowActive)
    window.show()
    window.raise_()
    window.activateWindow()
