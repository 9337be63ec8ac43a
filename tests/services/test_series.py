"""A series that changes on the way: this meeting, this and the following, or all coming ones; never the past."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from nsk_desktop.domain.codes import Presence, SessionState
from nsk_desktop.domain.records import Series, Session
from nsk_desktop.services import expected, history, people, series, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.series import Scope
from tests import make

START, TODAY = date(2025, 2, 4), date(2025, 3, 11)
NEXT_WEEK, IN_THREE_WEEKS = date(2025, 3, 18), date(2025, 4, 1)
END = date(2025, 4, 30)
CHANGES: list[tuple[str, Any]] = [
    ("weekday", 4),
    ("interval_weeks", 2),
    ("from_time", "19:00"),
    ("to_time", None),
    ("place", "Klubben"),
]


def new_group(desk: Desk) -> str:
    """A women's group on Tuesdays since February."""
    return series.new_series(
        desk,
        title="Kvindegruppen",
        weekday=2,
        interval_weeks=1,
        from_time="18:00",
        to_time="20:00",
        place="Beboerhuset",
        start=START,
        closed=True,
    )


@pytest.fixture
def group(desk: Desk) -> str:
    """The group with one meeting held, one cancelled, one skipped, and the rest of the past not registered."""
    made = new_group(desk)
    held = expected.register(desk, made, START, TODAY)
    sessions.save_session(desk, held, type="netværks-/kvindegruppe", themes=["T2"], mode="ikke optalt")
    sessions.complete_session(desk, held)
    expected.cancel(desk, made, START + timedelta(weeks=1), "Sygdom")
    expected.skip(desk, made, START + timedelta(weeks=2))
    return made


def seen(desk: Desk, group: str, first: date, last: date) -> list[tuple[object, ...]]:
    """Every expected meeting and every session of the series, with all that a plan can change."""
    rows = expected.list_expected(desk, first, last, group)
    found: list[tuple[object, ...]] = [("expected", r.day, r.from_time, r.to_time, r.place) for r in rows]
    with desk.store.read() as read:
        past = [one for one in read.all(Session, series_id=group) if one.day and first <= one.day <= last]
    return found + [(s.state, s.day, s.from_time, s.to_time, s.place, s.changed) for s in past]


@pytest.mark.parametrize("scope", Scope)
@pytest.mark.parametrize(("name", "value"), CHANGES)
def test_no_kind_of_change_touches_the_past(desk: Desk, group: str, scope: Scope, name: str, value: Any) -> None:
    yesterday = TODAY - timedelta(days=1)
    before = seen(desk, group, START, yesterday)
    coming = seen(desk, group, TODAY, END)
    series.change_plan(desk, group, {name: value}, scope, NEXT_WEEK, TODAY)
    assert seen(desk, group, START, yesterday) == before
    # Of one meeting alone another interval means nothing; the window does not offer it.
    if (name, scope) != ("interval_weeks", Scope.ONE):
        assert seen(desk, group, TODAY, END) != coming
    desk.undo()
    assert seen(desk, group, TODAY, END) == coming


@pytest.mark.parametrize(("name", "value"), CHANGES)
def test_control_a_plain_edit_of_the_series_would_touch_it(desk: Desk, group: str, name: str, value: Any) -> None:
    before = seen(desk, group, START, TODAY - timedelta(days=1))
    with desk.store.change("") as change:
        change.save(Series, group, **{name: value})
    assert seen(desk, group, START, TODAY - timedelta(days=1)) != before


def test_each_scope_reaches_as_far_as_it_says(desk: Desk, group: str) -> None:
    def places() -> list[str]:
        return [row.place for row in expected.list_expected(desk, TODAY, IN_THREE_WEEKS, group)]

    series.change_plan(desk, group, {"place": "Skolen"}, Scope.ONE, NEXT_WEEK, TODAY)
    alone = sessions.open_session(desk, sessions.list_sessions(desk, first=TODAY)[0].id).session
    assert (alone.day, alone.place, alone.state) == (NEXT_WEEK, "Skolen", SessionState.PLANNED)
    assert places() == ["Beboerhuset"] * 3
    series.change_plan(desk, group, {"place": "Klubben"}, Scope.FOLLOWING, date(2025, 3, 25), TODAY)
    assert places() == ["Beboerhuset", "Klubben", "Klubben"]
    series.change_plan(desk, group, {"place": "Biblioteket"}, Scope.ALL, IN_THREE_WEEKS, TODAY)
    assert places() == ["Biblioteket"] * 3
    assert sessions.open_session(desk, alone.id).session.place == "Skolen"


def test_only_this_meeting_on_another_weekday_is_moved_within_its_week(desk: Desk, group: str) -> None:
    series.change_plan(desk, group, {"weekday": 4}, Scope.ONE, NEXT_WEEK, TODAY)
    (row,) = sessions.list_sessions(desk, first=TODAY)
    assert row.day == date(2025, 3, 20)
    assert [row.day for row in expected.list_expected(desk, TODAY, END, group)][:2] == [TODAY, date(2025, 3, 25)]


def test_a_meeting_planned_ahead_follows_the_series_unless_it_was_made_different(desk: Desk, group: str) -> None:
    moved = expected.move(desk, group, NEXT_WEEK, date(2025, 3, 20))
    other = expected.adjust(desk, group, date(2025, 3, 25), place="Skolen", state=SessionState.PLANNED)
    series.change_plan(desk, group, {"place": "Klubben"}, Scope.ALL, NEXT_WEEK, TODAY)
    assert [sessions.open_session(desk, id).session.place for id in (moved, other)] == ["Klubben", "Skolen"]


