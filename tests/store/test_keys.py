"""The key file: slots, wrong and damaged, and what may not be loaded with it."""

import json
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nsk_desktop.errors.store import (
    KeyFileDamaged,
    KeyFileMissing,
    MistypedRecoveryCode,
    NewerStore,
    StoreExists,
    StoreMissing,
    WeakPassphrase,
    WrongPassphrase,
    WrongRecoveryCode,
)
from nsk_desktop.store import keyfile, keys
from nsk_desktop.store.recovery import format_code, new_secret

CHEAP = keys.Strength(cost=keys.Cost(64, 1, 1), floor=keys.Cost(64, 1, 1))
PASSPHRASE = "fire ord på række"
OTHER = "noget helt andet i dag"


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, keys.DataKey, str]:
    data_key, code = keys.create(tmp_path, PASSPHRASE, CHEAP)
    return tmp_path, data_key, code


Made = tuple[Path, keys.DataKey, str]


def rewrite(folder: Path, change: Callable[[dict[str, Any]], None], *, checksum: bool = True) -> None:
    """Change the key file as somebody could who knows its format but not the data key."""
    path = folder / "nsk.keys.json"
    content = json.loads(path.read_text())
    change(content)
    if checksum:
        content["checksum"] = keyfile._checksum(content)
    path.write_text(json.dumps(content))


def test_the_passphrase_opens(made: Made) -> None:
    folder, data_key, _ = made
    assert keys.unlock(folder, PASSPHRASE, CHEAP) == data_key
    assert len(data_key.raw) == 32


def test_a_wrong_passphrase_does_not(made: Made) -> None:
    for wrong in (OTHER, PASSPHRASE + " ", PASSPHRASE.upper(), ""):
        with pytest.raises(WrongPassphrase, match="forkert"):
            keys.unlock(made[0], wrong, CHEAP)


def test_a_letter_typed_as_two_signs_is_the_same_letter(made: Made) -> None:
    decomposed = unicodedata.normalize("NFD", PASSPHRASE)
    assert decomposed != PASSPHRASE
    assert keys.unlock(made[0], decomposed, CHEAP) == made[1]


def test_the_recovery_code_opens_and_can_be_typed_back(made: Made) -> None:
    folder, data_key, code = made
    assert keys.unlock_with_recovery(folder, code.lower().replace("-", " ")) == data_key
    keys.verify_recovery(folder, code)


def test_the_code_of_another_store_is_told_from_a_slip_of_the_finger(made: Made) -> None:
    with pytest.raises(WrongRecoveryCode, match="andre data"):
        keys.unlock_with_recovery(made[0], format_code(new_secret()))
    with pytest.raises(MistypedRecoveryCode):
        keys.verify_recovery(made[0], made[2][:-1] + ("0" if made[2][-1] != "0" else "1"))


def test_changing_the_passphrase_rewrites_one_slot(made: Made) -> None:
    folder, data_key, code = made
    before = json.loads((folder / "nsk.keys.json").read_text())
    keys.change_passphrase(folder, PASSPHRASE, OTHER, CHEAP)
    after = json.loads((folder / "nsk.keys.json").read_text())
    assert keys.unlock(folder, OTHER, CHEAP) == keys.unlock_with_recovery(folder, code) == data_key
    with pytest.raises(WrongPassphrase):
        keys.unlock(folder, PASSPHRASE, CHEAP)
    assert before["slots"]["recovery"] == after["slots"]["recovery"]
    assert before["slots"]["passphrase"]["salt"] != after["slots"]["passphrase"]["salt"]


def test_changing_needs_the_present_passphrase_and_a_good_new_one(made: Made) -> None:
    before = (made[0] / "nsk.keys.json").read_bytes()
    with pytest.raises(WrongPassphrase):
        keys.change_passphrase(made[0], OTHER, OTHER, CHEAP)
    with pytest.raises(WeakPassphrase):
        keys.change_passphrase(made[0], PASSPHRASE, "kort", CHEAP)
    assert (made[0] / "nsk.keys.json").read_bytes() == before


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_code(made: Made) -> None:
    folder, data_key, code = made
    keys.set_passphrase(folder, keys.unlock_with_recovery(folder, code), OTHER, CHEAP)
    assert keys.unlock(folder, OTHER, CHEAP) == data_key


