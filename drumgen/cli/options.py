"""Options that several commands have, and how their values are read."""

import argparse
from pathlib import Path
from typing import Any, TypeAlias

from drumgen.audio.formats import SampleFormat

RATES_HZ = (44_100, 48_000)
DEVICES = ("auto", "cpu", "cuda", "coreml", "directml")

Commands: TypeAlias = "argparse._SubParsersAction[Any]"


def add_command(commands: Commands, name: str, text: str) -> argparse.ArgumentParser:
    """Add a command and return its parser."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=text, description=f"{text[:1].upper()}{text[1:]}.", allow_abbrev=False
    )
    return parser


def add_output(parser: argparse.ArgumentParser) -> None:
    """Add what all commands have that make sounds: where to, in which form, by which model."""
    parser.add_argument(
        "--out", type=Path, default=Path("sounds"), metavar="DIR", help="folder for the files (default: sounds)"
    )
    parser.add_argument(
        "--format",
        dest="sample_format",
        choices=[sample_format.value for sample_format in SampleFormat],
        default=SampleFormat.WAV24.value,
        help="24-bit, 16-bit or float WAV, or 24-bit FLAC (default: wav24)",
    )
    parser.add_argument("--rate", dest="rate_hz", type=whole, choices=RATES_HZ, help="Hz (default: the sound's own)")
    parser.add_argument(
        "--width",
        type=number,
        default=0.0,
        metavar="X",
        help="stereo width, 0 to 1; the sum of both channels stays the sound as it is (default: 0, one channel)",
    )
    parser.add_argument("--model", default="drums", metavar="NAME", help="model to use (default: drums)")
    add_models(parser)
    parser.add_argument("--device", choices=DEVICES, default="auto", help="where to compute (default: auto)")
    parser.add_argument("--quiet", action="store_true", help="no progress bar and no summary")
    add_json(parser)


def add_models(parser: argparse.ArgumentParser) -> None:
    """Add the choice of another folder of models."""
    parser.add_argument(
        "--models", type=Path, metavar="DIR", help="folder of models (default: $DRUMGEN_MODELS, else the shipped)"
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add the choice of JSON instead of text."""
    parser.add_argument("--json", dest="as_json", action="store_true", help="print one JSON object instead of text")


def whole(text: str) -> int:
    """Read a whole number."""
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None


def number(text: str) -> float:
    """Read a number."""
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None


def named_value(text: str) -> tuple[str, float | str]:
    """Read a pair such as ``brightness=0.5``, or ``decay=80ms`` whose value has a unit and stays a text."""
    name, sign, value = text.partition("=")
    if not name.strip() or not sign or not value.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form NAME=VALUE")
    try:
        return name.strip(), float(value)
    except ValueError:
        return name.strip(), value.strip()
