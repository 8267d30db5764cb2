"""`python -m training networks`: parameters and shapes of the laboratory's networks."""

import argparse
from dataclasses import fields

from training.networks.conditioning import ConditionSpec
from training.networks.registry import NETWORKS, network_settings
from training.networks.summary import summarise

# The block that each document, or the baseline, works on, and what it tells its network.
DOCUMENTS: dict[str, tuple[tuple[int, ...], ConditionSpec]] = {
    "unet-plain": ((1, 64, 64), ConditionSpec(classes=10)),
    "unet-score": ((1, 128, 128), ConditionSpec(classes=1, previous=(1, 128, 128))),
    "unet-1d": ((3, 128, 128), ConditionSpec(classes=1)),
    "unet-attention": ((1, 128, 200), ConditionSpec(classes=1, tokens=16, vocabulary=256)),
    "unet-waveform": ((1, 21000), ConditionSpec(classes=10)),
}


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    parser = commands.add_parser("networks", help="print the networks' parameter counts, or one network's shapes")
    parser.add_argument("name", nargs="?", help="a network, to see the shapes of its maps (default: all, counts only)")
    parser.add_argument("--width", type=int, help="channels of the first level (default: the document's network)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the table."""
    for name in [arguments.name] if arguments.name else NETWORKS:
        kind = network_settings(name)
        settings = kind() if arguments.width is None else kind(width=arguments.width)
        shape, spec = DOCUMENTS[name]
        summary = summarise(name, settings, shape, spec)
        shown = " ".join(f"{field.name}={getattr(settings, field.name)}" for field in fields(settings))
        print(
            f"{name:15}{summary.parameters:>12,} parameters, {summary.of_conditions:,} of them for conditions; {shown}"
        )
        if arguments.name:
            for part, sizes in [("input", shape), *summary.maps]:
                print(f"  {part:12} {' x '.join(str(size) for size in sizes)}")
    return 0
