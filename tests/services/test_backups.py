"""The copies of the store: one more by hand, and going back to one without losing what is there now."""

from pathlib import Path

import pytest

from nsk_desktop.errors.store import BackupDamaged
from nsk_desktop.services import backups, opening, people
from nsk_desktop.services.desk import Desk
from tests.command import CHEAP
from tests.make import PASSPHRASE


@pytest.fixture
def opened(tmp_path: Path) -> Desk:
    desk, _code = opening.create(tmp_path / "lager", PASSPHRASE, strength=CHEAP)
    return desk


def again(desk: Desk) -> Desk:
    return opening.open_store(desk.folder, PASSPHRASE, strength=CHEAP)


def names(desk: Desk) -> list[str]:
    return [row.alias for row in people.list_participants(desk)]


def test_a_copy_by_hand_is_listed_with_when_why_and_its_size(opened: Desk) -> None:
    before = {copy.id for copy in backups.list_copies(opened)}
    backups.copy_now(opened)
    fresh = [copy for copy in backups.list_copies(opened) if copy.id not in before]
    assert [copy.reason for copy in fresh] == ["taget af dig"]
    assert fresh[0].size > 10_000
    opened.close()


def test_going_back_brings_the_copy_and_keeps_the_present_as_one(opened: Desk) -> None:
    people.new_participant(opened, "Rose")
    backups.copy_now(opened)
    chosen = backups.list_copies(opened)[0]
    people.new_participant(opened, "Lilje")
    device = opened.store.device
    backups.go_back(opened, backups.prepare(opened, chosen))
    restored = again(opened)
    assert names(restored) == ["Rose"]
    assert restored.notice.restored
    assert restored.store.device != device, "entries of two lives under one name would be taken for each other"
    newest = next(copy for copy in backups.list_copies(restored) if copy.reason == "før en kopi blev gendannet")
    backups.go_back(restored, backups.prepare(restored, newest))
    back = again(opened)
    assert names(back) == ["Lilje", "Rose"]
    back.close()
    assert not (opened.folder / "nsk-chosen.tmp").exists()


def test_a_damaged_copy_changes_nothing(opened: Desk) -> None:
    people.new_participant(opened, "Rose")
    backups.copy_now(opened)
    chosen = backups.list_copies(opened)[0]
    content = bytearray(chosen.path.read_bytes())
    content[len(content) // 2] ^= 1
    chosen.path.write_bytes(content)
    before = {copy.id for copy in backups.list_copies(opened)}
    with pytest.raises(BackupDamaged, match=chosen.path.name):
        backups.prepare(opened, chosen)
    assert names(opened) == ["Rose"], "nothing was closed"
    assert {copy.id for copy in backups.list_copies(opened)} == before
    assert not (opened.folder / "nsk-chosen.tmp").exists()
    opened.close()
    same = again(opened)
    assert (names(same), same.notice.restored) == (["Rose"], False)
    same.close()


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + bytes(8192), b"PK\3\4" + bytes(20000), None])
def test_a_file_of_another_kind_or_of_another_store_is_refused_before_anything_closes(
    opened: Desk, tmp_path: Path, content: bytes | None
) -> None:
    people.new_participant(opened, "Rose")
    backups.copy_now(opened)
    chosen = backups.list_copies(opened)[0]
    backups.prepare(opened, chosen).unlink()  # control: as it was made, it is taken
    if content is None:
        other, _code = opening.create(tmp_path / "andet", PASSPHRASE, strength=CHEAP)
        people.new_participant(other, "Valmue")
        backups.copy_now(other)
        content = backups.list_copies(other)[0].path.read_bytes()
        other.close()
    chosen.path.write_bytes(content)
    with pytest.raises(BackupDamaged):
        backups.prepare(opened, chosen)
    assert names(opened) == ["Rose"]
    opened.close()


def test_a_copy_that_is_damaged_after_it_was_looked_at_changes_nothing(opened: Desk) -> None:
    people.new_participant(opened, "Rose")
    backups.copy_now(opened)
    ready = backups.prepare(opened, backups.list_copies(opened)[0])
    content = bytearray(ready.read_bytes())
    content[len(content) // 2] ^= 1
    ready.write_bytes(content)
    with pytest.raises(BackupDamaged):
        backups.go_back(opened, ready)
    same = again(opened)
    assert (names(same), same.notice.restored) == (["Rose"], False)
    same.close()


def test_the_chosen_copy_is_there_though_one_more_makes_it_too_old(opened: Desk) -> None:
    people.new_participant(opened, "Rose")
    backups.copy_now(opened)
    first = backups.list_copies(opened)[0]
    people.new_participant(opened, "Lilje")
    while first.path.exists():
        ready = backups.prepare(opened, first)
    backups.go_back(opened, ready)
    restored = again(opened)
    assert names(restored) == ["Rose"]
    restored.close()
