"""Bars are the sums of the sessions under them."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from nsk_desktop.domain.codes import Mode, SessionState
from nsk_desktop.reports.rows import MOST_BARS, SessionLine, bars

DAYS = st.dates(date(2023, 1, 1), date(2028, 12, 31))
LINES = st.builds(
    SessionLine,
    day=DAYS,
    title=st.just("Møde"),
    type=st.none(),
    themes=st.just(()),
    registered=st.integers(0, 30),
    anonymous_low=st.integers(0, 5),
    anonymous_high=st.integers(5, 9),
    state=st.sampled_from(list(SessionState)),
    mode=st.sampled_from(list(Mode)),
    reach=st.booleans(),
)


@given(st.lists(LINES, max_size=30), DAYS, DAYS)
def test_bars_lose_no_attendance_and_invent_none(lines: list[SessionLine], one: date, other: date) -> None:
    first, last = sorted((one, other))
    inside = [line for line in lines if first <= line.day <= last]
    counted = [line for line in inside if line.adds and line.mode != Mode.NOT_COUNTED]
    drawn = bars(inside, first, last)
    assert sum(bar.registered for bar in drawn) == sum(line.registered for line in counted)
    assert sum(bar.low for bar in drawn) == sum(line.registered + line.anonymous_low for line in counted)
    assert sum(bar.high for bar in drawn) == sum(line.registered + line.anonymous_high for line in counted)
    assert sum(bar.not_counted for bar in drawn) == sum(line.adds for line in inside) - len(counted)


@given(st.dates(), st.dates())
def test_there_are_never_too_many_bars_and_never_none(one: date, other: date) -> None:
    first, last = sorted((one, other))
    drawn = bars((), first, last)
    assert 1 <= len(drawn) <= MOST_BARS or drawn[0].months == 600


def test_a_half_year_has_a_bar_for_every_month_even_an_empty_one() -> None:
    drawn = bars((), date(2025, 1, 1), date(2025, 6, 30))
    assert [bar.first for bar in drawn] == [date(2025, month, 1) for month in range(1, 7)]


def test_quarters_begin_where_quarters_begin() -> None:
    drawn = bars((), date(2024, 2, 1), date(2026, 2, 1))
    assert drawn[0].first == date(2024, 1, 1)
    assert {bar.months for bar in drawn} == {3}
