"""YAMNet's embedding of a one-shot (Google, Apache-2.0; AudioSet; MobileNet v1)."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import soxr
from numpy.typing import NDArray

from drumgen.errors import DataError
from training.evaluation.embeddings.tflite import open_interpreter

RATE_HZ = 16000
WINDOW_SAMPLES = 15600
EMBEDDING = "yamnet_frames/global_average_pooling2d/Mean"


class Yamnet:
    """Computes 1,024 numbers from a sound's first 0.975 s, resampled to 16 kHz and peak-normalised.

    Parameters
    ----------
    model : Path
        The file yamnet.tflite.

    Raises
    ------
    DataError
        If the file is missing or is not YAMNet, or the interpreter is not installed.
    """

    def __init__(self, model: Path) -> None:
        self._interpreter = open_interpreter(model, "yamnet.tflite with --yamnet", keep_all=True)
        names = {tensor["name"]: tensor["index"] for tensor in self._interpreter.get_tensor_details()}
        if EMBEDDING not in names:
            raise DataError(f"The file {model} is not YAMNet: it has no tensor {EMBEDDING}.")
        self._output = names[EMBEDDING]
        self._input = self._interpreter.get_input_details()[0]["index"]

    def embed(self, samples: NDArray[np.float32], rate_hz: int) -> NDArray[np.float32]:
        """Return the embedding of one mono sound, shape (1024,)."""
        sound = soxr.resample(samples, rate_hz, RATE_HZ, quality="HQ")[:WINDOW_SAMPLES]
        sound = np.pad(sound, (0, WINDOW_SAMPLES - len(sound))).astype(np.float32)
        sound /= max(float(np.abs(sound).max()), 1e-9)
        self._interpreter.set_tensor(self._input, sound.reshape(self._shape()))
        self._interpreter.invoke()
        return np.array(self._interpreter.get_tensor(self._output), dtype=np.float32).reshape(-1)

    def _shape(self) -> tuple[int, ...]:
        return tuple(int(n) for n in self._interpreter.get_input_details()[0]["shape"])

    def embed_all(self, sounds: Iterable[NDArray[np.float32]], rate_hz: int) -> NDArray[np.float32]:
        """Return the embeddings of many sounds, shape (M, 1024)."""
        return np.stack([self.embed(sound, rate_hz) for sound in sounds])
