"""The store sorts and finds as the rules of the language do in Python."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nsk_desktop.domain.folding import matches, sort_key
from nsk_desktop.domain.records import Participant, Session
from nsk_desktop.store.queries import lists, people, sessions
from nsk_desktop.store.queries.lists import Order
from nsk_desktop.store.store import Store
from tests import make

TODAY = date(2025, 3, 11)
NAMES = st.text(st.sampled_from("aAåÅæøzeéüïß yY-'´ 1ıñ"), min_size=1, max_size=9)
TOWN = st.lists(st.tuples(NAMES, NAMES | st.just(""), st.none() | st.integers(1890, 2030)), min_size=1, max_size=14)
SESSION = st.fixed_dictionaries(
    {
        "title": NAMES | st.just(""),
        "place": NAMES | st.just(""),
        "day": st.none() | st.integers(0, 9).map(lambda days: date(2025, 1, 1) + timedelta(days=days)),
        "from_time": st.sampled_from([None, "08:00", "18:30"]),
        "type": st.sampled_from([None, "dialogmøde", "arrangement", "andet slags"]),
        "themes": st.lists(st.sampled_from(["T1", "T10", "T2"]), unique=True, max_size=2),
        "state": st.sampled_from(["afholdt", "aflyst", "planlagt"]),
        "completed": st.booleans(),
    }
)
TRIES = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = make.store(tmp_path)
    yield opened
    opened.close()


def emptied(store: Store) -> None:
    with store.change("away") as change, store.read() as read:
        for kind in (Participant, Session):
            for record in read.all(kind):
                change.delete(kind, record.id)


@given(town=TOWN, typed=NAMES)
@TRIES
def test_participants_stand_and_are_found_as_danish_has_it(
    store: Store, town: list[tuple[str, str, int | None]], typed: str
) -> None:
    emptied(store)
    with store.change("make") as change:
        for alias, surname, born in town:
            change.create(make.participant(alias, surname=surname, birth_year=born))
    with store.read() as read:
        rows = people.list_participants(read, TODAY)
        keys = [sort_key(row.name) for row in rows]
        assert keys == sorted(keys)
        assert len(rows) == len(town)
        backwards = lists.participant_ids(read, TODAY, order=Order("name", descending=True))
        assert [sort_key(row.name) for row in people.rows_of(read, backwards, TODAY)] == keys[::-1]
        by_age = people.rows_of(read, lists.participant_ids(read, TODAY, order=Order("age")), TODAY)
        assert [row.age_band for row in by_age] == sorted(row.age_band for row in rows)
        for by in ("name", "age", "gender", "times", "first_seen", "last_seen"):
            for order in (Order(by), Order(by, descending=True)):
                ids = lists.participant_ids(read, TODAY, order=order)
                assert [lists.participant_place(read, TODAY, order, id) for id in ids] == list(range(len(ids))), order
        fitting = {row.id for row in rows if matches(typed, row.name)}
        assert set(lists.participant_ids(read, TODAY, text=typed)) == fitting
        if typed.strip():
            assert set(lists.find_participants(read, typed, 99)) == fitting


@given(meetings=st.lists(SESSION, min_size=1, max_size=12), typed=NAMES)
@TRIES
def test_meetings_are_filtered_as_by_looking_at_each(
    store: Store, meetings: list[dict[str, object]], typed: str
) -> None:
    emptied(store)
    with store.change("make") as change:
        for fields in meetings:
            change.create(make.session(**fields))
    with store.read() as read:
        rows = sessions.list_sessions(read)
        days = [row.day or date.max for row in rows]
        assert days == sorted(days, reverse=True)
        first, last = date(2025, 1, 3), date(2025, 1, 6)
        for wanted, fits in (
            ({"text": typed}, [row for row in rows if matches(typed, f"{row.title} {row.place}")]),
            ({"theme": "T1"}, [row for row in rows if "T1" in row.themes]),
            ({"type": "arrangement"}, [row for row in rows if row.type == "arrangement"]),
            ({"lacking": True}, [row for row in rows if not row.completed and row.state != "aflyst"]),
            ({"first": first, "last": last}, [row for row in rows if row.day and first <= row.day <= last]),
            ({"first": first}, [row for row in rows if row.day and first <= row.day]),
        ):
            found = sessions.list_sessions(read, **wanted)
            assert {row.id for row in found} == {row.id for row in fits}, wanted
        for by, value in (
            ("title", lambda row: sort_key(row.title)),
            ("themes", lambda row: row.themes),
            ("time", lambda row: (row.from_time is None, row.from_time or "")),
            ("attendance", lambda row: row.registered + row.high),
        ):
            for descending in (False, True):
                order = lists.session_ids(read, order=Order(by, descending))
                values = [value(row) for row in sessions.rows_of(read, order)]
                assert values == sorted(values, reverse=descending), by
        codes = ("arrangement", "dialogmøde")
        for by in ("day", "title", "themes", "time", "attendance", "status", "type"):
            for descending in (False, True):
                one = Order(by, descending, codes if by == "type" else ())
                ids = lists.session_ids(read, order=one)
                assert [lists.session_place(read, one, id) for id in ids] == list(range(len(ids))), one
        assert lists.session_place(read, None, "nobody") is None


def test_a_meeting_is_found_by_the_name_of_its_series_and_by_both_together(store: Store) -> None:
    from nsk_desktop.domain.records import Series

    with store.change("make") as change:
        series = change.create(Series(title="Fædregruppen"))
        id = change.create(make.session(title="Fisketur", place="Havnen", series_id=series))
        change.create(make.session(title="Fisketur"))
    with store.read() as read:
        assert lists.session_ids(read, text="faedre fisk") == [id]
        assert lists.session_ids(read, text="faedre skov") == []


def test_codes_sort_in_the_order_that_is_given(store: Store) -> None:
    with store.change("make") as change:
        for kind in ("b", "a", None, "c"):
            change.create(make.session(type=kind))
    with store.read() as read:
        order = lists.session_ids(read, order=Order("type", codes=("c", "a", "b")))
        assert [row.type for row in sessions.rows_of(read, order)] == [None, "c", "a", "b"]
