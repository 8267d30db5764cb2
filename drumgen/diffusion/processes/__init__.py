"""Forward processes: how noise grows with time, what the network is told of it, and which levels are visited.

All are frozen dataclasses of plain numbers with the methods of `Process`. Their arguments are numbers, float64 arrays
or torch tensors, and the answers are of the same kind.
"""

from typing import Any

from drumgen.diffusion.processes.chains import CosineProcess, DdpmProcess
from drumgen.diffusion.processes.continuous import ContinuousCosineProcess, VpSdeProcess
from drumgen.diffusion.processes.edm import EdmProcess
from drumgen.diffusion.processes.protocol import Process

PROCESSES: dict[str, type[Any]] = {
    kind.name: kind for kind in (DdpmProcess, CosineProcess, ContinuousCosineProcess, VpSdeProcess, EdmProcess)
}
"""The processes by name; the values of a settings file are their keyword arguments."""

__all__ = [
    "PROCESSES",
    "ContinuousCosineProcess",
    "CosineProcess",
    "DdpmProcess",
    "EdmProcess",
    "Process",
    "VpSdeProcess",
]
