"""Stands in for the Python that trains: answers the app's commands at once, in the files and words of the real ones.

What it is to do wrong stands in files beside the folder of samples: ``report-error``, ``training-error``.
"""

import json
import os
import sys
import time
from pathlib import Path

MINUTES = 4


def option(name: str) -> str:
    return sys.argv[sys.argv.index(name) + 1]


def main() -> int:
    module, command = sys.argv[2], sys.argv[3]
    if module == "export":
        folder, name = Path(option("--out")), option("--name")
        assert (folder / "codec_decoder.json").is_file()
        (folder / f"{name}.json").write_text("{}")
        return 0
    assert command == "drums"
    data = Path(option("--data"))
    if "--dry-run" in sys.argv:
        return report(data)
    return train(Path(option("--out")), data)


def report(data: Path) -> int:
    if (data / "report-error").exists():
        print(
            "scanning\nThe data folder holds no usable sounds; put WAV files into one subfolder per class.",
            file=sys.stderr,
        )
        return 2
    rejected = [{"reason": "not a readable audio file", "files": 2, "example": "/x/broken.wav"}]
    print(json.dumps({"folder": str(data), "classes": {"kick": 40, "snare": 3}, "rejected": rejected}))
    return 0


def train(run: Path, data: Path) -> int:
    print("Preparing 43 sounds in 3 variants each ...", file=sys.stderr, flush=True)
    if (data / "training-error").exists():
        print("Traceback (most recent call last):", file=sys.stderr)
        print("The loss (loss) became nan at step 7, so training stopped.", file=sys.stderr)
        return 2
    lines = len((run / "log.jsonl").read_text().splitlines()) if (run / "log.jsonl").exists() else 0
    for number in range(lines, lines + 2):
        entry = {
            "step": 10 * number + 10,
            "minutes": 0.5 * number + 0.5,
            "steps_per_s": 3.0,
            "loss": 1.0 / (number + 1),
        }
        entry |= {"validation": 1.5} if number % 2 else {}
        with (run / "log.jsonl").open("a") as log:
            log.write(json.dumps(entry) + "\n")
    (run / "checkpoint.pt").write_text("state")
    if (data / "finishes").exists():
        return 0
    while os.read(0, 1024):  # the end of the input is the wish to stop
        time.sleep(0)
    print("Stopped after step 20, and saved; go on with:\n  python -m training", file=sys.stderr)
    return 130


if __name__ == "__main__":
    sys.exit(main())
