"""Mappings of MIDI devices in files, one JSON file a device."""

import hashlib
import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from drumgen.audio.output import prepare_folder, write_atomically
from drumgen.midi.mapping import Binding, MidiMap, Source

FORMAT = "drumgen MIDI map"
VERSION = 1
_UNFIT = re.compile(r"[^A-Za-z0-9]+")


class Loaded(NamedTuple):
    """A map, and a sentence if its file could not be used, None otherwise."""

    map: MidiMap
    notice: str | None = None


class MapFiles:
    """The folder of mappings.

    Parameters
    ----------
    folder : Path
        Is made when it is needed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, device: str) -> Path:
        """Return where the map of a device is, whether it is there or not."""
        readable = _UNFIT.sub("-", device).strip("-")[:40]
        # The name alone may be that of two devices once the unfit characters are gone.
        return self._folder / f"{readable}-{hashlib.sha256(device.encode()).hexdigest()[:8]}.json"

    def load(self, device: str) -> Loaded:
        """Return the map of a device; a file that cannot be used is set aside and kept."""
        path = self.path(device)
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return Loaded(MidiMap())
        except (OSError, UnicodeDecodeError) as error:
            return Loaded(MidiMap(), self._set_aside(path, device, f"cannot be read ({error})"))
        try:
            return Loaded(parse(text))
        except ValueError as error:
            return Loaded(MidiMap(), self._set_aside(path, device, str(error)))

    def save(self, device: str, midi_map: MidiMap) -> None:
        """Write the map of a device.

        Raises
        ------
        OutputError
            If the folder cannot be written or the disk is full; the file is then as it was before.
        """
        prepare_folder(self._folder)
        write_atomically(self.path(device), to_text(device, midi_map).encode())

    def _set_aside(self, path: Path, device: str, why: str) -> str:
        begin = f"The mappings of the MIDI device '{device}' {why};"
        for number in range(1, 1000):
            aside = path.with_suffix(f".{number}.aside")
            if aside.exists():
                continue
            try:
                path.rename(aside)
            except OSError as error:
                return f"{begin} save {path} elsewhere before you learn new ones ({error.strerror or error})."
            return f"{begin} they were kept as {aside}, and new ones can be learned."
        return f"{begin} clear up the folder {path.parent}."


def to_text(device: str, midi_map: MidiMap) -> str:
    """Return the contents of a file."""
    bindings = [{**asdict(binding.source), "target": binding.target} for binding in midi_map.bindings]
    contents = {
        "format": FORMAT,
        "version": VERSION,
        "device": device,
        "channel": midi_map.channel,
        "bindings": bindings,
    }
    return json.dumps(contents, indent=2, ensure_ascii=False) + "\n"


def parse(text: str) -> MidiMap:
    """Return the map of a file's contents.

    Raises
    ------
    ValueError
        If it is no such file, a damaged one, or one of a newer version; says which.
    """
    try:
        contents = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("are damaged (no JSON)") from None
    if not isinstance(contents, dict) or contents.get("format") != FORMAT:
        raise ValueError("are damaged (not a file of mappings)")
    version = contents.get("version")
    if not isinstance(version, int) or version < 1:
        raise ValueError("are damaged (no version)")
    if version > VERSION:
        raise ValueError(f"were saved by a newer drumgen (version {version}, this one reads {VERSION})")
    try:
        return MidiMap(tuple(_binding(entry) for entry in contents["bindings"]), _number_or_none(contents["channel"]))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"are damaged ({error})") from None


def _binding(entry: dict[str, Any]) -> Binding:
    number = _number_or_none(entry["number"])
    if number is None or not isinstance(entry["target"], str):
        raise ValueError("a binding without number or target")
    return Binding(Source(entry["kind"], number, _number_or_none(entry["channel"])), entry["target"])


def _number_or_none(value: object) -> int | None:
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise ValueError(f"'{value}' is no whole number")
    return value
