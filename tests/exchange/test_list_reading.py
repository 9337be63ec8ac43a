"""The tables of a file: texts with columns in every spelling, workbooks as people make them, and no list at all."""

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from nsk_desktop.errors.files import FileMissing
from nsk_desktop.errors.fill_in import FillInTooBig
from nsk_desktop.errors.lists import ListEmpty, ListNotReadable, ListTooBig
from nsk_desktop.errors.travelling import FileDamaged, FileNotWorkbook, FileOldFormat, FileTooBig, FileUnsafe
from nsk_desktop.exchange.list_reading import MOST_COLUMNS, ListTable, address, read_list
from tests.exchange.lists import text, workbook

ROWS = (("Dato", "Navn", "Beløb"), ("04.03.2025", "Åse Møller", "12,50"), ("11.03.2025", "Omar", "3"))


def only(path: Path) -> ListTable:
    (table,) = read_list(path).tables
    return table


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("between", [";", "\t", "|"])
def test_a_text_is_read_whatever_its_letters_and_whatever_stands_between(
    tmp_path: Path, encoding: str, between: str
) -> None:
    content = "\n".join(between.join(row) for row in ROWS) + "\n\n"
    assert only(text(tmp_path / "liste.csv", content, encoding)).rows == ROWS


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
@pytest.mark.parametrize("name", ["Åse Møller", "Søren", "Pål Kjær", "Ærø Øst"])
def test_a_text_of_an_old_program_keeps_its_letters(tmp_path: Path, encoding: str, name: str) -> None:
    content = f"Dato;Navn\n04.03.2025;{name}\n11.03.2025;Ødegård\n"
    assert only(text(tmp_path / "liste.csv", content, encoding)).row(2) == ("04.03.2025", name)


@pytest.mark.parametrize("name", ["“Sol” – Åse", "O’Connor", "‘Bo’", "François Œuvre Åse", "Ida … 2½"])
def test_what_danish_excel_writes_is_never_taken_for_another(tmp_path: Path, name: str) -> None:
    content = f"Dato;Navn\n04.03.2025;{name}\n"
    assert only(text(tmp_path / "liste.csv", content, "cp1252")).row(2) == ("04.03.2025", name)


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows(tmp_path: Path) -> None:
    content = 'Dato;Navn\n04.03.2025;"Ida\n11.03.2025;Omar\n'
    assert [row[1] for row in only(text(tmp_path / "liste.csv", content)).rows] == ["Navn", '"Ida', "Omar"]
    closed = 'Dato;Navn\n04.03.2025;"Ida\nSol"\n11.03.2025;Omar\n'
    assert [row[1] for row in only(text(tmp_path / "lukket.csv", closed)).rows] == ["Navn", "Ida\nSol", "Omar"]


def test_commas_stand_between_columns_when_nothing_else_does(tmp_path: Path) -> None:
    content = 'Dato,Navn,Beløb\n04.03.2025,Åse Møller,"12,50"\n11.03.2025,Omar,3\n'
    assert only(text(tmp_path / "liste.csv", content)).rows == ROWS


def test_what_excel_says_of_its_columns_in_the_first_line_is_believed(tmp_path: Path) -> None:
    content = "sep=|\nNavn|Sted\nIda, Åse|Café; Mimer\n"
    assert only(text(tmp_path / "liste.csv", content)).rows == (("Navn", "Sted"), ("Ida, Åse", "Café; Mimer"))


def test_a_sheet_is_read_with_dates_as_dates_and_empty_rows_in_their_place(tmp_path: Path) -> None:
    rows = [("Titel",), (), ("Navn", "Dato"), ("Ida ", date(2025, 3, 4))]
    table = only(workbook(tmp_path / "liste.xlsx", {"Ark1": ["A1:B1"]}, Ark1=rows, Tomt=[]))
    assert (table.name, len(table.rows), table.width) == ("Ark1", 4, 2)
    assert table.row(4) == ("Ida ", date(2025, 3, 4))
    assert address(4, 2) == "B4"


