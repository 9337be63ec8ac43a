"""The desk: what was done at it, by name, and how to take it back and do it again."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from nsk_desktop.domain.codes import Presence
from nsk_desktop.domain.records import Actor, Attendance
from nsk_desktop.errors.store import ChangedSince
from nsk_desktop.services import history, sessions
from nsk_desktop.services.desk import KEPT_STEPS, Desk, redo_text, undo_text
from nsk_desktop.store.change import Done
from nsk_desktop.store.checking import check
from tests import make

# One clock for all laptops that never stands still: which side of a conflict is shown is then certain.
TICKS = count(1_740_000_000_000)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with make.desk(tmp_path / "here", wall=TICKS.__next__) as opened:
        yield opened
        assert check(opened.store).problems == ()


def make_actor(desk: Desk, name: str = "A") -> str:
    with desk.store.change(f"make {name}") as change:
        return change.create(make.actor(name))


def rename(desk: Desk, id: str, name: str) -> None:
    with desk.store.change(f"rename to {name}") as change:
        change.save(Actor, id, name=name)


def name_of(desk: Desk, id: str) -> str | None:
    with desk.store.read() as read:
        found = read.get(Actor, id)
    return found.name if found and not found.deleted else None


def test_a_fresh_desk_has_nothing_to_take_back(desk: Desk) -> None:
    assert (desk.undo_label, desk.redo_label) == (None, None)
    assert (desk.undo(), desk.redo()) == (None, None)
    assert (undo_text(desk), redo_text(desk)) == ("Fortryd", "Gentag")


def test_undo_and_redo_go_by_name(desk: Desk) -> None:
    id = make_actor(desk)
    rename(desk, id, "B")
    assert undo_text(desk) == "Fortryd: rename to B"
    done = desk.undo()
    assert done is not None
    assert done.label == "rename to B"
    assert (desk.undo_label, desk.redo_label, name_of(desk, id)) == ("make A", "rename to B", "A")
    desk.redo()
    assert (desk.undo_label, desk.redo_label, name_of(desk, id)) == ("rename to B", None, "B")


def test_ten_undos_in_a_row_and_as_many_redos_and_all_again(desk: Desk) -> None:
    id = make_actor(desk, "0")
    for number in range(1, 11):
        rename(desk, id, str(number))
    for _ in range(2):
        for number in range(9, -1, -1):
            desk.undo()
            assert name_of(desk, id) == str(number)
        desk.undo()
        assert name_of(desk, id) is None
        for number in range(11):
            desk.redo()
            assert name_of(desk, id) == str(number)
    assert desk.redo_label is None


def test_a_new_change_ends_what_could_be_done_again(desk: Desk) -> None:
    id = make_actor(desk)
    rename(desk, id, "B")
    desk.undo()
    rename(desk, id, "C")
    assert desk.redo_label is None
    assert desk.redo() is None
    assert name_of(desk, id) == "C"


def test_marks_on_the_roster_are_taken_back_one_by_one(desk: Desk) -> None:
    with desk.store.change("make") as change:
        session = change.create(make.session(completed=False, mode=None))
        person = change.create(make.participant())
    marks = [Presence.PRESENT, None, Presence.EXCUSED, Presence.PRESENT, None]
    for mark in marks:
        sessions.set_presence(desk, session, person, mark)

    def shown() -> str | None:
        with desk.store.read() as read:
            found = read.all(Attendance, session_id=session)
        return found[0].status if found else None

    for _ in range(2):
        for mark in [*marks[-2::-1], None]:
            desk.undo()
            assert shown() == mark
        for mark in marks:
            desk.redo()
            assert shown() == mark


def test_a_decision_is_taken_back_and_done_again(desk: Desk, tmp_path: Path) -> None:
    id = make_actor(desk)
    with make.desk(tmp_path / "there", author="CD", wall=TICKS.__next__) as there:
        there.store.receive(desk.store.journal())
        rename(desk, id, "Vores")
        rename(there, id, "Deres")
        desk.store.receive(there.store.journal())
    (conflict,) = history.conflicts(desk, id)
    history.decide(desk, conflict, "Vores")
    for _ in range(2):
        assert history.conflicts(desk) == []
        desk.undo()
        assert [side.value for side in history.conflicts(desk)[0].sides] == ["Deres", "Vores"]
        desk.redo()
        assert name_of(desk, id) == "Vores"


def test_a_refused_undo_changes_nothing_and_lets_the_earlier_steps_be_undone(desk: Desk, tmp_path: Path) -> None:
    id = make_actor(desk)
    other = make_actor(desk, "B")
    rename(desk, other, "Det andet")
    rename(desk, id, "Mit")
    with make.desk(tmp_path / "there", author="CD", wall=TICKS.__next__) as there:
        there.store.receive(desk.store.journal())
        rename(there, id, "Deres")
        desk.store.receive(there.store.journal(), "From a colleague")
    with pytest.raises(ChangedSince):
        desk.undo()
    assert (desk.undo_label, desk.redo_label, name_of(desk, id)) == ("rename to Det andet", None, "Deres")
    desk.undo()
    assert name_of(desk, other) == "B"


def test_listeners_hear_changes_undo_redo_and_what_came_in(desk: Desk) -> None:
    heard: list[Done] = []
    desk.listen(heard.append)
    make_actor(desk)
    desk.undo()
    desk.redo()
    assert [(done.label, done.kinds) for done in heard] == [("make A", frozenset({"actor"}))] * 3


def test_only_the_latest_steps_are_kept(desk: Desk) -> None:
    id = make_actor(desk, "0")
    for number in range(1, KEPT_STEPS + 5):
        rename(desk, id, str(number))
    taken = 0
    while desk.undo() is not None:
        taken += 1
    assert taken == KEPT_STEPS
    assert name_of(desk, id) == "4"


def test_a_desk_is_closed_once_and_tells_before_and_after(tmp_path: Path) -> None:
    heard = []
    with make.desk(tmp_path) as desk:
        desk.before_closing(lambda: heard.append(desk.store.extent()))
        desk.when_closing(lambda: heard.append((0, "closed")))
        desk.close()
        desk.close()
    assert heard == [(0, ""), (0, "closed")]
