"""Edits run on the shipped models here: what they promise depends on them."""

import numpy as np
import pytest

from drumgen.audio.clip import Clip
from drumgen.editing.editor import SoundEditor
from drumgen.engine.generator import GeneratedSound, Generator
from drumgen.engine.request import GenerationRequest
from drumgen.inference.store import PACKAGED_FOLDER, ModelStore


@pytest.fixture(scope="session")
def generator() -> Generator:
    return Generator(ModelStore(PACKAGED_FOLDER), device="cpu")


@pytest.fixture(scope="session")
def editor(generator) -> SoundEditor:
    return SoundEditor(generator)


@pytest.fixture(scope="session")
def made(generator) -> dict[str, GeneratedSound]:
    """One generated sound of some classes."""
    labels = ("kick", "snare", "closed_hat", "tom")
    return {label: generator.generate(GenerationRequest(label, seed=77))[0] for label in labels}


@pytest.fixture(scope="session")
def found() -> Clip:
    """A sound from elsewhere: stereo, 48 kHz, quiet, silent at first; a noise burst over a falling tone."""
    rng = np.random.default_rng(5)
    times_s = np.arange(24_000) / 48_000
    tone = np.sin(2 * np.pi * (180.0 * times_s + 20.0 * np.exp(-30.0 * times_s) / 30.0)) * np.exp(-14.0 * times_s)
    noise = rng.standard_normal((2, 24_000)) * np.exp(-25.0 * times_s)
    hit = 0.15 * (tone + 0.4 * noise)
    return Clip(np.concatenate([np.zeros((2, 3000)), hit], axis=1).astype(np.float32), 48_000)
