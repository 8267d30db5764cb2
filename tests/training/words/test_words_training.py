"""The encoder of words from its word lists to the runtime: what it is taught, its teacher, its training, its export."""

import json
import struct

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from drumgen.errors import DataError
from drumgen.inference.store import ModelStore
from drumgen.wishes.wish import ATTRIBUTES
from drumgen.wishes.words import lexicon
from drumgen.wishes.words.buckets import BUCKETS, buckets_of
from drumgen.wishes.words.likeness import open_likeness
from drumgen.wishes.words.meanings import meaning_of
from export.__main__ import main as export_main
from training.__main__ import main
from training.words.descriptions import descriptions
from training.words.network import WordSettings
from training.words.saved import read_encoder
from training.words.teacher import read_teacher
from training.words.typos import misspelt, nonsense
from training.words.vocabulary import development, general_words, held_out, meaningless, taught

WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz ", min_size=1, max_size=20)


def test_nothing_that_is_held_out_is_taught():
    held = held_out()
    shown = {word for word, _ in (*taught(), *development())} | set(meaningless()) | set(meaning_of())
    assert not shown & held.spellings
    assert set(held.typos.values()) <= set(meaning_of())
    assert {name for name, _ in held.words.values()} == set(ATTRIBUTES)
    assert set(held.classes) == set(lexicon.CLASSES)


def test_every_word_is_taught_one_meaning():
    pairs = [*taught(), *development()]
    assert len({word for word, _ in pairs}) == len(pairs)
    assert not {word for word, _ in pairs} & set(meaningless())
    assert {number for _, number in pairs} == set(meaning_of().values())


def test_descriptions_are_of_held_out_words_and_of_all_classes():
    made = descriptions(held_out(), list(lexicon.CLASSES))
    assert len(made) == 200
    assert made == descriptions(held_out(), list(lexicon.CLASSES))
    assert {each.label for each in made} == set(lexicon.CLASSES)
    for each in made:
        assert all(asked.word in each.text for asked in each.asked)
        names = [name for asked in each.asked for name in asked.sides]
        assert len(names) == len(set(names))
    assert {asked.word for each in made for asked in each.asked} <= held_out().spellings


@given(WORDS, st.integers(0, 2**32))
def test_a_misspelt_word_stays_near(word, seed):
    wrong = misspelt(word, np.random.default_rng(seed))
    assert abs(len(wrong) - len(word)) <= 2
    assert wrong == misspelt(word, np.random.default_rng(seed))


@given(st.lists(WORDS, min_size=1, max_size=3), st.integers(0, 2**32))
def test_nonsense_is_never_empty(words, seed):
    assert nonsense(words, np.random.default_rng(seed))


