"""Start the built app as its user would, outside of any Python environment: `make check-app`.

It must make a sound, list devices (which starts a process of its own), fill a window and show it, and hold no torch.
Prints its size and how long the window takes; run it twice for a warm start. Needs xvfb and xdotool on Linux; elsewhere
the window opens on the screen that is there.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import wave
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FORBIDDEN = ("torch", "librosa", "scipy", "matplotlib")
WAIT_S = 120.0
SUFFIX = ".exe" if sys.platform == "win32" else ""


class CheckError(Exception):
    """The app fails; the message says in what."""


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Check the built app outside of its project.")
    parser.add_argument("--app", type=Path, default=ROOT / "dist" / "drumgen", help="folder (default: %(default)s)")
    parser.add_argument("--picture", type=Path, help="keep the window's picture here")
    arguments = parser.parse_args(argv)
    app: Path = arguments.app.resolve()
    try:
        with tempfile.TemporaryDirectory(prefix="check-app-") as scratch:
            check(app, Path(scratch), arguments.picture)
    except CheckError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def check(app: Path, scratch: Path, picture: Path | None) -> None:
    """Run every check, saying what was found."""
    console, window = app / f"drumgen{SUFFIX}", app / f"drumgen-app{SUFFIX}"
    if not console.is_file() or not window.is_file():
        raise CheckError(f"There is no built app in {app}; run 'make app' first.")
    files = [path for path in app.rglob("*") if path.is_file() and not path.is_symlink()]
    foreign = [path for path in files if any(part.split(".")[0] in FORBIDDEN for part in path.relative_to(app).parts)]
    if foreign:
        raise CheckError(f"{foreign[0]} must not be in the app.")
    print(f"size: {sum(path.stat().st_size for path in files) / 1e6:.0f} MB in {len(files)} files, no torch")
    environment = clean_environment(scratch)
    print(f"sound: {_make_sound(console, scratch, environment)}")
    print(f"devices: {_run([console, 'devices'], scratch, environment).count(chr(10))} lines")
    with _screen(environment) as shown:
        taken = scratch / "window.png"
        _run([window, "--screenshot", str(taken)], scratch, shown)
        print(f"picture: {taken.stat().st_size / 1000:.0f} kB")
        if picture is not None:
            shutil.copy(taken, picture)
        if sys.platform.startswith("linux"):
            print(f"window after {_seconds_to_window(window, scratch, shown):.2f} s")


def clean_environment(home: Path) -> dict[str, str]:
    """Return an environment without a trace of Python, virtual environments or the user's settings."""
    kept = ("SYSTEMROOT", "TEMP", "TMP", "LANG", "COMSPEC")
    path = os.environ.get("PATH", "") if sys.platform == "win32" else "/usr/bin:/bin:/usr/sbin:/sbin"
    found = {name: os.environ[name] for name in kept if name in os.environ}
    return {**found, "PATH": path, "HOME": str(home), "USERPROFILE": str(home)}


def _make_sound(console: Path, scratch: Path, environment: Mapping[str, str]) -> str:
    # A wish in words needs more of what the app carries than a plain sound: tables, and the encoder of words.
    wish = ("generate", "kick", "--prompt", "gloomy and short", "--out", str(scratch / "sounds"))
    _run([console, *wish], scratch, environment)
    paths = list((scratch / "sounds").glob("*.wav"))
    if len(paths) != 1:
        raise CheckError("'drumgen generate' left no sound.")
    with wave.open(str(paths[0])) as file:
        frames = file.readframes(file.getnframes())
        seconds = file.getnframes() / file.getframerate()
    if not any(frames):
        raise CheckError(f"{paths[0].name} is silent.")
    return f"{paths[0].name}, {seconds:.2f} s"


def _seconds_to_window(window: Path, scratch: Path, environment: Mapping[str, str]) -> float:
    """Start the app for good and measure until its window is on the screen."""
    started = time.monotonic()
    with subprocess.Popen([str(window)], cwd=scratch, env=environment, stderr=subprocess.PIPE, text=True) as process:
        try:
            search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "^drumgen"]
            subprocess.run(search, env=environment, check=True, capture_output=True, timeout=WAIT_S)
            return time.monotonic() - started
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            raise CheckError("The window did not appear.") from error
        finally:
            process.terminate()


def _run(command: list[str | Path], folder: Path, environment: Mapping[str, str]) -> str:
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words, cwd=folder, env=environment, capture_output=True, text=True, timeout=WAIT_S, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise CheckError(f"{' '.join(words)} did not end within {WAIT_S:.0f} s.") from error
    if done.returncode != 0:
        raise CheckError(f"{' '.join(words)} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


@contextmanager
def _screen(environment: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    """Yield the environment with a screen to open windows on, on Linux a virtual one."""
    if not sys.platform.startswith("linux"):
        yield environment
        return
    read_end, write_end = os.pipe()
    command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(write_end,), stderr=subprocess.DEVNULL) as server:
        os.close(write_end)
        try:
            with os.fdopen(read_end) as answer:
                yield {**environment, "DISPLAY": f":{answer.readline().strip()}", "QT_QPA_PLATFORM": "xcb"}
        finally:
            server.terminate()


if __name__ == "__main__":
    sys.exit(main())
