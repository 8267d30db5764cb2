"""One measurement of our own model, in a process of its own: `python -m benchmarks.generation.ours`.

Threads, cold start and peak memory belong to a process, so `benchmarks.generate` starts one for each setting. It prints
one JSON object on its last line.
"""

import argparse
import json
import os
import sys
import time


def main() -> int:
    """Measure one setting; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generation.ours")
    parser.add_argument("--models", help="folder of models (default: the shipped)")
    parser.add_argument("--model", default="drums")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--provider", default="cpu")
    parser.add_argument("--sounds", type=int, default=100)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--began", type=float, default=time.time(), help="when the process was started, by time.time()")
    arguments = parser.parse_args()
    _pin(arguments.threads)

    from drumgen.errors import DrumgenError

    try:
        print(json.dumps(measure(arguments)))
    except DrumgenError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def measure(arguments: argparse.Namespace) -> dict[str, float | int | str]:
    """Return the figures of one setting.

    Returns
    -------
    dict
        Latencies, times and memory in the units of their names; `cold_start_s` runs from the start of the process to
        the first finished sound.
    """
    from pathlib import Path

    import numpy as np

    from benchmarks.generation.counting import multiply_adds, network_rows
    from benchmarks.generation.limit import numpy_rate, product_rate
    from drumgen.audio.files import encode_clip
    from drumgen.engine.generator import Generator
    from drumgen.engine.request import GenerationRequest
    from drumgen.inference import runtime
    from drumgen.inference.store import ModelStore

    runtime.MAX_THREADS = arguments.threads
    store = ModelStore(Path(arguments.models) if arguments.models else None)
    generator = Generator(store, device=arguments.provider)
    classes = generator.labels(arguments.model)

    def make(seed: int, count: int = 1) -> int:
        request = GenerationRequest(classes[seed % len(classes)], count, seed, model=arguments.model)
        return sum(len(encode_clip(sound.clip)) > 0 for sound in generator.stream(request))

    make(0)
    cold_start_s = time.time() - arguments.began
    wall, cpu = [], []
    for seed in range(1, arguments.sounds + 1):
        began, busy = time.perf_counter(), time.process_time()
        make(seed)
        wall.append(time.perf_counter() - began)
        cpu.append(time.process_time() - busy)
    began, busy = time.perf_counter(), time.process_time()
    make(1, arguments.batch)
    batch_s, batch_cpu_s = time.perf_counter() - began, time.process_time() - busy
    memory_mb = _peak_mb()

    served = generator.service(GenerationRequest(classes[0], 1, 0, model=arguments.model))
    pair = generator.pair(served.model)  # the model or its student
    card = pair.denoiser.card
    rows = network_rows(pair, served.request)
    products = rows * multiply_adds(store.folder / card.file) + multiply_adds(store.folder / pair.decoder.card.file)
    rate = product_rate(arguments.provider)
    blas = numpy_rate(threads=arguments.threads)
    length_s = pair.n_samples / pair.decoder.card.sample_rate_hz
    return {
        "threads": arguments.threads,
        "provider": pair.provider,
        "model": card.name,
        "model_sha256": card.sha256,
        "steps": pair.settings.steps,
        "guidance": pair.settings.guidance,
        "network_rows": rows,
        "length_s": length_s,
        "median_ms": 1e3 * float(np.median(wall)),
        "p99_ms": 1e3 * float(np.quantile(wall, 0.99)),
        "cpu_s": float(np.median(cpu)),
        "batch_times_real": arguments.batch * length_s / batch_s,
        "batch_cpu_s": batch_cpu_s / arguments.batch,
        "memory_mb": memory_mb,
        "cold_start_s": cold_start_s,
        "multiply_adds": products,
        "onnxruntime_rate": rate.wall,
        "onnxruntime_rate_cpu": rate.cpu,
        "numpy_rate": blas.wall,
        "numpy_rate_cpu": blas.cpu,
        "sounds": arguments.sounds,
        "batch": arguments.batch,
    }


def _pin(threads: int) -> None:
    """Keep the process to as many processors as threads, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        mine = sorted(os.sched_getaffinity(0))
        if threads < len(mine):
            os.sched_setaffinity(0, mine[:threads])


def _peak_mb() -> float:
    try:
        import resource
    except ImportError:  # Windows
        return float("nan")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3


if __name__ == "__main__":
    sys.exit(main())
