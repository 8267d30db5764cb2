"""A latent denoiser that is to teach: from its run, or from its exported file."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from drumgen.errors import DataError
from drumgen.inference.condition_facts import Attribute
from drumgen.inference.store import ModelStore
from training.data.attributes import attribute_from
from training.data.pack import Pack
from training.loop import CHECKPOINT, load_checkpoint
from training.networks.denoiser import LatentDenoiser
from training.networks.exported import start_from
from training.run_folder import read_run, source_table
from training.settings import DenoiserRecipe, recipe_from


@dataclass(frozen=True)
class Teacher:
    """What is known of a teacher.

    Parameters
    ----------
    recipe : DenoiserRecipe
    facts : dict
        As in its run.json: latent_shape, codec_decoder_sha256 and attributes at least.
    origin : (ModelStore, str) or Path
        The exported model, or the run's folder.
    """

    recipe: DenoiserRecipe
    facts: dict[str, Any]
    origin: tuple[ModelStore, str] | Path

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        """The attributes that it is told."""
        return tuple(attribute_from(content) for content in self.facts["attributes"])

    def network(self, labels: Sequence[str]) -> LatentDenoiser:
        """Return its network, the class weights in the order of `labels`, in evaluation mode.

        Raises
        ------
        DataError
            If it knows other classes than these.
        """
        if sorted(self.facts["classes"]) != sorted(labels):
            raise DataError(
                f"The teacher knows the classes {', '.join(self.facts['classes'])}, but the sounds have "
                f"{', '.join(labels)}; name the sounds that it was trained on."
            )
        cells, channels = self.facts["latent_shape"]
        network = LatentDenoiser(
            (cells, channels), len(labels), self.recipe.network, attributes=len(self.facts["attributes"])
        )
        if isinstance(self.origin, Path):
            network.load_state_dict(load_checkpoint(self.origin / CHECKPOINT)["ema"])
        else:
            start_from(network, tuple(labels), *self.origin)
        return network.eval()

    def facts_for(self, pack: Pack, device: str) -> dict[str, Any]:
        """Return what its students' run.json repeats."""
        return {**self.facts, "classes": list(pack.labels), "sources": source_table(pack), "device": device}


def trained_teacher(run: Path) -> Teacher:
    """Return the teacher that a run trained; raises `DataError` if the folder holds none."""
    facts = {"attributes": [], **read_run(run)}
    return Teacher(recipe_from(facts["recipe"]), facts, run)


def exported_teacher(store: ModelStore, name: str) -> Teacher:
    """Return an exported model as a teacher.

    Raises
    ------
    ModelError
        If there is no such model.
    DataError
        If its card does not say by which recipe it was trained.
    """
    card = store.card(name)
    content = card.training.get("recipe")
    if card.kind != "denoiser" or not isinstance(content, dict) or "sampling" not in content:
        raise DataError(f"The card of {name} does not say how a drum model was trained; distill its run with --run.")
    recipe = recipe_from(content)
    facts = {
        "drumgen_version": card.version,
        "classes": list(card.classes),
        "latent_shape": list(card.inputs["x"][1:]),
        "codec_decoder_sha256": card.codec,
        "attributes": [asdict(attribute) for attribute in card.attributes],
    }
    return Teacher(recipe, facts, (store, name))
