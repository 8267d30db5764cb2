"""The full-band embedding on disk, and as an embedding of sounds."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from drumgen.errors import DataError
from training.evaluation.fullband.fitting import run_network
from training.evaluation.fullband.network import FullBandNetwork, FullBandSettings
from training.evaluation.fullband.views import ViewSettings, views
from training.loop import load_checkpoint

SETTINGS = "embedding.json"
WEIGHTS = "embedding.pt"


@dataclass(frozen=True)
class FullBand:
    """A trained full-band embedding.

    Parameters
    ----------
    views : ViewSettings
    network_settings : FullBandSettings
    network : FullBandNetwork
    held_out_kits : tuple of str
        Kits that it never saw.
    """

    views: ViewSettings
    network_settings: FullBandSettings
    network: FullBandNetwork
    held_out_kits: tuple[str, ...]

    def embed_all(self, sounds: Iterable[NDArray[np.float32]], rate_hz: int) -> NDArray[np.float32]:
        """Return one row a sound, shape (M, D), of sounds of shape (N,) at `rate_hz`."""
        return run_network(self.network, views(sounds, rate_hz, self.views))[0].numpy()

    def save(self, folder: Path, *, facts: Mapping[str, Any]) -> None:
        """Write weights and settings, and facts about the training, into an existing folder."""
        aside = folder / f"{WEIGHTS}.part"
        torch.save(self.network.state_dict(), aside)
        aside.replace(folder / WEIGHTS)
        content = {
            "kind": "embedding",
            "views": asdict(self.views),
            "network": asdict(self.network_settings),
            "heads": [head.out_features for head in self.network.heads],
            "held_out_kits": list(self.held_out_kits),
            **facts,
        }
        aside = folder / f"{SETTINGS}.part"
        aside.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        aside.replace(folder / SETTINGS)


def load_full_band(folder: Path) -> FullBand:
    """Load what `python -m training embedding --out` wrote.

    Raises
    ------
    DataError
        If the folder holds no such embedding, or its files are damaged.
    """
    try:
        content = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
        settings = FullBandSettings(**{**content["network"], "channels": tuple(content["network"]["channels"])})
        seen, kits = ViewSettings(**content["views"]), tuple(map(str, content["held_out_kits"]))
        heads = tuple(int(answers) for answers in content["heads"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"The folder {folder} holds no full-band embedding (no readable {SETTINGS}); train one with "
            "python -m training embedding."
        ) from error
    network = FullBandNetwork(seen, heads, settings)
    try:
        network.load_state_dict(load_checkpoint(folder / WEIGHTS))
    except (RuntimeError, TypeError, AttributeError) as error:
        raise DataError(f"The weights {folder / WEIGHTS} do not fit {SETTINGS}; train the embedding again.") from error
    network.eval()
    return FullBand(seen, settings, network, kits)
