"""The colours in use, and the contrast between those that meet.

`use` switches all of them at once, so ask when painting and never keep one: ``palette.TEXT``, not
``from gui.look.palette import TEXT``. `TEXT_PAIRS` lists which text stands on which ground; tests compute the contrast
of each pair in both themes and measure it again on real widgets.
"""

from gui.look.themes import CLASSES, THEMES
from gui.look.themes import SPECTRUM as SPECTRUM

WINDOW: str
PANEL: str
RAISED: str
HOVER: str
SELECTED: str
LINE: str
OUTLINE: str

TEXT: str
MUTED: str
DISABLED: str

ACCENT: str
ACCENT_HOVER: str
ACCENT_PRESSED: str
ON_ACCENT: str
ACCENT_DIM: str

STAR: str
WARNING: str
ERROR: str

CLASS_COLOURS: dict[str, str] = {}
theme = ""

_GROUNDS = ("WINDOW", "PANEL", "RAISED", "HOVER", "SELECTED")
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((text, ground) for text in ("TEXT", "MUTED") for ground in (*_GROUNDS, "ACCENT_DIM")),
    *(("DISABLED", ground) for ground in ("WINDOW", "PANEL", "RAISED")),
    *(("ON_ACCENT", ground) for ground in ("ACCENT", "ACCENT_HOVER", "ACCENT_PRESSED")),
    *(
        (text, ground)
        for text in ("ACCENT", "STAR", "ERROR", "WARNING")
        for ground in ("WINDOW", "PANEL", "RAISED", "SELECTED")
    ),
)
"""Names of (text, ground) of every combination that occurs; contrast at least 4.5."""

RING_PAIRS: tuple[tuple[str, str], ...] = tuple(("ACCENT", ground) for ground in _GROUNDS)
"""Names of (keyboard focus ring, ground); contrast at least 3."""


def use(name: str) -> None:
    """Take the colours of a theme, ``dark`` or ``light``, from now on."""
    global theme
    globals().update(THEMES[name])
    CLASS_COLOURS.update({label: colour for label, colour in CLASSES[name].items() if label})
    theme = name


def colours(name: str | None = None) -> dict[str, str]:
    """Return the colours of a theme, by default of the one in use, by name; those of classes as ``class:kick``."""
    name = name or theme
    return {**THEMES[name], **{f"class:{label}": colour for label, colour in CLASSES[name].items()}}


def class_colour(label: str) -> str:
    """Return the colour of a sound class; one this palette does not know gets one that depends on its name."""
    if label and label in CLASS_COLOURS:
        return CLASS_COLOURS[label]
    others = ("", *CLASS_COLOURS)
    return CLASSES[theme][others[sum(label.encode()) % len(others)]]


def contrast(first: str, second: str) -> float:
    """Return the WCAG 2 contrast ratio, 1 to 21, of two colours given as ``#rrggbb``."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255.0 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


use("dark")
