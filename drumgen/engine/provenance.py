"""Where a sound came from: everything needed to make it again."""

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from drumgen.engine.request import GenerationRequest
from drumgen.errors import DrumgenError, RequestError


@dataclass(frozen=True)
class Edit:
    """What was done to other sounds to make this one.

    Parameters
    ----------
    kind : str
        ``variation``, ``morph``, ``inpainting``, ``length`` or ``trim``.
    parents : tuple of str
        The sounds it was made from, by `drumgen.audio.identity.clip_id`.
    settings : tuple of (str, float)
        Such as ``(("strength", 0.4),)``; times are in seconds of the first parent.
    """

    kind: str
    parents: tuple[str, ...] = ()
    settings: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Choice:
    """A wish by which the sound was chosen among several, for models that cannot be told of it.

    Parameters
    ----------
    prompt : str
        The wish in words; empty: there were none.
    attributes : tuple of (str, float)
        The wish in numbers, -1 to 1, as in `drumgen.wishes`.
    candidates : int
        How many sounds it was chosen from.
    """

    prompt: str
    attributes: tuple[tuple[str, float], ...]
    candidates: int


@dataclass(frozen=True)
class Provenance:
    """The origin of one generated sound.

    Parameters
    ----------
    model, model_version, model_sha256 : str
        The denoiser that was asked for, and version and checksum of the one that computed: it or its student.
    codec_sha256 : str
        The codec decoder.
    label : str
        Class of the sound.
    seed : int
        The sound's own seed: a request for one sound with it gives the same sound.
    index : int
        Place of the sound in its request, from 0.
    steps : int
        Sampling steps taken.
    guidance : float
        Guidance scale applied.
    sampler : str
        Name of the sampler.
    provider : str
        Compute provider that really ran, such as ``cpu``.
    drumgen_version : str
        Version of this program.
    request : GenerationRequest
        The request that the sound belongs to; prompt, attributes and number of blocks stand there.
    unknown_words : tuple of str
        Words of the prompt that the model does not know and left out.
    edit : Edit or None
        How it was made from other sounds; None: from noise alone.
    choice : Choice or None
        The wish by which it was chosen; None: it was the only one. Its seed makes it again without choosing.
    """

    model: str
    model_version: str
    model_sha256: str
    codec_sha256: str
    label: str
    seed: int
    index: int
    steps: int
    guidance: float
    sampler: str
    provider: str
    drumgen_version: str
    request: GenerationRequest
    unknown_words: tuple[str, ...] = ()
    edit: Edit | None = None
    choice: Choice | None = None

    @property
    def single_request(self) -> GenerationRequest:
        """The request that makes this sound again, whatever the model's defaults become."""
        return replace(
            self.request,
            label=self.label,
            count=1,
            seed=self.seed,
            steps=self.steps,
            guidance=self.guidance,
            model=self.model,
        )

    def to_json(self) -> str:
        """Return all fields as one line of JSON; wishes that only some models know, only if they were made."""
        content = asdict(self)
        for part, name, default in (
            (content, "unknown_words", ()),
            (content, "edit", None),
            (content, "choice", None),
            (content["request"], "prompt", None),
            (content["request"], "attributes", ()),
            (content["request"], "blocks", 1),
        ):
            if part[name] == default:
                del part[name]
        return json.dumps(content, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Provenance":
        """Read what `to_json` wrote.

        Raises
        ------
        RequestError
            If the text is not the provenance of a sound.
        """
        try:
            content = json.loads(text)
            request = GenerationRequest(**content.pop("request"))
            unknown_words = tuple(str(word) for word in content.pop("unknown_words", ()))
            edit, choice = _read_edit(content.pop("edit", None)), _read_choice(content.pop("choice", None))
            checked = _checked(content)
            return cls(**checked, request=request, unknown_words=unknown_words, edit=edit, choice=choice)
        except (ValueError, TypeError, AttributeError, KeyError, DrumgenError) as error:
            raise RequestError(
                "The text is not the provenance of a generated sound; it may come from another program."
            ) from error


def _read_edit(content: Any) -> Edit | None:
    if content is None:
        return None
    edit = Edit(content.pop("kind"), _texts(content.pop("parents")), _pairs(content.pop("settings")))
    if content or type(edit.kind) is not str:
        raise TypeError("edit")
    return edit


def _read_choice(content: Any) -> Choice | None:
    if content is None:
        return None
    choice = Choice(content.pop("prompt"), _pairs(content.pop("attributes")), content.pop("candidates"))
    if content or type(choice.prompt) is not str or type(choice.candidates) is not int:
        raise TypeError("choice")
    return choice


def _texts(items: Any) -> tuple[str, ...]:
    if not all(type(item) is str for item in items):
        raise TypeError("texts")
    return tuple(items)


def _pairs(items: Any) -> tuple[tuple[str, float], ...]:
    pairs = tuple((name, float(value)) for name, value in items)
    _texts([name for name, _ in pairs])
    return pairs


def _checked(content: dict[str, Any]) -> dict[str, Any]:
    """Return the fields if each has its type; a whole number stands for a number with a fraction too."""
    for field in fields(Provenance):
        if field.name in ("request", "unknown_words", "edit", "choice"):
            continue
        value = content[field.name]
        if field.type is float and type(value) is int:
            content[field.name] = float(value)
        elif type(value) is not field.type:
            raise TypeError(field.name)
    return content
