"""Joined participants who were seen together: two laptops said what cannot both be right, and somebody is told."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.domain.codes import PairVerdict
from nsk_desktop.services import figures, people, sessions, submission
from nsk_desktop.services.desk import Desk
from tests import make
from tests.services.test_people import bounds
from tests.services.test_same_person import came

TODAY = date(2025, 6, 1)


@pytest.fixture
def colleague(desk: Desk, tmp_path: Path) -> Iterator[Desk]:
    """Another laptop that has everything."""
    with make.desk(tmp_path / "kollega", author="MK") as other:
        yield other


def bring_together(one: Desk, other: Desk) -> None:
    """Each takes in what the other has."""
    other.store.receive(one.store.journal())
    one.store.receive(other.store.journal())


def chain(desk: Desk, colleague: Desk) -> tuple[str, str, str, str]:
    """Amina, Amira and Emine; Amina and Emine both at the first meeting. The meeting last."""
    ids = [people.new_participant(desk, alias, gender="kvinde") for alias in ("Amina", "Amira", "Emine")]
    meeting = came(desk, ids[0])
    came(desk, ids[2], session_id=meeting)
    came(desk, ids[1], date(2025, 4, 1))
    bring_together(desk, colleague)
    return ids[0], ids[1], ids[2], meeting


def contradicted(desk: Desk) -> list[submission.Finding]:
    return [found for found in submission.check(desk, TODAY) if found.kind == "person_pair"]


def test_two_joins_on_two_laptops_that_a_meeting_contradicts_are_told(desk: Desk, colleague: Desk) -> None:
    amina, amira, emine, _meeting = chain(desk, colleague)
    people.judge_pair(desk, amina, amira, PairVerdict.SAME)
    assert (bounds(desk), contradicted(desk)) == ((2, 2, 2), []), "control: one join alone contradicts nothing"
    people.judge_pair(colleague, amira, emine, PairVerdict.SAME)
    bring_together(desk, colleague)

    for each in (desk, colleague):
        assert bounds(each) == (3, 1, 3), "one, if the meeting is wrong, and three, if both joins are"
        (found,) = contradicted(each)
        assert set(found.title.split(" / ")) == {"Amina", "Emine"}
        assert found.reason.startswith("Sagt at være én person")
        assert frozenset(found.id.split()) in ({amina, amira}, {amira, emine}), "a join that can be taken back"


def test_it_is_settled_by_taking_back_a_join_or_an_attendance(desk: Desk, colleague: Desk) -> None:
    amina, amira, emine, meeting = chain(desk, colleague)
    people.judge_pair(desk, amina, amira, PairVerdict.SAME)
    people.judge_pair(colleague, amira, emine, PairVerdict.SAME)
    bring_together(desk, colleague)
    people.judge_pair(desk, amira, emine, None)
    assert (bounds(desk), contradicted(desk)) == ((2, 2, 2), [])
    desk.undo()
    assert contradicted(desk)
    sessions.set_presence(desk, meeting, emine, None)
    sessions.set_presence(desk, meeting, amina, "til stede")
    assert (bounds(desk), contradicted(desk)) == ((1, 1, 1), [])


def test_a_join_and_a_meeting_that_met_no_other_way_are_told(desk: Desk, colleague: Desk) -> None:
    amina, amira, _emine, meeting = chain(desk, colleague)
    people.judge_pair(desk, amina, amira, PairVerdict.SAME)
    sessions.set_presence(colleague, meeting, amira, "til stede")
    bring_together(desk, colleague)
    assert bounds(desk) == bounds(colleague) == (3, 2, 3)
    assert [set(found.title.split(" / ")) for found in contradicted(desk)] == [{"Amina", "Amira"}]


def test_the_doubt_stands_in_every_period(desk: Desk, colleague: Desk) -> None:
    amina, amira, emine, _meeting = chain(desk, colleague)
    later = came(desk, emine, date(2025, 4, 20))
    for other in (amina, emine):
        people.judge_pair(desk, amira, other, PairVerdict.SAME)
    april = figures.reach(desk, date(2025, 4, 1), date(2025, 4, 30))
    assert (april.figures.persons.lower, april.figures.persons.upper) == (1, 2)
    assert len(april.contradictions) == 1
    sessions.delete_session(desk, later)
    assert figures.reach(desk, date(2025, 4, 1), date(2025, 4, 30)).figures.persons.exact, "control"
