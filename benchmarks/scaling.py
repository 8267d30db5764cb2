"""`python -m benchmarks.scaling`: training throughput and peak memory against batch, length and parameters.

Every point is measured in a process of its own, because a process's peak memory never falls. One step is forward,
backward and AdamW on random data, so it shows the network's cost without that of reading sounds.
"""

import argparse
import json
import multiprocessing
import os
import platform
import resource
import statistics
import sys
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.utils.flop_counter import FlopCounterMode

from drumgen.errors import DrumgenError
from training.lab import settings as lab_settings
from training.networks.conditioning import ConditionSpec
from training.networks.registry import build_network
from training.representations.registry import build_representation

BATCHES, LENGTHS, WIDTHS = (1, 2, 4, 8, 16, 32), (0.5, 1.0, 2.0), (0.5, 1.0, 2.0)
AT_BATCH = 8
_CLASSES = 10
_FRAMES = 32


@dataclass(frozen=True)
class Point:
    """What is measured: a recipe's network, and how it differs from the recipe.

    Parameters
    ----------
    recipe : str
        Path below training/recipes without its suffix, such as "small/digits".
    batch : int
    length, width : float
        Factors of the number of frames and of the network's width.
    """

    recipe: str
    batch: int
    length: float = 1.0
    width: float = 1.0


@dataclass(frozen=True)
class Result:
    """What was found.

    Parameters
    ----------
    parameters : int
    gflop : float
        Of one sound in one step: forward and backward, an addition and a multiplication counted each.
    sounds_per_s : float
        Median over the steps.
    memory_mb : float
        Peak of the whole process on a CPU; of the tensors on a GPU.
    """

    parameters: int
    gflop: float
    sounds_per_s: float
    memory_mb: float


def build(point: Point) -> tuple[nn.Module, tuple[int, ...], ConditionSpec]:
    """Return the network of a point, the shape of its data and its conditions."""
    recipe = lab_settings.load(lab_settings.RECIPES / f"{point.recipe}.toml")
    representation = recipe.representation
    shape = build_representation(representation.name, representation.settings).shape
    if point.length != 1.0:  # every network can halve a multiple of 32 as often as it wants to
        shape = (*shape[:-1], _FRAMES * max(round(shape[-1] * point.length / _FRAMES), 1))
    told, settings = recipe.conditioning, recipe.network.settings
    spec = ConditionSpec(
        classes=_CLASSES,
        attributes=len(told.attributes),
        tokens=told.tokens,
        vocabulary=told.vocabulary if told.tokens else 0,
        previous=shape if told.previous else (),
    )
    settings = replace(settings, width=round(settings.width * point.width))
    return build_network(recipe.network.name, settings, shape, spec), shape, spec


def inputs(shape: tuple[int, ...], spec: ConditionSpec, batch: int, device: str) -> tuple[Tensor, ...]:
    """Return random x, noise label and conditions."""
    sizes: dict[str, tuple[int, ...]] = {
        "class_weights": (spec.classes,),
        "attributes": (2 * spec.attributes,),
        "tokens": (spec.tokens,),
        "previous": spec.previous,
        "has_previous": (1,),
    }
    conditions = [torch.ones(batch, *sizes[name], device=device) for name in spec.names()]
    return torch.randn(batch, *shape, device=device), torch.rand(batch, device=device), *conditions


def gflop_of(point: Point) -> float:
    """Return GFLOP per sound of forward and backward, counted without computing anything."""
    with torch.device("meta"):
        network, shape, spec = build(point)
    x = inputs(shape, spec, 1, "meta")
    with FlopCounterMode(display=False) as counter:
        network(*x).sum().backward()
    return float(counter.get_total_flops()) / 1e9


def measure(point: Point, device: str, seconds: float, bf16: bool) -> Result:
    """Run steps for some seconds and return what one costs."""
    torch.manual_seed(0)
    network, shape, spec = build(point)
    network.to(device).train()
    optimiser = torch.optim.AdamW(network.parameters())
    x = inputs(shape, spec, point.batch, device)

    def step() -> None:
        optimiser.zero_grad(set_to_none=True)
        with torch.autocast(device, torch.bfloat16, enabled=bf16):
            out = network(*x)
        torch.autograd.backward(torch.mean(out.float() ** 2))
        optimiser.step()
        if device == "cuda":
            torch.cuda.synchronize()

    for _ in range(2):
        step()
    times: list[float] = []
    while sum(times) < seconds or len(times) < 3:
        begin = time.perf_counter()
        step()
        times.append(time.perf_counter() - begin)
    if device == "cuda":
        memory_mb = torch.cuda.max_memory_allocated() / 1e6
    else:
        memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    parameters = sum(parameter.numel() for parameter in network.parameters())
    return Result(parameters, gflop_of(point), point.batch / statistics.median(times), memory_mb)


