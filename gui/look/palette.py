"""The colours of the app, and the contrast between those that meet.

Nothing else in the app names a colour. `TEXT_PAIRS` lists which text stands on which ground; tests compute the
contrast of each pair and measure it again on real widgets.
"""

WINDOW = "#14171c"
PANEL = "#1a1e25"
RAISED = "#252b34"
HOVER = "#2f3743"
SELECTED = "#28343b"
LINE = "#2c333d"
OUTLINE = "#465160"

TEXT = "#e9ecf0"
MUTED = "#a9b2bf"
DISABLED = "#8a94a3"

ACCENT = "#74d4c4"
ACCENT_HOVER = "#92e2d5"
ACCENT_PRESSED = "#5dbcad"
ON_ACCENT = "#0d1a18"
ACCENT_DIM = "#223a3b"

STAR = "#f2bd6b"
WARNING = "#f2bd6b"
ERROR = "#f5978e"

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((text, ground) for text in (TEXT, MUTED) for ground in (WINDOW, PANEL, RAISED, HOVER, SELECTED, ACCENT_DIM)),
    *((DISABLED, ground) for ground in (WINDOW, PANEL, RAISED)),
    *((ON_ACCENT, ground) for ground in (ACCENT, ACCENT_HOVER, ACCENT_PRESSED)),
    *((text, ground) for text in (ACCENT, STAR, ERROR, WARNING) for ground in (WINDOW, PANEL, RAISED, SELECTED)),
)
"""(text, ground) of every combination that occurs; contrast at least 4.5."""

RING_PAIRS: tuple[tuple[str, str], ...] = tuple((ACCENT, ground) for ground in (WINDOW, PANEL, RAISED, HOVER, SELECTED))
"""(keyboard focus ring, ground); contrast at least 3."""

CLASS_COLOURS = {
    "kick": "#f0917e",
    "snare": "#f0b872",
    "clap": "#dcc878",
    "closed_hat": "#a5d683",
    "open_hat": "#74d4a0",
    "tom": "#6fcfd0",
    "rimshot": "#79bdf0",
    "cymbal": "#9aaef5",
    "cowbell": "#bda2f2",
    "perc": "#e29ad6",
}
_OTHER_CLASSES = ("#b9c2cc", *CLASS_COLOURS.values())

SPECTRUM = ("#14171c", "#17303a", "#1f5a5f", "#3f9a8c", "#a6d3a0", "#fbf1c7")
"""Colours of a spectrogram from the quietest to the loudest level, evenly spaced."""


def class_colour(label: str) -> str:
    """Return the colour of a sound class; one this palette does not know gets one that depends on its name."""
    return CLASS_COLOURS.get(label) or _OTHER_CLASSES[sum(label.encode()) % len(_OTHER_CLASSES)]


def contrast(first: str, second: str) -> float:
    """Return the WCAG 2 contrast ratio, 1 to 21, of two colours given as ``#rrggbb``."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255.0 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
