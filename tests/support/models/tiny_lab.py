"""Tiny exact ONNX models with every condition of the laboratory, for any process and parameterization.

Latents are pictures of the shape (1, F, T) = (1, 4, 3). Under given wishes they are distributed as N(m, SPREAD**2),
where m is the sum of a vector for the class, one for each attribute times its standardised value, one for each word,
and half the previous block; the null of each adds nothing. The decoder plays each frame's bands as tones.
"""

from pathlib import Path

import numpy as np
from onnx import ModelProto

from drumgen.diffusion.processes import PROCESSES
from drumgen.inference.condition_facts import Attribute
from drumgen.inference.diffusion_settings import DiffusionSettings
from tests.support.models.tiny_models import node, tiny_model, write_model

LABELS = ("bell", "flute")
ATTRIBUTES = (
    Attribute("brightness", "Hz", mean=7.0, std=0.5, low=200.0, high=4000.0, logarithmic=True),
    Attribute("pitch", "semitones", mean=60.0, std=12.0, low=36.0, high=84.0),
)
VOCABULARY = ("warm", "bright", "f#4", "long", "brass")
WORDS = 3
SHAPE = (1, 4, 3)
SIZE = 12
SPREAD = 0.5
RATE_HZ = 8000
HOP = 512
BLOCK_SAMPLES = SHAPE[-1] * HOP


def lab_settings(process: str = "continuous-cosine", parameterization: str = "v", **changes) -> DiffusionSettings:
    """Return settings whose process has a sigma_max of some 40 or more."""
    special = {"ddpm": {"training_steps": 300, "beta_end": 0.05}}.get(process, {})
    facts = {"sampler": "ddim", "steps": 8, "guidance": 1.0, **changes}
    return DiffusionSettings(parameterization, 1.0, PROCESSES[process](**special), **facts)


def write_tiny_lab(folder: Path, settings: DiffusionSettings | None = None, *, previous: bool = True) -> Path:
    """Write the model ``lab``, continuing or not, and its decoder into a folder, and return it."""
    settings = settings or lab_settings()
    folder.mkdir(parents=True, exist_ok=True)
    latents, audio = ("B", *SHAPE), ("B", BLOCK_SAMPLES)
    if previous:
        latents, audio = ("B", "K", *SHAPE), ("B", "N")
    codec = write_model(
        folder,
        frames_decoder(latents, audio),
        kind="codec_decoder",
        name="codec_decoder",
        inputs={"latents": latents, "noise": audio},
        outputs={"audio": audio},
        sample_rate_hz=RATE_HZ,
        block_samples=BLOCK_SAMPLES if previous else None,
    )
    inputs = {
        "x": ("B", *SHAPE),
        "c_noise": ("B",),
        "class_weights": ("B", len(LABELS)),
        "attributes": ("B", 2 * len(ATTRIBUTES)),
        "tokens": ("B", WORDS),
    }
    if previous:
        inputs |= {"previous": ("B", *SHAPE), "has_previous": ("B", 1)}
    write_model(
        folder,
        lab_denoiser(settings, inputs),
        kind="denoiser",
        name="lab",
        inputs=inputs,
        outputs={"f": inputs["x"]},
        diffusion=settings,
        classes=LABELS,
        codec=codec.sha256,
        attributes=ATTRIBUTES,
        vocabulary=VOCABULARY,
        sample_rate_hz=RATE_HZ,
    )
    return folder


def directions(count: int, *, phase: float) -> np.ndarray:
    """Return distinct vectors for the wishes, float32 of shape (count, F * T)."""
    k, i = np.arange(count)[:, None], np.arange(SIZE)[None, :]
    return (0.6 * np.cos(np.pi * (k + 1 + phase) * (2 * i + 1) / (2 * SIZE))).astype(np.float32)


CLASS_VECTORS = directions(len(LABELS), phase=0.0)
ATTRIBUTE_VECTORS = directions(len(ATTRIBUTES), phase=2.5)
WORD_VECTORS = np.concatenate([np.zeros((1, SIZE), np.float32), directions(len(VOCABULARY), phase=5.25)])


def mean_latents(*, label=None, attributes=None, prompt_words=(), previous=None) -> np.ndarray:
    """Return m for wishes in the user's terms, shape (1, F, T)."""
    mean = np.zeros(SIZE)
    if label is not None:
        mean += CLASS_VECTORS[LABELS.index(label)]
    for k, attribute in enumerate(ATTRIBUTES):
        if attribute.name in (attributes or {}):
            mean += attribute.standardised(attributes[attribute.name]) * ATTRIBUTE_VECTORS[k]
    for word in prompt_words:
        mean += WORD_VECTORS[1 + VOCABULARY.index(word)]
    if previous is not None:
        mean += 0.5 * previous.reshape(SIZE)
    return mean.reshape(SHAPE)


