"""LibreOffice opens an updated workbook and calculates the evaluator's own formulas rightly."""

from datetime import datetime
from pathlib import Path

import pytest

from nsk_desktop.exchange.cells import CellValue
from nsk_desktop.exchange.new_sheets import NewSheet, add_sheets
from nsk_desktop.exchange.patch import TableChange, patch_workbook
from tests.exchange.evaluator_book import (
    add_foreign_parts,
    convert,
    members,
    opened,
    rebuilt,
    row_of,
    values,
    write_book,
)

pytestmark = pytest.mark.soffice
NUMBERS = (*range(1, 7), 50, 60, 70)


def updated(folder: Path, *, totals: bool) -> Path:
    before = rebuilt(write_book(folder / "a.xlsx", 6, totals=totals), add_foreign_parts)
    new = [{**row_of(number), "antal": number} for number in (50, 60, 70)]
    patch_workbook(before, folder / "b.xlsx", [TableChange("nsk_Aktiviteter", {"r2": {"titel": "Rettet"}}, new)])
    return folder / "b.xlsx"


@pytest.mark.parametrize("totals", [False, True])
def test_control_formulas_are_calculated_rightly(tmp_path: Path, totals: bool) -> None:
    after = convert(updated(tmp_path, totals=totals), tmp_path)
    sums, table = values(after, "Beregning"), values(after, "Aktiviteter")
    total = sum(NUMBERS)
    assert {place: sums[place] for place in ("A1", "A2", "A4", "A6")} == dict.fromkeys(("A1", "A2", "A4", "A6"), total)
    assert sums["A3"] == 6
    assert sums["A5"] == 2 * total
    assert sums["A7"] == "7 af D2:D7"
    assert sums["A8"] == datetime(2025, 3, 12)
    assert sums["A9"] == 1
    assert sums["A10"] == sum(range(1, 7)), "a running total stays where it was"
    assert [table[f"F{row}"] for row in range(2, 11)] == [2 * number for number in NUMBERS]
    if totals:
        assert table["A11"] == "I alt"
        assert table["D11"] == total


def test_the_chart_shows_the_new_rows(tmp_path: Path) -> None:
    after = members(convert(updated(tmp_path, totals=False), tmp_path))
    charts = [data for name, data in after.items() if name.startswith("xl/charts/chart")]
    grown = [data for data in charts if b"Aktiviteter!$D$2:$D$10" in data]
    assert len(grown) == 1
    assert b"<c:v>70</c:v>" in grown[0]


def test_control_an_ordinary_load_and_save_leaves_the_sums_behind(tmp_path: Path) -> None:
    book = opened(write_book(tmp_path / "a.xlsx", 6))
    sheet = book["Aktiviteter"]
    for row, number in enumerate((50, 60, 70), 8):
        for column, value in enumerate(row_of(number).values(), 1):
            sheet.cell(row, column, value)
    sheet.tables["nsk_Aktiviteter"].ref = "A1:H10"
    book.save(tmp_path / "b.xlsx")
    sums = values(convert(tmp_path / "b.xlsx", tmp_path), "Beregning")
    assert sums["A4"] == sum(NUMBERS)
    assert sums["A1"] != sum(NUMBERS)
    assert sums["A5"] != 2 * sum(NUMBERS)


def test_added_sheets_open_and_their_formulas_are_calculated_even_without_being_told_to(tmp_path: Path) -> None:
    overview = NewSheet("Overblik", None, cells={"A1": "Personer"}, formulas={"B1": "SUM(nsk_Optællinger[antal])"})
    counts = NewSheet("Optællinger", "nsk_Optællinger", ("id", "dato", "antal"), ("dato",))
    add_sheets(write_book(tmp_path / "a.xlsx", 6), tmp_path / "b.xlsx", [overview, counts])
    new: list[dict[str, CellValue]] = [{"id": "a", "dato": datetime(2026, 1, 2), "antal": 4}, {"id": "b", "antal": 5}]
    stamps: dict[tuple[str, str], CellValue] = {("Overblik", "A2"): "Stemplet", ("Beregning", "C1"): 1}
    patch_workbook(tmp_path / "b.xlsx", tmp_path / "c.xlsx", [TableChange("nsk_Optællinger", {}, new)], stamps)
    after = convert(tmp_path / "c.xlsx", tmp_path, recalculate=False)
    assert values(after, "Overblik")["B1"] == 9
    assert values(after, "Optællinger")["B2"] == datetime(2026, 1, 2)
    assert values(after, "Beregning")["A1"] == sum(range(1, 7))
