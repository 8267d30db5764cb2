import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from drumgen.errors import DataError
from training.checkpoints import save_checkpoint
from training.commands.storing.pieces import INDEX, join, split
from training.loop import CHECKPOINT, load_checkpoint


def _run(folder, lengths):
    generator = torch.Generator().manual_seed(0)
    averaged = {f"layer{i}.weight": torch.randn(n, 3, generator=generator) for i, n in enumerate(lengths)}
    averaged |= {"norm.count": torch.tensor(7), "scale": torch.tensor(0.5)}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "run.json").write_text('{"kind": "lab"}')
    save_checkpoint({"ema": averaged, "module": {}, "optimiser": {}, "step": 11, "seconds": 2.5}, folder)
    return averaged


@given(st.lists(st.integers(1, 60_000), min_size=1, max_size=5), st.sampled_from([100_000, 200_000]))
def test_joined_pieces_are_the_averaged_weights_in_half_precision(tmp_path_factory, lengths, largest):
    root = tmp_path_factory.mktemp("run")
    averaged = _run(root / "run", lengths)
    paths = split(root / "run", root / "pieces", largest_bytes=largest)
    assert all(path.stat().st_size <= largest for path in paths)
    join(root / "pieces", root / "again")
    state = load_checkpoint(root / "again" / CHECKPOINT)
    assert state["step"] == 11
    assert state["ema"].keys() == averaged.keys()
    for name, value in averaged.items():
        wanted = value.half().float() if value.is_floating_point() else value
        assert torch.equal(state["ema"][name], wanted)
        assert state["ema"][name].dtype == value.dtype
    assert (root / "again" / "run.json").read_text() == '{"kind": "lab"}'


def test_missing_and_damaged_pieces_are_named(tmp_path):
    _run(tmp_path / "run", [40_000, 10])
    first, *_ = split(tmp_path / "run", tmp_path / "pieces", largest_bytes=150_000)
    first.write_bytes(first.read_bytes()[:-1] + b"x")
    with pytest.raises(DataError, match=r"weights-000\.pt is missing or damaged"):
        join(tmp_path / "pieces", tmp_path / "again")
    (tmp_path / "pieces" / INDEX).unlink()
    with pytest.raises(DataError, match="no pieces of a run"):
        join(tmp_path / "pieces", tmp_path / "again")
