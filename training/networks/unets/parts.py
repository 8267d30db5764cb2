"""What the U-Nets share: the base, shape checks, group norm, residual blocks."""

import math
from typing import Literal

from torch import Tensor, nn
from torch.nn import functional

from drumgen.errors import DataError

_SMALLEST_GROUP = 4
_MOST_GROUPS = 32


def group_norm(channels: int) -> nn.GroupNorm:
    """Return group norm with at most 32 groups of at least 4 channels, as far as that divides the channels."""
    most = max(1, min(_MOST_GROUPS, channels // _SMALLEST_GROUP))
    groups = max(count for count in range(1, most + 1) if channels % count == 0)
    return nn.GroupNorm(groups, channels, eps=1e-6)


def zeroed(layer: nn.Conv2d) -> nn.Conv2d:
    """Return a convolution whose weights and bias are set to zero."""
    nn.init.zeros_(layer.weight)
    if layer.bias is not None:
        nn.init.zeros_(layer.bias)
    return layer


def check(condition: bool, message: str) -> None:
    """Raise DataError with the message unless the condition holds."""
    if not condition:
        raise DataError(message)


def check_plane(name: str, shape: tuple[int, ...], halvings: int) -> None:
    """Check that a shape is (C, F, T) and can be halved often enough.

    Raises
    ------
    DataError
        If it is not.
    """
    factor = 2**halvings
    check(len(shape) == 3, f"The network {name} reads blocks (C, F, T), not the shape {shape}; use another network.")
    check(
        shape[1] % factor == 0 and shape[2] % factor == 0,
        f"The network {name} halves the block {halvings} times, so that F and T of the shape {shape} must be multiples "
        f"of {factor}; change bands and frames, or the levels.",
    )


def check_dropout(name: str, dropout: float) -> None:
    """Raise DataError unless a dropout is a share of the channels."""
    check(0.0 <= dropout < 1.0, f"The dropout of {name} is {dropout}, but must be 0 or more and below 1.")


class ResidualBlock(nn.Module):
    """Norm - activation - convolution, steered, norm - activation - dropout - convolution, plus the input.

    The second convolution starts at zero, so that a new block passes its input on.

    Parameters
    ----------
    channels_in, channels_out : int
    steering : int
        Dimension D of the vector of noise level and conditions, which is added between the convolutions.
    activation : {"silu", "relu"}
    dropout : float
        0 to 1.
    resample : {"down", "up"}, optional
        Halve by averaging, or double by repetition, on both ways through the block (BigGAN; Song et al. 2021).
    rescale : bool
        Divide the sum by sqrt(2), which keeps its variance.
    """

    def __init__(
        self,
        channels_in: int,
        channels_out: int,
        steering: int,
        *,
        activation: Literal["silu", "relu"] = "silu",
        dropout: float = 0.0,
        resample: Literal["down", "up"] | None = None,
        rescale: bool = False,
    ) -> None:
        super().__init__()
        self.activation = nn.SiLU() if activation == "silu" else nn.ReLU()
        self.norm_in = group_norm(channels_in)
        self.first = nn.Conv2d(channels_in, channels_out, 3, padding=1)
        self.steer = nn.Linear(steering, channels_out)
        self.norm_out = group_norm(channels_out)
        self.dropout = nn.Dropout(dropout)
        self.second = zeroed(nn.Conv2d(channels_out, channels_out, 3, padding=1))
        self.shortcut = nn.Identity() if channels_in == channels_out else nn.Conv2d(channels_in, channels_out, 1)
        self.resample = resample
        self.scale = math.sqrt(0.5) if rescale else 1.0

    def _resampled(self, x: Tensor) -> Tensor:
        if self.resample == "down":
            return functional.avg_pool2d(x, 2)
        if self.resample == "up":
            return functional.interpolate(x, scale_factor=2.0, mode="nearest")
        return x

    def forward(self, x: Tensor, vector: Tensor) -> Tensor:
        """Map (B, C, F, T) to (B, C', F', T'), steered by vector (B, D)."""
        hidden = self.first(self._resampled(self.activation(self.norm_in(x))))
        hidden = hidden + self.steer(vector)[:, :, None, None]
        hidden = self.second(self.dropout(self.activation(self.norm_out(hidden))))
        out: Tensor = (self.shortcut(self._resampled(x)) + hidden) * self.scale
        return out
