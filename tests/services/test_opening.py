"""Opening a store: what is noticed before anything is shown."""

import shutil
from pathlib import Path

import pytest

from nsk_desktop.errors.store import AlreadyOpen, DiskFull, MistypedRecoveryCode, WrongPassphrase, WrongRecoveryCode
from nsk_desktop.services import opening, people
from nsk_desktop.store import marks
from nsk_desktop.store.folder import StoreFolder
from tests.command import CHEAP
from tests.make import PASSPHRASE


def made(folder: Path, *, practice: bool = False) -> str:
    """A new store in *folder*; gives its recovery code."""
    desk, code = opening.create(folder, PASSPHRASE, strength=CHEAP, practice=practice)
    people.new_participant(desk, "Rose")
    desk.close()
    return code


def reopened(folder: Path) -> tuple[bool, bool, str]:
    """Whether the store seems restored, or moved, and which device it now is."""
    desk = opening.open_store(folder, PASSPHRASE, strength=CHEAP)
    desk.close()
    return desk.notice.restored, desk.notice.moved, desk.store.device


def test_an_ordinary_morning_has_no_notice_and_the_same_device(tmp_path: Path) -> None:
    made(tmp_path)
    first = reopened(tmp_path)
    assert first == reopened(tmp_path)
    assert first[:2] == (False, False)


def test_a_database_put_back_from_yesterday_is_noticed_and_becomes_another_device(tmp_path: Path) -> None:
    made(tmp_path / "lager")
    place = StoreFolder(tmp_path / "lager")
    shutil.copy(place.database, tmp_path / "i går.db")
    device = reopened(place.root)[2]
    desk = opening.open_store(place.root, PASSPHRASE, strength=CHEAP)
    people.new_participant(desk, "Lilje")
    desk.close()
    shutil.copy(tmp_path / "i går.db", place.database)
    restored, moved, other = reopened(place.root)
    assert (restored, moved) == (True, False)
    assert other != device
    assert reopened(place.root) == (False, False, other), "it is told once"


def test_a_whole_folder_put_back_is_noticed_too(tmp_path: Path) -> None:
    made(tmp_path / "lager")
    shutil.copytree(tmp_path / "lager", tmp_path / "kopi")
    desk = opening.open_store(tmp_path / "lager", PASSPHRASE, strength=CHEAP)
    people.new_participant(desk, "Lilje")
    desk.close()
    shutil.rmtree(tmp_path / "lager")
    shutil.copytree(tmp_path / "kopi", tmp_path / "lager")
    assert reopened(tmp_path / "lager")[0] is True


def test_a_store_copied_to_another_machine_becomes_another_device(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path)
    device = reopened(tmp_path)[2]
    monkeypatch.setattr(marks, "this_machine", lambda _key: "a machine that is not this one")
    restored, moved, other = reopened(tmp_path)
    assert (restored, moved) == (False, True)
    assert other != device


def test_a_practice_store_says_so_for_ever(tmp_path: Path) -> None:
    made(tmp_path / "øvelse", practice=True)
    made(tmp_path / "rigtig")
    for folder, practice in ((tmp_path / "øvelse", True), (tmp_path / "rigtig", False)):
        desk = opening.open_store(folder, PASSPHRASE, strength=CHEAP)
        assert desk.practice is practice
        desk.close()


def test_the_recovery_code_opens_the_store_and_gives_it_a_new_passphrase(tmp_path: Path) -> None:
    code = made(tmp_path)
    opening.verify_recovery(tmp_path, code)
    opening.open_with_recovery(tmp_path, code.lower()).close()
    opening.set_passphrase_with_recovery(tmp_path, code, "en ny lang sætning")
    with pytest.raises(WrongPassphrase):
        opening.open_store(tmp_path, PASSPHRASE)
    opening.open_store(tmp_path, "en ny lang sætning").close()


def test_a_mistyped_recovery_code_is_told_from_a_wrong_one(tmp_path: Path) -> None:
    code, other = made(tmp_path / "en"), made(tmp_path / "to")
    with pytest.raises(WrongRecoveryCode):
        opening.open_with_recovery(tmp_path / "en", other)
    swapped = code[1] + code[0] + code[2:] if code[0] != code[1] else code[:-1] + ("0" if code[-1] != "0" else "2")
    with pytest.raises(MistypedRecoveryCode):
        opening.open_with_recovery(tmp_path / "en", swapped)


def test_a_store_is_open_in_one_place_at_a_time(tmp_path: Path) -> None:
    made(tmp_path)
    desk = opening.open_store(tmp_path, PASSPHRASE, strength=CHEAP)
    with pytest.raises(AlreadyOpen):
        opening.open_store(tmp_path, PASSPHRASE, strength=CHEAP)
    desk.close()
    opening.open_store(tmp_path, PASSPHRASE, strength=CHEAP).close()


def test_a_store_that_could_not_be_made_leaves_nothing_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("nsk_desktop.store.migrate.upgrade", _fails)
        with pytest.raises(DiskFull):
            made(tmp_path)
    assert not opening.exists(tmp_path)
    made(tmp_path)


def _fails(*_arguments: object) -> None:
    raise DiskFull("nsk.db")


def test_the_first_unlock_of_a_day_makes_a_backup(tmp_path: Path) -> None:
    made(tmp_path)
    reopened(tmp_path)
    backups = list(StoreFolder(tmp_path).backups.glob("*daily*")) or list(StoreFolder(tmp_path).backups.glob("*.db"))
    assert len(backups) == 1
    reopened(tmp_path)
    assert len(list(StoreFolder(tmp_path).backups.glob(backups[0].name))) == 1
