"""Several processes train one model: Lightning Fabric starts them, or finds them started, and averages gradients.

The package is imported only when several processes are asked for, so that one device needs nothing but torch.
"""

import contextlib
import logging
import os
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import torch

from drumgen.errors import DeviceError
from training.share import Share

if TYPE_CHECKING:
    from lightning_fabric import Fabric

STRATEGIES = ("ddp", "ddp_find_unused_parameters_true")
_RANKS = ("RANK", "SLURM_PROCID")
_LOST_PEER = ("connection closed by peer", "connection reset", "timed out", "gloo", "nccl", "broken pipe", "aborted")


def is_first_process() -> bool:
    """Tell, before anything is set up, whether this process is the one that reports and writes."""
    for name in _RANKS:
        if name in os.environ:
            return int(os.environ[name]) == 0
    return int(os.environ.get("LOCAL_RANK", 0)) == 0 and int(os.environ.get("NODE_RANK", 0)) == 0


def started_by_torchrun() -> bool:
    """Tell whether torchrun started this process."""
    return torch.distributed.is_available() and torch.distributed.is_torchelastic_launched()


def make_fabric(
    device: torch.device, *, devices: int | None, num_nodes: int | None, strategy: str, timeout_s: float
) -> "Fabric | None":
    """Start the other processes, or join those that torchrun or a scheduler started; None means one process.

    Parameters
    ----------
    device : torch.device
        Its kind is that of all processes.
    devices, num_nodes : int, optional
        Processes a machine, and machines. None: as torchrun says, else 1.
    strategy : str
        One of `STRATEGIES`.
    timeout_s : float
        How long a process may keep the others waiting.

    Raises
    ------
    DeviceError
        If the package is missing, the devices are not there or the numbers contradict torchrun's.
    """
    devices, num_nodes = _counts(devices, num_nodes)
    if devices * num_nodes == 1:
        return None
    if device.type not in ("cpu", "cuda"):
        raise DeviceError(f"Several devices of the kind {device.type} cannot train together; choose cpu or cuda.")
    try:
        from lightning_fabric import Fabric
        from lightning_fabric.strategies.ddp import DDPStrategy
    except ImportError as error:
        raise DeviceError(
            "Training on several devices needs the package lightning-fabric; install it, or leave out --devices."
        ) from error
    logging.getLogger("lightning_fabric").setLevel(logging.ERROR)
    options: dict[str, Any] = {"find_unused_parameters": True} if strategy == STRATEGIES[1] else {}
    ddp = DDPStrategy(timeout=timedelta(seconds=timeout_s), start_method="popen", **options)
    try:
        fabric = Fabric(accelerator=device.type, strategy=ddp, devices=devices, num_nodes=num_nodes)
        fabric.launch()
    except (ValueError, RuntimeError, TypeError) as error:
        reason = str(error).splitlines()[0]
        raise DeviceError(
            f"{devices} {device.type} devices on {num_nodes} machines cannot be set up ({reason}); "
            "choose other --devices or --num-nodes."
        ) from error
    return fabric


def share_of(fabric: "Fabric | None") -> Share:
    """Return this process's place among all."""
    return Share() if fabric is None else Share(fabric.global_rank, fabric.world_size)


def part(fabric: "Fabric | None") -> None:
    """Let the processes go, all at once: one that just ends may tear down a connection that another still uses.

    By then nothing but torch.distributed may hold the group. Its threads finish with Python objects, for which they
    wait while whoever frees the group waits for them, unless that is torch.distributed, which lets Python go on.
    """
    if fabric is not None and torch.distributed.is_initialized():
        with contextlib.suppress(RuntimeError):
            fabric.barrier()
        torch.distributed.destroy_process_group()


def is_lost_peer(error: BaseException) -> bool:
    """Tell whether an error means that another process ended or stopped answering."""
    if isinstance(error, torch.distributed.DistError):
        return True
    return isinstance(error, RuntimeError) and any(words in str(error).lower() for words in _LOST_PEER)


def _counts(devices: int | None, num_nodes: int | None) -> tuple[int, int]:
    if started_by_torchrun():
        a_machine = int(os.environ["LOCAL_WORLD_SIZE"])
        found = (a_machine, int(os.environ["WORLD_SIZE"]) // a_machine)
        if devices not in (None, found[0]) or num_nodes not in (None, found[1]):
            raise DeviceError(
                f"torchrun started {found[0]} processes on {found[1]} machines, "
                "so --devices and --num-nodes must say the same or be left out."
            )
        return found
    devices, num_nodes = 1 if devices is None else devices, 1 if num_nodes is None else num_nodes
    if devices < 1 or num_nodes < 1:
        raise DeviceError(f"{devices} devices on {num_nodes} machines were asked for, but both must be at least 1.")
    return devices, num_nodes
