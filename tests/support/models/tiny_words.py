"""A tiny but real encoder of words: random directions for buckets, added up and made unit vectors.

Words are near each other as far as they share letters, so it mends spelling; it knows no meanings.
"""

from pathlib import Path

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper

from drumgen.inference.cards import ModelCard
from drumgen.wishes.words.buckets import BUCKETS, PARTS
from tests.support.models.tiny_models import IR_VERSION, OPSET, write_model

SIZE = 48


def write_tiny_words(folder: Path, *, training: dict[str, object] | None = None) -> ModelCard:
    """Write the encoder and its card into a folder that is there."""
    return write_model(
        folder,
        words_graph(),
        kind="words",
        name="words",
        inputs={"buckets": ("B", PARTS)},
        outputs={"vectors": ("B", SIZE)},
        training={"buckets": BUCKETS} if training is None else training,
    )


def words_graph() -> ModelProto:
    table = np.random.default_rng(0).standard_normal((BUCKETS, SIZE)).astype(np.float32)
    table[0] = 0.0
    nodes = [
        helper.make_node("Cast", ["buckets"], ["numbers"], to=TensorProto.INT64),
        helper.make_node("Gather", ["table", "numbers"], ["rows"]),
        helper.make_node("ReduceSum", ["rows", "axis"], ["sum"], keepdims=0),
        helper.make_node("LpNormalization", ["sum"], ["vectors"], axis=1, p=2),
    ]
    graph = helper.make_graph(
        nodes,
        "words",
        [helper.make_tensor_value_info("buckets", TensorProto.FLOAT, ["B", PARTS])],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["B", SIZE])],
        [numpy_helper.from_array(table, "table"), numpy_helper.from_array(np.array([1], np.int64), "axis")],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)
