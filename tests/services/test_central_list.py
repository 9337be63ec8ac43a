"""Files and folders that are put together, with the workbook among them or not, and what is told when it goes wrong."""

from datetime import datetime
from pathlib import Path

import pytest

from nsk_desktop.errors import Cancelled
from nsk_desktop.errors.central import NoFiles
from nsk_desktop.errors.travelling import NotCentral
from nsk_desktop.exchange.evaluation import EvaluationData
from nsk_desktop.services import central, central_list
from nsk_desktop.services.central_list import Chosen, Looked
from tests.exchange.laptops import write_file
from tests.services.central_files import B, actors

NOW = datetime(2025, 7, 1, 9, 30)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "Central.xlsx"
    central.new_workbook(path)
    return path


def sent(workbook: Path, *files: EvaluationData) -> list[Path]:
    return [write_file(workbook.parent / "sent", file) for file in files]


def unheard(_done: int, _all: int) -> None:
    """Nobody listens."""


def gather(chosen: Chosen) -> Looked:
    return central_list.gather(chosen, NOW, unheard)


def test_a_folder_stands_for_the_files_in_it_and_never_for_the_workbook(workbook: Path) -> None:
    paths = sent(workbook, actors("Skolen"), actors("Klubben", device=B))
    (workbook.parent / "sent" / "~$lås.xlsx").write_bytes(b"")
    (workbook.parent / "sent" / "noter.txt").write_text("x")
    assert central_list.expand([workbook.parent, paths[0]], unheard) == sorted(paths)
    empty = workbook.parent / "tom"
    empty.mkdir()
    with pytest.raises(NoFiles):
        central_list.expand([empty], unheard)
    assert central_list.is_central(workbook)
    assert not central_list.is_central(paths[0])


def test_the_workbook_may_lie_among_the_files_while_none_is_chosen(workbook: Path) -> None:
    (path,) = sent(workbook, actors("Skolen"))
    looked = gather(Chosen(added=(path, workbook)))
    assert (looked.workbook, looked.paths) == (workbook, (path,))
    assert looked.plan is not None
    # With a workbook chosen, another one is a file like any other, and refused as such.
    again = gather(Chosen(workbook, (path,), (workbook, path)))
    assert again.plan is not None
    assert [line.code for line in again.plan.lines] == ["device-unknown", "file-foreign"]


def test_files_without_a_workbook_wait_on_the_list(workbook: Path) -> None:
    (path,) = sent(workbook, actors("Skolen"))
    assert gather(Chosen(added=(path,))) == Looked(None, (path,))


def test_the_list_keeps_its_files_when_looking_goes_wrong(workbook: Path) -> None:
    path, other = sent(workbook, actors("Skolen"), actors("Klubben", device=B))
    looked = gather(Chosen(path, (), (other,)))
    assert isinstance(looked.problem, NotCentral)
    assert (looked.paths, looked.plan) == ((other,), None)

    def stop(_done: int, _all: int) -> None:
        raise Cancelled

    stopped = central_list.gather(Chosen(workbook, (path,), (other,)), NOW, stop)
    assert isinstance(stopped.problem, Cancelled)
    assert stopped.paths == (path, other)


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 torn", b"plain text", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)]
)
def test_a_damaged_file_is_no_workbook_of_ours_and_stays_on_the_list(workbook: Path, content: bytes) -> None:
    torn = workbook.with_name("ødelagt.xlsx")
    torn.write_bytes(content)
    assert not central_list.is_central(torn)
    assert gather(Chosen(added=(torn,))) == Looked(None, (torn,))
    half = workbook.with_name("halv.xlsx")
    half.write_bytes(workbook.read_bytes()[:-500])
    assert not central_list.is_central(half)
