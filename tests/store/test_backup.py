"""Backups: whole, checked, thinned, put back."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from nsk_desktop.errors.store import BackupDamaged, DiskFull, StoreError
from nsk_desktop.store import backup as backups
from nsk_desktop.store import cipher, folder, keys
from nsk_desktop.store.backup import list_backups, make_backup, restore

KEY = bytes(range(32))
NOON = datetime(2025, 3, 4, 12, 0, tzinfo=UTC)
CANARY = "Kanariefugl-4711"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store" / "nsk.db"
    path.parent.mkdir()
    connection = cipher.connect(path, KEY, create=True)
    connection.execute("CREATE TABLE note (text TEXT)")
    connection.close()
    return path


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def open_store(path: Path) -> Iterator[Any]:
    connection = cipher.connect(path, KEY)
    yield connection
    connection.close()


def add(path: Path, *notes: str) -> None:
    connection = cipher.connect(path, KEY)
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO note VALUES (?)", [(note,) for note in notes])
    connection.execute("COMMIT")
    connection.close()


def notes(path: Path) -> list[str]:
    connection = cipher.connect(path, KEY)
    try:
        return [text for (text,) in connection.execute("SELECT text FROM note ORDER BY rowid")]
    finally:
        connection.close()


def test_a_backup_holds_what_is_still_in_the_log(path: Path, place: Path, open_store: Any) -> None:
    open_store.execute("PRAGMA wal_autocheckpoint = 0")
    open_store.execute("BEGIN")
    open_store.executemany("INSERT INTO note VALUES (?)", [(f"{CANARY} {number}",) for number in range(3000)])
    open_store.execute("COMMIT")
    assert path.with_name("nsk.db-wal").stat().st_size > 10 * path.stat().st_size
    made = make_backup(path, KEY, place, "daily", NOON)
    assert made.name == "nsk-20250304T120000Z-daily.db"
    assert [file.name for file in place.iterdir()] == [made.name]
    assert len(notes(made)) == 3000
    # Control: a plain copy of the file, as one might do by hand, misses them.
    copy = place.parent / "copy.db"
    copy.write_bytes(path.read_bytes())
    assert len(notes(copy)) == 0


def test_an_unfinished_change_is_not_in_a_backup(path: Path, place: Path, open_store: Any) -> None:
    open_store.execute("BEGIN IMMEDIATE")
    open_store.execute("INSERT INTO note VALUES ('half')")
    made = make_backup(path, KEY, place, "daily", NOON)
    open_store.execute("ROLLBACK")
    assert notes(made) == []


def test_nothing_stands_in_clear_in_a_backup(path: Path, place: Path) -> None:
    add(path, *[CANARY] * 200)
    made = make_backup(path, KEY, place, "manual", NOON)
    plain = sqlite3.connect(place / "plain.db")
    plain.execute("CREATE TABLE note (text)")
    plain.execute("INSERT INTO note VALUES (?)", (CANARY,))
    plain.commit()
    plain.close()
    for encoding in ("utf-8", "utf-16-le"):
        assert made.read_bytes().count(CANARY.encode(encoding)) == 0
    assert (place / "plain.db").read_bytes().count(CANARY.encode()) > 0


def test_a_backup_opens_with_the_stores_own_key_only(path: Path, place: Path) -> None:
    made = make_backup(path, KEY, place, "manual", NOON)
    backups.check(made, KEY)
    with pytest.raises(BackupDamaged):
        backups.check(made, bytes(32))


def test_two_backups_of_one_second_are_two(path: Path, place: Path) -> None:
    first = make_backup(path, KEY, place, "import", NOON)
    add(path, "later")
    second = make_backup(path, KEY, place, "import", NOON)
    assert notes(first) == []
    assert notes(second) == ["later"]
    assert list_backups(place)[0].path == second


def test_a_damaged_store_makes_no_backup_and_pushes_out_no_good_one(path: Path, place: Path) -> None:
    add(path, *["x" * 500] * 300)
    good = make_backup(path, KEY, place, "daily", NOON)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(StoreError):
        make_backup(path, KEY, place, "daily", NOON + timedelta(days=1))
    assert [file.name for file in place.iterdir()] == [good.name]


def test_a_full_disk_leaves_no_half_backup(path: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(backups, "settle_file", full)
    with pytest.raises(DiskFull):
        make_backup(path, KEY, place, "daily", NOON)
    assert list(place.iterdir()) == []


def test_a_left_over_half_backup_is_replaced(path: Path, place: Path) -> None:
    place.mkdir()
    (place / "nsk-unfinished.tmp").write_bytes(b"half")
    made = make_backup(path, KEY, place, "daily", NOON)
    assert [file.name for file in place.iterdir()] == [made.name]


def lay(place: Path, reason: str, *moments: datetime) -> None:
    """Finished backups by name only: thinning does not open them."""
    place.mkdir(exist_ok=True)
    for moment in moments:
        (place / f"nsk-{moment:%Y%m%dT%H%M%SZ}-{reason}.db").touch()


def test_seven_days_and_four_weeks_are_kept(place: Path) -> None:
    lay(place, "daily", *[NOON + timedelta(days=day, hours=hour) for day in range(60) for hour in (-6, -3)])
    backups.thin(place)
    found = [backup.made for backup in list_backups(place)]
    last = NOON + timedelta(days=59, hours=-3)
    assert found[:2] == [last, last - timedelta(hours=3)]
    daily = [found[0], *found[2:]]
    assert daily[:7] == [last - timedelta(days=day) for day in range(7)]
    assert len({moment.astimezone().isocalendar()[:2] for moment in daily}) == 4
    assert 9 <= len(daily) <= 11


def test_the_copies_of_the_latest_day_are_bounded(place: Path) -> None:
    lay(place, "import", *[NOON + timedelta(minutes=minute) for minute in range(15)])
    assert len(backups.thin(place)) == 5
    assert len(list_backups(place)) == backups.RECENT


def test_the_copy_from_before_the_last_upgrade_is_kept(place: Path) -> None:
    lay(place, "upgrade", NOON - timedelta(days=100), NOON)
    lay(place, "daily", *[NOON + timedelta(days=day) for day in range(1, 60)])
    backups.thin(place)
    assert [backup.made for backup in list_backups(place) if backup.reason == "upgrade"] == [NOON]


def test_a_backup_thins_the_others_and_is_itself_never_thinned_at_once(path: Path, place: Path) -> None:
    lay(place, "daily", *[NOON + timedelta(days=day) for day in range(40)])
    made = make_backup(path, KEY, place, "manual", NOON - timedelta(days=300))
    assert made.exists()
    assert len(list_backups(place)) < 15


def test_other_files_are_not_touched(path: Path, place: Path) -> None:
    place.mkdir()
    (place / "notes.txt").write_text("mine")
    make_backup(path, KEY, place, "daily", NOON)
    assert (place / "notes.txt").read_text() == "mine"
    assert [backup.reason for backup in list_backups(place)] == ["daily"]
    assert list_backups(place / "missing") == []


@pytest.mark.parametrize("reason", ["", "Two words", "../up", "a-b"])
def test_a_reason_is_one_word(path: Path, place: Path, reason: str) -> None:
    with pytest.raises(ValueError, match="reason"):
        make_backup(path, KEY, place, reason, NOON)


def test_one_backup_a_day_is_due(path: Path, place: Path) -> None:
    assert backups.is_due(place, NOON)
    make_backup(path, KEY, place, "daily", NOON)
    assert not backups.is_due(place, NOON + timedelta(minutes=1))
    assert backups.is_due(place, NOON + timedelta(days=1))


def test_restoring_brings_back_the_earlier_content_and_keeps_the_present(path: Path, place: Path) -> None:
    add(path, "early")
    made = make_backup(path, KEY, place, "manual", NOON)
    add(path, "late")
    aside = restore(made, path, KEY, NOON)
    assert notes(path) == ["early"]
    assert aside is not None
    assert notes(aside) == ["early", "late"]
    assert made.exists()
    assert not list(path.parent.glob("*.restoring*"))


def test_restoring_replays_no_log_of_the_present_file(path: Path, place: Path) -> None:
    add(path, "early")
    made = make_backup(path, KEY, place, "manual", NOON)
    connection = cipher.connect(path, KEY)
    connection.execute("INSERT INTO note VALUES ('late')")
    crashed = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    connection.close()
    for name, content in crashed.items():
        path.with_name(name).write_bytes(content)
    aside = restore(made, path, KEY, NOON)
    assert aside is not None
    assert not path.with_name("nsk.db-wal").exists()
    assert (notes(path), notes(aside)) == (["early"], ["early", "late"])


def test_a_damaged_file_is_set_aside_together_with_its_log(path: Path, place: Path) -> None:
    add(path, "early")
    made = make_backup(path, KEY, place, "manual", NOON)
    path.write_bytes(b"damaged")
    path.with_name("nsk.db-wal").write_bytes(b"log")
    aside = restore(made, path, KEY, NOON)
    assert aside is not None
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"log"
    assert not path.with_name("nsk.db-wal").exists()
    assert notes(path) == ["early"]


def test_restoring_over_a_damaged_or_missing_file(path: Path, place: Path) -> None:
    add(path, "early")
    made = make_backup(path, KEY, place, "manual", NOON)
    path.write_bytes(b"damaged")
    aside = restore(made, path, KEY, NOON)
    assert aside is not None
    assert aside.read_bytes() == b"damaged"
    assert notes(path) == ["early"]
    path.unlink()
    assert restore(made, path, KEY, NOON) is None
    assert notes(path) == ["early"]


@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "plain", "gone"])
def test_a_damaged_backup_is_refused_and_the_present_file_stays(path: Path, place: Path, damage: str) -> None:
    add(path, *["x" * 500] * 100)
    made = make_backup(path, KEY, place, "manual", NOON)
    before, content = path.read_bytes(), bytearray(made.read_bytes())
    if damage == "flip":
        content[len(content) // 2] ^= 1
    wrong = {"cut": content[: len(content) // 2], "empty": b"", "plain": b"SQLite format 3\x00" + content[16:]}
    made.write_bytes(bytes(wrong.get(damage, content)))
    if damage == "gone":
        made.unlink()
    with pytest.raises(StoreError) as caught:
        restore(made, path, KEY, NOON)
    assert caught.value.path == str(made)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["nsk.db"]


def test_the_good_key_file_is_kept_beside_the_backups(tmp_path: Path) -> None:
    cheap = keys.Strength(cost=keys.Cost(64, 1, 1), floor=keys.Cost(64, 1, 1))
    store = folder.StoreFolder(tmp_path / "store")
    store.prepare()
    data_key, _ = keys.create(store.root, "fire ord på række", cheap)
    cipher.connect(store.database, data_key.database, create=True).close()
    make_backup(store.database, data_key.database, store.backups, "daily", NOON)
    assert keys.unlock(store.backups, "fire ord på række", cheap) == data_key
    store.keys.write_bytes(b"damaged")
    make_backup(store.database, data_key.database, store.backups, "daily", NOON)
    assert keys.unlock(store.backups, "fire ord på række", cheap) == data_key
