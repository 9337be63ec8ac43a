"""Every figure of a signed half-year: what was signed and the steps of all later changes are what it is now."""

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest

from nsk_desktop.domain.codes import PairVerdict
from nsk_desktop.errors import Cancelled, NskError
from nsk_desktop.services import bridges, people, period_changes, periods, series, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.periods import Explanation
from nsk_desktop.store.replay import Replay
from tests import make
from tests.services.test_periods import HALF, TODAY, meeting

FIRST = date(2025, 1, 1)


def explained(desk: Desk) -> Explanation:
    found = periods.explain(desk, HALF)
    assert found is not None
    return found


def sums(found: Explanation) -> dict[str, int]:
    """What the steps of all changes add up to."""
    total = Counter[str]()
    for change in found.changes:
        total.update(change.steps)
    return {name: number for name, number in total.items() if number}


def moved(desk: Desk) -> dict[str, int]:
    """What lies between the figures counted now and those signed, by itself."""
    signed, now = periods.signed_figures(desk, HALF), periods.present_figures(desk, HALF)
    return {name: now[name] - signed[name] for name in signed if now[name] != signed[name]}


class Town:
    """Somebody who writes about people and meetings at random, in and around the half-year."""

    def __init__(self, desk: Desk, dice: random.Random) -> None:
        self.desk, self.dice = desk, dice

    def grow(self) -> None:
        """What is there when the half-year is signed."""
        for number in range(8):
            people.new_participant(self.desk, f"Navn {number}", target_group=self.dice.choice(["M1", "M1", "M2", None]))
        series.new_series(self.desk, title="Gruppen", closed=True, same_anonymous=self.dice.random() < 0.5)
        for _time in range(self.dice.randrange(3, 7)):
            self.meet()
        for _time in range(3):
            self.join()

    def write(self) -> None:
        """One thing more; what the program refuses is not done."""
        acts: list[Callable[[], object]] = [
            *[self.meet, self.attend, self.attend, self.attend, self.count, self.move, self.change],
            *[self.join, self.join, self.remove, self.bridge, self.say_same, self.regroup, self.undo],
        ]
        with suppress(NskError):
            self.dice.choice(acts)()

    def day(self) -> date:
        return FIRST + timedelta(days=self.dice.randrange(-30, 210))

    def a_meeting(self) -> str:
        return self.dice.choice(sorted(row.id for row in sessions.list_sessions(self.desk)))

    def somebody(self) -> str:
        return self.dice.choice(sorted(row.id for row in people.list_participants(self.desk)))

    def meet(self) -> None:
        hour = self.dice.randrange(10, 14)
        made = meeting(
            self.desk,
            day=self.day(),
            type=self.dice.choice(["dialogmøde", "netværksmøde"]),
            completed=self.dice.random() < 0.8,
            mode=self.dice.choice(["navneliste", "blandet", "ikke optalt"]),
            series_id=self.dice.choice([None, series.list_series(self.desk)[0].id]),
            from_time=f"{hour}:00",
            to_time=f"{hour + 2}:00",
        )
        for _time in range(self.dice.randrange(4)):
            sessions.set_presence(self.desk, made, self.somebody(), "til stede")

    def attend(self) -> None:
        status = self.dice.choice(["til stede", "til stede", "afbud", None])
        sessions.set_presence(self.desk, self.a_meeting(), self.somebody(), status)

    def count(self) -> None:
        low = self.dice.randrange(5)
        group = self.dice.choice(["M1", "M2", ""])
        sessions.set_headcount(
            self.desk, self.a_meeting(), low=low, high=low + self.dice.randrange(3), target_group=group
        )

    def move(self) -> None:
        sessions.save_session(self.desk, self.a_meeting(), day=self.day())

    def change(self) -> None:
        field, value = self.dice.choice(
            [("completed", False), ("completed", True), ("state", "aflyst"), ("state", "afholdt"), ("type", "kursus")]
        )
        sessions.save_session(self.desk, self.a_meeting(), **{field: value})

    def join(self) -> None:
        verdict = self.dice.choice([PairVerdict.SAME, PairVerdict.POSSIBLY, PairVerdict.DIFFERENT, None])
        one, other = self.somebody(), self.somebody()
        if one != other:
            people.judge_pair(self.desk, one, other, verdict)

    def remove(self) -> None:
        sessions.delete_session(self.desk, self.a_meeting())

    def bridge(self) -> None:
        bridges.new_bridge(self.desk, day=self.day())

    def say_same(self) -> None:
        row = series.list_series(self.desk)[0]
        series.save_series(self.desk, row.id, same_anonymous=self.dice.random() < 0.5)

    def regroup(self) -> None:
        people.save_participant(self.desk, self.somebody(), target_group=self.dice.choice(["M1", "M2"]))

    def undo(self) -> None:
        self.desk.undo()


