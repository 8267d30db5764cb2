"""The sample formats drumgen writes, as facts; importing this module loads nothing else."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class _Encoding:
    container: str  # libsndfile's name of the file format
    subtype: str  # libsndfile's name of the sample type
    bits: int
    suffix: str


class SampleFormat(StrEnum):
    """How samples are stored in a file."""

    WAV24 = "wav24"
    WAV16 = "wav16"
    FLOAT = "float"
    FLAC = "flac"

    @property
    def suffix(self) -> str:
        """File name ending, with its dot."""
        return _ENCODINGS[self].suffix

    @property
    def container(self) -> str:
        """Name of the file format in libsndfile."""
        return _ENCODINGS[self].container

    @property
    def subtype(self) -> str:
        """Name of the sample type in libsndfile."""
        return _ENCODINGS[self].subtype

    @property
    def bits(self) -> int:
        """Bits a sample takes (before FLAC's compression)."""
        return _ENCODINGS[self].bits


_ENCODINGS = {
    SampleFormat.WAV24: _Encoding("WAV", "PCM_24", 24, ".wav"),
    SampleFormat.WAV16: _Encoding("WAV", "PCM_16", 16, ".wav"),
    SampleFormat.FLOAT: _Encoding("WAV", "FLOAT", 32, ".wav"),
    SampleFormat.FLAC: _Encoding("FLAC", "PCM_24", 24, ".flac"),
}
