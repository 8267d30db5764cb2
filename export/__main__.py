"""`python -m export`: write trained runs as ONNX models with cards, and check them against torch."""

import argparse
import sys
from pathlib import Path

from drumgen.errors import DrumgenError
from drumgen.inference.store import PACKAGED_FOLDER


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m export", description="Export trained models to ONNX.")
    commands = parser.add_subparsers(dest="command", required=True)
    codec = commands.add_parser("codec", help="export the codec of a run")
    drums = commands.add_parser("drums", help="export a drum model")
    check = commands.add_parser("verify", help="compare exported models with torch over a whole sampling chain")
    for command in (codec, drums, check):
        command.add_argument("--run", type=Path, required=True, help="folder of the training run")
    for command in (codec, drums):
        command.add_argument(
            "--out", type=Path, default=PACKAGED_FOLDER, help="folder of models (default: the shipped)"
        )
    for command in (drums, check):
        command.add_argument("--name", default="drums", help="name of the model (default: %(default)s)")
    check.add_argument("--codec-run", type=Path, required=True, help="folder of the codec's training run")
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
    from export import models, verify

    if arguments.command == "verify":
        parity = verify.verify(arguments.models, arguments.name, arguments.run, arguments.codec_run)
        print(f"latents: largest difference {parity.latents:.2e} (tolerance {verify.LATENT_TOLERANCE:.0e})")
        print(f"audio:   largest difference {parity.audio:.2e} (tolerance {verify.AUDIO_TOLERANCE:.0e})")
        print("parity holds" if parity.holds else "parity FAILS")
        return 0 if parity.holds else 1
    if arguments.command == "codec":
        paths = models.export_codec(arguments.run, arguments.out)
    else:
        paths = models.export_denoiser(arguments.run, arguments.out, arguments.name)
    for path in paths:
        print(f"{path} ({path.stat().st_size / 1e6:.1f} MB)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
