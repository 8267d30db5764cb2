"""What a denoiser is told besides x and c_noise, and its embedding: one vector and, for captions, tokens."""

from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from drumgen.errors import DataError
from training.networks.spectrogram_embedding import SpectrogramEmbedding

PREVIOUS_CHANNELS = (16, 32, 64, 64)


@dataclass(frozen=True)
class ConditionSpec:
    """What a network is told, besides x and c_noise.

    Parameters
    ----------
    classes : int
        Number of classes K; input class_weights (B, K), all zeros for "no class".
    attributes : int
        Number of continuous attributes A; input (B, 2A): A standardised values (0 where unknown), then A flags (1 where
        known).
    tokens : int
        Longest caption T in tokens; input (B, T) of ids as float32, 0 for padding.
    vocabulary : int
        Number of words; ids are 1 to `vocabulary`.
    previous : tuple of int
        Shape of the previous block, () for none; inputs previous (B, *shape) and has_previous (B, 1), which is 0 or 1.

    Raises
    ------
    DataError
        If a number is out of range, or only one of `tokens` and `vocabulary` is set.
    """

    classes: int
    attributes: int = 0
    tokens: int = 0
    vocabulary: int = 0
    previous: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.classes < 1 or min(self.attributes, self.tokens, self.vocabulary) < 0:
            raise DataError(f"{self} has a number below its minimum; use 1 class or more and no negative numbers.")
        if (self.tokens > 0) != (self.vocabulary > 0):
            raise DataError(f"Captions of {self.tokens} tokens from {self.vocabulary} words make no sense; set both.")

    def names(self) -> tuple[str, ...]:
        """Return the names of a network's further inputs, in their order."""
        present = {
            "class_weights": True,
            "attributes": self.attributes > 0,
            "tokens": self.tokens > 0,
            "previous": bool(self.previous),
            "has_previous": bool(self.previous),
        }
        return tuple(name for name, there in present.items() if there)


class Context(NamedTuple):
    """What cross-attention reads.

    Parameters
    ----------
    tokens : Tensor, shape (B, 1 + T, D)
        The learned null token, then one token a word.
    visible : Tensor, shape (B, 1 + T), bool
        False for padding; the null token is visible only where there is no caption.
    """

    tokens: Tensor
    visible: Tensor


def _normal(*shape: int) -> nn.Parameter:
    return nn.Parameter(torch.randn(*shape))


class AttributeEmbedding(nn.Module):
    """(B, 2A) values and flags -> (B, D); a learned vector where no attribute is known."""

    def __init__(self, attributes: int, width: int) -> None:
        super().__init__()
        self.attributes = attributes
        self.read = nn.Sequential(nn.Linear(2 * attributes, width), nn.SiLU(), nn.Linear(width, width))
        self.null = _normal(width)

    def forward(self, attributes: Tensor) -> Tensor:
        """Return the embedding; the values of unknown attributes are not looked at."""
        flags = attributes[:, self.attributes :]
        values = attributes[:, : self.attributes] * flags
        any_known = flags.amax(dim=1, keepdim=True)
        out: Tensor = any_known * self.read(torch.cat([values, flags], dim=1)) + (1.0 - any_known) * self.null
        return out


class CaptionEmbedding(nn.Module):
    """(B, T) ids -> the mean word as a vector (B, D) and, where wanted, tokens for cross-attention."""

    def __init__(self, tokens: int, vocabulary: int, width: int, *, with_context: bool) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary + 1, width)
        self.pool = nn.Linear(width, width)
        self.null = _normal(width)
        self.sequence = TokenSequence(tokens, width) if with_context else None

    def forward(self, ids: Tensor) -> tuple[Tensor, Context | None]:
        """Return the vector and the context; a caption without words gives the learned null of both."""
        words = self.words(ids.long())
        is_word = (ids > 0.5).to(words.dtype)
        has_caption = is_word.amax(dim=1, keepdim=True)
        mean = (words * is_word[:, :, None]).sum(dim=1) / is_word.sum(dim=1, keepdim=True).clamp(min=1.0)
        vector = has_caption * self.pool(mean) + (1.0 - has_caption) * self.null
        return vector, None if self.sequence is None else self.sequence(words, is_word, has_caption)


class TokenSequence(nn.Module):
    """Words with their positions behind a learned null token."""

    def __init__(self, tokens: int, width: int) -> None:
        super().__init__()
        self.position = nn.Parameter(torch.randn(tokens, width) * 0.1)
        self.null = _normal(1, 1, width)

    def forward(self, words: Tensor, is_word: Tensor, has_caption: Tensor) -> Context:
        """Return the context of words (B, T, D), where is_word (B, T) and has_caption (B, 1) are 0 or 1."""
        null = self.null + torch.zeros_like(words[:, :1])
        visible = torch.cat([1.0 - has_caption, is_word], dim=1) > 0.5
        return Context(torch.cat([null, words + self.position], dim=1), visible)


