"""Journals that meet: any order, any number of times; and what is refused changes nothing."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from nsk_desktop.domain.records import Actor, Attendance, Participant, Session
from nsk_desktop.errors.store import DamagedJournal
from nsk_desktop.store import entries
from nsk_desktop.store.change import Done
from nsk_desktop.store.checking import check, digest
from nsk_desktop.store.journal import Entry
from nsk_desktop.store.store import Store
from tests import make


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Store]:
    opened = make.store(tmp_path / "mine")
    yield opened
    opened.close()


@pytest.fixture
def theirs(tmp_path: Path) -> Iterator[Store]:
    opened = make.store(tmp_path / "theirs", author="CD")
    with opened.change("make") as change:
        session = change.create(Session(title="Møde"))
        person = change.create(Participant(alias="Solsikke"))
        change.put(Attendance(session_id=session, participant_id=person, status="til stede"))
        actor = change.create(make.actor())
    for name in ("A", "B"):
        with opened.change("save") as change:
            change.save(Actor, actor, name=name)
    yield opened
    opened.close()


def facts_apart(store: Store) -> set[tuple[object, ...]]:
    with store.read() as read:
        return {tuple(row) for row in read.connection.exec_driver_sql("SELECT * FROM actor")}


@pytest.mark.parametrize("seed", range(5))
def test_any_order_and_any_number_of_times_gives_the_same(mine: Store, theirs: Store, seed: int) -> None:
    journal = theirs.journal()
    random.Random(seed).shuffle(journal)
    first, rest = journal[:0], journal
    assert mine.receive(first).new == 0
    received = mine.receive([*rest, *rest])
    assert (received.new, received.known) == (len(journal), 0)
    again = mine.receive(journal)
    assert (again.new, again.known) == (0, len(journal))
    assert facts_apart(mine) == facts_apart(theirs)
    assert sorted(entry.id for entry in mine.journal()) == sorted(entry.id for entry in journal)
    assert check(mine).problems == ()


def test_listeners_hear_of_it_but_there_is_nothing_to_take_back(mine: Store, theirs: Store) -> None:
    heard: list[Done] = []
    mine.listen(heard.append)
    mine.receive(theirs.journal(), "From a colleague")
    mine.receive(theirs.journal(), "From a colleague")
    assert [(done.label, "actor" in done.kinds, done.entries) for done in heard] == [("From a colleague", True, ())]


def test_our_next_stamp_is_after_all_that_came_in(mine: Store, theirs: Store) -> None:
    last = max(entry.hlc for entry in theirs.journal())
    ahead = [replace(entry, hlc=f"{int(last, 16) + (1 << 44):016x}") for entry in theirs.journal()]
    mine.receive(ahead)
    with mine.change("make") as change:
        change.create(make.actor())
    assert mine.extent()[1] > ahead[0].hlc


def tampered(entry: Entry) -> Entry:
    return replace(entry, fields={**entry.fields, "name": ("Forfalsket", ())})


def test_another_entry_under_a_known_id_is_refused(mine: Store, theirs: Store) -> None:
    journal = sorted(theirs.journal(), key=lambda entry: entry.hlc)
    mine.receive(journal[:-1])
    before = digest(mine)
    for known in (journal[0], journal[-2]):
        for other in (tampered(known), replace(known, author="XY"), replace(known, hlc="0" * 16)):
            with pytest.raises(DamagedJournal):
                mine.receive([journal[-1], other])
            assert digest(mine) == before
    mine.receive(journal)
    assert digest(mine) != before


def test_one_file_with_two_entries_under_an_id_is_refused(mine: Store, theirs: Store) -> None:
    journal = theirs.journal()
    before = digest(mine)
    with pytest.raises(DamagedJournal):
        mine.receive([*journal, tampered(journal[0])])
    assert digest(mine) == before


@pytest.mark.parametrize(
    "broken",
    [
        {"kind": "treasure"},
        {"kind": "session"},
        {"fields": {}},
        {"id": "short"},
        {"device": ""},
        {"hlc": "z" * 16},
        {"hlc": "F" * 16},
        {"hlc": "f" * 16},
        {"hlc": "1"},
    ],
    ids=str,
)
def test_what_no_laptop_could_have_written_is_refused(
    mine: Store, theirs: Store, broken: dict[str, str | dict[str, object]]
) -> None:
    """A session's entry about an actor's record, or a stamp that would stop our own clock, among them."""
    journal = [entry for entry in theirs.journal() if entry.kind == "actor"]
    before = digest(mine)
    with pytest.raises(DamagedJournal):
        mine.receive([*journal[:-1], replace(journal[-1], **broken)])  # type: ignore[arg-type]
    assert digest(mine) == before
    assert mine.receive(journal).new == len(journal)


def test_an_own_entry_that_is_not_here_gives_a_new_identity(tmp_path: Path) -> None:
    """Somebody put an old file of the store back, and nobody noticed."""
    store = make.store(tmp_path)
    device = store.device
    store.close()
    old = (tmp_path / "nsk.db").read_bytes()
    with store.change("make") as change:
        change.create(make.actor())
    lost = store.journal()
    store.close()
    (tmp_path / "nsk.db").write_bytes(old)
    restored = make.reopened(tmp_path)
    assert restored.device == device
    assert restored.receive(lost).own_unknown
    taken = restored.device
    assert taken != device
    assert not restored.receive(lost).own_unknown
    assert restored.device == taken
    restored.close()
    again = make.reopened(tmp_path)
    assert again.device == taken
    again.close()


def test_a_colleagues_entries_leave_the_identity_alone(mine: Store, theirs: Store) -> None:
    device = mine.device
    assert not mine.receive(theirs.journal()).own_unknown
    assert mine.device == device


def test_the_extent_is_told_by_indexes_alone_and_is_what_counting_says(mine: Store, theirs: Store) -> None:
    with mine.change("make") as change:
        change.create(make.actor())
    mine.receive(theirs.journal())
    with mine.read() as read:
        counted = read.connection.exec_driver_sql("SELECT count(*), max(hlc) FROM journal").one()
        assert entries.extent(read.connection) == tuple(counted)
    assert mine.extent() == tuple(counted)


def test_the_extent_of_nothing_is_nothing(mine: Store) -> None:
    with mine.read() as read:
        assert entries.extent(read.connection) == (0, "")
