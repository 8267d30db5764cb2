"""`python -m training`: train models and measure them."""

import argparse
import os
import sys

from drumgen.errors import DrumgenError

# Large blocks are kept instead of being returned to the system and faulted in again at every step, and idle threads
# sleep: together up to twice the steps per second on a CPU. glibc and OpenMP read these when a process starts.
_ENVIRONMENT = {
    "OMP_WAIT_POLICY": "PASSIVE",
    "MALLOC_MMAP_THRESHOLD_": "4294967296",
    "MALLOC_TRIM_THRESHOLD_": "17179869184",
    "MALLOC_TOP_PAD_": "268435456",
}


def _restart_with_environment() -> None:
    if sys.platform != "linux" or all(name in os.environ for name in _ENVIRONMENT):
        return
    os.execve(sys.executable, [sys.executable, "-m", "training", *sys.argv[1:]], {**_ENVIRONMENT, **os.environ})


def main(argv: list[str] | None = None) -> int:
    """Run the command line; return the exit code, 2 on bad input."""
    from training.commands import listing, networks
    from training.commands.learning import classifier, codec, denoiser, distill, embedding, lab, words
    from training.commands.measuring import evaluate, measure, obedience, retrieval, study, waysback
    from training.commands.storing import pack, pieces

    parser = argparse.ArgumentParser(prog="python -m training", description="Train and measure drumgen's models.")
    commands = parser.add_subparsers(dest="command", required=True)
    for command in (
        listing,
        networks,
        codec,
        denoiser,
        lab,
        distill,
        study,
        classifier,
        embedding,
        words,
        measure,
        evaluate,
        obedience,
        retrieval,
        waysback,
        pack,
        pieces,
    ):
        command.add_parser(commands)
    arguments = parser.parse_args(argv)
    try:
        code: int = arguments.run(arguments)
    except DrumgenError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped; go on with --resume.", file=sys.stderr)
        return 130
    return code


if __name__ == "__main__":
    _restart_with_environment()
    sys.exit(main())
