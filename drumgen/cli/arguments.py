"""What the command line takes. Nothing heavy is imported here, so that `drumgen --help` answers at once."""

import argparse
from pathlib import Path
from typing import NoReturn

from drumgen import __version__
from drumgen.audio.formats import SampleFormat
from drumgen.cli.edit_arguments import add_edits
from drumgen.cli.options import Commands, add_command, add_json, add_models, add_output, named_value, number, whole
from drumgen.engine.request import MAX_BLOCKS, MAX_COUNT, MAX_GUIDANCE, MAX_STEPS
from drumgen.errors import RequestError

_EXAMPLES = """examples:
  drumgen generate kick snare --count 4 --seed 7 --out sounds
  drumgen generate clap --format flac --rate 48000 --json
  drumgen generate --models lab --model tonal --prompt "a low bright brass sound" --attribute brightness=1800
  drumgen generate snare=0.6+clap=0.4 --prompt "dark and very short" --attribute attack=0.8
  drumgen vary found.wav --strength 0.3 --count 8
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
    add_edits(commands)
    _add_inspect(commands)
    for name, text in (
        ("models", "list the models and their classes"),
        ("devices", "list compute devices, audio outputs and MIDI inputs"),
    ):
        command = add_command(commands, name, text)
        add_json(command)
        if name == "models":
            add_models(command)
    return parser


def _add_generate(commands: Commands) -> None:
    parser = add_command(commands, "generate", "generate sounds and write them to files")
    parser.add_argument(
        "labels",
        nargs="*",
        metavar="LABEL",
        help="classes, such as kick snare ('drumgen models' lists them), or mixes, such as snare=0.6+clap=0.4; may be "
        "left out if the model has just one or the prompt names them",
    )
    parser.add_argument(
        "--count", type=whole, default=1, metavar="N", help=f"sounds of each class, 1 to {MAX_COUNT} (default 1)"
    )
    parser.add_argument(
        "--seed", type=whole, metavar="N", help="seed of the first sound (default: a random one, printed)"
    )
    parser.add_argument(
        "--steps", type=whole, metavar="N", help=f"sampling steps, 1 to {MAX_STEPS} (default: the model's own)"
    )
    parser.add_argument(
        "--guidance",
        type=number,
        metavar="X",
        help=f"how strongly to follow the wishes, 0 to {MAX_GUIDANCE:g}; 1 is plain (default: the model's own)",
    )
    parser.add_argument(
        "--prompt",
        metavar="TEXT",
        help="the sound in words, such as 'dark and very short'; the best of several sounds is chosen, unless the "
        "model takes text",
    )
    parser.add_argument(
        "--attribute",
        dest="attributes",
        type=named_value,
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="brightness, attack, decay, pitch, noisiness or body: a number from -1 (the least of the class) to 1 (the "
        "most), or a value with its unit, such as brightness=3kHz, attack=5ms, decay=0.4s, pitch=55Hz, pitch=A1 or "
        "body=6dB; for a laboratory's model a number in the model's unit; may be given several times",
    )
    parser.add_argument(
        "--candidates",
        type=whole,
        default=8,
        metavar="N",
        help="how many sounds each one is chosen from, if it is chosen (default 8)",
    )
    parser.add_argument(
        "--blocks",
        type=whole,
        default=1,
        metavar="N",
        help=f"for how many blocks a sound goes on, 1 to {MAX_BLOCKS}, for models that continue (default 1)",
    )
    add_output(parser)


def _add_demo(commands: Commands) -> None:
    parser = add_command(commands, "demo", "generate eight drum sounds and print where they are")
    parser.add_argument(
        "--out", type=Path, default=Path("sounds"), metavar="DIR", help="folder for the files (default: sounds)"
    )
    parser.set_defaults(
        labels=None, count=1, seed=None, steps=None, guidance=None, prompt=None, attributes=[], candidates=8,
        blocks=1,
        sample_format=SampleFormat.WAV24.value, rate_hz=None, width=0.0, model="drums", models=None,
        device="auto", quiet=False,
    )  # fmt: skip
    add_json(parser)


def _add_inspect(commands: Commands) -> None:
    parser = add_command(commands, "inspect", "measure audio files and show the request they were made from")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="audio files")
    add_json(parser)
