"""A workbook that is really filled to the brim: nothing more goes in, and it is as it was."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nsk_desktop.errors.workbook import WorkbookFull
from nsk_desktop.exchange import filled_workbook
from nsk_desktop.exchange.claims import check_text, claim_of
from nsk_desktop.exchange.merge import merge
from nsk_desktop.exchange.patch import TableContent
from nsk_desktop.exchange.room import MOST_ROWS
from nsk_desktop.exchange.sheets import central_sheet
from tests.exchange.laptops import NOW, empty_tables, file_of, row, write_file

A = "a" * 32
SHEET = central_sheet("Muligt samme")


def pairs(number: int, mark: str) -> Iterator[Any]:
    """As many pairs of participants."""
    return (row(SHEET.name, f"{mark}{n}", "1-1", A, deltager_a=f"p{n}", deltager_b=f"q{n}") for n in range(number))


def as_written(cells: Any) -> dict[str, Any]:
    return dict(zip(SHEET.headers, (*cells, check_text(claim_of(cells)[1], {A[:8]: ""})), strict=True))


@pytest.mark.soak
def test_a_workbook_of_a_million_rows_takes_no_more(tmp_path: Path) -> None:
    there = [as_written(cells) for cells in pairs(MOST_ROWS - 5, "s")]
    workbook = tmp_path / "central.xlsx"
    filled_workbook.write(workbook, {**empty_tables(), SHEET.table: TableContent(SHEET.headers, there)}, NOW)
    before = workbook.read_bytes()
    with pytest.raises(WorkbookFull, match="nsk merge postgresql"):
        merge(workbook, [write_file(tmp_path, file_of({SHEET.name: list(pairs(6, "ny"))}, device=A))], now=NOW)
    assert workbook.read_bytes() == before
    few = write_file(tmp_path, file_of({SHEET.name: list(pairs(5, "ny"))}, device=A, number=2))
    assert merge(workbook, [few], now=NOW).changed, "control: what there is room for goes in"
