"""Every network with every condition runs in onnxruntime as in torch, at any batch size."""

import io

import numpy as np
import onnxruntime
import pytest
import torch

from tests.support.models.tiny_networks import CLASS_ONLY, EVERYTHING, NAMES, inputs, tiny


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("spec", [CLASS_ONLY, EVERYTHING], ids=["class", "everything"])
@pytest.mark.parametrize("name", NAMES)
def test_onnx_agrees_with_torch_at_several_batch_sizes(name, spec):
    network = tiny(name, spec, awake=True).eval()
    names = ["x", "c_noise", *spec.names()]
    file = io.BytesIO()
    torch.onnx.export(
        network,
        tuple(inputs(name, spec, 2)),
        file,
        input_names=names,
        output_names=["F"],
        dynamic_axes={label: {0: "B"} for label in [*names, "F"]},
        opset_version=18,
        dynamo=False,
    )
    session = onnxruntime.InferenceSession(file.getvalue(), providers=["CPUExecutionProvider"])
    assert [entry.type for entry in session.get_inputs()] == ["tensor(float)"] * len(names)
    for batch in (1, 5):
        given = inputs(name, spec, batch, seed=batch)
        for condition in given[2:]:
            condition[0] = 0.0
        with torch.no_grad():
            wanted = network(*given).numpy()
        found = session.run(["F"], {label: value.numpy() for label, value in zip(names, given, strict=True)})[0]
        np.testing.assert_allclose(found, wanted, atol=2e-5 * max(1.0, float(np.abs(wanted).max())))