class PreviousEmbedding(nn.Module):
    """The spectrogram embedding of the previous block, or a learned vector where there is none."""

    def __init__(self, shape: tuple[int, ...], channels: tuple[int, ...], width: int) -> None:
        super().__init__()
        self.embed = SpectrogramEmbedding(shape, channels, width)
        self.null = _normal(width)

    def forward(self, previous: Tensor, has_previous: Tensor) -> Tensor:
        """Return (B, D)."""
        out: Tensor = has_previous * self.embed(previous) + (1.0 - has_previous) * self.null
        return out


class ConditionEmbedding(nn.Module):
    """All conditions -> their sum as one vector and, where wanted, the caption's tokens.

    Parameters
    ----------
    spec : ConditionSpec
    width : int
        Dimension D of the vector and of the tokens.
    with_context : bool
        Whether the network has cross-attention, which reads the tokens.
    previous_channels : tuple of int
        Channels of the embedding of the previous block, one value a halving (seed 002, Fig. 8).
    """

    def __init__(
        self,
        spec: ConditionSpec,
        width: int,
        *,
        with_context: bool = True,
        previous_channels: tuple[int, ...] = PREVIOUS_CHANNELS,
    ) -> None:
        super().__init__()
        self.spec = spec
        self.from_class = nn.Linear(spec.classes, width, bias=False)
        nn.init.normal_(self.from_class.weight)
        self.null_class = _normal(width)
        self.from_attributes = AttributeEmbedding(spec.attributes, width) if spec.attributes else None
        self.from_caption = None
        if spec.tokens:
            self.from_caption = CaptionEmbedding(spec.tokens, spec.vocabulary, width, with_context=with_context)
        self.from_previous = PreviousEmbedding(spec.previous, previous_channels, width) if spec.previous else None

    def forward(self, *conditions: Tensor) -> tuple[Tensor, Context | None]:
        """Return the vector (B, D) and the context of the caption, None without captions.

        Parameters
        ----------
        *conditions : Tensor
            In the order of `spec.names()`. Class weights that sum to less than 1 are filled up with the null class.
        """
        given = dict(zip(self.spec.names(), conditions, strict=True))
        weights = given["class_weights"]
        vector = self.from_class(weights) + (1.0 - weights.sum(dim=1, keepdim=True)) * self.null_class
        context = None
        if self.from_attributes is not None:
            vector = vector + self.from_attributes(given["attributes"])
        if self.from_caption is not None:
            caption, context = self.from_caption(given["tokens"])
            vector = vector + caption
        if self.from_previous is not None:
            vector = vector + self.from_previous(given["previous"], given["has_previous"])
        return vector, context


class NoiseEmbedding(nn.Module):
    """c_noise -> sines and cosines -> two fully connected layers.

    The sines are those of seed 004: Embedding(t)[2i] = sin(t / 10000^(2i/d)), Embedding(t)[2i+1] the cosine.

    Parameters
    ----------
    sinusoids : int
        d, an even number.
    width : int
        Dimension D of the result.
    label_scale : float
        t = label_scale * c_noise. 1 where c_noise counts time steps (0 to 1000). EDM's ln(sigma) / 4 spans about 2.6,
        so that 400 makes it as long as a chain of 1,000 steps.
    """

    def __init__(self, sinusoids: int, width: int, *, label_scale: float) -> None:
        super().__init__()
        self.label_scale = label_scale
        exponents = torch.arange(0, sinusoids, 2, dtype=torch.float32) / sinusoids
        self.frequencies: Tensor
        self.register_buffer("frequencies", 10000.0**-exponents, persistent=False)
        self.mix = nn.Sequential(nn.Linear(sinusoids, width), nn.SiLU(), nn.Linear(width, width))

    def sinusoids(self, c_noise: Tensor) -> Tensor:
        """Return (B, d) for c_noise (B,)."""
        angle = (self.label_scale * c_noise)[:, None] * self.frequencies
        return torch.stack([torch.sin(angle), torch.cos(angle)], dim=2).flatten(1)

    def forward(self, c_noise: Tensor) -> Tensor:
        """Return (B, D) for c_noise (B,)."""
        out: Tensor = self.mix(self.sinusoids(c_noise))
        return out


class Steering(nn.Module):
    """Noise level and conditions -> the vector that steers a network's blocks, and the caption's context.

    Parameters
    ----------
    spec : ConditionSpec
    sinusoids, width : int
        Dimensions of the sinusoidal embedding and of the result D.
    label_scale : float
        See `NoiseEmbedding`.
    with_context : bool
    previous_channels : tuple of int
        See `ConditionEmbedding`.
    """

    def __init__(
        self,
        spec: ConditionSpec,
        sinusoids: int,
        width: int,
        *,
        label_scale: float,
        with_context: bool,
        previous_channels: tuple[int, ...] = PREVIOUS_CHANNELS,
    ) -> None:
        super().__init__()
        self.noise = NoiseEmbedding(sinusoids, width, label_scale=label_scale)
        self.conditions = ConditionEmbedding(
            spec, width, with_context=with_context, previous_channels=previous_channels
        )

    def forward(self, c_noise: Tensor, *conditions: Tensor) -> tuple[Tensor, Context | None]:
        """Return the vector (B, D), passed through SiLU, and the context."""
        vector, context = self.conditions(*conditions)
        return functional.silu(self.noise(c_noise) + vector), context
