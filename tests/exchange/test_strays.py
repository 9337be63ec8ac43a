"""Rows that no laptop has sent: typed in, copied, or with another id; found and told, and nothing else is."""

from pathlib import Path

import pytest

from nsk_desktop.exchange import central, merge
from nsk_desktop.exchange.cells import CellValue
from nsk_desktop.exchange.patch import TableChange, TableContent, patch_workbook, read_tables
from nsk_desktop.exchange.strays import Stray, strays, told
from tests.exchange.laptops import NOW, file_of, row, write_file

TABLE = "nsk_Aktører"


@pytest.fixture
def tables(tmp_path: Path) -> dict[str, TableContent]:
    book = tmp_path / "central.xlsx"
    central.new_workbook(book)
    rows = [row("Aktører", f"x{place:02}", "1-1", "a" * 32, navn=name) for place, name in enumerate(("Skolen", "Klub"))]
    merge.merge(book, [write_file(tmp_path / "sent", file_of({"Aktører": rows}))], now=NOW)
    own: list[dict[str, CellValue]] = [{"id": "min egen", "navn": "Typed in"}]
    patch_workbook(book, book, [TableChange(TABLE, {"x01": {"navn": "Rettet"}}, own)])
    return read_tables(book)


def with_row(tables: dict[str, TableContent], **cells: CellValue) -> dict[str, TableContent]:
    content = tables[TABLE]
    return {TABLE: TableContent((*content.columns, "mit"), [*content.rows, dict.fromkeys(content.columns) | cells])}


def test_a_row_with_an_id_of_its_own_is_found_and_a_row_that_was_only_edited_is_not(
    tables: dict[str, TableContent],
) -> None:
    assert strays(tables) == (Stray("Aktører", "min egen"),)
    assert strays(tables, ["Aktiviteter"]) == ()


def test_a_row_without_an_id_is_found_by_what_it_says(tables: dict[str, TableContent]) -> None:
    assert strays(with_row(tables, navn="Uden", sektor="skole"))[1:] == (Stray("Aktører", "", "Uden, skole"),)
    assert len(strays(with_row(tables, mit="en note under tabellen"))) == 1


def test_a_row_that_took_anothers_place_is_found_and_a_broken_check_says_nothing(
    tables: dict[str, TableContent],
) -> None:
    check = tables[TABLE].rows[0]["kontrol"]
    assert strays(with_row(tables, id="x77", kontrol=check))[1:] == (Stray("Aktører", "x77"),)
    assert len(strays(with_row(tables, id="x77", kontrol="skrevet over"))) == 1


def test_each_sheet_has_its_sentence_and_long_lists_are_cut() -> None:
    many = [Stray("Aktører", f"x{number}") for number in range(9)]
    said = list(told([*many, Stray("Økonomi", "", "Kaffe")]))
    assert said[0].startswith("9 rækker i Aktører kommer ikke fra nogen computer: x0; x1; x2; …. ")
    assert said[1].startswith("1 række i Økonomi kommer ikke fra nogen computer: uden id (Kaffe). ")
