import threading

import pytest
from pytestqt.qtbot import QtBot

from drumgen.errors import Cancelled
from gui.jobs import Job, Jobs, Pool
from tests.support.waiting import DEADLINE_S


@pytest.fixture
def jobs(qtbot: QtBot) -> Jobs:
    return Jobs()


def test_functions_run_elsewhere_and_callbacks_here(jobs: Jobs, qtbot: QtBot) -> None:
    calls: list[tuple[str, threading.Thread]] = []

    def work(job: Job) -> str:
        job.tell(lambda: calls.append(("told", threading.current_thread())))
        return threading.current_thread().name

    jobs.run(work, pool=Pool.FILES, on_done=lambda name: calls.append((name, threading.current_thread())))
    qtbot.waitUntil(lambda: len(calls) == 2)
    assert calls[0] == ("told", threading.main_thread())
    assert calls[1][0].startswith("files")
    assert calls[1][1] is threading.main_thread()
    assert jobs.is_idle
    jobs.close()


def test_an_error_comes_back_once_as_an_error(jobs: Jobs, qtbot: QtBot) -> None:
    outcomes: list[object] = []

    def work(job: Job) -> None:
        raise ValueError("no")

    jobs.run(
        work,
        pool=Pool.FILES,
        on_done=lambda _: outcomes.append("done"),
        on_error=outcomes.append,
        on_cancelled=lambda: outcomes.append("cancelled"),
    )
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert [type(outcome) for outcome in outcomes] == [ValueError]
    jobs.close()


def test_a_cancelled_job_that_waits_never_starts(jobs: Jobs, qtbot: QtBot) -> None:
    gate = threading.Event()
    outcomes: list[str] = []
    jobs.run(lambda job: gate.wait(DEADLINE_S), pool=Pool.COMPUTE, on_done=lambda _: outcomes.append("first"))
    second = jobs.run(
        lambda job: outcomes.append("ran"), pool=Pool.COMPUTE, on_cancelled=lambda: outcomes.append("cancelled")
    )
    second.cancel()
    gate.set()
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert outcomes == ["first", "cancelled"]
    jobs.close()


def test_pools_do_not_wait_for_each_other(jobs: Jobs, qtbot: QtBot) -> None:
    gate = threading.Event()
    outcomes: list[str] = []
    jobs.run(lambda job: gate.wait(DEADLINE_S), pool=Pool.COMPUTE, on_done=lambda _: outcomes.append("compute"))
    jobs.run(lambda job: None, pool=Pool.FILES, on_done=lambda _: (outcomes.append("files"), gate.set()))
    qtbot.waitUntil(lambda: len(outcomes) == 2)
    assert outcomes == ["files", "compute"]
    jobs.close()


def test_closing_cancels_waits_and_silences(jobs: Jobs, qtbot: QtBot) -> None:
    started, ended = threading.Event(), threading.Event()
    outcomes: list[str] = []

    def work(job: Job) -> None:
        started.set()
        while not job.is_cancelled:
            pass
        ended.set()
        raise Cancelled("enough")

    jobs.run(work, pool=Pool.COMPUTE, on_cancelled=lambda: outcomes.append("cancelled"))
    assert started.wait(DEADLINE_S)
    jobs.close()
    assert ended.is_set()
    assert jobs.run(lambda job: outcomes.append("late"), pool=Pool.COMPUTE).is_cancelled
    qtbot.wait(1)
    assert outcomes == []
