"""`python -m export`: write trained runs as ONNX models with cards, and check them against torch."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from drumgen.errors import DataError, DrumgenError
from drumgen.inference.store import PACKAGED_FOLDER

if TYPE_CHECKING:
    from export.verify import Parity


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m export", description="Export trained models to ONNX.")
    commands = parser.add_subparsers(dest="command", required=True)
    codec = commands.add_parser("codec", help="export the codec of a run")
    drums = commands.add_parser("drums", help="export a drum model")
    lab = commands.add_parser("lab", help="export a model of the laboratory with the decoder of its representation")
    words = commands.add_parser("words", help="export the encoder of words")
    check = commands.add_parser("verify", help="compare exported models with torch over a whole sampling chain")
    for command in (codec, drums, lab, words, check):
        command.add_argument("--run", type=Path, required=True, help="folder of the training run")
    for command in (codec, drums, words):
        command.add_argument(
            "--out", type=Path, default=PACKAGED_FOLDER, help="folder of models (default: the shipped)"
        )
    lab.add_argument("--out", type=Path, required=True, help="folder of models, one for each representation")
    drums.add_argument("--name", default="drums", help="name of the model (default: %(default)s)")
    drums.add_argument("--student-of", metavar="NAME", help="write it as NAME_STEPS, to serve what is asked of NAME")
    for command in (lab, check):
        command.add_argument("--name", help="name of the model (default: the laboratory recipe's, or drums)")
    check.add_argument("--codec-run", type=Path, help="folder of the codec's training run, for a drum model")
    check.add_argument("--models", type=Path, default=PACKAGED_FOLDER, help="folder of models (default: the shipped)")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Run the command line; return the exit code: 1 if parity fails, 2 on bad input."""
    arguments = _parser().parse_args(argv)
    try:
        return _run(arguments)
    except DrumgenError as error:
        print(error, file=sys.stderr)
        return 2


def _run(arguments: argparse.Namespace) -> int:
    from export import lab, models
    from export.words import export_words

    if arguments.command == "verify":
        parity = _parity(arguments)
        print(f"latents: largest difference {parity.latents:.2e} (tolerance {parity.latent_tolerance:.0e})")
        print(f"audio:   {parity.audio_measure} {parity.audio:.2e} (tolerance {parity.audio_tolerance:.0e})")
        print("parity holds" if parity.holds else "parity FAILS")
        return 0 if parity.holds else 1
    if arguments.command == "codec":
        paths = models.export_codec(arguments.run, arguments.out)
    elif arguments.command == "words":
        paths = export_words(arguments.run, arguments.out)
    elif arguments.command == "lab":
        paths = lab.export_lab(arguments.run, arguments.out, arguments.name)
    elif arguments.student_of:
        paths = models.export_student(arguments.run, arguments.out, arguments.student_of)
    else:
        paths = models.export_denoiser(arguments.run, arguments.out, arguments.name)
    for path in paths:
        print(f"{path} ({path.stat().st_size / 1e6:.1f} MB)")
    return 0


def _parity(arguments: argparse.Namespace) -> "Parity":
    from export import lab_verify, verify
    from training.run_folder import read_run

    facts = read_run(arguments.run)
    if facts.get("kind") == "lab":
        return lab_verify.verify_lab(arguments.models, arguments.name or facts["recipe"]["name"], arguments.run)
    if arguments.codec_run is None:
        raise DataError("A drum model is compared together with its codec; name the codec's run with --codec-run.")
    return verify.verify(arguments.models, arguments.name or "drums", arguments.run, arguments.codec_run)


if __name__ == "__main__":
    sys.exit(main())
