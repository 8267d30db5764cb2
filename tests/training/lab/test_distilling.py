from dataclasses import replace

import numpy as np
import pytest
import torch

from drumgen.errors import DataError
from tests.support.training.tiny_recipes import ONE_SHOTS, write_one_shots, write_recipe
from training.data.scan import scan
from training.distilling.ladder import climb_down, ladder
from training.distilling.step import DistillationStep
from training.lab import settings as lab
from training.lab.distilling import LabCourse, objective_of
from training.lab.prepared import prepare_examples
from training.lab.run import build, drawer_of, facts_of, open_run
from training.lab.sampling import process_of, sample_values


def test_the_ladder_halves_down_to_the_last():
    assert ladder(32, 1) == [16, 8, 4, 2, 1]
    assert ladder(24, 3) == [12, 6, 3]
    for first, last in ((32, 3), (5, 1), (1, 1), (8, 0), (2, 4)):
        with pytest.raises(DataError, match="--from"):
            ladder(first, last)


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("distilling")
    recipe = lab.load(write_recipe(folder, ONE_SHOTS))
    report = scan(write_one_shots(folder / "data"))
    data = prepare_examples(recipe, report, folder / "run", workers=1)
    facts = facts_of(recipe, report, data)
    torch.manual_seed(0)
    teacher = build(recipe, facts)
    with torch.no_grad():
        for parameter in teacher.parameters():
            parameter.add_(0.03 * torch.randn_like(parameter))
    return folder, recipe, facts, drawer_of(recipe, facts, data), teacher.eval()


@pytest.mark.parametrize("guidance", [1.0, 3.0])
@pytest.mark.parametrize("process", ["continuous-cosine", "edm"])
def test_a_student_that_gives_the_target_does_two_steps_in_one(case, guidance, process):
    """Run the loss with a student whose answer is known: it must vanish exactly there."""
    _, recipe, _, drawer, teacher = case
    if process == "edm":
        recipe = replace(
            recipe,
            process=lab.Part("edm", lab.PROCESSES["edm"]()),
            loss=replace(recipe.loss, parameterization="edm", sigma_data=0.5),
        )
    levels = process_of(recipe).sigmas(4)
    conditions = drawer.conditions(np.zeros(1, dtype=np.int64))
    two = replace(
        recipe, sampling=replace(recipe.sampling, sampler="ddim", guidance=guidance, levels=tuple(levels[2:]))
    )
    after_two = sample_values(teacher, two, conditions, [0])

    class Known(torch.nn.Module):
        """Answers so that D is `after_two`: one DDIM step from the first level to 0 ends there."""

        def forward(self, x, label, *told):
            del label, told
            sigma = float(levels[2])
            scalings = lab.PARAMETERIZATIONS[recipe.loss.parameterization](sigma, recipe.loss.sigma_data)
            return ((torch.from_numpy(after_two) - scalings.c_skip * (x / scalings.c_in)) / scalings.c_out).float()

    step = DistillationStep(Known(), teacher, objective_of(recipe), guidance, bf16=False)
    from drumgen.engine.seeds import NormalStreams, Purpose

    noise = torch.from_numpy(NormalStreams([0], Purpose.LATENTS).draw(drawer.examples.shape)).float()
    told = [torch.from_numpy(array) for array in conditions.arrays(drawer.spec)]
    null = [torch.from_numpy(array) for array in conditions.null().arrays(drawer.spec)]
    at = torch.tensor(levels[2:], dtype=torch.float32)[:, None]
    loss = step(torch.zeros_like(noise), noise, at, told, null)["loss"]
    assert float(loss) < 1e-6 * max(float(levels[2]) ** 2, 1.0)


def test_every_halving_leaves_a_run_whose_levels_are_every_other_of_its_teachers(case):
    folder, recipe, facts, drawer, teacher = case
    loop = replace(recipe.loop, steps=2)
    made = list(
        climb_down(
            LabCourse(recipe, facts, drawer, torch.device("cpu")),
            teacher,
            folder / "students",
            first=4,
            last=1,
            guidance=2.0,
            loop=loop,
            device=torch.device("cpu"),
            bf16=False,
            seed=0,
            on_line=lambda line: None,
        )
    )
    assert [halving.steps for halving in made] == [2, 1]
    levels = process_of(recipe).sigmas(4)
    for halving, stride in zip(made, (2, 4), strict=True):
        student, student_facts, network = open_run(halving.folder)
        assert student.sampling.steps == halving.steps
        assert student.sampling.guidance == 1.0
        np.testing.assert_allclose(student.sampling.levels, levels[::stride])
        assert student_facts == facts
        values = sample_values(network, student, drawer.conditions(np.zeros(1, dtype=np.int64)), [0])
        assert np.isfinite(values).all()
        assert values.shape == (1, *facts.shape)
