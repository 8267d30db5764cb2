"""The main path: from a request to sounds.

Request -> conditions and noise -> sampler over the denoiser model -> latents -> codec decoder -> finished clips.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from drumgen import __version__
from drumgen.audio.clip import Clip
from drumgen.engine.conditions import Conditions, conditions_of
from drumgen.engine.denoising import SamplingPlan, sample_latents
from drumgen.engine.family import Service, service_for
from drumgen.engine.finishing import decode, finish
from drumgen.engine.pairing import ModelPair, open_encoder, open_pair
from drumgen.engine.progress import CancelQuery, Progress, ProgressCallback
from drumgen.engine.provenance import Edit, Provenance
from drumgen.engine.request import GenerationRequest
from drumgen.errors import ModelError
from drumgen.inference.cards import ModelCard
from drumgen.inference.sessions import OnnxModel
from drumgen.inference.shelf import ModelShelf
from drumgen.inference.store import ModelStore

BATCH_SIZE = 8


@dataclass(frozen=True, eq=False)
class GeneratedSound:
    """A finished sound and where it came from; equal only to itself."""

    clip: Clip
    provenance: Provenance

    @property
    def unknown_words(self) -> tuple[str, ...]:
        """Words of the prompt that the model does not know and left out."""
        return self.provenance.unknown_words


SoundCallback = Callable[[GeneratedSound], None]
"""Called with each sound as soon as it is finished."""


class Generator:
    """Makes sounds from requests; may be used from several threads at once.

    Parameters
    ----------
    store : ModelStore or ModelShelf
        Where the models are, one folder or several. They are opened at the first request that needs them, and stay
        open.
    device : str
        ``auto`` or the name of a compute provider, see `drumgen.inference.providers.choose`.
    """

    def __init__(self, store: ModelStore | ModelShelf, *, device: str = "auto") -> None:
        self._models = store if isinstance(store, ModelShelf) else ModelShelf([store])
        self._device = device
        self._pairs: dict[str, ModelPair] = {}
        self._encoders: dict[Path, OnnxModel] = {}
        self._lock = threading.Lock()

    def labels(self, model: str = "drums") -> tuple[str, ...]:
        """Return the names of the classes that a model knows.

        Raises
        ------
        ModelError
            If there is no such model or its card is unusable.
        """
        return self._models.card(model).classes

    def provider(self, model: str = "drums") -> str:
        """Open what serves plain requests for a model; return the compute provider that really runs, such as ``cpu``.

        Raises like `generate`.
        """
        student = self._models.card(model).student
        return self.pair(model if student is None else student.name).provider

    def card(self, model: str = "drums") -> ModelCard:
        """Return a model's card; raises `ModelError` if there is no such model or its card is unusable."""
        return self._models.card(model)

    def encoder(self, model: str = "drums") -> OnnxModel:
        """Return the codec's encoder, opened, for what a model is to be given of existing sounds.

        Raises
        ------
        ModelError
            If the model's codec has no encoder that reads one-shots, or it is damaged.
        DeviceError
            If the chosen compute device does not work.
        """
        pair = self.pair(model)
        with self._lock:
            store = self._models.store_of(model)
            if store.folder not in self._encoders:
                self._encoders[store.folder] = open_encoder(store, pair, self._device)
            return self._encoders[store.folder]

    def check(self, request: GenerationRequest) -> tuple[str, ...]:
        """Check a request against the model's card, without opening the model; raises like `generate`.

        Returns
        -------
        tuple of str
            Words of the prompt that the model does not know and will leave out.
        """
        return conditions_of(*self._served(request))[1]

    def duration_s(self, request: GenerationRequest) -> float:
        """Return how long a sound of a request can be, in seconds; raises like `generate`."""
        pair = self.pair(self.service(request).model)
        return request.blocks * pair.n_samples / pair.decoder.card.sample_rate_hz

    def generate(
        self,
        request: GenerationRequest,
        *,
        progress: ProgressCallback | None = None,
        cancel: CancelQuery | None = None,
        on_sound: SoundCallback | None = None,
    ) -> list[GeneratedSound]:
        """Make all sounds of a request.

        Parameters
        ----------
        request : GenerationRequest
            What to make.
        progress : callable or None
            Called as (done, total), counted in steps of single sounds; done rises from 0 to total.
        cancel : callable or None
            Asked between steps; when it returns True the work stops.
        on_sound : callable or None
            Called with each sound in the order of the request, as soon as its batch is finished.

        Returns
        -------
        list of GeneratedSound
            Sound i is made from the seed ``request.seed + i``.

        Raises
        ------
        RequestError
            If the model cannot follow the request, see `drumgen.engine.conditions.conditions_of`.
        ModelError
            If a model file or card is missing, damaged, or does not fit.
        DeviceError
            If the chosen compute device does not work.
        Cancelled
            If `cancel` returned True.
        """
        sounds = []
        for sound in self.stream(request, progress=progress, cancel=cancel):
            sounds.append(sound)
            if on_sound is not None:
                on_sound(sound)
        return sounds

    def stream(
        self,
        request: GenerationRequest,
        *,
        progress: ProgressCallback | None = None,
        cancel: CancelQuery | None = None,
    ) -> Iterator[GeneratedSound]:
        """Make the sounds of a request one batch at a time, so that memory does not grow with the count.

        Takes, yields and raises what `generate` does.
        """
        served = self.service(request)
        wished, unknown_words = conditions_of(*self._served(request))
        pair = self.pair(served.model)
        plan = SamplingPlan.of(served.request, pair.settings)
        # A sound counts as its sampling steps and one more for decoding.
        watch = Progress(request.count * (request.blocks * plan.steps + 1), progress, cancel)
        watch.start()
        for start in range(0, request.count, BATCH_SIZE):
            indices = range(start, min(start + BATCH_SIZE, request.count))
            conditions, seeds = wished.repeated(len(indices)), [request.seed + i for i in indices]
            audio = _batch_audio(pair, plan, conditions, seeds, request.blocks, watch)
            for i, samples in zip(indices, audio, strict=True):
                clip = _finished(samples, pair)
                origin = provenance_of(request, pair, plan, i, unknown_words, guidance=served.guidance)
                yield GeneratedSound(clip, origin)

    def service(self, request: GenerationRequest) -> Service:
        """Return what serves a request: its model or that model's student; raises `ModelError` if there is none."""
        return service_for(request, self._models.card(request.model))

    def _served(self, request: GenerationRequest) -> tuple[GenerationRequest, ModelCard]:
        served = self.service(request)
        return served.request, self._models.card(served.model)

    def pair(self, name: str = "drums") -> ModelPair:
        """Return a model, opened together with its codec's decoder; raises like `generate`."""
        with self._lock:
            if name not in self._pairs:
                self._pairs[name] = open_pair(self._models.store_of(name), name, self._device)
            return self._pairs[name]


