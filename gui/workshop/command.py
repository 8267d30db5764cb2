"""A Python program that runs beside the app: what it says, how it ends, and how it is asked to stop."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QProcessEnvironment, Signal

from gui.workshop.interpreter import environment

OUTPUT = "output.txt"
_KEPT_LINES = 400


class Command(QObject):
    """One run of a program.

    Parameters
    ----------
    python : Path
        The interpreter.
    arguments : sequence of str
        Its arguments.
    log : Path or None
        File that gets all it says.
    parent : QObject
    """

    said = Signal(str)
    """A line of its standard error."""
    ended = Signal(int)
    """Its exit code; -1 if it could not be started or crashed."""

    def __init__(self, python: Path, arguments: Sequence[str], log: Path | None, parent: QObject) -> None:
        super().__init__(parent)
        self._log = log
        self._lines: list[str] = []
        self._rest = b""
        self._over = False
        self._process = QProcess(self)
        variables = QProcessEnvironment()
        for name, value in environment(python).items():
            variables.insert(name, value)
        self._process.setProcessEnvironment(variables)
        self._process.setProgram(str(python))
        self._process.setArguments(list(arguments))
        self._process.readyReadStandardError.connect(self._read)
        self._process.finished.connect(self._finish)
        self._process.errorOccurred.connect(self._miss)

    def start(self) -> None:
        """Start it; `ended` follows in any case."""
        self._process.start()

    def ask_to_stop(self) -> None:
        """End its standard input, upon which a training run saves and ends."""
        self._process.closeWriteChannel()

    def kill(self, wait_ms: int = 0) -> None:
        """End it, at once or if it has not ended by itself within `wait_ms`."""
        if self._process.state() == QProcess.ProcessState.NotRunning:
            return
        if not self._process.waitForFinished(wait_ms) and self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(5000)

    @property
    def process_id(self) -> int:
        """The process's number."""
        return int(self._process.processId())

    @property
    def output(self) -> str:
        """What it printed as its result; complete once it has ended."""
        return bytes(self._process.readAllStandardOutput().data()).decode("utf-8", "replace")

    @property
    def last_line(self) -> str:
        """The last thing it said, which for our programs is one sentence about what went wrong."""
        return next((line.strip() for line in reversed(self._lines) if line.strip()), "")

    def _read(self) -> None:
        data = self._rest + bytes(self._process.readAllStandardError().data())
        *lines, self._rest = data.split(b"\n")
        for raw in lines:
            self._take(raw)

    def _take(self, raw: bytes) -> None:
        line = raw.decode("utf-8", "replace").rstrip("\r")
        self._lines = [*self._lines[-_KEPT_LINES:], line]
        if self._log is not None:
            try:
                with self._log.open("a", encoding="utf-8") as file:
                    file.write(line + "\n")
            except OSError:  # a full disk ends the run by itself; the line is not worth a second message
                self._log = None
        self.said.emit(line)

    def _finish(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        if self._rest:
            self._take(self._rest)
            self._rest = b""
        self._end(code if status == QProcess.ExitStatus.NormalExit else -1)

    def _miss(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            text = QCoreApplication.translate("Workshop", "{path} cannot be started; choose another Python.")
            self._lines.append(text.format(path=self._process.program()))
            self._end(-1)

    def _end(self, code: int) -> None:
        if not self._over:
            self._over = True
            self.ended.emit(code)
