"""One training step of the codec: encode, decode a run of tokens twice with different noise, score."""

from dataclasses import dataclass, replace

import torch
from torch import Tensor
from torch.nn import functional

from drumgen.representations import layout
from training.losses.spectral import energy_distance
from training.networks.codec import Codec
from training.networks.synthesis import SynthesisParameters


@dataclass(frozen=True)
class CodecLossSettings:
    """Weights of the codec's loss.

    Parameters
    ----------
    latent_noise : float
        Standard deviation of the noise added to latents in training: what lies below it, the decoder cannot rely on.
    latent_penalty : float
        Weight of the latents' mean square, which keeps them from outgrowing that noise.
    segment_tokens : int
        Tokens of each sound that are synthesised and scored in one step.
    attack_share : float
        Share of the runs that begin at the attack.
    """

    latent_noise: float = 0.2
    latent_penalty: float = 0.01
    segment_tokens: int = 32
    attack_share: float = 0.4
    low_weight: float = 1.0
    partial_weight: float = 0.5


@dataclass
class CodecBatch:
    """Tensors of one batch: audio (B, N), features (B, T, F), partials (B, 3, T, P), low (B, N / 8), first token (B,)."""

    audio: Tensor
    features: Tensor
    partials: Tensor
    low: Tensor
    start: Tensor


def run_of_tokens(values: Tensor, start: Tensor, count: int, tokens: int) -> Tensor:
    """Cut `count` tokens from `start` (B,) out of values (B, tokens * per, ...)."""
    per = values.shape[1] // tokens
    split = values.reshape(values.shape[0], tokens, per, *values.shape[2:])
    index = start[:, None] + torch.arange(count)
    picked = split[torch.arange(values.shape[0])[:, None], index]
    return picked.reshape(values.shape[0], count * per, *values.shape[2:])


def codec_losses(
    codec: Codec, batch: CodecBatch, settings: CodecLossSettings, *, generator: torch.Generator, bf16: bool
) -> dict[str, Tensor]:
    """Return the parts of the loss, weighted, by name."""
    with torch.autocast(batch.audio.device.type, torch.bfloat16, enabled=bf16):
        latents = codec.encoder(batch.features).float()
    noisy = latents + settings.latent_noise * torch.randn(latents.shape, generator=generator)
    with torch.autocast(batch.audio.device.type, torch.bfloat16, enabled=bf16):
        noise, low, amplitude, detune = codec.decoder(noisy)
    noise, low, amplitude, detune = noise.float(), low.float(), amplitude.float(), detune.float()
    parameters = codec.with_margins(noise, low, amplitude, detune)
    spectral = _spectral(codec, parameters, batch, settings, generator)
    low_loss = _low_loss(low, batch.low)
    partial_loss = _partial_loss(amplitude, detune, batch.partials)
    return {
        "spectral": spectral.mean(),
        "low": settings.low_weight * low_loss,
        "partial": settings.partial_weight * partial_loss,
        "latent": settings.latent_penalty * torch.mean(latents**2),
    }


def _spectral(
    codec: Codec,
    parameters: SynthesisParameters,
    batch: CodecBatch,
    settings: CodecLossSettings,
    generator: torch.Generator,
) -> Tensor:
    count, all_tokens = settings.segment_tokens, layout.TOKENS + 2
    cut = replace(
        parameters,
        **{
            name: run_of_tokens(value, batch.start, count + 2, all_tokens) for name, value in vars(parameters).items()
        },
    )
    synth = codec.synthesiser
    tonal = synth.low_band(cut.low) + synth.partials(cut)
    shape = (batch.audio.shape[0], (count + 2) * layout.TOKEN_SAMPLES)
    draws = [
        synth.crop(tonal + synth.filtered_noise(cut.noise_log_gain, torch.randn(shape, generator=generator)))
        for _ in range(2)
    ]
    target = run_of_tokens(batch.audio, batch.start, count, layout.TOKENS)
    return energy_distance(target, draws[0], draws[1], generator=generator)


def _low_loss(low: Tensor, target: Tensor) -> Tensor:
    """Waveform error of the low band per token, relative to the token's own energy (down to -46 dB)."""
    shape = (low.shape[0], layout.TOKENS, layout.LOW_PER_TOKEN)
    error = torch.mean((low - target).reshape(shape) ** 2, dim=2)
    energy = torch.mean(target.reshape(shape) ** 2, dim=2)
    active = (energy > 1e-8).float()
    return torch.sum(active * torch.log1p(error / (energy + 2.5e-5))) / torch.sum(active).clamp(min=1.0)


def _partial_loss(amplitude: Tensor, detune: Tensor, partials: Tensor) -> Tensor:
    """Where the analysis found a partial: its place in the band, and roughly its level."""
    target, level, tonal = partials.unbind(dim=1)
    per_token = amplitude.reshape(amplitude.shape[0], layout.TOKENS, layout.PARTIAL_FRAMES_PER_TOKEN, -1).mean(dim=2)
    place = functional.smooth_l1_loss(detune, target, reduction="none", beta=0.1)
    loud = functional.smooth_l1_loss(per_token, level, reduction="none", beta=1.0)
    return torch.sum(tonal * (place + 0.1 * loud)) / (torch.sum(tonal) + 1.0)
