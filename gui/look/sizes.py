"""How large text is: as the system wants it, and whatever holds text grows along."""

import sys

from PySide6.QtGui import QFont, QFontInfo

_USUAL_PIXELS = 13.0 if sys.platform == "darwin" else 12.0
_SMALLEST, _LARGEST = 1.0, 2.0
_factor = 1.0


def text_factor() -> float:
    """Return how much larger than usual text is, 1 to 2."""
    return _factor


def take_system_font(font: QFont) -> float:
    """Adapt to the system's font and to its dots per inch; return the factor."""
    global _factor
    _factor = min(max(QFontInfo(font).pixelSize() / _USUAL_PIXELS, _SMALLEST), _LARGEST)
    return _factor


def scaled(size: float) -> int:
    """Return a size in pixels that was chosen for usual text, as it has to be; ask when painting."""
    return round(size * _factor)
