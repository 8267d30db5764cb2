"""The class of a sound, several threads, models that cannot edit."""

import threading

import numpy as np
import pytest

from drumgen.audio.clip import Clip
from drumgen.editing.editor import SoundEditor
from drumgen.engine.generator import Generator
from drumgen.engine.request import GenerationRequest
from drumgen.errors import ModelError
from drumgen.inference.store import ModelStore
from tests.support.models.tiny_models import write_tiny_models


def test_the_class_of_a_sound_is_found(editor, generator):
    """The sounds come as mere clips, whose origin is lost."""
    right = [
        editor.classify(sound.clip) == label
        for label in generator.labels()
        for sound in generator.generate(GenerationRequest(label, seed=900))
    ]
    assert sum(right) >= 9


def test_a_clip_is_varied_as_what_it_is_taken_for(editor, made):
    assert editor.vary(made["kick"].clip, strength=0.3, seed=1)[0].provenance.label == "kick"


def test_several_threads_may_edit_at_once(generator, made):
    editor = SoundEditor(generator)
    alone = {seed: SoundEditor(generator).vary(made["tom"], strength=0.4, seed=seed)[0] for seed in range(4)}
    together = {}

    def work(seed):
        together[seed] = editor.vary(made["tom"], strength=0.4, seed=seed)[0]

    threads = [threading.Thread(target=work, args=(seed,)) for seed in alone]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for seed, sound in alone.items():
        np.testing.assert_allclose(together[seed].clip.samples, sound.clip.samples, atol=1e-5)


def test_a_model_without_an_encoder_cannot_edit(tmp_path, found):
    folder = write_tiny_models(tmp_path)
    (folder / "codec_encoder.json").unlink()
    editor = SoundEditor(Generator(ModelStore(folder), device="cpu"))
    with pytest.raises(ModelError, match=r"^The model drums cannot edit sounds, as its codec has no encoder"):
        editor.vary(found, strength=0.5, seed=1)


def test_an_encoder_of_another_codec_is_refused(tmp_path, found):
    editor = SoundEditor(Generator(ModelStore(write_tiny_models(tmp_path)), device="cpu"))
    with pytest.raises(ModelError, match="is of another codec; install both again"):
        editor.vary(found, strength=0.5, seed=1)


def test_a_changed_sound_of_the_model_is_encoded_like_any_other(editor, made):
    """Its origin tells how it was made, but it is not that sound any more."""
    louder = type(made["kick"])(
        Clip(np.ascontiguousarray(0.3 * made["kick"].clip.samples), 44_100), made["kick"].provenance
    )
    near = editor.vary(louder, strength=0.01, seed=1)[0]
    assert np.abs(near.clip.samples).max() == pytest.approx(0.3 * 10 ** (-1 / 20), rel=1e-3)
    assert near.provenance.label == "kick"
