"""The evaluation file: what goes in comes out, the same bytes for the same content, and nothing else is taken."""

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from nsk_desktop.errors.files import FileMissing
from nsk_desktop.errors.travelling import (
    FileAltered,
    FileBadCell,
    FileColumnMissing,
    FileDamaged,
    FileForeign,
    FileNewer,
    FileRefused,
    FileSheetMissing,
)
from nsk_desktop.exchange import evaluation
from nsk_desktop.exchange.codebook import codebook_rows
from nsk_desktop.exchange.evaluation import EvaluationData
from nsk_desktop.exchange.manifest import Manifest, content_digest
from nsk_desktop.exchange.sheets import ABOUT, CODEBOOK, ROW_SHEETS
from tests.exchange.laptops import DAY, file_of, key_of, public, row, write_file

HOSTILE = ("=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "=1+1", "https://x.dk", "1e5", "  x ")


def sample(**more: Any) -> EvaluationData:
    actors = [row("Aktører", f"a{place:02}", navn=text, sektor="skole") for place, text in enumerate(HOSTILE)]
    sessions = [
        row("Aktiviteter", "s1", dato=date(2025, 3, 4), fra="17:00", til="19:30", temaer="T1;T3", m1_registreret=12),
        row("Aktiviteter", "s2", slettet=True),
    ]
    stories = [row("Fortællinger", "f1", dato=date(2025, 3, 5), tekst="Første linje\r\nAnden linje\x0b 😀")]
    return file_of({"Aktører": actors, "Aktiviteter": sessions, "Fortællinger": stories}, **more)


def resaved_by_libreoffice(path: Path, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'lo').as_uri()}", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=120)
    return folder / path.name


def edited(path: Path, change: Callable[[Any], object]) -> Path:
    """A copy of *path* that somebody changed with another program."""
    book = load_workbook(path)
    change(book)
    target = path.with_name("edited.xlsx")
    book.save(target)
    return target


def test_what_is_written_is_read_back_with_its_types(tmp_path: Path) -> None:
    data = sample()
    assert evaluation.read(write_file(tmp_path, data)) == data
    assert data.sheets["Aktiviteter"][0][4:7] == (date(2025, 3, 4), "17:00", "19:30")


def test_text_that_looks_like_an_escaped_sign_is_kept(tmp_path: Path) -> None:
    data = file_of({"Aktører": [row("Aktører", "a", navn="_x0041_ og _x000D_")]})
    assert evaluation.read(write_file(tmp_path, data)) == data


def test_the_name_of_the_file_says_area_device_number_and_day() -> None:
    manifest = Manifest("Tingbjerg / Utterslev", "ab" * 16, 7, DAY)
    assert evaluation.file_name(manifest) == "nsk-evaluering_Tingbjerg-Utterslev_abababab_0007_2025-07-01.xlsx"


def test_equal_content_gives_equal_bytes_and_other_content_other_bytes(tmp_path: Path) -> None:
    one = write_file(tmp_path / "one", sample())
    two = write_file(tmp_path / "two", sample())
    other = write_file(tmp_path / "other", sample(area="Vapnagård"))
    assert one.read_bytes() == two.read_bytes()
    assert one.read_bytes() != other.read_bytes()


def test_rows_come_in_the_same_order_however_they_were_given(tmp_path: Path) -> None:
    forward = sample()
    backward = EvaluationData(forward.manifest, {name: rows[::-1] for name, rows in forward.sheets.items()})
    assert write_file(tmp_path / "1", forward).read_bytes() == write_file(tmp_path / "2", backward).read_bytes()


