"""The one place that talks to onnxruntime: opening sessions quietly, with sensible threads.

onnxruntime is imported on first use, so that the app's window does not wait for it.
"""

import io
import os
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any

from drumgen.errors import DeviceError

PROVIDERS = {
    "cuda": "CUDAExecutionProvider",
    "directml": "DmlExecutionProvider",
    "coreml": "CoreMLExecutionProvider",
    "cpu": "CPUExecutionProvider",
}
"""Our names and onnxruntime's, in the order of preference."""

MAX_THREADS = 4  # the models are small: more threads would wait for each other longer than they compute

_LOG_FATAL = 4
_LOG_WARNING = 2
_logger_lock = threading.Lock()
_import_lock = threading.Lock()
_STDERR = 2


def built_in() -> tuple[str, ...]:
    """Return our names of the providers that this build of onnxruntime contains, whether they run or not."""
    contained = _onnxruntime().get_available_providers()
    return tuple(name for name, theirs in PROVIDERS.items() if theirs in contained)


def open_session(model: bytes, provider: str, *, strict: bool = False) -> Any:
    """Open an onnxruntime session.

    Parameters
    ----------
    model : bytes
        A serialized ONNX model.
    provider : str
        A key of `PROVIDERS`. The CPU stands in for what it cannot compute.
    strict : bool
        Fail where the provider would leave any part of the model to the CPU.

    Returns
    -------
    onnxruntime.InferenceSession

    Raises
    ------
    Exception
        Whatever onnxruntime raises when it cannot open the model.
    """
    ort = _onnxruntime()
    options = ort.SessionOptions()
    options.log_severity_level = _LOG_FATAL  # errors arrive as exceptions; nothing is to be printed beside them
    options.intra_op_num_threads = thread_count()
    options.inter_op_num_threads = 1
    # Threads that spin while they wait would take the processor from the user's other music programs.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    wanted = [PROVIDERS[provider]]
    if provider != "cpu":
        if strict:
            options.add_session_config_entry("session.disable_cpu_ep_fallback", "1")
        else:
            wanted.append(PROVIDERS["cpu"])
    with _quiet():
        if provider == "cuda":
            _load_cuda_libraries()
        # enable_fallback: onnxruntime would otherwise print its errors and go on with the CPU unasked.
        session = ort.InferenceSession(model, sess_options=options, providers=wanted, enable_fallback=False)
    return session


def running_provider(session: Any) -> str:
    """Return our name of the provider that a session really computes on."""
    first = session.get_providers()[0]
    return next((name for name, theirs in PROVIDERS.items() if theirs == first), first)


def thread_count() -> int:
    """Return how many threads a session uses: the processors open to this process, at most `MAX_THREADS`."""
    if hasattr(os, "sched_getaffinity"):
        return min(MAX_THREADS, len(os.sched_getaffinity(0)))
    return min(MAX_THREADS, os.cpu_count() or 1)


@cache
def _load_cuda_libraries() -> None:
    """Load the CUDA libraries that pip installed, which no system path leads to; it prints what it misses."""
    with redirect_stdout(io.StringIO()):
        _onnxruntime().preload_dlls(directory="")


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep onnxruntime's own log and warnings off the terminal; one thread at a time, as the log is shared."""
    ort = _onnxruntime()
    with _logger_lock, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ort.set_default_logger_severity(_LOG_FATAL)
        try:
            yield
        finally:
            ort.set_default_logger_severity(_LOG_WARNING)


def _onnxruntime() -> Any:
    """Import onnxruntime on first use.

    Raises
    ------
    DeviceError
        If it is not installed or one of its libraries is missing.
    """
    with _import_lock:
        return _import_once()


@cache
def _import_once() -> Any:
    try:
        with _muted_stderr():
            import onnxruntime
    except ImportError as error:
        reason = str(error).splitlines()[0].rstrip(".")
        raise DeviceError(
            f"The package onnxruntime cannot be loaded ({reason}); install it again, and on Windows also the "
            "Microsoft Visual C++ Redistributable."
        ) from error
    onnxruntime.disable_telemetry_events()  # the builds for Windows would report usage to Microsoft
    return onnxruntime


@contextmanager
def _muted_stderr() -> Iterator[None]:
    """Send the process's standard error nowhere for a moment.

    While it is loaded, and before its log can be set, onnxruntime warns about graphics cards whose vendor it cannot
    read, such as virtual ones; that says nothing about the cards it can use.
    """
    try:
        kept = os.dup(_STDERR)
    except OSError:  # an app without a console has none
        yield
        return
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), _STDERR)
    try:
        yield
    finally:
        os.dup2(kept, _STDERR)
        os.close(kept)
