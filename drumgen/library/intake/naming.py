"""Guess the class of a sample from what producers call their files and folders."""

import re
from pathlib import PurePosixPath

_NAMES: dict[str, tuple[str, ...]] = {
    "open_hat": ("openhat", "openhihat", "openhh", "hatopen", "hihatopen", "ohh", "oh"),
    "closed_hat": (
        "closedhat", "closedhihat", "closedhh", "hatclosed", "hihatclosed", "chh", "ch", "hihat", "hat", "hh",
    ),
    "rimshot": ("rimshot", "rim", "sidestick", "crossstick", "rs"),
    "cowbell": ("cowbell", "cow", "cb"),
    "clap": ("handclap", "clap", "clp", "cp"),
    "snare": ("snare", "snr", "sd", "sn"),
    "kick": ("bassdrum", "kick", "kik", "bd", "kd"),
    "tom": ("floortom", "tomtom", "tom", "lt", "mt", "ht"),
    "cymbal": ("cymbal", "crash", "ride", "splash", "china", "cym"),
    "perc": (
        "percussion", "perc", "conga", "bongo", "shaker", "tambourine", "tamb", "clave", "claves", "woodblock",
        "triangle", "maraca", "maracas", "cabasa", "guiro", "agogo", "timbale", "djembe", "snap",
    ),
}  # fmt: skip
_CLASS_OF = {name: label for label, names in _NAMES.items() for name in names}
_LONGEST = 3  # words of a name, as in "open hi hat"
_SHORT = 3  # letters; shorter names stand for themselves only, so that "ride" is not found in "override"
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def guess_label(path: PurePosixPath) -> str:
    """Return the class that a file's name tells, or else one of its folders' names, nearest first; empty if none does.

    Examples
    --------
    ``808_Kick_03.wav`` and ``Kicks/one.wav`` are kicks, ``OpenHiHat2.wav`` is an open hat.
    """
    for name in (path.stem, *(folder.name for folder in path.parents)):
        if label := _label_of(name):
            return label
    return ""


def _label_of(name: str) -> str:
    words = [word.lower() for word in _WORDS.findall(name)]
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            joined = "".join(words[start : start + length])
            for form in (joined, joined.removesuffix("s")):
                if form in _CLASS_OF:
                    return _CLASS_OF[form]
    long_names = sorted((each for each in _CLASS_OF if len(each) > _SHORT), key=len, reverse=True)
    return next((_CLASS_OF[each] for word in words for each in long_names if word.startswith(each)), "")
