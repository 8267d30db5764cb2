"""SSIM and MSE of a set: each sound against its partner's picture."""

import numpy as np
from numpy.typing import NDArray

from training.evaluation.measures.pictures import mean_squared_error, structural_similarity
from training.evaluation.mel_pictures import picture
from training.evaluation.table.sounds import UNKNOWN_PITCH, SoundSet
from training.evaluation.table.tools import Tools


def likeness(sounds: SoundSet, reference: SoundSet, tools: Tools) -> tuple[float, float]:
    """Return the mean SSIM and the mean MSE of a set's pictures (seed 004).

    Each sound is compared with its partner, or else with a reference sound of the same label and the nearest pitch
    (among equals by lot). Only partners make the figures a measure of fidelity; without them the row of real sounds
    says what two different sounds of one class give.
    """
    if sounds.partners is not None:
        partners, rate_hz = list(sounds.partners), sounds.rate_hz
    else:
        rng = np.random.default_rng(tools.seed)
        partners = [reference.sounds[_partner(sounds, i, reference, rng)] for i in range(len(sounds))]
        rate_hz = reference.rate_hz
    ssim, mse = [], []
    for ours, theirs in zip(sounds.sounds, partners, strict=True):
        a, b = picture(ours, sounds.rate_hz, tools.picture), picture(theirs, rate_hz, tools.picture)
        ssim.append(structural_similarity(a, b))
        mse.append(mean_squared_error(a, b))
    return float(np.mean(ssim)), float(np.mean(mse))


def _partner(sounds: SoundSet, row: int, reference: SoundSet, rng: np.random.Generator) -> int:
    candidates: NDArray[np.int64] = np.arange(len(reference))
    if sounds.labels is not None and reference.labels is not None:
        same = np.flatnonzero(reference.labels == sounds.labels[row])
        candidates = same if len(same) else candidates
    if sounds.pitches is not None and reference.pitches is not None and sounds.pitches[row] != UNKNOWN_PITCH:
        pitched = candidates[reference.pitches[candidates] != UNKNOWN_PITCH]
        if len(pitched):
            distance = np.abs(reference.pitches[pitched] - sounds.pitches[row])
            candidates = pitched[distance == distance.min()]
    return int(rng.choice(candidates))
