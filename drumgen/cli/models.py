"""`drumgen models`: the models and their classes."""

import argparse
from dataclasses import asdict

from drumgen.cli.console import complain, emit, emit_json
from drumgen.errors import ModelError
from drumgen.inference.cards import ModelCard
from drumgen.inference.condition_facts import Attribute
from drumgen.inference.diffusion_settings import process_name
from drumgen.inference.store import ModelStore

_EXAMPLE_WORDS = 8


def run_models(arguments: argparse.Namespace) -> int:
    """List the models; one whose card is damaged gets a sentence on stderr, and the exit code is then 2."""
    store = ModelStore(arguments.models)
    names = store.names()
    if not names:
        raise ModelError(
            f"There are no models in {store.folder}; install drumgen again or set DRUMGEN_MODELS to another folder."
        )
    cards = []
    status = 0
    for name in names:
        try:
            cards.append(store.card(name))
        except ModelError as error:
            complain(error)
            status = 2
    if arguments.as_json:
        emit_json({"folder": str(store.folder), "models": [_model_facts(card) for card in cards]})
    else:
        for card in cards:
            emit(_model_text(card))
    return status


def _model_facts(card: ModelCard) -> dict[str, object]:
    settings = card.diffusion
    return {
        "name": card.name,
        "version": card.version,
        "classes": list(card.classes),
        "sample_rate_hz": card.sample_rate_hz,
        "steps": card.default_steps,
        "guidance": card.default_guidance,
        "student": None if card.student is None else card.student.name,
        "sampler": None if settings is None else settings.sampler,
        "process": None if settings is None else process_name(settings.process),
        "levels": [] if settings is None else list(settings.levels),
        "attributes": [asdict(attribute) for attribute in card.attributes],
        "vocabulary": list(card.vocabulary),
        "continues": card.continues,
        "licence": card.licence,
        "attribution": list(card.attribution),
        "sha256": card.sha256,
    }


def _model_text(card: ModelCard) -> str:
    facts = _model_facts(card)
    lines = [
        f"{card.name} {card.version}",
        f"  classes:  {', '.join(card.classes)}",
        f"  defaults: {facts['steps']} steps, guidance {facts['guidance']}, sampler {facts['sampler']}",
    ]
    if card.student is not None and card.diffusion is not None:
        student = card.student
        count = "1 step" if student.steps == 1 else f"{student.steps} steps"
        lines[-1] = f"  defaults: {count} by {student.name}, guidance {student.guidance}"
        lines.append(f"  edits, other steps or guidance: {card.diffusion.steps} steps, sampler {facts['sampler']}")
    if card.diffusion is not None and card.diffusion.levels:
        lines.append(f"  steps:    made for {card.diffusion.steps} and no other number")
    lines += [f"  --attribute {_range(attribute)}" for attribute in card.attributes]
    if card.vocabulary:
        examples = ", ".join(card.vocabulary[:_EXAMPLE_WORDS])
        lines.append(f"  --prompt  up to {card.text_length} of {len(card.vocabulary)} words, such as {examples}")
    if card.continues:
        lines.append("  --blocks  goes on from block to block")
    return "\n".join([*lines, f"  licence:  {card.licence}"])


def _range(attribute: Attribute) -> str:
    unit = f" {attribute.unit}" if attribute.unit else ""
    return f"{attribute.name}=VALUE, {attribute.low:g} to {attribute.high:g}{unit}"
