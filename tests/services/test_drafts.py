"""What somebody was in the middle of: listed by record, put aside, and never in what leaves the laptop."""

from datetime import date

from nsk_desktop.services import drafts, people, sessions
from nsk_desktop.services.desk import Desk

DAY = date(2025, 3, 4)


def type_into(desk: Desk, place: str, record: str, field: str, words: str) -> None:
    assert drafts.keep(desk, [drafts.draft((place, record, field), words)])


def test_words_of_one_record_are_one_thing_to_go_on_with(desk: Desk) -> None:
    meeting = sessions.new_session(desk, title="Samtale med Rose", day=DAY)
    type_into(desk, "activities", meeting, "summary", "Vi talte")
    type_into(desk, "activities", meeting, "day", "31/2")
    type_into(desk, "participants", "new", "new-participant.alias", "Sol")
    found = {(one.place, one.record): one for one in drafts.list_unfinished(desk)}
    assert found["activities", meeting].day == DAY
    assert {one.words for one in found["activities", meeting].drafts} == {"Vi talte", "31/2"}
    assert found["participants", "new"].day is None
    assert len(found) == 2


def test_what_is_put_aside_keeps_its_words_and_what_is_thrown_away_does_not(desk: Desk) -> None:
    type_into(desk, "actors", "a" * 32, "name", "Mimers Sk")
    (one,) = drafts.list_unfinished(desk)
    assert not one.aside
    drafts.put_aside(desk, one)
    (aside,) = drafts.list_unfinished(desk)
    assert aside.aside
    assert aside.drafts[0].words == "Mimers Sk"
    drafts.throw_away(desk, aside)
    assert drafts.list_unfinished(desk) == []


def test_words_about_a_record_in_the_bin_wait_there_with_it(desk: Desk) -> None:
    person = people.new_participant(desk, "Rose")
    type_into(desk, "participants", person, "surname", "Ha")
    people.delete_participant(desk, person)
    assert drafts.list_unfinished(desk) == []
    desk.undo()
    assert [one.record for one in drafts.list_unfinished(desk)] == [person]


def test_keeping_words_is_no_step_to_take_back(desk: Desk) -> None:
    sessions.new_session(desk, title="Kvindegruppen", day=DAY)
    before = desk.undo_label
    type_into(desk, "actors", "a" * 32, "name", "Mimers Sk")
    assert desk.undo_label == before
