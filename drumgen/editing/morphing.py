"""Morphs: the way from one sound to another through the model's latents."""

from drumgen.audio.clip import Clip
from drumgen.audio.levels import at_hit_level, hit_level_dbfs
from drumgen.diffusion.editing import slerp
from drumgen.editing.workbench import Source, Workbench
from drumgen.engine.finishing import finish
from drumgen.representations import layout


def morph(bench: Workbench, first: Source, second: Source, amount: float) -> Clip:
    """Return the sound between two others; see `drumgen.editing.editor.SoundEditor.morph`."""
    if amount in (0.0, 1.0):
        return first.clip if amount == 0.0 else second.clip
    latents = (1.0 - amount) * first.latents + amount * second.latents
    carrier = slerp(first.carrier[None], second.carrier[None], amount)
    clip = finish(bench.decode(latents[None], carrier)[0], layout.RATE_HZ)
    ends = [hit_level_dbfs(source.clip.samples, source.clip.rate_hz) for source in (first, second)]
    level = (1.0 - amount) * ends[0] + amount * ends[1]
    return Clip(at_hit_level(clip.samples, clip.rate_hz, level), clip.rate_hz)
