"""The trained encoder of words on disk."""

from pathlib import Path

import torch

from drumgen.errors import DataError
from training.run_folder import read_run
from training.words.network import WordEncoder, WordSettings

WEIGHTS = "words.pt"


def read_encoder(folder: Path) -> WordEncoder:
    """Read the encoder of a run.

    Raises
    ------
    DataError
        If the folder holds no run of `python -m training words`, or its weights are damaged.
    """
    facts = read_run(folder)
    if facts.get("kind") != "words":
        raise DataError(f"The run {folder} trained no encoder of words; name the folder of a run that did.")
    network = WordEncoder(WordSettings(**facts["network"]))
    try:
        network.load_state_dict(torch.load(folder / WEIGHTS, weights_only=True))
    except Exception as error:  # torch, pickle and zipfile each raise kinds of their own
        raise DataError(f"The weights {folder / WEIGHTS} cannot be read; train again.") from error
    return network.eval()
