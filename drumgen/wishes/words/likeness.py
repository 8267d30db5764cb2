"""Words that the lexicon lacks: a small encoder tells which of its meanings they come near."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from drumgen.errors import DrumgenError
from drumgen.inference.sessions import Model
from drumgen.inference.store import PACKAGED_FOLDER, ModelStore
from drumgen.wishes.words.buckets import BUCKETS, PARTS, buckets_of
from drumgen.wishes.words.meanings import meaning_of, meanings

NAME = "words"
THRESHOLD = 0.5
"""The cosine from which on a word is taken for an entry; chosen on words that were kept from training for that."""
SPELLING_THRESHOLD = 0.2
"""The same for an entry that is spelt nearly alike."""

Vectors = NDArray[np.float32]


class Likeness:
    """Compares words with the lexicon's entries.

    Parameters
    ----------
    model : Model
        The encoder: buckets (B, P) to unit vectors (B, D).
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        entries = [entry for group in meanings() for entry in group]
        numbers = np.array([meaning_of()[entry] for entry in entries])
        self._entries, self._numbers = entries, numbers
        self._vectors = self._encoded(entries)
        sums = np.stack([self._vectors[numbers == number].sum(axis=0) for number in range(len(meanings()))])
        self._centres: Vectors = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
        self._known: dict[str, Vectors] = {}

    def nearest(self, word: str) -> tuple[str, float]:
        """Return the entry that a word comes nearest to, and the cosine of the word with its meaning, -1 to 1."""
        vector = self._vector(word)
        cosines = self._centres @ vector
        meaning = int(np.argmax(cosines))
        among = np.flatnonzero(self._numbers == meaning)
        entry = self._entries[int(among[int(np.argmax(self._vectors[among] @ vector))])]
        return entry, float(cosines[meaning])

    def likeness(self, word: str, entry: str) -> float | None:
        """Return the cosine of a word with an entry's meaning, None if the entry has none (``very``, ``with``)."""
        meaning = meaning_of().get(entry)
        return None if meaning is None else float(self._centres[meaning] @ self._vector(word))

    def _vector(self, word: str) -> Vectors:
        if word not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[word] = self._encoded([word])[0]
        return self._known[word]

    def _encoded(self, texts: Sequence[str]) -> Vectors:
        return self._model.run({"buckets": buckets_of(texts)})["vectors"]


_REMEMBERED = 4096


def open_likeness(store: ModelStore) -> Likeness | None:
    """Open the encoder of a folder of models; None if there is none or it cannot be used.

    Without it the lexicon is all there is, which is no reason to refuse a prompt.
    """
    try:
        model = store.words()
        if model.card.inputs["buckets"] != ("B", PARTS) or model.card.training.get("buckets") != BUCKETS:
            return None
        return Likeness(model)
    except DrumgenError:
        return None


@lru_cache(maxsize=1)
def shipped_likeness() -> Likeness | None:
    """Return the encoder that comes with this lexicon, opened once and only when a word is asked about."""
    return open_likeness(ModelStore(PACKAGED_FOLDER))
