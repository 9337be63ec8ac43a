"""Bridges between actors: each step has its own day, and what is to be followed up is not forgotten."""

from datetime import date
from typing import Any

import pytest

from nsk_desktop.services import actors, bridges, follow_ups, initiatives, start
from nsk_desktop.services.desk import Desk

DAY = date(2025, 3, 4)


def new_bridge(desk: Desk, **more: Any) -> str:
    school = actors.new_actor(desk, "Mimers Skole", sector="skole")
    library = actors.new_actor(desk, "Biblioteket", sector="bibliotek/kultur")
    return bridges.new_bridge(desk, day=DAY, from_actor_id=school, to_actor_id=library, purpose="Læseklub", **more)


def test_a_bridge_shows_both_ends_by_name(desk: Desk) -> None:
    new_bridge(desk)
    row = bridges.list_bridges(desk)[0]
    assert (row.from_label, row.to_label, row.status, row.day) == ("Mimers Skole", "Biblioteket", "identificeret", DAY)


def test_citizens_and_staff_need_no_actor_and_an_effort_no_record(desk: Desk) -> None:
    bridges.new_bridge(desk, day=DAY, from_kind="borgere", citizens=4, to_text="RED Rådgivning")
    initiative = initiatives.new_initiative(desk, "Madklub")
    bridges.new_bridge(desk, day=DAY, from_kind="medarbejder", to_initiative_id=initiative)
    labels = {(row.from_label, row.to_label) for row in bridges.list_bridges(desk)}
    assert labels == {("Borgere", "RED Rådgivning"), ("Medarbejder", "Madklub")}


@pytest.mark.parametrize(
    ("status", "field"),
    [
        ("kontakt formidlet", "introduced_on"),
        ("første møde holdt", "first_meeting_on"),
        ("samarbejde i gang", "cooperating_on"),
        ("afsluttet med resultat", "ended_on"),
        ("afsluttet uden resultat", "ended_on"),
        ("afslået", "ended_on"),
    ],
)
def test_a_step_gets_its_day_once(desk: Desk, status: str, field: str) -> None:
    id = new_bridge(desk)
    bridges.set_status(desk, id, status, date(2025, 4, 1))
    bridges.set_status(desk, id, "identificeret", date(2025, 4, 2))
    bridges.set_status(desk, id, status, date(2025, 5, 1))
    bridge = bridges.get(desk, id)
    assert bridge is not None
    assert getattr(bridge, field) == date(2025, 4, 1), "the day that was noted first is kept"
    assert bridge.day == DAY


def test_a_bridge_made_at_a_later_step_has_that_steps_day(desk: Desk) -> None:
    bridge = bridges.get(desk, new_bridge(desk, status="kontakt formidlet"))
    assert bridge is not None
    assert bridge.introduced_on == DAY


def test_an_actor_shows_its_bridges_and_its_latest_contact(desk: Desk) -> None:
    new_bridge(desk)
    assert [(row.name, row.bridges, row.last_contact) for row in actors.list_actors(desk)] == [
        ("Biblioteket", 1, DAY),
        ("Mimers Skole", 1, DAY),
    ]
    assert [row.name for row in actors.list_actors(desk, "bib")] == ["Biblioteket"]


def test_contact_persons_lie_under_their_actor(desk: Desk) -> None:
    school = actors.new_actor(desk, "Mimers Skole")
    for name, active in (("Åse", True), ("Bo", False), ("Anna", True)):
        actors.new_contact(desk, school, name, active=active)
    assert [contact.name for contact in actors.list_contacts(desk, school)] == ["Anna", "Åse", "Bo"]
    actors.delete_contact(desk, actors.list_contacts(desk, school)[0].id)
    assert [contact.name for contact in actors.list_contacts(desk, school)] == ["Åse", "Bo"]


def test_what_is_to_be_followed_up_is_made_with_the_bridge_in_one_step(desk: Desk) -> None:
    id = new_bridge(desk, follow_up=date(2025, 4, 1), follow_up_text="Ring til Anna")
    assert bridges.list_bridges(desk)[0].follow_up == date(2025, 4, 1)
    due = follow_ups.list_follow_ups(desk, DAY)
    assert [(row.text, row.about_id, row.about_label) for row in due] == [
        ("Ring til Anna", id, "Mimers Skole → Biblioteket")
    ]
    desk.undo()
    assert bridges.list_bridges(desk) == []
    assert follow_ups.list_follow_ups(desk, DAY) == []


def test_a_follow_up_is_overdue_when_its_day_has_passed_and_it_is_not_done(desk: Desk) -> None:
    id = follow_ups.new_follow_up(desk, DAY, "Ring")
    late = date(2025, 3, 5)
    assert [row.overdue for row in follow_ups.list_follow_ups(desk, DAY)] == [False]
    assert [row.overdue for row in follow_ups.list_follow_ups(desk, late)] == [True]
    follow_ups.postpone(desk, id, date(2025, 6, 1))
    assert [row.overdue for row in follow_ups.list_follow_ups(desk, late)] == [False]
    assert follow_ups.list_follow_ups(desk, late, until=date(2025, 4, 1)) == []
    follow_ups.mark_done(desk, id, late)
    assert follow_ups.list_follow_ups(desk, date(2026, 1, 1)) == []
    assert [row.overdue for row in follow_ups.list_follow_ups(desk, date(2026, 1, 1), done=True)] == [False]


def test_the_start_page_shows_today_what_lacks_registration_and_the_coming_week(desk: Desk) -> None:
    from nsk_desktop.services import sessions

    today = sessions.new_session(desk, title="I dag", day=DAY, from_time="10:00")
    late = sessions.new_session(desk, title="Glemt", day=date(2025, 2, 3))
    sessions.new_session(desk, title="Aflyst", day=DAY, state="aflyst")
    sessions.new_session(desk, title="Senere", day=date(2025, 9, 1))
    follow_ups.new_follow_up(desk, date(2025, 3, 11), "Om en uge")
    follow_ups.new_follow_up(desk, date(2025, 3, 12), "Længere fremme")
    page = start.start_page(desk, DAY)
    assert [row.id for row in page.today] == [today]
    assert [row.id for row in page.lacking] == [late]
    assert [row.text for row in page.follow_ups] == ["Om en uge"]
    assert page.begun
