"""Sixty ways of being a bad workbook, each as a file that is sent and as the workbook that is merged into.

Each ends in a known error within 20 seconds and 500 MB, or (what an evaluator may well have in her workbook) in a
merge that keeps it; nothing else in the folder is changed.
"""

import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from nsk_desktop.errors import NskError
from nsk_desktop.exchange import central, merge
from nsk_desktop.exchange.patch import read_tables
from nsk_desktop.exchange.preflight import check_workbook
from tests.exchange.bounded import OutOfBoundsError, bounded
from tests.exchange.hostile_books import FILE_KINDS, PART_KINDS, XML_KINDS, every_kind, spoil
from tests.exchange.laptops import NOW, file_of, row, write_file

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits are set by the kernel")
SECONDS, MEGABYTES = 20, 500
KINDS = tuple(every_kind())
HERS = {
    "macros",
    "an external link",
    "a DDE link",
    "a query",
    "a query table",
    "an embedded file",
    "ActiveX",
    "a program",
}
"""What an evaluator may have in a workbook of her own; a file of data may not."""
ODD = {
    "a formula that starts a program",
    "a program with a zip behind",
    "an attribute of ten megabytes",
    "a million rows",
    "a cell without a place",
    "a number that is none",
    "a shared text that is not there",
    "a text of forty megabytes",
}
"""What does no harm in the workbook: it is kept or refused."""


SIGNED_ALL_THE_SAME = {
    "two lists of rows",
    "rows backwards",
    "a table over the whole sheet",
    "the same table on every sheet",
}
"""Oddly written, but the values are those that the laptop signed; only values are read from a file."""


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    folder = tmp_path_factory.mktemp("honest")
    sent = file_of(
        {"Aktiviteter": [row("Aktiviteter", "s1", titel="Café")], "Aktører": [row("Aktører", "a", navn="Skolen")]}
    )
    workbook = folder / "central.xlsx"
    central.new_workbook(workbook)
    file = write_file(folder, sent)
    merge.merge(workbook, [file], now=NOW)
    lines = [row("Aktiviteter", "s1", titel="Café"), row("Aktiviteter", "s2", titel="Fest")]
    later = write_file(
        folder, file_of({"Aktiviteter": lines, "Aktører": [row("Aktører", "b", navn="Klubben")]}, number=2)
    )
    for previous in folder.glob("central *"):
        previous.unlink()
    return {"file": file, "workbook": workbook, "later": later}


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def merged(workbook: Path, file: Path) -> str:
    """The refusal, in Danish; nothing when it was merged."""
    try:
        merge.merge(workbook, [file], now=NOW)
    except NskError as error:
        return f"{error} [{error.code}]"
    return ""


def check_refusal(said: str, name: str) -> None:
    assert name in said
    assert re.search(r"[Ii]ntet er ændret|[Ii]ngen af filerne|er ikke|mangler|ingen fil", said), said
    assert re.search(r" \[(file|workbook)-[a-z0-9-]+\]$", said), said
    assert not re.search(r"Traceback|Error|exception", said)


@pytest.mark.parametrize("kind", KINDS)
def test_a_bad_file_is_refused_and_changes_nothing(honest: Mapping[str, Path], tmp_path: Path, kind: str) -> None:
    workbook = Path(shutil.copy(honest["workbook"], tmp_path / "central.xlsx"))
    file = Path(shutil.copy(honest["later"], tmp_path / "sendt.xlsx"))
    spoil(file, kind)
    before = files_in(tmp_path)
    said = bounded(lambda: merged(workbook, file), seconds=SECONDS, megabytes=MEGABYTES)
    if said:
        assert files_in(tmp_path) == before
        check_refusal(said, "sendt.xlsx")
    else:
        assert kind in SIGNED_ALL_THE_SAME
        assert {line["titel"] for line in read_tables(workbook)["nsk_Aktiviteter"].rows} == {"Café", "Fest"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_bad_workbook_is_refused_or_kept(honest: Mapping[str, Path], tmp_path: Path, kind: str) -> None:
    workbook = Path(shutil.copy(honest["workbook"], tmp_path / "central.xlsx"))
    file = Path(shutil.copy(honest["later"], tmp_path / "sendt.xlsx"))
    spoil(workbook, kind)
    before = files_in(tmp_path)
    said = bounded(lambda: merged(workbook, file), seconds=SECONDS, megabytes=MEGABYTES)
    if said:
        assert kind not in HERS
        assert files_in(tmp_path) == before
        check_refusal(said, "central.xlsx")
    else:
        assert kind in HERS | ODD, "merged into a workbook that is broken"
        check_workbook(workbook)
        assert {line["navn"] for line in read_tables(workbook)["nsk_Aktører"].rows} == {"Skolen", "Klubben"}


def test_there_are_forty_kinds_and_more() -> None:
    assert len(KINDS) == len(FILE_KINDS) + len(PART_KINDS) + len(XML_KINDS) >= 60


def test_control_an_honest_file_is_merged(honest: Mapping[str, Path], tmp_path: Path) -> None:
    workbook = Path(shutil.copy(honest["workbook"], tmp_path / "central.xlsx"))
    assert bounded(lambda: merged(workbook, honest["later"]), seconds=SECONDS, megabytes=MEGABYTES) == ""
    assert len(read_tables(workbook)["nsk_Aktører"].rows) == 2


def _endless() -> str:
    while True:
        pass


@pytest.mark.parametrize("work", [_endless, lambda: str(len(bytearray(2 << 30))), lambda: str(1 // 0)])
def test_control_what_goes_beyond_its_bounds_is_noticed(work: object) -> None:
    assert callable(work)
    with pytest.raises(OutOfBoundsError):
        bounded(work, seconds=1, megabytes=MEGABYTES)
