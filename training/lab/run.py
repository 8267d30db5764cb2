"""A laboratory run from recipe and folder to a trained network with its report."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn

from drumgen import __version__
from training.data.scan import ScanReport
from training.lab import settings as lab_settings
from training.lab.conditions import Attribute, attribute_from
from training.lab.dataset import Drawer
from training.lab.prepared import PreparedData
from training.lab.sampling import process_of
from training.lab.settings import LabRecipe
from training.lab.step import Batches, LabStep
from training.loop import CHECKPOINT, Trainer, load_checkpoint
from training.networks.conditioning import ConditionSpec
from training.networks.registry import build_network
from training.run_folder import RUN, plot_loss, read_run, source_rows
from training.running.attempt import train
from training.running.console import say

if TYPE_CHECKING:
    from lightning_fabric import Fabric

VALIDATION_EVERY_LINES = 3


@dataclass(frozen=True)
class RunFacts:
    """What run.json says beside the recipe.

    Parameters
    ----------
    classes : tuple of str
    attributes : tuple of Attribute
    vocabulary : tuple of str
    shape : tuple of int
        Of one example.
    sources : list of dict
        Source, licence, files and attribution.
    """

    classes: tuple[str, ...]
    attributes: tuple[Attribute, ...]
    vocabulary: tuple[str, ...]
    shape: tuple[int, ...]
    sources: list[dict[str, Any]]


def facts_of(recipe: LabRecipe, report: ScanReport, data: PreparedData) -> RunFacts:
    """Return the facts of a run on prepared data."""
    used = set(data.examples.files)
    sources = source_rows([sound for sound in report.sounds if str(sound.path) in used])
    return facts_on(recipe, set(data.examples.labels), sources, data)


def facts_on(recipe: LabRecipe, labels: set[str], sources: list[dict[str, Any]], data: PreparedData) -> RunFacts:
    """Return the facts of a run on sounds of the given classes and sources, with the scales fitted to `data`."""
    classes = tuple(sorted(labels)) if recipe.conditioning.classes else (recipe.name.partition("-")[0],)
    return RunFacts(classes, data.attributes, data.vocabulary, data.examples.shape, sources)


def spec_of(recipe: LabRecipe, facts: RunFacts) -> ConditionSpec:
    """Return what the network is told."""
    told = recipe.conditioning
    return ConditionSpec(
        classes=len(facts.classes),
        attributes=len(told.attributes),
        tokens=told.tokens,
        vocabulary=len(facts.vocabulary) if told.tokens else 0,
        previous=facts.shape if told.previous else (),
    )


def build(recipe: LabRecipe, facts: RunFacts) -> nn.Module:
    """Return an untrained network."""
    return build_network(recipe.network.name, recipe.network.settings, facts.shape, spec_of(recipe, facts))


def drawer_of(recipe: LabRecipe, facts: RunFacts, data: PreparedData) -> Drawer:
    """Return what draws the run's batches."""
    return Drawer(
        data.examples,
        facts.classes,
        facts.attributes,
        spec_of(recipe, facts),
        recipe.data.class_power,
        recipe.data.validation_share,
    )


def save_facts(folder: Path, recipe: LabRecipe, facts: RunFacts, **more: Any) -> None:
    """Write run.json."""
    content = {
        "drumgen_version": __version__,
        "kind": "lab",
        "recipe": lab_settings.to_dict(recipe),
        "classes": list(facts.classes),
        "attributes": [asdict(attribute) for attribute in facts.attributes],
        "vocabulary": list(facts.vocabulary),
        "shape": list(facts.shape),
        "sources": facts.sources,
        **more,
    }
    (folder / RUN).write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def open_run(folder: Path) -> tuple[LabRecipe, RunFacts, nn.Module]:
    """Open a run: its recipe, its facts, and its network with averaged weights in evaluation mode.

    Raises
    ------
    DataError
        If the folder holds no laboratory run or its checkpoint does not fit.
    """
    content = read_run(folder)
    recipe = lab_settings.resolve(content["recipe"], origin=str(folder / RUN), name=content["recipe"].get("name", ""))
    facts = RunFacts(
        tuple(content["classes"]),
        tuple(attribute_from(item) for item in content["attributes"]),
        tuple(content["vocabulary"]),
        tuple(content["shape"]),
        content["sources"],
    )
    network = build(recipe, facts)
    averaged = load_checkpoint(folder / CHECKPOINT)["ema"]
    network.load_state_dict(averaged)
    return recipe, facts, network.eval()


@dataclass(frozen=True)
class Engine:
    """Where and how a run is computed.

    Parameters
    ----------
    device : torch.device
    fabric : Fabric or None
        Several processes; None: this one alone.
    bf16 : bool
    seed : int
    """

    device: torch.device
    fabric: "Fabric | None"
    bf16: bool
    seed: int


def trainer_of(recipe: LabRecipe, facts: RunFacts, folder: Path, engine: Engine) -> tuple[Trainer, LabStep]:
    """Return a trainer of a new network, and the step that computes its loss."""
    torch.manual_seed(engine.seed)
    network = build(recipe, facts).to(engine.device)
    step = LabStep(network, recipe.loss, bf16=engine.bf16)
    return Trainer(network, recipe.loop, folder, fabric=engine.fabric, step=step), step


def batches_of(recipe: LabRecipe, drawer: Drawer, trainer: Trainer, engine: Engine) -> Batches:
    """Return what draws the run's batches from prepared examples."""
    return Batches(
        drawer,
        process_of(recipe),
        recipe.data.batch,
        recipe.conditioning.dropout,
        device=engine.device,
        seed=engine.seed + trainer.step,
        share=trainer.share,
    )


def fit(trainer: Trainer, step: LabStep, recipe: LabRecipe, facts: RunFacts, batches: Batches, engine: Engine) -> int:
    """Train the network, write run.json and the loss curve; return the exit code.

    Afterwards the first process's network has the averaged weights.
    """
    drawer = batches.drawer
    parameters = sum(parameter.numel() for parameter in step.network.parameters())
    known: dict[str, Any] = {"device": str(engine.device), "parameters": parameters}
    if trainer.is_first:
        save_facts(trainer.folder, recipe, facts, **known)
    if trainer.share.rank:  # dropout differs between processes
        torch.manual_seed(engine.seed + trainer.share.rank)
    lines = 0

    def losses() -> dict[str, Tensor]:
        step.train()
        return trainer.forward(*batches.training())

    def on_log(line: dict[str, Any]) -> None:
        nonlocal lines
        lines += 1
        if len(drawer.validation) and lines % VALIDATION_EVERY_LINES == 0:
            step.eval()
            with torch.no_grad():
                line["validation"] = round(float(step(*batches.validation())["loss"]), 5)
        say(json.dumps(line))

    code = train(trainer, losses, on_log=on_log)
    if code or not trainer.is_first:
        return code
    save_facts(trainer.folder, recipe, facts, **known, steps=trainer.step, minutes=round(trainer.seconds / 60.0, 2))
    plot_loss(trainer.folder)
    step.network.load_state_dict(trainer.ema)
    step.network.eval()
    return 0
