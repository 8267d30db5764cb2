"""What the app remembers from one start to the next."""

from typing import TypeVar

from PySide6.QtCore import QByteArray, QSettings

Value = TypeVar("Value", str, int, float, bool)


class Settings:
    """Typed access to a QSettings store; a value of the wrong type counts as absent.

    Parameters
    ----------
    store : QSettings
        Where values are kept.
    """

    def __init__(self, store: QSettings) -> None:
        self._store = store

    def get(self, key: str, default: Value) -> Value:
        """Return the value of `key`, of the type of `default`, or `default`."""
        stored = self._store.value(key, default)
        if isinstance(default, bool):
            return default if str(stored).lower() not in ("true", "false") else str(stored).lower() == "true"
        try:
            return type(default)(str(stored))
        except ValueError:
            return default

    def set(self, key: str, value: str | int | float | bool) -> None:
        """Remember a value."""
        self._store.setValue(key, value)

    def bytes(self, key: str) -> QByteArray:
        """Return stored bytes (a window's geometry), empty if there are none."""
        stored = self._store.value(key)
        return stored if isinstance(stored, QByteArray) else QByteArray()

    def set_bytes(self, key: str, value: QByteArray) -> None:
        """Remember bytes."""
        self._store.setValue(key, value)

    def save(self) -> None:
        """Write everything to disk."""
        self._store.sync()
