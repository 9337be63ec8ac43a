"""The key that the centre signs its receipts with. The evaluator has no store, so it lies in a file of their own.

It protects no secret: whoever holds it can write receipts that laptops believe, and nothing else. So it is readable
for its user alone, and not locked with a passphrase that would be asked for at every merge.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from nsk_desktop.errors.receipts import CentreKeyDamaged
from nsk_desktop.exchange import strict_json
from nsk_desktop.exchange.fingerprint import fingerprint
from nsk_desktop.paths import user_config, write_whole

_KIND = "nsk-central-key"
_MOST = 4096


@dataclass(frozen=True, slots=True)
class CentreKey:
    """What signs in the name of the central evaluation."""

    private: Ed25519PrivateKey

    @property
    def public_key(self) -> bytes:
        return self.private.public_key().public_bytes_raw()

    @property
    def words(self) -> str:
        """The six words that a laptop's user compares."""
        return fingerprint(self.public_key)

    def sign(self, content: bytes) -> bytes:
        return self.private.sign(content)


def usual_place() -> Path:
    """Where the key lies unless somebody says otherwise: with the user's own settings."""
    return user_config() / "central-key.json"


def load_or_make(path: Path | None = None) -> CentreKey:
    """The centre's key; made now when there is none. A damaged one is never replaced unasked: laptops know it."""
    place = path or usual_place()
    if not place.exists():
        return _made(place)
    try:
        said = strict_json.loads(place.read_bytes(), _MOST)
        if not isinstance(said, dict) or said.get("kind") != _KIND:
            raise ValueError("another kind of file")
        return CentreKey(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(str(said["private"]))))
    except (ValueError, KeyError) as error:
        raise CentreKeyDamaged(place) from error


def _made(place: Path) -> CentreKey:
    key = CentreKey(Ed25519PrivateKey.generate())
    content = {"kind": _KIND, "private": key.private.private_bytes_raw().hex(), "public": key.public_key.hex()}
    write_whole(place, strict_json.dumps(content))
    os.chmod(place, 0o600)
    return key
