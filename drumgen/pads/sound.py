"""A sound on a pad: what was made or loaded, and the clips that hits play."""

from dataclasses import dataclass, field

from drumgen.audio.clip import Clip
from drumgen.engine.generator import GeneratedSound
from drumgen.errors import PadError
from drumgen.pads.settings import PadSettings
from drumgen.pads.shaping import layer_of, shaped

Source = GeneratedSound | Clip
"""A generated sound, or a clip of unknown origin."""

LONGEST_S = 30.0


def source_clip(source: Source) -> Clip:
    """Return the samples of a sound as it was made or loaded."""
    return source if isinstance(source, Clip) else source.clip


@dataclass(frozen=True, eq=False)
class PadSound:
    """A sound that can be played at once; equal only to itself.

    Parameters
    ----------
    source : GeneratedSound or Clip
        Where it came from, unshaped.
    layers : tuple of Clip
        Stereo, for the hardest hits first.
    shape : tuple
        The settings and the rate that the layers were made with.
    """

    source: Source = field(repr=False)
    layers: tuple[Clip, ...] = field(repr=False)
    shape: tuple[object, ...]

    def layer(self, velocity: int) -> Clip:
        """Return what a hit of `velocity`, 1 to 127, plays."""
        return self.layers[layer_of(velocity, len(self.layers))]

    def fits(self, settings: PadSettings, rate_hz: int) -> bool:
        """Whether the layers are what these settings ask for."""
        return self.shape == shape_key(settings, rate_hz)


def shape_key(settings: PadSettings, rate_hz: int) -> tuple[object, ...]:
    """Return what a `PadSound` made with these settings has as its shape."""
    return (*settings.shape, rate_hz)


def prepare_sound(source: Source, settings: PadSettings, rate_hz: int) -> PadSound:
    """Shape a sound for a pad; takes some milliseconds.

    Raises
    ------
    PadError
        If the sound is longer than 30 s or empty.
    """
    clip = source_clip(source)
    if clip.duration_s > LONGEST_S:
        raise PadError(
            f"The sound is {clip.duration_s:.0f} s long, but a pad takes {LONGEST_S:g} s at most; cut a part out of it."
        )
    if clip.samples.shape[1] == 0:
        raise PadError("The sound holds no samples; choose another one.")
    return PadSound(source, shaped(clip, settings, rate_hz), shape_key(settings, rate_hz))
