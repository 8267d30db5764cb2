"""`python -m training study`: what the seed documents measured on a run's pictures, with figures."""

import argparse
import json
import shutil
from dataclasses import asdict
from pathlib import Path

import numpy as np

from training.data.scan import scan
from training.lab.pictures import save_samples
from training.lab.prepared import prepare_examples
from training.lab.run import drawer_of, open_run
from training.lab.studies import study_continuations, study_likeness, study_reconstruction
from training.run_folder import open_folder
from training.running.console import say


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    parser = commands.add_parser("study", help="reconstruction, likeness and continuations of a laboratory run")
    parser.add_argument("--run", dest="folder", type=Path, required=True, help="folder of the trained run")
    parser.add_argument("--data", type=Path, required=True, help="the sounds that it was trained on")
    parser.add_argument("--out", type=Path, required=True, help="folder for tables and figures")
    parser.add_argument("--count", type=int, default=64, help="pairs for the likeness (default: %(default)s)")
    parser.add_argument("--steps", type=int, help="sampling steps (default: the recipe's)")
    parser.add_argument("--seed", type=int, default=0, help="that the run was trained with (default: %(default)s)")
    parser.add_argument("--share-alike", action="store_true", help="the data include CC-BY-SA sounds")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Measure, draw and print."""
    recipe, facts, network = open_run(arguments.folder)
    out = open_folder(arguments.out)
    report = scan(arguments.data, share_alike=arguments.share_alike)
    data = prepare_examples(recipe, report, arguments.folder, seed=arguments.seed)
    drawer = drawer_of(recipe, facts, data)
    say("reconstructing from noise ...")
    rebuilt = study_reconstruction(network, recipe, drawer)
    rebuilt.save_figure(out / "process.png")
    say("generating under the conditions of held-out sounds ...")
    likeness = study_likeness(network, recipe, drawer, count=arguments.count, steps=arguments.steps)
    sections = [
        ("Reconstruction from a noised input", rebuilt.markdown()),
        ("Likeness under the same conditions", likeness.markdown()),
    ]
    figures: dict[str, object] = {
        "reconstruction": [
            {"sigma": level.sigma, "noised": asdict(level.noised), "reverse": asdict(level.reverse)}
            for level in rebuilt.levels
        ],
        "likeness": asdict(likeness),
    }
    if recipe.conditioning.previous:
        say("continuing one start with three seeds ...")
        found = study_continuations(network, recipe, drawer, out / "continuations.png")
        sections.append(("Same start, different continuations", found.markdown()))
        figures["continuations"] = {"between": found.between.tolist(), "training_pairs": found.training_pairs}
    save_samples(out / "samples.png", network, recipe, drawer, np.random.default_rng(1))
    if (arguments.folder / "loss.png").is_file():
        shutil.copy(arguments.folder / "loss.png", out / "loss.png")
    text = "\n".join(f"## {title}\n\n{table}" for title, table in sections)
    (out / "study.md").write_text(text, encoding="utf-8")
    (out / "study.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    print(text)
    return 0
