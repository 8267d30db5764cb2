"""Write the table of sources in MODEL-LICENCE.md from the cards of the shipped models (`make attribution`)."""

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LICENCE_FILE = ROOT / "MODEL-LICENCE.md"
MODELS = ROOT / "drumgen" / "models"
BEGIN = "<!-- sources: begin (written by `make attribution` from the model cards) -->"
END = "<!-- sources: end -->"
HEADER = ["| source | licence | files | attribution | used by |", "|---|---|---:|---|---|"]


def sources_table(cards: list[dict[str, Any]]) -> str:
    """Return the Markdown table of every source that any card names, one row a source and licence."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for card in cards:
        for entry in card["sources"]:
            row = rows.setdefault((entry["source"], entry["licence"]), {"files": 0, "texts": [], "models": []})
            row["files"] = max(row["files"], entry["files"])
            _add(row["texts"], entry["attribution"])
            _add(row["models"], f"{card['name']} {card['version']}")
    lines = [
        f"| {source} | {licence} | {row['files']:,} | {'; '.join(row['texts'])} | {', '.join(row['models'])} |"
        for (source, licence), row in sorted(rows.items())
    ]
    return "\n".join([*HEADER, *lines])


def with_table(text: str, table: str) -> str:
    """Return the licence text with what stands between the two marks replaced by the table."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n{table}\n{END}{after}"


def shipped_cards(folder: Path = MODELS) -> list[dict[str, Any]]:
    """Return the cards in a model folder, in the order of their names."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def main() -> int:
    text = LICENCE_FILE.read_text(encoding="utf-8")
    LICENCE_FILE.write_text(with_table(text, sources_table(shipped_cards())), encoding="utf-8")
    return 0


def _add(texts: list[str], text: str) -> None:
    if text not in texts:
        texts.append(text)


if __name__ == "__main__":
    sys.exit(main())
