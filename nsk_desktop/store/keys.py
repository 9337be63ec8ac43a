"""The key file: one random data key, wrapped in slots that a passphrase or the recovery code opens.

Everything secret in a store hangs on the data key; sub-keys with labels are derived from it. Changing
the passphrase rewrites one slot of the small JSON file and leaves the database alone.

Imported by the unlock window: neither SQLAlchemy nor the database driver may be loaded from here.
"""

import secrets
import unicodedata
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from nsk_desktop.errors.store import StoreExists, WeakPassphrase, WrongPassphrase, WrongRecoveryCode
from nsk_desktop.store import keyfile, recovery
from nsk_desktop.store.folder import StoreFolder
from nsk_desktop.store.keyfile import Content
from nsk_desktop.store.keyfile import DataKey as DataKey

LEAST_CHARACTERS: Final = 10
_LEAST_DIFFERENT: Final = 4


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs with Argon2id."""

    memory_kib: int
    passes: int
    lanes: int

    def within(self, floor: "Cost", ceiling: "Cost") -> bool:
        return (
            floor.memory_kib <= self.memory_kib <= ceiling.memory_kib
            and floor.passes <= self.passes <= ceiling.passes
            and floor.lanes <= self.lanes <= ceiling.lanes
        )


@dataclass(frozen=True, slots=True)
class Strength:
    """The cost of a new slot, and the least and the most that is believed when a slot is read."""

    cost: Cost
    floor: Cost
    ceiling: Cost = Cost(1024 * 1024, 12, 16)


FULL: Final = Strength(cost=Cost(256 * 1024, 3, 4), floor=Cost(64 * 1024, 2, 1))


def create(folder: Path, passphrase: str, strength: Strength = FULL) -> tuple[DataKey, str]:
    """Make the key file of a new store; the recovery code that is returned is never shown again."""
    path = StoreFolder(folder).keys
    refuse_weak(passphrase)
    if path.exists():
        raise StoreExists(folder)
    data_key = DataKey(secrets.token_bytes(32))
    secret = recovery.new_secret()
    content = keyfile.new()
    _fill_passphrase(content, data_key, passphrase, strength)
    _fill_recovery(content, data_key, secret)
    keyfile.write(path, content, data_key)
    return data_key, recovery.format_code(secret)


def unlock(folder: Path, passphrase: str, strength: Strength = FULL) -> DataKey:
    """The data key, if *passphrase* is the right one."""
    content = keyfile.read(folder)
    slot = keyfile.part(content, "slots", "passphrase", folder)
    key = _passphrase_key(slot, passphrase, strength, folder)
    data_key = _open(content, slot, key, folder)
    if data_key is None:
        raise WrongPassphrase
    return data_key


def unlock_with_recovery(folder: Path, code: str) -> DataKey:
    """The data key, if *code* is this store's recovery code."""
    secret = recovery.read_code(code)
    content = keyfile.read(folder)
    slot = keyfile.part(content, "slots", "recovery", folder)
    data_key = _open(content, slot, _recovery_key(slot, secret, folder), folder)
    if data_key is None:
        raise WrongRecoveryCode
    return data_key


def verify_recovery(folder: Path, code: str) -> None:
    """Refuse a recovery code, typed back from the printed sheet, that would not open the store."""
    unlock_with_recovery(folder, code)


def change_passphrase(folder: Path, old: str, new: str, strength: Strength = FULL) -> None:
    """Replace the passphrase by one who knows the present one."""
    set_passphrase(folder, unlock(folder, old, strength), new, strength)


def set_passphrase(folder: Path, data_key: DataKey, new: str, strength: Strength = FULL) -> None:
    """Give an unlocked store a new passphrase: the way in after the recovery code was used."""
    refuse_weak(new)
    content = keyfile.read_authentic(folder, data_key)
    _fill_passphrase(content, data_key, new, strength)
    keyfile.write(StoreFolder(folder).keys, content, data_key)


def renew_recovery(folder: Path, data_key: DataKey) -> str:
    """Give an unlocked store a new recovery code; the old one opens nothing any more."""
    secret = recovery.new_secret()
    content = keyfile.read_authentic(folder, data_key)
    _fill_recovery(content, data_key, secret)
    keyfile.write(StoreFolder(folder).keys, content, data_key)
    return recovery.format_code(secret)


def store_id(folder: Path) -> str:
    """The random name of the store, the same in all copies of it."""
    return str(keyfile.read(folder)["store"])


