"""The text of a kit file, ``kit.json``, and back again."""

import json
from dataclasses import asdict, dataclass, fields
from types import NoneType
from typing import Any, get_args, get_type_hints

from drumgen.engine.request import MAX_PROMPT_CHARACTERS
from drumgen.errors import PadError
from drumgen.kits.kit import MAX_NAME_CHARACTERS
from drumgen.pads.layout import PADS
from drumgen.pads.settings import LAST_SEED, PadMode, PadSettings

FORMAT = "drumgen-kit"
VERSION = 1


@dataclass(frozen=True)
class Manifest:
    """What ``kit.json`` says: the kit's name, seed and prompt, and each pad's settings and the name of its sound."""

    name: str
    seed: int | None
    prompt: str
    pads: tuple[tuple[PadSettings, str | None], ...]


class ManifestError(Exception):
    """Half a sentence that says what is wrong, to follow the name of the kit."""


def to_text(manifest: Manifest) -> str:
    """Return the manifest as JSON, indented for people."""
    pads = [
        {**asdict(settings), "attributes": dict(settings.attributes), "sound": sound}
        for settings, sound in manifest.pads
    ]
    content = {
        "format": FORMAT,
        "version": VERSION,
        "name": manifest.name,
        "seed": manifest.seed,
        "prompt": manifest.prompt,
        "pads": pads,
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def from_text(text: str) -> Manifest:
    """Read what `to_text` wrote.

    Raises
    ------
    ManifestError
        If it is anything else.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ManifestError("is damaged: its kit.json is no JSON; open another copy of it") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise ManifestError("is not a drumgen kit; choose a file that drumgen saved")
    version = content.get("version")
    if type(version) is int and version > VERSION:
        raise ManifestError(
            f"was saved by a newer drumgen (kit version {version}, this one reads up to {VERSION}); update drumgen"
        )
    if version != VERSION:
        raise ManifestError(f"has the unknown kit version {version!r}; save it again with drumgen")
    pads = _field(content, "pads", list)
    if len(pads) != PADS:
        raise ManifestError(f"has {len(pads)} pads, but a kit has {PADS}; correct its kit.json or open another copy")
    seed = _field(content, "seed", int, NoneType)
    if seed is not None and not 0 <= seed <= LAST_SEED:
        raise ManifestError(f"has the seed {seed}, but it must lie between 0 and {LAST_SEED}; correct its kit.json")
    return Manifest(
        _field(content, "name", str)[:MAX_NAME_CHARACTERS],
        seed,
        _field(content, "prompt", str)[:MAX_PROMPT_CHARACTERS],
        tuple(_pad(number, pad) for number, pad in enumerate(pads, start=1)),
    )


def _pad(number: int, content: object) -> tuple[PadSettings, str | None]:
    if not isinstance(content, dict):
        raise ManifestError(f"has no settings for pad {number}; correct its kit.json or open another copy")
    try:
        known = _settings_types()
        if unknown := sorted(set(content) - set(known) - {"sound"}):
            raise ManifestError(f"sets {unknown[0]!r}, which is unknown")
        values = {name: _field(content, name, *types) for name, types in known.items() if name in content}
        if missing := sorted({"name", "note", "label"} - set(values)):
            raise ManifestError(f"lacks {missing[0]!r}")
        sound = _field(content, "sound", str, NoneType) if "sound" in content else None
        return PadSettings(**_converted(values)), sound
    except (ManifestError, PadError, ValueError) as error:
        problem = str(error).rstrip(".")
        raise ManifestError(f"cannot be used because of pad {number} ({problem}); correct its kit.json") from error


def _settings_types() -> dict[str, tuple[type, ...]]:
    """Return the types that JSON has for each setting."""
    hints = get_type_hints(PadSettings)
    types = {field.name: get_args(hints[field.name]) or (hints[field.name],) for field in fields(PadSettings)}
    return types | {"mode": (str,), "attributes": (dict,)}


def _field(content: dict[str, Any], name: str, *types: type) -> Any:
    """Return a field if it has one of the types; a whole number stands for a number with a fraction, too."""
    value = content.get(name)
    if type(value) is int and float in types:
        return float(value) if abs(value) < 2**53 else value
    if type(value) not in types:
        raise ManifestError(f"has a wrong value for {name!r}; correct its kit.json or open another copy")
    return value


def _converted(values: dict[str, Any]) -> dict[str, Any]:
    values = dict(values)
    if "mode" in values:
        values["mode"] = PadMode(values["mode"])
    if "attributes" in values:
        pairs = values["attributes"].items()
        if any(type(value) not in (int, float) for _, value in pairs):
            raise ManifestError("has an attribute that is no number")
        values["attributes"] = tuple((name, float(value)) for name, value in pairs)
    return values
