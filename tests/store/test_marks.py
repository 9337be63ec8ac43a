"""The high-water mark: an older file and a copied file are noticed, a whole one is not accused."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from nsk_desktop.errors.store import StoreDamaged
from nsk_desktop.store import cipher
from nsk_desktop.store.marks import Mark, Standing, compare, read_mark, this_machine, write_mark

KEY = b"k" * 32
MARK = Mark(entries=40, stamp="018f0000a0000000", device="ab" * 16, machine=this_machine(KEY))


def test_a_mark_comes_back(tmp_path: Path) -> None:
    write_mark(tmp_path / "mark", KEY, MARK)
    write_mark(tmp_path / "mark", KEY, replace(MARK, entries=41))
    assert read_mark(tmp_path / "mark", KEY) == replace(MARK, entries=41)
    assert [path.name for path in tmp_path.iterdir()] == ["mark"]


def test_no_mark_is_none(tmp_path: Path) -> None:
    assert read_mark(tmp_path / "mark", KEY) is None


def test_the_same_machine_has_one_name_and_another_key_another() -> None:
    script = "from nsk_desktop.store.marks import this_machine; print(this_machine(b'k' * 32))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == this_machine(KEY)
    assert this_machine(b"x" * 32) != this_machine(KEY)


def test_each_changed_byte_makes_a_mark_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "mark"
    write_mark(path, KEY, MARK)
    good = path.read_bytes().rstrip()
    for place in range(len(good)):
        bad = bytearray(good)
        bad[place] ^= 1 << place % 7
        path.write_bytes(bad)
        assert read_mark(path, KEY) is None
    path.write_bytes(good)
    assert read_mark(path, KEY) == MARK
    assert read_mark(path, b"x" * 32) is None


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"null", b"\xff", b'{"code": 1}', b"[" * 4000])
def test_what_is_no_mark_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "mark").write_bytes(content)
    assert read_mark(tmp_path / "mark", KEY) is None


@pytest.mark.parametrize(
    ("present", "standing"),
    [
        (MARK, Standing.FINE),
        (replace(MARK, entries=90, stamp="018f0000b0000000"), Standing.FINE),
        (replace(MARK, entries=39), Standing.OLDER),
        (replace(MARK, stamp="018f000090000000"), Standing.OLDER),
        (replace(MARK, device="cd" * 16), Standing.OLDER),
        (replace(MARK, machine="other"), Standing.ELSEWHERE),
        (replace(MARK, machine="other", entries=1), Standing.ELSEWHERE),
    ],
)
def test_how_a_store_stands_to_its_mark(present: Mark, standing: Standing) -> None:
    assert compare(MARK, present) is standing


def test_a_new_store_has_no_mark_and_an_old_one_without_is_a_copy() -> None:
    assert compare(None, replace(MARK, entries=0)) is Standing.FINE
    assert compare(None, MARK) is Standing.ELSEWHERE


def count(path: Path) -> int:
    connection = cipher.connect(path, KEY)
    try:
        cipher.check_quickly(connection, path)
        cipher.check_every_page(connection, path)
        return int(connection.execute("SELECT count(*) FROM entry").fetchone()[0])
    finally:
        connection.close()


def test_a_file_put_back_passes_every_check_of_its_own_and_the_mark_tells(tmp_path: Path) -> None:
    path = tmp_path / "nsk.db"
    connection = cipher.connect(path, KEY, create=True)
    connection.execute("CREATE TABLE entry (id INTEGER)")
    connection.close()
    older = path.read_bytes()
    connection = cipher.connect(path, KEY)
    connection.execute("INSERT INTO entry VALUES (1)")
    connection.close()
    mark = replace(MARK, entries=count(path))
    path.write_bytes(older)
    assert compare(mark, replace(mark, entries=count(path))) is Standing.OLDER


def test_each_flipped_bit_in_the_log_is_noticed_or_lost_nothing(tmp_path: Path) -> None:
    path, log = tmp_path / "nsk.db", tmp_path / "nsk.db-wal"
    connection = cipher.connect(path, KEY, create=True)
    connection.execute("CREATE TABLE entry (id INTEGER, text TEXT)")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for number in range(20):
        connection.execute("INSERT INTO entry VALUES (?, ?)", (number, "x" * 500))
    mark = replace(MARK, entries=20)
    crashed = path.read_bytes(), log.read_bytes()
    connection.close()

    def standing(flip: int | None) -> Standing | None:
        content = bytearray(crashed[1])
        if flip is not None:
            content[flip] ^= 1 << flip % 8
        path.write_bytes(crashed[0])
        log.write_bytes(content)
        try:
            return compare(mark, replace(mark, entries=count(path)))
        except StoreDamaged:
            return None

    assert standing(None) is Standing.FINE
    size = len(crashed[1])
    noticed = [standing(place) for place in range(0, size, size // 150)]
    # A flip that leaves all 20 entries is one in a frame that a later frame replaces.
    assert noticed.count(Standing.OLDER) > 100
    assert Standing.ELSEWHERE not in noticed
