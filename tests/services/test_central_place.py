"""What may be in the way where the centre's workbook and its receipts lie: told calmly, and nothing is changed."""

import errno
import os
import re
import shutil
import time
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from nsk_desktop import cli
from nsk_desktop.errors.files import FileMissing, NotWritten
from nsk_desktop.errors.workbook import WorkbookDamaged, WorkbookReadOnly
from nsk_desktop.exchange.patch import read_tables
from nsk_desktop.services import central, central_receipts
from nsk_desktop.services.central import merge_files
from tests.exchange.laptops import write_file
from tests.services.central_files import actors

NOW = datetime(2025, 12, 9, 9)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "central" / "Evaluering.xlsx"
    path.parent.mkdir()
    central.new_workbook(path)
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write_file(tmp_path / "sent", actors("Skolen", "Klubben"))


@pytest.mark.parametrize("where", [".", "..", "mappe.xlsx"])
def test_a_folder_is_no_workbook(
    tmp_path: Path, file: Path, where: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mappe.xlsx").mkdir()
    with pytest.raises(FileMissing):
        merge_files(Path(where), [file], NOW)
    with pytest.raises(SystemExit) as left:
        cli.main(["merge", where, str(file)])
    assert left.value.code == 1
    assert "[file-missing]" in capsys.readouterr().err


def test_a_damaged_workbook_is_not_asked_of_a_laptop(workbook: Path, file: Path) -> None:
    whole = workbook.read_bytes()
    workbook.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(WorkbookDamaged, match="hel kopi ved siden af") as refused:
        merge_files(workbook, [file], NOW)
    assert "Bed om filen" not in str(refused.value)


def test_a_write_protected_workbook_is_not_replaced(workbook: Path, file: Path) -> None:
    before = workbook.read_bytes()
    workbook.chmod(0o444)
    with pytest.raises(WorkbookReadOnly, match=r"Evaluering\.xlsx er skrivebeskyttet"):
        merge_files(workbook, [file], NOW)
    assert [path.name for path in workbook.parent.iterdir()] == [workbook.name]
    assert workbook.read_bytes() == before
    workbook.chmod(0o644)
    assert merge_files(workbook, [file], NOW).report.changed


@pytest.mark.parametrize("names_itself", [True, False])
def test_a_full_disk_is_told_by_the_workbooks_name(
    workbook: Path, file: Path, names_itself: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = workbook.read_bytes()

    def full(_source: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space", *([str(target)] if names_itself else []))

    monkeypatch.setattr(shutil, "copy2", full)
    with pytest.raises(NotWritten, match=r"Evaluering\.xlsx kan ikke skrives: disken er fuld") as refused:
        merge_files(workbook, [file], NOW)
    assert "091500" not in str(refused.value)
    assert workbook.read_bytes() == before
    assert [path.name for path in workbook.parent.iterdir()] == [workbook.name]


def test_what_a_killed_merge_left_is_taken_away_by_a_later_one(workbook: Path, file: Path) -> None:
    folder = workbook.parent
    left = [folder / "..Evaluering.123.new.xlsx.123.part", folder / ".Evaluering.77.whole.xlsx"]
    others = [folder / ".Evaluering.noter.xlsx", folder / ".Andet.123.new.xlsx", folder / ".Evaluering.9.new.xlsx"]
    long_ago = time.time() - 2 * 3600
    for path in (*left, *others):
        path.write_bytes(b"halvt")
    for path in (*left, *others[:-1]):
        os.utime(path, (long_ago, long_ago))
    merge_files(workbook, [file], NOW)
    assert not [path for path in left if path.exists()]
    # The evaluator's own, another workbook's, and what somebody may be writing this minute.
    assert all(path.exists() for path in others)


def test_receipts_that_find_no_folder_stop_the_merge_before_it_begins(workbook: Path, file: Path) -> None:
    before = workbook.read_bytes()
    with pytest.raises(NotWritten):
        merge_files(workbook, [file], NOW, receipts=file / "Kvitteringer", key_file=workbook.parent / "key")
    assert workbook.read_bytes() == before
    assert not (workbook.parent / "key").exists()


def test_receipts_that_fail_after_the_merge_say_that_the_files_are_merged(
    workbook: Path, file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_path: Path, _content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space")

    told = ["merge", str(workbook), str(file), "--receipts", str(workbook.parent / "R")]
    told += ["--key-file", str(workbook.parent / "key")]
    with monkeypatch.context() as patched:
        patched.setattr(central_receipts, "write_whole", full)
        with pytest.raises(SystemExit) as left:
            cli.main(told)
    said = capsys.readouterr()
    assert left.value.code == 1
    assert "2 nye" in said.out
    assert "Første kontakt" in said.out
    assert re.search(
        r"er flettet ind, men kvitteringerne er ikke skrevet.*disken er fuld.*\[receipts-not-written\]", said.err
    )
    with pytest.raises(SystemExit) as left:
        cli.main(told)
    assert left.value.code == 0
    assert len(list((workbook.parent / "R").iterdir())) == 1


def test_a_table_that_only_changed_its_capitals_is_still_ours(workbook: Path, file: Path) -> None:
    with ZipFile(workbook) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    with ZipFile(workbook, "w", ZIP_DEFLATED) as after:
        for name, content in parts.items():
            after.writestr(name, content.replace(b"nsk_Akt\xc3\xb8rer", b"NSK_akt\xc3\xb8rer"))
    assert "NSK_aktører" in read_tables(workbook)
    assert merge_files(workbook, [file], NOW).report.changed
    assert [row["navn"] for row in central.tables_of_workbook(workbook)["nsk_Aktører"].rows] == ["Skolen", "Klubben"]
