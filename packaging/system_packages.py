"""System libraries and programs that pip cannot bring: which are missing, and how Debian names them."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

# What is looked for -> the Debian package that holds it.
RUN_LIBRARIES: Mapping[str, str] = {
    # sound and MIDI: PortAudio plays, python-rtmidi links ALSA, JACK is an optional host of both
    "libportaudio.so.2": "libportaudio2",
    "libasound.so.2": "libasound2",
    "libjack.so.0": "libjack-jackd2-0",
    # windows: what Qt and its plug-ins for X11 and Wayland link against
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
TEST_PROGRAMS: Mapping[str, str] = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "import": "imagemagick",
    "jackd": "jackd2",
}
# PyInstaller asks objdump which libraries a program needs.
BUILD_PROGRAMS: Mapping[str, str] = {"objdump": "binutils"}
# python-rtmidi has wheels up to Python 3.12; from 3.13 on pip builds it from source.
BUILD_FILES: Mapping[str, str] = {
    "/usr/bin/c++": "g++",
    "/usr/bin/pkg-config": "pkg-config",
    "/usr/include/alsa/asoundlib.h": "libasound2-dev",
    "/usr/include/jack/jack.h": "libjack-jackd2-dev",
    f"{sysconfig.get_path('include')}/Python.h": "python3-dev",
}
NEWEST_PYTHON_WITH_MIDI_WHEELS = (3, 12)


class SetupError(Exception):
    """The setup cannot go on; the message says why and what to do."""


def missing_packages(purpose: str) -> list[str]:
    """Return the Debian packages this machine still needs.

    Parameters
    ----------
    purpose : {"run", "test", "app"}
        "test" needs everything "run" needs, and a virtual screen and a JACK server; "app" needs what PyInstaller calls.
    """
    missing = [package for library, package in RUN_LIBRARIES.items() if not _loads(library)]
    programs = {"test": TEST_PROGRAMS, "app": BUILD_PROGRAMS}.get(purpose, {})
    missing += [package for program, package in programs.items() if shutil.which(program) is None]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append("python3-venv")
    if sys.version_info[:2] > NEWEST_PYTHON_WITH_MIDI_WHEELS:
        missing += [package for path, package in BUILD_FILES.items() if not Path(path).exists()]
    return missing


def install_missing(purpose: str) -> None:
    """Say which system packages are missing and install them with apt-get.

    Raises
    ------
    SetupError
        If there is no apt-get, no right to install, or apt-get fails.
    """
    if not sys.platform.startswith("linux"):
        return
    packages = missing_packages(purpose)
    if not packages:
        return
    wanted = " ".join(packages)
    if shutil.which("apt-get") is None:
        raise SetupError(
            f"These system packages are missing: {wanted} (Debian's names); there is no apt-get here, "
            "so please install them with your system's own package manager."
        )
    prefix = apt_prefix(is_root=os.geteuid() == 0, sudo=shutil.which("sudo"))
    if prefix is None:
        raise SetupError(
            f"System packages are missing and there is no sudo here; as root, run 'apt-get install {wanted}'."
        )
    print(f"Missing system packages, now installed with apt-get: {wanted}", flush=True)
    _run([*prefix, "apt-get", "-q", "update"], wanted)
    options = ["-q", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"]
    _run([*prefix, "apt-get", "install", *options, *packages], wanted)


def apt_prefix(*, is_root: bool, sudo: str | None) -> list[str] | None:
    """Return what to put before apt-get, or None if this user cannot install packages."""
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if is_root:
        return quiet
    return None if sudo is None else [sudo, *quiet]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _run(command: list[str], wanted: str) -> None:
    if subprocess.run(command, check=False).returncode != 0:
        raise SetupError(f"apt-get failed (see above); please install these packages yourself: {wanted}.")
