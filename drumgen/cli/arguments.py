"""What the command line takes. Nothing heavy is imported here, so that `drumgen --help` answers at once."""

import argparse
from pathlib import Path
from typing import NoReturn

from drumgen import __version__
from drumgen.audio.formats import SampleFormat
from drumgen.engine.request import MAX_BLOCKS, MAX_COUNT, MAX_GUIDANCE, MAX_STEPS
from drumgen.errors import RequestError

RATES_HZ = (44_100, 48_000)
DEVICES = ("auto", "cpu", "cuda", "coreml", "directml")
_EXAMPLES = """examples:
  drumgen generate kick snare --count 4 --seed 7 --out sounds
  drumgen generate clap --format flac --rate 48000 --json
  drumgen generate --models lab --model tonal --prompt "a low bright brass sound" --attribute brightness=1800
  drumgen inspect sounds/*.wav
"""


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are one sentence, raised like any other error of the input."""

    def error(self, message: str) -> NoReturn:
        sentence = message[:1].upper() + message[1:]
        raise RequestError(f"{sentence}; '{self.prog} --help' lists what is possible.")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; the chosen command's name is in `command`, None if there is none."""
    parser = _Parser(
        prog="drumgen",
        description="Drum one-shots from diffusion models, offline.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"drumgen {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _add_generate(commands)
    _add_demo(commands)
    _add_inspect(commands)
    for name, text in (
        ("models", "list the models and their classes"),
        ("devices", "list compute devices, audio outputs and MIDI inputs"),
    ):
        command = _add(commands, name, text)
        _add_json(command)
        if name == "models":
            _add_models(command)
    return parser


def _add(commands: "argparse._SubParsersAction[_Parser]", name: str, text: str) -> argparse.ArgumentParser:
    return commands.add_parser(name, help=text, description=f"{text[:1].upper()}{text[1:]}.", allow_abbrev=False)


def _add_generate(commands: "argparse._SubParsersAction[_Parser]") -> None:
    parser = _add(commands, "generate", "generate sounds and write them to files")
    parser.add_argument(
        "labels",
        nargs="*",
        metavar="LABEL",
        help="classes, such as kick snare ('drumgen models' lists them); may be left out if the model has just one",
    )
    parser.add_argument(
        "--count", type=_whole, default=1, metavar="N", help=f"sounds of each class, 1 to {MAX_COUNT} (default 1)"
    )
    parser.add_argument(
        "--seed", type=_whole, metavar="N", help="seed of the first sound (default: a random one, printed)"
    )
    parser.add_argument(
        "--steps", type=_whole, metavar="N", help=f"sampling steps, 1 to {MAX_STEPS} (default: the model's own)"
    )
    parser.add_argument(
        "--guidance",
        type=_number,
        metavar="X",
        help=f"how strongly to follow the wishes, 0 to {MAX_GUIDANCE:g}; 1 is plain (default: the model's own)",
    )
    parser.add_argument("--prompt", metavar="TEXT", help="the sound in words, for models that take text")
    parser.add_argument(
        "--attribute",
        dest="attributes",
        type=_named_number,
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a property of the sound, for models that have any; may be given several times",
    )
    parser.add_argument(
        "--blocks",
        type=_whole,
        default=1,
        metavar="N",
        help=f"for how many blocks a sound goes on, 1 to {MAX_BLOCKS}, for models that continue (default 1)",
    )
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
    parser.add_argument("--rate", dest="rate_hz", type=_whole, choices=RATES_HZ, help="Hz (default: the model's own)")
    parser.add_argument("--model", default="drums", metavar="NAME", help="model to use (default: drums)")
    _add_models(parser)
    parser.add_argument("--device", choices=DEVICES, default="auto", help="where to compute (default: auto)")
    parser.add_argument("--quiet", action="store_true", help="no progress bar and no summary")
    _add_json(parser)


def _add_demo(commands: "argparse._SubParsersAction[_Parser]") -> None:
    parser = _add(commands, "demo", "generate eight drum sounds and print where they are")
    parser.add_argument(
        "--out", type=Path, default=Path("sounds"), metavar="DIR", help="folder for the files (default: sounds)"
    )
    parser.set_defaults(
        labels=None, count=1, seed=None, steps=None, guidance=None, prompt=None, attributes=[], blocks=1,
        sample_format=SampleFormat.WAV24.value, rate_hz=None, model="drums", models=None, device="auto", quiet=False,
    )  # fmt: skip
    _add_json(parser)


def _add_inspect(commands: "argparse._SubParsersAction[_Parser]") -> None:
    parser = _add(commands, "inspect", "measure audio files and show the request they were made from")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="audio files")
    _add_json(parser)


def _add_models(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--models", type=Path, metavar="DIR", help="folder of models (default: $DRUMGEN_MODELS, else the shipped)"
    )


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", dest="as_json", action="store_true", help="print one JSON object instead of text")


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None


def _named_number(text: str) -> tuple[str, float]:
    name, sign, number = text.partition("=")
    if not name.strip() or not sign:
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form NAME=VALUE")
    return name.strip(), _number(number)
