"""Keeps sounds in a library without end and says so, line by line: ``python keeping_program.py FOLDER START``."""

import sys
from pathlib import Path

from drumgen.library.library import Library
from tests.support.library import generated, hit


def main() -> None:
    with Library(Path(sys.argv[1])) as library:
        for seed in range(int(sys.argv[2]), 1_000_000):
            # Kept first, then said: what was said must be there whatever happens next.
            entry = library.keep(generated(seed, clip=hit(seed=seed, seconds=0.05)), tags=[f"tag{seed}"])
            sys.stdout.write(f"{entry.id} {entry.clip_id}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
