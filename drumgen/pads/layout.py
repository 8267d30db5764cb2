"""The sixteen pads that everything starts with: the usual General MIDI notes, all ten classes of the drum model.

Pad 1 is the lower left one, as on hardware, and pads count along the rows upwards. Four toms share their tuning
distances, so that a kit's toms can be one sound at four pitches.
"""

from collections.abc import Sequence

from drumgen.midi.gm_drums import GM_DRUMS, choke_group
from drumgen.pads.settings import PadSettings

PADS = 16
COLUMNS = 4

_ROWS: tuple[tuple[int, str, float], ...] = (
    (36, "Kick", 0.0),
    (37, "Rim", 0.0),
    (38, "Snare", 0.0),
    (39, "Clap", 0.0),
    (40, "Snare 2", 0.0),
    (41, "Low tom", -5.0),
    (42, "Closed hat", 0.0),
    (43, "Floor tom", -2.0),
    (44, "Pedal hat", 0.0),
    (45, "Mid tom", 1.0),
    (46, "Open hat", 0.0),
    (49, "Crash", 0.0),
    (50, "High tom", 4.0),
    (51, "Ride", 0.0),
    (56, "Cowbell", 0.0),
    (60, "Bongo", 0.0),
)
"""MIDI note, name, tuning in semitones."""


def default_settings(labels: Sequence[str] | None = None, model: str = "drums") -> tuple[PadSettings, ...]:
    """Return the settings of sixteen pads.

    Parameters
    ----------
    labels : sequence of str or None
        The classes of the model; a pad whose usual class is not among them gets one of them in turn. None means the
        model knows every class of the General MIDI map.
    model : str
        Name of the denoiser model.
    """
    return tuple(_pad(place, labels, model) for place in range(PADS))


def _pad(place: int, labels: Sequence[str] | None, model: str) -> PadSettings:
    note, name, tune_semitones = _ROWS[place]
    label = GM_DRUMS[note].label
    if labels and label not in labels:
        label = labels[place % len(labels)]
        name, tune_semitones = label.replace("_", " ").capitalize()[:40], 0.0
    return PadSettings(
        name, note, label, model, tune_semitones=tune_semitones, choke_group=choke_group(label), seed=place
    )
