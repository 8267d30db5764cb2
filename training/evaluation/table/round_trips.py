"""The row of round trips: what the representation alone loses."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from drumgen.engine.finishing import finish
from drumgen.engine.seeds import NormalStreams, Purpose
from drumgen.errors import ModelError
from drumgen.inference.store import ModelStore
from drumgen.representations import layout, preparation
from training.evaluation.round_trip import has_codec, round_trip
from training.evaluation.table.sounds import SoundSet
from training.representations.registry import REPRESENTATIONS, build_representation


def codec_round_trip(real: SoundSet, store: ModelStore) -> SoundSet | None:
    """Return real sounds through the codec of one-shots; None where the store or the sounds' rate has none."""
    if real.rate_hz != layout.RATE_HZ or not has_codec(store):
        return None
    audio = round_trip([preparation.prepare(sound) for sound in real.sounds], store)
    return as_round_trip(real, [finish(samples, real.rate_hz).mono for samples in audio])


def picture_round_trip(real: SoundSet, store: ModelStore) -> SoundSet | None:
    """Return real sounds through a laboratory model's picture and its decoder; None where the store has no such one."""
    try:
        decoder = store.codec_decoder()
    except ModelError:
        return None
    settings = decoder.card.training.get("settings")
    name = str(decoder.card.training.get("representation", ""))
    if name not in REPRESENTATIONS or real.rate_hz != decoder.card.sample_rate_hz:
        return None
    representation = build_representation(name, REPRESENTATIONS[name][0](**dict(settings or {})))
    length = representation.n_samples
    sounds = []
    for row, sound in enumerate(real.sounds):
        values = representation.forward(np.pad(sound[:length], (0, max(length - len(sound), 0))))
        noise = NormalStreams([row], Purpose.DECODER_NOISE).draw((length,)).astype(np.float32)
        audio = decoder.run({"latents": values[None, None].astype(np.float32), "noise": noise})["audio"][0]
        sounds.append(finish(audio, real.rate_hz).mono)
    return as_round_trip(real, sounds)


def as_round_trip(real: SoundSet, sounds: Sequence[NDArray[np.float32]]) -> SoundSet:
    """Return what came back of real sounds as a set whose partners are the originals.

    Parameters
    ----------
    real : SoundSet
    sounds : sequence of float32 arrays of shape (N,)
        In the same order and at the same rate.
    """
    return replace(real, sounds=list(sounds), partners=list(real.sounds))
