"""The training loop that all recipes share: time budget, decaying rate, EMA, checkpoints, log, several processes."""

import gc
import json
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn

from drumgen.errors import DataError, OutputError, TrainingError
from training.checkpoints import CHECKPOINT as CHECKPOINT
from training.checkpoints import first_difference, save_checkpoint
from training.checkpoints import load_checkpoint as load_checkpoint
from training.interrupts import Wish, held_interrupts
from training.parallel import is_lost_peer, part, share_of

if TYPE_CHECKING:
    from lightning_fabric import Fabric

LOG = "log.jsonl"


class LostProcessError(TrainingError):
    """Another process of the run ended or stopped answering; every process that notices says so itself."""


class Interrupted(Exception):
    """The run was asked to stop; its checkpoint is saved."""


@dataclass(frozen=True)
class LoopSettings:
    """How long and how fast to train.

    Parameters
    ----------
    minutes : float
        Training time over all runs; the learning rate falls to zero over it.
    learning_rate, weight_decay, beta1, beta2 : float
        Of AdamW.
    head_rate : float
        Learning rate of the heads, relative to the others'.
    warmup_steps : int
        Steps over which the rate rises from zero.
    gradient_clip : float
        Largest norm of the gradient.
    ema_decay : float
        Decay of the exponential moving average of the weights, per step.
    checkpoint_minutes, log_seconds : float
        How often to save and to log.
    steps : int
        Steps after which training ends even if time is left; the rate then falls over them. 0: time alone decides.
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
    steps: int = 0


class Trainer:
    """Trains one module; its state is everything that a resumed run needs.

    Parameters
    ----------
    module : nn.Module
        What is trained and saved.
    settings : LoopSettings
    folder : Path
        Gets the checkpoint and the log.
    heads : tuple of str
        Prefixes of the parameters that learn at `head_rate`.
    fabric : Fabric, optional
        The processes that train together; None: this one alone.
    step : nn.Module, optional
        Computes the loss in its forward and contains `module`; by default `module` itself does. `forward` is the
        callable to use in its place: it averages gradients over the processes.
    """

    def __init__(
        self,
        module: nn.Module,
        settings: LoopSettings,
        folder: Path,
        *,
        heads: tuple[str, ...] = (),
        fabric: "Fabric | None" = None,
        step: nn.Module | None = None,
    ) -> None:
        self.module, self.settings, self.folder, self.fabric = module, settings, folder, fabric
        self.share = share_of(fabric)
        self.optimiser = torch.optim.AdamW(
            _parameter_groups(module, settings, heads), betas=(settings.beta1, settings.beta2)
        )
        self._step = step or module
        self.forward: Callable[..., dict[str, Tensor]] = self._step
        if fabric is not None:
            self.forward, _ = fabric.setup(self._step, self.optimiser)
        self.ema = {name: value.detach().clone() for name, value in module.state_dict().items()}
        self.step = 0
        self.seconds = 0.0
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def is_first(self) -> bool:
        """Whether this process is the one that writes and reports."""
        return self.share.rank == 0

    def run(self, losses: Callable[[], dict[str, Tensor]], *, on_log: Callable[[dict[str, Any]], None]) -> None:
        """Train until the time budget or the number of steps is spent.

        Parameters
        ----------
        losses : callable
            Computes the weighted parts of the loss on a fresh batch, through `forward`.
        on_log : callable
            Receives one log line as a dict, in the first process; it may add to it (a validation loss, say).

        Raises
        ------
        TrainingError
            If the loss is not a number, or another process is lost.
        OutputError
            If the checkpoint or the log cannot be written.
        Interrupted
            If SIGINT or SIGTERM came; the checkpoint is saved.
        """
        with held_interrupts() as wish:
            try:
                self._run(losses, on_log, wish)
            except RuntimeError as error:
                if self.fabric is None or not is_lost_peer(error):
                    raise
                raise LostProcessError(
                    f"Another process of this run ended or stopped answering after step {self.step}; "
                    f"start all of them again with --resume{self._last()}."
                ) from error

    def _run(
        self, losses: Callable[[], dict[str, Tensor]], on_log: Callable[[dict[str, Any]], None], wish: Wish
    ) -> None:
        last = time.monotonic()
        logged, saved = self.seconds, self.seconds
        sums: dict[str, float] = {}
        steps_in_line = 0
        while not self._done():
            parts = losses()
            self._update(torch.stack(list(parts.values())).sum())
            now = time.monotonic()
            figures, elapsed_s, stop = self._agree(parts, now - last, wish.stop)
            last = now
            self.seconds += elapsed_s
            self._refuse_infinite(figures)
            for name, value in figures.items():
                sums[name] = sums.get(name, 0.0) + value
            steps_in_line += 1
            if stop:
                self.save()
                raise Interrupted
            if self.seconds - logged >= self.settings.log_seconds or self._done():
                line: dict[str, Any] = {"step": self.step, "minutes": round(self.seconds / 60.0, 3)}
                line["steps_per_s"] = round(steps_in_line / max(self.seconds - logged, 1e-9), 2)
                line |= {name: round(value / steps_in_line, 5) for name, value in sums.items()}
                if self.is_first:
                    on_log(line)
                    self._append(line)
                logged, sums, steps_in_line = self.seconds, {}, 0
            if self.seconds - saved >= self.settings.checkpoint_minutes * 60.0:
                self.save()
                saved = self.seconds
                last = time.monotonic()
        self.save()

    def _done(self) -> bool:
        return self.seconds >= self.settings.minutes * 60.0 or 0 < self.settings.steps <= self.step

    def _progress(self) -> float:
        by_time = self.seconds / (self.settings.minutes * 60.0)
        return min(self.step / self.settings.steps if self.settings.steps else by_time, 1.0)

    def _update(self, loss: Tensor) -> None:
        progress = self._progress()
        self.optimiser.zero_grad(set_to_none=True)
        if self.fabric is None:
            torch.autograd.backward(loss)
        else:
            self.fabric.backward(loss)
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

    def _agree(self, parts: dict[str, Tensor], elapsed_s: float, stop: bool) -> tuple[dict[str, float], float, bool]:
        """Return the losses' average over all processes, the first one's time and whether any was asked to stop.

        The clock must be one: the learning rate, the end and the hours of saving follow from it, everywhere alike.
        """
        values = [float(value.detach()) for value in parts.values()]
        if self.fabric is not None:
            own = [value / self.share.world for value in values] + [elapsed_s if self.is_first else 0.0, float(stop)]
            vector = torch.tensor(own, dtype=torch.float64, device=self.fabric.device)
            summed: Any = self.fabric.all_reduce(vector, reduce_op="sum")
            *values, elapsed_s, stops = summed.tolist()
            stop = stops > 0.0
        return dict(zip(parts, values, strict=True)), elapsed_s, stop

    def _refuse_infinite(self, figures: dict[str, float]) -> None:
        for name, value in figures.items():
            if not math.isfinite(value):
                raise TrainingError(
                    f"The loss ({name}) became {value} at step {self.step}, so training stopped; "
                    f"lower loop.learning_rate and go on with --resume{self._last()}."
                )

    def _last(self) -> str:
        path = self.folder / CHECKPOINT
        if not path.is_file():
            return ", from the start since nothing was saved yet"
        return f" from the last good checkpoint, which is whole: {path}"

    def _append(self, line: dict[str, Any]) -> None:
        try:
            with (self.folder / LOG).open("a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")
        except OSError as error:
            raise OutputError(
                f"The log {self.folder / LOG} cannot be written ({error.strerror}); "
                f"make room and go on with --resume{self._last()}."
            ) from error

    def save(self) -> None:
        """Write the checkpoint, in the first process; all processes learn whether that went well.

        Raises
        ------
        OutputError
            If it cannot be written; the last one is then still whole.
        """
        failure: str | None = None
        if self.is_first:
            try:
                save_checkpoint(self._state(), self.folder)
            except OutputError as error:
                failure = f"{str(error)[:-1]}; make room and go on with --resume{self._last()}."
        if self.fabric is not None:
            failure = self.fabric.broadcast(failure)
        if failure:
            raise OutputError(failure)

    def leave(self) -> None:
        """Part from the other processes; from then on `forward` is this process's own."""
        if self.fabric is not None:
            self.forward = self._step
            gc.collect()  # of what averages gradients, see `part`
            part(self.fabric)

    def _state(self) -> dict[str, Any]:
        return {
            "module": self.module.state_dict(),
            "ema": self.ema,
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "seconds": self.seconds,
        }

    def resume(self) -> bool:
        """Continue from the folder's checkpoint if there is one; say whether there was.

        Raises
        ------
        DataError
            If it is damaged or of another network.
        """
        path = self.folder / CHECKPOINT
        if not path.is_file():
            return False
        state = load_checkpoint(path)
        own = self.module.state_dict()
        try:
            difference = first_difference(state["module"], own) or first_difference(state["ema"], own)
            if difference:
                raise ValueError(difference)
            self.module.load_state_dict(state["module"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.step, self.seconds = int(state["step"]), float(state["seconds"])
        except (AttributeError, KeyError, RuntimeError, TypeError, ValueError) as error:
            raise DataError(
                f"The checkpoint {path} was made with other settings ({error}); choose another --out or drop --resume."
            ) from error
        self.ema = {name: state["ema"][name].to(value.device) for name, value in own.items()}
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
