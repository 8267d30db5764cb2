"""What the codec alone loses: sounds encoded and decoded, with no denoiser between."""

import numpy as np
from numpy.typing import NDArray

from drumgen.engine.seeds import NormalStreams, Purpose
from drumgen.errors import ModelError
from drumgen.inference.store import ModelStore
from drumgen.representations import analysis, layout

_BATCH = 16


def round_trip(sounds: list[NDArray[np.float32]], store: ModelStore) -> list[NDArray[np.float32]]:
    """Encode and decode prepared sounds, shape (SOUND_SAMPLES,), with a store's codec."""
    encoder, decoder = store.codec_encoder(), store.codec_decoder()
    out: list[NDArray[np.float32]] = []
    for start in range(0, len(sounds), _BATCH):
        batch = sounds[start : start + _BATCH]
        features = np.stack([analysis.analyse(sound).features() for sound in batch])
        latents = encoder.run({"features": features})["latents"]
        seeds = range(start, start + len(batch))
        noise = NormalStreams(seeds, Purpose.DECODER_NOISE).draw((layout.SOUND_SAMPLES,)).astype(np.float32)
        out += list(decoder.run({"latents": latents, "noise": noise})["audio"])
    return out


def has_codec(store: ModelStore) -> bool:
    """Say whether a store holds an encoder of the features that `round_trip` computes."""
    try:
        card = store.card("codec_encoder")
    except ModelError:
        return False
    return tuple(card.inputs["features"][1:]) == (layout.TOKENS, layout.FEATURES)
