"""Before a half-year is signed: every missing thing is told, with the place where it is mended."""

from collections.abc import Callable
from datetime import date

import pytest

from nsk_desktop.domain.codes import PairVerdict
from nsk_desktop.services import actors, bridges, drafts, follow_ups, people, series, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.period_checklist import Finding, checklist
from nsk_desktop.ui.places import PAGES, home_of
from tests.services.test_periods import HALF, TODAY, meeting

IN_IT = date(2025, 3, 4)
FILE = ("file", "submission")


def told(desk: Desk, today: date = TODAY) -> list[Finding]:
    return [one for one in checklist(desk, HALF, today) if (one.kind, one.place) != FILE]


def test_a_half_year_in_order_lacks_nothing_but_its_file(desk: Desk) -> None:
    meeting(desk, "Rose")
    assert told(desk) == []
    assert [(one.kind, one.place) for one in checklist(desk, HALF, TODAY)] == [FILE]
    assert checklist(desk, HALF, date(2025, 6, 30)) == [], "before its end nobody waits for the file"


def _draft(desk: Desk) -> None:
    sessions.new_session(desk, day=IN_IT, title="Kvindegruppen")


def _not_counted(desk: Desk) -> None:
    meeting(desk, mode="ikke optalt")


def _expected(desk: Desk) -> None:
    day = {"start": date(2025, 6, 24), "end": date(2025, 6, 30), "weekday": 2, "interval_weeks": 1}
    series.new_series(desk, title="Kvindegruppen", **day)


def _at_once(desk: Desk) -> None:
    first = meeting(desk, "Rose", from_time="18:00", to_time="20:00")
    (rose,) = people.list_participants(desk)
    second = meeting(desk, from_time="19:00", to_time="21:00")
    sessions.set_presence(desk, second, rose.id, "til stede")
    assert first != second


def _pair(desk: Desk) -> None:
    meeting(desk, "Rose", "Rosa")
    one, other = people.list_participants(desk)
    people.judge_pair(desk, one.id, other.id, PairVerdict.POSSIBLY)


def _to_do(desk: Desk) -> None:
    follow_ups.new_follow_up(desk, IN_IT, "Ring til skolen")


def _unrated(desk: Desk) -> None:
    one, other = (actors.new_actor(desk, name) for name in ("Skolen", "Klubben"))
    bridges.new_bridge(desk, day=IN_IT, from_kind="aktør", from_actor_id=one, to_actor_id=other)


def _half_written(desk: Desk) -> None:
    id = actors.new_actor(desk, "Skolen")
    drafts.keep(desk, [drafts.draft(("actors", id, "notes"), "Ring")])


@pytest.mark.parametrize(
    ("make", "serious"),
    [
        (_draft, True),
        (_not_counted, True),
        (_expected, True),
        (_at_once, False),
        (_pair, False),
        (_to_do, False),
        (_unrated, False),
        (_half_written, False),
    ],
)
def test_each_missing_thing_is_told_once_and_has_its_place(
    desk: Desk, make: Callable[[Desk], None], serious: bool
) -> None:
    make(desk)
    (found,) = told(desk)
    assert (found.serious, bool(found.title), bool(found.reason)) == (serious, True, True)
    assert home_of(found.place or PAGES.get(found.kind, "activities"))


def test_what_belongs_to_another_half_year_is_not_told(desk: Desk) -> None:
    sessions.new_session(desk, day=date(2024, 12, 31), title="Før")
    sessions.new_session(desk, day=date(2025, 7, 1), title="Efter")
    follow_ups.new_follow_up(desk, date(2025, 7, 1), "Ring")
    assert told(desk) == []
    assert checklist(desk, "2026H1", TODAY) == [], "it has not begun"


def test_the_serious_things_come_first(desk: Desk) -> None:
    _pair(desk)
    _draft(desk)
    assert [one.serious for one in checklist(desk, HALF, TODAY)] == [True, False, False]
