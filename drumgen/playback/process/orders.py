"""What the program asks of the process that plays: records of a fixed length on its standard input.

Each is shorter than what a pipe takes in one piece, so threads write them without waiting for each other.
"""

import enum
import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

NO_GROUP = -1
_RECORD = struct.Struct("<ihhIIfd")


class Kind(enum.IntEnum):
    """What is asked for."""

    CLIP = 1  # read the frames of `clip` from its file and delete that
    PLAY = 2  # let `clip` sound with the gain `value`
    SILENCE = 3  # fade out `group`, or everything
    VOLUME = 4  # of everything: the linear gain `value`
    FORGET = 5  # `clip` is not played any more


class Order(NamedTuple):
    """One record; what a kind does not need stays as it is here."""

    kind: Kind
    group: int = NO_GROUP
    clip: int = 0
    frames: int = 0
    value: float = 0.0
    at_s: float = 0.0


def to_bytes(order: Order) -> bytes:
    """Return the record of an order."""
    return _RECORD.pack(order.kind, order.group, 0, order.clip, order.frames, order.value, order.at_s)


def read_orders(stream: BinaryIO) -> Iterator[Order]:
    """Yield the orders of a stream until it ends."""
    while len(record := stream.read(_RECORD.size)) == _RECORD.size:
        kind, group, _, clip, frames, value, at_s = _RECORD.unpack(record)
        yield Order(Kind(kind), group, clip, frames, value, at_s)


def clip_file(clip: int) -> str:
    """Return the name of the file that hands over a clip's frames, raw float32."""
    return f"{clip}.frames"
