"""One cell: whatever a spreadsheet made of what was typed, it is read as it was meant or refused."""

from datetime import date, datetime, time, timedelta

import pytest

from nsk_desktop.domain import codes
from nsk_desktop.errors import NskError
from nsk_desktop.exchange import fill_in_cells as cells
from nsk_desktop.exchange.fill_in_sheets import ATTENDANCES, SESSIONS

TODAY = date(2025, 12, 1)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (time(18, 5), "18:05"),
        (time(18, 4, 59, 999_999), "18:05"),
        (time(18, 5, 20), "18:05"),
        (time(0, 0), "00:00"),
        (datetime(2025, 3, 4, 18, 5), "18:05"),
        (timedelta(hours=18, minutes=5), "18:05"),
        (0.75, "18:00"),
        (18.0, "18:00"),
        (18.05, "18:05"),
        (1805.0, "18:05"),
        ("kl. 18.05", "18:05"),
    ],
)
def test_a_time_is_read_however_the_cell_holds_it(value: cells.Value, shown: str) -> None:
    assert cells.read_time(value) == shown


@pytest.mark.parametrize(
    "value", [18.5, -1.0, 24.0, 2e9, float("nan"), True, timedelta(hours=26), datetime(2025, 5, 18), date(2025, 5, 18)]
)
def test_what_is_no_time_is_refused(value: cells.Value) -> None:
    with pytest.raises(NskError):
        cells.read_time(value)


@pytest.mark.parametrize(
    "value", [date(2025, 3, 4), datetime(2025, 3, 4), datetime(2025, 3, 4, 18, 5), "4. marts 2025"]
)
def test_a_day_is_read_however_the_cell_holds_it(value: cells.Value) -> None:
    assert cells.read_day(value, TODAY) == date(2025, 3, 4)


@pytest.mark.parametrize("value", [45720.0, 4.3, True, time(18), timedelta(days=2), date(1899, 12, 31), "4/3"])
def test_what_is_no_day_is_refused(value: cells.Value) -> None:
    with pytest.raises(NskError):
        cells.read_day(value, TODAY)


@pytest.mark.parametrize(("value", "number"), [(5.0, 5), ("5", 5), (" 1.204 ", 1204), (0, 0)])
def test_a_whole_number_is_read(value: cells.Value, number: int) -> None:
    assert cells.read_whole(value) == number


@pytest.mark.parametrize("value", [True, 2.5, -1, "-1", "to", float("inf"), float("nan"), 1e300, date(1900, 1, 5)])
def test_what_is_no_whole_number_is_refused(value: cells.Value) -> None:
    with pytest.raises(NskError):
        cells.read_whole(value)


def test_a_year_in_a_cell_that_shows_dates_is_refused() -> None:
    assert cells.read_birth_year(1987.0, TODAY) == cells.read_birth_year("1987", TODAY) == 1987
    with pytest.raises(NskError):
        cells.read_birth_year(date(1905, 6, 9), TODAY)


def test_text_is_cleaned_of_what_nobody_sees() -> None:
    assert cells.read_text(" A\x00b\u200b \xa0 c\r\nd ") == "Ab\u200b c d"
    assert cells.read_text("A\u030ase") == "Åse"
    assert cells.read_long("a  \r\nb\r\n\r\n") == "a\nb"
    assert cells.read_text(12.0) == "12"
    assert cells.read_names("Skolen; Klubben ;;Skolen\nHuset") == ("Skolen", "Klubben", "Huset")


@pytest.mark.parametrize("listed", codes.ALL, ids=lambda listed: str(listed.name))
def test_every_code_is_understood_by_itself_and_by_its_labels(listed: codes.CodeList) -> None:
    for code, english in listed.labels.items():
        for spelling in (code, english, listed.label(code), code.upper(), f"  {code} "):
            assert cells.read_code(listed, spelling) == code


def test_what_is_read_once_is_remembered_by_kind_too() -> None:
    number = ATTENDANCES.column("birth_year")
    read = cells.cell_reader(number, TODAY)
    assert read(1987.0) == 1987
    title = cells.cell_reader(SESSIONS.column("title"), TODAY)
    assert title(1.0) == "1"
    with pytest.raises(NskError):
        title(True)
