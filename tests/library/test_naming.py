from pathlib import PurePosixPath

import pytest

from drumgen.library.intake.naming import guess_label


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("808_Kick_03.wav", "kick"),
        ("Kicks/one.wav", "kick"),
        ("BD01.wav", "kick"),
        ("OpenHiHat2.wav", "open_hat"),
        ("open hi-hat.wav", "open_hat"),
        ("Hat Closed 4.wav", "closed_hat"),
        ("HH_07.wav", "closed_hat"),
        ("Snares/808/sd12.aif", "snare"),
        ("handclaps_big.wav", "clap"),
        ("RimShot.wav", "rimshot"),
        ("Crash 16in.wav", "cymbal"),
        ("cowbell.wav", "cowbell"),
        ("FloorTom.wav", "tom"),
        ("Shakers/a.wav", "perc"),
        ("Percussion/Loops/x.wav", "perc"),
        ("kickdrum.wav", "kick"),
        ("override.wav", ""),
        ("1234.wav", ""),
        ("piano C4.wav", ""),
    ],
)
def test_names_tell_classes(path: str, label: str) -> None:
    assert guess_label(PurePosixPath(path)) == label
