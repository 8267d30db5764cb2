"""The encoder of words: buckets of letters to a unit vector."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from drumgen.wishes.words.buckets import BUCKETS


@dataclass(frozen=True)
class WordSettings:
    """Sizes of the encoder; the card has to stay under 1 MB with its numbers in half precision."""

    buckets: int = BUCKETS
    width: int = 64
    hidden: int = 128
    size: int = 64


class WordEncoder(nn.Module):
    """A bag of embedded buckets, then a perceptron."""

    def __init__(self, settings: WordSettings) -> None:
        super().__init__()
        self.embedding = nn.Embedding(settings.buckets, settings.width)
        nn.init.normal_(self.embedding.weight, std=0.3)
        with torch.no_grad():
            self.embedding.weight[0] = 0.0
        self.hidden = nn.Linear(settings.width, settings.hidden)
        self.out = nn.Linear(settings.hidden, settings.size)
        self.skip = nn.Linear(settings.width, settings.size, bias=False)

    def forward(self, buckets: Tensor) -> Tensor:
        """Return unit vectors (B, D) of rows of buckets (B, P), float, filled up with 0."""
        count = (buckets > 0.5).to(torch.float32).sum(dim=1, keepdim=True)
        numbers = buckets.to(torch.int64)
        if torch.onnx.is_in_onnx_export():  # bucket 0 holds zeros in what is exported
            total = self.embedding(numbers).sum(dim=1)
        else:  # the same without the (B, P, D) numbers between, several times as fast to train
            total = functional.embedding_bag(numbers, self.embedding.weight, mode="sum", padding_idx=0)
        bag = total / count.clamp(min=1.0).sqrt()
        vector: Tensor = self.out(functional.gelu(self.hidden(bag))) + self.skip(bag)
        return vector / vector.square().sum(dim=1, keepdim=True).clamp(min=1e-12).sqrt()
