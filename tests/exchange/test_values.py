"""Cell values in one form, whatever program saved them."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsk_desktop.exchange.sheets import Column, Kind
from nsk_desktop.exchange.values import LONGEST_TEXT, canonical, check, fits, plain_text, shown, written

TEXT, DATE, TIME, NUMBER, FLAG, LIST = (
    Column("x", kind, "") for kind in (Kind.TEXT, Kind.DATE, Kind.TIME, Kind.NUMBER, Kind.FLAG, Kind.LIST)
)


@pytest.mark.parametrize(
    ("column", "given_values", "wanted"),
    [
        (DATE, ["2025-03-04", "04.03.2025", "4.3.2025", datetime(2025, 3, 4, 12), date(2025, 3, 4)], date(2025, 3, 4)),
        (TIME, ["17:05", "17.05", time(17, 5), 17.0833333 / 24, timedelta(hours=17, minutes=5), "17:05:00"], "17:05"),
        (TIME, ["9:05", time(9, 5)], "09:05"),
        (NUMBER, [12, 12.0, "12", "12,0", " 12 "], 12),
        (NUMBER, [1.5, "1,5", "1.5"], 1.5),
        (FLAG, [True, "ja", "JA", "sand", 1, "x"], "ja"),
        (FLAG, [False, "nej", None, "", "falsk", 0], "nej"),
        (LIST, [["T1", "T3"], ("T1", "T3"), "T1;T3"], "T1;T3"),
        (TEXT, ["a\r\nb", "a\rb", "a\nb", "a\n\x07b"], "a\nb"),
        (TEXT, [12, 12.0, "12"], "12"),
        (TEXT, [None, "", "\x00"], None),
        (LIST, [[], (), None, ""], None),
    ],
)
def test_the_same_said_in_different_ways_is_one_value(column: Column, given_values: list[Any], wanted: object) -> None:
    assert [canonical(column, value) for value in given_values] == [wanted] * len(given_values)


@pytest.mark.parametrize(
    ("column", "value"), [(DATE, "31.02.2025"), (NUMBER, "mange"), (FLAG, "måske"), (TIME, "sent")]
)
def test_a_value_of_the_wrong_kind_stays_and_does_not_fit(column: Column, value: str) -> None:
    assert canonical(column, value) == value
    assert not fits(column, value)
    assert fits(column, canonical(column, None))


@given(st.sampled_from([TEXT, DATE, TIME, NUMBER, FLAG, LIST]), st.text() | st.integers() | st.floats(allow_nan=False))
def test_the_one_form_is_its_own_form(column: Column, value: Any) -> None:
    once = canonical(column, value)
    assert canonical(column, once) == once
    assert written(canonical(column, once)) == written(once)


def test_values_that_differ_are_written_differently() -> None:
    values = [None, "nej", "ja", 1, "1", date(2025, 1, 1), "2025-01-01", 1.5, "n1"]
    assert len({written(value) for value in values}) == len(values)
    assert len({check(value) for value in values}) == len(values)
    assert all(len(check(value)) == 4 for value in values)


def test_a_text_longer_than_a_cell_is_cut_where_a_sign_ends() -> None:
    assert plain_text("x" * 40_000) == "x" * LONGEST_TEXT
    assert plain_text("😀" * 20_000) == "😀" * (LONGEST_TEXT // 2)
    assert plain_text("x" + "😀" * 16_383) == "x" + "😀" * 16_383


def test_a_value_is_shown_as_people_write_it() -> None:
    assert [shown(value) for value in (date(2025, 3, 4), 12, None, "x")] == ["04.03.2025", "12", "", "x"]
