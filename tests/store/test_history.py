"""History and undo: what was before, and how far a change can be taken back."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from nsk_desktop.domain.records import Actor
from nsk_desktop.errors.store import ChangedSince
from nsk_desktop.store import history
from nsk_desktop.store.change import Done
from nsk_desktop.store.checking import check, digest
from nsk_desktop.store.history import Conflict
from nsk_desktop.store.journal import DELETED, Value
from nsk_desktop.store.store import Store
from tests import make

# One clock for all laptops that never stands still: which side of a conflict is shown is then certain.
TICKS = count(1_740_000_000_000)


class Seat:
    """Somebody at a store, who remembers what was done last."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.done: list[Done] = []
        store.listen(self.done.append)

    def make(self, **fields: Any) -> str:
        with self.store.change("make") as change:
            return change.create(make.actor(**fields))

    def save(self, id: str, **fields: object) -> None:
        with self.store.change("save") as change:
            change.save(Actor, id, **fields)

    def delete(self, id: str) -> None:
        with self.store.change("delete") as change:
            change.delete(Actor, id)

    def restore(self, id: str) -> None:
        with self.store.change("restore") as change:
            change.restore(Actor, id)

    def decide(self, id: str, field: str, value: Value) -> None:
        with self.store.change("decide") as change:
            change.decide(Actor, id, field, value)

    def undo(self, done: Done | None = None) -> Done:
        """Take back *done* (or the last thing); the returned change takes that back again."""
        self.store.undo(done or self.done[-1], "undo")
        return self.done[-1]

    def hear(self, other: "Seat") -> None:
        self.store.receive(other.store.journal())

    def actor(self, id: str) -> Actor:
        with self.store.read() as read:
            found = read.get(Actor, id)
        assert found is not None
        return found

    def conflicts(self) -> list[Conflict]:
        with self.store.read() as read:
            return history.conflicts(read)

    def sides(self, field: str = "name") -> list[Value]:
        return [side.value for one in self.conflicts() if one.field == field for side in one.sides]


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Seat]:
    seat = Seat(make.store(tmp_path / "here", wall=TICKS.__next__))
    yield seat
    assert check(seat.store).problems == ()
    seat.store.close()


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Seat]:
    seat = Seat(make.store(tmp_path / "there", author="CD", wall=TICKS.__next__))
    yield seat
    seat.store.close()


def test_history_tells_who_changed_what_from_what_to_what(here: Seat, there: Seat) -> None:
    id = here.make(name="Skolen")
    there.hear(here)
    there.save(id, name="Mimers Skole", notes="Ringet")
    here.hear(there)
    with here.store.read() as read:
        steps = history.steps(read, id)
    latest = {step.field: (step.who, step.before, step.after) for step in steps[:2]}
    assert latest == {"name": ("CD", "Skolen", "Mimers Skole"), "notes": ("CD", "", "Ringet")}
    made = {step.field: (step.who, step.before, step.after) for step in steps[2:]}
    assert made["name"] == ("AB", None, "Skolen")
    assert set(made) == set(Actor.field_names())
    assert steps[0].when >= steps[-1].when


def test_a_conflict_lists_both_sides_with_who_and_the_shown_one_first(here: Seat, there: Seat) -> None:
    id = here.make()
    there.hear(here)
    here.save(id, name="Vores")
    there.save(id, name="Deres")
    here.hear(there)
    (conflict,) = here.conflicts()
    assert (conflict.kind, conflict.record, conflict.field) == ("actor", id, "name")
    assert [(side.value, side.who) for side in conflict.sides] == [("Deres", "CD"), ("Vores", "AB")]
    assert here.actor(id).name == "Deres"


def test_a_creation_is_taken_back_and_done_again(here: Seat) -> None:
    id = here.make(name="Skolen")
    undone = here.undo()
    assert here.actor(id).deleted
    here.undo(undone)
    assert not here.actor(id).deleted
    assert here.actor(id).name == "Skolen"


def test_a_save_is_taken_back_and_done_again(here: Seat) -> None:
    id = here.make(name="Skolen", notes="x")
    here.save(id, name="Mimers", notes="")
    undone = here.undo()
    assert (here.actor(id).name, here.actor(id).notes) == ("Skolen", "x")
    here.undo(undone)
    assert (here.actor(id).name, here.actor(id).notes) == ("Mimers", "")


def test_a_delete_and_a_restore_are_taken_back_and_done_again(here: Seat) -> None:
    id = here.make()
    for act, deleted in ((here.delete, True), (here.restore, False)):
        act(id)
        assert here.actor(id).deleted is deleted
        undone = here.undo()
        assert here.actor(id).deleted is not deleted
        here.undo(undone)
        assert here.actor(id).deleted is deleted
    assert here.conflicts() == []


