"""The colours of the two themes; nothing else in the app names a colour.

Both have the same names, so that `gui.look.palette` can stand for either. Names that share a colour share it in both.
"""

from collections.abc import Mapping

DARK: Mapping[str, str] = {
    "WINDOW": "#14171c",
    "PANEL": "#1a1e25",
    "RAISED": "#252b34",
    "HOVER": "#2f3743",
    "SELECTED": "#28343b",
    "LINE": "#2c333d",
    "OUTLINE": "#465160",
    "TEXT": "#e9ecf0",
    "MUTED": "#a9b2bf",
    "DISABLED": "#8a94a3",
    "ACCENT": "#74d4c4",
    "ACCENT_HOVER": "#92e2d5",
    "ACCENT_PRESSED": "#5dbcad",
    "ON_ACCENT": "#0d1a18",
    "ACCENT_DIM": "#223a3b",
    "STAR": "#f2bd6b",
    "WARNING": "#f2bd6b",
    "ERROR": "#f5978e",
}
LIGHT: Mapping[str, str] = {
    "WINDOW": "#f4f6f8",
    "PANEL": "#e9edf1",
    "RAISED": "#ffffff",
    "HOVER": "#dde4ea",
    "SELECTED": "#d6e9e6",
    "LINE": "#d0d7de",
    "OUTLINE": "#808b99",
    "TEXT": "#1a1f26",
    "MUTED": "#46515f",
    "DISABLED": "#5c6776",
    "ACCENT": "#0a6b5f",
    "ACCENT_HOVER": "#085a50",
    "ACCENT_PRESSED": "#064a42",
    "ON_ACCENT": "#fdffff",
    "ACCENT_DIM": "#cfe9e4",
    "STAR": "#7d5200",
    "WARNING": "#7d5200",
    "ERROR": "#a8231b",
}
THEMES: Mapping[str, Mapping[str, str]] = {"dark": DARK, "light": LIGHT}

CLASSES: Mapping[str, Mapping[str, str]] = {
    "dark": {
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
        "": "#b9c2cc",
    },
    "light": {
        "kick": "#a93a21",
        "snare": "#8a5700",
        "clap": "#6e5e00",
        "closed_hat": "#3b7010",
        "open_hat": "#0d6f3f",
        "tom": "#0b6b6e",
        "rimshot": "#0d639f",
        "cymbal": "#4051bd",
        "cowbell": "#6f40bb",
        "perc": "#9c2e90",
        "": "#56606c",
    },
}
"""Of sound classes; the empty name is one more colour for classes that have none of their own."""

SPECTRUM = ("#14171c", "#17303a", "#1f5a5f", "#3f9a8c", "#a6d3a0", "#fbf1c7")
"""Colours of a spectrogram from the quietest to the loudest level, evenly spaced; in both themes the same picture."""
