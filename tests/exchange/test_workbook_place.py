"""A workbook that somebody else owns, or locked with a password: told with its code and the way out, and untouched."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from nsk_desktop.exchange import merge
from tests.command import new_workbook, nsk
from tests.exchange.laptops import NOW, file_of, write_file

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    (tmp_path / "fælles").mkdir()
    return new_workbook(tmp_path / "fælles" / "Central.xlsx")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write_file(tmp_path / "ind", file_of({}))


def not_allowed(monkeypatch: pytest.MonkeyPatch, place: Path, what: int) -> None:
    """The tests may belong to somebody who is allowed everything: here the system says no."""
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: not (Path(path) == place and mode & what) and real(path, mode))


def refused(workbook: Path, file: Path) -> str:
    """The refusal of a merge that leaves everything as it was."""
    before, beside = workbook.read_bytes(), sorted(workbook.parent.iterdir())
    answer = nsk("merge", workbook, file)
    assert answer.code == 1
    assert "Intet er ændret" in answer.err
    assert (workbook.read_bytes(), sorted(workbook.parent.iterdir())) == (before, beside)
    return answer.err


def locked(path: Path, directory: int) -> Path:
    """A workbook with a password as Excel writes it, seen from outside; its table of contents lies at *directory*."""
    content = bytearray(os.urandom(directory + 4096))
    content[:8] = OLE
    names = [
        name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", "EncryptionInfo", "EncryptedPackage")
    ]
    content[directory : directory + 384] = b"".join(names)
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("place", "what", "code", "way"),
    [
        (lambda path: path, os.R_OK, "workbook-closed", "om lov til at læse"),
        (lambda path: path, os.W_OK, "workbook-read-only", "flet ind i en kopi"),
        (lambda path: path.parent, os.W_OK, "workbook-folder-read-only", "mappen"),
    ],
)
def test_what_somebody_else_owns_is_told_before_anything_is_read(
    workbook: Path,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: Callable[[Path], Path],
    what: int,
    code: str,
    way: str,
) -> None:
    not_allowed(monkeypatch, place(workbook), what)
    said = refused(workbook, file)
    assert f"[{code}]" in said
    assert way in said


@pytest.mark.parametrize("readable", [True, False])
def test_a_system_that_says_so_only_when_it_is_tried_is_told_the_same(
    workbook: Path, file: Path, monkeypatch: pytest.MonkeyPatch, readable: bool
) -> None:
    def closed(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(shutil, "copy2", closed)
    before = Path.open

    def opened(path: Path, *arguments: object, **more: object) -> object:
        if path == workbook and not readable:
            closed()
        return before(path, *arguments, **more)  # type: ignore[call-overload]

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", opened)
        answer = nsk("merge", workbook, file)
    assert ("[workbook-folder-read-only]" if readable else "[workbook-closed]") in answer.err
    assert [path.name for path in workbook.parent.iterdir()] == [workbook.name]


def test_a_folder_that_may_not_be_entered_is_told(workbook: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_path: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "is_dir", closed)
        assert "[workbook-closed]" in refused(workbook, file)


@pytest.mark.parametrize("directory", [512, 4096, 1 << 20, 3 << 20])
def test_a_workbook_with_a_password_is_told_from_an_old_one(workbook: Path, file: Path, directory: int) -> None:
    said = refused(locked(workbook, directory), file)
    assert "[workbook-encrypted]" in said
    assert "Fjern adgangskoden" in said
    assert "nsk workbook new" not in said
    workbook.write_bytes(OLE + "Workbook".encode("utf-16-le") * 600)
    assert "[workbook-old-format]" in refused(workbook, file)


def test_a_file_with_a_password_is_told_too(workbook: Path, file: Path) -> None:
    before = workbook.read_bytes()
    said = nsk("merge", workbook, locked(file, 4096)).err
    assert "[file-locked]" in said
    assert file.name in said
    assert workbook.read_bytes() == before
    days = ("--from", "2025-01-01", "--to", "2025-06-30")
    assert "[file-locked]" in nsk("reach", *days, "--workbook", locked(workbook, 4096)).err


@pytest.mark.skipif(os.name == "nt", reason="who may open a file is not in its mode there")
def test_control_whoever_could_open_the_workbook_before_can_do_so_afterwards(workbook: Path, file: Path) -> None:
    workbook.chmod(0o664)
    assert merge.merge(workbook, [file], now=NOW).changed
    assert workbook.stat().st_mode & 0o777 == 0o664
