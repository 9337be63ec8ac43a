"""Tables of residents as they come: long and wide, by single years, with totals, notes and cells that mislead."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsk_desktop.domain.ages import age_band
from nsk_desktop.exchange.list_reading import ListTable, read_list
from nsk_desktop.exchange.resident_table import (
    Cell,
    ResidentTable,
    Says,
    guess_columns,
    guess_header,
    lacks,
    read_residents,
)
from tests.exchange.lists import text, workbook


def read(*rows: tuple[object, ...], year: int | None = None) -> ResidentTable:
    """The table read as it is guessed to be."""
    table = ListTable("", rows)  # type: ignore[arg-type]
    header = guess_header(table)
    columns = guess_columns(table, header)
    assert lacks(columns, year) == ""
    return read_residents(table, header, columns, year)


def test_a_long_table_is_read_as_it_stands() -> None:
    found = read(
        ("År", "Aldersgruppe", "Køn", "Antal", "Kilde"),
        (2025.0, "0-12", "Kvinder", 402.0, "x"),
        (2025.0, "0-12", "Mænd", 425.0, "x"),
        (2025.0, "60+", "Kvinder", 325.0, "x"),
    )
    assert found.problems == ()
    assert found.counts == {
        Cell(2025, "0-12", "kvinde"): 402,
        Cell(2025, "0-12", "mand"): 425,
        Cell(2025, "60+", "kvinde"): 325,
    }


def test_a_wide_table_has_a_column_for_women_and_one_for_men() -> None:
    found = read(("Alder", "Mænd", "Kvinder", "I alt"), ("13-17 år", 181, 176, 357), year=2025)
    assert found.counts == {Cell(2025, "13-17", "mand"): 181, Cell(2025, "13-17", "kvinde"): 176}


def test_years_over_the_columns_are_read_and_a_gender_holds_until_the_next() -> None:
    found = read(
        ("Køn", "Alder", "2024K1", "2025K1"),
        ("Mænd", "0 år", 5, 6),
        ("", "1 år", 7, 8),
        ("Kvinder", "60 år og derover", 9, 10),
    )
    assert found.counts == {
        Cell(2024, "0-12", "mand"): 12,
        Cell(2025, "0-12", "mand"): 14,
        Cell(2024, "60+", "kvinde"): 9,
        Cell(2025, "60+", "kvinde"): 10,
    }


def test_rows_that_add_up_and_notes_are_left_out() -> None:
    found = read(
        ("Folketal i området", "", ""),
        ("Alder", "Køn", "Antal"),
        ("I alt", "Kvinder", 900),
        ("30-59", "Kvinder", 500),
        ("30-59", "I alt", 980),
        ("Kilde: Danmarks Statistik", "", ""),
        year=2025,
    )
    assert (found.counts, found.totals, found.problems) == ({Cell(2025, "30-59", "kvinde"): 500}, 2, ())


def test_a_span_in_two_bands_is_refused_and_names_its_cell() -> None:
    found = read(("Alder", "Antal"), ("10-14 år", 50), ("15-17", 20), year=2025)
    assert found.counts == {Cell(2025, "13-17", "ikke oplyst"): 20}
    (problem,) = found.problems
    assert problem.startswith("A2: 10-14")


def test_ages_that_are_counted_already_are_not_added_again() -> None:
    found = read(("Alder", "Antal"), ("0-12", 100), ("5 år", 9), ("0-12", 100), ("13", 4), year=2025)
    assert found.counts == {Cell(2025, "0-12", "ikke oplyst"): 100, Cell(2025, "13-17", "ikke oplyst"): 4}
    assert [problem[:2] for problem in found.problems] == ["B3", "B4"]


@pytest.mark.parametrize("bad", ["..", "-", "ca. 40", "", "1,5", -3, date(2025, 12, 1)])
def test_a_number_that_cannot_be_read_is_told_and_not_taken_as_none(bad: object) -> None:
    found = read(("Alder", "Mænd", "Kvinder"), ("0-12", 10, bad), year=2025)
    assert found.counts == {Cell(2025, "0-12", "mand"): 10}
    assert found.problems[0].startswith("C2: ")


@pytest.mark.parametrize("bad", ["gamle", "200", "12-0", date(2025, 12, 13), "0-12 og 13"])
def test_what_is_no_age_is_told(bad: object) -> None:
    assert read(("Alder", "Antal"), (bad, 4), year=2025).counts == {}
    assert len(read(("Alder", "Antal"), (bad, 4), year=2025).problems) == 1


def test_unknown_ages_stand_by_themselves() -> None:
    assert read(("Alder", "Antal"), ("Ukendt", 4), ("0-12", 5), year=2025).counts == {
        Cell(2025, "ukendt", "ikke oplyst"): 4,
        Cell(2025, "0-12", "ikke oplyst"): 5,
    }


@given(st.dictionaries(st.integers(0, 110), st.integers(0, 300), min_size=1))
def test_single_years_add_up_to_their_bands(numbers: dict[int, int]) -> None:
    found = read(("Alder", "Antal"), *((f"{age} år", number) for age, number in numbers.items()), year=2025)
    assert found.problems == ()
    assert sum(found.counts.values()) == sum(numbers.values())
    for cell, number in found.counts.items():
        assert number == sum(count for age, count in numbers.items() if age_band(age) == cell.age_band)


def test_what_the_columns_do_not_say_is_asked_for() -> None:
    assert lacks((Says.AGE, Says.NOTHING), 2025)
    assert lacks((Says.NUMBER, Says.NOTHING), 2025)
    assert lacks((Says.AGE, Says.NUMBER), None)
    assert lacks((Says.AGE, Says.AGE, Says.NUMBER), 2025)
    assert lacks((Says.AGE, Says.NUMBER, Says.WOMEN), 2025)
    assert lacks((Says.AGE, Says.GENDER, Says.MEN), 2025)
    assert lacks((Says.AGE, Says.NUMBER), 2025) == ""


def test_real_files_are_read_with_their_letters(tmp_path: Path) -> None:
    rows = [("Tid", "Alder", "Køn", "Folketal"), ("2025K1", "18-29", "Mænd", 466)]
    for path in (
        workbook(tmp_path / "tal.xlsx", Ark=rows),
        text(tmp_path / "tal.csv", "Tid;Alder;Køn;Folketal\n2025K1;18-29;Mænd;466\n", "cp1252"),
    ):
        (table,) = read_list(path).tables
        assert read(*table.rows).counts == {Cell(2025, "18-29", "mand"): 466}, path
