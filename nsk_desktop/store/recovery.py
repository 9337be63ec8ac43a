"""The recovery code: 128 random bits as six groups that are printed once and can be typed back.

Thirty signs of five bits hold the 128 bits and 22 bits of checksum, so that a slip of the finger is told
from the code of another store. The alphabet has no I, L, O or U; they are read as what they look like.
"""

import hashlib
import secrets
from typing import Final

from nsk_desktop.errors.store import MistypedRecoveryCode

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUP: Final = 5
_SIGNS: Final = 30
_CHECK_BITS: Final = _SIGNS * 5 - 128
_LOOKS_LIKE: Final = str.maketrans({"O": "0", "Ø": "0", "I": "1", "L": "1", "U": "V"})
_SEPARATORS: Final = str.maketrans("", "", " \t\r\n\u00a0-–—_./")


def new_secret() -> bytes:
    """The 16 random bytes behind a new recovery code."""
    return secrets.token_bytes(16)


def _checksum(secret: bytes) -> int:
    digest = hashlib.sha256(b"nsk recovery code 1\x00" + secret).digest()
    return int.from_bytes(digest[:4], "big") >> (32 - _CHECK_BITS)


def format_code(secret: bytes) -> str:
    """*secret* as it is printed: ``XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX``."""
    number = int.from_bytes(secret, "big") << _CHECK_BITS | _checksum(secret)
    signs = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(_SIGNS)))
    return "-".join(signs[start : start + _GROUP] for start in range(0, _SIGNS, _GROUP))


def read_code(typed: str) -> bytes:
    """The secret in a code as *typed* by a person, in any case and spacing."""
    signs = typed.translate(_SEPARATORS).upper().translate(_LOOKS_LIKE)
    if len(signs) != _SIGNS or any(sign not in ALPHABET for sign in signs):
        raise MistypedRecoveryCode
    number = 0
    for sign in signs:
        number = number << 5 | ALPHABET.index(sign)
    secret = (number >> _CHECK_BITS).to_bytes(16, "big")
    if number & ((1 << _CHECK_BITS) - 1) != _checksum(secret):
        raise MistypedRecoveryCode
    return secret
