"""The process that plays: a device, its mixer, and the clips that it was handed.

It is started with a JSON object of what is wished (see `main`), obeys the orders on its standard input (see
`drumgen.playback.process.orders`) and says, one JSON object of one entry to a line:

    {"devices": [{...}, ...]}   all outputs, each as an `OutputDevice`
    {"opened": {...}}           the output in use
    {"state": [...]}            a `State`, whenever it has changed
    {"lost": "sentence"}        the device has gone
    {"error": "sentence"}       nothing can be done

An audio callback needs Python's global lock for some tenths of a millisecond in every block. In the app's own process
it would share that with windows, drawing and networks, each of which may keep it for several milliseconds; here it
shares it with next to nothing.
"""

import gc
import json
import os
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from drumgen.errors import DeviceError
from drumgen.playback.devices import choose_output, output_devices
from drumgen.playback.output import Output
from drumgen.playback.process.orders import NO_GROUP, Kind, Order, clip_file, read_orders
from drumgen.playback.voice import Voice
from drumgen.processes import say
from drumgen.urgency import hurry_process

_TELL_INTERVAL_S = 1 / 40
_SWITCH_INTERVAL_S = 0.0005


class State(NamedTuple):
    """How playing stands.

    Parameters
    ----------
    left, right : float
        Highest levels since the last state, linear.
    clipped : bool
        Whether full scale was exceeded since then.
    idle : bool
        Whether nothing sounds.
    played : int
        Sounds begun so far.
    dropouts : int
        How often the device got its samples too late.
    block_frames : int
        Frames of the last block.
    """

    left: float = 0.0
    right: float = 0.0
    clipped: bool = False
    idle: bool = True
    played: int = 0
    dropouts: int = 0
    block_frames: int = 0


def main(arguments: Sequence[str]) -> None:
    """List the outputs and, unless the first argument is ``list``, play until standard input ends.

    The first argument is a JSON object with the arguments of `Output` that are not callables, and the name of the
    device, None for the default one; the second is the folder that clips are handed over in.
    """
    # The collector would halt the audio thread now and then, and there are no cycles here to be collected.
    gc.disable()
    sys.setswitchinterval(_SWITCH_INTERVAL_S)
    hurry_process()
    try:
        devices = output_devices()
        say("devices", [asdict(device) for device in devices])
        if arguments[0] != "list":
            wishes = json.loads(arguments[0])
            device = choose_output(wishes.pop("device"), devices)
            Engine(Output(device, **wishes, on_lost=lambda output, error: say("lost", str(error))), arguments[1]).run()
    except DeviceError as error:
        say("error", str(error))


class Engine:
    """Obeys orders.

    Parameters
    ----------
    output : Output
        Is played through and closed in the end.
    folder : str
        Where clips are handed over.
    """

    def __init__(self, output: Output, folder: str) -> None:
        self._output = output
        self._folder = Path(folder)
        self._clips: dict[int, NDArray[np.float32]] = {}
        self._played = 0
        self._ending = threading.Event()

    def run(self) -> None:
        """Play until standard input ends."""
        say("opened", self._facts())
        teller = threading.Thread(target=self._tell, name="state", daemon=True)
        teller.start()
        for order in read_orders(sys.stdin.buffer):
            self._obey(order)
        self._ending.set()
        teller.join()
        self._output.fade_out_and_close()
        if self._output.stream.lost:  # PortAudio may abort when it is shut down now
            os._exit(0)

    def _facts(self) -> dict[str, Any]:
        output = self._output
        return {
            "device": asdict(output.device),
            "channels": output.channels,
            "rate_hz": output.rate_hz,
            "latency_s": output.stream.latency_s,
        }

    def _obey(self, order: Order) -> None:
        group = None if order.group == NO_GROUP else order.group
        if order.kind is Kind.PLAY:
            frames = self._clips.get(order.clip)
            if frames is not None:
                self._output.mixer.start(Voice(frames, order.value, group, at_s=order.at_s))
            self._played += 1
        elif order.kind is Kind.CLIP:
            self._receive(order)
        elif order.kind is Kind.SILENCE:
            self._output.mixer.silence(group)
        elif order.kind is Kind.VOLUME:
            self._output.mixer.volume.wished = order.value
        else:
            self._clips.pop(order.clip, None)

    def _receive(self, order: Order) -> None:
        file = self._folder / clip_file(order.clip)
        try:
            frames = np.fromfile(file, dtype=np.float32).reshape(order.frames, self._output.channels)
            file.unlink()
        except (OSError, ValueError):  # somebody cleared the folder: the sound is silent, the others go on
            return
        self._clips[order.clip] = frames

    def _tell(self) -> None:
        told = State()
        while not self._ending.wait(_TELL_INTERVAL_S):
            state = self._state()
            if state != told:
                say("state", state)
                told = state

    def _state(self) -> State:
        played = self._played  # first: what is idle below is idle after these
        level = self._output.mixer.meter.read()
        return State(
            *level,
            idle=self._output.mixer.idle,
            played=played,
            dropouts=self._output.stream.dropouts,
            block_frames=self._output.stream.block_frames,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
