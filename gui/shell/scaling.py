"""How large everything is, beyond what the system says; decided before the application is there."""

import os
from collections.abc import MutableMapping

PERCENTAGES = (100, 125, 150, 175, 200)
VARIABLE = "QT_SCALE_FACTOR"


def apply_scaling(percent: int, environment: MutableMapping[str, str] | None = None) -> None:
    """Scale the whole app; call it before `QApplication` is made. A factor that the user's environment sets wins.

    Parameters
    ----------
    percent : int
        One of `PERCENTAGES`; others are ignored.
    environment : mapping or None
        Where Qt looks; None means that of this process.
    """
    variables = os.environ if environment is None else environment
    if percent in PERCENTAGES and percent != 100 and VARIABLE not in variables:
        variables[VARIABLE] = f"{percent / 100:g}"
