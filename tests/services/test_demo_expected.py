"""The demo year shows how a series lives: registered, cancelled, skipped, not counted, and still expected."""

from collections import Counter
from datetime import date
from pathlib import Path

from nsk_desktop.domain.codes import Mode, SessionState
from nsk_desktop.domain.records import Expectation, Series, Session
from nsk_desktop.domain.recurrence import expected_days
from nsk_desktop.services import demo, expected, start
from tests import make

FIRST, LAST = date(demo.YEAR, 1, 1), date(demo.YEAR, 12, 31)


def test_the_demo_year_has_a_meeting_of_every_kind(tmp_path: Path) -> None:
    with make.desk(tmp_path) as desk:
        demo.fill(desk, 1)
        with desk.store.read() as read:
            meetings, skipped = read.all(Session), read.all(Expectation)
            assert all(one.weekday and one.interval_weeks and one.start for one in read.all(Series))
        states = Counter(one.state for one in meetings)
        assert states[SessionState.HELD] > 100
        assert states[SessionState.CANCELLED] > 1
        assert sum(one.mode == Mode.NOT_COUNTED for one in meetings) > 1
        assert len(skipped) > 10
        left = expected.list_expected(desk, FIRST, LAST)
        assert 3 < len(left) < 20
        # Whoever opens it later still finds a group that meets.
        assert len(start.lacking(desk, date(2026, 11, 22))) == 8


def test_what_was_registered_in_the_demo_year_is_what_its_series_expected(tmp_path: Path) -> None:
    with make.desk(tmp_path) as desk:
        demo.fill(desk, 1)
        with desk.store.read() as read:
            meetings = [one for one in read.all(Session) if one.series_id]
            plans = {one.id: expected.read_plan(read, one) for one in read.all(Series)}
        for one in meetings:
            assert one.expected_on == one.day
            assert one.day is not None
            assert one.day in expected_days(plans[one.series_id or ""], one.day, one.day)
