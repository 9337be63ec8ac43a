"""The Ed25519 key that this store signs its files with, sealed in the key file.

The key is not the device identity: that is a random id which changes after a restore, while colleagues
and the centre go on knowing the store by its key.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from nsk_desktop.store import keyfile, keys
from nsk_desktop.store.keyfile import DataKey

_NAME: Final = "device"


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """What signs in the name of this store."""

    private: Ed25519PrivateKey

    @property
    def public_key(self) -> bytes:
        """The 32 bytes that others check a signature with."""
        return self.private.public_key().public_bytes_raw()

    def sign(self, content: bytes) -> bytes:
        """The 64-byte signature of *content*."""
        return self.private.sign(content)


def make_device_key(folder: Path, data_key: DataKey) -> DeviceKey:
    """Give the store a new key of its own, for a new store or for a copy that was moved to another machine."""
    private = Ed25519PrivateKey.generate()
    made = DeviceKey(private)
    header = {"kind": "ed25519", "public": made.public_key.hex()}
    keys.seal(folder, data_key, _NAME, private.private_bytes_raw(), header)
    return made


def load_device_key(folder: Path, data_key: DataKey) -> DeviceKey:
    """The store's key; made now if the store was never given one."""
    found = keys.unseal(folder, data_key, _NAME)
    if found is None:
        return make_device_key(folder, data_key)
    secret, header = found
    if len(secret) != 32 or header.get("kind") != "ed25519":
        raise keyfile.damaged(folder)
    return DeviceKey(Ed25519PrivateKey.from_private_bytes(secret))


def is_signed(content: bytes, signature: bytes, public_key: bytes) -> bool:
    """Whether *signature* was made over *content* by the holder of *public_key*."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True
