"""The training loop that all recipes share: time budget, decaying rate, EMA, checkpoints, log."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from drumgen.errors import DataError

CHECKPOINT = "checkpoint.pt"
LOG = "log.jsonl"


@dataclass(frozen=True)
class LoopSettings:
    """How long and how fast to train.

    Parameters
    ----------
    minutes : float
        Training time over all runs; the learning rate falls to zero over it.
    learning_rate, weight_decay, beta1, beta2 : float
        Of AdamW.
    warmup_steps : int
        Steps over which the rate rises from zero.
    gradient_clip : float
        Largest norm of the gradient.
    ema_decay : float
        Decay of the exponential moving average of the weights, per step.
    checkpoint_minutes, log_seconds : float
        How often to save and to log.
    """

    minutes: float = 60.0
    learning_rate: float = 1e-3
    head_rate: float = 0.2
    weight_decay: float = 0.01
    beta1: float = 0.9
    beta2: float = 0.98
    warmup_steps: int = 200
    gradient_clip: float = 1.0
    ema_decay: float = 0.999
    checkpoint_minutes: float = 4.0
    log_seconds: float = 10.0


class Trainer:
    """Trains one module; its state is everything that a resumed run needs."""

    def __init__(self, module: nn.Module, settings: LoopSettings, folder: Path, *, heads: tuple[str, ...] = ()) -> None:
        self.module, self.settings, self.folder = module, settings, folder
        self.optimiser = torch.optim.AdamW(
            _parameter_groups(module, settings, heads), betas=(settings.beta1, settings.beta2)
        )
        self.ema = {name: value.detach().clone() for name, value in module.state_dict().items()}
        self.step = 0
        self.seconds = 0.0
        folder.mkdir(parents=True, exist_ok=True)

    def run(self, losses: Callable[[], dict[str, Tensor]], *, on_log: Callable[[dict[str, Any]], None]) -> None:
        """Train until the time budget is spent.

        Parameters
        ----------
        losses : callable
            Computes the weighted parts of the loss on a fresh batch.
        on_log : callable
            Receives one log line as a dict; it may add to it (a validation loss, say).
        """
        budget = self.settings.minutes * 60.0
        last = time.monotonic()
        logged, saved = self.seconds, self.seconds
        sums: dict[str, float] = {}
        steps_in_line = 0
        while self.seconds < budget:
            parts = losses()
            self._update(torch.stack(list(parts.values())).sum(), min(self.seconds / budget, 1.0))
            for name, value in parts.items():
                sums[name] = sums.get(name, 0.0) + float(value.detach())
            steps_in_line += 1
            now = time.monotonic()
            self.seconds += now - last
            last = now
            if self.seconds - logged >= self.settings.log_seconds or self.seconds >= budget:
                line = {"step": self.step, "minutes": round(self.seconds / 60.0, 3), "steps_per_s": steps_in_line}
                line["steps_per_s"] = round(steps_in_line / max(self.seconds - logged, 1e-9), 2)
                line |= {name: round(value / steps_in_line, 5) for name, value in sums.items()}
                on_log(line)
                self._append(line)
                logged, sums, steps_in_line = self.seconds, {}, 0
            if self.seconds - saved >= self.settings.checkpoint_minutes * 60.0:
                self.save()
                saved = self.seconds
                last = time.monotonic()
        self.save()

    def _update(self, loss: Tensor, progress: float) -> None:
        self.optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        norm = nn.utils.clip_grad_norm_(self.module.parameters(), self.settings.gradient_clip)
        warmup = min((self.step + 1) / self.settings.warmup_steps, 1.0)
        for group in self.optimiser.param_groups:
            group["lr"] = group["peak"] * warmup * max(1.0 - progress, 0.01)
        if bool(torch.isfinite(norm)):
            self.optimiser.step()
        self.step += 1
        decay = min(self.settings.ema_decay, (1.0 + self.step) / (10.0 + self.step))
        with torch.no_grad():
            for name, value in self.module.state_dict().items():
                if value.is_floating_point():
                    self.ema[name].lerp_(value, 1.0 - decay)
                else:  # counters, such as those of batch norm
                    self.ema[name].copy_(value)

    def _append(self, line: dict[str, Any]) -> None:
        with (self.folder / LOG).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

    def save(self) -> None:
        """Write the checkpoint aside, then put it in place."""
        state = {
            "module": self.module.state_dict(),
            "ema": self.ema,
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "seconds": self.seconds,
        }
        aside = self.folder / (CHECKPOINT + ".part")
        torch.save(state, aside)
        aside.replace(self.folder / CHECKPOINT)

    def resume(self) -> bool:
        """Continue from the folder's checkpoint if there is one; say whether there was."""
        path = self.folder / CHECKPOINT
        if not path.is_file():
            return False
        state = load_checkpoint(path)
        try:
            self.module.load_state_dict(state["module"])
            self.optimiser.load_state_dict(state["optimiser"])
        except (KeyError, RuntimeError, ValueError) as error:
            raise DataError(
                f"The checkpoint {path} was made with other settings; choose another --out or drop --resume."
            ) from error
        self.ema, self.step, self.seconds = state["ema"], int(state["step"]), float(state["seconds"])
        return True


def _parameter_groups(module: nn.Module, settings: LoopSettings, heads: tuple[str, ...]) -> list[dict[str, Any]]:
    """Group parameters by learning rate and weight decay; norms, biases and other vectors do not decay."""
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for name, parameter in module.named_parameters():
        groups.setdefault((name.startswith(heads) if heads else False, parameter.ndim > 1), []).append(parameter)
    return [
        {
            "params": parameters,
            "weight_decay": settings.weight_decay if decays else 0.0,
            "peak": settings.learning_rate * (settings.head_rate if is_head else 1.0),
        }
        for (is_head, decays), parameters in groups.items()
    ]


def load_checkpoint(path: Path) -> dict[str, Any]:
    """Load a checkpoint's tensors, and nothing that could run code.

    Raises
    ------
    DataError
        If the file is missing or damaged.
    """
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # torch raises many kinds on damaged files
        raise DataError(f"The checkpoint {path} cannot be read; train again or name another one.") from error
    return state
