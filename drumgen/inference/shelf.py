"""Several folders of models as one: those shipped, and those that were trained since."""

from collections.abc import Sequence
from pathlib import Path

from drumgen.errors import ModelError
from drumgen.inference.cards import ModelCard
from drumgen.inference.store import ModelStore


class ModelShelf:
    """Finds a model in the first of several folders that has it; each folder holds the codec of its own models.

    Parameters
    ----------
    stores : sequence of ModelStore
        The folders, the first one first in rank.
    """

    def __init__(self, stores: Sequence[ModelStore]) -> None:
        self._stores = list(stores)

    @property
    def folder(self) -> Path:
        """The first folder."""
        return self._stores[0].folder

    def add(self, folder: Path) -> None:
        """Look into another folder too, after the others."""
        if all(store.folder != folder for store in self._stores):
            self._stores.append(ModelStore(folder))

    def names(self) -> tuple[str, ...]:
        """Return the names of all generating models, those of the first folder first."""
        return tuple(dict.fromkeys(name for store in self._stores for name in store.names()))

    def card(self, name: str) -> ModelCard:
        """Read the card of a model; raises as `ModelStore.card` does."""
        return self.store_of(name).card(name)

    def store_of(self, name: str) -> ModelStore:
        """Return the folder that has a model.

        Raises
        ------
        ModelError
            If none has it.
        """
        for store in self._stores:
            if (store.folder / f"{name}.json").parent == store.folder and (store.folder / f"{name}.json").is_file():
                return store
        if len(self._stores) == 1:
            return self._stores[0]  # its own complaint names the folder
        raise ModelError(f"There is no model called {name!r}; the models are: {', '.join(self.names()) or 'none'}.")
