"""Joining two side by side, and taking it back: what was chosen for the join goes with it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from nsk_desktop.domain.codes import PairVerdict
from nsk_desktop.domain.identity import pair_id
from nsk_desktop.domain.records import PersonPair
from nsk_desktop.services import history, joining, people
from nsk_desktop.services.desk import Desk
from tests import make

CHOSEN = {"surname": "Yousef", "birth_year": 1986}


@pytest.fixture
def two(desk: Desk) -> tuple[str, str]:
    """Amina Yusuf and Amina Yousef; the smaller id, which both are shown as, first."""
    first, second = sorted(people.new_participant(desk, "Amina") for _ in range(2))
    people.save_participant(desk, first, surname="Yusuf", birth_year=1985)
    people.save_participant(desk, second, surname="Yousef", birth_year=1986)
    return first, second


def said(desk: Desk, id: str) -> tuple[str, int | None]:
    record = people.get(desk, id)
    assert record is not None
    return record.surname, record.birth_year


Answer = Callable[[Desk, str, str], object]
ANSWERS: list[Answer] = [
    lambda desk, one, other: people.judge_pair(desk, one, other, None),
    lambda desk, one, other: people.judge_pair(desk, other, one, PairVerdict.DIFFERENT),
    lambda desk, one, other: people.judge_pair(desk, one, other, PairVerdict.POSSIBLY),
    lambda desk, _one, _other: desk.undo(),
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_both_are_as_they_were_however_a_join_is_taken_back(desk: Desk, two: tuple[str, str], answer: Answer) -> None:
    joining.join(desk, *two, CHOSEN)
    assert said(desk, two[0]) == ("Yousef", 1986), "control: the join chose"
    answer(desk, *two)
    assert [said(desk, id) for id in two] == [("Yusuf", 1985), ("Yousef", 1986)]
    assert history.conflicts(desk) == []


def test_taking_back_is_one_step_that_can_be_taken_back_itself(desk: Desk, two: tuple[str, str]) -> None:
    joining.join(desk, *two, CHOSEN)
    people.judge_pair(desk, *two, None)
    desk.undo()
    assert said(desk, two[0]) == ("Yousef", 1986)
    assert len(people.list_participants(desk)) == 1
    people.judge_pair(desk, *two, None)
    assert said(desk, two[0]) == ("Yusuf", 1985)


def test_a_join_that_was_undone_and_done_again_is_taken_back_as_well(desk: Desk, two: tuple[str, str]) -> None:
    joining.join(desk, *two, CHOSEN)
    desk.undo()
    desk.redo()
    people.judge_pair(desk, *two, None)
    assert said(desk, two[0]) == ("Yusuf", 1985)


def test_what_was_changed_after_the_join_stays(desk: Desk, two: tuple[str, str]) -> None:
    joining.join(desk, *two, CHOSEN)
    people.save_participant(desk, two[0], birth_year=1990, gender="kvinde")
    people.judge_pair(desk, *two, None)
    assert said(desk, two[0]) == ("Yusuf", 1990)


def test_a_second_join_that_chose_nothing_takes_nothing_back(desk: Desk, two: tuple[str, str]) -> None:
    joining.join(desk, *two, CHOSEN)
    people.judge_pair(desk, *two, None)
    people.save_participant(desk, two[0], surname="Yousef", birth_year=1986)
    joining.join(desk, *two, CHOSEN)
    people.judge_pair(desk, *two, None)
    assert said(desk, two[0]) == ("Yousef", 1986)


def test_a_colleague_can_take_it_back_and_two_joins_are_no_dispute(
    desk: Desk, two: tuple[str, str], tmp_path: Path
) -> None:
    with make.desk(tmp_path / "kollega", author="MK") as other:
        other.store.receive(desk.store.journal())
        joining.join(desk, *two, CHOSEN)
        joining.join(other, *two, CHOSEN)
        other.store.receive(desk.store.journal())
        desk.store.receive(other.store.journal())
        assert history.conflicts(desk) == []
        people.judge_pair(desk, *two, None)
        assert len(people.list_participants(desk)) == 2


def test_control_a_join_that_does_not_say_where_it_chose_keeps_what_it_chose(desk: Desk, two: tuple[str, str]) -> None:
    joining.join(desk, *two, CHOSEN)
    with desk.store.change("Glem") as change:
        change.save(PersonPair, pair_id(*two), chosen_in="")
    people.judge_pair(desk, *two, None)
    assert said(desk, two[0]) == ("Yousef", 1986)
