"""The class of a sound, by the model's own means: the class under which it is denoised best."""

import numpy as np

from drumgen.editing.workbench import Source, Workbench
from drumgen.engine.conditions import told_classes
from drumgen.engine.denoising import model_denoiser
from drumgen.engine.seeds import NormalStream, Purpose

_SIGMAS = (0.7, 1.5, 3.0)
_DRAWS = 4


def classify(bench: Workbench, source: Source) -> str:
    """Return the model's class whose denoiser errs least on a noised sound."""
    labels, pair = bench.labels, bench.pair
    size = len(labels)
    denoiser = model_denoiser(
        pair.denoiser, pair.settings, told_classes(np.eye(size, dtype=np.float32), pair.denoiser.card)
    )
    stream = NormalStream(0, Purpose.LATENTS)
    errors = np.zeros(size)
    for sigma in _SIGMAS:
        for _ in range(_DRAWS):
            x = source.latents + sigma * stream.draw(source.latents.shape)
            guess = denoiser(np.repeat(x[None], size, axis=0), sigma)
            errors += np.square(guess - source.latents).mean(axis=(1, 2))
    return labels[int(np.argmin(errors))]
