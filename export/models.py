"""Export of a codec run and of a denoiser run into a folder of models."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from drumgen.audio.output import write_atomically
from drumgen.diffusion.processes import EdmProcess
from drumgen.errors import DataError
from drumgen.inference.cards import ModelCard, Student
from drumgen.inference.diffusion_settings import DiffusionSettings
from drumgen.inference.fields import Shape
from drumgen.inference.store import ModelStore
from drumgen.representations import layout
from export.graphs import ScaledDecoder, ScaledEncoder, to_onnx
from export.writing import model_card, write_model
from training.commands.common import PACK
from training.data.attributes import attribute_from
from training.data.labels import in_kit_order
from training.data.pack import Pack, open_pack
from training.loop import CHECKPOINT, load_checkpoint
from training.networks.codec import Calibration, Codec, CodecSettings
from training.networks.denoiser import DenoiserSettings, LatentDenoiser
from training.run_folder import read_run

_LATENTS: Shape = ("B", layout.CELLS, layout.CELL_CHANNELS)


def load_codec(run: Path) -> Codec:
    """Return the codec of a run with its averaged weights."""
    facts = read_run(run)
    codec = Codec(CodecSettings(**facts["recipe"]["network"]), Calibration(**facts["recipe"]["calibration"]))
    codec.load_state_dict(load_checkpoint(run / CHECKPOINT)["ema"])
    return codec.eval()


def load_denoiser(run: Path) -> LatentDenoiser:
    """Return the denoiser of a run with its averaged weights, its class weights in kit order."""
    facts = read_run(run)
    cells, channels = facts["latent_shape"]
    network = LatentDenoiser(
        (cells, channels),
        len(facts["classes"]),
        DenoiserSettings(**facts["recipe"]["network"]),
        attributes=len(facts.get("attributes", ())),
    )
    network.load_state_dict(load_checkpoint(run / CHECKPOINT)["ema"])
    order = [facts["classes"].index(label) for label in in_kit_order(facts["classes"])]
    with torch.no_grad():
        network.from_class.weight.copy_(network.from_class.weight[:, order].clone())
    return network.eval()


@torch.no_grad()
def latent_scale(codec: Codec, pack: Pack, *, most: int = 2048) -> float:
    """Return the standard deviation of the latents over (at most `most`) unvaried sounds."""
    rows = pack.originals()[:: max(len(pack.originals()) // most, 1)]
    parts = [
        codec.encoder(torch.from_numpy(pack.features[rows[i : i + 64]].astype(np.float32)))
        for i in range(0, len(rows), 64)
    ]
    return float(torch.cat(parts).std())


def export_codec(run: Path, out: Path) -> list[Path]:
    """Write codec_encoder and codec_decoder with their cards; return the files."""
    facts, codec = read_run(run), load_codec(run)
    facts["calibration"] = asdict(codec.calibration)
    scale = latent_scale(codec, open_pack(run / PACK))
    facts["latent_scale"] = scale
    latents = torch.randn(2, layout.CELLS, layout.CELL_CHANNELS)
    features = torch.randn(2, layout.TOKENS, layout.FEATURES)
    noise = torch.randn(2, layout.SOUND_SAMPLES)
    encoder = to_onnx(ScaledEncoder(codec, scale), [features], ["features"], "latents")
    decoder = to_onnx(ScaledDecoder(codec, scale), [latents, noise], ["latents", "noise"], "audio")
    audio: Shape = ("B", layout.SOUND_SAMPLES)
    read: Shape = ("B", layout.TOKENS, layout.FEATURES)
    encoder_card = _card("codec_encoder", "codec_encoder", facts, {"features": read}, {"latents": _LATENTS})
    taken = {"latents": _LATENTS, "noise": audio}
    decoder_card = _card("codec_decoder", "codec_decoder", facts, taken, {"audio": audio})
    return [write_model(out, encoder, encoder_card), write_model(out, decoder, decoder_card)]


def export_denoiser(run: Path, out: Path, name: str) -> list[Path]:
    """Write a denoiser with its card; the codec that it was trained with must lie in `out` already.

    Raises
    ------
    DataError
        If `out` holds another codec.
    """
    facts, network = read_run(run), load_denoiser(run)
    decoder = ModelStore(out).card("codec_decoder")
    if decoder.sha256 != facts["codec_decoder_sha256"]:
        raise DataError(
            f"The run {run} was trained with another codec than the one in {out}; export into a folder with its codec."
        )
    cells, channels = network.latent_shape
    shape: Shape = ("B", cells, channels)
    examples = {"x": torch.randn(2, cells, channels), "c_noise": torch.randn(2), "class_weights": torch.ones(2, 1)}
    if network.classes > 1:
        examples["class_weights"] = torch.eye(network.classes)[:2]
    if network.attributes:
        examples["attributes"] = torch.ones(2, 2 * network.attributes)
    model = to_onnx(network, list(examples.values()), list(examples), "f")
    sampling = facts["recipe"]["sampling"]
    taken: dict[str, Shape] = {key: ("B", *value.shape[1:]) for key, value in examples.items()}
    card = replace(
        _card(name, "denoiser", facts, taken, {"f": shape}),
        diffusion=DiffusionSettings(
            "edm",
            facts["recipe"]["loss"]["sigma_data"],
            EdmProcess(sampling["sigma_min"], sampling["sigma_max"], sampling["rho"]),
            sampling["sampler"],
            sampling["steps"],
            sampling["guidance"],
            levels=tuple(sampling.get("levels", ())),
        ),
        classes=in_kit_order(facts["classes"]),
        codec=decoder.sha256,
        attributes=tuple(attribute_from(content) for content in facts.get("attributes", ())),
    )
    return [write_model(out, model, card)]


def export_student(run: Path, out: Path, name: str) -> list[Path]:
    """Write a distilled model ``NAME_STEPS``, and into the card of its teacher NAME in `out` that it is its student.

    Raises
    ------
    DataError
        If the run was not distilled, or from a model of other classes or attributes.
    ModelError
        If there is no model NAME in `out`.
    """
    facts, teacher = read_run(run), ModelStore(out).card(name)
    if "distilled" not in facts:
        raise DataError(f"The run {run} was not distilled, so it is nobody's student; leave --student-of out.")
    steps = int(facts["recipe"]["sampling"]["steps"])
    paths = export_denoiser(run, out, f"{name}_{steps}")
    card = ModelStore(out).card(f"{name}_{steps}")
    if (card.classes, card.attributes) != (teacher.classes, teacher.attributes):
        raise DataError(f"The run {run} knows other classes or attributes than the model {name}; name its own teacher.")
    student = Student(card.name, steps, float(facts["distilled"]["guidance"]))
    write_atomically(out / f"{name}.json", replace(teacher, student=student).to_json().encode())
    return paths


def _card(
    name: str, kind: str, facts: dict[str, Any], inputs: dict[str, Shape], outputs: dict[str, Shape]
) -> ModelCard:
    return model_card(name, kind, facts, inputs, outputs, sample_rate_hz=layout.RATE_HZ)
