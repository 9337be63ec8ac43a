"""A document is put in its place whole, or not at all."""

import errno
import os
from pathlib import Path

import pytest

from nsk_desktop.errors.files import ReportNotWritten
from nsk_desktop.reports.output import write_file


def test_a_document_replaces_the_earlier_one_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "Oversigt æøå.pdf"
    path.write_bytes(b"earlier")
    write_file(path, b"later")
    assert path.read_bytes() == b"later"
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_missing_folder_is_named_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ReportNotWritten) as told:
        write_file(tmp_path / "usb" / "oversigt.pdf", b"x")
    assert str(told.value).startswith(f"Mappen {tmp_path / 'usb'} findes ikke")
    assert "Sidder USB-nøglen i?" in str(told.value)


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "oversigt.pdf").mkdir()
    with pytest.raises(ReportNotWritten, match=r"oversigt\.pdf er en mappe"):
        write_file(tmp_path / "oversigt.pdf", b"x")
    assert [one.name for one in tmp_path.iterdir()] == ["oversigt.pdf"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "ikke mere plads"), (errno.EACCES, "åben i et andet program"), (errno.EIO, "kan ikke skrives")],
)
def test_what_stood_there_is_untouched_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, words: str
) -> None:
    path = tmp_path / "oversigt.pdf"
    path.write_bytes(b"earlier")

    def fail(*_args: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(ReportNotWritten, match=words):
        write_file(path, b"later")
    assert path.read_bytes() == b"earlier"
    assert [one.name for one in tmp_path.iterdir()] == ["oversigt.pdf"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="left out: this user may write everywhere")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(ReportNotWritten, match="må ikke skrive"):
            write_file(tmp_path / "oversigt.pdf", b"x")
    finally:
        tmp_path.chmod(0o700)
