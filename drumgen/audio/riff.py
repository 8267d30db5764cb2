"""WAV and AIFF files as chunks: text tags in and out, and whether a file is as long as it says.

libsndfile reads a truncated WAV without a word and stamps the time of day into float files; what this module adds is
the check, and files whose bytes depend on nothing but the sound and its tags.
"""

import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

INFO_IDS: Mapping[str, bytes] = {
    "title": b"INAM",
    "software": b"ISFT",
    "comment": b"ICMT",
    "artist": b"IART",
    "date": b"ICRD",
    "genre": b"IGNR",
    "copyright": b"ICOP",
}
_TAG_NAMES = {info_id: name for name, info_id in INFO_IDS.items()}
_AUDIO_CHUNKS = {b"data", b"SSND"}
# Programs that write to a pipe cannot know the length: ffmpeg declares 0xFFFFFFFF bytes, sox 0x7FFFF000 and some.
_UNKNOWN_SIZE = 0x7FFFF000
_MAX_TEXT_BYTES = 1 << 20


@dataclass(frozen=True)
class ChunkPlace:
    """Where a chunk lies in a file: its identifier, the start of its body, and the body's declared size in bytes."""

    chunk_id: bytes
    start: int
    size: int


def chunk_places(file: BinaryIO) -> list[ChunkPlace]:
    """List the chunks of a RIFF/WAVE or FORM/AIFF file, the last one possibly longer than the file.

    Parameters
    ----------
    file : binary file, seekable

    Returns
    -------
    list of ChunkPlace
        Empty if the file is neither WAVE nor AIFF.
    """
    end = file.seek(0, 2)
    file.seek(0)
    kind = file.read(12)
    if kind[:4] == b"RIFF" and kind[8:] == b"WAVE":
        header = struct.Struct("<4sI")
    elif kind[:4] == b"FORM" and kind[8:] in (b"AIFF", b"AIFC"):
        header = struct.Struct(">4sI")
    else:
        return []
    places = []
    position = 12
    while position + header.size <= end:
        file.seek(position)
        chunk_id, size = header.unpack(file.read(header.size))
        places.append(ChunkPlace(chunk_id, position + header.size, size))
        position += header.size + size + size % 2
    return places


def missing_audio_bytes(file: BinaryIO) -> int:
    """Return how many bytes of audio a WAV or AIFF file promises but does not hold; 0 for other files."""
    end = file.seek(0, 2)
    for place in chunk_places(file):
        if place.chunk_id in _AUDIO_CHUNKS and place.size < _UNKNOWN_SIZE:
            return max(0, place.start + place.size - end)
    return 0


def read_info(file: BinaryIO) -> dict[str, str]:
    """Return the LIST/INFO texts of a WAV file by the names of `INFO_IDS`; unknown identifiers are left out."""
    tags = {}
    for place in chunk_places(file):
        if place.chunk_id != b"LIST" or place.size > _MAX_TEXT_BYTES:
            continue
        file.seek(place.start)
        body = file.read(place.size)
        if body[:4] == b"INFO":
            tags.update({_TAG_NAMES[key]: _decode(text) for key, text in _subchunks(body[4:]) if key in _TAG_NAMES})
    return tags


def with_info(wav: bytes, tags: Mapping[str, str]) -> bytes:
    """Return a WAV file's bytes with its texts replaced by `tags` and libsndfile's time-stamped PEAK chunk left out.

    Parameters
    ----------
    wav : bytes
        A whole RIFF/WAVE file.
    tags : mapping
        Texts by the names of `INFO_IDS`.

    Returns
    -------
    bytes

    Raises
    ------
    ValueError
        If a tag's name is not in `INFO_IDS`.
    """
    unknown = sorted(set(tags) - set(INFO_IDS))
    if unknown:
        raise ValueError(f"unknown tags {unknown}; known are {sorted(INFO_IDS)}")
    kept = [(key, body) for key, body in _subchunks(wav[12:]) if key != b"PEAK" and body[:4] != b"INFO"]
    if tags:
        texts = [(INFO_IDS[name], text.replace("\0", "").encode() + b"\0") for name, text in tags.items()]
        kept.append((b"LIST", b"INFO" + _join(texts)))
    return _join([(b"RIFF", b"WAVE" + _join(kept))])


def _subchunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = 0
    while position + 8 <= len(data):
        chunk_id, size = struct.unpack_from("<4sI", data, position)
        yield chunk_id, data[position + 8 : position + 8 + size]
        position += 8 + size + size % 2


def _join(chunks: Iterable[tuple[bytes, bytes]]) -> bytes:
    return b"".join(struct.pack("<4sI", key, len(body)) + body + b"\0" * (len(body) % 2) for key, body in chunks)


def _decode(text: bytes) -> str:
    text = text.split(b"\0", 1)[0]
    try:
        return text.decode()
    except UnicodeDecodeError:  # older programs write the Windows code page
        return text.decode("latin-1")
