"""From latents to audio: the blocks of a sound are joined in time, and decoded as one."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from drumgen.engine.seeds import NormalStreams, Purpose
from drumgen.inference.sessions import Model


def decode(decoder: Model, latents: Sequence[NDArray[np.float64]], seeds: Sequence[int]) -> NDArray[np.float32]:
    """Return the audio of a batch of sounds.

    A decoder that joins blocks gets all of them at once, so that it has no seam to hide.

    Parameters
    ----------
    decoder : Model
        The codec's decoder.
    latents : sequence of float64, shape (B, *shape)
        The blocks, in their order; just one for a decoder that takes a single one.
    seeds : sequence of int, length B
        For the decoder's noise.

    Returns
    -------
    float32, shape (B, N)
    """
    block_samples = decoder.card.block_samples
    if block_samples is None:
        (blocks,) = latents
        n_samples = int(decoder.card.inputs["noise"][1])
    else:
        blocks = np.stack(latents, axis=1)
        n_samples = len(latents) * block_samples
    noise = NormalStreams(seeds, Purpose.DECODER_NOISE).draw((n_samples,))
    inputs = {"latents": blocks.astype(np.float32), "noise": noise.astype(np.float32)}
    if block_samples is None:
        return decoder.run(inputs)["audio"]
    # One sound at a time: what such a decoder needs in between is many times as large as the sound, and since it looks
    # for phases, rounding that differs between batch sizes would be heard.
    parts = [decoder.run({name: array[i : i + 1] for name, array in inputs.items()}) for i in range(len(seeds))]
    return np.concatenate([part["audio"] for part in parts])
