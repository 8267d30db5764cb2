"""Laboratory recipes: one readable TOML file each, resolved to frozen dataclasses.

A recipe names its representation, process, network and so on; each name selects the settings class of that part, so a
setting that the part does not have is an error. `base = "NAME"` starts from another recipe and overrides it.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from drumgen.diffusion.preconditioning import PARAMETERIZATIONS
from drumgen.diffusion.processes import PROCESSES
from drumgen.diffusion.samplers import SAMPLERS
from drumgen.errors import DataError
from training.loop import LoopSettings
from training.losses.diffusion import WEIGHTINGS
from training.networks.registry import NETWORKS
from training.representations.registry import REPRESENTATIONS
from training.settings import hint as hint

KIND = "laboratory"
RECIPES = Path(__file__).parent.parent / "recipes"
ATTRIBUTES: Mapping[str, str] = MappingProxyType(
    {"brightness": "Hz", "attack": "ms", "decay": "ms", "pitch": "semitones"}
)
"""What a network may be told about a sound beside its class, with units; pitch is MIDI's note number."""

_Part = TypeVar("_Part")


@dataclass(frozen=True)
class LabData:
    """How sounds become batches.

    Parameters
    ----------
    takes : bool
        Whether files are continuous takes from which blocks are cut, instead of one-shots.
    augment : bool
        Whether each one-shot also comes in a varied copy (gain, polarity, small shift, pitch where the class allows).
    labels : tuple of str
        Classes to use; empty means all.
    class_power : float
        0 draws all sounds alike, 1 all classes alike.
    validation_share : float
        Share of the files that are kept out of training, 0 to 0.5.
    batch : int
        Sounds per step over all processes.
    """

    takes: bool = False
    augment: bool = True
    labels: tuple[str, ...] = ()
    class_power: float = 0.5
    validation_share: float = 0.1
    batch: int = 16


@dataclass(frozen=True)
class Conditioning:
    """What the network is told, and how often it is not.

    Parameters
    ----------
    classes : bool
        Whether the class is told; if not, all sounds are of one class.
    attributes : tuple of str
        Keys of `ATTRIBUTES`.
    tokens : int
        Words of a caption; 0 means no text.
    vocabulary : int
        Most words that the network learns, the commonest first.
    previous : bool
        Whether the preceding block is told.
    dropout : float
        Probability with which each condition is replaced by its learned null.
    """

    classes: bool = True
    attributes: tuple[str, ...] = ()
    tokens: int = 0
    vocabulary: int = 400
    previous: bool = False
    dropout: float = 0.1


@dataclass(frozen=True)
class LabLoss:
    """What the network predicts and how its errors weigh.

    Parameters
    ----------
    parameterization : str
        A key of `PARAMETERIZATIONS`.
    weighting : str
        One of `training.losses.diffusion.WEIGHTINGS`.
    sigma_data : float
        Standard deviation of the data; 1 with the variance-preserving processes.
    """

    parameterization: str = "epsilon"
    weighting: str = "network"
    sigma_data: float = 1.0


@dataclass(frozen=True)
class LabSampling:
    """How the model is sampled unless the user says otherwise; goes into its card.

    Parameters
    ----------
    sampler : str
        A key of `SAMPLERS`.
    steps : int
    guidance : float
    levels : tuple of float
        The noise levels of a distilled model, which knows no others; empty means the process's own at any count.
    clip : bool
        Whether the denoiser's guesses are clipped to the range of the representation's values.
    start_mean : float
        What the first noise is centred on: the data's mean where the process's last level leaves it visible.
    """

    sampler: str = "ddim"
    steps: int = 50
    guidance: float = 1.0
    levels: tuple[float, ...] = ()
    clip: bool = True
    start_mean: float = 0.0


@dataclass(frozen=True)
class LabRecipe:
    """All settings of a laboratory run.

    Parameters
    ----------
    name, title : str
    seed : str
        Number of the document that it implements.
    scaled : str
        What is smaller than in the document; empty if nothing is.
    representation, process, network : Part
        Name and settings.
    """

    name: str
    title: str
    seed: str
    scaled: str
    data: LabData
    representation: "Part"
    process: "Part"
    network: "Part"
    conditioning: Conditioning
    loss: LabLoss
    sampling: LabSampling
    loop: LoopSettings


@dataclass(frozen=True)
class Part:
    """A named part and its settings, an instance of the part's settings class."""

    name: str
    settings: Any


def names() -> tuple[str, ...]:
    """Return the names of the shipped laboratory recipes, sorted."""
    return tuple(sorted(path.stem for path in RECIPES.glob("*.toml") if _with_base(path).get("kind") == KIND))


def load(path: Path, overrides: tuple[str, ...] = ()) -> LabRecipe:
    """Read a recipe.

    Parameters
    ----------
    path : Path
        TOML file.
    overrides : tuple of str
        Such as ``network.width=32``; values as TOML writes them, bare words are texts.

    Raises
    ------
    DataError
        If the file cannot be read, or a name or setting does not exist or has a wrong type.
    """
    content = _with_base(path)
    for item in overrides:
        _override(content, item)
    return resolve(content, origin=str(path), name=path.stem)


