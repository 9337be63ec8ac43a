"""The sheet Økonomi of the fill-in workbook: amounts to the øre, and equal rows that are two expenses."""

from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.exchange.fill_in import read_fill_in
from nsk_desktop.exchange.fill_in_lines import FillIn, PostingLine
from tests.filled import write

TODAY = date(2025, 12, 1)
DAY = date(2025, 3, 4)
HEADS = ("Dato", "Tekst", "Beløb", "Art", "Tilstand", "Møde", "Initiativ", "Bilag")
SESSION = [("Nr", "Dato", "Titel"), (1, "04.03.2025", "Kvindegruppen")]


def read(folder: Path, *rows: tuple[object, ...], heads: tuple[str, ...] = HEADS) -> FillIn:
    return read_fill_in(write(folder, Møder=SESSION, Økonomi=[heads, *rows]), today=TODAY)


def test_a_row_is_read_with_every_column(tmp_path: Path) -> None:
    found = read(tmp_path, ("04.03.2025", "Leje", "1.234,50", "medarbejder", "Disponeret", 1, "Madklub", "B7"))
    assert found.problems == ()
    assert found.postings == (PostingLine(2, DAY, "Leje", 123_450, "medarbejder", "Madklub", "1", "disponeret", "B7"),)


def test_what_is_left_out_is_a_booked_activity(tmp_path: Path) -> None:
    (line,) = read(tmp_path, (DAY, "Kaffe", 10), heads=HEADS[:3]).postings
    assert (line.kind, line.state, line.session, line.initiative, line.voucher) == ("aktivitet", "bogført", "", "", "")


@pytest.mark.parametrize(
    ("typed", "ore"),
    [
        (10, 1_000),
        (10.5, 1_050),
        (0.1 + 0.2, 30),
        (1234.55, 123_455),
        (-25, -2_500),
        ("1.234,50", 123_450),
        ("kr. 12", 1_200),
        ("12,-", 1_200),
        ("1 600 000", 160_000_000),
    ],
)
def test_an_amount_is_read_to_the_ore(tmp_path: Path, typed: object, ore: int) -> None:
    (line,) = read(tmp_path, (DAY, "Kaffe", typed), heads=HEADS[:3]).postings
    assert line.amount_ore == ore


@pytest.mark.parametrize("typed", ["1234.5", "mange", 10.005, 1e12, True, DAY, "5 kroner"])
def test_what_is_no_amount_is_refused_with_its_place(tmp_path: Path, typed: object) -> None:
    found = read(tmp_path, (DAY, "Kaffe", typed), heads=HEADS[:3])
    assert [(problem.sheet, problem.row, problem.column) for problem in found.problems] == [("Økonomi", 2, "Beløb")]
    assert found.postings == ()


def test_equal_rows_are_two_expenses_told_apart_by_their_order(tmp_path: Path) -> None:
    found = read(tmp_path, (DAY, "Kaffe", 10), (DAY, "Te", 10), (DAY, "Kaffe", 10), heads=HEADS[:3])
    assert [(line.text, line.ordinal) for line in found.postings] == [("Kaffe", 0), ("Te", 0), ("Kaffe", 1)]
    assert found.warnings == ()


def test_a_meeting_that_is_not_in_the_file_is_refused_and_none_at_all_is_fine(tmp_path: Path) -> None:
    found = read(tmp_path, (DAY, "Kaffe", 10, "", "", 7), (DAY, "Te", 10, "", "", None))
    assert [(problem.row, problem.column) for problem in found.problems] == [(2, "Møde")]
    assert [line.text for line in found.postings] == ["Te"]


def test_a_date_outside_the_programme_is_taken_with_a_warning(tmp_path: Path) -> None:
    found = read(tmp_path, (date(2023, 3, 4), "Kaffe", 10), heads=HEADS[:3])
    assert len(found.postings) == 1
    assert [(warning.sheet, warning.row) for warning in found.warnings] == [("Økonomi", 2)]