def test_several_saves_in_one_change_are_taken_back_together(here: Seat) -> None:
    id = here.make(name="A")
    with here.store.change("many") as change:
        change.save(Actor, id, name="B")
        change.save(Actor, id, name="C", notes="x")
        other = change.create(make.actor("Anden"))
        change.save(Actor, other, name="Tredje")
    undone = here.undo()
    assert (here.actor(id).name, here.actor(id).notes, here.actor(other).deleted) == ("A", "", True)
    here.undo(undone)
    assert (here.actor(id).name, here.actor(id).notes, here.actor(other).deleted) == ("C", "x", False)
    assert here.actor(other).name == "Tredje"


def test_ten_in_a_row_go_back_and_forth(here: Seat) -> None:
    id = here.make(name="0")
    for number in range(1, 11):
        here.save(id, name=str(number))
    steps = here.done[-10:]
    for _ in range(2):
        back = []
        for number, done in zip(range(9, -1, -1), reversed(steps), strict=True):
            back.append(here.undo(done))
            assert here.actor(id).name == str(number)
        steps = []
        for number, done in zip(range(1, 11), reversed(back), strict=True):
            steps.append(here.undo(done))
            assert here.actor(id).name == str(number)
    assert here.conflicts() == []


def quarrel(here: Seat, there: Seat) -> str:
    """An actor with two names in *here*: »Deres«, which is shown, and »Vores«."""
    id = here.make()
    there.hear(here)
    here.save(id, name="Vores")
    there.save(id, name="Deres")
    here.hear(there)
    return id


@pytest.mark.parametrize("choice", ["Vores", "Deres", "Tredje"])
def test_a_decision_taken_back_opens_the_conflict_again(here: Seat, there: Seat, choice: str) -> None:
    id = quarrel(here, there)
    here.decide(id, "name", choice)
    assert here.conflicts() == []
    undone = here.undo()
    assert here.sides() == ["Deres", "Vores"]
    decided = here.undo(undone)
    assert here.conflicts() == []
    assert here.actor(id).name == choice
    here.undo(decided)
    assert here.sides() == ["Deres", "Vores"]


@pytest.mark.parametrize("deleted", [True, False])
def test_a_decision_about_the_bin_taken_back_opens_the_conflict_again(here: Seat, there: Seat, deleted: bool) -> None:
    id = here.make()
    there.hear(here)
    here.delete(id)
    there.save(id, name="Deres")
    here.hear(there)
    assert here.sides(DELETED) == [False, True]
    here.decide(id, DELETED, deleted)
    undone = here.undo()
    assert here.sides(DELETED) == [False, True]
    assert here.actor(id).name == "Deres"
    here.undo(undone)
    assert here.conflicts() == []
    assert here.actor(id).deleted is deleted


def test_a_save_beside_an_open_conflict_is_taken_back_and_the_other_side_stays(here: Seat, there: Seat) -> None:
    id = quarrel(here, there)
    here.save(id, name="Tredje")
    undone = here.undo()
    assert here.sides() == ["Deres", "Vores"]
    here.undo(undone)
    assert here.sides() == ["Tredje", "Vores"]


def test_a_colleagues_equal_value_is_not_taken_back(here: Seat, there: Seat) -> None:
    id = here.make(name="Før")
    there.hear(here)
    here.save(id, name="Ens")
    mine = here.done[-1]
    there.save(id, name="Ens")
    here.hear(there)
    here.undo(mine)
    assert here.sides() == ["Før", "Ens"]


def refused(seat: Seat, done: Done) -> None:
    """Taking *done* back is refused, and changes nothing."""
    before = digest(seat.store)
    with pytest.raises(ChangedSince):
        seat.undo(done)
    assert digest(seat.store) == before


def test_what_a_colleague_has_changed_since_is_not_taken_back(here: Seat, there: Seat) -> None:
    id = here.make(name="Før")
    made = here.done[-1]
    here.save(id, name="Mit", notes="også mit")
    mine = here.done[-1]
    there.hear(here)
    there.save(id, name="Deres")
    here.hear(there)
    refused(here, mine)
    refused(here, made)
    there.undo(there.done[-1])
    here.hear(there)
    here.undo(mine)
    assert (here.actor(id).name, here.actor(id).notes) == ("Før", "")


def test_what_a_colleague_changed_unaware_of_it_is_not_taken_back_either(here: Seat, there: Seat) -> None:
    id = here.make(name="Før")
    there.hear(here)
    here.save(id, name="Mit")
    mine = here.done[-1]
    there.save(id, name="Deres")
    here.hear(there)
    refused(here, mine)


