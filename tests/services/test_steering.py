"""The steering group: who sat in it that day, who came, and what is still to be done."""

from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.domain.codes import Presence
from nsk_desktop.domain.records import SteeringMeeting
from nsk_desktop.domain.steering import steering_meeting_id
from nsk_desktop.services import actors, history, sessions, steering
from nsk_desktop.services.desk import Desk
from tests import make

DAY, TODAY = date(2025, 3, 4), date(2025, 9, 1)


def test_a_meeting_that_has_been_is_held_and_one_ahead_is_planned(desk: Desk) -> None:
    ahead = steering.new_meeting(desk, date(2025, 12, 1), TODAY)
    steering.new_meeting(desk, DAY, TODAY, agenda="1. Velkommen")
    assert [(row.day, row.state) for row in steering.list_meetings(desk)] == [
        (date(2025, 12, 1), "planlagt"),
        (DAY, "afholdt"),
    ]
    assert sessions.list_sessions(desk, lacking=True)[0].id == ahead
    steering.hold_meeting(desk, ahead)
    assert sessions.list_sessions(desk, lacking=True) == []


def test_any_session_of_the_type_is_a_meeting_of_the_group(desk: Desk) -> None:
    session = sessions.new_session(desk, title="Styregruppe", type="styregruppemøde", day=DAY)
    assert steering.open_meeting(desk, session).agenda == ""
    steering.save_meeting(desk, session, agenda="1. Økonomi", place="Rådhuset")
    page = steering.open_meeting(desk, session)
    assert (page.agenda, page.session.place) == ("1. Økonomi", "Rådhuset")
    assert [row.id for row in steering.list_meetings(desk)] == [session]


def test_only_those_who_sat_in_the_group_that_day_are_asked_about(desk: Desk) -> None:
    there = steering.new_member(desk, "Åse", first_day=date(2025, 1, 1))
    steering.new_member(desk, "Bo", last_day=date(2024, 12, 31))
    steering.new_member(desk, "Carl", first_day=date(2025, 6, 1))
    session = steering.new_meeting(desk, DAY, TODAY)
    assert [row.id for row in steering.open_meeting(desk, session).members] == [there]
    assert [row.name for row in steering.list_members(desk)] == ["Bo", "Carl", "Åse"]
    assert [row.name for row in steering.list_members(desk, on=TODAY)] == ["Carl", "Åse"]


def test_somebody_who_was_marked_stays_on_the_list_after_leaving(desk: Desk) -> None:
    member = steering.new_member(desk, "Åse")
    session = steering.new_meeting(desk, DAY, TODAY)
    steering.mark_member(desk, session, member, Presence.EXCUSED)
    steering.save_member(desk, member, last_day=date(2024, 1, 1))
    assert [row.id for row in steering.open_meeting(desk, session).members] == [member]


def test_marks_are_counted_and_taken_back(desk: Desk) -> None:
    one, other, third = (steering.new_member(desk, name) for name in ("Åse", "Bo", "Carl"))
    session = steering.new_meeting(desk, DAY, TODAY)
    steering.mark_member(desk, session, one, Presence.EXCUSED)
    steering.mark_all_present(desk, session)
    assert steering.open_meeting(desk, session).attendance == {one: "afbud", other: "til stede", third: "til stede"}
    steering.mark_member(desk, session, other, None)
    (row,) = steering.list_meetings(desk)
    assert (row.present, row.excused) == (1, 1)
    desk.undo()
    assert steering.list_meetings(desk)[0].present == 2


def test_a_meeting_is_one_record_whichever_laptop_makes_it(desk: Desk) -> None:
    session = steering.new_meeting(desk, DAY, TODAY)
    steering.new_decision(desk, session, "Vi fortsætter")
    steering.mark_all_present(desk, session)
    with desk.store.read() as read:
        assert len(read.all(SteeringMeeting)) == 1


def test_an_open_decision_is_overdue_when_its_deadline_has_passed(desk: Desk) -> None:
    session = steering.new_meeting(desk, DAY, TODAY)
    late = steering.new_decision(desk, session, "Send brev", deadline=date(2025, 8, 31), owner="Mette")
    steering.new_decision(desk, session, "Uden frist")
    steering.new_decision(desk, None, "I dag", deadline=TODAY)
    assert [(row.text, row.overdue) for row in steering.open_decisions(desk, TODAY)] == [
        ("Send brev", True),
        ("I dag", False),
        ("Uden frist", False),
    ]
    steering.save_decision(desk, late, done=TODAY)
    assert [row.text for row in steering.open_decisions(desk, TODAY)] == ["I dag", "Uden frist"]
    assert [(row.text, row.overdue) for row in steering.list_decisions(desk, TODAY)][-1] == ("Send brev", False)
    assert steering.list_meetings(desk)[0].open_decisions == 1


