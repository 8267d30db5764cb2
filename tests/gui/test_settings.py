from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from gui.settings import Settings


def _open(path: Path) -> Settings:
    return Settings(QSettings(str(path), QSettings.Format.IniFormat))


@pytest.mark.parametrize("value", ["Launchkey, port 1", "", 17, -0.25, True, False])
def test_values_come_back_from_disk_with_their_type(tmp_path: Path, value: str | int | float | bool) -> None:
    settings = _open(tmp_path / "s.ini")
    settings.set("group/key", value)
    settings.save()
    other = {str: "default", int: 3, float: 1.5, bool: not value}[type(value)]
    stored = _open(tmp_path / "s.ini").get("group/key", other)
    assert stored == value
    assert type(stored) is type(value)


def test_what_is_absent_or_of_another_type_gives_the_default(tmp_path: Path) -> None:
    (tmp_path / "s.ini").write_text("[request]\ncount=many\nlocked=perhaps\n")
    settings = _open(tmp_path / "s.ini")
    assert settings.get("request/count", 8) == 8
    assert settings.get("request/locked", True) is True
    assert settings.get("request/label", "kick") == "kick"
    assert settings.bytes("request/count").isEmpty()


def test_bytes_come_back(tmp_path: Path) -> None:
    settings = _open(tmp_path / "s.ini")
    settings.set_bytes("window/geometry", QByteArray(b"\x00\x01\xff"))
    settings.save()
    assert _open(tmp_path / "s.ini").bytes("window/geometry").data() == b"\x00\x01\xff"
