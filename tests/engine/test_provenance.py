import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.engine.provenance import Choice, Edit, Provenance
from drumgen.engine.request import MAX_SEED, GenerationRequest
from drumgen.errors import RequestError

TEXT = st.text(max_size=20)
REQUESTS = st.builds(
    GenerationRequest,
    label=TEXT,
    count=st.integers(1, 1000),
    seed=st.integers(0, MAX_SEED - 1000),
    steps=st.none() | st.integers(1, 200),
    guidance=st.none() | st.floats(0.0, 20.0),
    model=TEXT,
)
PAIRS = st.lists(st.tuples(TEXT, st.floats(-1e9, 1e9)), max_size=3).map(tuple)
EDITS = st.builds(Edit, kind=TEXT, parents=st.lists(TEXT, max_size=3).map(tuple), settings=PAIRS)
CHOICES = st.builds(Choice, prompt=TEXT, attributes=PAIRS, candidates=st.integers(1, 200))
PROVENANCES = st.builds(
    Provenance,
    seed=st.integers(0, MAX_SEED - 1),
    index=st.integers(0, 999),
    steps=st.integers(1, 200),
    guidance=st.floats(0.0, 20.0),
    request=REQUESTS,
    edit=st.none() | EDITS,
    choice=st.none() | CHOICES,
    **dict.fromkeys(
        ("model", "model_version", "model_sha256", "codec_sha256", "label", "sampler", "provider", "drumgen_version"),
        TEXT,
    ),
)
EXAMPLE = Provenance(
    model="drums",
    model_version="0.1.0",
    model_sha256="a" * 64,
    codec_sha256="b" * 64,
    label="kick",
    seed=9,
    index=2,
    steps=12,
    guidance=1.5,
    sampler="heun",
    provider="cpu",
    drumgen_version="0.1.0",
    request=GenerationRequest("kick", count=4, seed=7),
)


@given(PROVENANCES)
def test_json_keeps_everything_on_one_line(provenance):
    text = provenance.to_json()
    assert "\n" not in text
    assert Provenance.from_json(text) == provenance


def test_what_does_not_apply_is_left_out():
    assert not {"edit", "choice", "unknown_words"} & json.loads(EXAMPLE.to_json()).keys()


def test_a_sound_can_be_asked_for_again_alone():
    assert EXAMPLE.single_request == GenerationRequest("kick", count=1, seed=9, steps=12, guidance=1.5, model="drums")


def test_a_whole_number_stands_for_a_guidance():
    content = json.loads(EXAMPLE.to_json()) | {"guidance": 2}
    read = Provenance.from_json(json.dumps(content))
    assert read.guidance == 2.0
    assert type(read.guidance) is float


def broken(**changes):
    return json.dumps({**json.loads(EXAMPLE.to_json()), **changes})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Recorded in my garage",
        "[]",
        "{}",
        broken(seed="9"),
        broken(steps=True),
        broken(guidance=None),
        broken(colour="red"),
        broken(request=None),
        broken(request={"label": "kick", "count": 0}),
        broken(request={"label": "kick", "loudness": 1}),
        broken(edit="variation"),
        broken(edit={"kind": "variation"}),
        broken(edit={"kind": "variation", "parents": [3], "settings": []}),
        broken(edit={"kind": 3, "parents": [], "settings": []}),
        broken(edit={"kind": "morph", "parents": [], "settings": [["amount", "half"]]}),
        broken(edit={"kind": "morph", "parents": [], "settings": [], "colour": "red"}),
        broken(choice={"prompt": "dark", "attributes": [], "candidates": 2.5}),
        broken(choice={"prompt": None, "attributes": [], "candidates": 2}),
        json.dumps({key: value for key, value in json.loads(EXAMPLE.to_json()).items() if key != "model"}),
    ],
)
def test_other_text_is_refused(text):
    with pytest.raises(RequestError, match="not the provenance of a generated sound"):
        Provenance.from_json(text)