def test_this_weeks_registered_meeting_is_not_asked_for_again_on_the_new_weekday(desk: Desk, group: str) -> None:
    expected.register(desk, group, TODAY, TODAY)
    series.change_plan(desk, group, {"weekday": 4}, Scope.ALL, NEXT_WEEK, TODAY)
    assert expected.list_expected(desk, TODAY, TODAY + timedelta(days=6), group) == []


def test_before_the_first_meeting_a_series_is_simply_changed(desk: Desk) -> None:
    group = new_group(desk)
    on = series.on_day(desk, group, START)
    assert on is not None
    assert (on.begun, on.day) == (False, START)
    series.change_plan(desk, group, {"weekday": 4}, Scope.ALL, START, START)
    made = series.get(desk, group)
    assert made is not None
    assert made.weekday == 4
    on = series.on_day(desk, group, TODAY)
    assert on is not None
    assert on.begun


def test_the_series_is_shown_as_it_is_for_the_chosen_meeting(desk: Desk, group: str) -> None:
    series.change_plan(desk, group, {"place": "Klubben"}, Scope.FOLLOWING, IN_THREE_WEEKS, TODAY)
    now, later = series.on_day(desk, group, TODAY), series.on_day(desk, group, TODAY, IN_THREE_WEEKS)
    assert now is not None
    assert later is not None
    assert (now.values["place"], later.values["place"]) == ("Beboerhuset", "Klubben")


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    with make.desk(tmp_path / "a", author="AB") as one, make.desk(tmp_path / "b", author="CD") as other:
        yield one, other


def test_two_laptops_that_change_different_things_of_a_series_do_not_stand_against_each_other(
    laptops: tuple[Desk, Desk],
) -> None:
    one, other = laptops
    group = new_group(one)
    other.store.receive(one.store.journal())
    series.change_plan(one, group, {"place": "Klubben"}, Scope.ALL, NEXT_WEEK, TODAY)
    series.change_plan(other, group, {"from_time": "19:00"}, Scope.FOLLOWING, IN_THREE_WEEKS, TODAY)
    other.store.receive(one.store.journal())
    one.store.receive(other.store.journal())
    for desk in laptops:
        assert history.conflicts(desk) == []
        last = expected.list_expected(desk, TODAY, IN_THREE_WEEKS, group)[-1]
        assert (last.place, last.from_time) == ("Klubben", "19:00")


def test_two_laptops_that_say_different_things_of_the_same_day_are_a_question_about_the_series(
    laptops: tuple[Desk, Desk],
) -> None:
    one, other = laptops
    group, beside = new_group(one), new_group(one)
    other.store.receive(one.store.journal())
    for desk, place in ((one, "Klubben"), (other, "Skolen")):
        series.change_plan(desk, group, {"place": place}, Scope.ALL, NEXT_WEEK, TODAY)
    expected.skip(one, group, NEXT_WEEK)
    expected.keep(other, group, NEXT_WEEK)
    other.store.receive(one.store.journal())
    assert len(series.in_dispute(other, group)) == 2
    assert series.in_dispute(other, beside) == []
    for conflict in history.conflicts(other):
        history.decide(other, conflict, conflict.sides[0].value)
    assert series.in_dispute(other, group) == []


# Who comes to a closed group


def held(desk: Desk, group: str, day: date, *who: str) -> str:
    id = expected.register(desk, group, day, TODAY)
    for person in who:
        sessions.set_presence(desk, id, person, Presence.PRESENT)
    sessions.save_session(desk, id, type="netværks-/kvindegruppe", themes=["T2"])
    sessions.complete_session(desk, id)
    return id


def test_the_roster_and_as_last_time_reach_over_cancelled_skipped_and_moved_meetings(desk: Desk) -> None:
    group = new_group(desk)
    one, two = (people.new_participant(desk, name) for name in ("Solsikke", "Valmue"))
    held(desk, group, START, one, two)
    expected.cancel(desk, group, START + timedelta(weeks=1))
    expected.skip(desk, group, START + timedelta(weeks=2))
    expected.move(desk, group, START + timedelta(weeks=3), NEXT_WEEK + timedelta(days=2))
    id = expected.register(desk, group, TODAY, TODAY)
    assert {row.participant_id for row in sessions.open_session(desk, id).roster} == {one, two}
    assert sessions.same_as_last(desk, id) == 2


def test_how_a_series_stands_is_said_in_numbers_of_finished_meetings(desk: Desk) -> None:
    group = new_group(desk)
    one, two = (people.new_participant(desk, name) for name in ("Solsikke", "Valmue"))
    for week in (0, 2, 4):
        held(desk, group, START + timedelta(weeks=week), one, *([two] if week else []))
    expected.cancel(desk, group, START + timedelta(weeks=1))
    draft = expected.register(desk, group, TODAY, TODAY)
    sessions.set_presence(desk, draft, two, Presence.PRESENT)
    assert series.standing(desk, group) == (3, 1, 2, 1)


def test_another_day_and_another_place_for_one_meeting_are_one_step(desk: Desk, group: str) -> None:
    before = seen(desk, group, TODAY, END)
    series.change_plan(desk, group, {"weekday": 4, "place": "Skolen"}, Scope.ONE, NEXT_WEEK, TODAY)
    (moved,) = sessions.list_sessions(desk, first=TODAY)
    assert (moved.day, moved.place) == (NEXT_WEEK + timedelta(days=2), "Skolen")
    desk.undo()
    assert seen(desk, group, TODAY, END) == before
