"""Files that are opened for editing, good and bad ones."""

import numpy as np
import pytest

from drumgen.audio.clip import Clip
from drumgen.audio.files import write_clip
from drumgen.editing.opening import open_sound
from drumgen.engine.generator import GeneratedSound
from drumgen.engine.saving import save_sound
from drumgen.errors import AudioFileError
from tests.support.wav_files import bad_files, encoded, tone


def test_a_file_comes_as_it_is(tmp_path):
    path = tmp_path / "hit.wav"
    path.write_bytes(encoded(tone(channels=2, rate_hz=48_000), rate_hz=48_000))
    opened = open_sound(path)
    assert (opened.clip.rate_hz, opened.clip.samples.shape, opened.path) == (48_000, (2, 4410), path)
    assert opened.provenance is None
    assert opened.source is opened.clip


def test_a_file_of_drumgen_knows_its_origin(tmp_path, made):
    opened = open_sound(save_sound(made["kick"], tmp_path))
    assert opened.provenance == made["kick"].provenance
    assert isinstance(opened.source, GeneratedSound)


def test_a_generated_sound_is_known_again_after_a_file(tmp_path, editor, made):
    """Its latents are then those it was made from, not the encoder's: a faint variation is the sound itself."""
    opened = open_sound(save_sound(made["tom"], tmp_path))
    near = editor.vary(opened.source, strength=0.001, seed=1)[0].clip.samples
    size = min(near.shape[1], opened.clip.samples.shape[1])
    assert np.abs(near[:, :size] - opened.clip.samples[:, :size]).max() < 0.02


@pytest.mark.parametrize("kind", ["empty", "header_only", "truncated", "not_audio", "no_samples", "missing", "folder"])
def test_bad_files_get_a_sentence(tmp_path, kind):
    path = bad_files(tmp_path)[kind]
    with pytest.raises(AudioFileError) as error:
        open_sound(path)
    assert str(path) in str(error.value)
    assert str(error.value).endswith(".")


def test_a_folder_is_called_one(tmp_path):
    with pytest.raises(AudioFileError, match="is a folder; choose one audio file in it"):
        open_sound(tmp_path)


def test_silence(tmp_path):
    path = write_clip(tmp_path / "silence.wav", Clip(np.zeros((1, 1000), np.float32), 44_100))
    with pytest.raises(AudioFileError, match="is silent"):
        open_sound(path)


def test_a_whole_song(tmp_path):
    path = write_clip(tmp_path / "song.wav", Clip(np.full((1, 31 * 8000), 0.1, np.float32), 8000))
    with pytest.raises(AudioFileError, match=r"song\.wav is 31\.0 s long, but sounds of 30 s at most can be edited"):
        open_sound(path)


@pytest.mark.parametrize(
    ("clip", "message"),
    [
        (Clip(np.zeros((1, 500), np.float32), 44_100), "The sound is silent"),
        (Clip(np.zeros((1, 0), np.float32), 44_100), "The sound is silent"),
        (Clip(np.full((1, 500), np.nan, np.float32), 44_100), "not finite"),
        (Clip(np.ones((1, 500), np.float32), 100), "rate is 100 Hz"),
        (Clip(np.array([[0.5] * 500, [-0.5] * 500], np.float32), 44_100), "The sound is silent"),
        (Clip(np.ones((1, 8000 * 40), np.float32), 8000), "40.0 s long"),
    ],
    ids=["silent", "empty", "nan", "rate", "cancelling channels", "long"],
)
def test_clips_that_cannot_be_edited(editor, clip, message):
    with pytest.raises(AudioFileError, match=message):
        editor.vary(clip, strength=0.5, seed=1)
