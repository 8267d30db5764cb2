"""Compute providers: which ones really run here, and which one is chosen.

onnxruntime lists what it was built with, not what works: its GPU build names CUDA on a machine without a GPU and then
computes on the CPU. So each provider has to compute a tiny model first, and only one that did counts as available.
"""

from functools import cache

import numpy as np

from drumgen.errors import DeviceError
from drumgen.inference.runtime import PROVIDERS, built_in, open_session, running_provider

DEVICES = ("auto", *PROVIDERS)

_ADVICE = {
    "cuda": "it needs onnxruntime-gpu, an NVIDIA driver and the CUDA libraries (the package's extra 'cuda')",
    "directml": "it needs Windows and the package onnxruntime-directml",
    "coreml": "it needs macOS",
    "cpu": "onnxruntime is damaged, install it again",
}

# The model y = x + x on one float in ONNX's encoding (IR version 8, opset 13); a test rebuilds it with onnx.
PROBE_MODEL = bytes.fromhex(
    "08083a390a0e0a01780a01781201792203416464120570726f62655a0f0a0178120a0a08080112040a020801"
    "620f0a0179120a0a08080112040a02080142040a00100d"
)


def available_providers() -> tuple[str, ...]:
    """Return our names of the providers that really run on this machine, best first."""
    return tuple(name for name in built_in() if runs(name))


def choose(device: str = "auto") -> str:
    """Return the provider to compute on.

    Parameters
    ----------
    device : str
        ``auto`` for the best one that runs, or the name of one.

    Raises
    ------
    DeviceError
        If the name is unknown, or the provider does not run on this machine.
    """
    if device not in DEVICES:
        raise DeviceError(f"There is no compute device called {device!r}; choose one of {', '.join(DEVICES)}.")
    running = available_providers()
    if device == "auto" and running:
        return running[0]
    if device in running:
        return device
    name = "cpu" if device == "auto" else device
    remedy = "" if name == "cpu" else "; choose auto or cpu instead"
    raise DeviceError(f"The compute device {name} does not work on this machine: {_ADVICE[name]}{remedy}.")


@cache
def runs(provider: str) -> bool:
    """Return whether a provider computes a tiny model rightly by itself, without help from the CPU."""
    if provider not in built_in():
        return False
    try:
        session = open_session(PROBE_MODEL, provider, strict=True)
        (doubled,) = session.run(None, {"x": np.array([1.5], np.float32)})
    except Exception:  # whatever a driver or library raises means the same here: it does not run
        return False
    return running_provider(session) == provider and doubled.tolist() == [3.0]
