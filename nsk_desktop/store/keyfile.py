"""The key file itself: a small JSON document of slots and sealed secrets, written whole and checked when read.

It carries a plain checksum, so that damage is told from a wrong passphrase, and a code under the data key,
so that nobody can change one slot unnoticed by whoever opens another.
"""

import hashlib
import hmac
import json
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from nsk_desktop.errors.store import KeyFileDamaged, KeyFileMissing, NewerStore, StoreMissing
from nsk_desktop.store.folder import StoreFolder, system_errors, write_whole

FORMAT: Final = "nsk-keys"
VERSION: Final = 1
_MOST_BYTES: Final = 64 * 1024
Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DataKey:
    """The key that all other keys of a store come from. Never shown: not even by ``repr``."""

    raw: bytes = field(repr=False)

    def sub_key(self, label: str) -> bytes:
        """The 32-byte key for one use, named by *label*."""
        return HKDF(SHA256(), 32, salt=None, info=b"nsk/1/" + label.encode()).derive(self.raw)

    @property
    def database(self) -> bytes:
        """The raw key of the encrypted database."""
        return self.sub_key("database")

    @property
    def mark(self) -> bytes:
        """The key that the high-water mark is signed with."""
        return self.sub_key("mark")


def new() -> Content:
    """The content of a key file without any slot yet."""
    return {"format": FORMAT, "version": VERSION, "store": secrets.token_hex(16), "slots": {}, "sealed": {}}


def wrap(secret: bytes, key: bytes, bound: bytes) -> dict[str, str]:
    """*secret* encrypted with *key*, which fits only together with what it is *bound* to."""
    nonce = secrets.token_bytes(12)
    return {"nonce": text(nonce), "wrapped": text(AESGCM(key).encrypt(nonce, secret, bound))}


def unwrap(content: Content, slot: Content, key: bytes, folder: Path) -> bytes | None:
    """The secret in *slot*, or None when *key* does not fit."""
    nonce, wrapped = bytes_in(slot, "nonce", folder), bytes_in(slot, "wrapped", folder)
    try:
        return AESGCM(key).decrypt(nonce, wrapped, bound(content, header(slot)))
    except InvalidTag:
        return None
    except ValueError:  # a nonce of another length
        raise damaged(folder) from None


def header(slot: Content) -> Content:
    """The readable part of a slot."""
    return {key: value for key, value in slot.items() if key not in ("nonce", "wrapped")}


def bound(content: Content, readable: Content) -> bytes:
    """What a wrapped key is bound to: its own header, the store and the format, so that no slot can be moved."""
    return _canonical([content["format"], content["version"], content["store"], readable])


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def _code(content: Content, data_key: DataKey) -> str:
    body = {key: value for key, value in content.items() if key not in ("code", "checksum")}
    return hmac.new(data_key.sub_key("key file"), _canonical(body), hashlib.sha256).hexdigest()


def _checksum(content: Content) -> str:
    body = {key: value for key, value in content.items() if key != "checksum"}
    return hashlib.sha256(_canonical(body)).hexdigest()


def is_authentic(content: Content, data_key: DataKey) -> bool:
    """Whether every slot is as the holder of the data key last wrote it."""
    return hmac.compare_digest(_code(content, data_key).encode(), content["code"].encode("utf-8", "replace"))


def write(path: Path, content: Content, data_key: DataKey) -> None:
    """Write the key file whole, with its code and its checksum."""
    content["code"] = _code(content, data_key)
    content["checksum"] = _checksum(content)
    write_whole(path, (json.dumps(content, indent=1) + "\n").encode())


def read(folder: Path) -> Content:
    """The key file of the store in *folder*, refused unless it is whole."""
    path = StoreFolder(folder).keys
    with system_errors(path):
        try:
            with path.open("rb") as file:
                return parse(file.read(_MOST_BYTES + 1), path)
        except FileNotFoundError:
            missing = KeyFileMissing(path) if StoreFolder(folder).database.exists() else StoreMissing(folder)
            raise missing from None


def read_authentic(folder: Path, data_key: DataKey) -> Content:
    """The present key file, for who holds the data key already."""
    content = read(folder)
    if not is_authentic(content, data_key):
        raise damaged(folder)
    return content


def parse(text: bytes, path: Path) -> Content:
    """The content of a key file, refused unless its checksum and its shape are right."""
    try:
        content = json.loads(text.decode("ascii"), object_pairs_hook=_without_doubles)
    except (ValueError, RecursionError):
        raise KeyFileDamaged(path) from None
    if len(text) > _MOST_BYTES or not isinstance(content, dict) or content.get("format") != FORMAT:
        raise KeyFileDamaged(path)
    if content.get("checksum") != _checksum(content):
        raise KeyFileDamaged(path)
    if type(content.get("version")) is int and content["version"] > VERSION:
        raise NewerStore(path)
    shape = {"version": int, "store": str, "slots": dict, "sealed": dict, "code": str}
    if any(type(content.get(key)) is not kind for key, kind in shape.items()):
        raise KeyFileDamaged(path)
    return content


def _without_doubles(pairs: list[tuple[str, Any]]) -> Content:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def part(content: Content, group: str, name: str, folder: Path) -> Content:
    """One slot or one sealed secret."""
    found = content[group].get(name)
    if not isinstance(found, dict):
        raise damaged(folder)
    return found


def bytes_in(slot: Content, name: str, folder: Path) -> bytes:
    """The bytes that stand as text in *slot*."""
    try:
        return b64decode(str(slot.get(name)), validate=True)
    except ValueError:
        raise damaged(folder) from None


def text(content: bytes) -> str:
    """Bytes as the text that stands in the file."""
    return b64encode(content).decode("ascii")


def damaged(folder: Path) -> KeyFileDamaged:
    """The error that names the key file in *folder*."""
    return KeyFileDamaged(StoreFolder(folder).keys)
