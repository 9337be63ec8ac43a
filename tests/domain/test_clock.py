"""Stamps sort as text, never run backwards, and never below one that was seen."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from nsk_desktop.domain.clock import Clock, milliseconds, moment

TIMES = st.lists(st.integers(0, 2**41), min_size=2, max_size=30)


@given(TIMES)
def test_stamps_grow_whatever_the_wall_clock_does(times: list[int]) -> None:
    walls = iter(times)
    clock = Clock(wall=lambda: next(walls))
    stamps = [clock.next() for _ in times]
    assert stamps == sorted(stamps)
    assert len(set(stamps)) == len(stamps)
    assert all(len(stamp) == 16 for stamp in stamps)


@given(st.integers(0, 2**41), st.integers(0, 2**57))
def test_a_stamp_is_never_below_one_that_was_seen(wall: int, seen: int) -> None:
    clock = Clock(wall=lambda: wall)
    clock.seen(f"{seen:016x}")
    assert clock.next() > f"{seen:016x}"


def test_a_clock_goes_on_where_the_store_left_off() -> None:
    first = Clock(wall=lambda: 1000).next()
    assert Clock(first, wall=lambda: 10).next() > first


def test_a_stamp_tells_the_moment() -> None:
    now = int(datetime(2025, 3, 4, 12, 30, tzinfo=UTC).timestamp() * 1000)
    assert moment(Clock(wall=lambda: now).next()) == datetime(2025, 3, 4, 12, 30, tzinfo=UTC)
    assert abs(milliseconds() / 1000 - datetime.now(UTC).timestamp()) < 60
