"""Open the app, or without a display generate eight drum sounds instead. Run by the interpreter of .venv."""

import os
import subprocess
import sys
from collections.abc import Mapping

DEMO_FOLDER = "out/demo"


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Return whether a window can be opened: always on macOS and Windows, elsewhere with X11 or Wayland."""
    if platform in ("darwin", "win32"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def command(*, display: bool) -> list[str]:
    """Return what to start: the app, or the demo that needs no display."""
    python = [sys.executable, "-m"]
    return [*python, "gui"] if display else [*python, "drumgen", "demo", "--out", DEMO_FOLDER]


def main() -> int:
    display = has_display(os.environ, sys.platform)
    if not display:
        print("There is no display here, so instead of the app this generates eight drum sounds.", flush=True)
    try:
        return subprocess.run(command(display=display), check=False).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
