"""Functions of single numbers, applied to numbers, numpy arrays and torch tensors alike."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Float64 = NDArray[np.float64]


def elementwise(function: Callable[[Float64], Any], value: Any) -> Any:
    """Return function(value) in value's kind, computed by numpy in float64.

    Parameters
    ----------
    function : callable
        From a float64 array to one of the same shape.
    value : number, array or torch tensor
        Noise levels or times.

    Returns
    -------
    float, float64 array, or a torch tensor of value's type and place
        Tensors pass through numpy, without a gradient: noise levels are no variables, and there are few of them.
    """
    if hasattr(value, "new_tensor"):
        return value.new_tensor(np.asarray(function(value.detach().cpu().double().numpy())))
    result = np.asarray(function(np.asarray(value, dtype=np.float64)), dtype=np.float64)
    return result if result.ndim else float(result)
