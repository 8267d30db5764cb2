"""The whole judge on tiny models: data, embedding and generator in, one table, figures and pictures out."""

import argparse
import json
from collections import Counter

import numpy as np
import pytest
import soundfile

from drumgen.errors import DataError
from tests.support.models.tiny_models import CLASSES, write_tiny_models
from training.commands.learning import embedding
from training.commands.measuring import evaluate

RATE_HZ = 44100


def run(command, *words):
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    arguments = parser.parse_args(list(map(str, words)))
    return arguments.run(arguments)


def write_hits(folder, per_class=5):
    """Write hits of every class of the tiny models, each of a kit of its own."""
    rng = np.random.default_rng(0)
    t = np.arange(RATE_HZ // 5) / RATE_HZ
    lines = ["file,label,kit"]
    for k, label in enumerate(CLASSES):
        for kit in range(per_class):
            hit = np.sin(2 * np.pi * (80.0 + 90.0 * k + 7.0 * kit) * t) + 0.1 * k * rng.normal(size=len(t))
            (folder / label).mkdir(parents=True, exist_ok=True)
            soundfile.write(str(folder / label / f"{kit}.wav"), 0.4 * hit * np.exp(-t / (0.02 + 0.005 * kit)), RATE_HZ)
            lines.append(f"{label}/{kit}.wav,{label},kit {kit}")
    (folder / "manifest.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    root = tmp_path_factory.mktemp("evaluate")
    write_hits(root / "data")
    write_tiny_models(root / "models")
    assert run(embedding, "embedding", "--data", root / "data", "--out", root / "embedding", "--steps", 2) == 0
    words = ["--data", root / "data", "--embedding", root / "embedding", "--models", root / "models"]
    assert run(evaluate, "evaluate", *words, "--count", 23, "--seed", 4, "--out", root / "out") == 0
    return root


def test_rows_and_aims_are_in_the_figures(made):
    content = json.loads((made / "out" / "evaluate.json").read_text())
    figures = content["embeddings"]["full band"]
    assert figures["rows"]["generated"]["count"] == 23
    assert figures["rows"]["real"]["count"] == 20  # at most half of each class's five
    assert {aim["measure"] for aim in figures["aims"]} >= {"precision", "recall", "novelty, times between kits"}
    assert Counter(figures["agreement"]).keys() == set(CLASSES)
    assert sum(facts["sounds"] for facts in content["soundness"]["generated"].values()) == 23
    assert (content["count"], content["seed"], content["steps"]) == (23, 4, 8)


def test_the_table_points_to_its_pictures(made):
    text = (made / "out" / "evaluate.md").read_text()
    for name in ("sheet.png", "pairs-full-band.png"):
        assert f"]({name})" in text
        assert (made / "out" / name).read_bytes().startswith(b"\x89PNG")
    assert len([line for line in text.splitlines() if line.startswith("- 0.") or line.startswith("- 1.")]) == 10
    assert "| kick |" in text


def test_without_an_embedding_there_is_nothing_to_measure_with(made):
    words = ["evaluate", "--data", made / "data", "--models", made / "models"]
    with pytest.raises(DataError, match="Nothing to measure with"):
        run(evaluate, *words)
    with pytest.raises(DataError, match="are YAMNet's"):
        run(evaluate, *words, "--embedding", made / "embedding", "--card")
