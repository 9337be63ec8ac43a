"""A workbook that lacks our sheets gets them, and keeps everything else."""

from datetime import date
from pathlib import Path

from nsk_desktop.exchange.cells import CellValue
from nsk_desktop.exchange.new_sheets import NewSheet, add_sheets, with_titles
from nsk_desktop.exchange.patch import TableChange, patch_workbook, read_sheets, read_tables
from tests.exchange.evaluator_book import add_foreign_parts, members, opened, rebuilt, write_book

COUNTS = NewSheet("Optællinger", "nsk_Optællinger", ("id", "dato", 'navn "a" & _x0041_'), ("dato",))
ENTRIES = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "docProps/app.xml", "xl/styles.xml"}


def test_sheets_come_last_and_every_other_member_keeps_its_bytes(tmp_path: Path) -> None:
    before = rebuilt(write_book(tmp_path / "a.xlsx", 3), add_foreign_parts)
    overview = NewSheet("Overblik", None, cells={"A1": "=tekst", "B1": date(2026, 1, 2)}, formulas={"A2": "SUM(A1:A1)"})
    add_sheets(before, tmp_path / "b.xlsx", [COUNTS, overview])
    old, new = members(before), members(tmp_path / "b.xlsx")
    assert {name for name in old if new[name] != old[name]} == ENTRIES
    assert len(new) == len(old) + 4
    assert read_sheets(tmp_path / "b.xlsx") == ("Aktiviteter", "Beregning", "Diagrammer", "Optællinger", "Overblik")
    book = opened(tmp_path / "b.xlsx")
    assert book["Overblik"]["A1"].value == "=tekst"
    assert book["Overblik"]["A1"].data_type == "s"
    assert book["Overblik"]["B1"].is_date
    assert book["Overblik"]["A2"].value == "=SUM(A1:A1)"
    assert book["Optællinger"].tables["nsk_Optællinger"].ref == "A1:C2"
    titles = new["docProps/app.xml"]
    assert b'size="7"' in titles
    assert titles.index(b">Diagrammer<") < titles.index(b">Overblik<") < titles.index(b">Andre<")


def test_an_added_table_takes_rows(tmp_path: Path) -> None:
    add_sheets(write_book(tmp_path / "a.xlsx", 3), tmp_path / "b.xlsx", [COUNTS])
    content = read_tables(tmp_path / "b.xlsx")["nsk_Optællinger"]
    assert content.columns == COUNTS.columns
    assert content.rows == []
    row: dict[str, CellValue] = {"id": "a", "dato": date(2026, 1, 2), 'navn "a" & _x0041_': "x"}
    patch_workbook(tmp_path / "b.xlsx", tmp_path / "c.xlsx", [TableChange("nsk_Optællinger", {}, [row, {"id": "b"}])])
    assert read_tables(tmp_path / "c.xlsx")["nsk_Optællinger"].rows[0] == row
    again = members(tmp_path / "c.xlsx")
    patch_workbook(tmp_path / "c.xlsx", tmp_path / "d.xlsx", [TableChange("nsk_Optællinger", {"a": row}, [])])
    assert members(tmp_path / "d.xlsx") == again


def test_a_name_that_the_evaluator_uses_gets_a_number(tmp_path: Path) -> None:
    book = write_book(tmp_path / "a.xlsx", 3)
    add_sheets(book, book, [NewSheet("beregning", "nsk_Beregning", ("id",)), NewSheet("Beregning", None)])
    assert read_sheets(book)[3:] == ("beregning 2", "Beregning 3")
    assert set(read_tables(book)) == {"nsk_Aktiviteter", "nsk_Beregning"}


def test_an_unusual_list_of_parts_is_left_alone() -> None:
    for odd in (b"<Properties/>", b"<HeadingPairs><vt:i4>9</vt:i4></HeadingPairs>"):
        assert with_titles(odd, ["Nyt"]) == odd