def test_the_decisions_of_one_meeting_are_its_own_and_go_with_it(desk: Desk) -> None:
    one, other = (steering.new_meeting(desk, day, TODAY) for day in (DAY, TODAY))
    steering.new_decision(desk, one, "Først")
    steering.new_decision(desk, other, "Siden")
    assert [row.text for row in steering.list_decisions(desk, TODAY, session_id=one)] == ["Først"]
    steering.delete_meeting(desk, one)
    assert [row.text for row in steering.list_decisions(desk, TODAY)] == ["Siden"]
    with pytest.raises(LookupError):
        steering.open_meeting(desk, one)


def test_a_member_without_an_ownership_of_its_own_has_the_actors(desk: Desk) -> None:
    school = actors.new_actor(desk, "Mimers Skole", ownership="kommunal")
    steering.new_member(desk, "Åse", actor_id=school)
    steering.new_member(desk, "Bo", actor_id=school, ownership="civil")
    assert [(row.name, row.actor_name, row.ownership) for row in steering.list_members(desk)] == [
        ("Bo", "Mimers Skole", "civil"),
        ("Åse", "Mimers Skole", "kommunal"),
    ]
    assert [row.name for row in steering.list_members(desk, "mimers")] == ["Bo", "Åse"]


def test_members_and_decisions_leave_and_come_back(desk: Desk) -> None:
    member = steering.new_member(desk, "Åse")
    decision = steering.new_decision(desk, None, "Send brev")
    steering.delete_member(desk, member)
    steering.delete_decision(desk, decision)
    assert (steering.list_members(desk), steering.list_decisions(desk, TODAY)) == ([], [])
    desk.undo()
    desk.undo()
    assert steering.get_member(desk, member) is not None
    assert [row.text for row in steering.list_decisions(desk, TODAY)] == ["Send brev"]


def test_two_laptops_that_mark_different_members_disagree_about_nothing(desk: Desk, tmp_path: Path) -> None:
    one, other, third = (steering.new_member(desk, name) for name in ("Åse", "Bo", "Carl"))
    session = steering.new_meeting(desk, DAY, TODAY)
    with make.desk(tmp_path / "kollega", author="MK") as colleague:
        colleague.store.receive(desk.store.journal())
        steering.mark_member(desk, session, one, Presence.PRESENT)
        steering.mark_member(desk, session, third, Presence.PRESENT)
        steering.mark_member(colleague, session, other, Presence.EXCUSED)
        steering.mark_member(colleague, session, third, Presence.ABSENT)
        colleague.store.receive(desk.store.journal())
        desk.store.receive(colleague.store.journal())
        for each in (desk, colleague):
            marks = steering.open_meeting(each, session).attendance
            assert (marks[one], marks[other]) == ("til stede", "afbud")
            (disputed,) = history.conflicts(each)
            assert (disputed.kind, disputed.field) == ("steering_attendance", "status"), "control: the same member"
            assert {side.value for side in disputed.sides} == {"til stede", "fraværende"}
            assert steering.list_meetings(each)[0].excused == 1


def test_what_an_earlier_version_marked_in_one_list_is_read_until_it_is_said_anew(desk: Desk) -> None:
    one, other = (steering.new_member(desk, name) for name in ("Åse", "Bo"))
    session = steering.new_meeting(desk, DAY, TODAY)
    listed = [{"member": one, "status": "afbud"}, {"member": other, "status": "til stede"}]
    with desk.store.change("Mærk") as change:
        change.save(SteeringMeeting, steering_meeting_id(session), attendance=listed)
    assert steering.open_meeting(desk, session).attendance == {one: "afbud", other: "til stede"}
    steering.mark_member(desk, session, one, Presence.PRESENT)
    assert steering.list_meetings(desk)[0].present == 2
    steering.mark_member(desk, session, other, None)
    assert steering.open_meeting(desk, session).attendance == {one: "til stede"}
    desk.undo()
    assert steering.open_meeting(desk, session).attendance == {one: "til stede", other: "til stede"}