@pytest.mark.parametrize("last", ["here", "there"])
def test_a_record_that_both_made_is_not_taken_back_whoever_made_it_first(here: Seat, there: Seat, last: str) -> None:
    mine, other = (here, there) if last == "here" else (there, here)
    for seat, name in ((other, "Deres"), (mine, "Vores")):
        with seat.store.change("make") as change:
            change.put(make.actor(id="ab" * 16, name=name))
    mine.hear(other)
    other.hear(mine)
    for seat in (mine, other):
        refused(seat, seat.done[0])
    assert mine.actor("ab" * 16).name == "Vores", "the control: nothing stands blank against anything"
    assert len(mine.sides()) == 2


def test_an_edit_of_what_a_colleague_has_put_into_the_bin_is_not_taken_back(here: Seat, there: Seat) -> None:
    id = here.make(name="Før")
    here.save(id, name="Mit")
    mine = here.done[-1]
    there.hear(here)
    there.delete(id)
    here.hear(there)
    refused(here, mine)


def test_another_field_that_a_colleague_changed_does_not_hinder(here: Seat, there: Seat) -> None:
    id = here.make(name="Før")
    here.save(id, name="Mit")
    mine = here.done[-1]
    there.hear(here)
    there.save(id, notes="Deres")
    here.hear(there)
    here.undo(mine)
    assert (here.actor(id).name, here.actor(id).notes) == ("Før", "Deres")


def test_a_delete_done_again_leaves_the_other_side_so_that_a_later_save_can_be_done_again(
    here: Seat, there: Seat
) -> None:
    id = here.make(name="Før")
    there.hear(here)
    there.save(id, notes="Deres")
    here.delete(id)
    deleted = here.done[-1]
    here.hear(there)
    here.save(id, name="Mit")
    saved = here.undo()
    assert here.sides(DELETED) == [True, False]
    deleted = here.undo(deleted)
    assert (here.actor(id).deleted, here.sides(DELETED)) == (False, [])
    here.undo(deleted)
    assert here.sides(DELETED) == [True, False]
    here.undo(saved)
    assert (here.actor(id).name, here.actor(id).notes, here.actor(id).deleted) == ("Mit", "Deres", False)
    assert here.conflicts() == []


def test_a_colleague_who_took_it_out_of_the_bin_too_is_heard_when_it_is_deleted_again(here: Seat, there: Seat) -> None:
    id = here.make()
    here.delete(id)
    there.hear(here)
    there.restore(id)
    here.restore(id)
    restored = here.done[-1]
    here.hear(there)
    here.undo(restored)
    assert here.sides(DELETED) == [True, False]


def test_a_save_is_taken_back_although_a_side_that_says_the_same_has_come_back_too(here: Seat, there: Seat) -> None:
    id = here.make(name="Før")
    there.hear(here)
    there.save(id, name="Ens")
    here.save(id, name="Ens")
    first = here.done[-1]
    here.save(id, name="Mit")
    second = here.done[-1]
    here.hear(there)
    here.decide(id, "name", "Valgt")
    decided = here.undo()
    assert here.sides() == ["Mit", "Ens"]
    second = here.undo(second)
    assert (here.actor(id).name, here.sides()) == ("Ens", [])
    first = here.undo(first)
    assert here.sides() == ["Før", "Ens"]
    here.undo(first)
    here.undo(second)
    assert here.sides() == ["Mit", "Ens"]
    here.undo(decided)
    assert (here.actor(id).name, here.sides()) == ("Valgt", [])


def test_what_two_had_said_alike_is_said_by_two_again(here: Seat, there: Seat) -> None:
    id = here.make(name="Før")
    there.hear(here)
    there.save(id, name="Ens")
    here.save(id, name="Ens")
    mine = here.done[-1]
    here.hear(there)
    here.save(id, name="Mit")
    here.undo()
    here.undo(mine)
    assert here.sides() == ["Før", "Ens"]


def test_a_delete_beside_a_colleagues_is_done_again_with_nothing_left_open(here: Seat, there: Seat) -> None:
    id = here.make(name="Før")
    there.hear(here)
    there.delete(id)
    here.delete(id)
    deleted = here.done[-1]
    here.hear(there)
    here.save(id, name="Mit")
    saved = here.undo()
    assert (here.actor(id).deleted, here.conflicts()) == (True, [])
    deleted = here.undo(deleted)
    assert here.sides(DELETED) == [False, True]
    here.undo(deleted)
    assert (here.actor(id).deleted, here.conflicts()) == (True, [])
    here.undo(saved)
    assert (here.actor(id).name, here.actor(id).deleted, here.conflicts()) == ("Mit", False, [])
