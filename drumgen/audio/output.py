"""Write files so that a failure leaves nothing behind, and find out beforehand whether writing will work."""

import errno
import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from drumgen.errors import OutputError


def write_atomically(path: Path, data: bytes) -> Path:
    """Write `data` aside in the same folder, then put it in place of `path` in one step.

    Parameters
    ----------
    path : Path
        The file; one that exists is replaced.
    data : bytes
        All of its contents.

    Returns
    -------
    Path
        `path`.

    Raises
    ------
    OutputError
        If the disk is full or the folder cannot be written; `path` is then as it was before.
    """
    aside = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.part")
    try:
        with aside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # some file systems notice only here that they are full
        aside.replace(path)
    except OSError as error:
        _discard(aside)
        raise OutputError(_sentence(error, path)) from error
    except BaseException:
        _discard(aside)
        raise
    return path


def prepare_folder(folder: Path) -> Path:
    """Make sure that `folder` exists and takes files, by creating it and a file in it.

    Parameters
    ----------
    folder : Path
        Where files will go.

    Returns
    -------
    Path
        `folder`.

    Raises
    ------
    OutputError
        If it cannot be created or written.
    """
    probe = folder / f".drumgen-{secrets.token_hex(4)}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch(exist_ok=False)
        probe.unlink()
    except OSError as error:
        raise OutputError(_folder_sentence(error, folder)) from error
    return folder


def check_room(folder: Path, needed_bytes: int) -> None:
    """Raise OutputError unless the disk of `folder`, which must exist, has `needed_bytes` free."""
    free_bytes = shutil.disk_usage(folder).free
    if free_bytes < needed_bytes:
        free_mb, needed_mb = free_bytes / 1e6, needed_bytes / 1e6
        raise OutputError(
            f"The disk of {folder} has {free_mb:.1f} MB free but up to {needed_mb:.1f} MB are needed; "
            "make room or choose another folder."
        )


def _discard(aside: Path) -> None:
    with suppress(OSError):  # a folder that just refused the file may refuse this, too; the first error counts
        aside.unlink(missing_ok=True)


def _sentence(error: OSError, path: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full, so {path} was not written; make room or choose another folder."
    if error.errno == errno.EFBIG:
        return f"{path} was not written because it would exceed the largest file allowed here; choose another folder."
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.EACCES, errno.EPERM, errno.EROFS):
        return _folder_sentence(error, path.parent)
    return f"{path} cannot be written ({error.strerror or error}); choose another name or folder."


def _folder_sentence(error: OSError, folder: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk of {folder} is full; make room or choose another folder."
    return f"The folder {folder} cannot be written ({error.strerror or error}); choose another folder."
