"""The device key: kept, sealed, and its signatures."""

from pathlib import Path

import pytest

from nsk_desktop.errors.store import KeyFileDamaged
from nsk_desktop.store import device, keyfile, keys

CHEAP = keys.Strength(cost=keys.Cost(64, 1, 1), floor=keys.Cost(64, 1, 1))


@pytest.fixture
def data_key(tmp_path: Path) -> keys.DataKey:
    return keys.create(tmp_path, "fire ord på række", CHEAP)[0]


def test_the_key_stays_the_same_and_outlives_a_new_passphrase(tmp_path: Path, data_key: keys.DataKey) -> None:
    made = device.make_device_key(tmp_path, data_key)
    keys.set_passphrase(tmp_path, data_key, "noget helt andet", CHEAP)
    assert device.load_device_key(tmp_path, data_key).public_key == made.public_key
    assert len(made.public_key) == 32


def test_a_store_without_a_key_gets_one(tmp_path: Path, data_key: keys.DataKey) -> None:
    first = device.load_device_key(tmp_path, data_key)
    assert device.load_device_key(tmp_path, data_key).public_key == first.public_key


def test_a_signature_holds_for_its_content_and_its_key_only(tmp_path: Path, data_key: keys.DataKey) -> None:
    key = device.load_device_key(tmp_path, data_key)
    signature = key.sign(b"content")
    assert device.is_signed(b"content", signature, key.public_key)
    assert not device.is_signed(b"Content", signature, key.public_key)
    assert not device.is_signed(b"content", signature[:-1] + bytes([signature[-1] ^ 1]), key.public_key)
    assert not device.is_signed(b"content", b"short", key.public_key)
    assert not device.is_signed(b"content", signature, b"short")
    assert not device.is_signed(b"content", signature, device.make_device_key(tmp_path, data_key).public_key)


def test_the_private_half_is_not_in_the_file(tmp_path: Path, data_key: keys.DataKey) -> None:
    key = device.load_device_key(tmp_path, data_key)
    secret = key.private.private_bytes_raw()
    content = (tmp_path / "nsk.keys.json").read_bytes()
    assert secret not in content
    assert secret.hex().encode() not in content
    assert keyfile.text(secret).encode() not in content
    assert key.public_key.hex().encode() in content


def test_another_store_cannot_open_it(tmp_path: Path, data_key: keys.DataKey) -> None:
    device.load_device_key(tmp_path, data_key)
    with pytest.raises(KeyFileDamaged):
        device.load_device_key(tmp_path, keys.DataKey(bytes(32)))
