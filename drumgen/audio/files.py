"""Read and write audio files."""

import io
import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from drumgen.audio.clip import Clip
from drumgen.audio.formats import SampleFormat
from drumgen.audio.output import write_atomically
from drumgen.audio.riff import INFO_IDS, missing_audio_bytes, read_info, with_info
from drumgen.errors import AudioFileError, OutputError

__all__ = ["SILENCE_DBFS", "SampleFormat", "check_audible", "encode_clip", "read_clip", "read_tags", "write_clip"]

SILENCE_DBFS = -80.0
MAX_SAMPLES = 2**28  # 1 GiB as float32; a header that lies about its length must not exhaust the memory
_DITHER_SEED = 24
_READABLE = "use WAV, AIFF, FLAC, OGG or MP3"


def read_clip(path: Path) -> Clip:
    """Read a whole audio file of any format libsndfile knows, at its own rate and with all its channels.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    Clip
        Full scale is +-1 whatever the file's sample type.

    Raises
    ------
    AudioFileError
        If the file is missing, empty, truncated, not audio, too long, or holds values that are not numbers.
    """
    _check_file(path)
    try:
        with soundfile.SoundFile(path) as file:
            if file.frames * file.channels > MAX_SAMPLES:
                raise AudioFileError(
                    f"{path} is too long ({file.frames / file.samplerate:.0f} s); cut a part out of it."
                )
            frames = _read_frames(path, file)
            rate_hz = file.samplerate
    except soundfile.LibsndfileError as error:
        raise AudioFileError(f"{path} is not a readable audio file ({_reason(error)}); {_READABLE}.") from error
    if frames.shape[0] == 0:
        raise AudioFileError(f"{path} holds no audio samples; choose a file that does.")
    if not np.isfinite(frames).all():
        raise AudioFileError(f"{path} holds samples that are not finite numbers; export it again.")
    return Clip(np.ascontiguousarray(frames.T), rate_hz)


def check_audible(clip: Clip, path: Path) -> None:
    """Raise AudioFileError, naming `path`, if no sample of `clip` reaches `SILENCE_DBFS`."""
    if np.abs(clip.samples).max(initial=0.0) < 10.0 ** (SILENCE_DBFS / 20.0):
        raise AudioFileError(
            f"{path} is silent (nothing above {SILENCE_DBFS:g} dBFS); choose a file with a sound in it."
        )


def write_clip(
    path: Path,
    clip: Clip,
    *,
    sample_format: SampleFormat = SampleFormat.WAV24,
    tags: Mapping[str, str] | None = None,
) -> Path:
    """Write a clip so that the file is either whole or not there; the same clip and tags give the same bytes.

    Parameters
    ----------
    path : Path
        The file; one that exists is replaced. Its folder must exist.
    clip : Clip
        The sound. Integer formats take -1 to 1; normalise before.
    sample_format : SampleFormat
        How samples are stored. 16-bit files get triangular dither, except where the sound is exactly 0.
    tags : mapping or None
        Texts by name (``title``, ``software``, ``comment``, ``artist``, ``date``, ``genre``, ``copyright``), stored as
        LIST/INFO in WAV and as Vorbis comments in FLAC. None means no texts.

    Returns
    -------
    Path
        `path`.

    Raises
    ------
    OutputError
        If the disk is full, the folder cannot be written, or the format takes neither this rate nor so many channels.
    ValueError
        If there is no sample, one is not finite or beyond full scale, or a tag's name is unknown.
    """
    try:
        data = encode_clip(clip, sample_format=sample_format, tags=tags)
    except soundfile.LibsndfileError as error:
        shape = f"{clip.samples.shape[0]} channels at {clip.rate_hz} Hz"
        raise OutputError(f"{path} cannot hold {shape} as {sample_format.value}; choose another format.") from error
    return write_atomically(path, data)


def encode_clip(
    clip: Clip, *, sample_format: SampleFormat = SampleFormat.WAV24, tags: Mapping[str, str] | None = None
) -> bytes:
    """Return the bytes of the file that `write_clip` writes; takes what it takes.

    Raises
    ------
    soundfile.LibsndfileError
        If the format takes neither this rate nor so many channels.
    ValueError
        As in `write_clip`.
    """
    tags = dict(tags or {})
    if unknown := set(tags) - set(INFO_IDS):
        raise ValueError(f"unknown tags {sorted(unknown)}; known are {sorted(INFO_IDS)}")
    return _encode(_quantise(clip.samples, sample_format), clip.rate_hz, sample_format, tags)


