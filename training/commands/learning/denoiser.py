"""`python -m training drums`: train a latent denoiser on a folder of sounds, with the shipped codec."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch

from drumgen.errors import DataError
from drumgen.inference.store import ModelStore
from training.commands.common import (
    add_run_options,
    choose_device,
    choose_fabric,
    one_after_the_other,
    open_or_build_pack,
    resolve,
)
from training.data.examples import drum_examples
from training.denoiser_step import DenoiserStep
from training.evaluation.previews import Previews
from training.evaluation.sheet import save_sheet
from training.loop import Trainer
from training.networks.denoiser import LatentDenoiser
from training.networks.exported import start_from
from training.run_folder import open_folder, plot_loss, save_run
from training.running.attempt import resume, train
from training.running.console import say
from training.sampling import sample_audio
from training.settings import DenoiserRecipe
from training.share import BatchNoise

VALIDATION_EVERY_LINES = 3
SHEET_PER_CLASS = 4


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    parser = commands.add_parser("drums", help="train a drum model on a folder of sounds")
    add_run_options(parser, "drums")
    parser.add_argument("--models", type=Path, help="folder with the codec (default: the shipped models)")
    parser.add_argument("--from-model", metavar="NAME", help="begin with the weights of a model in --models")
    parser.add_argument(
        "--preview-minutes", type=float, help="write a sound of each class into previews/ every so often"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Train the denoiser."""
    recipe, report = resolve(arguments)
    if not isinstance(recipe, DenoiserRecipe):
        raise DataError(f"The recipe {arguments.recipe} is not of the kind denoiser; name another one.")
    if arguments.dry_run:
        return 0
    folder = open_folder(arguments.out)
    device = choose_device(arguments.device)
    fabric = choose_fabric(arguments, device)
    store = ModelStore(arguments.models)
    decoder = store.codec_decoder()
    with one_after_the_other(fabric):
        pack = open_or_build_pack(folder, report, variants=recipe.data.variants, seed=arguments.seed)
        examples = drum_examples(pack, recipe, store, folder)
    device = fabric.device if fabric else device
    latents = torch.from_numpy(examples.latents).to(device)
    if len(pack.labels) == 1:
        say(f"Notice: all sounds are of the class {pack.labels[0]}, so the model learns nothing about classes.")
    classes, rows = torch.from_numpy(examples.classes).to(device), examples.rows
    known = None if examples.known is None else torch.from_numpy(examples.known).to(device)
    torch.manual_seed(arguments.seed)
    shape = (int(latents.shape[1]), int(latents.shape[2]))
    network = LatentDenoiser(shape, len(pack.labels), recipe.network, attributes=len(examples.attributes)).to(device)
    if arguments.from_model:
        start_from(network, pack.labels, store, arguments.from_model)
    step = DenoiserStep(network, recipe.loss, bf16=not arguments.no_bf16)
    trainer = Trainer(network, recipe.loop, folder, heads=("write",), fabric=fabric, step=step)
    resume(trainer, arguments)
    facts: dict[str, Any] = {
        "device": str(device),
        "latent_shape": list(shape),
        "codec_decoder_sha256": decoder.card.sha256,
        "attributes": [asdict(attribute) for attribute in examples.attributes],
    }
    if arguments.from_model:
        facts["started_from"] = store.card(arguments.from_model).sha256
    if trainer.is_first:
        save_run(folder, recipe, pack, **facts)
    rng = np.random.default_rng((arguments.seed, trainer.step))
    generator = torch.Generator(device).manual_seed(int(rng.integers(2**31)))
    noise = BatchNoise(generator, trainer.share)
    if trainer.share.rank:  # dropout differs between processes
        torch.manual_seed(int(rng.integers(2**31)) + trainer.share.rank)

    def losses() -> dict[str, torch.Tensor]:
        network.train()
        picked = torch.from_numpy(trainer.share.take(rows.draw(recipe.data.batch, rng))).to(device)
        return trainer.forward(latents[picked], classes[picked], noise, None if known is None else known[picked])

    previews = Previews(folder, decoder, recipe, pack.labels, every_minutes=arguments.preview_minutes)
    lines = 0
    validation = torch.from_numpy(np.repeat(rows.validation, 8)).to(device)

    def on_log(line: dict[str, Any]) -> None:
        nonlocal lines
        lines += 1
        if len(rows.validation) and lines % VALIDATION_EVERY_LINES == 0:
            network.eval()
            with torch.no_grad():
                same = BatchNoise(torch.Generator(device).manual_seed(1))
                held_out = None if known is None else known[validation]
                found = step(latents[validation], classes[validation], same, held_out)["loss"]
                line["validation"] = round(float(found), 5)
        previews.look(network, trainer.ema, step=trainer.step, minutes=line["minutes"])
        say(json.dumps(line))

    code = train(trainer, losses, on_log=on_log)
    if code or not trainer.is_first:
        return code
    save_run(folder, recipe, pack, **facts, steps=trainer.step, minutes=round(trainer.seconds / 60.0, 2))
    plot_loss(folder)
    network.load_state_dict(trainer.ema)
    network.eval()
    sounds = sample_audio(network, decoder, recipe, list(pack.labels), per_class=SHEET_PER_CLASS, seed=arguments.seed)
    save_sheet(folder / "samples.png", sounds)
    say(f"Done after {trainer.step} steps; look at {folder / 'samples.png'}, export with:")
    say(f"  python -m export drums --run {folder} --out FOLDER")
    return 0
