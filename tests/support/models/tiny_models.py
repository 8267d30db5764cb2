"""Tiny but real ONNX models with valid cards, for tests of everything above them.

The denoiser is exact: for latents of class k distributed as N(mean_k, SPREAD**2), and as N(0, SPREAD**2) for the null
class, it computes the best possible D(x; sigma). The decoder sums damped tones whose strengths are the latents, and
adds a short burst of its noise input, so every class and every seed sounds.
"""

import hashlib
from dataclasses import replace
from pathlib import Path

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper

from drumgen.diffusion.processes import EdmProcess
from drumgen.inference.cards import ModelCard, Source, Student, read_card
from drumgen.inference.diffusion_settings import DiffusionSettings

CLASSES = ("kick", "snare", "clap", "closed_hat", "open_hat", "tom", "rimshot", "cymbal", "cowbell", "perc")
RATE_HZ = 44100
LENGTH, CHANNELS = 4, 3
LATENT_SIZE = LENGTH * CHANNELS
FRAMES, BINS = 8, 6
SPREAD = 0.5
SETTINGS = DiffusionSettings("edm", 1.0, EdmProcess(0.01, 60.0, 7.0), "heun", 8, 1.0)
OPSET = 17
IR_VERSION = 8


def write_tiny_models(folder: Path, *, n_samples: int = 8192, name: str = "drums") -> Path:
    """Write denoiser, codec encoder and codec decoder with their cards into a folder, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    latents = ("B", LENGTH, CHANNELS)
    codec = write_model(
        folder,
        decoder_graph(n_samples),
        kind="codec_decoder",
        name="codec_decoder",
        inputs={"latents": latents, "noise": ("B", n_samples)},
        outputs={"audio": ("B", n_samples)},
    )
    write_model(
        folder,
        encoder_graph(),
        kind="codec_encoder",
        name="codec_encoder",
        inputs={"features": ("B", FRAMES, BINS)},
        outputs={"latents": latents},
    )
    write_model(
        folder,
        denoiser_graph(),
        kind="denoiser",
        name=name,
        inputs={"x": latents, "c_noise": ("B",), "class_weights": ("B", len(CLASSES))},
        outputs={"f": latents},
        diffusion=SETTINGS,
        classes=CLASSES,
        codec=codec.sha256,
    )
    return folder


def write_tiny_student(folder: Path, *, guidance: float = 2.0) -> ModelCard:
    """Write drums_2 beside the tiny models, as if it had been distilled from drums, and return its card."""
    teacher = read_card(folder / "drums.json")
    levels = tuple(float(level) for level in SETTINGS.sigmas(8)[::4])
    student = write_model(
        folder,
        denoiser_graph(),
        kind="denoiser",
        name="drums_2",
        inputs=teacher.inputs,
        outputs=teacher.outputs,
        diffusion=replace(SETTINGS, sampler="ddim", steps=2, guidance=1.0, levels=levels),
        classes=CLASSES,
        codec=teacher.codec,
        version="0.0.2",
    )
    served = replace(teacher, student=Student("drums_2", 2, guidance))
    (folder / "drums.json").write_text(served.to_json(), encoding="utf-8")
    return student


def write_model(folder: Path, model: ModelProto, *, name: str, **facts: object) -> ModelCard:
    """Write a model and its card, and return the card."""
    content = model.SerializeToString()
    (folder / f"{name}.onnx").write_bytes(content)
    card = ModelCard(
        name=name,
        file=f"{name}.onnx",
        sha256=hashlib.sha256(content).hexdigest(),
        licence="CC0-1.0",
        attribution=("Nobody",),
        sources=(Source("arithmetic", "CC0-1.0", 0, ""),),
        metrics={"loss": 0.0},
        **{"version": "0.0.1", "sample_rate_hz": RATE_HZ, "training": {"steps": 0}, **facts},
    )
    (folder / f"{name}.json").write_text(card.to_json(), encoding="utf-8")
    return card


def class_means() -> np.ndarray:
    """Return the mean latents of each class, float32 of shape (K, L * C); distinct, of size about 1."""
    k, i = np.arange(len(CLASSES))[:, None], np.arange(LATENT_SIZE)[None, :]
    return (0.8 * np.sqrt(2) * np.cos(np.pi * (k + 1) * (2 * i + 1) / (2 * LATENT_SIZE))).astype(np.float32)


def denoiser_graph() -> ModelProto:
    """Return the exact denoiser of the class-wise Gaussian latents, in EDM's form with sigma_data = 1.

    F = (D - c_skip x) / c_out with D = (SPREAD**2 x + sigma**2 mean) / (SPREAD**2 + sigma**2), x = total * (c_in x),
    total = sqrt(1 + sigma**2), sigma = exp(4 c_noise).
    """
    nodes = [
        node("Mul", ["c_noise", "four"], "log_sigma"),
        node("Exp", ["log_sigma"], "sigma_flat"),
        node("Reshape", ["sigma_flat", "column"], "sigma"),
        node("Mul", ["sigma", "sigma"], "sigma2"),
        node("Add", ["sigma2", "one"], "total2"),
        node("Sqrt", ["total2"], "total"),
        node("Add", ["sigma2", "spread2"], "posterior"),
        node("MatMul", ["class_weights", "means"], "mean_flat"),
        node("Reshape", ["mean_flat", "latent"], "mean"),
        node("Mul", ["x", "total"], "x_raw"),
        node("Mul", ["x_raw", "spread2"], "from_x"),
        node("Mul", ["mean", "sigma2"], "from_mean"),
        node("Add", ["from_x", "from_mean"], "weighted"),
        node("Div", ["weighted", "posterior"], "D_x"),
        node("Div", ["x_raw", "total2"], "skipped"),
        node("Sub", ["D_x", "skipped"], "residual"),
        node("Mul", ["residual", "total"], "scaled"),
        node("Div", ["scaled", "sigma"], "f"),
    ]
    constants = {
        "four": np.float32([4.0]),
        "one": np.float32([1.0]),
        "spread2": np.float32([SPREAD**2]),
        "means": class_means(),
        "column": np.int64([-1, 1, 1]),
        "latent": np.int64([-1, LENGTH, CHANNELS]),
    }
    shape = ["B", LENGTH, CHANNELS]
    inputs = {"x": shape, "c_noise": ["B"], "class_weights": ["B", len(CLASSES)]}
    return tiny_model(nodes, constants, inputs, {"f": shape})


def decoder_graph(n_samples: int) -> ModelProto:
    """Return a decoder: damped tones from 80 Hz upwards weighted by the latents, plus a burst of the noise."""
    time_s = np.arange(n_samples) / RATE_HZ
    frequency_hz = 80.0 * 1.6 ** np.arange(LATENT_SIZE)[:, None]
    tones = np.exp(-time_s * 60.0) * np.sin(2 * np.pi * frequency_hz * time_s) / np.sqrt(LATENT_SIZE)
    nodes = [
        node("Reshape", ["latents", "flat"], "strengths"),
        node("MatMul", ["strengths", "tones"], "tonal"),
        node("Mul", ["noise", "burst"], "noisy"),
        node("Add", ["tonal", "noisy"], "audio"),
    ]
    constants = {
        "flat": np.int64([-1, LATENT_SIZE]),
        "tones": tones.astype(np.float32),
        "burst": (0.05 * np.exp(-time_s * 120.0)).astype(np.float32),
    }
    inputs = {"latents": ["B", LENGTH, CHANNELS], "noise": ["B", n_samples]}
    return tiny_model(nodes, constants, inputs, {"audio": ["B", n_samples]})


def encoder_graph() -> ModelProto:
    """Return an encoder: a fixed linear map."""
    size = FRAMES * BINS
    angle = np.pi * np.outer(np.arange(size) + 0.5, np.arange(LATENT_SIZE)) / size
    nodes = [
        node("Reshape", ["features", "flat"], "row"),
        node("MatMul", ["row", "basis"], "coefficients"),
        node("Reshape", ["coefficients", "latent"], "latents"),
    ]
    constants = {
        "flat": np.int64([-1, size]),
        "basis": (np.cos(angle) / np.sqrt(size)).astype(np.float32),
        "latent": np.int64([-1, LENGTH, CHANNELS]),
    }
    return tiny_model(nodes, constants, {"features": ["B", FRAMES, BINS]}, {"latents": ["B", LENGTH, CHANNELS]})


def node(operation: str, inputs: list[str], output: str, **attributes):
    """Return a node with one output."""
    return helper.make_node(operation, inputs, [output], **attributes)


def tiny_model(nodes: list, constants: dict, inputs: dict, outputs: dict) -> ModelProto:
    """Return a model of float32 arrays with the given shapes."""
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in inputs.items()],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()],
    )
    opsets = [helper.make_opsetid("", OPSET)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION, producer_name="tiny")
