"""One attempt at a run: it goes on from a checkpoint, and ends with an exit code whatever happens."""

import argparse
import os
import shlex
import sys
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from drumgen.errors import OutputError, TrainingError
from training.loop import Interrupted, LostProcessError, Trainer
from training.parallel import started_by_torchrun
from training.running.console import say


def resume(trainer: Trainer, arguments: argparse.Namespace) -> None:
    """Go on from the run's checkpoint if --resume says so, and say what was found."""
    if arguments.resume is None:
        return
    if trainer.resume():
        say(f"Going on from step {trainer.step}.")
    else:
        say(f"There is no checkpoint in {trainer.folder} yet; starting.")


def train(
    trainer: Trainer, losses: Callable[[], dict[str, Tensor]], *, on_log: Callable[[dict[str, Any]], None]
) -> int:
    """Run the loop; return the exit code: 0 if it went to its end, 130 if it was interrupted.

    What all processes of a run find alike, only the first one reports.
    """
    try:
        trainer.run(losses, on_log=on_log)
    except Interrupted:
        trainer.leave()
        say(f"Stopped after step {trainer.step}, and saved; go on with:\n  {resume_command()}")
        return 130
    except LostProcessError as error:
        print(error, file=sys.stderr, flush=True)
        # An ordinary exit would wait for threads that wait for the lost process.
        os._exit(2)
    except (TrainingError, OutputError):
        trainer.leave()
        if trainer.is_first:
            raise
        return 2
    except torch.OutOfMemoryError as error:
        raise TrainingError(
            f"The device's memory is full at step {trainer.step}; lower data.batch in the recipe and use --resume."
        ) from error
    trainer.leave()
    return 0


def resume_command() -> str:
    """Return the command that goes on with this run."""
    words = [word for i, word in enumerate(sys.argv[1:]) if not _belongs_to_resume(sys.argv[1:], i)]
    start = "torchrun (as before) -m training" if started_by_torchrun() else "python -m training"
    return f"{start} {shlex.join([*words, '--resume'])}"


def _belongs_to_resume(words: list[str], i: int) -> bool:
    return words[i] in ("--resume", "--resume=auto") or (i > 0 and words[i - 1] == "--resume" and words[i] == "auto")
