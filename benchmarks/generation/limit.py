"""The machine's limit: how fast it multiplies matrices in float32."""

import threading
import time
from dataclasses import dataclass
from typing import Any

import numpy as np

from drumgen.inference.runtime import open_session

_SIZE = 1024


@dataclass(frozen=True)
class Rate:
    """A rate of multiply-adds, the best of several products.

    Parameters
    ----------
    wall : float
        Multiply-adds a second.
    cpu : float
        Multiply-adds a CPU-second.
    """

    wall: float
    cpu: float


def product_rate(provider: str = "cpu", *, repeats: int = 12) -> Rate:
    """Measure products of two 1,024 x 1,024 matrices in onnxruntime, on as many threads as the runtime uses."""
    from onnx import TensorProto, helper, numpy_helper

    values = np.random.default_rng(0).standard_normal((_SIZE, _SIZE)).astype(np.float32)
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["a", "b"], ["c"])],
        "product",
        [helper.make_tensor_value_info("a", TensorProto.FLOAT, [_SIZE, _SIZE])],
        [helper.make_tensor_value_info("c", TensorProto.FLOAT, [_SIZE, _SIZE])],
        [numpy_helper.from_array(values, "b")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=8)
    session: Any = open_session(model.SerializeToString(), provider)
    session.run(None, {"a": values})
    wall, cpu = [], []
    for _ in range(repeats):
        began, busy = time.perf_counter(), time.process_time()
        session.run(None, {"a": values})
        cpu.append(time.process_time() - busy)
        wall.append(time.perf_counter() - began)
    return Rate(_SIZE**3 / min(wall), _SIZE**3 / max(min(cpu), 1e-9))


def numpy_rate(*, threads: int, repeats: int = 12) -> Rate:
    """Measure the same products in numpy: `threads` of them at once, each on one thread of BLAS.

    BLAS reads its number of threads when it is loaded, so the process must have been started with OPENBLAS_NUM_THREADS
    (or its like) set to 1.
    """
    rng = np.random.default_rng(0)
    sets = [rng.standard_normal((2, _SIZE, _SIZE)).astype(np.float32) for _ in range(threads)]
    wall, cpu = [], []
    for _ in range(repeats):
        workers = [threading.Thread(target=np.matmul, args=(a, b)) for a, b in sets]
        began, busy = time.perf_counter(), time.process_time()
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        cpu.append(time.process_time() - busy)
        wall.append(time.perf_counter() - began)
    return Rate(threads * _SIZE**3 / min(wall), threads * _SIZE**3 / max(min(cpu), 1e-9))
