"""Open a model: check the file against its card, then compute with it."""

import hashlib
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from drumgen.errors import DeviceError, ModelError
from drumgen.inference.cards import ModelCard
from drumgen.inference.fields import Shape
from drumgen.inference.runtime import open_session, running_provider

Arrays = Mapping[str, NDArray[np.float32]]


class Model(Protocol):
    """What computes the arrays of a card."""

    @property
    def card(self) -> ModelCard:
        """What the model is."""

    def run(self, inputs: Arrays) -> dict[str, NDArray[np.float32]]:
        """Compute the outputs by name."""


class OnnxModel:
    """A model that is open and fits its card.

    Parameters
    ----------
    card : ModelCard
        What the model is.
    session : onnxruntime.InferenceSession
        The open session.

    Attributes
    ----------
    card : ModelCard
    provider : str
        Our name of the compute provider that really runs, such as ``cpu``.
    """

    def __init__(self, card: ModelCard, session: Any) -> None:
        self.card = card
        self.provider = running_provider(session)
        self._session = session
        # Only DirectML's sessions may not run in two threads at once.
        self._lock = threading.Lock() if self.provider == "directml" else None

    def run(self, inputs: Arrays) -> dict[str, NDArray[np.float32]]:
        """Compute the outputs.

        Parameters
        ----------
        inputs : mapping of name to float32 array
            As the card's `inputs` says.

        Returns
        -------
        dict of name to float32 array
            As the card's `outputs` says.

        Raises
        ------
        DeviceError
            If the computation fails, for want of memory say.
        """
        names = list(self.card.outputs)
        try:
            if self._lock is None:
                results = self._session.run(names, dict(inputs))
            else:
                with self._lock:
                    results = self._session.run(names, dict(inputs))
        except Exception as error:  # onnxruntime's exceptions share no base
            advice = "close other programs" if self.provider == "cpu" else "choose the device cpu"
            raise DeviceError(
                f"Computing the model {self.card.name} on {self.provider} failed ({one_line(error)}); {advice}."
            ) from error
        return dict(zip(names, results, strict=True))


def open_model(folder: Path, card: ModelCard, provider: str) -> OnnxModel:
    """Open the ONNX file of a card.

    Parameters
    ----------
    folder : Path
        Where the card and its file lie.
    card : ModelCard
        The card.
    provider : str
        Name of the compute provider. Where it cannot take the model, the CPU does; see `OnnxModel.provider`.

    Raises
    ------
    ModelError
        If the file is missing, is not the one that the card describes, or is no model that onnxruntime can open.
    """
    path = folder / card.file
    content = _read(path)
    if hashlib.sha256(content).hexdigest() != card.sha256:
        raise ModelError(
            f"The model file {path} is damaged or not the one its card describes; install the model again."
        )
    session = _open(path, content, provider)
    _check_arrays(path, "input", card.inputs, session.get_inputs())
    _check_arrays(path, "output", card.outputs, session.get_outputs())
    return OnnxModel(card, session)


def one_line(error: Exception) -> str:
    """Return the first line of an error's message, without a full stop, for use inside a sentence."""
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ModelError(f"The model file {path} is missing; install the model again.") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise ModelError(f"The model file {path} cannot be read ({reason}); check its permissions.") from error


def _open(path: Path, content: bytes, provider: str) -> Any:
    try:
        return open_session(content, provider)
    except Exception as error:
        if provider != "cpu":
            return _open(path, content, "cpu")
        raise ModelError(
            f"The model file {path} is not a model that onnxruntime can open ({one_line(error)}); update drumgen."
        ) from error


def _check_arrays(path: Path, role: str, described: Mapping[str, Shape], found: list[Any]) -> None:
    """Raise `ModelError` unless the arrays in the file are those on the card."""
    names = {array.name for array in found}
    if names != set(described):
        raise ModelError(
            f"The model file {path} does not fit its card: its {role}s are {', '.join(sorted(names))}, "
            f"but the card says {', '.join(sorted(described))}; install the model again."
        )
    for array in found:
        shape = described[array.name]
        if array.type != "tensor(float)":
            raise ModelError(
                f"The model file {path} cannot be used: its {role} {array.name} is {array.type}, but must be float32."
            )
        if len(shape) != len(array.shape) or not all(map(_fits, shape, array.shape)):
            raise ModelError(
                f"The model file {path} does not fit its card: the shape of its {role} {array.name} is "
                f"{_written(array.shape)}, but the card says {_written(shape)}; install the model again."
            )


def _fits(described: int | str, found: int | str | None) -> bool:
    """Return whether a dimension in the file can be the one on the card; a name or None in the file is any number."""
    return not isinstance(found, int) or described == found


def _written(shape: Any) -> str:
    return " x ".join("?" if dimension is None else str(dimension) for dimension in shape)
