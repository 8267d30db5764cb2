"""Where the built app starts: one program with a console and one with a window, told apart by their names.

``drumgen`` is the command line, ``drumgen-app`` opens the window. Both also stand in for ``python -m drumgen.MODULE``:
the runtime starts a process of its own for MIDI that way, and in a built app `sys.executable` is no Python.
"""

import multiprocessing
import runpy
import sys
from collections.abc import Sequence
from pathlib import Path

WINDOW_PROGRAM = "drumgen-app"


def module_wished(words: Sequence[str]) -> str | None:
    """Return the module that the arguments ``-m drumgen.MODULE ...`` name, None if they are others."""
    return words[1] if len(words) > 1 and words[0] == "-m" and words[1].startswith("drumgen.") else None


def main() -> int:
    multiprocessing.freeze_support()
    program = Path(sys.executable)
    module = module_wished(sys.argv[1:])
    if module is not None:
        sys.argv = [module, *sys.argv[3:]]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        return 0
    if program.stem != WINDOW_PROGRAM:
        from drumgen.__main__ import main as command_line

        return command_line()
    # Processes that the app starts talk through pipes, which on Windows only the program with a console has.
    sys.executable = str(program.with_name(f"drumgen{program.suffix}"))
    from gui.app import main as window

    return window()


if __name__ == "__main__":
    sys.exit(main())
