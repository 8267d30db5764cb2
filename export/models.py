"""Export of a codec run and of a denoiser run into a folder of models."""

import hashlib
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch

from drumgen import __version__
from drumgen.errors import DataError, OutputError
from drumgen.inference.cards import DiffusionSettings, ModelCard, Source
from drumgen.inference.fields import Shape
from drumgen.inference.store import ModelStore
from drumgen.representations import layout
from export.graphs import ScaledDecoder, ScaledEncoder, halve_weights, to_onnx
from training.commands.common import PACK
from training.data.labels import in_kit_order
from training.data.pack import Pack, open_pack
from training.loop import CHECKPOINT, load_checkpoint
from training.networks.codec import Calibration, Codec, CodecSettings
from training.networks.denoiser import DenoiserSettings, LatentDenoiser
from training.run_folder import read_run

SHIPPED_LICENCE = "CC-BY-4.0"
_FREE = ("CC0", "PUBLIC DOMAIN", "MIT", "APACHE", "CC-BY-3.0", "CC-BY-4.0")
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
    network = LatentDenoiser((cells, channels), len(facts["classes"]), DenoiserSettings(**facts["recipe"]["network"]))
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
    shapes: Shape = ("B", layout.TOKENS, layout.FEATURES)
    return [
        _write(
            out, encoder, _card("codec_encoder", "codec_encoder", facts, {"features": shapes}, {"latents": _LATENTS})
        ),
        _write(
            out,
            decoder,
            _card("codec_decoder", "codec_decoder", facts, {"latents": _LATENTS, "noise": audio}, {"audio": audio}),
        ),
    ]


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
    examples = [torch.randn(2, cells, channels), torch.randn(2), torch.eye(network.classes)[:2]]
    if network.classes == 1:
        examples[2] = torch.ones(2, 1)
    model = to_onnx(network, examples, ["x", "c_noise", "class_weights"], "f")
    sampling = facts["recipe"]["sampling"]
    card = _card(
        name,
        "denoiser",
        facts,
        {"x": shape, "c_noise": ("B",), "class_weights": ("B", network.classes)},
        {"f": shape},
        diffusion=DiffusionSettings(
            parameterization="edm", sigma_data=facts["recipe"]["loss"]["sigma_data"], **sampling
        ),
        classes=in_kit_order(facts["classes"]),
        codec=decoder.sha256,
    )
    return [_write(out, model, card)]


def licence_of(licences: set[str]) -> str:
    """Return the licence of weights that were trained on sounds under `licences`.

    Only sources that ask for attribution at most let us give the weights away under CC BY.
    """
    if licences and all(licence.upper().startswith(_FREE) for licence in licences):
        return SHIPPED_LICENCE
    return "not determined: trained on " + ", ".join(sorted(licences))


def _card(
    name: str, kind: str, facts: dict[str, Any], inputs: dict[str, Shape], outputs: dict[str, Shape], **more: Any
) -> ModelCard:
    sources = tuple(Source(**row) for row in facts["sources"])
    return ModelCard(
        name=name,
        version=__version__,
        kind=kind,
        file=f"{name}.onnx",
        sha256="",
        licence=licence_of({source.licence for source in sources}),
        sample_rate_hz=layout.RATE_HZ,
        inputs=inputs,
        outputs=outputs,
        attribution=tuple(dict.fromkeys(source.attribution for source in sources if source.attribution)),
        sources=sources,
        training={
            key: facts[key]
            for key in ("recipe", "steps", "minutes", "device", "latent_scale", "calibration")
            if key in facts
        },
        **more,
    )


def _write(out: Path, model: onnx.ModelProto, card: ModelCard) -> Path:
    """Write model and card aside, then put both in place."""
    content = halve_weights(model).SerializeToString()
    card = replace(card, sha256=hashlib.sha256(content).hexdigest())
    path = out / card.file
    try:
        out.mkdir(parents=True, exist_ok=True)
        for target, data in ((path, content), (out / f"{card.name}.json", card.to_json().encode())):
            aside = target.with_suffix(target.suffix + ".part")
            aside.write_bytes(data)
            aside.replace(target)
    except OSError as error:
        raise OutputError(f"The models cannot be written to {out} ({error.strerror}); choose another --out.") from error
    return path
