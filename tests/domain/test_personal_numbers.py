"""A personal number is found however its date and its four digits are written, and a day with a time is none."""

import pytest

from nsk_desktop.domain.personal_numbers import personal_numbers


@pytest.mark.parametrize(
    "written",
    [
        *("1/1-1990 1234", "1.1.90-1234", "1/1 90 - 1234", "01/01/1990 1234", "01.01.1990.1234", "01 01 1990 1234"),
        *("010119901234", "01011990 1234", "01011990-1234", "61011990-1234"),
        *("1990-01-01-1234", "19900101-1234", "19900101 1234", "2004-02-29-1234"),
        *("1. januar 1990-1234", "1. jan. 1990 1234", "1 januar 90 - 1234", "1. JANUAR 1990 1234"),
        *("010190_1234", "010190:1234", "(010190)1234"[1:], "010190-12 34", "010190\t1234"),
        *("04.03.2025-1830", "4/3-2025-1830", "04.03.2025 2460"),
    ],
)
def test_it_is_found_whole(written: str) -> None:
    for text in (written, f"Hun har {written}, siger hun."):
        assert [text[first:last] for first, last in personal_numbers(text)] == [written]


@pytest.mark.parametrize(
    "written",
    [
        *("4.3.2025 1830", "04.03.2025 1830", "den 4. marts 2025 1830", "2025-03-04 1830", "202503041830"),
        *("1.1.2025-31.12.2025", "4/3-11/3 2025", "1.-2. marts 2025", "kl. 10.30-12.00"),
        *("31.13.1990-1234", "29.02.2023-1234", "1/1-1990 123", "1/1-1990 12345", "1.204.567 1234 kr."),
    ],
)
def test_a_day_with_a_time_and_other_numbers_are_none(written: str) -> None:
    assert personal_numbers(written) == []


def test_each_place_is_told_once_and_in_the_order_of_the_text() -> None:
    text = "1/1-1990 1234 og 020290-1234"
    assert [text[first:last] for first, last in personal_numbers(text)] == ["1/1-1990 1234", "020290-1234"]
