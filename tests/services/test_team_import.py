"""A colleague's file: a plan that changes nothing, then all of it or none; and what is odd about it is told."""

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from nsk_desktop import paths
from nsk_desktop.domain.records import Actor
from nsk_desktop.errors import Cancelled
from nsk_desktop.services import history, team, team_import
from nsk_desktop.services.desk import Desk
from nsk_desktop.store import colleagues as known
from nsk_desktop.store import marks
from nsk_desktop.store.checking import check, digest
from tests import make
from tests.services.team_desks import copied, give, introduce, new_desk, reopened, take


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    desks = new_desk(tmp_path / "a", "AB"), new_desk(tmp_path / "b", "CD")
    introduce(*desks, tmp_path)
    yield desks
    for desk in desks:
        desk.close()


def add(desk: Desk, **fields: str) -> str:
    with desk.store.change("make") as change:
        return change.create(make.actor(**fields))


def save(desk: Desk, id: str, **fields: str) -> None:
    with desk.store.change("save") as change:
        change.save(Actor, id, **fields)


def delete(desk: Desk, id: str) -> None:
    with desk.store.change("bin") as change:
        change.delete(Actor, id)


def test_the_plan_says_what_will_be_and_changes_nothing(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    one, other = pair
    kept, disputed, gone = (add(one, name=name) for name in ("Kirken", "Skolen", "Klubben"))
    take(other, give(one, tmp_path))
    save(other, kept, name="Kirken ved torvet")
    save(other, disputed, name="Skolen CD")
    save(one, disputed, name="Skolen AB")
    delete(other, gone)
    for name in ("Ny 1", "Ny 2"):
        add(other, name=name)
    file = give(other, tmp_path)
    before = digest(one.store)
    plan = team_import.plan_file(one, file)
    assert digest(one.store) == before
    assert plan.sentence() == "2 nye, 1 rettet, 1 konflikt, 1 slettet"
    ((line),) = plan.counts
    assert (line.kind, line.name, line.new, line.changed, line.disputed, line.deleted) == (
        "actor",
        "Lokal aktør",
        2,
        1,
        1,
        1,
    )
    assert (plan.head.name, plan.noticed, plan.restored, plan.remarks()) == ("Bærbar CD", (), False, [])
    taken = team_import.accept(one, plan)
    assert taken.sentence() == plan.sentence()
    assert check(one.store).problems == ()
    assert team_import.plan_file(one, file).sentence() == "intet nyt"
    (conflict,) = history.conflicts(one)
    assert {side.who for side in conflict.sides} == {"AB", "CD"}


def test_a_decision_is_one_step_that_can_be_undone_and_travels(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    one, other = pair
    id = add(one, name="Skolen")
    take(other, give(one, tmp_path))
    save(other, id, name="Skolen CD")
    save(one, id, name="Skolen AB")
    take(one, give(other, tmp_path))
    (conflict,) = history.conflicts(one)
    history.decide(one, conflict, "Skolen CD")
    assert history.conflicts(one) == []
    one.undo()
    assert [found.record for found in history.conflicts(one)] == [id]
    one.redo()
    take(other, give(one, tmp_path))
    assert history.conflicts(other) == []


def test_a_copy_of_the_store_is_made_before_a_file_is_taken(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    one, other = pair
    add(other)
    take(one, give(other, tmp_path))
    assert list((one.folder / "backups").glob("*-import.db"))


def test_people_who_may_be_the_same_are_listed_for_a_person(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    one, other = pair
    for desk, alias in ((one, "Amina Hassan"), (other, "Amina Hasan"), (other, "Niels Bukh")):
        with desk.store.change("make") as change:
            change.create(make.participant(alias, birth_year=1988, gender="kvinde"))
    taken = take(one, give(other, tmp_path))
    (pair_found,) = team_import.perhaps_known(one, taken)
    assert {pair_found.first, pair_found.second} == {"Amina Hassan", "Amina Hasan"}


def test_old_files_late_and_again_are_harmless_and_nothing_is_noticed(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    one, other = pair
    third = new_desk(tmp_path / "c", "EF")
    introduce(one, third, tmp_path)
    introduce(other, third, tmp_path)
    files = []
    for number in range(3):
        add(other, name=f"Aktør {number}")
        files.append(give(other, tmp_path / str(number)))
    take(third, files[2])
    take(one, give(third, tmp_path))
    for file in (files[1], files[0], files[2], files[0]):
        plan = team_import.plan_file(one, file)
        assert (plan.fresh, plan.noticed) == (0, ())
        team_import.accept(one, plan)
    assert [colleague.noticed for colleague in team.colleagues(one)] == [(), ()]
    third.close()


def test_a_stop_at_any_moment_leaves_nothing_behind(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    """While the file is read, tried, and taken in."""
    one, other = pair
    for number in range(5):
        add(other, name=f"Aktør {number}")
    file = give(other, tmp_path)
    before = digest(one.store)
    steps: list[int] = []
    plan = team_import.plan_file(one, file, lambda done, _all: steps.append(done))
    for act in (partial(team_import.plan_file, one, file), partial(team_import.accept, one, plan)):
        for last in range(len(steps) if act.func is team_import.plan_file else len(plan.entries) + 1):
            left = iter(range(last))

            def stop(_done: int, _all: int, left: Iterator[int] = left) -> None:
                if next(left, None) is None:
                    raise Cancelled

            with pytest.raises(Cancelled):
                act(stop)
            assert digest(one.store) == before
    assert team_import.accept(one, plan).sentence() == "5 nye"


def restored(desk: Desk, act: str, tmp_path: Path) -> Desk:
    """The desk after its store was put back as it is now, an actor was made and given away, and *act*."""
    desk.close()
    folder = desk.folder
    old = (folder / "nsk.db").read_bytes(), (folder / "nsk.mark.json").read_bytes()
    again = reopened(folder)
    add(again, name="Tabt")
    give(again, tmp_path / "lost")
    again.close()
    (folder / "nsk.db").write_bytes(old[0])
    if act == "unnoticed":
        (folder / "nsk.mark.json").write_bytes(old[1])
        shutil.rmtree(paths.user_state() / "marks")
    return reopened(folder)


def test_a_store_that_was_put_back_is_another_device_and_colleagues_hear_of_it(
    pair: tuple[Desk, Desk], tmp_path: Path
) -> None:
    one, other = pair
    add(other)
    take(one, give(other, tmp_path))
    device = other.store.device
    again = restored(other, "noticed", tmp_path)
    assert again.notice.restored
    assert again.store.device != device
    plan = team_import.plan_file(one, give(again, tmp_path))
    assert plan.noticed == (known.NEW_IDENTITY,)
    team_import.accept(one, plan)
    (colleague,) = team.colleagues(one)
    assert colleague.noticed == (known.NEW_IDENTITY,)
    team.settle_notices(one, colleague.key)
    (colleague,) = team.colleagues(one)
    assert colleague.noticed == ()
    assert team_import.plan_file(one, give(again, tmp_path)).noticed == ()
    again.close()


def test_a_journal_that_goes_back_unnoticed_is_noticed_by_the_colleague(
    pair: tuple[Desk, Desk], tmp_path: Path
) -> None:
    """Marks and all were put back with the store, so only who has its later entries can tell."""
    one, other = pair
    add(other)
    take(one, give(other, tmp_path))
    device = other.store.device
    again = restored(other, "unnoticed", tmp_path)
    assert again.store.device == device
    (lost,) = (tmp_path / "lost").iterdir()
    take(one, lost)
    add(again, name="Ny")
    plan = team_import.plan_file(one, give(again, tmp_path))
    assert plan.noticed == (known.WENT_BACK,)
    team_import.accept(one, plan)
    # What was lost comes back with the colleague's file, and is the sign for the store itself.
    back = team_import.plan_file(again, give(one, tmp_path))
    assert back.restored
    assert back.remarks()
    team_import.accept(again, back)
    assert again.store.device != device
    assert {entry.id for entry in again.store.journal()} == {entry.id for entry in one.store.journal()}
    again.close()


def test_a_copied_store_in_use_beside_the_first_is_noticed(
    pair: tuple[Desk, Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = pair
    add(other)
    take(one, give(other, tmp_path))
    other.close()
    folder = copied(other.folder, tmp_path / "copy")
    first = reopened(other.folder)
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(marks, "_machine", lambda: "another machine")
        copy = reopened(folder)
    assert copy.notice.moved
    assert copy.store.device != first.store.device
    add(copy, name="På kopien")
    plan = team_import.plan_file(one, give(copy, tmp_path / "copied"))
    assert plan.noticed == (known.NEW_IDENTITY,)
    team_import.accept(one, plan)
    add(first, name="På den første")
    plan = team_import.plan_file(one, give(first, tmp_path))
    assert plan.noticed == (known.TWICE,)
    team_import.accept(one, plan)
    assert check(one.store).problems == ()
    first.close()
    copy.close()


def test_a_clock_that_is_set_back_after_a_file_gives_no_alarm(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    """The file was stamped a month ahead; the clock is mended and the program started again."""
    one, other = pair
    other.store._clock._wall = lambda: 1_900_000_000_000
    ahead = give(other, tmp_path / "ahead")
    other.close()
    again = reopened(other.folder)
    id = add(again)
    take(one, give(again, tmp_path))
    assert team_import.plan_file(one, ahead).noticed == ()
    made = next(entry.hlc for entry in again.store.journal() if entry.record == id)
    assert made > f"{1_900_000_000_000 * 0x10000:016x}"
    again.close()
