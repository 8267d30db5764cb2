"""Export of a laboratory run: its denoiser and its representation's way back, into a folder of their own."""

from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor, nn

from drumgen import __version__
from drumgen.errors import DataError
from drumgen.inference.cards import ModelCard
from drumgen.inference.condition_facts import Attribute
from drumgen.inference.diffusion_settings import DiffusionSettings
from drumgen.inference.fields import Shape
from drumgen.inference.store import ModelStore
from export.graphs import to_onnx
from export.joining import JoinedDecoder
from export.writing import UNTRAINED_LICENCE, model_card, write_model
from training.lab.run import RunFacts, open_run, spec_of
from training.lab.sampling import clip_of, process_of
from training.lab.settings import LabRecipe
from training.networks.conditioning import ConditionSpec
from training.representations.base import Representation
from training.representations.registry import build_representation
from training.run_folder import read_run

_LEAST = 1e-3  # below it, training takes a logarithmic attribute for this value


def export_lab(run: Path, out: Path, name: str | None = None) -> list[Path]:
    """Write NAME and codec_decoder with their cards; return the files.

    Parameters
    ----------
    run : Path
        Folder of a laboratory run.
    out : Path
        Folder of models. One that holds models of another representation is refused, since a folder has one decoder.
    name : str or None
        None takes the recipe's name.

    Raises
    ------
    DataError
        If `run` is no laboratory run, or `out` holds models that need another decoder.
    OutputError
        If `out` cannot be written.
    """
    content = read_run(run)
    if content.get("kind") != "lab":
        raise DataError(f"The run {run} is not of the laboratory; use the commands codec or drums for it.")
    recipe, facts, network = open_run(run)
    name = name or recipe.name
    representation = build_representation(recipe.representation.name, recipe.representation.settings)
    decoder = _write_decoder(out, name, recipe, representation)
    spec = spec_of(recipe, facts)
    examples = example_inputs(representation.shape, spec)
    model = to_onnx(network, list(examples.values()), list(examples), "f")
    latents: Shape = ("B", *representation.shape)
    card = replace(
        model_card(
            name,
            "denoiser",
            content,
            {key: ("B", *value.shape[1:]) for key, value in examples.items()},
            {"f": latents},
            sample_rate_hz=representation.rate_hz,
        ),
        diffusion=diffusion_settings(recipe),
        classes=facts.classes,
        codec=decoder.sha256,
        attributes=card_attributes(facts),
        vocabulary=facts.vocabulary,
    )
    return [write_model(out, model, card), out / decoder.file]


def example_inputs(shape: tuple[int, ...], spec: ConditionSpec) -> dict[str, Tensor]:
    """Return inputs for tracing a network, two rows each, in its order."""
    sizes = {
        "class_weights": (spec.classes,),
        "attributes": (2 * spec.attributes,),
        "tokens": (spec.tokens,),
        "previous": spec.previous,
        "has_previous": (1,),
    }
    told = {name: torch.ones(2, *sizes[name]) for name in spec.names()}
    return {"x": torch.randn(2, *shape), "c_noise": torch.rand(2), **told}


def diffusion_settings(recipe: LabRecipe) -> DiffusionSettings:
    """Return how the app is to sample the recipe's model."""
    sampling = recipe.sampling
    return DiffusionSettings(
        recipe.loss.parameterization,
        recipe.loss.sigma_data,
        process_of(recipe),
        sampling.sampler,
        sampling.steps,
        sampling.guidance,
        levels=sampling.levels,
        clip=clip_of(recipe),
        start_mean=sampling.start_mean,
    )


def card_attributes(facts: RunFacts) -> tuple[Attribute, ...]:
    """Return the attributes as a card describes them."""
    return tuple(
        Attribute(
            name=attribute.name,
            unit=attribute.unit,
            mean=attribute.mean,
            std=attribute.std,
            low=max(attribute.low, _LEAST) if attribute.logarithmic else attribute.low,
            high=attribute.high,
            logarithmic=attribute.logarithmic,
        )
        for attribute in facts.attributes
    )


def joined_decoder(representation: Representation) -> nn.Module:
    """Return the representation's way back for any number of blocks."""
    return JoinedDecoder(representation).eval()


def _write_decoder(out: Path, name: str, recipe: LabRecipe, representation: Representation) -> ModelCard:
    """Write the decoder, unless the same lies there already; return its card."""
    samples = representation.n_samples
    examples = [torch.rand(2, 2, *representation.shape), torch.randn(2, 2 * samples)]
    open_axes = {"latents": "K", "noise": "N", "audio": "N"}
    model = to_onnx(joined_decoder(representation), examples, ["latents", "noise"], "audio", open_axes=open_axes)
    audio: Shape = ("B", "N")
    card = ModelCard(
        name="codec_decoder",
        version=__version__,
        kind="codec_decoder",
        file="codec_decoder.onnx",
        sha256="",
        licence=UNTRAINED_LICENCE,
        sample_rate_hz=representation.rate_hz,
        inputs={"latents": ("B", "K", *representation.shape), "noise": audio},
        outputs={"audio": audio},
        training={"representation": recipe.representation.name, "settings": _plain(recipe)},
        block_samples=samples,
    )
    store = ModelStore(out)
    others = [other for other in store.names() if other != name]
    before = store.card("codec_decoder") if (out / "codec_decoder.json").exists() else None
    if before is not None and others and before.training != card.training:
        raise DataError(
            f"The folder {out} holds the model {others[0]}, which needs another decoder; choose another --out."
        )
    if before is not None and others:
        return before
    write_model(out, model, card, halved=False)
    return store.card("codec_decoder")


def _plain(recipe: LabRecipe) -> dict[str, object]:
    """Return the representation's settings as JSON gives them back."""
    settings = recipe.representation.settings
    return {key: list(value) if isinstance(value, tuple) else value for key, value in vars(settings).items()}
