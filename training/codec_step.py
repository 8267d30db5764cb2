"""One training step of the codec: encode, decode a run of tokens twice with different noise, score."""

from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn
from torch.nn import functional

from drumgen.representations import layout
from training.losses.spectral import energy_distance
from training.networks.codec import Codec, from_root
from training.networks.synthesis import SynthesisParameters
from training.share import BatchNoise

_SILENT_LEVEL = 1e-4  # mean square of the low band's root: -80 dBFS


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
    partial_weight: float = 1.0


@dataclass
class CodecBatch:
    """Audio (B, N), features (B, T, F), partials (B, 3, T, P), low band (B, N / 8), first scored token (B,)."""

    audio: Tensor
    features: Tensor
    partials: Tensor
    low: Tensor
    start: Tensor


def run_of_tokens(values: Tensor, start: Tensor, count: int, tokens: int) -> Tensor:
    """Cut `count` tokens from `start` (B,) out of values (B, tokens * per, ...)."""
    per = values.shape[1] // tokens
    split = values.reshape(values.shape[0], tokens, per, *values.shape[2:])
    index = start[:, None] + torch.arange(count, device=start.device)
    picked = split[torch.arange(values.shape[0], device=start.device)[:, None], index]
    return picked.reshape(values.shape[0], count * per, *values.shape[2:])


class CodecStep(nn.Module):
    """A codec and its loss; the forward is the step.

    Several processes draw the same noise as one would, but the parts "low" and "partial" are averages over what is
    heard in a process's own part of the batch, so that they agree with one process's only roughly.
    """

    def __init__(self, codec: Codec, settings: CodecLossSettings, *, bf16: bool) -> None:
        super().__init__()
        self.codec, self.settings, self.bf16 = codec, settings, bf16

    def forward(
        self, audio: Tensor, features: Tensor, partials: Tensor, low: Tensor, start: Tensor, noise: BatchNoise
    ) -> dict[str, Tensor]:
        """Return the parts of the loss, weighted, by name; the tensors are those of `CodecBatch`."""
        batch = CodecBatch(audio, features, partials, low, start)
        return codec_losses(self.codec, batch, self.settings, noise=noise, bf16=self.bf16)


def codec_losses(
    codec: Codec, batch: CodecBatch, settings: CodecLossSettings, *, noise: BatchNoise, bf16: bool
) -> dict[str, Tensor]:
    """Return the parts of the loss, weighted, by name."""
    with torch.autocast(batch.audio.device.type, torch.bfloat16, enabled=bf16):
        latents = codec.encoder(batch.features).float()
    noisy = latents + settings.latent_noise * noise.normal(*latents.shape)
    with torch.autocast(batch.audio.device.type, torch.bfloat16, enabled=bf16):
        log_gain, low_root, amplitude, detune = codec.decoder(noisy)
    log_gain, low_root, amplitude, detune = log_gain.float(), low_root.float(), amplitude.float(), detune.float()
    # The low band and the oscillators learn from the analysis alone: through a phase that is integrated over thousands
    # of samples the spectral loss sends noise, and a waveform or partial that is not right yet it only turns down.
    # The noise learns to fill what they leave.
    parameters = codec.with_margins(log_gain, from_root(low_root.detach()), amplitude.detach(), detune.detach())
    spectral = _spectral(codec, parameters, batch, settings, noise)
    low_loss = _low_loss(low_root, batch.low)
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
    noise: BatchNoise,
) -> Tensor:
    count, all_tokens = settings.segment_tokens, layout.TOKENS + 2
    cut = replace(
        parameters,
        **{name: run_of_tokens(value, batch.start, count + 2, all_tokens) for name, value in vars(parameters).items()},
    )
    synth = codec.synthesiser
    tonal = synth.low_band(cut.low) + synth.partials(cut)
    shape = (batch.audio.shape[0], (count + 2) * layout.TOKEN_SAMPLES)
    draws = []
    for _ in range(2):
        white = noise.normal(*shape)
        draws.append(synth.crop(tonal + synth.filtered_noise(cut.noise_log_gain, white)))
    target = run_of_tokens(batch.audio, batch.start, count, layout.TOKENS)
    return energy_distance(target, draws[0], draws[1], generator=noise.generator)


def _low_loss(low_root: Tensor, target: Tensor) -> Tensor:
    """Error of the low band's signed root per token, relative to the token's own level (down to -34 dB).

    Tokens weigh the less, the more of them share a cell: what no cell can hold shall not drown what the attack's can.
    """
    shape = (low_root.shape[0], layout.TOKENS, layout.LOW_PER_TOKEN)
    wanted = torch.sign(target) * torch.sqrt(torch.abs(target))
    error = torch.mean((low_root - wanted).reshape(shape) ** 2, dim=2)
    level = torch.mean(wanted.reshape(shape) ** 2, dim=2)
    sizes = torch.tensor(layout.CELL_EDGES[1:]) - torch.tensor(layout.CELL_EDGES[:-1])
    share = (1.0 / sizes)[torch.from_numpy(layout.cell_of_token())].to(low_root.device)
    active = (level > _SILENT_LEVEL) * share
    silent = (level <= _SILENT_LEVEL) * share
    heard = torch.sum(active * error / (level + 0.02)) / torch.sum(active).clamp(min=1.0)
    # After its end a sound is silent: a hum there is heard, however little it weighs beside the sound.
    hum = torch.sum(silent * error / 0.002) / torch.sum(silent).clamp(min=1.0)
    return heard + 0.1 * hum


def _partial_loss(amplitude: Tensor, detune: Tensor, partials: Tensor) -> Tensor:
    """Oscillators against the analysis: place in the band and level where it found a partial, silence elsewhere.

    Loud partials weigh more: full weight from -26 dBFS, a tenth at -78 dBFS and below. Where the peak looks like
    noise, the oscillator only has to stay 13 dB below it, so that the noise makes it.
    """
    target, level, tonal = partials.unbind(dim=1)
    per_token = amplitude.reshape(amplitude.shape[0], layout.TOKENS, layout.PARTIAL_FRAMES_PER_TOKEN, -1).mean(dim=2)
    weight = torch.clamp((level + 9.0) / 6.0, 0.1, 1.0)
    place = functional.smooth_l1_loss(detune, target, reduction="none", beta=0.1)
    loud = functional.smooth_l1_loss(per_token, level, reduction="none", beta=1.0)
    found = torch.sum(weight * tonal * (place + 0.5 * loud)) / (torch.sum(weight * tonal) + 1.0)
    excess = functional.relu(per_token - level + 1.5)
    return found + 0.5 * torch.sum(weight * (1.0 - tonal) * excess) / torch.sum(weight * (1.0 - tonal))
