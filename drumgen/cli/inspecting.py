"""`drumgen inspect`: what is in an audio file, and the request it was made from."""

import argparse
import json
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from drumgen.audio.files import check_audible, read_clip, read_tags
from drumgen.audio.measuring import attack_s, decay_s, peak_dbfs, rms_dbfs, spectral_centroid_hz
from drumgen.cli.console import complain, emit, emit_json
from drumgen.engine.provenance import Choice, Edit, Provenance
from drumgen.engine.request import GenerationRequest
from drumgen.errors import AudioFileError, RequestError
from drumgen.wishes.units import UNITS


def run_inspect(arguments: argparse.Namespace) -> int:
    """Describe every file; those that cannot be used get a sentence on stderr each, and the exit code is then 2."""
    reports = []
    status = 0
    for path in arguments.files:
        try:
            reports.append(describe(path))
        except AudioFileError as error:
            complain(error)
            status = 2
    if arguments.as_json:
        emit_json({"files": reports})
    else:
        for report in reports:
            emit(_as_text(report))
    return status


def describe(path: Path) -> dict[str, Any]:
    """Return a file's measures and texts, ready for JSON.

    Parameters
    ----------
    path : Path
        An audio file.

    Returns
    -------
    dict
        ``provenance`` is None in a file that drumgen did not make.

    Raises
    ------
    AudioFileError
        If the file is missing, empty, truncated, silent or not audio.
    """
    clip = read_clip(path)
    check_audible(clip, path)
    tags = read_tags(path)
    origin = _origin(tags)
    return {
        "path": str(path),
        "duration_s": round(clip.duration_s, 6),
        "rate_hz": clip.rate_hz,
        "channels": clip.samples.shape[0],
        "peak_dbfs": round(peak_dbfs(clip.samples), 2),
        "rms_dbfs": round(rms_dbfs(clip.samples), 2),
        "spectral_centroid_hz": round(spectral_centroid_hz(clip.samples, clip.rate_hz), 1),
        "attack_s": round(attack_s(clip.samples, clip.rate_hz), 6),
        "decay_s": round(decay_s(clip.samples, clip.rate_hz), 6),
        "tags": tags,
        "provenance": None if origin is None else json.loads(origin.to_json()),
    }


def _origin(tags: Mapping[str, str]) -> Provenance | None:
    try:
        return Provenance.from_json(tags.get("comment", ""))
    except RequestError:  # a comment in words, or another program's
        return None


def _as_text(report: dict[str, Any]) -> str:
    channels = "1 channel" if report["channels"] == 1 else f"{report['channels']} channels"
    lines = [
        report["path"],
        f"  {report['duration_s']:.3f} s, {report['rate_hz']} Hz, {channels}",
        f"  peak {report['peak_dbfs']:.1f} dBFS, RMS {report['rms_dbfs']:.1f} dBFS",
        f"  centroid {report['spectral_centroid_hz']:.0f} Hz, "
        f"attack {report['attack_s'] * 1e3:.1f} ms, decay {report['decay_s'] * 1e3:.0f} ms",
    ]
    origin = _origin(report["tags"])
    lines += [f"  {name}: {text}" for name, text in report["tags"].items() if name != "comment" or origin is None]
    if origin is not None:
        lines.append(f"  made by: {origin.model} {origin.model_version} on {origin.provider}")
        if origin.request.prompt is not None:
            lines.append(f"  prompt: {origin.request.prompt}")
        if origin.unknown_words:
            lines.append(f"  left out, as the model does not know them: {', '.join(origin.unknown_words)}")
        if origin.choice is not None:
            lines.append(f"  chosen from {origin.choice.candidates} by: {_choice_text(origin.choice)}")
        if origin.edit is None:
            lines.append(f"  again: {_command(origin.single_request, wished=origin.choice is not None)}")
        else:
            lines.append(f"  {_edit_text(origin.edit)}, seed {origin.seed}")
    return "\n".join(lines)


def _choice_text(choice: Choice) -> str:
    numbers = ", ".join(f"{name} {value:g}" for name, value in choice.attributes)
    return f"{choice.prompt!r} ({numbers})" if choice.prompt else numbers


def _edit_text(edit: Edit) -> str:
    """Return what was done to which sounds, these by the beginning of their names."""
    settings = ", ".join(f"{name} {value:g}" for name, value in edit.settings)
    return f"{edit.kind} of {' and '.join(parent[:12] for parent in edit.parents)} ({settings})"


def _command(request: GenerationRequest, *, wished: bool) -> str:
    """Return the command that makes a sound again; one that was wished for is told the same, and not chosen again."""
    words = ["drumgen", "generate", request.label, "--seed", str(request.seed), "--model", request.model]
    words += ["--steps", str(request.steps), "--guidance", str(request.guidance)]
    if request.prompt is not None:
        words += ["--prompt", request.prompt]
    for name, value in request.attribute_pairs:
        symbol = UNITS[name].symbol if wished and name in UNITS else ""
        words += ["--attribute", f"{name}={value!r}{symbol}"]
    if wished and request.attribute_pairs:
        words += ["--candidates", "1"]
    if request.blocks > 1:
        words += ["--blocks", str(request.blocks)]
    return shlex.join(words)
