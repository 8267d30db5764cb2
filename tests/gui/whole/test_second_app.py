"""Two starts of the whole program by one user."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support.waiting import wait_until

SAYS = "drumgen is already open; its window is now in front."


def _start(models: Path, home: Path) -> subprocess.Popen[str]:
    folders = {name: str(home) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    environment = {**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "gui", "--models", str(models)]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)


def _locks(home: Path) -> list[Path]:
    return list(home.rglob("app.lock"))


def test_a_second_start_gives_way_and_one_after_a_kill_does_not(models: Path, tmp_path: Path) -> None:
    first = _start(models, tmp_path)
    try:
        wait_until(lambda: bool(_locks(tmp_path)), "the first start")
        second = _start(models, tmp_path)
        _, said = second.communicate(timeout=60)
        assert (second.returncode, said.strip()) == (0, SAYS)
        assert first.poll() is None
    finally:
        first.kill()
        first.communicate()
    third = _start(models, tmp_path)
    try:
        pid = str(third.pid)
        wait_until(lambda: any(lock.read_text().startswith(pid) for lock in _locks(tmp_path)), "the third start")
    finally:
        third.kill()
        third.communicate()
