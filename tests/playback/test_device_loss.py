"""The JACK server goes while a process plays: it is told so, and lives on."""

import subprocess
import sys

from tests.support.jack import JackServer

PROGRAM = """
import threading
import numpy as np
from drumgen.audio.clip import Clip
from drumgen.errors import DeviceError
from drumgen.playback.player import Player

gone = threading.Event()

def lose(error):
    print("lost:", error, flush=True)
    gone.set()

player = Player(on_lost=lose)
player.start()
clip = Clip(np.ones((1, 44100), np.float32), 44100)
player.play(clip)
print("playing", flush=True)
assert gone.wait(30)
print("running:", player.running, flush=True)
for action in (lambda: player.play(clip), player.start):
    try:
        action()
    except DeviceError as error:
        print("refused:", error, flush=True)
player.stop()
print("end", flush=True)
"""

IDLE_PROGRAM = """
import sys
from drumgen.playback.devices import output_devices

print(len(output_devices()), flush=True)
sys.stdin.read()
"""


def _start(program: str, jack: JackServer) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=jack.environment,
    )


def _first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_lost_device_is_reported_and_the_process_ends_well() -> None:
    jack = JackServer()
    jack.start()
    process = _start(PROGRAM, jack)
    assert _first_line(process) == "playing"
    jack.stop()
    said, errors = process.communicate(timeout=60)
    lines = said.splitlines()
    assert lines[0].startswith("lost: The audio output 'system, JACK")
    assert lines[0].endswith("has gone; start the JACK server, then drumgen again.")
    assert lines[1] == "running: False"
    assert lines[2] == "refused: The audio output is not open; choose an output and try again."
    assert lines[3].startswith("refused: The audio output 'system, JACK")
    assert lines[3].endswith("start the JACK server, then drumgen again.")
    assert lines[4:] == ["end"]
    assert process.returncode == 0, errors


def test_a_process_that_only_listed_devices_ends_well_after_the_server() -> None:
    jack = JackServer()
    jack.start()
    process = _start(IDLE_PROGRAM, jack)
    assert int(_first_line(process)) >= 1
    jack.stop()
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
