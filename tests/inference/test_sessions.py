import hashlib
from dataclasses import replace

import numpy as np
import onnx
import pytest

from drumgen.errors import DeviceError, ModelError
from drumgen.inference.cards import read_card
from drumgen.inference.sessions import open_model
from tests.support.models.tiny_models import class_means, denoiser_graph, write_tiny_models


@pytest.fixture
def folder(tmp_path):
    return write_tiny_models(tmp_path)


@pytest.fixture
def card(folder):
    return read_card(folder / "drums.json")


def put(folder, card, content):
    """Replace the model file and give the card its checksum, so that only the content is at fault."""
    (folder / card.file).write_bytes(content)
    return replace(card, sha256=hashlib.sha256(content).hexdigest())


def example_inputs(size=3):
    rng = np.random.default_rng(0)
    return {
        "x": rng.standard_normal((size, 4, 3)).astype(np.float32),
        "c_noise": np.full(size, 0.25 * np.log(2.0), np.float32),
        "class_weights": np.eye(10, dtype=np.float32)[:size],
    }


def test_a_model_computes_what_its_graph_says(folder, card):
    inputs = example_inputs()
    f = open_model(folder, card, "cpu").run(inputs)["f"]
    x = inputs["x"].astype(np.float64) * np.sqrt(5.0)
    mean = class_means()[:3].reshape(3, 4, 3)
    D_x = (0.25 * x + 4.0 * mean) / 4.25
    np.testing.assert_allclose(f, (D_x - x / 5.0) * np.sqrt(5.0) / 2.0, atol=1e-5)
    assert f.dtype == np.float32


def test_a_missing_file_is_named(folder, card):
    (folder / "drums.onnx").unlink()
    with pytest.raises(ModelError, match=r"drums\.onnx is missing; install the model again\."):
        open_model(folder, card, "cpu")


def test_a_file_that_cannot_be_read_is_named(folder, card):
    (folder / "drums.onnx").unlink()
    (folder / "drums.onnx").mkdir()
    with pytest.raises(ModelError, match=r"drums\.onnx cannot be read"):
        open_model(folder, card, "cpu")


@pytest.mark.parametrize("damage", ["truncated", "one bit", "empty", "appended"])
def test_a_damaged_file_is_found_by_its_checksum(folder, card, damage):
    path = folder / card.file
    content = path.read_bytes()
    flipped = bytearray(content)
    flipped[len(content) // 2] ^= 1
    path.write_bytes(
        {"truncated": content[:-100], "one bit": bytes(flipped), "empty": b"", "appended": content + b"\0"}[damage]
    )
    with pytest.raises(ModelError, match=r"drums\.onnx is damaged or not the one its card describes"):
        open_model(folder, card, "cpu")


@pytest.mark.parametrize("content", [b"", b"not a model", b"\x08\x08" + bytes(50)])
def test_a_file_that_is_no_model_is_said_so_in_one_line(folder, card, content, capfd):
    with pytest.raises(ModelError, match="is not a model that onnxruntime can open") as caught:
        open_model(folder, put(folder, card, content), "cpu")
    assert "\n" not in str(caught.value)
    assert capfd.readouterr() == ("", "")


def test_a_model_from_the_future_is_said_so(folder, card):
    model = denoiser_graph()
    model.opset_import[0].version = 999
    with pytest.raises(ModelError, match="is not a model that onnxruntime can open"):
        open_model(folder, put(folder, card, model.SerializeToString()), "cpu")


def test_arrays_must_have_the_names_on_the_card(folder, card):
    model = denoiser_graph()
    onnx.compose.add_prefix(model, "my_", inplace=True)
    with pytest.raises(
        ModelError, match=r"does not fit its card: its inputs are my_c_noise, .*, but the card says c_noise"
    ):
        open_model(folder, put(folder, card, model.SerializeToString()), "cpu")


def test_shapes_must_be_those_on_the_card(folder, card):
    for name, shape in {"x": ("B", 4, 2), "class_weights": ("B", 10, 1), "c_noise": ("B", 1)}.items():
        misfit = replace(card, inputs={**card.inputs, name: shape})
        with pytest.raises(ModelError, match=f"shape of its input {name} is B.*, but the card says B x"):
            open_model(folder, misfit, "cpu")
    with pytest.raises(ModelError, match="shape of its output f is B x 4 x 3, but the card says B x 4 x 5"):
        open_model(folder, replace(card, outputs={"f": ("B", 4, 5)}), "cpu")


def test_a_fixed_batch_does_not_fit_a_free_one(folder, card):
    model = denoiser_graph()
    model.graph.input[0].type.tensor_type.shape.dim[0].dim_value = 1
    with pytest.raises(ModelError, match="shape of its input x is 1 x 4 x 3, but the card says B x 4 x 3"):
        open_model(folder, put(folder, card, model.SerializeToString()), "cpu")


def test_arrays_must_be_single_precision(folder, card):
    model = onnx.parser.parse_model(
        '<ir_version: 8, opset_import: ["" : 17]> g (double[B,4,3] x, float[B] c_noise, float[B,10] class_weights)'
        " => (double[B,4,3] f) { f = Neg(x) }"
    )
    with pytest.raises(ModelError, match=r"its input x is tensor\(double\), but must be float32"):
        open_model(folder, put(folder, card, model.SerializeToString()), "cpu")


def test_a_failing_computation_is_a_device_error(folder, card):
    inputs = example_inputs()
    inputs["class_weights"] = inputs["class_weights"][:2]
    with pytest.raises(DeviceError, match="Computing the model drums on cpu failed") as caught:
        open_model(folder, card, "cpu").run(inputs)
    assert "\n" not in str(caught.value)


def test_the_provider_reported_is_the_one_that_runs(folder, card, capfd):
    # The processor stands in wherever CUDA cannot run, and that is what has to be reported.
    from drumgen.inference.providers import available_providers

    model = open_model(folder, card, "cuda")
    assert model.provider == ("cuda" if "cuda" in available_providers() else "cpu")
    assert capfd.readouterr() == ("", "")
