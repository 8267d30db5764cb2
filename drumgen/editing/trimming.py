"""Trimming and fading: plain audio, no model."""

from dataclasses import replace

from drumgen.audio.clip import Clip
from drumgen.audio.identity import clip_id
from drumgen.audio.shaping import fade_in, fade_out
from drumgen.engine.generator import GeneratedSound
from drumgen.engine.provenance import Edit
from drumgen.errors import RequestError


def trim(
    source: Clip | GeneratedSound, *, start_s: float, end_s: float, fade_in_s: float, fade_out_s: float
) -> Clip | GeneratedSound:
    """Return a range of a sound, faded at its ends; a fade of 0 leaves the samples as they are."""
    for name, value in (("fade in", fade_in_s), ("fade out", fade_out_s)):
        if not 0.0 <= value <= end_s - start_s:
            raise RequestError(f"The {name} is {value:g} s, but it must lie between 0 and the length of the range.")
    clip = source.clip if isinstance(source, GeneratedSound) else source
    start, end = round(start_s * clip.rate_hz), round(end_s * clip.rate_hz)
    samples = clip.samples[:, start : max(end, start + 1)]
    samples = fade_in(samples, clip.rate_hz, duration_s=fade_in_s)
    trimmed = Clip(fade_out(samples, clip.rate_hz, duration_s=fade_out_s), clip.rate_hz)
    if not isinstance(source, GeneratedSound):
        return trimmed
    times = {"start_s": start_s, "end_s": end_s, "fade_in_s": fade_in_s, "fade_out_s": fade_out_s}
    edit = Edit("trim", (clip_id(clip),), tuple((name, float(value)) for name, value in times.items()))
    return GeneratedSound(trimmed, replace(source.provenance, edit=edit))