def lab_denoiser(settings: DiffusionSettings, inputs: dict) -> ModelProto:
    """Return the exact network of the settings' process and parameterization with sigma_data = 1."""
    a = len(ATTRIBUTES)
    label_nodes, constants = _sigma_of_label(settings.process)
    nodes = [
        *label_nodes,
        node("Reshape", ["sigma_flat", "picture_column"], "sigma"),
        node("Mul", ["sigma", "sigma"], "sigma2"),
        node("Add", ["sigma2", "one"], "total2"),
        node("Sqrt", ["total2"], "total"),
        node("Mul", ["x", "total"], "x_raw"),
        node("MatMul", ["class_weights", "class_vectors"], "mean_class"),
        node("Slice", ["attributes", "zero_i", "a_i", "axis"], "values"),
        node("Slice", ["attributes", "a_i", "end_i", "axis"], "flags"),
        node("Mul", ["values", "flags"], "known"),
        node("MatMul", ["known", "attribute_vectors"], "mean_attributes"),
        node("Cast", ["tokens"], "ids", to=7),
        node("Gather", ["word_vectors", "ids"], "words"),
        node("ReduceSum", ["words", "axis"], "mean_words", keepdims=0),
        node("Add", ["mean_class", "mean_attributes"], "mean_ca"),
        node("Add", ["mean_ca", "mean_words"], "mean_told"),
    ]
    mean = "mean_told"
    if "previous" in inputs:
        nodes += [
            node("Reshape", ["previous", "flat"], "previous_flat"),
            node("Mul", ["previous_flat", "has_previous"], "previous_known"),
            node("Mul", ["previous_known", "half"], "mean_previous"),
            node("Add", ["mean_told", "mean_previous"], "mean_all"),
        ]
        mean = "mean_all"
    nodes += [
        node("Reshape", [mean, "picture"], "mean"),
        node("Mul", ["x_raw", "spread2"], "from_x"),
        node("Mul", ["mean", "sigma2"], "from_mean"),
        node("Add", ["from_x", "from_mean"], "weighted"),
        node("Add", ["sigma2", "spread2"], "posterior"),
        node("Div", ["weighted", "posterior"], "D_x"),
        *_f_of_denoised(settings.parameterization),
    ]
    constants |= {
        "one": np.float32([1.0]),
        "half": np.float32([0.5]),
        "spread2": np.float32([SPREAD**2]),
        "class_vectors": CLASS_VECTORS,
        "attribute_vectors": ATTRIBUTE_VECTORS,
        "word_vectors": WORD_VECTORS,
        "zero_i": np.int64([0]),
        "a_i": np.int64([a]),
        "end_i": np.int64([2 * a]),
        "axis": np.int64([1]),
        "flat": np.int64([-1, SIZE]),
        "picture": np.int64([-1, *SHAPE]),
        "picture_column": np.int64([-1, 1, 1, 1]),
    }
    return tiny_model(nodes, constants, inputs, {"f": inputs["x"]})


def frames_decoder(latents: tuple, audio: tuple) -> ModelProto:
    """Return a decoder: every frame sounds for HOP samples with its bands as tones, and a little noise."""
    time_s = np.arange(HOP) / RATE_HZ
    frequency_hz = 250.0 * 2.0 ** np.arange(SHAPE[1])[:, None]
    joins = len(latents) == len(SHAPE) + 2
    nodes = [
        node("Transpose", ["latents"], "by_frame", perm=[0, 1, 4, 2, 3] if joins else [0, 3, 1, 2]),
        node("Reshape", ["by_frame", "frames"], "strengths"),
        node("MatMul", ["strengths", "tones"], "tonal_frames"),
        node("Reshape", ["tonal_frames", "row"], "tonal"),
        node("Mul", ["noise", "little"], "noisy"),
        node("Add", ["tonal", "noisy"], "audio"),
    ]
    constants = {
        # Rows of frames: their number is left open where blocks are joined, and copied from the batch where not.
        "frames": np.int64([0, -1, SHAPE[1]]),
        "row": np.int64([0, -1]),
        "tones": (0.2 * np.sin(2 * np.pi * frequency_hz * time_s)).astype(np.float32),
        "little": np.float32([0.002]),
    }
    return tiny_model(nodes, constants, {"latents": latents, "noise": audio}, {"audio": audio})


def _sigma_of_label(process) -> tuple[list, dict]:
    """Return nodes from c_noise to sigma_flat."""
    name = next(name for name, kind in PROCESSES.items() if type(process) is kind)
    if name == "edm":
        return [node("Mul", ["c_noise", "four"], "log_sigma"), node("Exp", ["log_sigma"], "sigma_flat")], {
            "four": np.float32([4.0])
        }
    if name == "continuous-cosine":
        return [node("Mul", ["c_noise", "angle"], "angles"), node("Tan", ["angles"], "sigma_flat")], {
            "angle": np.float32([np.pi / 2000.0])
        }
    ladder = process.sigma(np.arange(process.training_steps)).astype(np.float32)
    return [
        node("Round", ["c_noise"], "rounded"),
        node("Cast", ["rounded"], "time", to=7),
        node("Gather", ["ladder", "time"], "sigma_flat"),
    ], {"ladder": ladder}


def _f_of_denoised(parameterization: str) -> list:
    """Return nodes from D_x to f."""
    if parameterization == "x":
        return [node("Identity", ["D_x"], "f")]
    if parameterization == "epsilon":
        return [node("Sub", ["x_raw", "D_x"], "noise_part"), node("Div", ["noise_part", "sigma"], "f")]
    order = ["D_x", "skipped"] if parameterization == "edm" else ["skipped", "D_x"]
    return [
        node("Div", ["x_raw", "total2"], "skipped"),
        node("Sub", order, "residual"),
        node("Mul", ["residual", "total"], "scaled"),
        node("Div", ["scaled", "sigma"], "f"),
    ]