def seal(folder: Path, data_key: DataKey, name: str, secret: bytes, header: Mapping[str, str]) -> None:
    """Keep another small *secret* of the store in the key file, bound to a readable *header*."""
    content = keyfile.read_authentic(folder, data_key)
    content["sealed"][name] = dict(header)
    content["sealed"][name].update(
        keyfile.wrap(secret, data_key.sub_key(f"sealed/{name}"), keyfile.bound(content, content["sealed"][name]))
    )
    keyfile.write(StoreFolder(folder).keys, content, data_key)


def unseal(folder: Path, data_key: DataKey, name: str) -> tuple[bytes, dict[str, str]] | None:
    """The secret kept as *name* and its header, or None when there is none."""
    content = keyfile.read_authentic(folder, data_key)
    if name not in content["sealed"]:
        return None
    sealed = keyfile.part(content, "sealed", name, folder)
    secret = keyfile.unwrap(content, sealed, data_key.sub_key(f"sealed/{name}"), folder)
    if secret is None:
        raise keyfile.damaged(folder)
    return secret, {key: str(value) for key, value in keyfile.header(sealed).items()}


def refuse_weak(passphrase: str) -> None:
    """Refuse a passphrase that a thief would soon guess. A bare number is a phone or a CPR number."""
    signs = "".join(sign for sign in _composed(passphrase) if sign not in " -.")
    too_plain = len(set(signs.casefold())) < _LEAST_DIFFERENT or (
        signs.isdecimal() and len(signs) < 2 * LEAST_CHARACTERS
    )
    if len(_composed(passphrase)) < LEAST_CHARACTERS or too_plain:
        raise WeakPassphrase(LEAST_CHARACTERS)


def _composed(passphrase: str) -> str:
    """The passphrase in one form: an å may be typed as one sign or, on some keyboards, as two."""
    return unicodedata.normalize("NFC", passphrase)


def _fill_passphrase(content: Content, data_key: DataKey, passphrase: str, strength: Strength) -> None:
    cost = strength.cost
    slot: Content = {
        "kind": "passphrase",
        "kdf": "argon2id",
        "salt": keyfile.text(secrets.token_bytes(16)),
        "memory_kib": cost.memory_kib,
        "passes": cost.passes,
        "lanes": cost.lanes,
    }
    key = _argon2(passphrase, b64decode(slot["salt"]), cost)
    content["slots"]["passphrase"] = slot | keyfile.wrap(data_key.raw, key, keyfile.bound(content, slot))


def _passphrase_key(slot: Content, passphrase: str, strength: Strength, folder: Path) -> bytes:
    numbers = [slot.get(name) for name in ("memory_kib", "passes", "lanes")]
    if slot.get("kdf") != "argon2id" or not all(type(number) is int for number in numbers):
        raise keyfile.damaged(folder)
    cost = Cost(*(int(number or 0) for number in numbers))
    # Less than the floor would make guessing cheap, more than the ceiling would never end: neither was written by us.
    if not cost.within(strength.floor, strength.ceiling):
        raise keyfile.damaged(folder)
    return _argon2(passphrase, keyfile.bytes_in(slot, "salt", folder), cost)


def _argon2(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    derivation = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib)
    return derivation.derive(_composed(passphrase).encode())


def _fill_recovery(content: Content, data_key: DataKey, secret: bytes) -> None:
    salt = secrets.token_bytes(16)
    slot: Content = {"kind": "recovery", "kdf": "hkdf-sha256", "salt": keyfile.text(salt)}
    content["slots"]["recovery"] = slot | keyfile.wrap(
        data_key.raw, _stretch(secret, salt), keyfile.bound(content, slot)
    )


def _recovery_key(slot: Content, secret: bytes, folder: Path) -> bytes:
    if slot.get("kdf") != "hkdf-sha256":
        raise keyfile.damaged(folder)
    return _stretch(secret, keyfile.bytes_in(slot, "salt", folder))


def _stretch(secret: bytes, salt: bytes) -> bytes:
    """The key behind 128 random bits; nobody can guess those, so it need not be slow."""
    return HKDF(SHA256(), 32, salt=salt, info=b"nsk/1/recovery").derive(secret)


def _open(content: Content, slot: Content, key: bytes, folder: Path) -> DataKey | None:
    """The data key in *slot*, with the whole file found to be as its owner left it; None if the key does not fit."""
    raw = keyfile.unwrap(content, slot, key, folder)
    if raw is None:
        return None
    data_key = DataKey(raw)
    if len(raw) != 32 or not keyfile.is_authentic(content, data_key):
        raise keyfile.damaged(folder)
    return data_key
