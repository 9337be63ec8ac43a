"""The high-water mark: how far the store had come, kept outside the database.

A database file that somebody put back from an older copy passes every check of its own. The mark tells:
it says how many journal entries there were, the greatest stamp, whose laptop it was and on which machine,
signed with a key that only the unlocked store has. An older file, or one on another machine, must take a
new device identity before it writes anything.
"""

import hashlib
import hmac
import json
import platform
import sys
import uuid
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from nsk_desktop.store.folder import system_errors, write_whole

_MOST_BYTES: Final = 4096


class Standing(Enum):
    """How a store stands to its mark."""

    FINE = "fine"
    OLDER = "older"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a store has come: entries in its journal, the greatest stamp, its identity and its machine."""

    entries: int
    stamp: str
    device: str
    machine: str


def this_machine(key: bytes) -> str:
    """A name for this machine that means nothing to who does not hold *key*."""
    return hmac.new(key, b"machine\x00" + _machine().encode(), hashlib.sha256).hexdigest()[:32]


def write_mark(path: Path, key: bytes, mark: Mark) -> None:
    """Keep *mark* at *path*, whole or not at all."""
    body = asdict(mark)
    write_whole(path, (json.dumps({**body, "code": _code(key, body)}, sort_keys=True) + "\n").encode())


def read_mark(path: Path, key: bytes) -> Mark | None:
    """The mark at *path*; None if there is none or it was not written with *key*."""
    with system_errors(path):
        try:
            with path.open("rb") as file:
                text = file.read(_MOST_BYTES)
        except FileNotFoundError:
            return None
    try:
        body = json.loads(text)
        code = body.pop("code")
        mark = Mark(**body)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if not isinstance(code, str) or not hmac.compare_digest(code.encode("utf-8", "replace"), _code(key, body).encode()):
        return None
    return mark


def compare(mark: Mark | None, present: Mark) -> Standing:
    """How the *present* state of a store stands to its *mark*.

    A store with entries and no readable mark came from somewhere without it.
    """
    if mark is None:
        return Standing.ELSEWHERE if present.entries else Standing.FINE
    if mark.machine != present.machine:
        return Standing.ELSEWHERE
    # The database may be ahead of its mark (a power cut before the mark was written), never behind.
    if present.entries < mark.entries or present.stamp < mark.stamp or present.device != mark.device:
        return Standing.OLDER
    return Standing.FINE


def _code(key: bytes, body: dict[str, object]) -> str:
    text = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hmac.new(key, b"mark\x00" + text.encode(), hashlib.sha256).hexdigest()


def _machine() -> str:
    """What tells one installation of an operating system from another, as well as can be read without rights."""
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as place:
                return str(winreg.QueryValueEx(place, "MachineGuid")[0])
        except OSError:
            return platform.node()
    for name in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        try:
            found = Path(name).read_text(encoding="ascii", errors="replace").strip()
        except OSError:
            continue
        if found:
            return found
    node = uuid.getnode()
    invented = node >> 40 & 1  # no network card: a number that is new in every process
    return platform.node() if invented else f"{node:012x}"
