"""A real pointer drags a row of the app into the window of another program."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
import soundfile

from drumgen.audio.files import read_tags
from drumgen.engine.provenance import Provenance
from tests.support.desktop import Desktop, Program, running_desktop

HERE = Path(__file__).parent


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    with running_desktop() as desktop:
        yield desktop


@pytest.fixture
def target(desktop: Desktop) -> Iterator[Program]:
    with desktop.program(HERE / "drop_target.py") as program:
        yield program


@pytest.fixture
def source(desktop: Desktop, models: Path, tmp_path: Path) -> Iterator[Program]:
    with desktop.program(HERE / "drag_source.py", str(models), str(tmp_path)) as program:
        yield program


def _paths(drop: str) -> list[Path]:
    content = json.loads(drop)
    assert "text/uri-list" in content["formats"]
    assert all(uri.startswith("file:///") for uri in content["uris"])
    return [Path(url2pathname(urlsplit(uri).path)) for uri in content["uris"]]


def test_a_row_arrives_as_a_wav_file(desktop: Desktop, target: Program, source: Program) -> None:
    drop_at = json.loads(target.next_line())
    _, second_row = json.loads(source.next_line())
    desktop.drag(tuple(second_row), tuple(drop_at), over=target)
    (path,) = _paths(target.next_line())
    assert path.name == "Snare_s78_v01.wav"
    info = soundfile.info(path)
    assert (info.format, info.subtype, info.samplerate) == ("WAV", "PCM_24", 44100)
    samples, _ = soundfile.read(path)
    assert abs(samples).max() == pytest.approx(10 ** (-1 / 20), abs=1e-3)
    assert Provenance.from_json(read_tags(path)["comment"]).seed == 78


def test_all_selected_rows_arrive(desktop: Desktop, target: Program, source: Program) -> None:
    drop_at = json.loads(target.next_line())
    first_row, _ = json.loads(source.next_line())
    desktop.point("mousemove", *map(str, first_row), "click", "1", "key", "ctrl+a")
    desktop.drag(tuple(first_row), tuple(drop_at), over=target)
    paths = _paths(target.next_line())
    assert [path.name for path in paths] == ["Snare_s77_v01.wav", "Snare_s78_v01.wav"]
    assert all(soundfile.info(path).frames > 1000 for path in paths)


@pytest.mark.parametrize("place", ["pad", "table", "map"])
def test_a_pad_and_the_library_give_their_sound_as_a_file(
    desktop: Desktop, target: Program, models: Path, tmp_path: Path, place: str
) -> None:
    drop_at = json.loads(target.next_line())
    with desktop.program(HERE / "drag_places.py", str(models), str(tmp_path), place) as app:
        desktop.drag(tuple(json.loads(app.next_line())), tuple(drop_at), over=target)
        (path,) = _paths(target.next_line())
    assert path.name == "Snare_s77_v01.wav"
    assert Provenance.from_json(read_tags(path)["comment"]).seed == 77
    assert soundfile.info(path).frames > 1000
