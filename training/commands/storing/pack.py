"""`python -m training pack`: write a folder of sounds into shards that stream, or into one small file."""

import argparse
import random
import sys
from pathlib import Path

from drumgen.errors import DataError
from training.data.scan import scan
from training.data.shards import FORMATS, manifest_rows, open_shards, write_shards
from training.run_folder import write_sources
from training.running.console import say


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    parser = commands.add_parser("pack", help="write a folder of sounds into shards (WebDataset tar files)")
    parser.add_argument(
        "--data", type=Path, help="folder of sounds: manifest.csv, or a subfolder a class; left out with --check"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder of the shards")
    parser.add_argument("--shard-mb", type=float, default=40.0, help="largest size of a shard (default: %(default)s)")
    parser.add_argument("--format", choices=tuple(FORMATS), default="flac", help="default: %(default)s")
    parser.add_argument("--rate", type=int, help="sample rate in Hz (default: each sound's own)")
    parser.add_argument("--one-file", action="store_true", help="refuse to write more than one shard")
    parser.add_argument("--share-alike", action="store_true", help="also pack sounds under CC-BY-SA")
    parser.add_argument("--check", action="store_true", help="compare the shards in --out with their checksums")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write or check shards."""
    if arguments.check:
        shards = open_shards(arguments.out, check=True)
        print(f"{sum(shard.count for shard in shards)} sounds in {len(shards)} shards, all whole")
        return 0
    if arguments.data is None:
        raise DataError("There is nothing to pack without --data; name a folder of sounds.")
    if not 0.05 <= arguments.shard_mb <= 1e6:
        raise DataError(f"Shards of {arguments.shard_mb:g} MB cannot be written; choose 0.05 or more.")
    if arguments.rate is not None and not 1000 <= arguments.rate <= 192_000:
        raise DataError(f"The rate {arguments.rate} Hz is out of range; choose 1000 to 192000.")
    report = scan(arguments.data, share_alike=arguments.share_alike)
    say("\n".join(report.lines()))
    # In a mixed order every shard holds a bit of everything, so that batches are mixed however shards are read.
    sounds = random.Random(0).sample(report.sounds, len(report.sounds))
    shards, left_out = write_shards(
        sounds,
        manifest_rows(arguments.data),
        arguments.out,
        kind=arguments.format,
        largest_bytes=int(arguments.shard_mb * 1e6),
        rate_hz=arguments.rate,
    )
    write_sources(arguments.out, [sound for sound in sounds if sound.path not in set(left_out)])
    for path in left_out:
        say(f"left out, unreadable: {path}")
    if arguments.one_file and len(shards) > 1:
        total = sum(shard.bytes for shard in shards) / 1e6
        raise DataError(
            f"The sounds take {total:.1f} MB, more than one file of {arguments.shard_mb:g} MB; "
            "use --format opus or a lower --rate."
        )
    sys.stdout.write("".join(f"{s.path}  {s.count} sounds  {s.bytes / 1e6:.2f} MB\n" for s in shards))
    return 0
