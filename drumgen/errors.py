"""The errors drumgen raises on bad input.

Every message is one sentence that says what is wrong and what to do about it: the command line prints it and
exits with 2, the app shows it in a dialog or its status line. Anything that is not a `DrumgenError` is a bug.
"""


class DrumgenError(Exception):
    """Base of all errors that are the input's fault, not the program's."""


class AudioFileError(DrumgenError):
    """An audio file cannot be read, or holds nothing that can be used."""


class OutputError(DrumgenError):
    """A file or folder cannot be written (no permission, no such folder, disk full)."""


class ModelError(DrumgenError):
    """A model file or its card is missing, damaged, or the two do not fit."""


class RequestError(DrumgenError):
    """A generation request asks for something that does not exist or is out of range."""


class DeviceError(DrumgenError):
    """A compute provider or an audio device is not there or cannot be opened."""


class MidiError(DrumgenError):
    """A MIDI port or message cannot be used."""


class LibraryError(DrumgenError):
    """The library of sounds, or something that is looked for in it, cannot be used."""


class PadError(DrumgenError):
    """A pad is set to something that is out of range, or given a sound it cannot hold."""


class KitError(DrumgenError):
    """A kit file cannot be read: it is no kit, damaged, edited wrongly, or from a newer version."""


class DataError(DrumgenError):
    """A folder of training or evaluation data cannot be used."""


class TrainingError(DrumgenError):
    """A training run cannot go on (its loss is not a number, one of its processes is gone)."""


class Cancelled(DrumgenError):
    """The user cancelled the work; nothing was written."""
