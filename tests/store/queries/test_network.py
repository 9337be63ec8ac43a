"""Which records cooperation is counted from: what is a draft, cancelled, deleted or not ours stays out."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.domain.cooperation import COORDINATOR
from nsk_desktop.domain.network import EFFORT, NetworkRows
from nsk_desktop.services import actors, bridges, ratings, sessions, steering
from nsk_desktop.services.desk import Desk
from nsk_desktop.store.queries.network import network_rows
from tests import make

DAY = date(2025, 3, 4)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with make.desk(tmp_path / "lager") as opened:
        yield opened


@pytest.fixture
def two(desk: Desk) -> tuple[str, str]:
    return (
        actors.new_actor(desk, "Skolen", sector="skole", mobilised_on=DAY, active_from=date(2020, 1, 1)),
        actors.new_actor(desk, "Klubben", active_from=DAY, ended_on=date(2025, 9, 1), status="ophørt"),
    )


def rows(desk: Desk) -> NetworkRows:
    with desk.store.read() as read:
        return network_rows(read)


def hold(desk: Desk, hosts: tuple[str, ...], **fields: object) -> str:
    with desk.store.change("") as change:
        return change.create(make.session(hosts=[{"actor": host, "role": "medarrangør"} for host in hosts], **fields))


def test_an_actor_is_there_from_the_day_it_was_mobilised(desk: Desk, two: tuple[str, str]) -> None:
    found = {actor.name: actor for actor in rows(desk).actors}
    assert (found["Skolen"].first_day, found["Skolen"].last_day, found["Skolen"].ended) == (DAY, None, False)
    assert (found["Klubben"].first_day, found["Klubben"].last_day) == (DAY, date(2025, 9, 1))
    assert (found["Klubben"].ended, found["Klubben"].sector) == (True, None)


def test_only_a_held_and_finished_meeting_that_somebody_hosted_is_there(desk: Desk, two: tuple[str, str]) -> None:
    held = hold(desk, two)
    for fields in ({"state": "planlagt"}, {"state": "aflyst"}, {"completed": False}, {"day": None}):
        hold(desk, two, **fields)
    hold(desk, ())
    sessions.delete_session(desk, hold(desk, two))
    (found,) = rows(desk).sessions
    assert (found.id, found.hosts, found.day) == (held, two, DAY)


def test_a_member_of_the_staff_is_the_effort_and_citizens_are_nobody(desk: Desk, two: tuple[str, str]) -> None:
    bridges.new_bridge(desk, day=DAY, from_kind="medarbejder", to_actor_id=two[0])
    bridges.new_bridge(desk, day=DAY, from_kind="borgere", to_actor_id=two[0])
    bridges.new_bridge(desk, day=DAY, from_actor_id=two[1], to_text="Lektiecafé")
    bridges.delete_bridge(desk, bridges.new_bridge(desk, day=DAY, from_actor_id=two[0], to_actor_id=two[1]))
    found = {(bridge.one, bridge.other) for bridge in rows(desk).bridges}
    assert found == {(EFFORT, two[0]), (None, two[0]), (two[1], None)}


def test_a_rating_goes_with_the_actor_it_speaks_of(desk: Desk, two: tuple[str, str]) -> None:
    ratings.rate(desk, "2025H1", *two, COORDINATOR, level=3)
    ratings.rate(desk, "2025H1", None, two[0], COORDINATOR, level=4)
    assert {rating.level for rating in rows(desk).ratings} == {3, 4}
    assert {rating.one for rating in rows(desk).ratings if rating.level == 4} == {EFFORT}
    actors.delete_actor(desk, two[1])
    assert [rating.level for rating in rows(desk).ratings] == [4]


def test_the_seats_of_the_steering_group_are_those_of_the_day(desk: Desk) -> None:
    came = steering.new_member(desk, "Ane", first_day=date(2025, 1, 1))
    steering.new_member(desk, "Bo")
    steering.new_member(desk, "Carl", first_day=date(2025, 5, 1))
    guest = steering.new_member(desk, "Dan", last_day=date(2024, 12, 31))
    meeting = steering.new_meeting(desk, DAY, DAY)
    for member in (came, guest):
        steering.mark_member(desk, meeting, member, "til stede")
    steering.new_meeting(desk, date(2025, 8, 1), DAY)
    counted = rows(desk).steering
    assert counted is not None
    (found,) = counted
    assert (found.seats, found.present) == (3, 2)
