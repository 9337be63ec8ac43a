"""Small secrets of the store that must outlive a backup put back: they are sealed in the key file, not the database."""

from pathlib import Path

from nsk_desktop.store import keys
from nsk_desktop.store.keyfile import DataKey


class Vault:
    """What is sealed in the key file of the store in *folder*, by name."""

    def __init__(self, folder: Path, data_key: DataKey) -> None:
        self._folder, self._data_key = folder, data_key

    @property
    def store_id(self) -> str:
        """The random name of the store, the same in all copies of it."""
        return keys.store_id(self._folder)

    def read(self, name: str) -> bytes | None:
        """The secret kept as *name*, or None."""
        found = keys.unseal(self._folder, self._data_key, name)
        return None if found is None else found[0]

    def write(self, name: str, secret: bytes) -> None:
        """Keep *secret* as *name*."""
        keys.seal(self._folder, self._data_key, name, secret, {"kind": name})
