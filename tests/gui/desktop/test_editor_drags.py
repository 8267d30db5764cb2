"""A real pointer drags sounds out of the editor into another program, and from another program into the editor."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import numpy as np
import pytest

from drumgen.audio.files import read_clip
from tests.support.desktop import Desktop, Program, running_desktop
from tests.support.sounds import noise_burst

HERE = Path(__file__).parent


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    with running_desktop() as desktop:
        yield desktop


def test_selection_and_whole_arrive_as_wav_files(desktop: Desktop, tmp_path: Path) -> None:
    with (
        desktop.program(HERE / "drop_target.py") as target,
        desktop.program(HERE / "editor_window.py", str(tmp_path), "20", "40") as editor,
    ):
        drop_at = json.loads(target.next_line())
        selected, button, _ = next_places(editor)
        samples = noise_burst(1, frames=9000).samples
        for start, name, wanted in (
            (selected, "Burst_v01.wav", samples[:, 1000:8000]),
            (button, "Burst_v02.wav", samples),
        ):
            desktop.drag(tuple(start), tuple(drop_at), over=target)
            (path,) = [Path(url2pathname(urlsplit(uri).path)) for uri in json.loads(target.next_line())["uris"]]
            assert path.name == name
            np.testing.assert_allclose(read_clip(path).samples, wanted, atol=2e-7)


def test_a_row_of_the_app_opens_in_the_editor(desktop: Desktop, models: Path, tmp_path: Path) -> None:
    with desktop.program(HERE / "drag_source.py", str(models), str(tmp_path)) as app:
        _, row = json.loads(app.next_line())
        with desktop.program(HERE / "editor_window.py", str(tmp_path / "editor"), "840", "300") as editor:
            *_, drop_at = next_places(editor)
            desktop.drag(tuple(row), tuple(drop_at))
            assert json.loads(editor.next_line()) == "Opened Snare_s78_v01, and restored the request it was made from."


def next_places(editor: Program) -> list[list[int]]:
    return json.loads(editor.next_line())
