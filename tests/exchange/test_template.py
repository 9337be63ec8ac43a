"""The template: all public sheets and columns, drop-down lists with labels, and nothing of it read as data."""

from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from nsk_desktop import i18n
from nsk_desktop.errors.files import FileExists
from nsk_desktop.errors.store import NotAllowed
from nsk_desktop.exchange.fill_in import read_fill_in
from nsk_desktop.exchange.template import write_template

CONTRACT = {
    "Møder": "*Nr *Dato Fra Til *Titel Forløb Type Tema Initiativ Sted Tilstand Registrering Medarrangører Resumé",
    "Fremmøde": "*Møde *Deltager Fødselsår Aldersgruppe Køn Målgruppe Undergruppe Relation Status",
    "Optælling": "*Møde Aldersgruppe Køn Målgruppe Antal Antal_min Antal_maks Heraf_første_gang",
    "Aktører": "*Navn Sektor Ejerform Mobiliseret Hvordan",
    "Brobygning": "*Dato *Fra *Til Slags Status Kontakt_formidlet Første_møde Antal_borgere Formål Opfølgning Udfald",
    "Samarbejde": "*Halvår *Aktør_A *Aktør_B *Niveau Ønsket_niveau Vurderet_af Grundlag Begrundelse",
    "Økonomi": "*Dato *Tekst *Beløb Art Initiativ Møde Tilstand Bilag",
}


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "skabelon.xlsx"
    write_template(path)
    return path


def _choices(book: openpyxl.Workbook, page: Worksheet, header: str) -> list[str]:
    letter = next(cell.column_letter for cell in page[1] if cell.value == header)
    rule = next(rule for rule in page.data_validations.dataValidation if f"{letter}2" in rule.cells)
    sheet, _mark, place = rule.formula1.removeprefix("=").partition("!")
    return [row[0].value for row in book[sheet][place.replace("$", "")]]


def test_has_every_sheet_and_column_of_the_contract_in_order(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    assert book.sheetnames == ["Vejledning", *CONTRACT, "Koder"]
    for name, columns in CONTRACT.items():
        headers = [(cell.value, bool(cell.font.bold)) for cell in book[name][1]]
        wanted = [(word.lstrip("*").replace("_", " "), word.startswith("*")) for word in columns.split()]
        assert headers == wanted


def test_every_column_says_whether_it_must_be_filled_in(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    for name in CONTRACT:
        for cell in book[name][1]:
            assert cell.comment is not None
            assert cell.comment.text.startswith("Skal udfyldes." if cell.font.bold else "Frivilligt.")


def test_drop_down_lists_show_labels_that_can_be_read_in_again(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    assert _choices(book, book["Fremmøde"], "Køn") == ["Kvinde", "Mand", "Andet", "Ikke oplyst"]
    assert "Dialogmøde" in _choices(book, book["Møder"], "Type")
    labels = {header: _choices(book, book["Møder"], header) for header in ("Type", "Tema", "Tilstand", "Registrering")}
    for number in range(12):
        book["Møder"].append(
            [
                number,
                "04.03.2025",
                None,
                None,
                f"Møde {number}",
                None,
                labels["Type"][number],
                labels["Tema"][number % 4],
                None,
                None,
                labels["Tilstand"][number % 3],
                labels["Registrering"][number % 5],
            ]
        )
    book.save(template)
    found = read_fill_in(template)
    assert not found.problems
    assert len({line.type for line in found.sessions}) == 12
    assert {line.themes for line in found.sessions} == {("T1",), ("T2",), ("T3",), ("T4",)}


def test_an_empty_template_holds_no_data_and_no_problems(template: Path) -> None:
    found = read_fill_in(template)
    assert (found.rows, found.problems, found.warnings) == (0, (), ())


def test_names_stay_danish_and_the_guide_follows_the_language(tmp_path: Path) -> None:
    i18n.use("en")
    try:
        write_template(tmp_path / "english.xlsx")
    finally:
        i18n.use("da")
    book = openpyxl.load_workbook(tmp_path / "english.xlsx")
    assert book.sheetnames[:2] == ["Vejledning", "Møder"]
    assert book["Møder"]["B1"].value == "Dato"
    assert book["Vejledning"]["A1"].value == "How to fill in the sheets"
    assert "Woman" in _choices(book, book["Fremmøde"], "Køn")
    # Whoever filled it in in English is understood where Danish is shown.
    book["Møder"].append([1, "04.03.2025", None, None, "Møde", None, "Dialogue meeting"])
    book["Fremmøde"].append([1, "Amina", None, None, "Woman"])
    book.save(tmp_path / "english.xlsx")
    found = read_fill_in(tmp_path / "english.xlsx")
    assert (found.sessions[0].type, found.people[0].gender) == ("dialogmøde", "kvinde")


def test_the_guide_names_every_sheet(template: Path) -> None:
    guide = openpyxl.load_workbook(template)["Vejledning"]
    text = "\n".join(str(cell.value) for row in guide.iter_rows() for cell in row if cell.value)
    assert all(name in text for name in CONTRACT)


def test_is_neutral_and_holds_nothing_active(template: Path) -> None:
    with ZipFile(template) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not [name for name in parts if "externalLink" in name or "vba" in name.lower()]
    assert not [name for name, data in parts.items() if b"<f>" in data]
    assert not [name for name, data in parts.items() if "social kontrol" in data.decode(errors="ignore").casefold()]


def test_never_writes_over_a_file_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "udfyldt.xlsx"
    path.write_bytes(b"somebody's work")
    with pytest.raises(FileExists, match=r"udfyldt\.xlsx"):
        write_template(path)
    assert path.read_bytes() == b"somebody's work"


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("not a folder")
    with pytest.raises(NotAllowed, match="fil"):
        write_template(tmp_path / "fil" / "skabelon.xlsx")
