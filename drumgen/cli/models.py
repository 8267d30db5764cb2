"""`drumgen models`: the models and their classes."""

import argparse

from drumgen.cli.console import complain, emit, emit_json
from drumgen.errors import ModelError
from drumgen.inference.cards import ModelCard
from drumgen.inference.store import ModelStore


def run_models(arguments: argparse.Namespace) -> int:
    """List the models; one whose card is damaged gets a sentence on stderr, and the exit code is then 2."""
    store = ModelStore()
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
        "steps": None if settings is None else settings.steps,
        "guidance": None if settings is None else settings.guidance,
        "sampler": None if settings is None else settings.sampler,
        "licence": card.licence,
        "attribution": list(card.attribution),
        "sha256": card.sha256,
    }


def _model_text(card: ModelCard) -> str:
    facts = _model_facts(card)
    return "\n".join(
        [
            f"{card.name} {card.version}",
            f"  classes:  {', '.join(card.classes)}",
            f"  defaults: {facts['steps']} steps, guidance {facts['guidance']}, sampler {facts['sampler']}",
            f"  licence:  {card.licence}",
        ]
    )
