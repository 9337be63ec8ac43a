"""What laptops disagree about is told in words: what it is called, the field, and every value with author and time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from nsk_desktop.domain.identity import attendance_id
from nsk_desktop.domain.records import KINDS, Actor, Attendance, Participant, Session
from nsk_desktop.services import team_conflicts
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.field_names import name_of_field
from tests import make


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    with make.desk(tmp_path / "one") as one, make.desk(tmp_path / "other", author="CD") as other:
        yield one, other


def meet(one: Desk, other: Desk) -> None:
    one.store.receive(other.store.journal())
    other.store.receive(one.store.journal())


def test_both_values_stand_with_who_wrote_them(pair: tuple[Desk, Desk]) -> None:
    one, other = pair
    with one.store.change("make") as change:
        id = change.create(make.actor(name="Skolen"))
    meet(one, other)
    for desk, name in ((one, "Skolen A"), (other, "Skolen B")):
        with desk.store.change("save") as change:
            change.save(Actor, id, name=name)
    meet(one, other)
    (found,) = team_conflicts.disputes(one)
    assert (found.kind_name, found.field_name) == ("Lokal aktør", "Navn")
    assert {(side.text, side.who) for side in found.sides} == {("Skolen A", "AB"), ("Skolen B", "CD")}
    assert [side.shown for side in found.sides] == [True, False]
    team_conflicts.decide(one, found, found.sides[1])
    assert team_conflicts.disputes(one) == []
    one.undo()
    assert len(team_conflicts.disputes(one)) == 1


def test_a_record_that_one_deleted_and_the_other_changed(pair: tuple[Desk, Desk]) -> None:
    one, other = pair
    with one.store.change("make") as change:
        id = change.create(make.actor(name="Skolen"))
    meet(one, other)
    with one.store.change("bin") as change:
        change.delete(Actor, id)
    with other.store.change("save") as change:
        change.save(Actor, id, name="Skolen B")
    meet(one, other)
    (found,) = team_conflicts.disputes(one)
    assert found.field_name == "Papirkurv"
    assert {side.text for side in found.sides} == {"læg den i papirkurven", "behold den med det, der blev skrevet"}


def test_a_mark_is_called_by_its_meeting_and_its_person(pair: tuple[Desk, Desk]) -> None:
    one, other = pair
    with one.store.change("make") as change:
        session, person = change.create(make.session()), change.create(make.participant("Solsikke"))
    meet(one, other)
    id = attendance_id(session, person)
    for desk, status in ((one, "til stede"), (other, "afbud")):
        with desk.store.change("mark") as change:
            change.put(Attendance(id=id, session_id=session, participant_id=person, status=status))
    meet(one, other)
    (found,) = team_conflicts.disputes(one)
    assert "Solsikke" in found.record_name
    assert "Kvindegruppen" in found.record_name


def test_every_field_that_is_often_filled_in_has_a_name() -> None:
    unnamed = {
        field for kind in KINDS.values() for field in kind.field_names() if name_of_field(field).startswith("et felt")
    }
    assert not unnamed & {*Actor.field_names(), *Session.field_names(), *Participant.field_names()}
    assert name_of_field("unheard_of") == "et felt (unheard_of)", "control"