def _batch_audio(
    pair: ModelPair, plan: SamplingPlan, conditions: Conditions, seeds: Sequence[int], blocks: int, watch: Progress
) -> NDArray[np.float32]:
    """Return the decoder's audio for a batch of seeds; float32, shape (B, N)."""
    size = len(seeds)
    latents = sample_latents(
        pair.denoiser, plan, conditions, seeds, blocks=blocks, callback=lambda done, steps: watch.advance(size)
    )
    audio = decode(pair.decoder, latents, seeds)
    if not np.isfinite(audio).all():
        name = pair.denoiser.card.name
        raise ModelError(f"The model {name} gave values that are no numbers; lower the guidance or raise the steps.")
    watch.advance(size)
    return audio


def _finished(samples: NDArray[np.float32], pair: ModelPair) -> Clip:
    decoder = pair.decoder.card
    steady = 1.0 if decoder.block_samples is None else 0.0  # the codec of one-shots is the one that joins no blocks
    return finish(samples, decoder.sample_rate_hz, trim=not pair.denoiser.card.continues, steady=steady)


def provenance_of(
    request: GenerationRequest,
    pair: ModelPair,
    plan: SamplingPlan,
    index: int,
    unknown_words: tuple[str, ...] = (),
    *,
    guidance: float | None = None,
    edit: Edit | None = None,
) -> Provenance:
    """Return the origin of sound `index` of a request that a pair of models made as planned.

    `guidance` is what was distilled into a student; None: the plan's.
    """
    return Provenance(
        model=request.model,
        model_version=pair.denoiser.card.version,
        model_sha256=pair.denoiser.card.sha256,
        codec_sha256=pair.decoder.card.sha256,
        label=request.label,
        seed=request.seed + index,
        index=index,
        steps=plan.steps,
        guidance=plan.guidance if guidance is None else guidance,
        sampler=plan.settings.sampler,
        provider=pair.provider,
        drumgen_version=__version__,
        request=request,
        unknown_words=unknown_words,
        edit=edit,
    )
