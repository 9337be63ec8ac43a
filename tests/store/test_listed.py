"""What lists search and sort by follows from the records, whatever is done to them and in whatever order it arrives."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from nsk_desktop.domain.identity import attendance_id, headcount_id
from nsk_desktop.domain.records import Attendance, Headcount, MethodCard, Participant, Session, Story
from nsk_desktop.store import listed
from nsk_desktop.store.change import Done
from nsk_desktop.store.checking import check
from nsk_desktop.store.store import Store
from tests import make


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = make.store(tmp_path / "one")
    yield opened
    opened.close()


def astray(store: Store) -> list[str]:
    """Every listed row that is not what a rebuild makes."""
    with store.read() as read:
        return [id for kind in listed.LISTED for id in listed.astray(read.connection, kind)]


def attend(store: Store, session: str, person: str, status: str = "til stede") -> None:
    with store.change("mark") as change:
        id = attendance_id(session, person)
        change.put(Attendance(id=id, session_id=session, participant_id=person, status=status))


def seen(store: Store, person: str) -> tuple[object, ...]:
    """How often a participant was seen, and when first and last."""
    with store.read() as read:
        statement = "SELECT times, first_seen, last_seen FROM listed_participant WHERE id = ?"
        row = read.connection.exec_driver_sql(statement, (person,)).fetchone()
    return tuple(row) if row else ()


def test_what_changes_at_one_end_of_an_attendance_reaches_the_other(store: Store) -> None:
    with store.change("make") as change:
        session, person = change.create(make.session()), change.create(make.participant())
    attend(store, session, person)
    assert seen(store, person) == (1, "2025-03-04", "2025-03-04")
    for fields in ({"day": None}, {"state": "aflyst"}, {"state": "afholdt"}):
        with store.change("change") as change:
            change.save(Session, session, **fields)
        assert astray(store) == []
    assert seen(store, person) == (1, None, None)
    with store.change("delete") as change:
        change.delete(Session, session)
    assert seen(store, person) == (0, None, None)
    with store.change("delete") as change:
        change.delete(Participant, person)
    assert (seen(store, person), astray(store)) == ((), [])


def test_rows_equal_a_rebuild_whatever_is_done_and_undone(store: Store) -> None:
    chance = random.Random(7)
    done: list[Done] = []
    store.listen(done.append)
    with store.change("make") as change:
        sessions = [change.create(make.session(title=f"Møde {n}")) for n in range(4)]
        people = [change.create(make.participant(f"Åse {n}")) for n in range(4)]
    for _step in range(120):
        session, person = chance.choice(sessions), chance.choice(people)
        with store.change("step") as change:
            match chance.randrange(7):
                case 0 | 1:
                    id = attendance_id(session, person)
                    status = chance.choice(("til stede", "afbud"))
                    change.put(Attendance(id=id, session_id=session, participant_id=person, status=status))
                case 2:
                    change.save(Session, session, state=chance.choice(("afholdt", "aflyst", "planlagt")), type=None)
                case 3:
                    change.save(Participant, person, alias=chance.choice(("Æ", "Aa", "Zoë")))
                case 4:
                    kind, id = chance.choice(((Session, session), (Participant, person)))
                    (change.delete if chance.random() < 0.5 else change.restore)(kind, id)
                case 5:
                    cell = headcount_id(session, "ukendt", "ikke oplyst", "M1")
                    change.put(Headcount(id=cell, session_id=session, low=1, high=chance.randrange(5)))
                case _:
                    change.save(Session, session, day=chance.choice((None, make.DAY)), completed=chance.random() < 0.5)
        if chance.random() < 0.2:
            store.undo(done[-1], "undo")
        assert astray(store) == []


def test_a_colleagues_journal_may_come_in_any_order(store: Store, tmp_path: Path) -> None:
    with store.change("make") as change:
        session, person = change.create(make.session()), change.create(make.participant())
    attend(store, session, person)
    for number, entries in enumerate((store.journal(), store.journal()[::-1])):
        other = make.store(tmp_path / f"other{number}")
        other.receive(entries)
        assert (seen(other, person)[0], astray(other)) == (1, [])
        other.close()


@pytest.mark.parametrize(
    "wrong",
    [
        "UPDATE listed_participant SET name_key = 'a'",
        "UPDATE listed_participant SET times = times + 1",
        "DELETE FROM listed_session",
        "UPDATE listed_session SET registered = 9",
    ],
)
def test_a_row_that_is_wrong_is_found_by_the_check(store: Store, wrong: str) -> None:
    with store.change("make") as change:
        change.create(make.session())
        change.create(make.participant())
    assert check(store).problems == ()
    with store._transaction() as connection:
        connection.exec_driver_sql(wrong)
    (problem,) = check(store).problems
    assert "står i listen som noget andet" in problem


def test_rows_of_another_rule_are_made_anew_once_when_the_store_is_opened(tmp_path: Path) -> None:
    store = make.store(tmp_path)
    with store.change("make") as change:
        change.create(make.participant("Øzlem"))
    with store._transaction() as connection:
        connection.exec_driver_sql("UPDATE listed_participant SET folded = ''")
    store.close()
    same = make.reopened(tmp_path)
    assert len(astray(same)) == 1, "the rule is the same, so nothing is made anew"
    same.set_fact("lists", "0")
    same.close()
    anew = make.reopened(tmp_path)
    assert astray(anew) == []
    anew.close()


def test_rows_of_stories_and_cards_follow_what_they_say_and_rest_on(store: Store) -> None:
    def kept(kind: str, id: str) -> tuple[object, ...]:
        with store.read() as read:
            statement = f"SELECT day, title, folded, themes, about, in_report FROM listed_{kind} WHERE id = ?"
            row = read.connection.exec_driver_sql(statement, (id,)).fetchone()
        return tuple(row) if row else ()

    with store.change("make") as change:
        story, card = change.create(Story(title="Åben dør", themes=["T1", "T2"])), change.create(MethodCard())
    assert kept("story", story) == ("9999", "Åben dør", " aben dor aaben doer", " T1 T2 ", "", 0)
    with store.change("change") as change:
        change.save(Story, story, day=make.DAY, what="Råd", actors=["a", "b"], ratings=["r"], themes=[], in_report=True)
        change.save(MethodCard, card, title="Kaffe", sessions=["s"])
    assert kept("story", story)[0] == "2025-03-04"
    assert kept("story", story)[3:] == ("", " a b r ", 1)
    assert kept("method_card", card)[1:2] + kept("method_card", card)[4:5] == ("Kaffe", " s ")
    assert astray(store) == []
    with store.change("delete") as change:
        change.delete(Story, story)
    assert (kept("story", story), astray(store)) == ((), [])


def test_control_a_row_of_a_story_that_says_something_else_is_noticed(store: Store) -> None:
    with store.change("make") as change:
        story = change.create(Story(title="Åben dør"))
    assert astray(store) == []
    store.keep(lambda one: one.exec_driver_sql("UPDATE listed_story SET about = ' x '"))
    assert astray(store) == [story]