def resolve(content: dict[str, Any], *, origin: str, name: str) -> LabRecipe:
    """Turn the content of a recipe into settings; raises like `load`."""
    content = dict(content)
    if content.pop("kind", None) != KIND:
        raise DataError(f'The recipe {origin} is not of the kind "{KIND}"; name another recipe.')
    texts = {key: str(content.pop(key, "")) for key in ("title", "seed", "scaled")}
    content.pop("name", None)
    sections = [field.name for field in fields(LabRecipe) if field.name not in ("name", *texts)]
    _reject_unknown(content, sections, origin, "section")

    def settings(kind: type[_Part], section: str) -> _Part:
        return _settings(kind, content.get(section, {}), f"{origin}, section {section}")

    recipe = LabRecipe(
        name=name,
        title=texts["title"],
        seed=texts["seed"],
        scaled=texts["scaled"],
        representation=_part(content, "representation", {k: v[0] for k, v in REPRESENTATIONS.items()}, origin),
        process=_part(content, "process", PROCESSES, origin),
        network=_part(content, "network", {k: v[0] for k, v in NETWORKS.items()}, origin),
        data=settings(LabData, "data"),
        conditioning=settings(Conditioning, "conditioning"),
        loss=settings(LabLoss, "loss"),
        sampling=settings(LabSampling, "sampling"),
        loop=settings(LoopSettings, "loop"),
    )
    _check(recipe, origin)
    return recipe


def to_dict(recipe: LabRecipe) -> dict[str, Any]:
    """Return the resolved settings in the form that `resolve` reads; goes into run.json."""
    content: dict[str, Any] = {"kind": KIND}
    for field in fields(LabRecipe):
        value = getattr(recipe, field.name)
        if isinstance(value, Part):
            content[field.name] = {"name": value.name, **asdict(value.settings)}
        else:
            content[field.name] = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    return content


def describe(recipe: LabRecipe) -> str:
    """Return the resolved settings as JSON."""
    return json.dumps(to_dict(recipe), indent=2)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"The recipe {path} cannot be read; name an existing TOML file.") from error
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"The recipe {path} is not valid TOML: {error}.") from error


def _with_base(path: Path) -> dict[str, Any]:
    content = _read(path)
    base = content.pop("base", None)
    if base is None:
        return content
    merged = _with_base(path.parent / f"{base}.toml")
    for key, value in content.items():
        if isinstance(value, dict) and isinstance(merged.get(key), dict):
            # A part of another name has other settings, so nothing of the base's part is kept.
            replaced = "name" in value and value["name"] != merged[key].get("name")
            merged[key] = value if replaced else {**merged[key], **value}
        else:
            merged[key] = value
    return merged


def _override(content: dict[str, Any], item: str) -> None:
    key, equals, text = item.partition("=")
    section, dot, name = key.partition(".")
    if not (equals and dot and name):
        raise DataError(f"The setting {item!r} cannot be read; write SECTION.NAME=VALUE, such as network.width=32.")
    try:
        value = tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        value = text
    content.setdefault(section, {})[name] = value


def _part(content: dict[str, Any], section: str, known: Mapping[str, Any], origin: str) -> Part:
    values = dict(content.get(section, {}))
    name = values.pop("name", None)
    if name not in known:
        raise DataError(
            f"The recipe {origin} has the {section} {name!r}{hint(str(name), known)}; known: {', '.join(known)}."
        )
    try:
        return Part(str(name), _settings(known[name], values, f"{origin}, section {section}"))
    except ValueError as error:  # a process checks its own numbers
        raise DataError(f"The {section} of the recipe {origin} cannot be: {error}.") from error


def _settings(kind: type[_Part], values: dict[str, Any], origin: str) -> _Part:
    """Build a settings class from the values of a TOML section, checked by name and type."""
    types: dict[str, Any] = {field.name: field.type for field in fields(kind)}  # type: ignore[arg-type]
    _reject_unknown(values, list(types), origin, "setting")
    kept: dict[str, Any] = {}
    for key, value in values.items():
        given: Any = tuple(value) if isinstance(value, list) else value
        if not _fits(given, types[key]):
            wanted = getattr(types[key], "__name__", str(types[key]))
            raise DataError(f"The setting {key} of the recipe {origin} is {value!r}, but must be of type {wanted}.")
        kept[key] = float(given) if types[key] is float else given
    return kind(**kept)


def _fits(value: Any, kind: Any) -> bool:
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if kind in (int, str, bool):
        return type(value) is kind
    return isinstance(value, tuple)


def _reject_unknown(values: Mapping[str, Any], known: list[str], origin: str, what: str) -> None:
    for key in values:
        if key not in known:
            raise DataError(
                f"The recipe {origin} has the unknown {what} {key!r}{hint(key, known)}; known: {', '.join(known)}."
            )


def _check(recipe: LabRecipe, origin: str) -> None:
    choices: tuple[tuple[str, str, Any], ...] = (
        ("loss.parameterization", recipe.loss.parameterization, PARAMETERIZATIONS),
        ("loss.weighting", recipe.loss.weighting, WEIGHTINGS),
        ("sampling.sampler", recipe.sampling.sampler, SAMPLERS),
        *(("conditioning.attributes", name, ATTRIBUTES) for name in recipe.conditioning.attributes),
    )
    for key, value, known in choices:
        if value not in known:
            raise DataError(
                f"The setting {key} of the recipe {origin} is {value!r}{hint(value, known)}; known: {', '.join(known)}."
            )
    if recipe.data.batch < 1 or recipe.sampling.steps < 1:
        raise DataError(f"The batch and the steps of the recipe {origin} must be at least 1.")
