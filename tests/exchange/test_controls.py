"""Lists and combo boxes that the evaluator fills from our rows: new rows are offered too; nothing else changes."""

from pathlib import Path

import pytest

from tests.exchange.evaluator_book import members, rebuilt, row_of, write_book
from tests.exchange.feature_parts import HERS, OURS, X14, Members, link, put
from tests.exchange.patches import change, patched

CONTROL = "application/vnd.ms-excel.controlproperties+xml"
DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
PART, OLD = "xl/ctrlProps/ctrlProp1.xml", "xl/drawings/vmlDrawing9.vml"
NEW = change(appended=[row_of(number) for number in (50, 60, 70)])


def control(members: Members, sheet: str, cells: str) -> None:
    text = f'<formControlPr xmlns="{X14}" objectType="Drop" fmlaLink="$C$7" fmlaRange="{cells}" sel="0"/>'
    put(members, PART, text, CONTROL)
    link(members, sheet, "ctrlProp", "../ctrlProps/ctrlProp1.xml")


def old_control(members: Members, sheet: str, cells: str, more: str = "") -> None:
    text = f"<x:ClientData ObjectType='Drop'><x:FmlaRange>{cells}</x:FmlaRange>{more}</x:ClientData>"
    put(members, OLD, f"<xml xmlns:x='urn:schemas-microsoft-com:office:excel'>{text}</xml>", DRAWING)
    link(members, sheet, "vmlDrawing", "../drawings/vmlDrawing9.vml")


@pytest.mark.parametrize(
    ("sheet", "before", "after"),
    [
        (HERS, "Aktiviteter!$C$2:$C$7", "Aktiviteter!$C$2:$C$10"),
        (OURS, "$C$2:$C$7", "$C$2:$C$10"),
        (HERS, "$C$2:$C$7", "$C$2:$C$7"),
        (HERS, "Aktiviteter!$C$2:$C$6", "Aktiviteter!$C$2:$C$6"),
        (HERS, "Beregning!$C$2:$C$7", "Beregning!$C$2:$C$7"),
        (HERS, "nsk_Aktiviteter[titel]", "nsk_Aktiviteter[titel]"),
    ],
)
def test_a_list_that_ends_at_our_last_row_grows(tmp_path: Path, sheet: str, before: str, after: str) -> None:
    book = rebuilt(write_book(tmp_path / "a.xlsx"), lambda found: control(found, sheet, before))
    new, old = members(patched(book, NEW))[PART], members(book)[PART]
    assert new == old.replace(f'"{before}"'.encode(), f'"{after}"'.encode())
    assert b'fmlaLink="$C$7"' in new


@pytest.mark.parametrize(
    ("more", "after"), [("", "Aktiviteter!$C$2:$C$10"), ("<br>", "Aktiviteter!$C$2:$C$7")], ids=["", "as on the web"]
)
def test_so_does_one_of_an_older_program_when_it_can_be_read(tmp_path: Path, more: str, after: str) -> None:
    cells = "Aktiviteter!$C$2:$C$7"
    book = rebuilt(write_book(tmp_path / "a.xlsx"), lambda found: old_control(found, HERS, cells, more))
    new, old = members(patched(book, NEW))[OLD], members(book)[OLD]
    assert new == old.replace(cells.encode(), after.encode())


def test_control_without_new_rows_nothing_changes(tmp_path: Path) -> None:
    book = rebuilt(write_book(tmp_path / "a.xlsx"), lambda found: control(found, HERS, "Aktiviteter!$C$2:$C$7"))
    assert members(patched(book, change({"r3": {"antal": 300}})))[PART] == members(book)[PART]
