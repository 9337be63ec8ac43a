"""The same person? The program asks, a person answers; what was answered is not asked again."""

from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.domain.codes import PairVerdict
from nsk_desktop.domain.same_person import Reason
from nsk_desktop.errors.people import WereTogether
from nsk_desktop.services import joining, people, same_person, sessions
from nsk_desktop.services.desk import Desk
from tests import make
from tests.services.test_people import bounds
from tests.services.test_sessions import WHOLE


def came(desk: Desk, id: str, day: date = date(2025, 3, 4), session_id: str = "") -> str:
    """Mark somebody present at a finished meeting. Returns the meeting."""
    session = session_id or sessions.new_session(desk, **{**WHOLE, "day": day})
    sessions.set_presence(desk, session, id, "til stede")
    sessions.complete_session(desk, session)
    return session


@pytest.fixture
def two(desk: Desk) -> tuple[str, str]:
    """Amina Yusuf and Amina Yousef, each at a meeting of her own, among others. The smaller id first."""
    for name in ("Hodan Farah", "Leyla Demir", "Sara Holm", "Bodil Friis", "Rana Saleh", "Elif Arslan"):
        alias, surname = name.split()
        people.new_participant(desk, alias, surname=surname)
    one = people.new_participant(desk, "Amina", surname="Yusuf", birth_year=1985, gender="kvinde")
    other = people.new_participant(desk, "Amina", surname="Yousef", birth_year=1985, gender="kvinde")
    came(desk, one, date(2025, 2, 25))
    came(desk, other, date(2025, 3, 4))
    first, second = sorted((one, other))
    return first, second


def listed(desk: Desk) -> list[set[str]]:
    return [{pair.first_id, pair.second_id} for pair in same_person.suggestions(desk)]


def test_who_is_typed_is_met_with_when_and_where_they_were_last(desk: Desk, two: tuple[str, str]) -> None:
    yusuf = next(row for row in people.list_participants(desk) if row.surname == "Yusuf")
    (found, *_others) = same_person.suggest(desk, "Amina Yusuff", gender="kvinde")
    assert (found.id, found.name, found.gender) == (yusuf.id, "Amina Yusuf", "kvinde")
    assert (found.seen.last, found.seen.at, found.seen.times) == (date(2025, 2, 25), WHOLE["title"], 1)
    assert Reason.LIKE_SURNAME in found.reasons
    assert same_person.suggest(desk, "Zeynep Kaya") == [], "control"
    assert same_person.suggest(desk, "A") == []


def test_a_suggestion_changes_no_figure(desk: Desk, two: tuple[str, str]) -> None:
    before = bounds(desk)
    assert listed(desk) == [set(two)]
    same_person.suggest(desk, "Amina Yusuf")
    assert bounds(desk) == before == (2, 2, 2)
    assert people.list_pairs(desk) == []
    people.judge_pair(desk, *two, PairVerdict.POSSIBLY)
    assert bounds(desk) == (2, 1, 2), "control: a person's word does"


@pytest.mark.parametrize("verdict", list(PairVerdict))
def test_a_pair_is_asked_about_once(desk: Desk, two: tuple[str, str], verdict: PairVerdict) -> None:
    people.judge_pair(desk, *two, verdict)
    assert listed(desk) == []
    people.judge_pair(desk, *two, None)
    assert listed(desk) == [set(two)], "what was taken back may be asked again"


def test_two_who_were_at_one_meeting_are_not_suggested(desk: Desk, two: tuple[str, str]) -> None:
    shared = came(desk, two[0])
    sessions.set_presence(desk, shared, two[1], "til stede")
    assert listed(desk) == []
    sessions.set_presence(desk, shared, two[1], None)
    assert listed(desk) == [set(two)], "control"


