"""A real X11 desktop without a screen: Xvfb, the window manager openbox, and a pointer and keys that xdotool moves.

Needs Debian's packages xvfb, openbox and xdotool.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.support.waiting import DEADLINE_S, wait_until

SIZE = "1600x1000x24"


class Desktop:
    """A running X server with a window manager.

    Parameters
    ----------
    display : str
        Its name, such as ``:99``.
    """

    def __init__(self, display: str) -> None:
        self.display = display

    @property
    def environment(self) -> Mapping[str, str]:
        """Environment of a Qt process that shall use this desktop."""
        kept = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"}
        return {**kept, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def point(self, *commands: str) -> None:
        """Run xdotool commands, such as ``"mousemove", "10", "20"``."""
        subprocess.run(["xdotool", *commands], env=self.environment, check=True, timeout=DEADLINE_S)

    def drag(
        self, start: tuple[int, int], end: tuple[int, int], *, steps: int = 20, over: "Program | None" = None
    ) -> None:
        """Press the left button at `start`, move in steps to `end`, and let go.

        With `over`, a program that says a line when a drag has come over it, that is awaited before letting go: on an
        idle machine the pointer is faster than two programs that agree on a drag.
        """
        self.point("mousemove", *_text(start), "mousedown", "1")
        for step in range(1, steps + 1):
            x, y = (round(a + (b - a) * step / steps) for a, b in zip(start, end, strict=True))
            self.point("mousemove", "--sync", *_text((x, y)))
        if over is not None:
            over.next_line()
            for aside in (2, 0):  # until it has answered as well
                self.point("mousemove", "--sync", *_text((end[0] + aside, end[1])))
        self.point("mouseup", "1")

    @contextmanager
    def program(self, script: Path, *arguments: str) -> Iterator["Program"]:
        """Run a Python program on the desktop; it is ended if it is still there at the end."""
        command = [sys.executable, str(script), *arguments]
        environment = {**self.environment, "PYTHONPATH": os.pathsep.join(["", *sys.path])}
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as process:
            try:
                yield Program(process)
            finally:
                process.kill()


class Program:
    """A program on the desktop that tells what happens, line by line."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def next_line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, f"the program ended with {self._process.wait(DEADLINE_S)}"
        return line.strip()


@contextmanager
def running_desktop() -> Iterator[Desktop]:
    """Start an X server on a free display and a window manager in it."""
    read_end, write_end = os.pipe()
    command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", SIZE, "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=(write_end,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write_end)
    manager = None
    try:
        with os.fdopen(read_end) as answer:
            desktop = Desktop(f":{answer.readline().strip()}")
        manager = subprocess.Popen(
            ["openbox"], env=desktop.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        wait_until(lambda: _has_manager(desktop), "the window manager")
        yield desktop
    finally:
        for process in (manager, server):
            if process is not None:
                process.terminate()
                process.wait(DEADLINE_S)


def _has_manager(desktop: Desktop) -> bool:
    """Ask for something that only a window manager sets."""
    command = ["xdotool", "get_num_desktops"]
    return subprocess.run(command, env=desktop.environment, capture_output=True, check=False).returncode == 0


def _text(point: tuple[int, int]) -> tuple[str, str]:
    return str(point[0]), str(point[1])
