import numpy as np
import pytest
import torch

from tests.support.training.tiny_recipes import ONE_SHOTS, TAKES, write_one_shots, write_recipe, write_takes
from training.data.scan import scan
from training.lab import settings as lab
from training.lab.prepared import prepare_examples
from training.lab.run import build, drawer_of, facts_of
from training.lab.sampling import Streams, process_of, sample_blocks, sample_values
from training.lab.step import Batches, LabStep
from training.share import Share


@pytest.fixture(scope="module", params=["one-shots", "takes"])
def case(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    text, write = {"one-shots": (ONE_SHOTS, write_one_shots), "takes": (TAKES, write_takes)}[request.param]
    recipe = lab.load(write_recipe(folder, text))
    report = scan(write(folder / "data"))
    data = prepare_examples(recipe, report, folder / "run", workers=1)
    facts = facts_of(recipe, report, data)
    return recipe, facts, drawer_of(recipe, facts, data)


def batches(recipe, drawer, share, dropout=0.5):
    device = torch.device("cpu")
    return Batches(drawer, process_of(recipe), 4, dropout, device=device, seed=3, share=share)


def test_processes_together_see_what_one_would(case):
    recipe, _, drawer = case
    alone = batches(recipe, drawer, Share())
    parts = [batches(recipe, drawer, Share(rank, 2)) for rank in range(2)]
    for _ in range(3):
        whole = alone.training()
        shared = [part.training() for part in parts]
        for k, tensor in enumerate(whole):
            torch.testing.assert_close(torch.cat([share[k] for share in shared]), tensor, rtol=0, atol=0)


def test_validation_is_the_same_each_time_and_drops_nothing(case):
    recipe, _, drawer = case
    if not len(drawer.validation):
        pytest.skip("no file is kept out")
    source = batches(recipe, drawer, Share(), dropout=1.0)
    first, second = source.validation(), source.validation()
    for a, b in zip(first, second, strict=True):
        torch.testing.assert_close(a, b, rtol=0, atol=0)
    assert first[4].any()


def test_the_loss_falls_on_one_batch(case):
    recipe, facts, drawer = case
    torch.manual_seed(0)
    step = LabStep(build(recipe, facts), recipe.loss, bf16=False)
    batch = batches(recipe, drawer, Share()).training()
    optimiser = torch.optim.Adam(step.parameters(), 3e-3)
    losses = []
    for _ in range(30):
        optimiser.zero_grad()
        loss = step(*batch)["loss"]
        loss.backward()
        optimiser.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < 0.8 * losses[0]


def test_a_seed_gives_the_same_values_in_any_batch_with_every_kind_of_sampler(case):
    recipe, facts, drawer = case
    torch.manual_seed(0)
    network = build(recipe, facts).eval()
    rows = np.zeros(2, dtype=np.int64)
    for sampler in ("ddim", "ddpm_ancestral"):
        both = sample_values(network, recipe, drawer.conditions(rows), [5, 6], sampler=sampler)
        alone = sample_values(network, recipe, drawer.conditions(rows[:1]), [6], sampler=sampler)
        np.testing.assert_allclose(both[1], alone[0], atol=1e-4)


def test_blocks_follow_from_the_block_before(case):
    recipe, facts, drawer = case
    if not recipe.conditioning.previous:
        pytest.skip("one-shots have no block before")
    torch.manual_seed(1)
    network = build(recipe, facts)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.add_(0.05 * torch.randn_like(parameter))
    network.eval()
    conditions = drawer.conditions(np.zeros(1, dtype=np.int64))
    first, second = sample_blocks(network, recipe, conditions, [0], 2)
    made = []
    for previous in (first, np.zeros_like(first)):
        streams = Streams([0])
        np.testing.assert_array_equal(sample_values(network, recipe, conditions, streams), first)
        made.append(sample_values(network, recipe, conditions.after(previous.astype(np.float32)), streams))
    np.testing.assert_array_equal(made[0], second)
    assert np.abs(made[1] - second).max() > 1e-4
