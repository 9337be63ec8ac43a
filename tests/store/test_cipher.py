"""The connection: what is refused before it opens, and that every promise is really read back."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as driver

from nsk_desktop.errors.store import (
    DiskFull,
    NotEncrypted,
    StoreBusy,
    StoreDamaged,
    StoreMissing,
)
from nsk_desktop.store import cipher

KEY = bytes(range(32))
WRONG = {
    "cipher_log_level": "ERROR",
    "journal_mode": "DELETE",
    "synchronous": "NORMAL",
    "foreign_keys": "OFF",
    "secure_delete": "FAST",
    "trusted_schema": "ON",
    "cell_size_check": "OFF",
    "temp_store": "FILE",
    "cache_size": "100",
}


def make(path: Path, rows: int = 300) -> Path:
    """A store of some pages, closed."""
    connection = cipher.connect(path, KEY, create=True)
    connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO note (text) VALUES (?)", [("Fatima " * 40,) for _ in range(rows)])
    connection.execute("COMMIT")
    connection.close()
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make(tmp_path / "nsk.db")


def read_all(path: Path) -> int:
    """Open as the program does at its start, and read every row."""
    connection = cipher.connect(path, KEY)
    try:
        cipher.check_quickly(connection, path)
        cipher.check_every_page(connection, path)
        return len(connection.execute("SELECT text FROM note").fetchall())
    finally:
        connection.close()


def test_what_was_written_is_read(path: Path) -> None:
    assert read_all(path) == 300


def test_a_path_with_spaces_and_danish_letters_and_signs_of_an_address(tmp_path: Path) -> None:
    assert read_all(make(tmp_path / "Ærø 100% #1?.db")) == 300


@pytest.mark.parametrize("name", [name for name, _, _ in cipher.PRAGMAS])
def test_each_promise_is_read_back(path: Path, name: str) -> None:
    connection = cipher.connect(path, KEY)
    cipher.assert_pragmas(connection)
    connection.execute(f"PRAGMA {name} = {WRONG[name]}")
    with pytest.raises(cipher.UnsafeConnectionError, match=name):
        cipher.assert_pragmas(connection)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.close()


@pytest.mark.parametrize("left_out", ["foreign_keys", "cell_size_check", "temp_store", "trusted_schema"])
def test_a_promise_that_is_not_made_is_missed(path: Path, left_out: str) -> None:
    connection = cipher.open_raw(path, KEY)
    for name, value, _ in cipher.PRAGMAS:
        if name != left_out:
            connection.execute(f"PRAGMA {name} = {value}")
    with pytest.raises(cipher.UnsafeConnectionError, match=left_out):
        cipher.assert_pragmas(connection)
    connection.close()


def test_a_connection_that_does_not_keep_its_promises_is_not_handed_out(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cipher, "set_pragmas", lambda _: None)
    with pytest.raises(cipher.UnsafeConnectionError):
        cipher.connect(path, KEY)


def test_the_key_is_tried_by_reading(path: Path) -> None:
    connection = cipher.open_raw(path, bytes(32))
    with pytest.raises(driver.DatabaseError, match="not a database"):
        cipher.read_once(connection)
    connection.close()


def test_a_driver_without_encryption_is_not_used(tmp_path: Path) -> None:
    with pytest.raises(cipher.UnsafeConnectionError):
        cipher.read_once(sqlite3.connect(tmp_path / "plain.db"))


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match=r"nsk\.db"):
        cipher.connect(tmp_path / "nsk.db", KEY)
    assert list(tmp_path.iterdir()) == []


def test_an_unencrypted_file_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "nsk.db"
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE note (text)")
    plain.commit()
    plain.close()
    before = path.read_bytes()
    with pytest.raises(NotEncrypted, match="uden kryptering"):
        cipher.connect(path, KEY)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"hello", os.urandom(8192), b"\x00" * 4096, b"PK\x03\x04" * 3000])
def test_what_is_no_store_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "nsk.db"
    path.write_bytes(content)
    with pytest.raises(StoreDamaged, match="Gendan"):
        cipher.connect(path, KEY)
    assert path.read_bytes() == content


def test_another_key_does_not_fit(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(StoreDamaged):
        cipher.connect(path, bytes(32))
    assert path.read_bytes() == before


def test_each_flipped_bit_in_the_database_is_noticed(path: Path) -> None:
    good = path.read_bytes()
    step = len(good) // 200
    for position in range(0, step * 200, step):
        bad = bytearray(good)
        bad[position] ^= 1 << position % 8
        path.write_bytes(bad)
        with pytest.raises(StoreDamaged):
            read_all(path)
    path.write_bytes(good)
    assert read_all(path) == 300


@pytest.mark.parametrize("cut", [100, 4096, 4096 * 3, 4096 * 3 + 17, -4096, -1])
def test_a_truncated_database_is_noticed(path: Path, cut: int) -> None:
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(StoreDamaged):
        read_all(path)


def test_the_quick_check_alone_misses_a_flip_in_a_free_page(path: Path) -> None:
    connection = cipher.connect(path, KEY)
    connection.execute("DELETE FROM note WHERE id > 20")
    connection.close()
    bad = bytearray(path.read_bytes())
    bad[-2000] ^= 1
    path.write_bytes(bad)
    connection = cipher.connect(path, KEY)
    cipher.check_quickly(connection, path)
    with pytest.raises(StoreDamaged):
        cipher.check_every_page(connection, path)
    connection.close()


def test_nothing_stands_in_clear_on_disk_while_it_is_used(tmp_path: Path) -> None:
    canary = "Kanariefugl-4711"
    connection = cipher.connect(tmp_path / "nsk.db", KEY, create=True)
    plain = sqlite3.connect(tmp_path / "plain.db", isolation_level=None)
    plain.execute("PRAGMA journal_mode = WAL")
    for each in (connection, plain):
        each.execute("CREATE TABLE note (text)")
        each.execute("BEGIN")
        each.executemany("INSERT INTO note VALUES (?)", [(canary,)] * 1000)
        each.execute("COMMIT")
        each.execute("CREATE TABLE sorted AS SELECT text FROM note ORDER BY text")

    def found(start: str) -> int:
        wanted = [canary.encode("utf-8"), canary.encode("utf-16-le"), KEY, KEY.hex().encode()]
        files = [file for file in tmp_path.iterdir() if file.name.startswith(start)]
        assert {file.name for file in files} >= {f"{start}.db", f"{start}.db-wal"}
        return sum(file.read_bytes().count(each) for file in files for each in wanted)

    assert found("nsk") == 0
    assert found("plain") > 0
    plain.close()
    connection.close()


def test_a_full_disk_is_named_and_nothing_is_torn(path: Path) -> None:
    connection = cipher.connect(path, KEY)
    pages = cipher.one(connection, "page_count")
    connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(DiskFull, match="Disken er fuld"), cipher.known_errors(path):
        connection.executemany("INSERT INTO note (text) VALUES (?)", [("x" * 900,)] * 1000)
    if connection.in_transaction:
        connection.execute("ROLLBACK")
    connection.close()
    assert read_all(path) == 300


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no limit on the size of a file")
def test_a_file_that_may_not_grow_is_named_and_nothing_is_torn(path: Path) -> None:
    script = """