def test_text_is_never_code_for_openpyxl(tmp_path: Path) -> None:
    book = load_workbook(write_file(tmp_path, sample()))
    cells = [cell for page in book for line in page.iter_rows() for cell in line]
    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    names = {cell.value for cell in book["Aktører"]["E"]}
    assert {"=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "=1+1"} <= names


@pytest.mark.soffice
def test_libreoffice_may_open_and_save_the_file_without_breaking_it(tmp_path: Path) -> None:
    path = write_file(tmp_path, sample())
    saved = resaved_by_libreoffice(path, tmp_path / "saved")
    assert saved.read_bytes() != path.read_bytes()
    assert evaluation.read(saved) == sample()
    with zipfile.ZipFile(saved) as archive:
        sheets = b"".join(archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name)
    assert b"<f" not in sheets.replace(b"<formula", b"")


def test_sorting_and_widening_in_another_program_does_no_harm(tmp_path: Path) -> None:
    def sort(book: Any) -> None:
        page = book["Aktører"]
        lines = [[cell.value for cell in line] for line in page.iter_rows(min_row=2)]
        for number, line in enumerate(reversed(lines), start=2):
            for place, value in enumerate(line, start=1):
                page.cell(number, place).value = None
                page.cell(number, place, value).data_type = "s" if isinstance(value, str) else "n"
        page.column_dimensions["A"].width = 80

    path = edited(write_file(tmp_path, sample()), sort)
    assert content_digest(evaluation.read(path).sheets) == content_digest(sample().sheets)


def test_one_changed_value_is_noticed(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book["Aktiviteter"]["S2"].value = 99

    path = write_file(tmp_path, sample())
    assert load_workbook(path)["Aktiviteter"]["S1"].value == "m1_anonym_maks"
    assert evaluation.read(edited(path, lambda _book: None)) == sample()
    with pytest.raises(FileAltered, match=r"edited\.xlsx er ændret efter den blev lavet"):
        evaluation.read(edited(path, change))


@pytest.mark.parametrize("cell", ["område", "enhed", "løbenr", "holder", "lavet", "nøgle", "signatur"])
def test_a_changed_manifest_is_noticed(tmp_path: Path, cell: str) -> None:
    def change(book: Any) -> None:
        for line in book[ABOUT].iter_rows():
            if line[0].value == cell:
                line[1].value = {"løbenr": 2, "lavet": date(2025, 7, 2)}.get(cell, "ff" * 32)

    with pytest.raises(FileAltered):
        evaluation.read(edited(write_file(tmp_path, sample()), change))


def test_a_file_signed_with_another_key_than_it_names_is_refused(tmp_path: Path) -> None:
    data, path = sample(), tmp_path / "x.xlsx"
    evaluation.write(path, data, key_of("other").sign, public(key_of(data.manifest.device)))
    with pytest.raises(FileAltered):
        evaluation.read(path)


def test_a_newer_format_is_refused_before_anything_else_is_judged(tmp_path: Path) -> None:
    manifest = Manifest("T", "a" * 32, 1, DAY, format=2)
    path = write_file(tmp_path, EvaluationData(manifest, {}))
    with pytest.raises(FileNewer, match="nyere version af programmet"):
        evaluation.read(path)


def test_an_ordinary_workbook_is_told_to_be_something_else(tmp_path: Path) -> None:
    path = edited(write_file(tmp_path, sample()), lambda book: book.remove(book[ABOUT]))
    with pytest.raises(FileForeign, match="ikke en evalueringsfil"):
        evaluation.read(path)


def test_a_missing_sheet_and_a_missing_column_are_named(tmp_path: Path) -> None:
    path = write_file(tmp_path, sample())
    with pytest.raises(FileSheetMissing, match="mangler arket Økonomi"):
        evaluation.read(edited(path, lambda book: book.remove(book["Økonomi"])))
    with pytest.raises(FileColumnMissing, match="arket Aktører mangler kolonnen sektor"):
        evaluation.read(edited(path, lambda book: book["Aktører"].__setitem__("F1", "andet")))


@pytest.mark.parametrize(
    ("place", "value", "column"),
    [("E2", "i går", "dato"), ("Q2", "mange", "m1_registreret"), ("A3", "s1", "id"), ("B2", None, "version")],
)
def test_a_cell_of_the_wrong_kind_is_named_with_sheet_row_and_column(
    tmp_path: Path, place: str, value: object, column: str
) -> None:
    path = edited(write_file(tmp_path, sample()), lambda book: book["Aktiviteter"].__setitem__(place, value))
    with pytest.raises(FileBadCell) as caught:
        evaluation.read(path)
    assert (caught.value.sheet, caught.value.row, caught.value.column) == ("Aktiviteter", int(place[1:]), column)
    assert f"arket Aktiviteter, række {place[1:]}, kolonne {column}" in str(caught.value)


def test_every_cut_of_the_file_is_refused(tmp_path: Path) -> None:
    whole = write_file(tmp_path, sample()).read_bytes()
    cut = tmp_path / "cut.xlsx"
    for length in range(0, len(whole), 1999):
        cut.write_bytes(whole[:length])
        with pytest.raises(FileRefused):
            evaluation.read(cut)


def test_flipped_bytes_are_refused_or_harmless(tmp_path: Path) -> None:
    data = sample()
    whole = write_file(tmp_path, data).read_bytes()
    flipped = tmp_path / "flipped.xlsx"
    refused = 0
    for place in range(11, len(whole), 397):
        flipped.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            assert evaluation.read(flipped) == data
        except FileRefused:
            refused += 1
    assert refused > 50


def test_a_file_that_is_not_there_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match="nej"):
        evaluation.read(tmp_path / "nej.xlsx")


def test_a_member_that_is_no_xml_inside_is_damage(tmp_path: Path) -> None:
    path = write_file(tmp_path, sample())
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content[: len(content) // 2] if name == "xl/workbook.xml" else content)
    with pytest.raises(FileDamaged, match="beskadiget"):
        evaluation.read(broken)


def test_every_sheet_stands_there_and_the_code_book_explains_every_column(tmp_path: Path) -> None:
    book = load_workbook(write_file(tmp_path, file_of({})))
    assert book.sheetnames == [ABOUT, *(sheet.name for sheet in ROW_SHEETS), CODEBOOK]
    for sheet in ROW_SHEETS:
        assert tuple(cell.value for cell in book[sheet.name][1]) == sheet.headers
        assert list(book[sheet.name].tables) == [sheet.table]
        assert book[sheet.name].freeze_panes is not None
    explained = {(line[0], line[1]) for line in codebook_rows(ROW_SHEETS)}
    assert {(sheet.name, header) for sheet in ROW_SHEETS for header in sheet.headers} <= explained
    words = {line[3] for line in codebook_rows(ROW_SHEETS)}
    assert "Netværks- eller kvindegruppe" in words or "Netværks-/kvindegruppe" in words


def test_dates_are_shown_the_danish_way(tmp_path: Path) -> None:
    cell = load_workbook(write_file(tmp_path, sample()))["Aktiviteter"]["E2"]
    assert (cell.is_date, cell.number_format) == (True, "dd.mm.yyyy")


def test_nothing_in_the_file_says_who_or_when_beyond_the_manifest(tmp_path: Path) -> None:
    with zipfile.ZipFile(write_file(tmp_path, sample())) as archive:
        core = archive.read("docProps/core.xml").decode()
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "<dc:creator></dc:creator>" in core
    assert core.count("2025-07-01T00:00:00Z") == 2


def test_a_copy_under_another_name_is_the_same_file(tmp_path: Path) -> None:
    path = write_file(tmp_path, sample())
    shutil.copy(path, tmp_path / "kopi (2).xlsx")
    assert evaluation.read(tmp_path / "kopi (2).xlsx").digest == evaluation.read(path).digest
