"""The table of sources in MODEL-LICENCE.md."""

import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_SPEC = importlib.util.spec_from_file_location("model_licence", ROOT / "packaging" / "model_licence.py")
assert _SPEC is not None
assert _SPEC.loader is not None
model_licence = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(model_licence)

SHAREABLE = ("CC0", "Public domain", "MIT", "Apache-2.0", "CC-BY-3.0", "CC-BY-4.0")


def card(name: str, *sources: tuple[str, str, int, str]) -> dict[str, object]:
    keys = ("source", "licence", "files", "attribution")
    return {"name": name, "version": "1.0", "sources": [dict(zip(keys, source, strict=True)) for source in sources]}


def test_one_row_a_source_with_every_model_that_uses_it() -> None:
    drums = card("drums", ("b/kit", "CC-BY-4.0", 306, "Kit by B"), ("a/kit", "MIT", 31, "Kit by A"))
    codec = card("codec", ("b/kit", "CC-BY-4.0", 1200, "Kit by B"))
    rows = model_licence.sources_table([codec, drums]).splitlines()[2:]
    assert rows == [
        "| a/kit | MIT | 31 | Kit by A | drums 1.0 |",
        "| b/kit | CC-BY-4.0 | 1,200 | Kit by B | codec 1.0, drums 1.0 |",
    ]


def test_only_the_marked_place_changes() -> None:
    text = f"head\n{model_licence.BEGIN}\nold\n{model_licence.END}\ntail\n"
    assert model_licence.with_table(text, "new") == f"head\n{model_licence.BEGIN}\nnew\n{model_licence.END}\ntail\n"


def test_the_committed_table_is_up_to_date() -> None:
    text = model_licence.LICENCE_FILE.read_text(encoding="utf-8")
    assert model_licence.with_table(text, model_licence.sources_table(model_licence.shipped_cards())) == text


@pytest.mark.parametrize("path", sorted(model_licence.MODELS.glob("*.json")), ids=lambda path: path.name)
def test_shipped_models_rest_on_shareable_sources(path: Path) -> None:
    sources = json.loads(path.read_text(encoding="utf-8"))["sources"]
    assert sources
    assert [entry["source"] for entry in sources if not entry["licence"].startswith(SHAREABLE)] == []
    assert [entry["source"] for entry in sources if entry["licence"].startswith("CC-BY-SA")] == []
