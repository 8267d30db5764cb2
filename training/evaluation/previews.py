"""What a drum model makes while it is being trained: a sound of each class every few minutes."""

import copy
from collections.abc import Mapping, Sequence
from pathlib import Path

from torch import Tensor

from drumgen.audio.clip import Clip
from drumgen.audio.files import write_clip
from drumgen.audio.formats import SampleFormat
from drumgen.inference.sessions import OnnxModel
from drumgen.representations import layout
from training.networks.denoiser import LatentDenoiser
from training.sampling import sample_audio
from training.settings import DenoiserRecipe

PREVIEWS = "previews"
_SEED = 1  # always the same, so that one hears what training changes


class Previews:
    """Writes ``previews/STEP_LABEL.wav`` in the run's folder.

    Parameters
    ----------
    folder : Path
        The run's folder.
    decoder : OnnxModel
        The codec's decoder.
    recipe : DenoiserRecipe
        Says how to sample.
    labels : sequence of str
        The classes, in the order of the network.
    every_minutes : float or None
        Training time between two of them; None: never.
    """

    def __init__(
        self,
        folder: Path,
        decoder: OnnxModel,
        recipe: DenoiserRecipe,
        labels: Sequence[str],
        *,
        every_minutes: float | None,
    ) -> None:
        self._folder = folder / PREVIEWS
        self._decoder = decoder
        self._recipe = recipe
        self._labels = list(labels)
        self._every_minutes = every_minutes
        self._next_minutes = 0.0

    def look(self, network: LatentDenoiser, weights: Mapping[str, Tensor], *, step: int, minutes: float) -> list[Path]:
        """Write sounds if it is time for it, and return their files.

        Parameters
        ----------
        network : LatentDenoiser
            What is trained; it stays as it is.
        weights : mapping of str to Tensor
            Its averaged weights, which make the sounds.
        step, minutes : int, float
            How far training is.
        """
        if self._every_minutes is None or minutes < self._next_minutes:
            return []
        self._next_minutes = minutes + self._every_minutes
        averaged = copy.deepcopy(network)
        averaged.load_state_dict(weights)
        averaged.eval()
        sounds = sample_audio(averaged, self._decoder, self._recipe, self._labels, per_class=1, seed=_SEED)
        self._folder.mkdir(exist_ok=True)
        paths = []
        for label, (sound, *_) in sounds.items():
            path = self._folder / f"{step:07d}_{label}.wav"
            write_clip(path, Clip(sound[None, :], layout.RATE_HZ), sample_format=SampleFormat.WAV16)
            paths.append(path)
        return paths
