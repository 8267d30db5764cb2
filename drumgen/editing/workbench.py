"""What all edits share: sounds on their way into the model's latents and back."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from drumgen.audio.clip import Clip
from drumgen.audio.identity import clip_id
from drumgen.audio.resampling import resample
from drumgen.diffusion.guidance import guided
from drumgen.diffusion.types import Denoiser
from drumgen.editing.limits import check_source
from drumgen.engine.conditions import Conditions, conditions_of
from drumgen.engine.denoising import SamplingPlan, model_denoiser, sample_latents
from drumgen.engine.finishing import finish
from drumgen.engine.generator import GeneratedSound, Generator, provenance_of
from drumgen.engine.pairing import ModelPair
from drumgen.engine.provenance import Edit, Provenance
from drumgen.engine.request import GenerationRequest
from drumgen.engine.seeds import NormalStream, Purpose
from drumgen.errors import DrumgenError, ModelError
from drumgen.representations import layout
from drumgen.representations.analysis import analyse
from drumgen.representations.carrier import missed_levels, own_noise, with_levels
from drumgen.representations.preparation import onset_index, prepare

Float64 = NDArray[np.float64]
_REMEMBERED = 8
_SAME = 1e-3  # 24-bit files and other compute devices differ by less


@dataclass(frozen=True, eq=False)
class Source:
    """A sound as the model hears it.

    Parameters
    ----------
    clip : Clip
        The sound itself.
    name : str
        Its `clip_id`.
    mono : float32, shape (M,)
        At the codec's rate.
    onset : int
        Sample of `mono` at which the codec's window begins.
    latents : float64, shape (L, C)
    carrier : float64, shape (N,)
        What the decoder is to be given as noise to come closest to the sound.
    missed : float64, shape (T, NOISE_BANDS), or None
        The levels that are lost on the way, see `drumgen.representations.carrier.missed_levels`; None: none are.
    """

    clip: Clip
    name: str
    mono: NDArray[np.float32]
    onset: int
    latents: Float64
    carrier: Float64
    missed: Float64 | None = None

    @property
    def peak(self) -> float:
        """Highest sample of the sound, at most full scale."""
        return min(float(np.abs(self.clip.samples).max()), 1.0)

    def steadiness(self, share: float) -> float:
        """Return how far to steady a sound that holds a share of this one, 0 to 1.

        What the model made was steadied when it was made. A sound from elsewhere may swell as it likes, and what is
        made of it the more, the more of it is left.
        """
        return 1.0 if self.missed is None else 1.0 - share


class Workbench:
    """A model with its codec in both directions; may be used from several threads at once.

    Parameters
    ----------
    generator : Generator
        Opens the models.
    model : str
        Name of the denoiser.
    """

    def __init__(self, generator: Generator, model: str) -> None:
        self._generator = generator
        self.model = model
        self._sources: OrderedDict[tuple[str, bool], Source] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def pair(self) -> ModelPair:
        """The open denoiser and decoder."""
        return self._generator.pair(self.model)

    @property
    def labels(self) -> tuple[str, ...]:
        """The model's classes."""
        return self._generator.labels(self.model)

    def source(self, sound: Clip | GeneratedSound) -> Source:
        """Return a sound as the model hears it; the last few are remembered.

        A sound that the model made itself has the latents and the noise it was made from, any other is encoded.

        Raises
        ------
        AudioFileError
            If the sound is silent or too long.
        ModelError
            If the model has no encoder.
        """
        clip = sound.clip if isinstance(sound, GeneratedSound) else sound
        check_source(clip)
        name = clip_id(clip)
        key = (name, isinstance(sound, GeneratedSound))  # the same samples without their origin have to be encoded
        with self._lock:
            if key in self._sources:
                self._sources.move_to_end(key)
                return self._sources[key]
        made = self._made_here(sound, name) if isinstance(sound, GeneratedSound) else None
        source = made or self._encoded(clip, name)
        with self._lock:
            self._sources[key] = source
            while len(self._sources) > _REMEMBERED:
                self._sources.popitem(last=False)
        return source

    def denoiser(self, label: str, size: int = 1) -> tuple[Denoiser, SamplingPlan, Conditions]:
        """Return the guided denoiser of a class for `size` sounds, its plan and its conditions; raises RequestError."""
        pair, request = self.pair, GenerationRequest(label, model=self.model)
        wished = conditions_of(request, pair.denoiser.card)[0].repeated(size)
        plan = SamplingPlan.of(request, pair.settings)
        conditional = model_denoiser(pair.denoiser, pair.settings, wished)
        null = model_denoiser(pair.denoiser, pair.settings, wished.null())
        return guided(conditional, null, plan.guidance), plan, wished

    def plain_denoiser(self, label: str) -> Denoiser:
        """Return the denoiser of a class or mix for one sound, without guidance; raises RequestError."""
        pair = self.pair
        wished = conditions_of(GenerationRequest(label, model=self.model), pair.denoiser.card)[0]
        return model_denoiser(pair.denoiser, pair.settings, wished)

    def encode(self, mono: NDArray[np.float32]) -> Float64:
        """Return the latents (L, C) of samples (M,) at the codec's rate, from their onset on; raises ModelError."""
        encoder = self._generator.encoder(self.model)
        features = analyse(prepare(mono)).features()[np.newaxis]
        return np.asarray(encoder.run({"features": features})["latents"][0], dtype=np.float64)

    def decode(self, latents: Float64, carriers: Float64) -> NDArray[np.float32]:
        """Return audio (B, N) from latents (B, L, C) and noise (B, N).

        Raises
        ------
        ModelError
            If the model gave values that are no numbers.
        """
        inputs = {"latents": latents.astype(np.float32), "noise": carriers.astype(np.float32)}
        audio = self.pair.decoder.run(inputs)["audio"]
        if not np.isfinite(audio).all():
            raise ModelError(f"The model {self.model} gave values that are no numbers; choose another seed.")
        return audio

    def provenance(self, label: str, seed: int, edit: Edit, *, index: int = 0, count: int = 1) -> Provenance:
        """Return the origin of sound `index` of an edit whose first seed is `seed`."""
        pair, request = self.pair, GenerationRequest(label, count, seed, model=self.model)
        return provenance_of(request, pair, SamplingPlan.of(request, pair.settings), index, edit=edit)

    def _made_here(self, sound: GeneratedSound, name: str) -> Source | None:
        """Return the source with the latents that the model itself made, or None if it made another sound."""
        origin = sound.provenance
        if origin.edit is not None or origin.codec_sha256 != self.pair.decoder.card.sha256 or origin.request.blocks > 1:
            return None
        try:
            served = self._generator.service(replace(origin.single_request, model=self.model))
            maker = self._generator.pair(served.model)  # the model or its student
            if origin.model_sha256 != maker.denoiser.card.sha256:
                return None
            conditions, _ = conditions_of(served.request, maker.denoiser.card)
            plan = SamplingPlan.of(served.request, maker.settings)
            (latents,) = sample_latents(maker.denoiser, plan, conditions, [origin.seed])
            carrier = white_noise(origin.seed)
            again = finish(self.decode(latents, carrier[np.newaxis])[0], layout.RATE_HZ)
        except DrumgenError:  # a request of another time; the sound itself is there
            return None
        clip = sound.clip
        if again.samples.shape != clip.samples.shape or again.rate_hz != clip.rate_hz:
            return None
        if np.abs(again.samples - clip.samples).max() > _SAME:
            return None
        return Source(clip, name, clip.samples[0], 0, latents[0], carrier)

    def _encoded(self, clip: Clip, name: str) -> Source:
        mono = resample(Clip(clip.mono[np.newaxis], clip.rate_hz), layout.RATE_HZ).samples[0]
        prepared = prepare(mono)
        latents, carrier = self.encode(mono), own_noise(prepared, white_noise(seed_of(name)))
        missed = missed_levels(prepared, self.decode(latents[np.newaxis], carrier[np.newaxis])[0])
        return Source(clip, name, mono, onset_index(mono), latents, carrier, missed)


def with_missed(audio: NDArray[np.float32], shares: Sequence[tuple[Source, float]]) -> NDArray[np.float32]:
    """Return decoded audio (N,) with shares of what the latents of its sources missed."""
    missed = [share * source.missed for source, share in shares if source.missed is not None and share > 0.0]
    return with_levels(audio, np.sum(missed, axis=0)) if missed else audio


def white_noise(seed: int) -> Float64:
    """Return the decoder's noise of a seed, shape (N,): the generator's own."""
    return NormalStream(seed, Purpose.DECODER_NOISE).draw((layout.SOUND_SAMPLES,))


def white_noises(seeds: Sequence[int]) -> Float64:
    """Return the decoder's noises of several seeds, shape (B, N)."""
    return np.stack([white_noise(seed) for seed in seeds])


def seed_of(name: str) -> int:
    """Return a seed that belongs to a sound's name."""
    return int(name[:15], 16)
