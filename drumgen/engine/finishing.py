"""From latents to finished sounds: the blocks of a sound are joined and decoded as one, steadied, trimmed, levelled."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from drumgen.audio.clip import Clip
from drumgen.audio.shaping import end_residue, fade_out, normalize_peak, remove_dc, trim_tail
from drumgen.engine.seeds import NormalStreams, Purpose
from drumgen.inference.sessions import Model
from drumgen.representations.steadying import steady_decay

PEAK_DBFS = -1.0


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
    noise = NormalStreams(seeds, Purpose.DECODER_NOISE).draw_single((n_samples,))
    inputs = {"latents": blocks.astype(np.float32), "noise": noise}
    if block_samples is None:
        return decoder.run(inputs)["audio"]
    # One sound at a time: what such a decoder needs in between is many times as large as the sound, and since it looks
    # for phases, rounding that differs between batch sizes would be heard.
    parts = [decoder.run({name: array[i : i + 1] for name, array in inputs.items()}) for i in range(len(seeds))]
    return np.concatenate([part["audio"] for part in parts])


def finish(audio: NDArray[np.float32], rate_hz: int, *, trim: bool = True, steady: float = 1.0) -> Clip:
    """Return the sound without DC, its low tail steadied, ended where it ends, faded to 0, with its peak at -1 dBFS.

    Parameters
    ----------
    audio : float32, shape (N,)
        What the decoder gave.
    rate_hz : int
        Its sampling rate.
    trim : bool
        Whether to end it where it ends; otherwise it keeps its length.
    steady : float
        How far the lows of the tail are kept from swelling, 0 to 1, see `drumgen.representations.steadying`: for what
        the codec of one-shots has decoded.

    Returns
    -------
    Clip
        One channel.
    """
    samples = steady_decay(remove_dc(audio[np.newaxis], rate_hz)[0], rate_hz, amount=steady)[np.newaxis]
    if trim:
        samples = end_residue(trim_tail(samples, rate_hz), rate_hz)
    samples = fade_out(samples, rate_hz)
    return Clip(normalize_peak(samples, peak_dbfs=PEAK_DBFS), rate_hz)
