"""Days on which nothing can have happened: what is called with one says so, instead of failing on the way."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nsk_desktop.errors.typed import ImprobableYear
from nsk_desktop.services import (
    actors,
    advice,
    appointments,
    bridges,
    budget,
    effort,
    expected,
    figures,
    follow_ups,
    periods,
    ratings,
    series,
    sessions,
    start,
    steering,
    submission,
    week,
)
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.series import Scope

EDGES = [date.min, date(9999, 12, 31), date(1899, 12, 31), date(2100, 1, 1)]
TUESDAY = date(2025, 3, 4)
Act = Callable[[Desk, str, date], Any]
SAVED: dict[str, Act] = {
    "session": lambda desk, _group, day: sessions.new_session(desk, day=day),
    "in series": lambda desk, group, day: sessions.new_in_series(desk, group, day),
    "series start": lambda desk, group, day: series.save_series(desk, group, start=day),
    "series end": lambda desk, group, day: series.save_series(desk, group, end=day),
    "move": lambda desk, group, day: expected.move(desk, group, TUESDAY, day),
    "follow-up": lambda desk, _group, day: follow_ups.new_follow_up(desk, day, "Ring"),
    "advice": lambda desk, _group, day: advice.new_advice(desk, day),
    "posting": lambda desk, _group, day: budget.new_posting(desk, day),
    "bridge": lambda desk, _group, day: bridges.new_bridge(desk, day=day),
    "actor": lambda desk, _group, day: actors.save_actor(desk, actors.new_actor(desk, "Skolen"), mobilised_on=day),
    "steering": lambda desk, _group, day: steering.new_meeting(desk, day, TUESDAY),
    "cancel": lambda desk, group, day: expected.cancel(desk, group, day),
    "skip": lambda desk, group, day: expected.skip(desk, group, day),
    "change": lambda desk, group, day: series.change_plan(desk, group, {"place": "X"}, Scope.FOLLOWING, day, day),
    "week": lambda desk, _group, day: week.week_of(desk, day),
    "start": lambda desk, _group, day: start.start_page(desk, day),
    "coming": lambda desk, group, day: series.meetings(desk, group, day),
    "on day": lambda desk, group, day: series.on_day(desk, group, day),
    "month": lambda desk, _group, day: submission.this_month(desk, day),
    "calendar file": lambda desk, group, day: appointments.write_meetings(desk, Path("/nowhere"), group, day),
}
ANSWERED: dict[str, Act] = {
    "reach": lambda desk, _group, day: figures.reach(desk, min(day, TUESDAY), max(day, TUESDAY)),
    "lists": lambda desk, _group, day: sessions.list_sessions(desk, first=min(day, TUESDAY), last=max(day, TUESDAY)),
    "periods": lambda desk, _group, day: periods.signed_at(desk, day),
    "ratings": lambda desk, _group, day: ratings.periods(desk, day),
    "follow-ups": lambda desk, _group, day: follow_ups.list_follow_ups(desk, day),
    "programme": lambda desk, _group, day: effort.save_programme(desk, first_year=day.year),
}


@pytest.fixture
def group(desk: Desk) -> str:
    """A group on Tuesdays."""
    return series.new_series(desk, title="Kvindegruppen", weekday=2, interval_weeks=1, start=TUESDAY)


@pytest.mark.parametrize("day", EDGES, ids=str)
@pytest.mark.parametrize("name", SAVED)
def test_a_year_that_cannot_be_right_is_said_to_be_so_and_nothing_is_saved(
    desk: Desk, group: str, name: str, day: date
) -> None:
    before = desk.undo_label
    with pytest.raises(ImprobableYear, match=f"Årstallet {day.year} kan ikke passe"):
        SAVED[name](desk, group, day)
    assert desk.undo_label == before or name == "actor"


@pytest.mark.parametrize("name", SAVED.keys() - {"calendar file"})
def test_control_an_ordinary_day_is_taken(desk: Desk, group: str, name: str) -> None:
    SAVED[name](desk, group, date(2025, 3, 11))


@pytest.mark.parametrize("day", EDGES, ids=str)
@pytest.mark.parametrize("name", ANSWERED)
def test_what_only_looks_is_answered_for_every_day(desk: Desk, group: str, name: str, day: date) -> None:
    ANSWERED[name](desk, group, day)
