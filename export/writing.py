"""Cards for exported models, and how a model and its card come into a folder together."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import onnx

from drumgen import __version__
from drumgen.errors import OutputError
from drumgen.inference.cards import ModelCard, Source
from drumgen.inference.fields import Shape
from export.graphs import halve_weights

SHIPPED_LICENCE = "CC-BY-4.0"
UNTRAINED_LICENCE = "Apache-2.0"
"""Of models that hold arithmetic alone and learned from no sound."""
_FREE = ("CC0", "PUBLIC DOMAIN", "MIT", "APACHE", "CC-BY-3.0", "CC-BY-4.0")
_TRAINING_FACTS = ("recipe", "steps", "minutes", "device", "parameters", "distilled", "latent_scale", "calibration")


def licence_of(licences: set[str]) -> str:
    """Return the licence of weights that were trained on sounds under `licences`.

    Only sources that ask for attribution at most let us give the weights away under CC BY.
    """
    if licences and all(licence.upper().startswith(_FREE) for licence in licences):
        return SHIPPED_LICENCE
    return "not determined: trained on " + ", ".join(sorted(licences))


def model_card(
    name: str,
    kind: str,
    facts: Mapping[str, Any],
    inputs: Mapping[str, Shape],
    outputs: Mapping[str, Shape],
    *,
    sample_rate_hz: int,
) -> ModelCard:
    """Return the card of a trained model, without the checksum and what only its kind has.

    Parameters
    ----------
    name, kind : str
    facts : mapping
        The content of run.json.
    inputs, outputs : mapping of name to shape
    sample_rate_hz : int
    """
    sources = tuple(Source(**row) for row in facts["sources"])
    return ModelCard(
        name=name,
        version=__version__,
        kind=kind,
        file=f"{name}.onnx",
        sha256="",
        licence=licence_of({source.licence for source in sources}),
        sample_rate_hz=sample_rate_hz,
        inputs=inputs,
        outputs=outputs,
        attribution=tuple(dict.fromkeys(source.attribution for source in sources if source.attribution)),
        sources=sources,
        training={key: facts[key] for key in _TRAINING_FACTS if key in facts},
    )


def write_model(out: Path, model: onnx.ModelProto, card: ModelCard, *, halved: bool = True) -> Path:
    """Write a model and its card aside, then put both in place.

    Parameters
    ----------
    out : Path
        Folder of models; made where it does not exist.
    model : ModelProto
    card : ModelCard
        Gets the file's checksum.
    halved : bool
        Whether large weights are stored in half precision; constants that are no learned weights had better not be.

    Returns
    -------
    Path
        The ONNX file.

    Raises
    ------
    OutputError
        If the folder cannot be written.
    """
    content = (halve_weights(model) if halved else model).SerializeToString()
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
