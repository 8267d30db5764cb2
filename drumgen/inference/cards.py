"""Model cards: the JSON file beside each ONNX file that says what it is, and may be used for.

A card is read into a frozen `ModelCard`; whatever does not fit raises `ModelError` naming the card and the field.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from drumgen.errors import ModelError
from drumgen.inference.condition_facts import (
    OPTIONAL_INPUTS,
    Attribute,
    check_condition_inputs,
    read_attributes,
)
from drumgen.inference.diffusion_settings import DiffusionSettings, diffusion_to_json, read_diffusion
from drumgen.inference.fields import BLOCKS, SAMPLES, FieldError, Fields, Shape

SCHEMA = 1

KINDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = MappingProxyType(
    {
        "denoiser": (("x", "c_noise", "class_weights"), ("f",)),
        "codec_encoder": (("features",), ("latents",)),
        "codec_decoder": (("latents", "noise"), ("audio",)),
        "words": (("buckets",), ("vectors",)),
    }
)
"""The kinds of model, with the names of each one's inputs and outputs; denoisers may have `OPTIONAL_INPUTS` too."""


@dataclass(frozen=True)
class Source:
    """A collection of sounds that a model was trained on."""

    source: str
    licence: str
    files: int
    attribution: str


@dataclass(frozen=True)
class Student:
    """A model that was distilled from another one and does the same in fewer steps.

    Parameters
    ----------
    name : str
        Of its card in the same folder.
    steps : int
        Its number of steps.
    guidance : float
        The guidance of its teacher that was distilled into it.
    """

    name: str
    steps: int
    guidance: float


@dataclass(frozen=True)
class ModelCard:
    """What is known about one ONNX file.

    Parameters
    ----------
    name, version, kind : str
        Kind is a key of `KINDS`.
    file, sha256 : str
        Name of the ONNX file in the card's folder, and its checksum in hexadecimal digits.
    licence : str
        Licence of the weights.
    attribution : tuple of str
        Credits that go with the weights.
    sources : tuple of Source
        What it was trained on.
    training, metrics : mapping
        Settings and measurements, free in form.
    sample_rate_hz : int
        Rate of the audio that the model stands for; 0 for an encoder of words, whose card does not have it.
    inputs, outputs : mapping of name to shape
        Such as ``("B", 20, 24)``: any number of sounds, all else fixed. A decoder that joins blocks takes latents of
        the shape ``("B", "K", ...)``, K blocks, and has N samples of noise and audio.
    diffusion : DiffusionSettings or None
        Denoisers only.
    classes : tuple of str
        Names of the class weights in their order; denoisers only.
    codec : str or None
        sha256 of the codec decoder whose latents the denoiser was trained on; denoisers only.
    attributes : tuple of Attribute
        What the input ``attributes`` stands for; denoisers only.
    vocabulary : tuple of str
        The words of captions, number 1 first; denoisers only.
    student : Student or None
        What does the same in fewer steps, and serves the requests that leave them open; denoisers only.
    block_samples : int or None
        Samples that each block brings, of a decoder that joins blocks; None: it takes a single one.
    """

    name: str
    version: str
    kind: str
    file: str
    sha256: str
    licence: str
    sample_rate_hz: int
    inputs: Mapping[str, Shape]
    outputs: Mapping[str, Shape]
    attribution: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    training: Mapping[str, Any] = field(default_factory=dict)
    metrics: Mapping[str, Any] = field(default_factory=dict)
    diffusion: DiffusionSettings | None = None
    classes: tuple[str, ...] = ()
    codec: str | None = None
    attributes: tuple[Attribute, ...] = ()
    vocabulary: tuple[str, ...] = ()
    student: Student | None = None
    block_samples: int | None = None
    schema: int = SCHEMA

    @property
    def continues(self) -> bool:
        """Whether the model can go on from a block of its own."""
        return "previous" in self.inputs

    @property
    def text_length(self) -> int:
        """How many words of a prompt the model takes; 0: none."""
        return int(self.inputs["tokens"][1]) if "tokens" in self.inputs else 0

    @property
    def default_steps(self) -> int:
        """The sampling steps of requests that leave them open; 0 for a model that does not sample."""
        if self.student is not None:
            return self.student.steps
        return 0 if self.diffusion is None else self.diffusion.steps

    @property
    def default_guidance(self) -> float:
        """The guidance of requests that leave it open; 1 for a model that does not sample."""
        if self.student is not None:
            return self.student.guidance
        return 1.0 if self.diffusion is None else self.diffusion.guidance

    def to_json(self) -> str:
        """Return the card as the text of its JSON file."""
        fields = asdict(self)
        for name in ("attributes", "vocabulary", "student", "block_samples"):
            if not fields[name]:
                del fields[name]
        if self.kind != "denoiser":
            for name in ("diffusion", "classes", "codec"):
                del fields[name]
            if self.kind == "words":
                del fields["sample_rate_hz"]
        elif self.diffusion is not None:
            fields["diffusion"] = diffusion_to_json(self.diffusion)
        ordered = {"schema": fields.pop("schema"), **fields}
        return json.dumps(ordered, indent=2, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str, *, origin: str = "The model card") -> "ModelCard":
        """Read a card from the text of its JSON file.

        Parameters
        ----------
        text : str
            JSON.
        origin : str
            How an error message names the card.

        Raises
        ------
        ModelError
            If the text is no JSON or a field is missing, of the wrong type, unknown or out of range.
        """
        try:
            content = json.loads(text)
        except ValueError as error:
            raise ModelError(f"{origin} is not valid JSON ({error}); install the model again.") from error
        try:
            return _parse(Fields(content))
        except FieldError as error:
            raise ModelError(
                f"{origin} does not fit this version of drumgen: {error}; install the model again."
            ) from error


