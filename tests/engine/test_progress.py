import pytest

from drumgen.engine.progress import Progress
from drumgen.errors import Cancelled


def test_the_watcher_hears_the_sum():
    heard = []
    progress = Progress(10, lambda done, total: heard.append((done, total)), None)
    progress.start()
    progress.advance(4)
    progress.advance(6)
    assert heard == [(0, 10), (4, 10), (10, 10)]


def test_cancelling_is_asked_after_each_step_was_told():
    heard = []
    progress = Progress(3, lambda done, total: heard.append(done), lambda: heard[-1] == 2)
    progress.start()
    progress.advance(1)
    with pytest.raises(Cancelled, match=r"^The generation was cancelled\.$"):
        progress.advance(1)
    assert heard == [0, 1, 2]


def test_finished_work_cannot_be_cancelled():
    progress = Progress(2, None, iter([False, True]).__next__)
    progress.start()
    progress.advance(2)


def test_work_that_is_cancelled_already_does_not_start():
    with pytest.raises(Cancelled):
        Progress(3, None, lambda: True).start()


def test_nobody_has_to_watch():
    progress = Progress(1, None, None)
    progress.start()
    progress.advance(1)
