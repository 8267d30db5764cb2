"""What goes into the app that is given away, and how it starts."""

import configparser
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from tests.support.scripts import PACKAGING, script

ROOT = PACKAGING.parent


def test_the_app_holds_the_plain_onnxruntime_and_no_torch() -> None:
    names = " ".join(script("environment").app_requirements()).lower()
    assert "onnxruntime>=" in names
    assert "pyinstaller" in names
    assert "pyside6" in names
    assert not any(name in names for name in ("torch", "gpu", ";"))


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/translations/qtbase_en.qm",
        "gui/translations/drumgen_de.qm",
        "drumgen/models/drums.onnx",
        "drumgen\\models\\drums.json",
        "_sounddevice_data/portaudio-binaries/libportaudio64bit.dll",
        "_soundfile_data/libsndfile_x86_64.so",
        "pyqtgraph/colors/maps/viridis.csv",
        "libxcb-cursor.so.0",
    ],
)
def test_what_the_app_needs_is_kept(place: str) -> None:
    assert script("app/trimming").is_wanted(place)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6\\plugins\\tls\\qopensslbackend.dll",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "Qt6Pdf.dll",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "libgtk-3.so.0",
        "libasound.so.2",
        "libjack.so.0",
        "numpy/tests/data.txt",
    ],
)
def test_what_it_can_do_without_is_left_out(place: str) -> None:
    assert not script("app/trimming").is_wanted(place)


def test_every_table_and_model_of_the_runtime_goes_into_the_app() -> None:
    spec = (PACKAGING / "app" / "drumgen.spec").read_text(encoding="utf-8")
    files = [path.relative_to(ROOT) for path in (ROOT / "drumgen").rglob("*") if path.suffix in (".json", ".onnx")]
    assert len(files) > 8
    for file in files:
        named = [" / ".join(f'"{part}"' for part in (*file.parts[:-1], last)) for last in (file.name, "*")]
        assert any(name in spec for name in named), file


def test_the_door_stands_in_for_python_where_the_runtime_needs_it() -> None:
    door = script("app/door")
    assert door.module_wished(["-m", "drumgen.midi.listener", "scan"]) == "drumgen.midi.listener"
    assert door.module_wished(["generate", "kick"]) is None
    assert door.module_wished(["-m"]) is None
    assert door.module_wished(["-m", "http.server"]) is None


def test_the_door_runs_a_module_and_the_command_line() -> None:
    start = [sys.executable, str(PACKAGING / "app" / "door.py")]
    environment = {"PYTHONPATH": str(ROOT), "PATH": ""}
    module = [*start, "-m", "drumgen.__main__", "--version"]
    for command in (module, [*start, "--version"]):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout.startswith("drumgen ")) == (0, True), done.stderr


def test_the_check_finds_an_app_that_was_not_built(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert script("check_app").main(["--app", str(tmp_path)]) == 1
    assert "make app" in capsys.readouterr().err


def test_the_check_starts_the_app_without_a_trace_of_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "somewhere")
    monkeypatch.setenv("VIRTUAL_ENV", "somewhere")
    environment = script("check_app").clean_environment(tmp_path)
    assert environment["HOME"] == str(tmp_path)
    assert not {"PYTHONPATH", "VIRTUAL_ENV", "PYTHONHOME"} & environment.keys()
    assert ".venv" not in environment["PATH"]


def test_the_menu_entry_starts_the_app_where_it_lies(tmp_path: Path) -> None:
    desktop = script("desktop")
    app, icons, share = tmp_path / 'my "apps" 100%', tmp_path / "icons", tmp_path / "share"
    for folder in (app, icons):
        folder.mkdir()
    (app / "drumgen-app").touch()
    for name in ("drumgen.svg", *(f"drumgen-{size}.png" for size in desktop.SIZES)):
        (icons / name).touch()
    written = desktop.install(app, icons, share)
    assert all(path.is_file() for path in written)
    entry = configparser.RawConfigParser()
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read(share / "applications" / "drumgen.desktop", encoding="utf-8")
    values = dict(entry["Desktop Entry"])
    assert values["Exec"] == f'"{tmp_path}/my \\\\"apps\\\\" 100%%/drumgen-app"'
    assert values["Icon"] == "drumgen"
    assert values["Type"] == "Application"


def test_desktop_file_and_metadata_agree() -> None:
    metadata = ElementTree.parse(PACKAGING / "desktop" / "drumgen.metainfo.xml").getroot()
    assert metadata.findtext("launchable") == "drumgen.desktop"
    entry = (PACKAGING / "desktop" / "drumgen.desktop").read_text(encoding="utf-8")
    assert f"Comment={metadata.findtext('summary')}\n" in entry


def test_icons_are_drawn_without_a_screen(tmp_path: Path) -> None:
    pytest.importorskip("PySide6")
    command = [sys.executable, str(PACKAGING / "icons.py"), str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    assert (tmp_path / "drumgen.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "drumgen.ico").read_bytes().startswith(b"\x00\x00\x01\x00")
    assert (tmp_path / "drumgen.svg").read_text(encoding="utf-8").startswith("<svg")
