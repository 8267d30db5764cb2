"""What a run says to the person who started it."""

import sys

from training.parallel import is_first_process


def say(text: str) -> None:
    """Print a message to standard error, in the first process: standard output is for results."""
    if not is_first_process():
        return
    print(text, file=sys.stderr, flush=True)
