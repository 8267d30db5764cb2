"""Devices that are not there or go away: a clear line, and the app goes on."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.shell.conductor import Conductor
from gui.sounds.item import SoundItem
from tests.gui.conftest import WAIT_MS
from tests.support.jack import JackServer, Keys

HERE = Path(__file__).parent
Generate = Callable[..., Sequence[SoundItem]]


def test_an_output_that_is_not_there(jack: JackServer, app: Conductor, generate: Generate, qtbot: QtBot) -> None:
    with qtbot.waitSignal(app.speakers.failed, timeout=WAIT_MS):
        app.speakers.open("Speakers that were sold")
    assert app.window.devices.output_state.text() == "No sound output"
    assert app.window.status.message.text().startswith("There is no audio output called 'Speakers that were sold'")
    assert len(generate(count=2)) == 2
    with qtbot.waitSignal(app.speakers.opened, timeout=WAIT_MS):
        app.speakers.open(None)
    assert "ms" in app.window.devices.output_state.text()
    assert app.window.status.message.text() == ""
    app.window.acts["play"].trigger()
    assert app.window.results.playing_item is app.window.sounds.items[0]


def test_a_port_that_is_not_there(jack: JackServer, app: Conductor, qtbot: QtBot) -> None:
    app.window.devices.port.choose("keys that were sold")
    with qtbot.waitSignal(app.controller.failed, timeout=WAIT_MS):
        app.controller.open("keys that were sold")
    assert app.window.devices.port_state.text().startswith("There is no MIDI input called 'keys that were sold'")
    assert app.window.status.details.isVisible()


def test_a_port_that_vanishes_and_comes_back(
    jack: JackServer, app: Conductor, generate: Generate, qtbot: QtBot
) -> None:
    generate("kick")
    with Keys(jack) as keys:
        with qtbot.waitSignal(app.controller.listed, timeout=WAIT_MS):
            app.controller.refresh()
        chooser = app.window.devices.port
        chooser.choose(keys.port_name)
        with qtbot.waitSignal(app.controller.opened, timeout=WAIT_MS):
            chooser.chosen.emit(chooser.name)
        with qtbot.waitSignal(app.controller.failed, timeout=WAIT_MS):
            keys.close()
    assert "has gone" in app.window.devices.port_state.text()
    assert len(generate("snare")) == 1
    with qtbot.waitSignal(app.controller.opened, timeout=WAIT_MS), Keys(jack) as keys:
        qtbot.waitUntil(lambda: app.window.devices.port_state.text() == "Listening", timeout=WAIT_MS)
        with qtbot.waitSignal(app.controller.struck, timeout=WAIT_MS):
            keys.hit(38)
    assert app.window.devices.note.text() == "D1 (38)  ·  Snare  ·  velocity 127"


def test_ports_and_outputs_are_listed(jack: JackServer, app: Conductor, qtbot: QtBot) -> None:
    with Keys(jack, "pads") as keys:
        with qtbot.waitSignal(app.controller.listed, timeout=WAIT_MS):
            app.window.devices.ports_wished.emit()
        names = [app.window.devices.port.itemData(place) for place in range(app.window.devices.port.count())]
        assert keys.port_name in names
    with qtbot.waitSignal(app.speakers.opened, timeout=WAIT_MS):
        app.window.devices.outputs_wished.emit()
    assert app.window.devices.output.count() > 1


@pytest.mark.skipif(Path("/dev/snd").exists(), reason="this machine has a sound card")
def test_no_output_at_all(app: Conductor, generate: Generate, qtbot: QtBot) -> None:
    assert "JACK_DEFAULT_SERVER" not in os.environ
    with qtbot.waitSignal(app.speakers.failed, timeout=WAIT_MS):
        app.speakers.open(None)
    assert app.window.devices.output_state.text() == "No sound output"
    assert app.window.status.message.text().startswith("There is no audio output;")
    assert len(generate()) == 1


def test_an_output_that_vanishes(models: Path, tmp_path: Path) -> None:
    """In a process of its own, since PortAudio is of no use to anyone in it after its JACK server has gone."""
    server = JackServer()
    server.start()
    command = [sys.executable, str(HERE / "losing_app.py"), str(models), str(tmp_path)]
    environment = {**server.environment, "PYTHONPATH": os.pathsep.join(["", *sys.path])}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "open\n"
    finally:
        server.stop()
    said, errors = process.communicate(timeout=WAIT_MS / 1000)
    message, state, count = said.splitlines()
    assert message.startswith("The audio output 'system, JACK")
    assert "has gone" in message
    assert (state, count) == ("No sound output", "2")
    assert process.returncode == 0, errors
