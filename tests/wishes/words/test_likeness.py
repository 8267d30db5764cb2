"""Words that the lexicon lacks, with a tiny encoder and with the shipped one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.inference.store import PACKAGED_FOLDER, ModelStore
from drumgen.wishes import understand
from drumgen.wishes.words.likeness import THRESHOLD, open_likeness, shipped_likeness
from drumgen.wishes.words.meanings import meaning_of, meanings
from drumgen.wishes.words.reading import read
from tests.support.models.tiny_words import write_tiny_words


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    folder = tmp_path_factory.mktemp("words")
    write_tiny_words(folder)
    return open_likeness(ModelStore(folder))


def test_an_entry_is_its_own_nearest(tiny):
    for entry in ("trap", "minimal", "low pitched"):
        nearest, cosine = tiny.nearest(entry)
        assert meaning_of()[nearest] == meaning_of()[entry]
        assert cosine == pytest.approx(tiny.likeness(entry, entry), abs=1e-6)
        assert -1.0 <= cosine <= 1.0 + 1e-6


def test_words_without_a_meaning_have_no_likeness(tiny):
    assert tiny.likeness("verry", "very") is None
    assert tiny.likeness("withh", "with") is None


@given(st.text(max_size=60))
def test_any_text_is_read_with_an_encoder(tiny, text):
    words = read(text, lambda: tiny)
    assert words == read(text, lambda: tiny)
    assert all(word.text in meaning_of() for word in words if word.likened)


def test_what_the_lexicon_knows_never_asks_the_encoder():
    def asked():
        raise AssertionError("the encoder was asked")

    assert understand("dark and very short hi-hat, 50% snare", asked) == understand(
        "dark and very short hi-hat, 50% snare"
    )


def test_without_a_model_the_lexicon_mends_spelling(tmp_path):
    assert open_likeness(ModelStore(tmp_path)) is None
    understood = understand("brihgt gloomy snare", lambda: open_likeness(ModelStore(tmp_path)))
    assert understood.corrected == (("brihgt", "bright"),)
    assert understood.unknown == ("gloomy",)
    assert understood.likened == ()


@pytest.mark.parametrize("harm", ["cut", "no card", "other buckets", "other kind"])
def test_an_encoder_that_cannot_be_used_is_none(tmp_path, harm):
    card = write_tiny_words(tmp_path, training={"buckets": 64} if harm == "other buckets" else None)
    assert (open_likeness(ModelStore(tmp_path)) is None) == (harm == "other buckets")
    file, facts = tmp_path / card.file, tmp_path / "words.json"
    if harm == "cut":
        file.write_bytes(file.read_bytes()[:1000])
    elif harm == "no card":
        facts.unlink()
    elif harm == "other kind":
        facts.write_text(facts.read_text().replace('"kind": "words"', '"kind": "codec_encoder"'))
    assert open_likeness(ModelStore(tmp_path)) is None


def test_it_is_no_model_to_choose(tmp_path):
    write_tiny_words(tmp_path)
    assert ModelStore(tmp_path).names() == ()


def test_the_shipped_encoder_is_small_and_knows_every_entry():
    card = ModelStore(PACKAGED_FOLDER).card("words")
    files = [PACKAGED_FOLDER / card.file, PACKAGED_FOLDER / "words.json"]
    assert sum(path.stat().st_size for path in files) < 1_000_000
    likeness = shipped_likeness()
    known = [meaning_of()[likeness.nearest(entry)[0]] == number for entry, number in meaning_of().items()]
    assert np.mean(known) > 0.97
    assert len(meanings()) == len(set(meaning_of().values()))


def test_all_shipped_models_together_stay_small():
    assert sum(path.stat().st_size for path in PACKAGED_FOLDER.iterdir()) < 45_000_000


@pytest.mark.parametrize(
    ("word", "effect"),
    [
        ("gloomy", ("brightness", -1)),
        ("thunderous", ("decay", 1)),
        ("glittery", ("brightness", 1)),
        ("heaviest", ("body", 1)),
        ("deepest", ("pitch", -1)),
    ],
)
def test_words_of_like_meaning_are_taken_and_told(word, effect):
    understood = understand(f"{word} snare")
    name, sign = effect
    assert understood.attributes[name] * sign > 0.0
    assert [written for written, _ in understood.likened] == [word]
    assert understood.unknown == ()


@pytest.mark.parametrize("word", ["asdfgh", "flurbish", "governor", "invoice", "penguin", "wednesday", "pharmacy"])
def test_words_of_no_sound_are_reported(word):
    understood = understand(f"dark {word} snare")
    assert understood.unknown == (word,)
    assert understood.taken == ()
    assert shipped_likeness().nearest(word)[1] < THRESHOLD
