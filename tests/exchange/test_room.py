"""A workbook that nears the end of a sheet is refused before anything is written, and told the way out."""

from pathlib import Path
from typing import Any

import pytest

from nsk_desktop.errors.workbook import WorkbookFull, WorkbookTooBig
from nsk_desktop.exchange import central, filled_workbook, preflight, room
from nsk_desktop.exchange.layout import LAST_ROW
from nsk_desktop.exchange.merge import merge, open_central
from nsk_desktop.exchange.patch import TableChange, TableContent, read_tables
from nsk_desktop.exchange.room import MOST_ROWS, refuse_full
from tests.exchange.laptops import NOW, empty_tables, file_of, row, write_file

A = "a" * 32


class Rows(list[Any]):
    """As many rows as wanted, without the rows."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def __len__(self) -> int:
        return self.number


def test_there_is_room_to_move_before_the_sheet_ends() -> None:
    assert LAST_ROW - 50_000 < MOST_ROWS < LAST_ROW - 1


@pytest.mark.parametrize("there", [0, 48_000, MOST_ROWS - 1])
def test_a_table_may_be_filled_to_its_last_row_and_no_further(there: int) -> None:
    tables = {"nsk_Aktører": TableContent(("id",), Rows(there))}
    refuse_full("central.xlsx", tables, [TableChange("nsk_Aktører", {}, Rows(MOST_ROWS - there))])
    with pytest.raises(WorkbookFull, match="nsk_Aktører"):
        refuse_full("central.xlsx", tables, [TableChange("nsk_Aktører", {}, Rows(MOST_ROWS - there + 1))])


def test_a_full_table_can_still_be_corrected() -> None:
    tables = {"nsk_Aktører": TableContent(("id",), Rows(MOST_ROWS + 9))}
    refuse_full("central.xlsx", tables, [TableChange("nsk_Aktører", {"x": {"navn": "Ny"}}, [])])


def actors(folder: Path, number: int, count: int) -> Path:
    rows = [row("Aktører", f"x{one}", "1-1", A, navn="Klub") for one in range(count)]
    return write_file(folder, file_of({"Aktører": rows}, device=A, number=number))


def test_a_merge_that_would_fill_the_workbook_changes_nothing_and_names_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MOST_ROWS", 5)
    workbook = tmp_path / "central.xlsx"
    central.new_workbook(workbook)
    merge(workbook, [actors(tmp_path, 1, 5)], now=NOW)
    before = workbook.read_bytes()
    larger = actors(tmp_path, 2, 6)
    with pytest.raises(WorkbookFull) as refused:
        merge(workbook, [larger], now=NOW)
    said = str(refused.value)
    assert "nsk merge postgresql+psycopg://" in said
    assert "nsk workbook new --from" in said
    assert "ved siden af" not in said, "a new workbook beside it would be as full"
    assert workbook.read_bytes() == before
    monkeypatch.setattr(room, "MOST_ROWS", MOST_ROWS)
    merge(workbook, [larger], now=NOW)
    assert len(read_tables(workbook)["nsk_Aktører"].rows) == 6, "control: nothing else would have stopped it"


def test_a_workbook_is_not_filled_with_more_than_it_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_ROWS", 1)
    rows: list[dict[str, Any]] = [{"id": "x"}, {"id": "y"}]
    tables = {**empty_tables(), "nsk_Aktører": TableContent(("id",), rows)}
    with pytest.raises(WorkbookFull):
        filled_workbook.write(tmp_path / "ud.xlsx", tables, NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_that_is_too_large_to_be_read_is_told_the_same_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workbook = tmp_path / "central.xlsx"
    central.new_workbook(workbook)
    monkeypatch.setattr(preflight, "LARGEST_INSIDE", 1000)
    with pytest.raises(WorkbookTooBig, match="nsk merge postgresql"):
        open_central(workbook)