def read_tags(path: Path) -> dict[str, str]:
    """Return a file's texts by the names that `write_clip` takes; files without any give an empty dictionary.

    Raises
    ------
    AudioFileError
        If the file is missing, empty, truncated or not audio.
    """
    _check_file(path)
    with path.open("rb") as file:
        info = read_info(file)
    if info:
        return info
    try:
        with soundfile.SoundFile(path) as sound:
            texts = sound.copy_metadata()
    except soundfile.LibsndfileError as error:
        raise AudioFileError(f"{path} is not a readable audio file ({_reason(error)}); {_READABLE}.") from error
    # libsndfile signs the software text of every file it writes
    return {name: re.sub(r" \(libsndfile-[^)]*\)$", "", text) for name, text in texts.items() if name in INFO_IDS}


def _check_file(path: Path) -> None:
    try:
        if not path.exists():
            raise AudioFileError(f"There is no file {path}; check its name and folder.")
        if not path.is_file():  # a folder, or a device that might never end
            raise AudioFileError(f"{path} is not a file; choose an audio file.")
        with path.open("rb") as file:
            is_empty = file.seek(0, 2) == 0
            missing = missing_audio_bytes(file)
    except OSError as error:
        raise AudioFileError(f"{path} cannot be opened ({error.strerror}); check its name and permissions.") from error
    if is_empty:
        raise AudioFileError(f"{path} is empty; choose a file that holds audio.")
    if missing:
        raise AudioFileError(f"{path} is truncated ({missing} bytes of audio are missing); copy or export it again.")


def _read_frames(path: Path, file: soundfile.SoundFile) -> NDArray[np.float32]:
    """Return all samples, shape (N, C)."""
    try:
        frames: NDArray[np.float32] = file.read(dtype="float32", always_2d=True)
    except soundfile.LibsndfileError as error:
        raise AudioFileError(f"{path} is damaged or truncated ({_reason(error)}); copy or export it again.") from error
    if frames.shape[0] < file.frames:
        lost = file.frames - frames.shape[0]
        raise AudioFileError(f"{path} is truncated (the last {lost} samples are missing); copy or export it again.")
    return frames


def _reason(error: soundfile.LibsndfileError) -> str:
    return str(error.error_string).rstrip(".")


def _quantise(samples: NDArray[np.float32], sample_format: SampleFormat) -> NDArray[np.float32] | NDArray[np.int32]:
    """Return what libsndfile stores bit for bit: float32, or integers in the top bits of int32; shape (C, N)."""
    if samples.size == 0:
        raise ValueError("there are no samples to write")
    if not np.isfinite(samples).all():
        raise ValueError("samples hold values that are not finite numbers")
    if sample_format is SampleFormat.FLOAT:
        return samples
    if np.abs(samples).max(initial=0.0) > 1.0:
        raise ValueError("samples exceed full scale; normalise before writing an integer format")
    full_scale = 2 ** (sample_format.bits - 1)
    scaled = samples.astype(np.float64) * full_scale
    if sample_format is SampleFormat.WAV16:
        # Seeded, so that one sound gives one file; not on exact zeros, so that silence and a fade's end stay silent.
        random = np.random.Generator(np.random.Philox(_DITHER_SEED))
        triangular = random.random(scaled.shape) - random.random(scaled.shape)
        scaled += np.where(samples == 0.0, 0.0, triangular)
    whole: NDArray[np.int32] = np.clip(np.rint(scaled), -full_scale, full_scale - 1).astype(np.int32)
    return np.left_shift(whole, np.int32(32 - sample_format.bits))


def _encode(
    samples: NDArray[np.float32] | NDArray[np.int32], rate_hz: int, sample_format: SampleFormat, tags: Mapping[str, str]
) -> bytes:
    """Return the whole file's bytes."""
    buffer = io.BytesIO()
    form, subtype = sample_format.container, sample_format.subtype
    with soundfile.SoundFile(buffer, "w", rate_hz, samples.shape[0], subtype, format=form) as file:
        if sample_format is SampleFormat.FLAC:
            for name, text in tags.items():
                setattr(file, name, text)
        file.write(samples.T)
    data = buffer.getvalue()
    return data if sample_format is SampleFormat.FLAC else with_info(data, tags)
