"""A JACK server for each test that asks for one."""

from collections.abc import Iterator

import pytest

from tests.support.jack import JackServer, running_jack


@pytest.fixture
def jack() -> Iterator[JackServer]:
    with running_jack() as server:
        yield server