def read_card(path: Path) -> ModelCard:
    """Read a card from its file.

    Raises
    ------
    ModelError
        If the file is missing, unreadable, or not a card.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ModelError(f"The model card {path} is missing; install the model again.") from error
    except UnicodeDecodeError as error:
        raise ModelError(f"The model card {path} is not a text file; install the model again.") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise ModelError(f"The model card {path} cannot be read ({reason}); check its permissions.") from error
    return ModelCard.from_json(text, origin=f"The model card {path}")


def _parse(fields: Fields) -> ModelCard:
    schema = fields.whole("schema", low=1)
    if schema != SCHEMA:
        raise FieldError(f"its schema is {schema}, but {SCHEMA} is needed")
    kind = fields.choice("kind", KINDS)
    denoiser, decoder = kind == "denoiser", kind == "codec_decoder"
    inputs, outputs = KINDS[kind]
    letters = BLOCKS + SAMPLES if decoder else ""
    card = ModelCard(
        name=fields.text("name"),
        version=fields.text("version"),
        kind=kind,
        file=fields.file_name("file"),
        sha256=fields.sha256("sha256"),
        licence=fields.text("licence"),
        attribution=fields.texts("attribution"),
        sources=tuple(_source(item) for item in fields.items("sources")),
        training=fields.mapping("training"),
        metrics=fields.mapping("metrics"),
        sample_rate_hz=0 if kind == "words" else fields.whole("sample_rate_hz", low=1),
        inputs=fields.shapes("inputs", inputs, optional=OPTIONAL_INPUTS if denoiser else (), open_letters=letters),
        outputs=fields.shapes("outputs", outputs, open_letters=letters),
        diffusion=read_diffusion(fields.section("diffusion")) if denoiser else None,
        classes=fields.texts("classes", unique=True, filled=True) if denoiser else (),
        codec=fields.sha256("codec") if denoiser else None,
        attributes=read_attributes(fields.items("attributes")) if denoiser and fields.has("attributes") else (),
        vocabulary=fields.texts("vocabulary", unique=True) if denoiser and fields.has("vocabulary") else (),
        student=_student(fields.section("student")) if denoiser and fields.has("student") else None,
        block_samples=fields.whole("block_samples", low=1) if decoder and fields.has("block_samples") else None,
    )
    fields.finish()
    if denoiser:
        _check_denoiser(card)
    elif decoder:
        _check_decoder(card)
    return card


def _source(fields: Fields) -> Source:
    source = Source(
        source=fields.text("source"),
        licence=fields.text("licence"),
        files=fields.whole("files", low=0),
        attribution=fields.text("attribution", filled=False),
    )
    fields.finish()
    return source


def _student(fields: Fields) -> Student:
    student = Student(
        name=fields.text("name"), steps=fields.whole("steps", low=1), guidance=fields.number("guidance", low=0.0)
    )
    fields.finish()
    return student


def _check_denoiser(card: ModelCard) -> None:
    if card.inputs["x"] != card.outputs["f"]:
        raise FieldError("the shapes of inputs.x and outputs.f differ")
    check_condition_inputs(card.inputs, len(card.classes), card.attributes, card.vocabulary)


def _check_decoder(card: ModelCard) -> None:
    """Check that latents, noise and audio are all of one block or all of any number, and the field there to match."""
    found = [shape[1:2] for shape in (card.inputs["latents"], card.inputs["noise"], card.outputs["audio"])]
    joins = card.block_samples is not None
    if joins and found != [(BLOCKS,), (SAMPLES,), (SAMPLES,)]:
        raise FieldError('it has block_samples, but its shapes do not begin with "B", "K" and "B", "N"')
    if not joins and any(letter in ((BLOCKS,), (SAMPLES,)) for letter in found):
        raise FieldError('it has "K" or "N" in its shapes, but no block_samples')
