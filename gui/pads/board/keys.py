"""The keys of the pads: which computer key plays which pad, and which key does what to the selected one."""

from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from drumgen.pads.layout import COLUMNS, PADS

PLAYING = "1234QWERASDFZXCV"
"""The keys from the top left pad to the bottom right one."""

KEY_VELOCITY = 100


def row_and_column(pad: int) -> tuple[int, int]:
    """Return where a pad is, counted from the top left; pad 1 is at the bottom left, as on hardware."""
    return (PADS - 1 - pad) // COLUMNS, pad % COLUMNS


def pad_at(row: int, column: int) -> int:
    """Return the pad of a place."""
    return (PADS // COLUMNS - 1 - row) * COLUMNS + column


def key_of(pad: int) -> str:
    """Return the key that plays a pad."""
    row, column = row_and_column(pad)
    return PLAYING[row * COLUMNS + column]


PAD_OF_KEY = {ord(key_of(pad)): pad for pad in range(PADS)}
ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


@dataclass(frozen=True)
class PadKey:
    """What a key does to the selected pad: the name of the deed and the key as Qt writes it."""

    name: str
    key: str

    @property
    def combination(self) -> QKeyCombination:
        """The key as events bring it."""
        return QKeyCombination.fromCombined(QKeySequence(self.key)[0].toCombined())  # type: ignore[index]

    @property
    def text(self) -> str:
        """The key as this system writes it."""
        return QKeySequence(self.key).toString(QKeySequence.SequenceFormat.NativeText)


PAD_KEYS = (
    PadKey("play", "Space"),
    PadKey("regenerate", "G"),
    PadKey("vary", "Ctrl+R"),
    PadKey("edit", "Return"),
    PadKey("mode", "K"),
    PadKey("lock", "L"),
    PadKey("mute", "M"),
    PadKey("solo", "O"),
    PadKey("copy", "Ctrl+C"),
    PadKey("paste", "Ctrl+V"),
    PadKey("swap", "Ctrl+Shift+V"),
)


def step(pad: int, key: Qt.Key) -> int:
    """Return the pad that an arrow key leads to; at the edge it stays."""
    down, right = ARROWS[key]
    row, column = row_and_column(pad)
    rows = PADS // COLUMNS
    return pad_at(min(max(row + down, 0), rows - 1), min(max(column + right, 0), COLUMNS - 1))
