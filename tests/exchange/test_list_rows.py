"""Cells as people write them: days with and without a year, ticks, names, ages, and what is refused in words."""

from datetime import date, datetime
from typing import Any

import pytest

from nsk_desktop.errors import NskError
from nsk_desktop.exchange.list_cells import name_and_surname, read_gender, read_list_day, read_mark
from nsk_desktop.exchange.list_guess import guess_layout
from nsk_desktop.exchange.list_lines import Defaults, ReadList
from nsk_desktop.exchange.list_rows import read_rows
from tests.exchange.test_list_guess import TODAY, table


def read(*rows: tuple[Any, ...], **defaults: Any) -> ReadList:
    found = table(*rows)
    layout = guess_layout(found, TODAY)
    return read_rows(found, layout.header, layout.meanings, Defaults(**{"title": "Café"} | defaults), TODAY)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (datetime(2025, 3, 4, 17, 30), (3, 4)),
        ("4/3-25", (3, 4)),
        ("04.03.2025 kl. 17.00", (3, 4)),
        ("2025-03-04", (3, 4)),
        ("4. marts", (3, 4)),
        ("tirsdag den 4. marts", (3, 4)),
        ("4/3", (3, 4)),
        ("31/12", (12, 31)),
        ("1/1", (1, 1)),
        ("uge 10", (3, 3)),
        ("Uge 10, 2025", (3, 3)),
    ],
)
def test_a_day_is_read_however_it_is_written(cell: Any, day: tuple[int, int]) -> None:
    assert read_list_day(cell, 2025, TODAY) == date(2025, *day)


@pytest.mark.parametrize("cell", ["4/13-25", "i går", "mandag", "om 2 uger", "29/2", 45720.0, "uge 54", "kaffe"])
def test_what_is_no_day_or_another_one_tomorrow_is_refused(cell: Any) -> None:
    with pytest.raises(NskError):
        read_list_day(cell, 2025, TODAY)


def test_a_day_without_a_year_is_refused_until_somebody_says_the_year() -> None:
    with pytest.raises(NskError, match="hvilket år"):
        read_list_day("4/3", None, TODAY)


@pytest.mark.parametrize(
    ("status", "cells"),
    [
        ("til stede", ["x", "X ", "ja", "J", 1, 1.0, "1", "✓", "✔", True, "Til stede", "+", "mødt"]),
        ("fraværende", ["nej", 0, "-", "–", False, "udeblevet", "Fraværende"]),
        ("afbud", ["afbud", "Syg", "meldt afbud"]),
        (None, ["", "  "]),
    ],
)
def test_people_are_ticked_off_in_many_ways(status: str | None, cells: list[Any]) -> None:
    assert [read_mark(cell) for cell in cells] == [status] * len(cells)


def test_a_number_beside_a_name_and_a_doubt_are_told() -> None:
    for cell in (3, "måske", "?"):
        with pytest.raises(NskError):
            read_mark(cell)


def test_genders_and_names_are_read_as_lists_write_them() -> None:
    assert [read_gender(word) for word in ("K", "kvinde", "M", "dreng", "andet")] == [
        "kvinde", "kvinde", "mand", "mand", "andet"
    ]  # fmt: skip
    assert name_and_surname(" Hansen,  Ida ") == ("Ida", "Hansen")
    assert name_and_surname("Mor til Sara") == ("Mor til Sara", "")


def test_sums_blank_rows_and_headings_once_more_are_passed_over() -> None:
    found = read(("Navn", "4/3-25"), ("Ida", "x"), (), ("Navn", "4/3-25"), ("Omar", "x"), ("I alt", 2))
    assert [(row.number, bool(row.marks)) for row in found.rows] == [(2, True), (4, False), (5, True), (6, False)]
    assert found.problems == []


def test_a_heading_that_is_no_day_is_told_once_and_its_column_left_out() -> None:
    found = read(("Navn", "4/3-25", "4/13-25"), ("Ida", "x", "x"), ("Omar", "", "x"))
    assert [problem.address for problem in found.problems] == ["C1"]
    assert [len(row.marks) for row in found.rows] == [1, 0]


def test_two_rows_of_one_name_in_a_matrix_are_asked_about() -> None:
    found = read(("Navn", "Født", "4/3-25"), ("Amina", 1980, "x"), ("amina", None, "x"), ("Amina", 1990, "x"))
    assert [problem.address for problem in found.problems] == ["A3", "A4"]
    assert [
        bool(row.problems) for row in read(("Navn", "Født", "4/3-25"), ("Amina", 1980, "x"), ("Amina", 1990, "x")).rows
    ] == [
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("row", "place", "words"),
    [
        (("4/3-25", "010203-1234 Ida", 3), "B2", "CPR"),
        (("4/3-25", "Ida", 340), "C2", "alder"),
        (("4/3-25", "12-34", 3), "B2", "navn"),
        ((None, "Ida", 3), "A2", "dato"),
        (("4/3-25", None, 3), "B2", "navn"),
        (("4/3-27", "Ida", 3), "A2", "fremtiden"),
    ],
)
def test_what_cannot_be_taken_is_told_with_its_place(row: tuple[Any, ...], place: str, words: str) -> None:
    (problem,) = read(("Dato", "Navn", "Alder"), row).problems
    assert problem.address == place
    assert words in problem.sentence()


def test_dates_far_ahead_are_taken_when_somebody_says_so() -> None:
    assert read(("Dato", "Navn"), ("4/3-27", "Ida"), far_days=True).problems == []


def test_a_date_written_once_holds_for_the_rows_under_it() -> None:
    rows = [("Dato", "Navn"), ("4/3-25", "Ida"), ("", "Omar"), ("11/3-25", "Ida")]
    assert len(read(*rows).problems) == 1
    found = read(*rows, repeat_day=True)
    assert [row.marks[0].meeting.day.day for row in found.rows] == [4, 4, 11]


@pytest.mark.parametrize(
    ("row", "counts"),
    [
        ((23, 20, 3), {"kvinde": 20, "mand": 3}),
        ((23, 20, None), {"kvinde": 20, "ikke oplyst": 3}),
        ((None, 4, None), {"kvinde": 4}),
        (("12", None, None), {"ikke oplyst": 12}),
    ],
)
def test_numbers_are_parted_by_gender_as_far_as_they_say(row: tuple[Any, ...], counts: dict[str, int]) -> None:
    found = read(("Dato", "Antal", "Kvinder", "Mænd"), ("4/3-25", *row))
    assert {count.gender: count.number for count in found.rows[0].counts} == counts


def test_numbers_that_contradict_each_other_are_refused() -> None:
    head = ("Dato", "Antal", "Kvinder", "Mænd")
    assert "flere end" in read(head, ("4/3-25", 10, 8, 3)).problems[0].sentence()
    assert "række 2" in read(head, ("4/3-25", 10, 8, 2), ("4/3-25", 10, 8, 2)).problems[0].sentence()


def test_a_number_beside_a_name_is_a_tick_and_never_several_people() -> None:
    found = read(("Dato", "Navn", "Antal"), ("4/3-25", "Ida", 1), ("4/3-25", "Familien Bo", 3), ("4/3-25", "", 12))
    assert [mark.status for mark in found.rows[0].marks] == ["til stede"]
    assert [problem.address for problem in found.problems] == ["C3"]
    assert [count.number for count in found.rows[2].counts] == [12]
