"""A JACK server for each test that asks for one, and a player on it."""

from collections.abc import Iterator

import pytest

from drumgen.playback.player import Player
from tests.support.jack import JackServer, running_jack


@pytest.fixture
def jack() -> Iterator[JackServer]:
    with running_jack() as server:
        yield server


@pytest.fixture
def player(jack: JackServer) -> Iterator[Player]:
    player = Player()
    player.start()
    yield player
    player.stop()
