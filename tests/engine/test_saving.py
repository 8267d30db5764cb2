"""A generated sound as a file."""

import numpy as np
import pytest

from drumgen.audio.clip import Clip
from drumgen.audio.files import SampleFormat, read_clip, read_tags
from drumgen.audio.measuring import peak_dbfs
from drumgen.engine.generator import GeneratedSound
from drumgen.engine.provenance import Provenance
from drumgen.engine.request import GenerationRequest
from drumgen.engine.saving import at_rate, file_bytes_at_most, save_sound
from tests.support.wav_files import RATE_HZ, tone

REQUEST = GenerationRequest("closed_hat", count=4, seed=7)
ORIGIN = Provenance("drums", "1.2", "ab", "cd", "closed_hat", 9, 2, 12, 1.5, "heun", "cpu", "0.1.0", REQUEST)
SOUND = GeneratedSound(Clip(tone(), RATE_HZ), ORIGIN)


def test_the_file_carries_its_origin(tmp_path):
    path = save_sound(SOUND, tmp_path)
    assert path == tmp_path / "ClosedHat_s7_v03.wav"
    tags = read_tags(path)
    assert Provenance.from_json(tags["comment"]) == ORIGIN
    assert tags["title"] == "ClosedHat_s7_v03"
    np.testing.assert_allclose(read_clip(path).samples, tone(), atol=1 / 2**23)


def test_saving_again_takes_the_next_number(tmp_path):
    paths = [save_sound(SOUND, tmp_path, sample_format=SampleFormat.FLAC) for _ in range(2)]
    assert [path.name for path in paths] == ["ClosedHat_s7_v03.flac", "ClosedHat_s7_v04.flac"]
    assert paths[0].exists()


@pytest.mark.parametrize("rate_hz", [22_050, 48_000, 96_000])
def test_another_rate_keeps_peak_length_and_silent_end(rate_hz):
    clip = at_rate(SOUND.clip, rate_hz)
    assert clip.rate_hz == rate_hz
    assert clip.duration_s == pytest.approx(SOUND.clip.duration_s, abs=1e-4)
    assert peak_dbfs(clip.samples) == pytest.approx(-1.0, abs=1e-4)
    assert clip.samples[0, -1] == 0.0


def test_its_own_rate_changes_nothing():
    assert at_rate(SOUND.clip, RATE_HZ) is SOUND.clip


@pytest.mark.parametrize("sample_format", SampleFormat)
def test_the_room_needed_is_never_underestimated(tmp_path, sample_format):
    noise = np.random.default_rng(0).uniform(-1, 1, (1, 30_000)).astype(np.float32)
    path = save_sound(GeneratedSound(Clip(noise, RATE_HZ), ORIGIN), tmp_path, sample_format=sample_format)
    limit = file_bytes_at_most(30_000 / RATE_HZ, sample_format=sample_format, rate_hz=RATE_HZ)
    assert path.stat().st_size <= limit
