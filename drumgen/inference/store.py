"""The folder of models."""

import os
from pathlib import Path

from drumgen.errors import ModelError
from drumgen.inference.cards import ModelCard, read_card
from drumgen.inference.sessions import OnnxModel, open_model

FOLDER_VARIABLE = "DRUMGEN_MODELS"
PACKAGED_FOLDER = Path(__file__).resolve().parent.parent / "models"


class ModelStore:
    """Finds and opens the models in a folder, each ``NAME.onnx`` with its card ``NAME.json``.

    Parameters
    ----------
    folder : Path or None
        None means the folder named by the environment variable DRUMGEN_MODELS, else the models shipped in the package.

    Attributes
    ----------
    folder : Path
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or Path(os.environ.get(FOLDER_VARIABLE) or PACKAGED_FOLDER)

    def names(self) -> tuple[str, ...]:
        """Return the names of the generating models, sorted; one with a damaged card is among them.

        The students of others are left out: they serve what is asked of their teachers.
        """
        found: list[str] = []
        students: set[str] = set()
        for path in sorted(self.folder.glob("*.json")):
            try:
                card = read_card(path)
            except ModelError:
                found.append(path.stem)
                continue
            if card.kind == "denoiser":
                found.append(path.stem)
            if card.student is not None:
                students.add(card.student.name)
        return tuple(name for name in found if name not in students)

    def card(self, name: str) -> ModelCard:
        """Read the card of a model.

        Raises
        ------
        ModelError
            If there is no such model or its card is unusable.
        """
        path = self.folder / f"{name}.json"
        if path.parent != self.folder or not path.exists():
            known = ", ".join(self.names()) or "none"
            raise ModelError(f"There is no model called {name!r} in {self.folder}; the models there: {known}.")
        card = read_card(path)
        if card.name != name:
            raise ModelError(f"The model card {path} is for the model {card.name!r}; give the file that name.")
        return card

    def denoiser(self, name: str, provider: str = "cpu") -> OnnxModel:
        """Open a generating model.

        Raises
        ------
        ModelError
            If the model or its card is missing or damaged, or it is no denoiser.
        """
        return self._open(name, "denoiser", provider)

    def codec_decoder(self, provider: str = "cpu") -> OnnxModel:
        """Open the codec's way from latents to audio; raises like `denoiser`."""
        return self._open("codec_decoder", "codec_decoder", provider)

    def codec_encoder(self, provider: str = "cpu") -> OnnxModel:
        """Open the codec's way from features to latents; raises like `denoiser`."""
        return self._open("codec_encoder", "codec_encoder", provider)

    def words(self) -> OnnxModel:
        """Open the encoder of words on the CPU, as a word is too little work for others; raises like `denoiser`."""
        return self._open("words", "words", "cpu")

    def _open(self, name: str, kind: str, provider: str) -> OnnxModel:
        card = self.card(name)
        if card.kind != kind:
            raise ModelError(f"The model {name} in {self.folder} is a {card.kind}, but a {kind} is needed.")
        return open_model(self.folder, card, provider)