import resource, signal, sys
from pathlib import Path
from nsk_desktop.errors.store import DiskFull, DiskTrouble
from nsk_desktop.store import cipher
path = Path(sys.argv[1])
connection = cipher.connect(path, bytes(range(32)))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, path.stat().st_size))
try:
    with cipher.known_errors(path):
        for _ in range(500):
            connection.execute("INSERT INTO note (text) VALUES (?)", ("x" * 900,))
            print("saved")
except (DiskFull, DiskTrouble) as error:
    print(type(error).__name__)
"""
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    *saved, last = done.stdout.split()
    assert last in ("DiskFull", "DiskTrouble")
    assert len(saved) > 0
    assert read_all(path) == 300 + len(saved)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root can become nobody")
@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o555), (0o000, 0o755)])
def test_a_file_that_may_not_be_written_is_named(file: int, folder: int) -> None:
    import tempfile

    root = Path(tempfile.mkdtemp(dir="/tmp"))
    try:
        path = make(root / "nsk.db", rows=3)
        path.chmod(file)
        root.chmod(folder)
        script = """
import os, sys
from pathlib import Path
from nsk_desktop.errors.store import NotAllowed
from nsk_desktop.store import cipher
os.setuid(65534)
path = Path(sys.argv[1])
try:
    with cipher.known_errors(path):
        connection = cipher.connect(path, bytes(range(32)))
        connection.execute("DELETE FROM note")
    print("written")
except NotAllowed as error:
    print(error.path)
"""
        done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == str(path)
    finally:
        shutil.rmtree(root)


def test_a_file_in_use_by_another_program_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cipher, "BUSY_SECONDS", 0.0)
    other = cipher.connect(path, KEY)
    other.execute("BEGIN IMMEDIATE")
    connection = cipher.connect(path, KEY)
    with pytest.raises(StoreBusy, match=str(path)), cipher.known_errors(path):
        connection.execute("BEGIN IMMEDIATE")
    other.close()
    connection.close()


def test_what_is_our_own_bug_is_not_made_calm(path: Path) -> None:
    connection = cipher.connect(path, KEY)
    with pytest.raises(driver.OperationalError), cipher.known_errors(path):
        connection.execute("SELECT nothing FROM nowhere")
    with pytest.raises(FileExistsError), cipher.known_errors(path):
        raise FileExistsError(17, "exists")
    connection.close()


def test_a_known_condition_keeps_its_own_name(path: Path) -> None:
    error: Any = StoreMissing(path)
    assert cipher.translate(error) is error
    assert isinstance(cipher.translate(OSError(28, "no space"), path), DiskFull)
    assert cipher.translate(ValueError("ours")) is None
