"""Changes: what a save, a decision, a delete and a restore write, and that a change is saved whole or not at all."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from nsk_desktop.domain.identity import attendance_id
from nsk_desktop.domain.records import Actor, Attendance, Participant, Session
from nsk_desktop.store.change import Done
from nsk_desktop.store.checking import check, digest
from nsk_desktop.store.journal import DELETED
from nsk_desktop.store.store import Store
from tests import make

# One clock for all laptops that never stands still: which side of a conflict is shown is then certain.
TICKS = count(1_740_000_000_000)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = make.store(tmp_path / "one", wall=TICKS.__next__)
    yield opened
    assert check(opened).problems == ()
    opened.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    opened = make.store(tmp_path / "two", author="CD", wall=TICKS.__next__)
    yield opened
    opened.close()


def new_actor(store: Store, **fields: Any) -> str:
    with store.change("make") as change:
        return change.create(make.actor(**fields))


def save(store: Store, id: str, **fields: object) -> bool:
    with store.change("save") as change:
        return change.save(Actor, id, **fields)


def actor(store: Store, id: str) -> Actor:
    with store.read() as read:
        found = read.get(Actor, id)
    assert found is not None
    return found


def in_conflict(store: Store, id: str) -> list[str]:
    with store.change("look") as change:
        settled = change.settled(id)
    assert settled is not None
    return settled.conflicts()


def quarrel(store: Store, other: Store) -> str:
    """An actor whose name the two stores changed unaware of each other; *other*'s is shown in both."""
    id = new_actor(store)
    other.receive(store.journal())
    save(store, id, name="Vores")
    save(other, id, name="Deres")
    store.receive(other.journal())
    other.receive(store.journal())
    return id


def test_a_new_record_is_one_entry_with_all_its_fields(store: Store) -> None:
    id = new_actor(store)
    (entry,) = store.journal()
    assert (entry.record, entry.kind, entry.device, entry.author) == (id, "actor", store.device, "AB")
    assert set(entry.fields) == set(Actor.field_names())
    assert actor(store, id).created == entry.hlc


def test_a_save_writes_only_what_differs_and_names_what_it_replaces(store: Store) -> None:
    id = new_actor(store, name="Skolen")
    made = store.journal()[0]
    assert save(store, id, name="Mimers Skole", notes="")
    assert store.journal()[-1].fields == {"name": ("Mimers Skole", (made.id,))}
    assert actor(store, id).name == "Mimers Skole"


def test_saving_what_stands_there_writes_nothing_and_tells_nobody(store: Store) -> None:
    id = new_actor(store, name="Skolen")
    heard: list[Done] = []
    store.listen(heard.append)
    assert not save(store, id, name="Skolen")
    assert len(store.journal()) == 1
    assert heard == []


def test_listeners_hear_what_a_change_was_called_and_touched(store: Store) -> None:
    heard: list[Done] = []
    store.listen(heard.append)
    new_actor(store)
    assert [(done.label, done.kinds, len(done.entries)) for done in heard] == [("make", frozenset({"actor"}), 1)]


def test_an_unknown_field_is_our_own_mistake(store: Store) -> None:
    id = new_actor(store)
    with pytest.raises(KeyError):
        save(store, id, colour="red")


def test_a_change_that_fails_leaves_nothing(store: Store) -> None:
    id = new_actor(store)
    before = digest(store)

    def fail() -> None:
        with store.change("fail") as change:
            change.create(make.actor())
            change.save(Actor, id, name="Andet")
            change.delete(Actor, id)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert digest(store) == before
    assert save(store, id, name="Andet")
    assert digest(store) != before


def test_a_change_sees_what_it_has_collected(store: Store) -> None:
    with store.change("make") as change:
        id = change.create(make.actor("A"))
        change.save(Actor, id, name="B")
        values = change.values(Actor, id)
        assert values is not None
        assert values["name"] == "B"
        assert [found["name"] for found in change.where(Actor, "name", "B")] == ["B"]
        assert change.where(Actor, "name", "A") == []
        change.delete(Actor, id)
        assert change.where(Actor, "name", "B") == []


