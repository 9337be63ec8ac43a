"""Who the rating round asks about, and what it shows beside each pair."""

from datetime import date

import pytest

from nsk_desktop.domain.cooperation import COORDINATOR
from nsk_desktop.services import actors, bridges, ratings
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.rating_round import asked
from tests import make

PERIOD = "2025H1"
DAY = date(2025, 3, 4)


@pytest.fixture
def three(desk: Desk) -> list[str]:
    """A school, a club and a library."""
    return [actors.new_actor(desk, name) for name in ("Skolen", "Klubben", "Biblioteket")]


def hold(desk: Desk, *hosts: str, day: date = DAY, title: str = "Åbent hus") -> str:
    with desk.store.change("") as change:
        return change.create(make.session(title=title, day=day, hosts=[{"actor": host, "role": ""} for host in hosts]))


def shown(desk: Desk, period: str = PERIOD) -> list[tuple[str, str, int | None, int]]:
    return [(row.pair, row.rater_label, row.level, len(row.contacts)) for row in asked(desk, period)]


def test_a_pair_with_something_together_last_time_is_asked_about_once_for_each_rater(
    desk: Desk, three: list[str]
) -> None:
    school, club, library = three
    ratings.rate(desk, "2024H2", school, club, "A", level=2)
    ratings.rate(desk, "2024H2", school, club, "B", level=1)
    ratings.rate(desk, "2024H2", school, library, COORDINATOR, level=0)
    assert {(rater, level) for _pair, rater, level, _seen in shown(desk)} == {("Skolen", 2), ("Klubben", 1)}


def test_no_contact_last_time_is_asked_about_only_after_a_contact(desk: Desk, three: list[str]) -> None:
    school, _club, library = three
    ratings.rate(desk, "2024H2", school, library, COORDINATOR, level=0)
    hold(desk, school, library, day=date(2024, 12, 1))
    assert shown(desk) == []
    hold(desk, school, library)
    assert [(rater, level, seen) for _pair, rater, level, seen in shown(desk)] == [("Koordinator", 0, 1)]


def test_a_contact_without_a_rating_is_asked_about_by_the_coordinator(desk: Desk, three: list[str]) -> None:
    school, club, library = three
    hold(desk, school, club)
    bridges.new_bridge(desk, day=DAY, from_actor_id=club, to_actor_id=library)
    bridges.new_bridge(desk, day=DAY, from_kind="medarbejder", to_actor_id=library)
    bridges.new_bridge(desk, day=DAY, from_kind="borgere", to_actor_id=library)
    found = asked(desk, PERIOD)
    assert {row.pair for row in found} >= {"Biblioteket – Indsatsen"}
    assert [(row.rater_label, row.before, len(row.contacts)) for row in found] == [("Koordinator", None, 1)] * 3
    kept = next(row for row in found if row.sessions)
    assert kept.contacts[0].title == "Åbent hus"


def test_who_was_rated_is_not_asked_about_again(desk: Desk, three: list[str]) -> None:
    school, club, _library = three
    hold(desk, school, club)
    ratings.rate(desk, "2024H2", school, club, COORDINATOR, level=2)
    (row,) = asked(desk, PERIOD)
    ratings.confirm_unchanged(desk, PERIOD, row.id, sessions=row.sessions)
    assert asked(desk, PERIOD) == []


def test_an_actor_that_has_ended_is_not_asked_about(desk: Desk, three: list[str]) -> None:
    school, club, _library = three
    ratings.rate(desk, "2024H2", school, club, COORDINATOR, level=4)
    actors.save_actor(desk, club, ended_on=date(2024, 12, 31), status="ophørt")
    assert asked(desk, PERIOD) == []


def test_before_the_effort_nobody_is_asked_because_of_a_contact(desk: Desk, three: list[str]) -> None:
    hold(desk, *three)
    assert asked(desk, "baseline") == []
