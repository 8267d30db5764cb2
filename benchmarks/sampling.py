"""Time of one sound by models of different step counts, as ratios to the first: `python -m benchmarks.sampling`.

Such as: `python -m benchmarks.sampling --model FOLDER NAME --model FOLDER NAME`. Every model makes single sounds, the
models in turn so that a busy spell hits all alike; medians are printed.
"""

import argparse
import sys
import time
from pathlib import Path
from statistics import median

from drumgen.engine.generator import Generator
from drumgen.engine.request import GenerationRequest
from drumgen.errors import DrumgenError
from drumgen.inference.store import ModelStore


def main() -> int:
    """Print the table; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sampling", description=__doc__)
    parser.add_argument("--model", nargs=2, action="append", required=True, metavar=("FOLDER", "NAME"))
    parser.add_argument("--repeats", type=int, default=5, help="sounds of each model (default: %(default)s)")
    arguments = parser.parse_args()
    try:
        print_table([(Path(folder), name) for folder, name in arguments.model], arguments.repeats)
    except DrumgenError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def print_table(models: list[tuple[Path, str]], repeats: int) -> None:
    """Time the models in turn and print one row each."""
    generators = [(Generator(ModelStore(folder)), ModelStore(folder).card(name)) for folder, name in models]
    wall: list[list[float]] = [[] for _ in models]
    cpu: list[list[float]] = [[] for _ in models]
    for repeat in range(repeats + 1):
        for k, (generator, card) in enumerate(generators):
            began, busy = time.perf_counter(), time.process_time()
            generator.generate(GenerationRequest(card.classes[0], 1, repeat, model=card.name))
            if repeat:  # the first sound opens the model
                wall[k].append(time.perf_counter() - began)
                cpu[k].append(time.process_time() - busy)
    print("| model | steps | seconds a sound | CPU seconds | of the first |\n|---|---:|---:|---:|---:|")
    for (_, card), seconds, used in zip(generators, wall, cpu, strict=True):
        steps = card.default_steps
        ratio = median(seconds) / median(wall[0])
        print(f"| {card.name} | {steps} | {median(seconds):.3f} | {median(used):.3f} | {ratio:.3f} |")


if __name__ == "__main__":
    sys.exit(main())
