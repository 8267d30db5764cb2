"""Real `drumgen` processes that are watched and interrupted."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def drumgen(arguments: Sequence[str]) -> Iterator[subprocess.Popen[str]]:
    """Start `python -m drumgen` with its stdout and stderr piped; it is killed if it is still there at the end."""
    command = [sys.executable, "-m", "drumgen", *arguments]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=_heed_interrupts
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _heed_interrupts() -> None:
    """Undo what a shell does to programs in its background, and what they hand on: that Ctrl+C is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_for_first_file(folder: Path, process: subprocess.Popen[str], *, suffix: str = ".wav") -> None:
    """Return once a finished file lies in `folder`; fail if the process ends before."""
    while not any(path.suffix == suffix for path in folder.iterdir()):
        assert process.poll() is None, process.stderr.read()


@contextmanager
def paused(process: subprocess.Popen[str]) -> Iterator[None]:
    """Let the process stand still for a while."""
    process.send_signal(signal.SIGSTOP)
    os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
    try:
        yield
    finally:
        process.send_signal(signal.SIGCONT)
