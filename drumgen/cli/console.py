"""Where text goes: results to stdout, for people and pipes; all else to stderr."""

import json
import os
import sys
from collections.abc import Mapping

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from drumgen.errors import DrumgenError, OutputError


def emit(text: str) -> None:
    """Print lines of results; what the terminal's encoding lacks is printed as an escape.

    Raises
    ------
    OutputError
        If stdout takes no more, as when it goes to a file on a full disk.
    """
    try:
        encoding = sys.stdout.encoding or "utf-8"
        print(text.encode(encoding, "backslashreplace").decode(encoding), flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        silence_stdout()
        raise OutputError(f"The results cannot be printed ({error.strerror}); send them elsewhere.") from error


def emit_json(value: Mapping[str, object]) -> None:
    """Print one JSON object; see `emit` for errors."""
    emit(json.dumps(value, indent=2, allow_nan=False))


def complain(error: DrumgenError) -> None:
    """Print an error's sentence on stderr, for commands that go on afterwards."""
    print(f"drumgen: {error}", file=sys.stderr)


def silence_stdout() -> None:
    """Send what is still buffered nowhere; otherwise the interpreter would complain again on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def messages(*, quiet: bool = False) -> Console:
    """Return the console on stderr; a quiet one prints nothing."""
    return Console(stderr=True, quiet=quiet, highlight=False, soft_wrap=True)


def progress_bar(console: Console) -> Progress:
    """Return a bar that counts sounds; where stderr is no terminal it is printed once, at the end."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("sounds"),
        TimeRemainingColumn(compact=True),
        console=console,
        redirect_stdout=False,  # results must not end up on stderr
        redirect_stderr=False,
    )