def test_an_ordinary_save_replaces_the_shown_side_only(store: Store, other: Store) -> None:
    id = quarrel(store, other)
    assert actor(store, id).name == "Deres"
    save(store, id, name="Tredje")
    assert actor(store, id).name == "Tredje"
    assert in_conflict(store, id) == ["name"]


def test_a_save_replaces_an_equal_value_wherever_it_was_written(store: Store, other: Store) -> None:
    id = new_actor(store)
    other.receive(store.journal())
    for each in (store, other):
        save(each, id, name="Ens")
    store.receive(other.journal())
    assert in_conflict(store, id) == []
    save(store, id, name="Ny")
    assert in_conflict(store, id) == []
    assert actor(store, id).name == "Ny"


def test_a_decision_replaces_every_side(store: Store, other: Store) -> None:
    id = quarrel(store, other)
    with store.change("decide") as change:
        change.decide(Actor, id, "name", "Vores")
    other.receive(store.journal())
    for each in (store, other):
        assert actor(each, id).name == "Vores"
        assert in_conflict(each, id) == []


def test_a_delete_and_an_edit_unaware_of_each_other_stand_as_a_conflict(store: Store, other: Store) -> None:
    id = new_actor(store)
    other.receive(store.journal())
    with store.change("delete") as change:
        change.delete(Actor, id)
    save(other, id, name="Deres")
    store.receive(other.journal())
    assert in_conflict(store, id) == [DELETED]
    assert not actor(store, id).deleted
    with store.change("decide") as change:
        change.decide(Actor, id, DELETED, True)
    assert in_conflict(store, id) == []
    assert actor(store, id).deleted


def test_a_delete_of_what_was_seen_is_no_conflict_and_can_be_restored(store: Store, other: Store) -> None:
    id = quarrel(store, other)
    with store.change("delete") as change:
        change.delete(Actor, id)
        change.delete(Actor, id)
    assert actor(store, id).deleted
    assert in_conflict(store, id) == ["name"]
    with store.change("restore") as change:
        change.restore(Actor, id)
        change.restore(Actor, id)
    assert not actor(store, id).deleted
    assert len([entry for entry in store.journal() if DELETED in entry.fields]) == 2


def test_saving_a_record_in_the_bin_takes_it_out(store: Store) -> None:
    id = new_actor(store)
    with store.change("delete") as change:
        change.delete(Actor, id)
    save(store, id, name="Tilbage")
    assert not actor(store, id).deleted


def a_mark(store: Store) -> Attendance:
    with store.change("make") as change:
        session = change.create(Session(title="Møde"))
        person = change.create(Participant(alias="Solsikke"))
    id = attendance_id(session, person)
    return Attendance(id=id, session_id=session, participant_id=person, status="til stede")


@pytest.mark.parametrize("revive", [True, False])
def test_put_makes_saves_and_revives_only_when_asked(store: Store, revive: bool) -> None:
    mark = a_mark(store)
    for _ in range(2):
        with store.change("put") as change:
            change.put(mark)
    assert len([entry for entry in store.journal() if entry.record == mark.id]) == 1
    with store.change("delete") as change:
        change.delete(Attendance, mark.id)
    with store.change("put") as change:
        change.put(mark.copied(status="afbud"), revive=revive)
    with store.read() as read:
        found = read.get(Attendance, mark.id)
    assert found is not None
    assert (found.deleted, found.status) == ((False, "afbud") if revive else (True, "til stede"))


def test_two_who_make_the_same_thing_make_one(store: Store, other: Store) -> None:
    mark = a_mark(store)
    other.receive(store.journal())
    for each in (store, other):
        with each.change("put") as change:
            change.put(mark.copied())
    store.receive(other.journal())
    with store.read() as read:
        assert len(read.all(Attendance)) == 1
    assert in_conflict(store, mark.id) == []
