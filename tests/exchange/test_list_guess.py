"""Which sheet, which headings, what each column says: guessed from words and from what stands there."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nsk_desktop.exchange.list_guess import guess_layout, heading_key, likeliest_table
from nsk_desktop.exchange.list_reading import ListTable, read_list
from tests.exchange.lists import text, workbook

TODAY = date(2025, 6, 1)


def table(*rows: tuple[Any, ...], name: str = "Ark1") -> ListTable:
    width = max(map(len, rows))
    filled = [tuple("" if cell is None else cell for cell in (*row, *[None] * (width - len(row)))) for row in rows]
    return ListTable(name, tuple(filled))


def said(found: ListTable) -> list[str]:
    return [meaning.value for meaning in guess_layout(found, TODAY).meanings]


@pytest.mark.parametrize(
    ("headings", "row", "meanings"),
    [
        (("Dato", "Navn", "Alder", "Køn"), ("4/3-25", "Ida", 34, "k"), ["day", "name", "age", "gender"]),
        (
            ("DATO:", "Fornavn", "Efternavn", "Født"),
            ("4/3-25", "Ida", "Bo", 1980),
            ["day", "given", "surname", "birth_year"],
        ),
        (("Navn", "Efternavn", "Mødedato"), ("Ida", "Bo", "4/3-25"), ["given", "surname", "day"]),
        (("Dato", "Deltager", "Til stede?"), ("4/3-25", "Ida", "ja"), ["day", "name", "presence"]),
        (("Dato", "Aktivitet", "Deltagere"), ("4/3-25", "Café", 12), ["day", "title", "count"]),
        (("Dato", "Emne", "Antal kvinder", "Heraf mænd"), ("4/3-25", "Café", 12, 3), ["day", "title", "women", "men"]),
        (("Date", "Participant", "Age group"), ("4/3-25", "Ida", "18-29"), ["day", "name", "age_band"]),
        (("Dato", "Navn", "CPR-nr.", "Telefon"), ("4/3-25", "Ida", "x", "y"), ["day", "name", "nothing", "nothing"]),
        (("", "4/3", "11. marts", "uge 12"), ("Ida", "x", "", "x"), ["name", "mark", "mark", "mark"]),
        (("Navn", "4/3", "4/13", "I alt"), ("Ida", "x", "x", 2), ["name", "mark", "mark", "nothing"]),
        (("Navn", "4/3", "11/3", "ons 18/3"), ("Ida", "x", "x", "x"), ["name", "mark", "mark", "mark"]),
        (("Navn", "uge 9", "uge 10", "uge 60"), ("Ida", "x", "x", "x"), ["name", "mark", "mark", "mark"]),
        (("Navn", "4/3", "11/3", "Rum 1/2"), ("Ida", "x", "x", "x"), ["name", "mark", "mark", "nothing"]),
        (("Dato", "Navn", "Børn"), ("4/3-25", "Ida", 2), ["day", "name", "nothing"]),
    ],
)
def test_columns_are_known_by_their_headings(
    headings: tuple[str, ...], row: tuple[Any, ...], meanings: list[str]
) -> None:
    assert said(table(headings, row, row)) == meanings


def test_without_headings_what_stands_there_tells(tmp_path: Path) -> None:
    content = "04.03.2025;Ida;kvinde;1980\n11.03.2025;Omar;mand;1975\n"
    (found,) = read_list(text(tmp_path / "liste.csv", content)).tables
    assert guess_layout(found, TODAY).header == 0
    assert said(found) == ["day", "name", "gender", "birth_year"]


def test_titles_above_the_headings_say_the_year_and_the_activity() -> None:
    found = guess_layout(
        table(("Fremmøde – Kvindegruppen forår 2024",), (), ("Navn", "4/3", "11/3"), ("Ida", "x")), TODAY
    )
    assert (found.header, found.year, found.title) == (3, 2024, "Kvindegruppen")
    assert guess_layout(table(("2024 og 2025",), ("Navn", "4/3", "11/3")), TODAY).year is None, "two years are none"


def test_a_sheets_own_name_is_a_title_only_when_somebody_gave_it_one() -> None:
    rows = (("Navn", "4/3", "11/3"), ("Ida", "x", ""))
    assert guess_layout(table(*rows, name="Fædregruppen"), TODAY).title == "Fædregruppen"
    assert guess_layout(table(*rows, name="Ark1"), TODAY).title == ""


def test_dates_that_are_written_once_for_several_rows_are_noticed() -> None:
    rows = [("Dato", "Navn"), ("4/3-25", "Ida"), ("", "Omar"), ("", "Sara"), ("11/3-25", "Ida")]
    assert guess_layout(table(*rows), TODAY).repeat_day
    assert not guess_layout(table(rows[0], *[("4/3-25", "Ida")] * 4), TODAY).repeat_day


def test_the_sheet_with_the_list_is_chosen_and_not_the_first_or_a_hidden_one(tmp_path: Path) -> None:
    rows = [("Navn", "4/3", "11/3"), ("Ida", "x", "x")]
    file = read_list(
        workbook(tmp_path / "l.xlsx", Noter=[("Husk", "kaffe")], Liste=rows, Budget=[("Post", "Kr."), ("Te", 3)])
    )
    assert file.tables[likeliest_table(file, TODAY)].name == "Liste"


def test_headings_are_remembered_without_the_days_among_them() -> None:
    march, april = (
        table(("Navn", "Hold", *days), ("Ida", "A", "x", "x")) for days in (("4/3", "11/3"), ("1/4", "8/4"))
    )
    assert heading_key(march, 1, TODAY) == heading_key(april, 1, TODAY)
    assert heading_key(march, 1, TODAY) != heading_key(table(("Navn", "By")), 1, TODAY)
