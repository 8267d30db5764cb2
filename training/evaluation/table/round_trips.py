"""The row of round trips: what the representation alone loses."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from drumgen.engine.finishing import finish
from drumgen.inference.store import ModelStore
from drumgen.representations import layout, preparation
from training.evaluation.round_trip import has_codec, round_trip
from training.evaluation.table.sounds import SoundSet


def codec_round_trip(real: SoundSet, store: ModelStore) -> SoundSet | None:
    """Return real sounds through the codec of one-shots; None where the store or the sounds' rate has none."""
    if real.rate_hz != layout.RATE_HZ or not has_codec(store):
        return None
    audio = round_trip([preparation.prepare(sound) for sound in real.sounds], store)
    return as_round_trip(real, [finish(samples, real.rate_hz).mono for samples in audio])


def as_round_trip(real: SoundSet, sounds: Sequence[NDArray[np.float32]]) -> SoundSet:
    """Return what came back of real sounds as a set whose partners are the originals.

    Parameters
    ----------
    real : SoundSet
    sounds : sequence of float32 arrays of shape (N,)
        In the same order and at the same rate.
    """
    return replace(real, sounds=list(sounds), partners=list(real.sounds))