def test_the_suggestions_follow_what_is_saved_undone_and_deleted(desk: Desk, two: tuple[str, str]) -> None:
    assert listed(desk) == [set(two)]
    people.save_participant(desk, two[0], alias="Zeynep", surname="Kaya")
    assert listed(desk) == []
    desk.undo()
    assert listed(desk) == [set(two)]
    people.delete_participant(desk, two[1])
    assert listed(desk) == []
    new = people.new_participant(desk, "Amina", surname="Yousuf", birth_year=1985)
    assert listed(desk) == [{two[0], new}]


def test_a_colleague_gets_the_answer_and_the_figures_with_it(desk: Desk, two: tuple[str, str], tmp_path: Path) -> None:
    with make.desk(tmp_path / "colleague", author="CD") as other:
        other.store.receive(desk.store.journal())
        assert listed(other) == [set(two)]
        assert bounds(other) == (2, 2, 2)
        joining.join(desk, *two, {"surname": "Yousef"})
        other.store.receive(desk.store.journal())
        assert (listed(other), bounds(other)) == ([], (1, 1, 1))
        assert [row.name for row in people.list_participants(other, "amina")] == ["Amina Yousef"]
        desk.undo()
        other.store.receive(desk.store.journal())
        assert (listed(other), bounds(other)) == ([set(two)], (2, 2, 2))


def test_two_laptops_that_join_the_same_two_agree(desk: Desk, two: tuple[str, str], tmp_path: Path) -> None:
    with make.desk(tmp_path / "colleague", author="CD") as other:
        other.store.receive(desk.store.journal())
        kept = joining.join(desk, two[0], two[1], {}), joining.join(other, two[1], two[0], {})
        assert kept == (two[0], two[0])
        other.store.receive(desk.store.journal())
        desk.store.receive(other.store.journal())
        assert bounds(desk) == bounds(other) == (1, 1, 1)


def test_side_by_side_shows_both_and_proposes_what_says_more(desk: Desk, two: tuple[str, str]) -> None:
    people.save_participant(desk, two[0], relation=None, target_group="M1")
    people.save_participant(desk, two[1], relation="bor i området", consent={"status": "trukket tilbage"})
    pair = joining.compare(desk, two[1], two[0])
    assert pair is not None
    assert (pair.first.record.id, pair.second.record.id) == two
    assert pair.differing() == ("surname", "relation", "consent")
    assert pair.better("relation") is pair.better("consent") is pair.second
    assert pair.better("surname") is pair.first
    assert (pair.together, pair.verdict, pair.first.seen.times) == (0, None, 1)
    assert joining.compare(desk, two[0], "nobody") is None


def test_joining_keeps_the_chosen_values_and_is_one_step(desk: Desk, two: tuple[str, str]) -> None:
    kept = joining.join(desk, two[1], two[0], {"surname": "Yousef", "pseudonym": "never"})
    record = people.get(desk, kept)
    assert record is not None
    assert (kept, record.surname) == (two[0], "Yousef")
    assert record.pseudonym != "never"
    assert bounds(desk) == (1, 1, 1)
    desk.undo()
    assert bounds(desk) == (2, 2, 2)
    assert people.list_pairs(desk) == []
    desk.redo()
    assert bounds(desk) == (1, 1, 1)


def test_two_who_were_together_cannot_be_joined(desk: Desk, two: tuple[str, str]) -> None:
    shared = came(desk, two[0])
    came(desk, two[1], session_id=shared)
    with pytest.raises(WereTogether) as told:
        joining.join(desk, *two, {})
    assert told.value.meetings == 1
    assert people.list_pairs(desk) == []


def test_a_third_is_compared_with_both_of_a_joined_pair(desk: Desk, two: tuple[str, str]) -> None:
    joining.join(desk, *two, {})
    third = people.new_participant(desk, "Amina", surname="Yusuf", birth_year=1985)
    (pair,) = same_person.suggestions(desk)
    assert {pair.first_id, pair.second_id} == {two[0], third}
    people.judge_pair(desk, third, two[1], PairVerdict.DIFFERENT)
    assert listed(desk) == [], "whichever of the two was asked about"


