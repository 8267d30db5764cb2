"""Which model a request is served by: a model of many steps may have a student that does the same in few."""

from dataclasses import dataclass, replace

from drumgen.engine.request import GenerationRequest
from drumgen.inference.cards import ModelCard


@dataclass(frozen=True)
class Service:
    """What serves a request.

    Parameters
    ----------
    model : str
        Name of the model that computes.
    request : GenerationRequest
        The request as that model takes it.
    guidance : float or None
        The guidance that its training distilled into a student; None: the request's or the card's holds.
    """

    model: str
    request: GenerationRequest
    guidance: float | None = None


def service_for(request: GenerationRequest, card: ModelCard) -> Service:
    """Return what serves a request for the model of a card.

    The student does if the request asks for its steps and its guidance, or leaves them open; the model itself does
    all else. So a request means the same whenever it is made again: what was open is written down in the sound's
    provenance.
    """
    student = card.student
    if (
        student is None
        or request.steps not in (None, student.steps)
        or request.guidance not in (None, student.guidance)
    ):
        return Service(request.model, request)
    return Service(student.name, replace(request, model=student.name, steps=None, guidance=None), student.guidance)
