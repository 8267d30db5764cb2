"""The General MIDI drum map: which note plays which of the classes.

Note names follow the convention where C1 is note 36, the kick. Notes that share a sound's class map to the same label;
percussion without a class of its own is ``perc``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

_PITCH_CLASSES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
_OCTAVE_OF_NOTE_0 = -2
MAX_NOTE = 127


@dataclass(frozen=True)
class GmDrum:
    """One line of the drum map.

    Parameters
    ----------
    note : int
        MIDI note number, 0 to 127.
    instrument : str
        Name in the General MIDI standard.
    label : str
        Class name as the drum model's card lists it.
    """

    note: int
    instrument: str
    label: str

    @property
    def note_name(self) -> str:
        """Name of the note, such as ``C1`` for 36."""
        return note_name(self.note)


_ROWS = (
    (35, "Acoustic Bass Drum", "kick"),
    (36, "Bass Drum 1", "kick"),
    (37, "Side Stick", "rimshot"),
    (38, "Acoustic Snare", "snare"),
    (39, "Hand Clap", "clap"),
    (40, "Electric Snare", "snare"),
    (41, "Low Floor Tom", "tom"),
    (42, "Closed Hi-Hat", "closed_hat"),
    (43, "High Floor Tom", "tom"),
    (44, "Pedal Hi-Hat", "closed_hat"),
    (45, "Low Tom", "tom"),
    (46, "Open Hi-Hat", "open_hat"),
    (47, "Low-Mid Tom", "tom"),
    (48, "Hi-Mid Tom", "tom"),
    (49, "Crash Cymbal 1", "cymbal"),
    (50, "High Tom", "tom"),
    (51, "Ride Cymbal 1", "cymbal"),
    (52, "Chinese Cymbal", "cymbal"),
    (53, "Ride Bell", "cymbal"),
    (54, "Tambourine", "perc"),
    (55, "Splash Cymbal", "cymbal"),
    (56, "Cowbell", "cowbell"),
    (57, "Crash Cymbal 2", "cymbal"),
    (58, "Vibraslap", "perc"),
    (59, "Ride Cymbal 2", "cymbal"),
    (60, "High Bongo", "perc"),
    (61, "Low Bongo", "perc"),
    (62, "Mute High Conga", "perc"),
    (63, "Open High Conga", "perc"),
    (64, "Low Conga", "perc"),
    (65, "High Timbale", "perc"),
    (66, "Low Timbale", "perc"),
    (67, "High Agogo", "perc"),
    (68, "Low Agogo", "perc"),
    (69, "Cabasa", "perc"),
    (70, "Maracas", "perc"),
    (71, "Short Whistle", "perc"),
    (72, "Long Whistle", "perc"),
    (73, "Short Guiro", "perc"),
    (74, "Long Guiro", "perc"),
    (75, "Claves", "perc"),
    (76, "High Wood Block", "perc"),
    (77, "Low Wood Block", "perc"),
    (78, "Mute Cuica", "perc"),
    (79, "Open Cuica", "perc"),
    (80, "Mute Triangle", "perc"),
    (81, "Open Triangle", "perc"),
    (82, "Shaker", "perc"),
)

GM_DRUMS: Mapping[int, GmDrum] = MappingProxyType({row[0]: GmDrum(*row) for row in _ROWS})

_MAIN_NOTES: Mapping[str, int] = MappingProxyType(
    {
        "kick": 36,
        "snare": 38,
        "clap": 39,
        "closed_hat": 42,
        "open_hat": 46,
        "tom": 45,
        "rimshot": 37,
        "cymbal": 49,
        "cowbell": 56,
        "perc": 60,
    }
)

_CHOKE_GROUPS: Mapping[str, str] = MappingProxyType({"closed_hat": "hats", "open_hat": "hats"})


def label_for_note(note: int) -> str | None:
    """Return the class that MIDI note `note` plays, or None outside the drum map."""
    drum = GM_DRUMS.get(note)
    return None if drum is None else drum.label


def note_for_label(label: str) -> int | None:
    """Return the usual MIDI note of class `label`, or None for a class that General MIDI does not know."""
    return _MAIN_NOTES.get(label)


def choke_group(label: str) -> str | None:
    """Return the group whose sounds cut each other off, as an open hat ends when the closed one is hit, or None."""
    return _CHOKE_GROUPS.get(label)


def note_name(note: int) -> str:
    """Return the name of MIDI note `note`, 0 to 127, where 36 is ``C1``."""
    if not 0 <= note <= MAX_NOTE:
        raise ValueError(f"a MIDI note lies between 0 and {MAX_NOTE}, got {note}")
    octave, pitch_class = divmod(note, 12)
    return f"{_PITCH_CLASSES[pitch_class]}{octave + _OCTAVE_OF_NOTE_0}"