def test_what_stands_beside_several_rows_is_meant_for_each(tmp_path: Path) -> None:
    rows = [("Dato", "Navn"), ("04.03.2025", "Ida"), (None, "Omar"), (None, "Sara")]
    table = only(workbook(tmp_path / "liste.xlsx", {"Ark1": ["A2:A3"]}, Ark1=rows))
    assert [row[0] for row in table.rows] == ["Dato", "04.03.2025", "04.03.2025", ""]


def test_a_formula_counts_as_its_value_and_one_without_is_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "liste.xlsx", Ark1=[("Navn", "Antal"), ("Ida", "=1+1")])
    assert only(path).errors == {(2, 2): ""}
    mended = only(path).mended({(2, 2): "2"})
    assert (mended.row(2), mended.errors) == (("Ida", "2"), {})


def test_a_hidden_sheet_is_marked(tmp_path: Path) -> None:
    path = workbook(tmp_path / "liste.xlsx", Ark1=[("Navn", "Dato")], Gammelt=[("Navn", "Dato")])
    book = openpyxl.load_workbook(path)
    book["Gammelt"].sheet_state = "hidden"
    book.save(path)
    assert [(table.name, table.hidden) for table in read_list(path).tables] == [("Ark1", False), ("Gammelt", True)]


def test_a_year_of_days_fits_and_more_columns_than_a_list_has_do_not(tmp_path: Path) -> None:
    days = tuple(f"{number}" for number in range(MOST_COLUMNS))
    assert only(workbook(tmp_path / "a.xlsx", Ark1=[days])).width == MOST_COLUMNS
    with pytest.raises(FillInTooBig):
        read_list(workbook(tmp_path / "b.xlsx", Ark1=[(*days, "x")]))
    with pytest.raises(ListTooBig):
        read_list(text(tmp_path / "c.csv", ";".join((*days, "x"))))


def bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b"<workbook>" + b" " * (30 << 20))
    return path


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_a_file_that_is_no_list_is_refused_with_the_reason(tmp_path: Path) -> None:
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
    macro = workbook(tmp_path / "makro.xlsm", Ark1=[("Navn",)])
    with zipfile.ZipFile(macro, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    refused: list[tuple[Path, type[Exception]]] = [
        (written(tmp_path / "tom.csv", b""), ListEmpty),
        (written(tmp_path / "blank.csv", b"\r\n ;; \r\n"), ListEmpty),
        (workbook(tmp_path / "tom.xlsx", Ark1=[]), ListEmpty),
        (written(tmp_path / "gammel.xls", ole), FileOldFormat),
        (written(tmp_path / "omdøbt.csv", ole), FileOldFormat),
        (written(tmp_path / "brev.pdf", b"%PDF-1.7 ..."), ListNotReadable),
        (written(tmp_path / "billede.csv", b"abc\0def"), ListNotReadable),
        (written(tmp_path / "halv.csv", b"\xff\xfea"), ListNotReadable),
        (written(tmp_path / "revet.xlsx", workbook(tmp_path / "hel.xlsx", A=[("x",)]).read_bytes()[:900]), FileDamaged),
        (bomb(tmp_path / "bombe.xlsx"), FileTooBig),
        (macro, FileUnsafe),
        (tmp_path / "findes ikke.csv", FileMissing),
    ]
    for path, expected in refused:
        with pytest.raises(expected) as told:
            read_list(path)
        assert path.name in str(told.value)


def test_a_zip_of_something_else_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "liste.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(FileNotWorkbook):
        read_list(path)


@pytest.mark.parametrize("name", ["liste.xls", "liste.ods", "liste", "liste.csv"])
def test_a_workbook_is_read_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    made = workbook(tmp_path / "liste.xlsx", Ark1=[("Dato", "Navn"), ("04.03.2025", "Ida")])
    assert only(made.rename(tmp_path / name)).row(2) == ("04.03.2025", "Ida")