def test_who_is_joined_is_shown_once_with_all_their_attendances(desk: Desk, two: tuple[str, str]) -> None:
    shown, other = (person.surname if (person := people.get(desk, id)) else "" for id in two)
    joining.join(desk, *two, {"alias": "Amina", "surname": shown})
    (row,) = people.list_participants(desk, "amina")
    assert (row.id, row.name, row.times) == (two[0], f"Amina {shown}", 2)
    assert (row.first_seen, row.last_seen) == (date(2025, 2, 25), date(2025, 3, 4))
    assert people.find(desk, other.casefold()) == [row], "also found by the name that is no longer shown"
    people.judge_pair(desk, *two, None)
    assert len(people.list_participants(desk, "amina")) == 2


def test_a_roster_shows_a_joined_person_once_and_unticks_every_name(desk: Desk, two: tuple[str, str]) -> None:
    session = came(desk, two[1], date(2025, 4, 1))
    joining.join(desk, *two, {"surname": "Yusuf"})
    (row,) = sessions.open_session(desk, session).roster
    assert (row.participant_id, row.name, row.status) == (two[0], "Amina Yusuf", "til stede")
    sessions.set_presence(desk, session, two[0], "afbud")
    (row,) = sessions.open_session(desk, session).roster
    assert row.status == "afbud"
    sessions.set_presence(desk, session, two[0], None)
    assert sessions.open_session(desk, session).roster == ()
    desk.undo()
    desk.undo()
    (row,) = sessions.open_session(desk, session).roster
    assert row.status == "til stede"


def test_somebody_new_is_none_of_those_they_were_said_not_to_be(desk: Desk, two: tuple[str, str]) -> None:
    people.judge_pair(desk, *two, PairVerdict.DIFFERENT)
    people.new_participant(desk, "Amina", surname="Yusuf", birth_year=1985, unlike=two)
    assert listed(desk) == []
    desk.undo()
    assert len(people.list_pairs(desk)) == 1
    people.new_participant(desk, "Amina", surname="Yusuf", birth_year=1985)
    assert len(listed(desk)) == 2, "control"


def test_a_search_that_is_cut_short_goes_on_where_it_was(desk: Desk, two: tuple[str, str]) -> None:
    cut = 0
    while (found := same_person.search(desk, seconds=-1)) is None:
        assert same_person.suggest(desk, "Amina Yusuff"), "a question in between is answered"
        cut += 1
        # No time at all would find nothing for ever: each call compares one person more.
        same_person._index(desk)._compare(next(iter(same_person._index(desk)._changed)))
    assert cut > 0
    assert [{pair.first_id, pair.second_id} for pair in found] == [set(two)]


def test_who_is_changed_is_compared_anew_and_who_is_deleted_is_in_no_pair(desk: Desk, two: tuple[str, str]) -> None:
    assert listed(desk) == [set(two)]
    people.save_participant(desk, two[0], alias="Zeynep", surname="Kaya")
    assert listed(desk) == []
    people.save_participant(desk, two[0], alias="Amina", surname="Yusuf")
    assert listed(desk) == [set(two)]
    people.delete_participant(desk, two[1])
    assert listed(desk) == []


def test_everybody_is_taken_in_a_few_at_a_time(desk: Desk, two: tuple[str, str]) -> None:
    with desk.store.change("mange") as change:
        for number in range(200):
            change.create(make.participant(f"Navn{number}"))
    waits: list[int] = []
    assert same_person.suggest(desk, "Amina", "Yusuf", progress=lambda: waits.append(1))
    assert len(waits) > 3, "a worker that takes in a whole town in one go makes the window wait"
    waits.clear()
    assert same_person.suggest(desk, "Amina", "Yusuf", progress=lambda: waits.append(1))
    assert waits == [], "and only who was saved since is read again"
