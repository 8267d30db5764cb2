"""The command line runs on tiny real models here."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.models.tiny_models import write_tiny_models


@pytest.fixture(scope="session")
def tiny_models(tmp_path_factory) -> Path:
    """A folder with tiny models that nobody changes."""
    return write_tiny_models(tmp_path_factory.mktemp("models"))


@pytest.fixture
def models(tiny_models, monkeypatch) -> Path:
    """Let the command line use the tiny models."""
    monkeypatch.setenv("DRUMGEN_MODELS", str(tiny_models))
    return tiny_models


@pytest.fixture
def own_models(tmp_path, monkeypatch) -> Path:
    """Let the command line use tiny models that the test may damage."""
    folder = write_tiny_models(tmp_path / "own models")
    monkeypatch.setenv("DRUMGEN_MODELS", str(folder))
    return folder


@pytest.fixture
def sentence(capsys) -> Callable[[], str]:
    """Return a function that checks for one error sentence on stderr, nothing on stdout, and returns the sentence."""

    def read() -> str:
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith("drumgen: ")
        assert err.endswith(".\n")
        assert err.count("\n") == 1
        return err.removeprefix("drumgen: ").rstrip("\n")

    return read
