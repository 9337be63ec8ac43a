"""Reading: whole records that outlive the view they were read in, and one view that does not move."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.domain.records import Actor, Session
from nsk_desktop.errors.store import NotAllowed
from nsk_desktop.store.entries import PORTION
from nsk_desktop.store.store import Store
from tests import make


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = make.store(tmp_path)
    yield opened
    opened.close()


def test_a_record_comes_back_as_it_was_made(store: Store) -> None:
    with store.change("make") as change:
        id = change.create(make.session(themes=["T1", "T2"], day=date(2025, 3, 4)))
    with store.read() as read:
        found = read.get(Session, id)
        nothing = (read.get(Session, None), read.get(Session, "nowhere"))
    assert found is not None
    assert (found.themes, found.day, found.completed, found.created_by) == (["T1", "T2"], date(2025, 3, 4), True, "AB")
    assert nothing == (None, None)


def test_all_leaves_out_the_bin_and_is_oldest_first(store: Store) -> None:
    with store.change("make") as change:
        ids = [change.create(make.actor(name)) for name in ("C", "A", "B")]
    with store.change("delete") as change:
        change.delete(Actor, ids[1])
    with store.read() as read:
        assert [actor.name for actor in read.all(Actor)] == ["C", "B"]
        assert [actor.name for actor in read.all(Actor, name="B")] == ["B"]
        assert read.all(Actor, name="A") == []
        assert [actor.deleted for actor in read.some(Actor, [ids[1]])] == [True]


def test_more_records_than_fit_into_one_statement_are_found(store: Store) -> None:
    with store.change("make") as change:
        ids = [change.create(make.actor(str(number))) for number in range(PORTION + 1)]
    with store.read() as read:
        assert {actor.id for actor in read.some(Actor, ids)} == set(ids)
        assert read.stored(Actor, ids).keys() == set(ids)


def test_a_view_does_not_move_while_somebody_writes(store: Store) -> None:
    with store.read() as read:
        assert read.all(Actor) == []
        with store.change("make") as change:
            change.create(make.actor())
        assert read.all(Actor) == []
    with store.read() as read:
        assert len(read.all(Actor)) == 1


def test_a_view_cannot_write(store: Store) -> None:
    with pytest.raises(NotAllowed), store.read() as read:
        read.connection.exec_driver_sql("DELETE FROM journal")
