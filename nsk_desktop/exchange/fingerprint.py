"""Six words that name a public key, so that two people can compare it by telephone."""

from functools import cache
from hashlib import sha256

from nsk_desktop.paths import resource

WORDS = 6
BITS = 10


@cache
def words() -> tuple[str, ...]:
    """The 1,024 words, in the order that gives them their number. The order is part of the format."""
    return tuple(resource("wordlist", "danish.txt").read_text(encoding="utf-8").split())


def fingerprint(public_key: bytes) -> str:
    """The six words of *public_key*: the first 60 bits of its SHA-256."""
    number = int.from_bytes(sha256(public_key).digest()[:8]) >> (64 - WORDS * BITS)
    listed = words()
    picks = [number >> BITS * place & (1 << BITS) - 1 for place in reversed(range(WORDS))]
    return " ".join(listed[pick] for pick in picks)
