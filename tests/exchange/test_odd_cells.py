"""The check before a workbook is read: odd cells are found, and no cell may lie where reading would need all memory."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from nsk_desktop.errors.fill_in import FillInTooBig
from nsk_desktop.errors.travelling import FileDamaged, FileUnsafe
from nsk_desktop.exchange.fill_in import read_fill_in
from nsk_desktop.exchange.odd_cells import scan

_SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def _with_sheet(folder: Path, xml: str) -> Path:
    """A good workbook whose only sheet is *xml* instead."""
    book = openpyxl.Workbook()
    book.active.title = "Møder"
    book.save(folder / "god.xlsx")
    path = folder / "ark.xlsx"
    with ZipFile(folder / "god.xlsx") as old, ZipFile(path, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            new.writestr(info, xml.encode() if info.filename == "xl/worksheets/sheet1.xml" else data)
    return path


def _rows(*cells: str) -> str:
    return f'<worksheet {_SPACE}><sheetData><row r="1">{"".join(cells)}</row></sheetData></worksheet>'


FAR = [
    '<c r="A1048576"><v>1</v></c>',
    '<c r="A200001"><v>1</v></c>',
    '<c r="XFD1"><v>1</v></c>',
    '<c r="BA1"><v>1</v></c>',
    "<c r='XFD1048576'><v>1</v></c>",
    '<c s="0" r="XFD1048576"><v>1</v></c>',
    '<c  r = "XFD1048576"><v>1</v></c>',
    '<c r="&#88;FD1048576"><v>1</v></c>',
    '<c r="A1"><v>1</v></c><c s="0"\tr="A999999"><v>1</v></c>',
    '<!-- <c r="A1"> --><c r="XFD1048576"><is><t>x</t></is></c>',
]


@pytest.mark.parametrize("cells", FAR)
def test_a_cell_far_out_is_refused_before_anything_makes_room_for_it(tmp_path: Path, cells: str) -> None:
    path = _with_sheet(tmp_path, _rows(cells))
    with pytest.raises(FillInTooBig, match="Arket Møder har noget i række"):
        scan(path)
    with pytest.raises(FillInTooBig):
        read_fill_in(path)


def test_the_same_far_cell_is_found_under_another_prefix(tmp_path: Path) -> None:
    xml = (
        _rows('<c r="XFD1048576"><v>1</v></c>')
        .replace("xmlns=", "xmlns:x=")
        .replace("<", "<x:")
        .replace("<x:/", "</x:")
    )
    with pytest.raises(FillInTooBig):
        scan(_with_sheet(tmp_path, xml))


@pytest.mark.parametrize("cell", ['<c r="A1" r="XFD1048576"/>', '<c r="A1" s="0" r="A999999"/>'])
def test_a_cell_with_two_places_is_damage(tmp_path: Path, cell: str) -> None:
    path = _with_sheet(tmp_path, _rows(cell))
    with pytest.raises(FileDamaged):
        scan(path)
    with pytest.raises(FileDamaged):
        read_fill_in(path)


def test_a_panic_of_the_reading_library_is_told_as_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Control: without the check before it, this file makes the library panic.
    monkeypatch.setattr("nsk_desktop.exchange.fill_in.scan", lambda _path: {})
    with pytest.raises(FileDamaged, match=r"ark\.xlsx"):
        read_fill_in(_with_sheet(tmp_path, _rows('<c r="A1" r="XFD1048576"><v>1</v></c>')))


def test_cells_without_a_place_are_counted(tmp_path: Path) -> None:
    with pytest.raises(FillInTooBig, match="kolonne 53"):
        scan(_with_sheet(tmp_path, _rows("<c><v>1</v></c>" * 60)))
    assert scan(_with_sheet(tmp_path, _rows("<c><v>1</v></c>" * 52)))["Møder"].cells == 52


def test_the_farthest_cell_allowed_is_taken(tmp_path: Path) -> None:
    found = scan(_with_sheet(tmp_path, _rows('<c r="A1"><v>1</v></c>', '<c r="AZ199999"><v>1</v></c>')))
    assert found["Møder"].cells == 2


def test_borders_drawn_far_beyond_the_list_do_no_harm(tmp_path: Path) -> None:
    path = _with_sheet(tmp_path, _rows('<c r="A1"><v>1</v></c>', '<c r="XFD1048576" s="0"/>'))
    assert scan(path)["Møder"].cells == 1
    assert len(read_fill_in(path).refused_sheets) == 1


@pytest.mark.parametrize("place", ["1A", "AAAA1", "a1", "Å1", "A"])
def test_a_place_that_is_none_is_refused(tmp_path: Path, place: str) -> None:
    with pytest.raises((FileUnsafe, FileDamaged)):
        scan(_with_sheet(tmp_path, _rows(f'<c r="{place}"><v>1</v></c>')))


def test_a_declaration_of_entities_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + _rows('<c r="A1" t="str"><v>&b;</v></c>')
    with pytest.raises(FileUnsafe):
        scan(_with_sheet(tmp_path, bomb))


def test_finds_error_values_and_formulas_without_result_and_no_others(tmp_path: Path) -> None:
    cells = (
        '<c r="A1" t="e"><v>#N/A</v></c>',
        '<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        '<c r="C1"><f>1+1</f></c>',
        '<c r="D1"><f>1+1</f><v></v></c>',
        '<c r="E1"><f>1+1</f><v>2</v></c>',
        '<c r="F1" t="str"><f>""</f><v></v></c>',
        '<c r="G1"><v>3</v></c>',
        '<c r="H1"/>',
    )
    assert scan(_with_sheet(tmp_path, _rows(*cells)))["Møder"].errors == {
        (1, 1): "#N/A",
        (1, 2): "#DIV/0!",
        (1, 3): "",
        (1, 4): "",
    }