def sign_as(desk: Desk, monkeypatch: pytest.MonkeyPatch, otherwise: dict[str, int]) -> None:
    """Sign as a version of the program would that counts some figures otherwise."""
    now = period_changes.figures_of
    with monkeypatch.context() as patch:
        patch.setattr("nsk_desktop.services.periods.figures_of", lambda *asked: {**now(*asked), **otherwise})
        periods.sign(desk, HALF, "AB", TODAY)


def lived(desk: Desk, seed: int) -> None:
    """A signed half-year and much that was written since."""
    town = Town(desk, random.Random(seed))
    town.grow()
    periods.sign(desk, HALF, "AB", TODAY)
    for _time in range(25):
        town.write()


@pytest.mark.parametrize("seed", range(12))
def test_the_steps_add_up_to_what_every_figure_has_moved(desk: Desk, seed: int) -> None:
    lived(desk, seed)
    found = explained(desk)
    assert (sums(found), found.unexplained) == (moved(desk), {})
    assert all(change.steps and all(change.steps.values()) and change.effect for change in found.changes)


@pytest.mark.parametrize("seed", range(4))
def test_they_add_up_when_those_of_one_meeting_are_one_step(
    desk: Desk, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    lived(desk, seed)
    apart = explained(desk)
    monkeypatch.setattr(period_changes, "MOST_APART", 3)
    found = explained(desk)
    assert (sums(found), found.unexplained) == (moved(desk), {})
    assert len(found.changes) <= len(apart.changes)


def test_a_colleagues_laptop_gives_the_same_steps(tmp_path: Path) -> None:
    with make.desk(tmp_path / "en") as desk, make.desk(tmp_path / "to", author="CD") as other:
        lived(desk, 99)
        other.store.receive(desk.store.journal())
        assert explained(other) == explained(desk)
        town = Town(other, random.Random(5))
        for _time in range(15):
            town.write()
        meeting(other, "Birk")
        desk.store.receive(other.store.journal())
        found = explained(desk)
        assert (sums(found), found.unexplained) == (moved(desk), {})
        assert {change.who for change in found.changes} >= {"CD"}


def test_control_a_change_that_is_left_out_is_seen_as_unexplained(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    held = meeting(desk, "Rose", "Iris")
    periods.sign(desk, HALF, "AB", TODAY)
    sessions.set_presence(desk, held, people.list_participants(desk, "Rose")[0].id, None)
    sessions.set_headcount(desk, held, low=2)
    assert explained(desk).unexplained == {}
    relevant = period_changes._Relevant.chosen
    monkeypatch.setattr(
        period_changes._Relevant,
        "chosen",
        lambda self: {id: one for id, one in relevant(self).items() if one.kind != "attendance"},
    )
    found = explained(desk)
    assert found.unexplained["attendances_registered"] == -1
    left = {name: sums(found).get(name, 0) + found.unexplained.get(name, 0) for name in moved(desk)}
    assert left == moved(desk), "what is unexplained is told, and then it adds up"


def test_control_a_record_that_is_not_put_back_is_seen(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    lived(desk, 3)
    monkeypatch.setattr(Replay, "put", lambda *_values: None)
    assert explained(desk).unexplained == moved(desk)


def test_what_another_version_counted_is_left_over_and_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting(desk, "Rose")
    sign_as(desk, monkeypatch, {"retained": 7})
    found = explained(desk)
    assert [one.name for one in found.figures] == ["retained"]
    assert (found.changes, found.unexplained) == ((), {"retained": -7})


def test_a_figure_that_this_version_does_not_know_is_not_compared(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting(desk, "Rose")
    sign_as(desk, monkeypatch, {"later": 7})
    assert explained(desk) == Explanation((), (), behind=False)


def test_it_can_be_stopped_and_the_store_is_as_it_was(desk: Desk) -> None:
    lived(desk, 7)
    before = [entry.id for entry in desk.store.journal()]
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        periods.explain(desk, HALF, stop)
    assert told[0][0] == 0 < told[0][1]
    assert [entry.id for entry in desk.store.journal()] == before
    assert explained(desk).unexplained == {}
