"""One training step of a laboratory recipe, the same for every process, parameterization and network."""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from drumgen.diffusion.preconditioning import PARAMETERIZATIONS, training_target
from drumgen.diffusion.processes import Process
from training.lab.dataset import Drawer
from training.lab.settings import LabLoss
from training.losses.diffusion import diffusion_loss
from training.share import BatchNoise, Share


class LabStep(nn.Module):
    """Holds the network; its forward is the loss of a batch.

    Parameters
    ----------
    network : nn.Module
        Takes (c_in x, c_noise, *conditions).
    loss : LabLoss
    bf16 : bool
        Whether convolutions and matrix products run in bfloat16.
    """

    def __init__(self, network: nn.Module, loss: LabLoss, *, bf16: bool) -> None:
        super().__init__()
        self.network, self.loss, self.bf16 = network, loss, bf16

    def forward(
        self, values: Tensor, noise: Tensor, sigma: Tensor, label: Tensor, *conditions: Tensor
    ) -> dict[str, Tensor]:
        """Return the loss.

        Parameters
        ----------
        values, noise : Tensor, shape (B, *shape)
            Clean data and white noise.
        sigma, label : Tensor, shape (B,)
            Noise levels and what the network is told of them.
        *conditions : Tensor
            In the network's order.
        """
        level = sigma.reshape(-1, *[1] * (values.ndim - 1))
        x = values + level * noise
        scalings = PARAMETERIZATIONS[self.loss.parameterization](level, self.loss.sigma_data)
        with torch.autocast(values.device.type, torch.bfloat16, enabled=self.bf16):
            f = self.network((scalings.c_in * x).float(), label, *conditions)
        target = training_target(values, x, scalings)
        return {
            "loss": diffusion_loss(
                f.float(),
                target,
                level,
                weighting=self.loss.weighting,
                parameterization=self.loss.parameterization,
                sigma_data=self.loss.sigma_data,
            )
        }


class Batches:
    """Draws the tensors of a step: rows, noise levels, noise and conditions.

    Every process draws the numbers of the whole batch from the same streams and takes its share of them, so that a
    run over several processes sees what one process would.

    Parameters
    ----------
    drawer : Drawer
    process : Process
    batch : int
        Sounds per step over all processes.
    dropout : float
        Of the conditions.
    device : torch.device
    seed : int
    share : Share
        Which of the processes this one is.
    """

    def __init__(
        self,
        drawer: Drawer,
        process: Process,
        batch: int,
        dropout: float,
        *,
        device: torch.device,
        seed: int,
        share: Share,
    ) -> None:
        self.drawer, self.process, self.batch, self.dropout, self.device = drawer, process, batch, dropout, device
        self._rng = np.random.default_rng(seed)
        self._noise = BatchNoise(torch.Generator(device).manual_seed(seed), share)

    def training(self) -> tuple[Tensor, ...]:
        """Return this process's share of the next batch."""
        rows = self.drawer.draw(self.batch, self._rng)
        return self._tensors(rows, self._rng, self._noise, self.dropout)

    def validation(self, most: int = 64) -> tuple[Tensor, ...]:
        """Return validation sounds, the same with the same noise each time."""
        rows = self.drawer.validation[:: max(len(self.drawer.validation) // most, 1)][:most]
        noise = BatchNoise(torch.Generator(self.device).manual_seed(1))
        return self._tensors(rows, np.random.default_rng(1), noise, 0.0)

    def _tensors(
        self, rows: NDArray[np.int64], rng: np.random.Generator, noise: BatchNoise, dropout: float
    ) -> tuple[Tensor, ...]:
        sigma = self.process.draw(rng, len(rows))
        conditions = self.drawer.conditions(rows).dropped(dropout, rng)
        arrays = [sigma, self.process.label(sigma), *conditions.arrays(self.drawer.spec)]
        kept = noise.share.rows(len(rows))
        numbers = [torch.from_numpy(np.asarray(a, dtype=np.float32)[kept]).to(self.device) for a in arrays]
        values = torch.from_numpy(self.drawer.values(rows[kept])).to(self.device)
        return (values, noise.normal(*values.shape), *numbers)
