"""Real places where writing goes wrong."""

import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def tiny_disk(mount_point: Path, *, size_kib: int = 64, options: str = "") -> Iterator[Path]:
    """Mount a real file system of `size_kib` on `mount_point`; the test is skipped aloud where mounting is not allowed.

    `file_size_limit` covers the failing write itself on those machines.
    """
    mount_point.mkdir(parents=True, exist_ok=True)
    mount = shutil.which("mount")
    if mount is None:
        pytest.skip("there is no mount command to make a small disk with")
    command = [mount, "-t", "tmpfs", "-o", f"size={size_kib}k{options}", "tmpfs", str(mount_point)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"a small disk cannot be mounted here: {done.stderr.strip()}")
    try:
        yield mount_point
    finally:
        # Lazily: what was saved last may still be read by a thread of the app.
        subprocess.run(["umount", "--lazy", str(mount_point)], check=True)


@contextmanager
def file_size_limit(n_bytes: int) -> Iterator[None]:
    """Let the system refuse, for a while, to make any file of this process longer than `n_bytes`."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (n_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def fill(folder: Path, *, leave_bytes: int = 0) -> None:
    """Fill the disk of `folder` up to `leave_bytes` with one file named ``ballast``."""
    free_bytes = shutil.disk_usage(folder).free
    (folder / "ballast").write_bytes(b"\0" * (free_bytes - leave_bytes))