def points(recipes: list[str]) -> list[Point]:
    """Return all points of a run: each of batch, length and width varied by itself."""
    found: dict[Point, None] = {}
    for recipe in recipes:
        for batch in BATCHES:
            found[Point(recipe, batch)] = None
        for length in LENGTHS:
            found[Point(recipe, AT_BATCH, length=length)] = None
        for width in WIDTHS:
            found[Point(recipe, AT_BATCH, width=width)] = None
    return list(found)


def draw(rows: list[tuple[Point, Result]], path: Path, title: str) -> None:
    """Draw throughput above and memory below, against batch, length and parameters."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(2, 3, figsize=(11, 6), layout="constrained")
    columns: list[tuple[str, Any, Any]] = [
        ("batch", lambda p, r: p.batch, lambda p: p.length == 1.0 and p.width == 1.0),
        (f"length, relative (batch {AT_BATCH})", lambda p, r: p.length, lambda p: p.batch == AT_BATCH and p.width == 1),
        (f"parameters (batch {AT_BATCH})", lambda p, r: r.parameters, lambda p: p.batch == AT_BATCH and p.length == 1),
    ]
    for column, (label, place, chosen) in enumerate(columns):
        for recipe in dict.fromkeys(point.recipe for point, _ in rows):
            line = sorted(
                (place(p, r), r.sounds_per_s, r.memory_mb) for p, r in rows if p.recipe == recipe and chosen(p)
            )
            if line:
                where, speed, memory = zip(*line, strict=True)
                axes[0, column].plot(where, speed, "o-", label=recipe)
                axes[1, column].plot(where, memory, "o-", label=recipe)
        axes[0, column].set(ylabel="sounds per second", xscale="log", yscale="log")
        axes[1, column].set(xlabel=label, ylabel="peak memory in MB", xscale="log", yscale="log")
    axes[0, 0].legend(fontsize=7, loc="lower right")
    figure.suptitle(title)
    figure.savefig(path, dpi=110)
    pyplot.close(figure)


def main() -> int:
    """Measure, print a table, write it as JSON and as a figure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scaling", description=__doc__.split("\n")[0])
    parser.add_argument("--recipes", default="small/digits,small/tonal-text,small/piano-distilled")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--seconds", type=float, default=3.0, help="of each point (default: %(default)s)")
    parser.add_argument("--bf16", action="store_true", help="compute products in bfloat16")
    parser.add_argument("--count-only", action="store_true", help="print parameters and GFLOP, measure nothing")
    parser.add_argument("--out", type=Path, default=Path("out/scaling"), help="folder (default: %(default)s)")
    arguments = parser.parse_args()
    recipes = arguments.recipes.split(",")
    if arguments.count_only:
        for recipe in recipes:
            point = Point(recipe, 1)
            with torch.device("meta"):
                network, shape, _ = build(point)
            parameters = sum(parameter.numel() for parameter in network.parameters())
            print(
                f"{recipe:<22}{parameters / 1e6:>9.2f} M parameters{gflop_of(point):>10.2f} GFLOP  {shape}", flush=True
            )
        return 0
    print(
        f"{'recipe':<22}{'batch':>6}{'length':>8}{'parameters':>12}{'GFLOP':>8}{'sounds/s':>10}{'MB':>8}{'GFLOP/s':>9}"
    )
    rows: list[tuple[Point, Result]] = []
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for point in points(recipes):
            try:
                found = pool.apply(measure, (point, arguments.device, arguments.seconds, arguments.bf16))
            except torch.OutOfMemoryError:
                print(f"{point.recipe:<22}{point.batch:>6}{point.length:>8g}  does not fit", flush=True)
                continue
            rows.append((point, found))
            print(
                f"{point.recipe:<22}{point.batch:>6}{point.length:>8g}{found.parameters:>12,}{found.gflop:>8.2f}"
                f"{found.sounds_per_s:>10.1f}{found.memory_mb:>8.0f}{found.gflop * found.sounds_per_s:>9.0f}",
                flush=True,
            )
    name = torch.cuda.get_device_name() if arguments.device == "cuda" else f"{platform.machine()} CPU"
    kind = "bfloat16" if arguments.bf16 else "float32"
    title = f"{name}, {os.cpu_count()} cores, {kind}, torch {torch.__version__}"
    arguments.out.mkdir(parents=True, exist_ok=True)
    content = {"machine": title, "points": [{**asdict(point), **asdict(found)} for point, found in rows]}
    (arguments.out / "scaling.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    draw(rows, arguments.out / "scaling.png", title)
    print(f"wrote {arguments.out / 'scaling.json'} and scaling.png")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except DrumgenError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
