"""Chunks: odd lengths, foreign chunks, older programs' texts."""

import io
import struct

from drumgen.audio.riff import chunk_places, missing_audio_bytes, read_info, with_info
from tests.support.wav_files import encoded, tone


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    """Return a WAVE file of the given chunks, padded to even lengths."""
    body = b"".join(struct.pack("<4sI", key, len(data)) + data + b"\0" * (len(data) % 2) for key, data in chunks)
    return struct.pack("<4sI4s", b"RIFF", len(body) + 4, b"WAVE") + body


def info_chunk(*texts: tuple[bytes, bytes]) -> bytes:
    return b"INFO" + riff(*texts)[12:]


def test_places_of_chunks_of_odd_length():
    file = io.BytesIO(riff((b"fmt ", b"f" * 16), (b"odd ", b"123"), (b"data", b"ab")))
    places = chunk_places(file)
    assert [(p.chunk_id, p.size) for p in places] == [(b"fmt ", 16), (b"odd ", 3), (b"data", 2)]
    for place, body in zip(places, [b"f" * 16, b"123", b"ab"], strict=True):
        file.seek(place.start)
        assert file.read(place.size) == body


def test_files_that_are_no_chunks_have_none():
    for data in (b"", b"RIFF", b"fLaC" + b"\0" * 40, b"RIFF\4\0\0\0AVI " + b"\0" * 20):
        assert chunk_places(io.BytesIO(data)) == []
        assert missing_audio_bytes(io.BytesIO(data)) == 0


def test_a_cut_after_the_audio_misses_no_audio():
    data = riff((b"data", b"abcd"), (b"LIST", info_chunk((b"INAM", b"name\0"))))
    assert missing_audio_bytes(io.BytesIO(data[:-6])) == 0
    assert missing_audio_bytes(io.BytesIO(riff((b"data", b"abc"))[:-1])) == 0, "only the pad byte is gone"
    assert missing_audio_bytes(io.BytesIO(riff((b"data", b"abcd"))[:-1])) == 1


def test_texts_in_the_windows_code_page_are_read():
    data = riff((b"LIST", info_chunk((b"INAM", b"caf\xe9\0"), (b"IXYZ", b"other\0"))), (b"data", b""))
    assert read_info(io.BytesIO(data)) == {"title": "café"}


def test_foreign_chunks_stay_and_texts_are_replaced():
    wav = encoded(tone(n_samples=3))
    marked = riff(
        *[(b"fmt ", wav[20:36]), (b"smpl", b"s" * 36), (b"LIST", info_chunk((b"INAM", b"old\0"))), (b"data", wav[44:])]
    )
    tagged = with_info(marked, {"title": "new", "comment": "odd"})
    assert [p.chunk_id for p in chunk_places(io.BytesIO(tagged))] == [b"fmt ", b"smpl", b"data", b"LIST"]
    assert read_info(io.BytesIO(tagged)) == {"title": "new", "comment": "odd"}
    assert read_info(io.BytesIO(with_info(tagged, {}))) == {}
