"""Recipes as frozen dataclasses: read from TOML, overridden by options, saved beside the run."""

import json
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from drumgen.errors import DataError
from training.codec_step import CodecLossSettings
from training.denoiser_step import DenoiserLossSettings
from training.loop import LoopSettings
from training.networks.codec import Calibration, CodecSettings
from training.networks.denoiser import DenoiserSettings

RECIPES = Path(__file__).parent / "recipes"
_Section = TypeVar("_Section")


@dataclass(frozen=True)
class DataSettings:
    """How sounds are drawn.

    Parameters
    ----------
    variants : int
        Resampled copies of each sound in the pack.
    variant_share : float
        Share of the draws that are such copies, 0 to 1.
    validation_share : float
        Share of the files that are kept out of training, 0 to 0.5.
    class_power : float
        0 draws all sounds alike, 1 all classes alike; 0.5 lies between.
    batch : int
        Sounds per step.
    """

    variants: int = 2
    variant_share: float = 0.6
    validation_share: float = 0.05
    class_power: float = 0.5
    batch: int = 32


@dataclass(frozen=True)
class SamplingSettings:
    """How a denoiser is sampled unless the user says otherwise; written into its card.

    `levels` are those of a distilled model, which takes no others; empty: those of the schedule.
    """

    sigma_min: float = 0.02
    sigma_max: float = 60.0
    rho: float = 7.0
    sampler: str = "heun"
    steps: int = 24
    guidance: float = 1.0
    levels: tuple[float, ...] = ()


@dataclass(frozen=True)
class CodecRecipe:
    """All settings of a codec run."""

    data: DataSettings
    network: CodecSettings
    loss: CodecLossSettings
    loop: LoopSettings
    calibration: Calibration


@dataclass(frozen=True)
class DenoiserRecipe:
    """All settings of a denoiser run."""

    data: DataSettings
    network: DenoiserSettings
    loss: DenoiserLossSettings
    sampling: SamplingSettings
    loop: LoopSettings


_KINDS: dict[str, type[CodecRecipe] | type[DenoiserRecipe]] = {"codec": CodecRecipe, "denoiser": DenoiserRecipe}


def recipe_path(name: str) -> Path:
    """Return the file of a shipped recipe."""
    return RECIPES / f"{name}.toml"


def load_recipe(path: Path) -> CodecRecipe | DenoiserRecipe:
    """Read a recipe.

    Raises
    ------
    DataError
        If the file is missing, is no TOML, or names a setting that does not exist or is of the wrong type.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(f"The recipe {path} cannot be read; name an existing TOML file.") from error
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"The recipe {path} is not valid TOML: {error}.") from error
    kind = content.pop("kind", None)
    if kind not in _KINDS:
        raise DataError(
            f"The recipe {path} has the kind {kind!r}{hint(str(kind), _KINDS)}; it must be one of {', '.join(_KINDS)}."
        )
    recipe = _KINDS[kind]
    types: dict[str, Any] = {field.name: field.type for field in fields(recipe)}
    unknown = sorted(set(content) - set(types))
    if unknown:
        raise DataError(
            f"The recipe {path} has the unknown section {unknown[0]!r}{hint(unknown[0], types)}; "
            f"known: {', '.join(types)}."
        )
    return recipe(**{name: _section(path, name, types[name], content.get(name, {})) for name in types})


def recipe_from(content: dict[str, Any]) -> DenoiserRecipe:
    """Return a denoiser's recipe as run.json holds it."""
    types: dict[str, Any] = {field.name: field.type for field in fields(DenoiserRecipe)}
    recipe = DenoiserRecipe(**{name: kind(**content[name]) for name, kind in types.items()})
    return replace(recipe, sampling=replace(recipe.sampling, levels=tuple(recipe.sampling.levels)))


def hint(name: str, known: Iterable[str]) -> str:
    """Return " (did you mean NAME?)" for the nearest known name, or nothing."""
    close = get_close_matches(name, list(known), n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""


def _section(path: Path, name: str, kind: type[_Section], values: dict[str, Any]) -> _Section:
    every: dict[str, Any] = {field.name: field.type for field in fields(kind)}  # type: ignore[arg-type]
    known = {name: plain for name, plain in every.items() if isinstance(plain, type)}  # distillation sets the levels
    for key, value in values.items():
        if key not in known:
            raise DataError(
                f"The recipe {path} has the unknown setting {name}.{key}{hint(key, known)}; known: {', '.join(known)}."
            )
        if not isinstance(value, (int, float) if known[key] is float else known[key]) or isinstance(value, bool):
            raise DataError(f"The setting {name}.{key} in {path} is {value!r}, but must be {known[key].__name__}.")
    return kind(**values)


def with_minutes(recipe: CodecRecipe | DenoiserRecipe, minutes: float | None) -> CodecRecipe | DenoiserRecipe:
    """Return the recipe with another training time; None keeps the recipe's."""
    if minutes is None:
        return recipe
    if not 0.0 < minutes < 1e5:
        raise DataError(f"The training time is {minutes:g} minutes, but it must be above 0.")
    return replace(recipe, loop=replace(recipe.loop, minutes=minutes))


def describe(recipe: CodecRecipe | DenoiserRecipe) -> str:
    """Return the resolved settings as JSON."""
    return json.dumps(asdict(recipe), indent=2)
