"""The table of `benchmarks.generate`: our rows, the machine's limit and the peers, and the ratios between them."""

from collections.abc import Mapping, Sequence
from typing import Any

Facts = Mapping[str, Any]

COLUMNS = (
    "what",
    "threads",
    "steps",
    "median ms",
    "p99 ms",
    "CPU-s a sound",
    "CPU-s per s of audio",
    "times ours",
    "times the limit",
    "batch, times real time",
    "memory MB",
    "cold start s",
)
_NOTHING = ""


def limit_cpu_s(row: Facts) -> float:
    """Return the least CPU-seconds of a sound: its multiply-adds at the better of the two measured rates."""
    return float(row["multiply_adds"] / max(row["onnxruntime_rate_cpu"], row["numpy_rate_cpu"]))


def limit_wall_s(row: Facts) -> float:
    """Return the least seconds of a sound on as many threads as the row has."""
    return float(row["multiply_adds"] / max(row["onnxruntime_rate"], row["numpy_rate"]))


def with_ratios(ours: Sequence[Facts], peers: Sequence[Facts]) -> dict[str, list[dict[str, Any]]]:
    """Return our rows and one row for each peer and number of steps, with everything that is a ratio.

    Parameters
    ----------
    ours : sequence of mappings
        As `benchmarks.generation.ours.measure` gives them; the first on the fewest threads is what others are held
        against.
    peers : sequence of mappings
        As `peers.py` prints them.
    """
    base = ours[0]["cpu_s"] / ours[0]["length_s"]
    made = [
        {
            **row,
            "cpu_s_per_s": row["cpu_s"] / row["length_s"],
            "times_ours": row["cpu_s"] / row["length_s"] / base,
            "limit_cpu_s": limit_cpu_s(row),
            "limit_ms": 1e3 * limit_wall_s(row),
            "times_limit_cpu": row["cpu_s"] / limit_cpu_s(row),
            "times_limit_wall": row["median_ms"] / 1e3 / limit_wall_s(row),
        }
        for row in ours
    ]
    others = [
        {
            **{name: value for name, value in peer.items() if name != "rows"},
            **row,
            "cpu_s_per_s": row["cpu_s"] / peer["audio_s"],
            "times_ours": row["cpu_s"] / peer["audio_s"] / base,
            "times_ours_a_sound": row["cpu_s"] / ours[0]["cpu_s"],
        }
        for peer in peers
        for row in peer["rows"]
    ]
    return {"ours": made, "peers": others}


def markdown(content: Mapping[str, Sequence[Facts]]) -> str:
    """Return the table of what `with_ratios` gave."""
    lines = ["| " + " | ".join(COLUMNS) + " |", "|---|" + "---:|" * (len(COLUMNS) - 1)]
    for row in content["ours"]:
        cells = [
            f"drumgen {row['model']}, {row['provider']}",
            row["threads"],
            row["steps"],
            f"{row['median_ms']:.1f}",
            f"{row['p99_ms']:.1f}",
            f"{row['cpu_s']:.4f}",
            f"{row['cpu_s_per_s']:.4f}",
            f"{row['times_ours']:.2f}",
            f"{row['times_limit_cpu']:.2f}",
            f"{row['batch_times_real']:.0f}",
            f"{row['memory_mb']:.0f}",
            f"{row['cold_start_s']:.2f}",
        ]
        lines.append(_line(cells))
    for row in content["ours"]:
        cells = [
            f"limit: {row['multiply_adds'] / 1e6:.0f} M multiply-adds",
            row["threads"],
            row["steps"],
            f"{row['limit_ms']:.1f}",
            _NOTHING,
            f"{row['limit_cpu_s']:.4f}",
            f"{row['limit_cpu_s'] / row['length_s']:.4f}",
            f"{1.0 / row['times_limit_cpu'] * row['times_ours']:.2f}",
            "1.00",
            *[_NOTHING] * 3,
        ]
        lines.append(_line(cells))
    for row in content["peers"]:
        cells = [
            f"{row['title']} ({row['parameters'] / 1e6:.1f} M, {row['audio_s']:.2f} s)",
            row["threads"],
            row["steps"],
            f"{1e3 * row['wall_s']:.0f}",
            _NOTHING,
            f"{row['cpu_s']:.2f}",
            f"{row['cpu_s_per_s']:.2f}",
            f"{row['times_ours']:.0f}",
            *[_NOTHING] * 2,
            f"{row['memory_mb']:.0f}",
            _NOTHING,
        ]
        lines.append(_line(cells))
    return "\n".join(lines) + "\n"


def _line(cells: Sequence[object]) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"
