import numpy as np
import onnx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper

from drumgen.errors import DataError
from training.evaluation.embeddings.vggish import Vggish
from training.evaluation.embeddings.vggish_input import BANDS, FRAMES, RATE_HZ, SHORTEST, examples, mel_matrix
from training.evaluation.embeddings.yamnet import Yamnet


def write_model(path, shape, *, width=128):
    """Write an ONNX model that averages over frames and spreads 64 bands to `width` numbers."""
    weights = np.tile(np.eye(BANDS, dtype=np.float32), (1, -(-width // BANDS)))[:, :width]
    nodes = [
        helper.make_node("Reshape", ["x", "examples"], ["rows"]),
        helper.make_node("ReduceMean", ["rows"], ["mean"], axes=[1], keepdims=0),
        helper.make_node("MatMul", ["mean", "weights"], ["y"]),
    ]
    constants = {"examples": np.int64([-1, FRAMES, BANDS]), "weights": weights}
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [shape[0], width])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), str(path))
    return path


@settings(max_examples=25)
@given(st.floats(0.0, 4.0))
def test_examples_are_whole_and_do_not_overlap(seconds):
    count = round(seconds * RATE_HZ)
    expected = max((max(count, SHORTEST) - 400) // 160 + 1, FRAMES) // FRAMES
    found = examples(np.zeros(count, dtype=np.float32), RATE_HZ)
    assert found.shape == (expected, FRAMES, BANDS)
    assert np.allclose(found, np.log(0.01))


@settings(max_examples=25)
@given(st.floats(200.0, 7000.0))
def test_a_tone_is_loudest_in_the_band_of_its_pitch(frequency_hz):
    tone = 0.5 * np.sin(2.0 * np.pi * frequency_hz * np.arange(RATE_HZ) / RATE_HZ).astype(np.float32)
    mel = 1127.0 * np.log1p(np.array([125.0, 7500.0, frequency_hz]) / 700.0)
    band = (mel[2] - mel[0]) / (mel[1] - mel[0]) * (BANDS + 1) - 1.0
    found = examples(tone, RATE_HZ)[0].mean(axis=0)
    # At low frequencies the bins, 31 Hz apart, are wider than the bands.
    assert abs(found.argmax() - band) <= (1.0 if frequency_hz > 1000.0 else 2.5)


def test_magnitude_and_weights_are_those_of_the_documented_front_end():
    weights = mel_matrix()
    assert weights.shape == (257, 64)
    between = slice(6, 230)  # from the first centre to the last
    assert np.allclose(weights[between].sum(axis=1), 1.0)
    sound = np.random.default_rng(0).uniform(-0.4, 0.4, SHORTEST).astype(np.float32)
    n, k = np.arange(400), np.arange(257)
    window = np.sin(np.pi * n / 400) ** 2
    last_frame = sound[95 * 160 : 95 * 160 + 400].astype(np.float64)
    spectrum = np.exp(-2j * np.pi * np.outer(k, n) / 512) @ (window * last_frame)
    expected = np.log(np.abs(spectrum) @ weights + 0.01)
    assert np.allclose(examples(sound, RATE_HZ)[0, -1], expected, atol=1e-4)


@pytest.mark.parametrize("shape", [["B", 96, 64], ["B", 1, 96, 64], ["B", 96, 64, 1], [1, 96, 64]])
def test_every_layout_gives_the_mean_over_a_sound(tmp_path, shape):
    embedding = Vggish(write_model(tmp_path / "v.onnx", shape))
    sounds = [np.random.default_rng(s).normal(0.0, 0.1, 44100 * 2).astype(np.float32) for s in range(2)]
    found = embedding.embed_all(sounds, 44100)
    assert found.shape == (2, 128)
    assert found.dtype == np.float32
    for row, sound in zip(found, sounds, strict=True):
        expected = examples(sound, 44100)
        assert len(expected) == 2
        assert np.allclose(row[:64], expected.mean(axis=(0, 1)), atol=1e-4)


def test_files_that_are_not_vggish_are_refused_in_one_sentence(tmp_path):
    with pytest.raises(DataError, match="does not exist"):
        Vggish(tmp_path / "none.onnx")
    (tmp_path / "bad.onnx").write_bytes(b"nothing")
    with pytest.raises(DataError, match="not a readable ONNX"):
        Vggish(tmp_path / "bad.onnx")
    (tmp_path / "v.h5").write_bytes(b"nothing")
    with pytest.raises(DataError, match="neither an ONNX nor a tflite"):
        Vggish(tmp_path / "v.h5")
    with pytest.raises(DataError, match="VGGish reads"):
        Vggish(write_model(tmp_path / "other.onnx", ["B", 64, 96]))
    with pytest.raises(DataError, match="batches of 7 only"):
        Vggish(write_model(tmp_path / "seven.onnx", [7, 96, 64]))
    with pytest.raises(DataError, match="gives 128 numbers"):
        Vggish(write_model(tmp_path / "wide.onnx", ["B", 96, 64], width=100))


def test_files_that_are_no_tflite_are_refused_in_one_sentence(tmp_path):
    pytest.importorskip("ai_edge_litert")
    (tmp_path / "bad.tflite").write_bytes(b"nothing")
    with pytest.raises(DataError, match="not a readable tflite model; name yamnet"):
        Yamnet(tmp_path / "bad.tflite")
    with pytest.raises(DataError, match="name VGGish's tflite file"):
        Vggish(tmp_path / "bad.tflite")
    with pytest.raises(DataError, match="does not exist"):
        Yamnet(tmp_path / "none.tflite")
