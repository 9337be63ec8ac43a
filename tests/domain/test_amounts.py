"""Typed numbers: Danish thousands and decimals, and nothing guessed."""

import pytest

from nsk_desktop.domain.amounts import parse_amount, parse_whole
from nsk_desktop.errors.typed import AmountProblem, NumberProblem, UnclearAmount


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("1.234,50", 123450),
        ("1234,5", 123450),
        ("1.234,5", 123450),
        ("1234", 123400),
        ("1.234", 123400),
        ("1 234,50", 123450),
        ("1\xa0234,50 kr.", 123450),
        ("kr. 12", 1200),
        ("12,-", 1200),
        ("-12,05", -1205),
        ("\N{MINUS SIGN}12", -1200),
        ("0,05", 5),
        ("1.234.567,89 DKK", 123456789),
    ],
)
def test_reads_amounts_as_danes_write_them(text: str, ore: int) -> None:
    assert parse_amount(text) == ore


@pytest.mark.parametrize("text", ["1234.5", "1,234.50", "0.5", "12.34"])
def test_asks_about_an_amount_that_could_be_two(text: str) -> None:
    with pytest.raises(UnclearAmount, match="kan være både"):
        parse_amount(text)


@pytest.mark.parametrize("text", ["", "x", "1,234", "12.3456", "1.23.456", "1e5", "=1+1", "1,2,3", "nan", "9" * 70])
def test_refuses_what_is_no_amount(text: str) -> None:
    with pytest.raises(AmountProblem, match="er ikke et beløb"):
        parse_amount(text)


def test_reads_whole_numbers_and_refuses_others() -> None:
    assert [parse_whole(text) for text in ("12", " 1.204", "1 204", "-3", "+3", "0")] == [12, 1204, 1204, -3, 3, 0]
    for text in ("", "1,5", "1.5", "12.04", "x", "1e3", "٣"):
        with pytest.raises(NumberProblem, match="er ikke et helt tal"):
            parse_whole(text)
