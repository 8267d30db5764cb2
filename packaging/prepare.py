"""Get this machine ready: `python packaging/prepare.py run`, `... test`, `... core` or `... app`.

Installs the system libraries that are missing (said aloud first), makes the virtual environment and installs what
the purpose needs into it. A second call finds the stamp of the first and returns at once.
"""

import sys

OLDEST_PYTHON = (3, 11)


def main(purpose: str) -> int:
    if sys.version_info < OLDEST_PYTHON:
        print("drumgen needs Python 3.11 or newer; name one, as in 'make run PYTHON=python3.12'.", file=sys.stderr)
        return 2
    # Only now: older interpreters lack what these modules import.
    from environment import prepare
    from system_packages import SetupError, install_missing

    try:
        if purpose in ("test", "app"):
            install_missing(purpose)
        elif purpose == "run":
            _install_or_warn()
        prepare(purpose)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _install_or_warn() -> None:
    """Go on without the system libraries: the command line needs none, and the app names what it misses."""
    from system_packages import SetupError, install_missing

    try:
        install_missing("run")
    except SetupError as error:
        print(f"{error} Going on without them: sound, MIDI or the window may not work.", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
