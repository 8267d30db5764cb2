"""One peer with random weights: run by an interpreter that has its packages, never by drumgen's own.

`PYTHON benchmarks/generation/peers.py NAME --threads 1 --timed 2` builds a published configuration, times a few
sampling steps and what follows them, and prints one JSON object on its last line. Whole sounds are scaled up from the
steps, which all cost alike. Nothing is downloaded: weights have no influence on the time.
"""

import argparse
import json
import resource
import sys
import time
import types
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass
class Peer:
    """A model that is built.

    Parameters
    ----------
    step : callable
        One sampling step.
    finish : callable or None
        What follows the last one, such as a codec's decoder.
    audio_s : float
        Length of its sound.
    parameters : int
    packages : tuple of str
        Whose versions are to be told.
    """

    step: Callable[[], Any]
    finish: Callable[[], Any] | None
    audio_s: float
    parameters: int
    packages: tuple[str, ...]


def tiny_audio_diffusion() -> Peer:
    """Build audio-diffusion-pytorch in tiny-audio-diffusion's configuration: 32,768 stereo samples at 44.1 kHz."""
    import torch

    _stub_torchaudio()
    from audio_diffusion_pytorch import DiffusionModel, UNetV0, VDiffusion, VSampler

    model = DiffusionModel(
        net_t=UNetV0,
        in_channels=2,
        channels=[32, 32, 64, 64, 128, 128, 256, 256],
        factors=[1] + [2] * 7,
        items=[2] * 6 + [4, 4],
        attentions=[0] * 5 + [1] * 3,
        attention_heads=8,
        attention_features=64,
        diffusion_t=VDiffusion,
        sampler_t=VSampler,
    ).eval()
    noise = torch.randn(1, 2, 32768)
    return Peer(
        lambda: model.sample(noise, num_steps=1), None, 32768 / 44100, _size(model), ("audio-diffusion-pytorch",)
    )


def dance_diffusion() -> Peer:
    """Build diffusers' DanceDiffusionPipeline for 65,536 stereo samples at 48 kHz."""
    import torch
    from diffusers import DanceDiffusionPipeline, IPNDMScheduler, UNet1DModel

    widths = (128, 128, 256, 256) + (512,) * 9
    unet = UNet1DModel(
        sample_size=65536,
        sample_rate=48000,
        in_channels=2,
        out_channels=2,
        extra_in_channels=16,
        time_embedding_type="fourier",
        time_embedding_dim=16,
        use_timestep_embedding=False,
        flip_sin_to_cos=True,
        block_out_channels=widths,
        down_block_types=("DownBlock1DNoSkip",) + ("DownBlock1D",) * 7 + ("AttnDownBlock1D",) * 5,
        up_block_types=("AttnUpBlock1D",) * 5 + ("UpBlock1D",) * 7 + ("UpBlock1DNoSkip",),
        mid_block_type="UNetMidBlock1D",
    ).eval()
    DanceDiffusionPipeline(unet=unet, scheduler=IPNDMScheduler())  # the pipeline takes it as it is
    scheduler = IPNDMScheduler()
    scheduler.set_timesteps(100)
    audio = torch.randn(1, 2, 65536)

    def step() -> Any:
        t = scheduler.timesteps[0].float()
        return scheduler.step(unet(audio, t).sample, scheduler.timesteps[0], audio)

    return Peer(step, None, 65536 / 48000, _size(unet), ("diffusers",))


def stable_audio_3_small() -> Peer:
    """Build diffusers' Stable Audio 3 small, transformer and codec, for one second and without text."""
    import math

    import torch
    from diffusers import AutoencoderSAME, StableAudio3DiTModel

    transformer = StableAudio3DiTModel(embed_dim=1024, depth=20, num_heads=16, use_differential_attention=False).eval()
    codec = AutoencoderSAME().eval()
    frames = 2 * math.ceil((1.0 + 6.0) * 44100 / 8192)
    latents = torch.randn(1, transformer.config.io_channels, frames)
    words, whole = torch.randn(1, 1, 768), torch.randn(1, 768)
    mask, level = torch.ones(1, 1, dtype=torch.long), torch.ones(1)

    def step() -> Any:
        return transformer(
            latents, level, encoder_hidden_states=words, global_hidden_states=whole, encoder_attention_mask=mask
        )

    parameters = _size(transformer) + _size(codec)
    return Peer(step, lambda: codec.decode(latents), 1.0, parameters, ("diffusers",))


PEERS: dict[str, tuple[Callable[[], Peer], str, tuple[int, ...]]] = {
    "tiny-audio-diffusion": (tiny_audio_diffusion, "audio-diffusion-pytorch", (50, 10)),
    "dance-diffusion": (dance_diffusion, "diffusers DanceDiffusionPipeline", (100, 50)),
    "stable-audio-3-small": (stable_audio_3_small, "diffusers Stable Audio 3 small + SAME codec", (8,)),
}
"""By name: how to build it, its title, and the numbers of steps of its rows."""


def main() -> int:
    """Measure one peer; return the exit code, 3 when its packages are missing."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("name", choices=PEERS)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--timed", type=int, default=2, help="steps to time")
    arguments = parser.parse_args()
    try:
        import torch

        torch.set_num_threads(arguments.threads)
        with torch.inference_mode():
            print(json.dumps(_measure(arguments.name, arguments.threads, max(arguments.timed, 1))))
    except ImportError as error:
        print(f"not installed ({error})", file=sys.stderr)
        return 3
    return 0


def _measure(name: str, threads: int, timed: int) -> dict[str, Any]:
    from importlib.metadata import version

    build, title, step_counts = PEERS[name]
    peer = build()
    peer.step()  # memory is taken and kernels are chosen once
    steps = [_timed(peer.step) for _ in range(timed)]
    after = _timed(peer.finish) if peer.finish else (0.0, 0.0)
    wall_s, cpu_s = (sorted(column)[timed // 2] for column in zip(*steps, strict=True))
    return {
        "name": name,
        "title": title,
        "threads": threads,
        "parameters": peer.parameters,
        "audio_s": peer.audio_s,
        "timed_steps": timed,
        "step_cpu_s": cpu_s,
        "finish_cpu_s": after[1],
        "versions": {package: version(package) for package in ("torch", *peer.packages)},
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3),
        "rows": [
            {"steps": count, "wall_s": count * wall_s + after[0], "cpu_s": count * cpu_s + after[1]}
            for count in step_counts
        ],
    }


def _timed(call: Callable[[], Any]) -> tuple[float, float]:
    began, busy = time.perf_counter(), time.process_time()
    call()
    return time.perf_counter() - began, time.process_time() - busy


def _size(model: Any) -> int:
    return sum(parameter.numel() for parameter in model.parameters())


def _stub_torchaudio() -> None:
    """Stand in for torchaudio, whose builds fit no torch of this age; only what is imported, and nothing used here."""
    if "torchaudio" not in sys.modules:
        module, transforms = types.ModuleType("torchaudio"), types.ModuleType("torchaudio.transforms")
        module.transforms = transforms  # type: ignore[attr-defined]
        sys.modules |= {"torchaudio": module, "torchaudio.transforms": transforms}


if __name__ == "__main__":
    sys.exit(main())
