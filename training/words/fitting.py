"""Training of the encoder: words and misspelt words go where the targets are, nonsense goes where no meaning is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from drumgen.wishes.words.buckets import buckets_of
from training.words.network import WordEncoder, WordSettings
from training.words.targets import Targets, meaning_loss
from training.words.typos import misspelt, nonsense

_MISSPELT_TAUGHT = 16
_MISSPELT_GENERAL = 1
_NONSENSE = 5000
_FLOOR = 0.25
"""Cosine above which nonsense is punished for being near a meaning."""


@dataclass(frozen=True)
class WordFit:
    """How the encoder is trained."""

    steps: int = 4000
    taught: int = 384
    general: int = 768
    nothing: int = 192
    rate: float = 6e-3
    seed: int = 0


@dataclass(frozen=True)
class Lesson:
    """Texts with their targets.

    Parameters
    ----------
    buckets : Tensor
        Rows of buckets, int16 of shape (B, P).
    word : Tensor
        The number of each text's word, int64 of shape (B,).
    """

    buckets: Tensor
    word: Tensor

    def draw(self, count: int) -> tuple[Tensor, Tensor]:
        """Return rows (count, P) and the numbers of their words (count,)."""
        chosen = torch.randint(len(self.word), (count,))
        return self.buckets[chosen].float(), self.word[chosen]


def lesson(words: Sequence[str], errors: int, unwanted: frozenset[str], rng: np.random.Generator) -> Lesson:
    """Return words, each as it is and with as many typing errors; misspellings that are unwanted are left out.

    A word counts as often as all its misspellings together.
    """
    texts: list[str] = []
    numbers: list[int] = []
    for number, word in enumerate(words):
        wrong = [text for text in (misspelt(word, rng) for _ in range(errors)) if text not in unwanted and text != word]
        texts += [word] * max(len(wrong), 1) + wrong
        numbers += [number] * (max(len(wrong), 1) + len(wrong))
    return Lesson(_rows(texts), torch.tensor(numbers))


def fit(
    taught: Sequence[str],
    meaning: NDArray[np.int64],
    general: Sequence[str],
    nothing: Sequence[str],
    targets: Targets,
    unwanted: frozenset[str],
    settings: WordFit,
    size: WordSettings,
    *,
    on_step: Callable[[int, float], None] | None = None,
) -> WordEncoder:
    """Train an encoder.

    Parameters
    ----------
    taught, general, nothing : sequence of str
        Words with a meaning, words with targets only, words without either.
    meaning : int64 array of shape (B,)
        Meanings of the taught words.
    targets : Targets
    unwanted : frozenset of str
        What no word may be misspelt as: words that mean something else, and the held-out spellings.
    settings : WordFit
    size : WordSettings
    on_step : callable or None
        Called with the step and its loss.
    """
    rng = np.random.default_rng(settings.seed)
    lessons = [lesson(taught, _MISSPELT_TAUGHT, unwanted, rng)]
    if general:
        lessons.append(lesson(general, _MISSPELT_GENERAL, unwanted, rng))
    known = (*taught, *general, *unwanted)
    invented = [text for text in (nonsense(known, rng) for _ in range(_NONSENSE)) if text not in unwanted]
    empty = _rows([*nothing, *(misspelt(word, rng) for word in nothing), *invented])
    labels, centres = torch.from_numpy(meaning), targets.centres
    near = (targets.general @ centres.T).max(dim=1).values if general else torch.zeros(0)
    weights = 0.05 + 2.5 * (near - 0.3).clamp(min=0.0)
    torch.manual_seed(settings.seed)
    network = WordEncoder(size)
    optimizer = torch.optim.Adam(network.parameters(), settings.rate)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, settings.rate, total_steps=settings.steps, pct_start=0.1)
    for step in range(1, settings.steps + 1):
        rows, words = lessons[0].draw(settings.taught)
        void = empty[torch.randint(len(empty), (settings.nothing,))].float()
        parts = [rows, void]
        if general:
            wide, others = lessons[1].draw(settings.general)
            parts.append(wide)
        split = _cut(torch.cat(parts)), [len(part) for part in parts]
        z, away, *rest = network(split[0]).split(split[1])
        loss = (1.0 - (z * targets.taught[words]).sum(dim=1)).mean() + 0.3 * meaning_loss(z, centres, labels[words])
        loss = loss + 4.0 * (away @ centres.T - _FLOOR).clamp(min=0.0).square().sum(dim=1).mean()
        if general:
            goals = targets.general[others]
            # That it lies no nearer to any meaning than the teacher says matters for every general word, where exactly
            # it lies only for those that are near one: there is no room to remember it of all.
            excess = rest[0] @ centres.T - (goals @ centres.T).clamp(min=_FLOOR) - 0.05
            loss = loss + 4.0 * excess.clamp(min=0.0).square().sum(dim=1).mean()
            loss = loss + (weights[others] * (1.0 - (rest[0] * goals).sum(dim=1))).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if on_step is not None:
            on_step(step, float(loss.detach()))
    with torch.no_grad():
        network.embedding.weight[0] = 0.0
    return network.eval()


def _rows(texts: Sequence[str]) -> Tensor:
    return torch.from_numpy(buckets_of(texts).astype(np.int16))


def _cut(rows: Tensor) -> Tensor:
    """Return rows without the columns that none of them fills."""
    return rows[:, : int((rows > 0.5).any(dim=0).sum())]
