"""A run is asked to stop by the end of its input."""

import subprocess
import sys

WAIT_FOR_WISH = """
import time
from training.interrupts import held_interrupts, stop_when_input_ends
stop_when_input_ends()
with held_interrupts() as wish:
    print("ready", flush=True)
    while not wish.stop:
        time.sleep(0.01)
print("saved", flush=True)
"""
WITHOUT_HOLD = """
import time
from training.interrupts import stop_when_input_ends
stop_when_input_ends()
try:
    print("ready", flush=True)
    while True:
        time.sleep(0.01)
except KeyboardInterrupt:
    print("interrupted")
"""


def _run(script: str) -> tuple[int, str]:
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            said, _ = process.communicate("ignored\n", timeout=60)
        finally:
            process.kill()
    return process.returncode, said


def test_the_end_of_the_input_lets_a_step_end() -> None:
    assert _run(WAIT_FOR_WISH) == (0, "saved\n")


def test_before_training_it_ends_the_program() -> None:
    assert _run(WITHOUT_HOLD) == (0, "interrupted\n")


def test_also_in_a_program_that_was_started_to_ignore_ctrl_c() -> None:
    inside = WITHOUT_HOLD.replace("import time", "import signal, time; signal.signal(signal.SIGINT, signal.SIG_IGN)", 1)
    assert _run(inside) == (0, "interrupted\n")