def test_general_words_are_those_that_may_describe(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("\ufeffThe 100\nharbour 90\ndark 80\nbanana 70\nx2 60\ncurious 50\nharbour 1\n", encoding="utf-8")
    assert general_words(path) == ["the", "harbour", "curious"]


@pytest.mark.parametrize("content", [b"", b"12 34\n", b"\xff\xfe\x00"])
def test_a_list_without_words_is_refused(tmp_path, content):
    path = tmp_path / "list.txt"
    path.write_bytes(content)
    with pytest.raises(DataError, match="The word list"):
        general_words(path)


def write_teacher(folder, *, width=8, layers=1):
    """Write a tiny BERT with weights at random."""
    folder.mkdir(parents=True)
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *"abcdefghijklmnopqrstuvwxyz"]
    pieces += [f"##{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    (folder / "vocab.txt").write_text("\n".join(pieces), encoding="utf-8")
    facts = {"num_hidden_layers": layers, "num_attention_heads": 2, "layer_norm_eps": 1e-12}
    (folder / "config.json").write_text(json.dumps(facts), encoding="utf-8")
    shapes = {
        "embeddings.word_embeddings.weight": (len(pieces), width),
        "embeddings.position_embeddings.weight": (64, width),
        "embeddings.token_type_embeddings.weight": (2, width),
    }
    norms = ["embeddings.LayerNorm"]
    for number in range(layers):
        name = f"encoder.layer.{number}"
        linear = {f"attention.self.{part}": (width, width) for part in ("query", "key", "value")}
        linear |= {"attention.output.dense": (width, width), "intermediate.dense": (2 * width, width)}
        linear |= {"output.dense": (width, 2 * width)}
        for part, shape in linear.items():
            shapes |= {f"{name}.{part}.weight": shape, f"{name}.{part}.bias": shape[:1]}
        norms += [f"{name}.attention.output.LayerNorm", f"{name}.output.LayerNorm"]
    for name in norms:
        shapes |= {f"{name}.weight": (width,), f"{name}.bias": (width,)}
    rng, header, data = np.random.default_rng(1), {}, b""
    for name, shape in shapes.items():
        part = rng.standard_normal(shape).astype(np.float32).tobytes()
        header[name] = {"dtype": "F32", "shape": list(shape), "data_offsets": [len(data), len(data) + len(part)]}
        data += part
    text = json.dumps(header).encode()
    (folder / "model.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)
    return folder


def test_a_teacher_gives_unit_vectors_that_depend_on_the_text_alone(tmp_path):
    teacher = read_teacher(write_teacher(tmp_path / "teacher"))
    together = teacher.encode(["dark", "a longer one", "dark", "Dárk", "7"])
    assert np.allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-5)
    assert np.allclose(together[0], together[2])
    assert np.allclose(together[0], together[3])
    assert np.allclose(together[1], teacher.encode(["a longer one"])[0], atol=1e-5)
    assert not np.allclose(together[0], together[4], atol=1e-2)


def test_what_is_no_teacher_is_refused(tmp_path):
    with pytest.raises(DataError, match="cannot be read"):
        read_teacher(tmp_path)
    folder = write_teacher(tmp_path / "teacher")
    (folder / "model.safetensors").write_bytes(b"short")
    with pytest.raises(DataError, match="is no BERT encoder"):
        read_teacher(folder)


@pytest.mark.parametrize("taught_by_teacher", [False, True])
def test_from_training_to_the_runtime(tmp_path, taught_by_teacher, capsys):
    run, models, arguments = tmp_path / "run", tmp_path / "models", []
    if taught_by_teacher:
        words = tmp_path / "list.txt"
        words.write_text("\n".join(["harbour", "curious", "lively", "sincere", "window"]), encoding="utf-8")
        arguments = ["--teacher", str(write_teacher(tmp_path / "teacher")), "--general", str(words)]
    assert main(["words", "--out", str(run), "--steps", "3", *arguments]) == 0
    assert export_main(["words", "--run", str(run), "--out", str(models)]) == 0
    card = ModelStore(models).card("words")
    assert card.training["buckets"] == BUCKETS
    licence = "CC-BY-4.0" if not taught_by_teacher else "not determined: trained on Apache-2.0, unknown"
    assert card.licence == licence
    texts = ["dark", "brihgt", "open hat", "zorblat"]
    computed = ModelStore(models).words().run({"buckets": buckets_of(texts)})["vectors"]
    with torch.no_grad():
        expected = read_encoder(run)(torch.from_numpy(buckets_of(texts))).numpy()
    assert computed.shape == (4, WordSettings().size)
    assert np.allclose(computed, expected, atol=5e-3)  # what half precision leaves
    assert open_likeness(ModelStore(models)) is not None
    assert "words.pt" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--steps", "1"], "needs at least 2 training steps"),
        (["--teacher", "nowhere"], "--teacher and --general go together"),
    ],
)
def test_bad_settings_are_refused(tmp_path, capsys, arguments, sentence):
    assert main(["words", "--out", str(tmp_path / "run"), *arguments]) == 2
    assert sentence in capsys.readouterr().err


def test_a_folder_without_a_run_of_words_is_refused(tmp_path, capsys):
    (tmp_path / "run.json").write_text('{"kind": "codec"}', encoding="utf-8")
    assert export_main(["words", "--run", str(tmp_path), "--out", str(tmp_path / "models")]) == 2
    assert "trained no encoder of words" in capsys.readouterr().err
