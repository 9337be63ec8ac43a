"""Participants: found however they are typed, and never joined by the program alone."""

from datetime import date
from typing import Any

import pytest

from nsk_desktop.domain.codes import PairVerdict
from nsk_desktop.services import figures, people, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.store.queries import lists
from tests.services.test_sessions import WHOLE, YEAR


def bounds(desk: Desk) -> tuple[int, int, int]:
    found = figures.reach(desk, *YEAR).figures.persons
    return found.registered, found.lower, found.upper


@pytest.mark.parametrize("typed", ["ode", "Øde", "oed", "ØDEGÅRD", "odegaard", "rose ø", "ødegård rose"])
def test_a_name_is_found_however_it_is_typed(desk: Desk, typed: str) -> None:
    people.new_participant(desk, "Rose", surname="Ødegård")
    people.new_participant(desk, "Bodil")
    assert [row.name for row in people.find(desk, typed)] == ["Rose Ødegård"]


def test_nothing_typed_finds_nobody(desk: Desk) -> None:
    people.new_participant(desk, "Rose")
    assert people.find(desk, "  ") == []


def test_those_seen_last_come_first(desk: Desk) -> None:
    old = people.new_participant(desk, "Amina A")
    new = people.new_participant(desk, "Amina B")
    for person, day in ((old, date(2025, 1, 7)), (new, date(2025, 3, 4))):
        id = sessions.new_session(desk, **{**WHOLE, "day": day})
        sessions.set_presence(desk, id, person, "til stede")
    assert [row.id for row in people.find(desk, "amina")] == [new, old]
    assert len(people.find(desk, "amina", limit=1)) == 1


def test_the_list_is_in_danish_order(desk: Desk) -> None:
    for alias in ("Åse", "Anna", "Østen", "Ærlig", "Zeynep", "Aase"):
        people.new_participant(desk, alias)
    assert [row.name for row in people.list_participants(desk)] == ["Anna", "Zeynep", "Ærlig", "Østen", "Aase", "Åse"]


def test_somebody_new_at_a_meeting_is_one_step(desk: Desk) -> None:
    id = sessions.new_session(desk, **WHOLE)
    people.new_and_present(desk, id, "Rose", gender="kvinde")
    assert sessions.open_session(desk, id).row.registered == 1
    desk.undo()
    assert people.list_participants(desk) == []
    assert sessions.open_session(desk, id).row.registered == 0


def test_pseudonyms_are_random_and_stay(desk: Desk) -> None:
    ids = [people.new_participant(desk, "Rose") for _ in range(2)]
    before = [row.pseudonym for row in people.list_participants(desk)]
    assert len(set(before)) == 2
    people.save_participant(desk, ids[0], alias="Lilje")
    assert {row.pseudonym for row in people.list_participants(desk)} == set(before)


def two_at_different_meetings(desk: Desk) -> tuple[str, str]:
    pair = []
    for alias in ("Rose", "Rosa"):
        id = sessions.new_session(desk, **WHOLE)
        pair.append(people.new_and_present(desk, id, alias))
        sessions.complete_session(desk, id)
    return pair[0], pair[1]


def test_two_that_look_alike_are_two_until_a_person_says_otherwise(desk: Desk) -> None:
    one, other = two_at_different_meetings(desk)
    assert bounds(desk) == (2, 2, 2)
    people.judge_pair(desk, one, other, PairVerdict.POSSIBLY)
    assert bounds(desk) == (2, 1, 2)
    people.judge_pair(desk, one, other, PairVerdict.SAME)
    assert bounds(desk) == (1, 1, 1)
    people.judge_pair(desk, other, one, PairVerdict.DIFFERENT)
    assert bounds(desk) == (2, 2, 2)
    people.judge_pair(desk, one, other, None)
    assert people.list_pairs(desk) == []


def test_joining_is_undone_like_everything_else(desk: Desk) -> None:
    one, other = two_at_different_meetings(desk)
    people.judge_pair(desk, one, other, PairVerdict.SAME)
    desk.undo()
    assert bounds(desk) == (2, 2, 2)


def test_two_who_were_at_the_same_meeting_are_not_the_same(desk: Desk) -> None:
    one, other = two_at_different_meetings(desk)
    people.judge_pair(desk, one, other, PairVerdict.POSSIBLY)
    shared = sessions.new_session(desk, **WHOLE)
    for person in (one, other):
        sessions.set_presence(desk, shared, person, "til stede")
    sessions.complete_session(desk, shared)
    assert bounds(desk) == (2, 2, 2)


def test_a_deleted_participant_counts_no_more(desk: Desk) -> None:
    one, _other = two_at_different_meetings(desk)
    people.delete_participant(desk, one)
    assert bounds(desk) == (1, 1, 1)
    assert [row.name for row in people.list_participants(desk)] == ["Rosa"]
    beside = figures.reach(desk, *YEAR).figures.beside_unknown
    assert beside.attendances_high == 0


def test_a_list_in_any_order_begins_with_its_head_and_has_the_rest_when_it_is_wanted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "HEAD", 2)
    made = [people.new_participant(desk, alias) for alias in ("Amina", "Bodil", "Clara", "Dina")]
    limits: list[int] = []
    read = lists.participant_ids

    def watched(*given: Any, limit: int = -1, **more: Any) -> list[str]:
        limits.append(limit)
        return read(*given, limit=limit, **more)

    monkeypatch.setattr(lists, "participant_ids", watched)
    for by in ("name", "times", "last_seen", "age", "gender"):
        limits.clear()
        found = people.ids(desk, order=people.Order(by))
        assert (len(found), list(found[:2]), limits) == (4, made[:2], [2])
        assert (found[3], limits) == (made[3], [2, -1])
