"""What signatures, keys and short texts in the team's files must look like before anything is made of them."""

import re
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_HEX: Final = re.compile(r"(?:[0-9a-f]{2})+")


def is_hex(text: object, size: int) -> bool:
    """Whether *text* is *size* bytes as lower-case hex."""
    return isinstance(text, str) and len(text) == 2 * size and _HEX.fullmatch(text) is not None


def is_plain(text: object, most: int) -> bool:
    """Whether *text* is one short line that can be shown as it is."""
    return isinstance(text, str) and 0 < len(text) <= most and text.isprintable() and text == text.strip()


def is_signed(content: bytes, signature: bytes, key: str) -> bool:
    """Whether the holder of *key* (hex) signed *content*."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True
