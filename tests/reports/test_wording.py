"""Numbers and days as people write them."""

from collections.abc import Iterator
from datetime import date

import pytest

from nsk_desktop import i18n
from nsk_desktop.reports.wording import day, days, interval, number, percent, period_name


@pytest.fixture
def _english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("da")


def test_danish_numbers_and_days() -> None:
    assert number(1234567) == "1.234.567"
    assert interval(281, 666) == "281–666"
    assert interval(18, 18) == "18"
    assert percent(0.669, 0.671) == "67\N{NO-BREAK SPACE}%"
    assert percent(0.78, 0.79) == "78–79\N{NO-BREAK SPACE}%"
    assert day(date(2025, 3, 4)) == "04.03.2025"
    assert days(date(2025, 3, 4), date(2025, 3, 9)) == "04.03.2025 – 09.03.2025"


@pytest.mark.usefixtures("_english")
def test_english_numbers_and_days() -> None:
    assert number(1234567) == "1,234,567"
    assert day(date(2025, 3, 4)) == "4 Mar 2025".replace(" ", "\N{NO-BREAK SPACE}")
    assert period_name(date(2025, 1, 1), date(2025, 6, 30)) == "First half of 2025"


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        (date(2025, 1, 1), date(2025, 6, 30), "1. halvår 2025"),
        (date(2025, 7, 1), date(2025, 12, 31), "2. halvår 2025"),
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(2025, 1, 1), date(2025, 6, 29), ""),
        (date(2025, 1, 2), date(2025, 6, 30), ""),
        (date(2024, 1, 1), date(2025, 6, 30), ""),
        (date.min, date.max, ""),
    ],
)
def test_a_period_that_has_a_name_is_called_by_it(first: date, last: date, name: str) -> None:
    assert period_name(first, last) == name
