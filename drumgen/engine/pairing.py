"""A denoiser and the codec decoder it belongs to, opened together and checked against each other."""

from dataclasses import dataclass

from drumgen.errors import DeviceError, ModelError
from drumgen.inference.cards import ModelCard
from drumgen.inference.diffusion_settings import DiffusionSettings
from drumgen.inference.fields import BATCH
from drumgen.inference.providers import choose
from drumgen.inference.sessions import OnnxModel
from drumgen.inference.store import ModelStore
from drumgen.representations import layout


@dataclass(frozen=True)
class ModelPair:
    """Two open models that fit each other.

    Parameters
    ----------
    denoiser, decoder : OnnxModel
        The models.
    settings : DiffusionSettings
        The denoiser's.
    n_samples : int
        Length of the decoder's audio for one block.
    provider : str
        Compute provider that the denoiser really runs on.
    """

    denoiser: OnnxModel
    decoder: OnnxModel
    settings: DiffusionSettings
    n_samples: int
    provider: str


def open_pair(store: ModelStore, name: str, device: str) -> ModelPair:
    """Open a denoiser and the codec decoder.

    Parameters
    ----------
    store : ModelStore
        Where they are.
    name : str
        The denoiser's name.
    device : str
        ``auto`` or the name of a compute provider.

    Raises
    ------
    ModelError
        If one is missing or damaged, or the two do not fit.
    DeviceError
        If the named compute provider does not take both models.
    """
    provider = choose(device)
    denoiser = store.denoiser(name, provider)
    decoder = store.codec_decoder(provider)
    _check_fit(denoiser.card, decoder.card)
    for model in (denoiser, decoder):
        if device != "auto" and model.provider != device:
            raise DeviceError(
                f"The compute device {device} cannot run the model {model.card.name}; choose auto or cpu."
            )
    settings = denoiser.card.diffusion
    assert settings is not None  # the card of every denoiser has them
    n_samples = decoder.card.block_samples or int(decoder.card.inputs["noise"][1])
    return ModelPair(denoiser, decoder, settings, n_samples, denoiser.provider)


def open_encoder(store: ModelStore, pair: ModelPair, device: str) -> OnnxModel:
    """Open the encoder of a pair's codec.

    Raises
    ------
    ModelError
        If there is none, it is damaged, or it is not of the codec of one-shots.
    """
    name = pair.denoiser.card.name
    if not (store.folder / "codec_encoder.json").exists():
        raise ModelError(f"The model {name} cannot edit sounds, as its codec has no encoder; use the model drums.")
    encoder = store.codec_encoder(choose(device))
    read = (BATCH, layout.TOKENS, layout.FEATURES)
    if encoder.card.inputs["features"] != read or encoder.card.outputs["latents"] != pair.denoiser.card.inputs["x"]:
        raise ModelError(f"The encoder beside the model {name} is of another codec; install both again.")
    return encoder


def _check_fit(denoiser: ModelCard, decoder: ModelCard) -> None:
    if denoiser.codec != decoder.sha256:
        raise ModelError(
            f"The model {denoiser.name} was made for another codec than the one installed; install both again."
        )
    if not _same_latents(denoiser, decoder) or denoiser.sample_rate_hz != decoder.sample_rate_hz:
        raise ModelError(f"The cards of {denoiser.name} and {decoder.name} do not fit each other; install both again.")


def _same_latents(denoiser: ModelCard, decoder: ModelCard) -> bool:
    made, taken = denoiser.inputs["x"], decoder.inputs["latents"]
    if decoder.block_samples is None:
        return made == taken and not denoiser.continues
    return made == (BATCH, *taken[2:])
