"""Locking a file for colleagues' computers, and opening one. The one door to age (pyrage)."""

from collections.abc import Sequence
from typing import Final

from nsk_desktop.errors.team import NoTeamFile, NotForUs, TeamDamaged

MAGIC: Final = b"age-encryption.org/v1\n"
_RECIPIENT: Final = "age1"


def new_secret() -> bytes:
    """A new X25519 key, as age writes it."""
    from pyrage import x25519

    return str(x25519.Identity.generate()).encode("ascii")


def recipient_of(secret: bytes) -> str:
    """The public half of a key: what others lock files for."""
    from pyrage import x25519

    return str(x25519.Identity.from_str(secret.decode("ascii")).to_public())


def is_recipient(text: str) -> bool:
    """Whether *text* is the public half of a key, in its one way of writing."""
    from pyrage import RecipientError, x25519

    try:
        return text.startswith(_RECIPIENT) and str(x25519.Recipient.from_str(text)) == text
    except RecipientError:
        return False


def lock(content: bytes, recipients: Sequence[str]) -> bytes:
    """*content*, readable for the holders of *recipients* alone."""
    import pyrage
    from pyrage import x25519

    return bytes(pyrage.encrypt(content, [x25519.Recipient.from_str(one) for one in recipients]))


def unlock(name: str, locked: bytes, secret: bytes) -> bytes:
    """The content of the file *name*, or why it cannot be read."""
    import pyrage
    from pyrage import x25519

    if not locked.startswith(MAGIC):
        raise NoTeamFile(name)
    try:
        return bytes(pyrage.decrypt(locked, [x25519.Identity.from_str(secret.decode("ascii"))]))
    except pyrage.DecryptError as problem:
        # The library has one class for both, and says in words which it is.
        raise (NotForUs if "No matching keys" in str(problem) else TeamDamaged)(name) from problem
