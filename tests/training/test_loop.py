import json

import pytest
import torch
from torch import nn

from drumgen.errors import DataError
from training.loop import CHECKPOINT, LOG, LoopSettings, Trainer, load_checkpoint

SETTINGS = LoopSettings(minutes=0.005, learning_rate=0.05, warmup_steps=5, log_seconds=0.05, ema_decay=0.9)


class _Line(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(3, 8)
        self.head = nn.Linear(8, 1)

    def forward(self, x):
        return self.head(torch.tanh(self.body(x)))


def _losses(module):
    generator = torch.Generator().manual_seed(0)

    def losses():
        x = torch.randn(32, 3, generator=generator)
        return {"fit": torch.mean((module(x)[:, 0] - x[:, 0] + 0.5 * x[:, 2]) ** 2)}

    return losses


def _trained(folder, settings=SETTINGS):
    torch.manual_seed(0)
    module = _Line()
    trainer = Trainer(module, settings, folder, heads=("head",))
    lines = []
    trainer.run(_losses(module), on_log=lines.append)
    return trainer, lines


def test_training_lowers_the_loss_and_logs_it(tmp_path):
    trainer, lines = _trained(tmp_path)
    assert lines[-1]["fit"] < 0.5 * lines[0]["fit"]
    written = [json.loads(line) for line in (tmp_path / LOG).read_text().splitlines()]
    assert written == lines
    assert written[-1]["step"] == trainer.step
    assert trainer.seconds >= SETTINGS.minutes * 60.0


def test_the_average_lies_close_to_the_weights_but_is_not_them(tmp_path):
    trainer, _ = _trained(tmp_path)
    weights = trainer.module.state_dict()["body.weight"]
    assert torch.allclose(trainer.ema["body.weight"], weights, atol=0.2)
    assert not torch.equal(trainer.ema["body.weight"], weights)


def test_a_resumed_run_has_the_same_state_and_goes_on(tmp_path):
    first, _ = _trained(tmp_path)
    module = _Line()
    again = Trainer(module, SETTINGS, tmp_path, heads=("head",))
    assert again.resume()
    assert (again.step, again.seconds) == (first.step, first.seconds)
    for name, value in first.module.state_dict().items():
        assert torch.equal(module.state_dict()[name], value)
        assert torch.equal(again.ema[name], first.ema[name])
    longer = Trainer(module, LoopSettings(minutes=0.01, log_seconds=0.05), tmp_path, heads=("head",))
    longer.resume()
    longer.run(_losses(module), on_log=lambda line: None)
    assert longer.step > first.step


def test_there_is_nothing_to_resume_in_an_empty_folder(tmp_path):
    assert not Trainer(_Line(), SETTINGS, tmp_path).resume()


def test_a_checkpoint_of_another_network_is_refused(tmp_path):
    _trained(tmp_path)
    with pytest.raises(DataError, match="other settings"):
        Trainer(nn.Linear(2, 2), SETTINGS, tmp_path).resume()


@pytest.mark.parametrize("content", [b"", b"not a checkpoint"])
def test_a_damaged_checkpoint_is_refused(tmp_path, content):
    (tmp_path / CHECKPOINT).write_bytes(content)
    with pytest.raises(DataError, match="cannot be read"):
        load_checkpoint(tmp_path / CHECKPOINT)


class _Payload:
    def __reduce__(self):
        return (print, ("code ran",))


def test_a_checkpoint_that_would_run_code_is_refused(tmp_path, capsys):
    torch.save({"module": _Payload()}, tmp_path / CHECKPOINT)
    with pytest.raises(DataError, match="cannot be read"):
        load_checkpoint(tmp_path / CHECKPOINT)
    assert "code ran" not in capsys.readouterr().out


def test_heads_learn_more_slowly(tmp_path):
    trainer_groups = {}
    module = _Line()
    trainer = Trainer(module, LoopSettings(learning_rate=1.0, head_rate=0.25), tmp_path, heads=("head",))
    for group in trainer.optimiser.param_groups:
        for parameter in group["params"]:
            trainer_groups[id(parameter)] = (group["peak"], group["weight_decay"])
    assert trainer_groups[id(module.head.weight)][0] == 0.25
    assert trainer_groups[id(module.body.weight)][0] == 1.0
    assert trainer_groups[id(module.body.bias)][1] == 0.0
