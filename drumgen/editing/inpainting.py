"""Inpainting: a range of a sound is made anew by the model, which knows the rest."""

import numpy as np
from numpy.typing import NDArray

from drumgen.audio.clip import Clip
from drumgen.audio.shaping import fade_out, trim_tail
from drumgen.audio.splicing import splice
from drumgen.editing.filling import Range, fill
from drumgen.editing.limits import REACH_S
from drumgen.editing.workbench import Source, Workbench
from drumgen.engine.progress import Progress
from drumgen.errors import RequestError
from drumgen.representations import layout


def inpaint(
    bench: Workbench, source: Source, *, start_s: float, end_s: float, seed: int, label: str, watch: Progress
) -> Clip:
    """Return the sound with a range made anew; see `drumgen.editing.editor.SoundEditor.inpaint`."""
    clip = source.clip
    total = clip.samples.shape[1]
    start = min(round(start_s * clip.rate_hz), total - 1)
    end = min(max(round(end_s * clip.rate_hz), start + 1), total)
    part = _range(source, start / clip.rate_hz, end / clip.rate_hz, to_end=end == total)
    made = fill(bench, source, part, seed=seed, label=label, watch=watch)
    samples = splice(clip.samples, np.repeat(made, clip.samples.shape[0], axis=0), start, end, clip.rate_hz)
    return Clip(_ended(samples, start, clip.rate_hz) if part.to_end else samples, clip.rate_hz)


def _range(source: Source, start_s: float, end_s: float, *, to_end: bool) -> Range:
    onset_s = source.onset / layout.RATE_HZ
    if start_s >= onset_s + REACH_S or (not to_end and end_s > onset_s + REACH_S):
        raise RequestError(
            f"The range from {start_s:g} s to {end_s:g} s lies beyond {onset_s + REACH_S:.2f} s, which is how far the "
            "model hears this sound; choose an earlier one."
        )
    first = round(start_s * layout.RATE_HZ) - source.onset
    last = layout.SOUND_SAMPLES if to_end else round(end_s * layout.RATE_HZ) - source.onset
    return Range(first, max(last, first + 1), to_end)


def _ended(samples: NDArray[np.float32], start: int, rate_hz: int) -> NDArray[np.float32]:
    """Return the sound ended where it ends, but never before `start`."""
    length = max(trim_tail(samples, rate_hz).shape[1], start + 1)
    return np.concatenate([samples[:, :start], fade_out(samples[:, start:length], rate_hz)], axis=1)
