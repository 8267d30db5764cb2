import numpy as np
import pytest

from drumgen.audio.clip import Clip
from drumgen.audio.identity import clip_id
from drumgen.engine.provenance import Edit
from drumgen.errors import RequestError


def test_a_range_without_fades_is_those_samples(editor, found):
    trimmed = editor.trim(found, start_s=0.1, end_s=0.3)
    assert isinstance(trimmed, Clip)
    np.testing.assert_array_equal(trimmed.samples, found.samples[:, 4800:14_400])
    assert trimmed.rate_hz == 48_000


def test_fades_lie_inside(editor, found):
    trimmed = editor.trim(found, start_s=0.07, end_s=0.3, fade_in_s=0.01, fade_out_s=0.05)
    original = found.samples[:, 3360:14_400]
    assert np.abs(trimmed.samples[:, [0, -1]]).max() == 0.0
    np.testing.assert_array_equal(trimmed.samples[:, 480:-2400], original[:, 480:-2400])
    assert (np.abs(trimmed.samples) <= np.abs(original) + 1e-7).all()


def test_a_generated_sound_keeps_its_provenance(editor, made):
    trimmed = editor.trim(made["snare"], start_s=0.0, end_s=0.05, fade_out_s=0.01)
    origin = trimmed.provenance
    settings = (("start_s", 0.0), ("end_s", 0.05), ("fade_in_s", 0.0), ("fade_out_s", 0.01))
    assert origin.edit == Edit("trim", (clip_id(made["snare"].clip),), settings)
    assert (origin.label, origin.seed) == ("snare", 77)


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({"start_s": 0.2, "end_s": 0.1}, "empty or reversed"),
        ({"start_s": 0.0, "end_s": 4.0}, "outside the sound"),
        ({"start_s": 0.0, "end_s": 0.1, "fade_in_s": -0.1}, "The fade in is -0.1 s"),
        ({"start_s": 0.0, "end_s": 0.1, "fade_out_s": 0.2}, "The fade out is 0.2 s"),
    ],
)
def test_ranges_and_fades_that_are_none(editor, found, wish, message):
    with pytest.raises(RequestError, match=message):
        editor.trim(found, **wish)