def test_a_new_recovery_code_ends_the_old_one(made: Made) -> None:
    folder, data_key, old = made
    new = keys.renew_recovery(folder, data_key)
    assert keys.unlock_with_recovery(folder, new) == data_key
    with pytest.raises(WrongRecoveryCode):
        keys.unlock_with_recovery(folder, old)


@pytest.mark.parametrize(
    "weak", ["", "kort", "ni tegn .", "aaaaaaaaaaaaa", "abcabcabcabc", "1234567890", "010203-1234", "12 34 56 78 90"]
)
def test_a_weak_passphrase_is_refused_with_advice(tmp_path: Path, weak: str) -> None:
    with pytest.raises(WeakPassphrase, match="mindst 10 tegn"):
        keys.create(tmp_path, weak, CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_a_key_file_is_never_overwritten_by_a_new_store(made: Made) -> None:
    before = (made[0] / "nsk.keys.json").read_bytes()
    with pytest.raises(StoreExists):
        keys.create(made[0], OTHER, CHEAP)
    assert (made[0] / "nsk.keys.json").read_bytes() == before


def test_a_missing_key_file_is_told_from_a_missing_store(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        keys.unlock(tmp_path, PASSPHRASE, CHEAP)
    (tmp_path / "nsk.db").write_bytes(b"x")
    with pytest.raises(KeyFileMissing, match=r"nsk\.keys\.json"):
        keys.unlock(tmp_path, PASSPHRASE, CHEAP)


def test_each_flipped_bit_in_the_key_file_is_noticed(made: Made) -> None:
    folder, data_key, _ = made
    path = folder / "nsk.keys.json"
    good = path.read_bytes()
    places = [number * len(good) // 200 for number in range(200)]
    assert len(set(places)) == 200
    for number, place in enumerate(places):
        bad = bytearray(good)
        bad[place] ^= 1 << number % 8
        path.write_bytes(bad)
        with pytest.raises(KeyFileDamaged, match="beskadiget"):
            keys.unlock(folder, PASSPHRASE, CHEAP)
    path.write_bytes(good)
    assert keys.unlock(folder, PASSPHRASE, CHEAP) == data_key


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"null", b"\xff\xfe", b"[" * 60_000, b'{"format":"nsk-keys"}', b"1" * 70_000]
)
def test_a_foreign_key_file_is_refused(made: Made, content: bytes) -> None:
    (made[0] / "nsk.keys.json").write_bytes(content)
    with pytest.raises(KeyFileDamaged):
        keys.unlock(made[0], PASSPHRASE, CHEAP)


@pytest.mark.parametrize("cut", [1, 100, -2, -40])
def test_a_truncated_key_file_is_noticed(made: Made, cut: int) -> None:
    path = made[0] / "nsk.keys.json"
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(KeyFileDamaged):
        keys.unlock(made[0], PASSPHRASE, CHEAP)


def test_line_ends_changed_on_the_way_do_no_harm(made: Made) -> None:
    path = made[0] / "nsk.keys.json"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert keys.unlock(made[0], PASSPHRASE, CHEAP) == made[1]


def test_a_newer_key_file_is_refused_by_name(made: Made) -> None:
    rewrite(made[0], lambda content: content.update(version=2))
    with pytest.raises(NewerStore):
        keys.unlock(made[0], PASSPHRASE, CHEAP)


def test_one_slot_cannot_be_changed_unnoticed_by_who_opens_another(made: Made, tmp_path: Path) -> None:
    folder, _, code = made
    other = tmp_path / "other"
    other.mkdir()
    keys.create(other, OTHER, CHEAP)
    theirs = json.loads((other / "nsk.keys.json").read_text())["slots"]["passphrase"]
    rewrite(folder, lambda content: content["slots"].update(passphrase=theirs))
    with pytest.raises(KeyFileDamaged):
        keys.unlock_with_recovery(folder, code)
    # and their passphrase does not open our store either
    with pytest.raises(WrongPassphrase):
        keys.unlock(folder, OTHER, CHEAP)


@pytest.mark.parametrize(
    ("name", "number"),
    [("memory_kib", 8), ("memory_kib", 1 << 40), ("passes", 0), ("passes", 10**9), ("lanes", 0), ("lanes", 300)],
)
def test_a_cost_that_we_never_write_is_not_believed(made: Made, name: str, number: int) -> None:
    rewrite(made[0], lambda content: content["slots"]["passphrase"].update({name: number}))
    with pytest.raises(KeyFileDamaged):
        keys.unlock(made[0], PASSPHRASE, CHEAP)


def test_a_cheap_slot_is_not_believed_by_the_program(made: Made) -> None:
    with pytest.raises(KeyFileDamaged):
        keys.unlock(made[0], PASSPHRASE)


def test_the_full_cost_is_what_was_promised(tmp_path: Path) -> None:
    data_key, _ = keys.create(tmp_path, PASSPHRASE)
    slot = json.loads((tmp_path / "nsk.keys.json").read_text())["slots"]["passphrase"]
    assert (slot["kdf"], slot["memory_kib"], slot["passes"], slot["lanes"]) == ("argon2id", 256 * 1024, 3, 4)
    assert keys.unlock(tmp_path, PASSPHRASE) == data_key


def test_sub_keys_differ_and_the_data_key_is_in_no_file_and_no_text(made: Made) -> None:
    folder, data_key, _ = made
    assert len({data_key.raw, data_key.database, data_key.mark, data_key.sub_key("other")}) == 4
    assert data_key.raw.hex() not in repr(data_key)
    content = (folder / "nsk.keys.json").read_bytes()
    assert keyfile.text(data_key.raw).encode() not in content
    assert PASSPHRASE.encode() not in content


def test_a_sealed_secret_comes_back_and_cannot_be_moved(made: Made) -> None:
    folder, data_key, _ = made
    keys.seal(folder, data_key, "one", b"first", {"kind": "a"})
    keys.seal(folder, data_key, "two", b"second", {"kind": "a"})
    assert keys.unseal(folder, data_key, "one") == (b"first", {"kind": "a"})
    assert keys.unseal(folder, data_key, "three") is None
    content = keyfile.read(folder)
    content["sealed"]["one"] = content["sealed"]["two"]
    keyfile.write(folder / "nsk.keys.json", content, data_key)
    with pytest.raises(KeyFileDamaged):
        keys.unseal(folder, data_key, "one")


def test_a_wrapped_secret_is_bound_to_its_header_and_its_store(tmp_path: Path) -> None:
    content, key, header = keyfile.new(), bytes(32), {"kind": "a"}
    slot = header | keyfile.wrap(b"secret", key, keyfile.bound(content, header))
    assert keyfile.unwrap(content, slot, key, tmp_path) == b"secret"
    assert keyfile.unwrap(content, slot | {"kind": "b"}, key, tmp_path) is None
    assert keyfile.unwrap(keyfile.new(), slot, key, tmp_path) is None
    assert keyfile.unwrap(content, slot, bytes(31) + b"x", tmp_path) is None


def test_the_store_keeps_its_name(made: Made) -> None:
    name = keys.store_id(made[0])
    keys.change_passphrase(made[0], PASSPHRASE, OTHER, CHEAP)
    assert keys.store_id(made[0]) == name
    assert len(name) == 32


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bits")
def test_the_key_file_is_for_its_owner_only(made: Made) -> None:
    assert (made[0] / "nsk.keys.json").stat().st_mode & 0o077 == 0
    assert [path.name for path in made[0].iterdir()] == ["nsk.keys.json"]


def test_the_unlock_window_loads_nothing_slow(tmp_path: Path) -> None:
    script = "import sys, nsk_desktop.store.device; print(sorted({n.split('.')[0] for n in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "cryptography" in done.stdout
    for slow in ("sqlalchemy", "sqlcipher3", "alembic", "PySide6", "openpyxl"):
        assert f"'{slow}'" not in done.stdout
