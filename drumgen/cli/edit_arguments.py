"""What the commands take that change existing sounds."""

import argparse
from pathlib import Path

from drumgen.cli.options import Commands, add_command, add_output, number, whole


def add_edits(commands: Commands) -> None:
    """Add the commands `vary`, `morph`, `inpaint` and `resize`."""
    _add_vary(commands)
    _add_morph(commands)
    _add_inpaint(commands)
    _add_resize(commands)


def _add_vary(commands: Commands) -> None:
    parser = add_command(commands, "vary", "make variations of a sound, from any audio file")
    _add_file(parser)
    parser.add_argument(
        "--strength",
        type=number,
        default=0.4,
        metavar="X",
        help="0 gives the sound back unchanged, 1 a new sound of its class (default 0.4)",
    )
    _add_count(parser)
    _add_seed(parser, "the direction: the same seed at another strength goes on along the same way")
    _add_label(parser)
    add_output(parser)


def _add_morph(commands: Commands) -> None:
    parser = add_command(commands, "morph", "make sounds between two others")
    parser.add_argument("first", type=Path, metavar="A", help="audio file")
    parser.add_argument("second", type=Path, metavar="B", help="audio file")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--amount", type=number, metavar="X", help="0 is A, 1 is B (default 0.5)")
    how.add_argument("--count", type=whole, metavar="N", help="so many sounds evenly from A to B, both included")
    add_output(parser)


def _add_inpaint(commands: Commands) -> None:
    parser = add_command(commands, "inpaint", "make a range of a sound anew; the rest stays sample for sample")
    _add_file(parser)
    parser.add_argument("--from", dest="start_s", type=number, default=0.0, metavar="S", help="seconds (default 0)")
    parser.add_argument(
        "--to", dest="end_s", type=number, metavar="S", help="seconds (default: the sound's end, wherever that will be)"
    )
    _add_count(parser)
    _add_seed(parser, "another one, another filling")
    _add_label(parser)
    add_output(parser)


def _add_resize(commands: Commands) -> None:
    parser = add_command(commands, "resize", "make a sound longer or shorter; its attack stays")
    _add_file(parser)
    parser.add_argument("--duration", dest="duration_s", type=number, required=True, metavar="S", help="seconds")
    _add_seed(parser, "for what the model adds")
    _add_label(parser)
    add_output(parser)


def _add_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="audio file; its first 1.49 s are heard")


def _add_count(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--count", type=whole, default=1, metavar="N", help="number of sounds (default 1)")


def _add_seed(parser: argparse.ArgumentParser, meaning: str) -> None:
    parser.add_argument("--seed", type=whole, metavar="N", help=f"{meaning} (default: a random one, printed)")


def _add_label(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--label", metavar="LABEL", help="class (default: what the sound is, or is taken for)")
