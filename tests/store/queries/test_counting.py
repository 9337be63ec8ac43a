"""What reach is counted from: what was deleted, drafted or withdrawn is not among the rows as a person."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nsk_desktop.domain.counting import CountingRows
from nsk_desktop.domain.identity import attendance_id, headcount_id
from nsk_desktop.domain.records import Attendance, Headcount, Participant, PersonPair, Session
from nsk_desktop.store.queries.counting import counting_rows
from nsk_desktop.store.store import Store
from tests import make


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make.store(tmp_path)
    yield made
    made.close()


def add(store: Store, *records: Any) -> None:
    with store.change("") as change:
        for record in records:
            change.create(record)


def attendance(session: Session, person: Participant, **fields: Any) -> Attendance:
    id = attendance_id(session.id, person.id)
    return Attendance(id=id, session_id=session.id, participant_id=person.id, **fields)


def rows(store: Store, **options: Any) -> CountingRows:
    with store.read() as read:
        return counting_rows(read, **options)


def test_a_person_at_a_meeting_with_the_age_on_the_day(store: Store) -> None:
    session, person = make.session(day=date(2025, 3, 4)), make.participant(birth_year=1995)
    later = make.session(day=date(2026, 3, 4))
    add(store, session, later, person, attendance(session, person), attendance(later, person))
    bands = {session: band for session, _person, band in rows(store).attendances}
    assert bands == {session.id: "30-59", later.id: "30-59"}
    with store.change("") as change:
        change.save(Participant, person.id, birth_year=1996)
    bands = {session: band for session, _person, band in rows(store).attendances}
    assert bands == {session.id: "18-29", later.id: "30-59"}


@pytest.mark.parametrize("ages", [True, False])
@pytest.mark.parametrize("others", [0, 3])
@pytest.mark.parametrize("what", ["session", "person", "attendance", "draft", "absent"])
def test_what_does_not_count_is_left_out_with_and_without_ages(
    store: Store, what: str, ages: bool, others: int
) -> None:
    """Also where the period is most of the store, which is then read in another way."""
    session, person = make.session(), make.participant()
    mark = attendance(session, person)
    elsewhere = [make.session(day=date(2024, 1, 1)) for _number in range(others)]
    add(store, session, person, mark, *elsewhere, *[attendance(other, person) for other in elsewhere])
    year = {"first": date(2025, 1, 1), "last": date(2025, 12, 31)}
    assert len(rows(store, ages=ages, **year).attendances) == 1
    with store.change("") as change:
        if what == "draft":
            change.save(Session, session.id, completed=False)
        elif what == "absent":
            change.save(Attendance, mark.id, status="afbud")
        else:
            record = {"session": session, "person": person, "attendance": mark}[what]
            change.delete(type(record), record.id)
    assert rows(store, ages=ages, **year).attendances == []


def test_who_has_withdrawn_becomes_a_headcount_of_the_same_age_gender_and_group(store: Store) -> None:
    session = make.session()
    person = make.participant(consent={"status": "trukket tilbage"})
    add(store, session, person, attendance(session, person))
    found = rows(store)
    assert found.attendances == []
    assert [tuple(cell) for cell in found.headcounts] == [(session.id, "30-59", "kvinde", "M1", 1, 1)]


def test_a_period_takes_its_days_and_no_others(store: Store) -> None:
    inside, outside = make.session(), make.session(day=date(2025, 7, 1))
    person = make.participant()
    cell = (outside.id, "ukendt", "ikke oplyst", "M1")
    count = Headcount(id=headcount_id(*cell), session_id=outside.id, low=3, high=3)
    add(store, inside, outside, person, attendance(inside, person), attendance(outside, person), count)
    found = rows(store, first=date(2025, 1, 1), last=date(2025, 6, 30))
    assert [session.id for session in found.sessions] == [inside.id]
    assert [session for session, _person, _band in found.attendances] == [inside.id]
    assert found.headcounts == []


def test_an_open_pair_is_told_with_all_meetings_because_one_together_settles_it(store: Store) -> None:
    one, other, outside = make.participant("Rose"), make.participant("Rosa"), make.session(day=date(2024, 1, 9))
    add(store, one, other, outside, attendance(outside, one), attendance(outside, other))
    assert rows(store, first=date(2025, 1, 1)).sessions == []
    first, second = sorted((one.id, other.id))
    add(store, PersonPair(first_id=first, second_id=second))
    found = rows(store, first=date(2025, 1, 1))
    assert [tuple(pair) for pair in found.possibly] == [(first, second)]
    assert [session.id for session in found.sessions] == [outside.id]
