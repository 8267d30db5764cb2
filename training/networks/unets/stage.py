"""A residual block with what may follow it: attention to the map and to the caption."""

from torch import Tensor, nn

from training.networks.attention import Attention
from training.networks.conditioning import Context
from training.networks.unets.parts import ResidualBlock


class Stage(nn.Module):
    """A residual block, self-attention and cross-attention, the latter two where wanted.

    Parameters
    ----------
    block : ResidualBlock
    channels : int
        Channels the block puts out.
    attends : bool
        Whether self-attention follows, and cross-attention where there is a context.
    context_width : int, optional
        Dimension of the caption's tokens; None without captions.
    """

    def __init__(self, block: ResidualBlock, channels: int, *, attends: bool, context_width: int | None) -> None:
        super().__init__()
        self.block = block
        self.attention = Attention(channels) if attends else None
        self.cross = Attention(channels, context_width) if attends and context_width else None

    def forward(self, x: Tensor, vector: Tensor, context: Context | None) -> Tensor:
        """Map (B, C, F, T) to (B, C', F, T)."""
        x = self.block(x, vector)
        if self.attention is not None:
            x = self.attention(x)
        if self.cross is not None:
            x = self.cross(x, context)
        return x
