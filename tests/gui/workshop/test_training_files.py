"""What the app reads of a run: its log while it is written, its plan, its report."""

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.errors import TrainingError
from gui.workshop.log_tail import LogTail
from gui.workshop.plan import TrainingPlan, check_name, earlier_runs, free_name, read_plan
from gui.workshop.report import REASONS, parse_report
from gui.workshop.run import newest_previews

ROOT = Path(__file__).resolve().parents[3]
LINE = '{"step": %d, "minutes": 0.5, "steps_per_s": 2.0, "loss": 0.25}\n'


@given(st.lists(st.integers(1, 10**6), max_size=8), st.lists(st.integers(0, 600), max_size=12))
def test_the_log_is_read_whole_however_it_is_cut(
    tmp_path_factory: pytest.TempPathFactory, steps: list[int], cuts: list[int]
) -> None:
    path = tmp_path_factory.mktemp("log") / "log.jsonl"
    tail = LogTail(path)
    assert tail.look() == []
    text = "".join(LINE % step for step in steps)
    read = []
    places = sorted({0, *(min(cut, len(text)) for cut in cuts), len(text)})
    for start, end in itertools.pairwise(places):
        with path.open("a") as file:
            file.write(text[start:end])
        read += [entry.step for entry in tail.look()]
    assert read == steps


def test_damaged_lines_are_passed_over_and_a_new_file_is_read_from_its_start(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_text('nonsense\n[1]\n{"step": 1}\n' + LINE % 7)
    tail = LogTail(path)
    assert [entry.step for entry in tail.look()] == [7]
    path.write_text(LINE % 1)
    assert [entry.step for entry in tail.look()] == [1]


@given(st.floats(1.0, 1440.0), st.text(min_size=1, max_size=20).filter(lambda t: "\0" not in t and "/" not in t))
def test_a_plan_comes_back(tmp_path_factory: pytest.TempPathFactory, minutes: float, data: str) -> None:
    run = tmp_path_factory.mktemp("runs") / "mine"
    plan = TrainingPlan(Path("/samples") / data, "mine", minutes)
    plan.save(run)
    assert read_plan(run) == plan
    assert earlier_runs(run.parent) == [plan]


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", "null", '{"version": 99, "data": "/x", "minutes": 5}', '{"version":']
)
def test_a_plan_that_cannot_be_read_is_no_run(tmp_path: Path, content: str) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "plan.json").write_text(content)
    assert earlier_runs(tmp_path) == []


@pytest.mark.parametrize("name", ["", "-kit", "My kit", "a/b", "codec_decoder", "ä", "x" * 50])
def test_names_that_no_model_can_have(name: str) -> None:
    with pytest.raises(TrainingError, match="small letters"):
        check_name(name)


def test_a_new_run_gets_a_name_of_its_own(tmp_path: Path) -> None:
    assert check_name(free_name(tmp_path)) == "mine"
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine-2").mkdir()
    assert free_name(tmp_path) == "mine-3"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"classes": {"kick": "x"}, "rejected": []}', "Traceback"])
def test_a_report_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(TrainingError, match="cannot be read"):
        parse_report(text)


def test_a_report_counts_what_there_is() -> None:
    rejected = [{"reason": "no class", "files": 3, "example": "/a.wav"}]
    report = parse_report(json.dumps({"classes": {"tom": 2, "kick": 30}, "rejected": rejected}))
    assert report.classes == (("kick", 30), ("tom", 2))
    assert (report.sounds, report.left_out, report.small_classes) == (32, 3, ("tom",))


def test_the_reasons_that_are_translated_are_those_that_are_given() -> None:
    source = (ROOT / "training" / "data" / "scan.py").read_text(encoding="utf-8")
    for reason in REASONS:
        assert reason.replace("10 ms", "{SHORTEST_S * 1000:.0f} ms") in source


def test_only_the_newest_sounds_count(tmp_path: Path) -> None:
    for name in ("0000009_kick.wav", "0000120_kick.wav", "0000120_closed_hat.wav", ".0000120_x.wav.part", "notes.txt"):
        (tmp_path / name).touch()
    assert [path.name for path in newest_previews(tmp_path)] == ["0000120_closed_hat.wav", "0000120_kick.wav"]
    assert newest_previews(tmp_path / "none") == []
