"""Captions become numbers: the one tokenizer that training and the generator share.

A word is a run of letters, digits and sharps in lower case, so that ``F#4`` stays one word. A model knows the words of
its vocabulary; word i has the number i + 1, and 0 stands for no word.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"(?:[^\W_]|#)+")


def words(text: str) -> list[str]:
    """Return the words of a caption in their order, in lower case.

    Letters that Unicode writes in several ways (composed or not, wide or not) become the same word.
    """
    return _WORD.findall(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower()))


def tokenize(text: str, vocabulary: Sequence[str], length: int) -> tuple[NDArray[np.float32], list[str]]:
    """Turn a caption into word numbers.

    Parameters
    ----------
    text : str
        The caption.
    vocabulary : sequence of str
        The words that the model knows, as `build_vocabulary` gives them.
    length : int
        T, how many words the model takes. Known words beyond it are left out.

    Returns
    -------
    tokens : float32, shape (T,)
        Numbers from 1 up, then zeros. Unknown words take no place.
    unknown : list of str
        Words that are not in the vocabulary, each once, in their order.
    """
    numbers = {word: float(i) for i, word in enumerate(vocabulary, start=1)}
    found = words(text)
    known = [numbers[word] for word in found if word in numbers][:length]
    tokens = np.zeros(length, dtype=np.float32)
    tokens[: len(known)] = known
    return tokens, list(dict.fromkeys(word for word in found if word not in numbers))


def build_vocabulary(texts: Iterable[str], limit: int) -> list[str]:
    """Return the most frequent words of the captions, at most `limit`, ties in the order of the alphabet."""
    counts = Counter(word for text in texts for word in words(text))
    return sorted(counts, key=lambda word: (-counts[word], word))[:limit]
