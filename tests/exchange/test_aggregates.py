"""The file of counts: what is written is what is read, whatever program saved it; a changed number is noticed."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from nsk_desktop.errors.travelling import FileAltered, FileForeign, FileOnlyCounts
from nsk_desktop.exchange import aggregates, evaluation
from nsk_desktop.exchange.aggregates import BLANK, HEAD, HIDDEN, NOTE, ROW, SUM, TITLE, Cell, CountsFile, Page
from tests.exchange.evaluator_book import convert

KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
PUBLIC = KEY.public_key().public_bytes_raw().hex()
FILE = CountsFile(
    area="Ødegården",
    half_year="2025H1",
    first=date(2025, 1, 1),
    last=date(2025, 6, 30),
    made_on=date(2025, 8, 1),
    limit=5,
    pages=(
        Page(
            "Fremmøder",
            (
                (TITLE, ("Borgeres fremmøder",)),
                (NOTE, ("Et for hver gang.",)),
                (BLANK, ()),
                (HEAD, ("Alder og køn", "Kvinde", "Mand", "I alt")),
                (ROW, ("0-12", 1200, HIDDEN, HIDDEN)),
                (ROW, ("=1+1", HIDDEN, 0, 25)),
                (SUM, ("I alt", 1220, 17, 1237)),
                (BLANK, ()),
            ),
        ),
        Page("Aktiviteter", ((TITLE, ("Ingen",)),)),
    ),
    notes=("Kun tal.",),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / aggregates.file_name(FILE)
    aggregates.write(made, FILE, PUBLIC, aggregates.sign(FILE, KEY.sign))
    return made


def cells(file: CountsFile) -> list[list[tuple[Cell, ...]]]:
    """The cells of each page without the empty lines at its end."""
    lines = [[line[1] for line in page.lines] for page in file.pages]
    return [page[:-1] if page and not page[-1] else page for page in lines]


def test_what_is_read_is_what_was_written(path: Path) -> None:
    read = aggregates.read(path)
    assert cells(read) == cells(FILE)
    assert read.digest == FILE.digest
    assert replace(read, pages=FILE.pages, notes=FILE.notes) == FILE


def test_the_same_content_gives_the_same_bytes(path: Path, tmp_path: Path) -> None:
    again = tmp_path / "igen.xlsx"
    aggregates.write(again, aggregates.thawed(FILE.frozen()), PUBLIC, aggregates.sign(FILE, KEY.sign))
    assert again.read_bytes() == path.read_bytes()
    assert aggregates.thawed(FILE.frozen()) == FILE


@pytest.mark.soffice
def test_it_is_the_same_file_after_another_program_has_saved_it(path: Path, tmp_path: Path) -> None:
    assert cells(aggregates.read(convert(path, tmp_path / "gemt", "xlsx"))) == cells(FILE)


@pytest.mark.parametrize(("sheet", "cell", "value"), [
    ("Fremmøder", "B5", 1201),
    ("Fremmøder", "C5", 3),
    ("Fremmøder", "A5", "13-17"),
    ("Om filen", "B7", "2025H2"),
    ("Om filen", "B11", 3),
])  # fmt: skip
def test_a_changed_cell_is_noticed(path: Path, sheet: str, cell: str, value: object) -> None:
    book = openpyxl.load_workbook(path)
    assert book[sheet][cell].value not in (None, value)
    book[sheet][cell] = value
    book.save(path)
    with pytest.raises(FileAltered):
        aggregates.read(path)


def test_somebody_elses_signature_is_noticed(path: Path) -> None:
    other = Ed25519PrivateKey.from_private_bytes(bytes([1]) * 32)
    aggregates.write(path, FILE, PUBLIC, aggregates.sign(FILE, other.sign))
    with pytest.raises(FileAltered):
        aggregates.read(path)


def test_an_evaluation_file_is_something_else_and_the_other_way_round(path: Path) -> None:
    with pytest.raises(FileOnlyCounts, match="kun tal"):
        evaluation.read(path)
    book = openpyxl.load_workbook(path)
    book["Om filen"]["B5"] = "rows"
    book.save(path)
    with pytest.raises(FileForeign):
        aggregates.read(path)


def test_text_is_never_a_formula_and_no_machine_or_person_is_named(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not [name for name, part in parts.items() if b"<f>" in part]
    assert b"<dc:creator></dc:creator>" in parts["docProps/core.xml"]
    assert path.name == "nsk-tal_Ødegården_2025H1.xlsx"


@pytest.mark.parametrize("text", ["{}", "[]", "null", "x", FILE.frozen().replace('"format":1', '"format":2')])
def test_what_was_not_frozen_by_us_is_no_file(text: str) -> None:
    with pytest.raises((KeyError, ValueError, TypeError)):
        aggregates.thawed(text)
