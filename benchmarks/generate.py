"""What one sound costs, beside its peers and beside the machine's limit: `python -m benchmarks.generate`.

Every setting runs in a process of its own. docs/benchmarks.md says what the columns mean and how the peers' packages
are installed.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.generation.peers import PEERS
from benchmarks.generation.table import markdown, with_ratios
from drumgen.errors import DataError, DrumgenError
from drumgen.inference.providers import available_providers

_PEERS_FILE = Path(__file__).parent / "generation" / "peers.py"
_BLAS_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
_NOT_INSTALLED = 3


def main() -> int:
    """Print the table; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description=__doc__.split("\n")[0])
    parser.add_argument("--models", help="folder of models (default: the shipped)")
    parser.add_argument("--model", default="drums", help="model (default: %(default)s)")
    parser.add_argument("--threads", type=int, action="append", help="repeatable (default: 1, 2 and all processors)")
    parser.add_argument("--sounds", type=int, default=200, help="single sounds of each setting (default: %(default)s)")
    parser.add_argument("--batch", type=int, default=128, help="sounds of the batch (default: %(default)s)")
    parser.add_argument("--peers-python", type=Path, help="interpreter that has the peers' packages")
    parser.add_argument("--peer", choices=PEERS, action="append", help="repeatable (default: all)")
    parser.add_argument("--peer-threads", type=int, default=1, help="threads of the peers (default: %(default)s)")
    parser.add_argument("--timed", type=int, default=3, help="steps of a peer that are timed (default: %(default)s)")
    parser.add_argument("--out", type=Path, help="folder for generate.md and generate.json")
    arguments = parser.parse_args()
    try:
        run(arguments)
    except DrumgenError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def run(arguments: argparse.Namespace) -> None:
    """Measure all settings and peers, print the table and write it."""
    if min(arguments.sounds, arguments.batch, arguments.timed, *(arguments.threads or [1])) < 1:
        raise DataError("Threads, sounds, batch and timed steps must be at least 1; raise the one that is not.")
    processors = os.cpu_count() or 1
    threads = sorted(set(arguments.threads or [1, 2, processors]))
    providers = available_providers()
    settings = [(count, "cpu") for count in threads]
    settings += [(max(threads), provider) for provider in providers if provider != "cpu"]
    ours = [_ours(arguments, count, provider) for count, provider in settings]
    peers, missing = _peers(arguments)
    content: dict[str, Any] = {
        "machine": {
            "processor": platform.processor() or platform.machine(),
            "processors": processors,
            "system": platform.platform(),
            "providers": list(providers),
        },
        "missing": missing,
        **with_ratios(ours, peers),
    }
    text = markdown(content) + "".join(f"\n- {line}" for line in (*_notes(content), *missing)) + "\n"
    print(text)
    if arguments.out:
        arguments.out.mkdir(parents=True, exist_ok=True)
        (arguments.out / "generate.md").write_text(text, encoding="utf-8")
        (arguments.out / "generate.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _ours(arguments: argparse.Namespace, threads: int, provider: str) -> dict[str, Any]:
    """Measure one setting of ours in a process of its own."""
    _say(f"drumgen on {threads} thread(s), {provider} ...")
    words = ["--model", arguments.model, "--threads", threads, "--provider", provider]
    words += ["--sounds", arguments.sounds, "--batch", arguments.batch, "--began", time.time()]
    if arguments.models:
        words += ["--models", arguments.models]
    command = [sys.executable, "-m", "benchmarks.generation.ours", *map(str, words)]
    done = subprocess.run(command, env=_one_blas_thread(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise DataError(_last_line(done.stderr) or f"The measurement on {provider} failed; run it by itself.")
    return dict(json.loads(_last_line(done.stdout)))


def _peers(arguments: argparse.Namespace) -> tuple[list[dict[str, Any]], list[str]]:
    """Measure the peers, and say of those that cannot be measured why."""
    names = arguments.peer or list(PEERS)
    if arguments.peers_python is None:
        return [], [f"Not measured, no --peers-python named: {', '.join(PEERS[name][1] for name in names)}."]
    found, missing = [], []
    for name in names:
        _say(f"{PEERS[name][1]} ...")
        words = [arguments.peers_python, _PEERS_FILE, name, "--threads", arguments.peer_threads]
        words += ["--timed", arguments.timed]
        try:
            done = subprocess.run(list(map(str, words)), capture_output=True, text=True, check=False)
        except OSError as error:
            raise DataError(f"The interpreter {arguments.peers_python} cannot be run ({error.strerror}).") from error
        if done.returncode:
            why = "" if done.returncode == _NOT_INSTALLED else "it failed: "
            missing.append(f"Not measured: {PEERS[name][1]}; {why}{_last_line(done.stderr)}.")
        else:
            found.append(json.loads(_last_line(done.stdout)))
    return found, missing


def _notes(content: dict[str, Any]) -> list[str]:
    """Return what must be said under the table."""
    first = content["ours"][0]
    notes = [
        f"{first['model']} {first['model_sha256'][:8]}: {first['steps']} steps, {first['network_rows']} rows through "
        f"the network a sound; {first['sounds']} single sounds and a batch of {first['batch']} for each setting.",
        "Multiply-adds a second (onnxruntime; numpy), in 10^9: "
        + ", ".join(
            f"{row['threads']} thread(s) on {row['provider']} {row['onnxruntime_rate'] / 1e9:.0f}; "
            f"{row['numpy_rate'] / 1e9:.0f}"
            for row in content["ours"]
        )
        + ".",
    ]
    if set(content["machine"]["providers"]) <= {"cpu"}:
        notes.append("No GPU provider runs on this machine: GPUs are unmeasured.")
    for row in content["peers"]:
        notes.append(
            f"{row['title']}, {row['steps']} steps: scaled from {row['timed_steps']} of {row['step_cpu_s']:.2f} CPU-s "
            f"and {row['finish_cpu_s']:.2f} after them; random weights; "
            + ", ".join(f"{name} {version}" for name, version in row["versions"].items())
            + "."
        )
    return notes


def _one_blas_thread() -> dict[str, str]:
    return {**os.environ, **dict.fromkeys(_BLAS_THREADS, "1")}


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else ""


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
