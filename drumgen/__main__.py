"""`drumgen` and `python -m drumgen`: parse, run one command, turn errors into one sentence and an exit code."""

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from drumgen.cli.arguments import build_parser
from drumgen.errors import Cancelled, DrumgenError

EXIT_BAD_INPUT = 2
EXIT_INTERRUPTED = 130
EXIT_TERMINATED = 143


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    argv : sequence of str or None
        Arguments without the program's name; None takes the process's own.

    Returns
    -------
    int
        0 when all went well, 2 after an error of the input (one sentence on stderr), 130 when interrupted.
    """
    try:
        with _leaving_in_order():
            return _run(argv)
    except (KeyboardInterrupt, Cancelled):
        print("drumgen: Interrupted; the files that were finished are whole.", file=sys.stderr)
        return EXIT_INTERRUPTED
    except DrumgenError as error:
        print(f"drumgen: {error}", file=sys.stderr)
        return EXIT_BAD_INPUT
    except BrokenPipeError:  # the reader of the results, such as `head`, has seen enough
        from drumgen.cli.console import silence_stdout

        silence_stdout()
        return 0


def _run(argv: Sequence[str] | None) -> int:
    parser = build_parser()
    arguments = parser.parse_args(argv)
    # Each command brings its own libraries; whoever asks for --help should not wait for them.
    match arguments.command:
        case "generate" | "demo":
            from drumgen.cli.generating import run_generate

            return run_generate(arguments)
        case "vary":
            from drumgen.cli.editing import run_vary

            return run_vary(arguments)
        case "morph":
            from drumgen.cli.editing import run_morph

            return run_morph(arguments)
        case "inpaint":
            from drumgen.cli.editing import run_inpaint

            return run_inpaint(arguments)
        case "resize":
            from drumgen.cli.editing import run_resize

            return run_resize(arguments)
        case "inspect":
            from drumgen.cli.inspecting import run_inspect

            return run_inspect(arguments)
        case "models":
            from drumgen.cli.models import run_models

            return run_models(arguments)
        case "devices":
            from drumgen.cli.devices import run_devices

            return run_devices(arguments)
        case _:
            parser.print_help()
            return 0


@contextmanager
def _leaving_in_order() -> Iterator[None]:
    """Let SIGTERM unwind the stack like Ctrl-C does, so that a file being written aside is removed."""

    def leave(_signal: int, _frame: FrameType | None) -> NoReturn:
        raise SystemExit(EXIT_TERMINATED)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


if __name__ == "__main__":
    sys.exit(main())
