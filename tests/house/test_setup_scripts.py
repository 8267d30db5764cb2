"""The setup scripts behind the Makefile."""

import os
import sys
from pathlib import Path

import pytest

from tests.support.scripts import script


@pytest.mark.skipif(sys.platform != "linux", reason="system packages are a matter of Linux")
def test_nothing_is_missing_once_the_tests_run() -> None:
    assert script("system_packages").missing_packages("test") == []


def test_missing_libraries_are_named_by_package(monkeypatch: pytest.MonkeyPatch) -> None:
    packages = script("system_packages")
    monkeypatch.setattr(packages, "RUN_LIBRARIES", {"libnosuchthing.so.9": "libnosuchthing9"})
    monkeypatch.setattr(packages, "TEST_PROGRAMS", {"nosuchprogram": "nosuchpackage"})
    assert packages.missing_packages("run") == ["libnosuchthing9"]
    assert packages.missing_packages("test") == ["libnosuchthing9", "nosuchpackage"]


def test_apt_needs_root_or_sudo() -> None:
    apt_prefix = script("system_packages").apt_prefix
    assert apt_prefix(is_root=True, sudo=None) == ["env", "DEBIAN_FRONTEND=noninteractive"]
    assert apt_prefix(is_root=False, sudo="/usr/bin/sudo")[0] == "/usr/bin/sudo"
    assert apt_prefix(is_root=False, sudo=None) is None


@pytest.mark.skipif(sys.platform != "linux", reason="system packages are a matter of Linux")
def test_without_apt_the_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    packages = script("system_packages")
    monkeypatch.setattr(packages, "RUN_LIBRARIES", {"libnosuchthing.so.9": "libnosuchthing9"})
    monkeypatch.setenv("PATH", "")
    with pytest.raises(packages.SetupError, match="libnosuchthing9"):
        packages.install_missing("run")


def test_core_requirements_hold_neither_torch_nor_qt() -> None:
    names = " ".join(script("environment").core_requirements()).lower()
    assert "numpy" in names
    assert not any(name in names for name in ("torch", "pyside", "pyqtgraph", "librosa", "gpu"))


def test_torch_is_pinned() -> None:
    assert script("environment").torch_requirement() == "torch==2.13.0"


def test_setup_installs_once_and_again_when_the_project_file_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = script("environment")
    installed_with: list[Path] = []
    project = tmp_path / "pyproject.toml"
    project.write_text("first")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "_INSTALL", {"run": installed_with.append, "test": installed_with.append})
    environment.prepare("test")
    environment.prepare("test")
    environment.prepare("run")
    assert installed_with == [tmp_path / ".venv" / "bin" / "python"]
    project.write_text("second")
    environment.prepare("run")
    assert len(installed_with) == 2


def test_a_failed_setup_leaves_no_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = script("environment")

    def fail(python: Path) -> None:
        raise environment.SetupError(f"{python} cannot install")

    (tmp_path / "pyproject.toml").write_text("first")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "_INSTALL", {"core": fail})
    with pytest.raises(environment.SetupError):
        environment.prepare("core")
    assert list((tmp_path / ".venv-core").glob(".ready*")) == []


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_display_is_recognised(environment: dict[str, str], platform: str, expected: bool) -> None:
    assert script("start").has_display(environment, platform) is expected


def test_start_opens_the_app_or_the_demo() -> None:
    command = script("start").command
    assert command(display=True)[1:] == ["-m", "gui"]
    assert command(display=False)[1:4] == ["-m", "drumgen", "demo"]


@pytest.mark.skipif(bool(os.environ.get("ALLOW_CUDA")), reason="asked for")
def test_no_cuda_packages_are_installed() -> None:
    from importlib.metadata import distributions

    names = {dist.metadata["Name"].lower() for dist in distributions()}
    assert "torch" in names
    assert sorted(name for name in names if name.startswith(("nvidia-", "triton"))) == []
