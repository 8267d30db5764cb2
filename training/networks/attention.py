"""Self-attention over the places of a feature map, and cross-attention to a caption's tokens."""

from torch import Tensor, nn
from torch.nn import functional

from training.networks.conditioning import Context
from training.networks.unets.parts import group_norm

_HEAD_WIDTH = 32


def head_count(channels: int) -> int:
    """Return how many heads attend: one for every 32 channels, as far as that divides them."""
    wanted = max(1, channels // _HEAD_WIDTH)
    return max(count for count in range(1, wanted + 1) if channels % count == 0)


def _split(x: Tensor, heads: int) -> Tensor:
    """(B, N, C) -> (B, heads, N, C / heads)."""
    return x.reshape(-1, x.shape[1], heads, x.shape[2] // heads).transpose(1, 2)


class Attention(nn.Module):
    """A residual attention layer over the places of a map (B, C, ...): to the map itself, or to given tokens.

    The last layer starts at zero, so that a new network begins without attention.

    Parameters
    ----------
    channels : int
    context_width : int, optional
        Dimension of the tokens that are attended to; None attends to the map itself.
    """

    def __init__(self, channels: int, context_width: int | None = None) -> None:
        super().__init__()
        self.heads = head_count(channels)
        self.norm = group_norm(channels)
        self.query = nn.Linear(channels, channels, bias=False)
        self.key_value = nn.Linear(context_width or channels, 2 * channels, bias=False)
        self.write = nn.Linear(channels, channels)
        nn.init.zeros_(self.write.weight)
        nn.init.zeros_(self.write.bias)

    def forward(self, x: Tensor, context: Context | None = None) -> Tensor:
        """Return a map of x's shape."""
        places = self.norm(x).flatten(2).transpose(1, 2)
        source = places if context is None else context.tokens
        key, value = self.key_value(source).chunk(2, dim=2)
        mask = None if context is None else context.visible[:, None, None, :]
        mixed = functional.scaled_dot_product_attention(
            _split(self.query(places), self.heads), _split(key, self.heads), _split(value, self.heads), attn_mask=mask
        )
        written = self.write(mixed.transpose(1, 2).flatten(2)).transpose(1, 2)
        out: Tensor = x + written.reshape(-1, *x.shape[1:])
        return out
