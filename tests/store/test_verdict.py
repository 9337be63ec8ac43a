"""The verdict over three laptops is right about what the walk of `test_convergence.py` meets only by chance."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import permutations
from pathlib import Path

import pytest

from nsk_desktop.domain.records import Session
from nsk_desktop.store.change import Done
from tests.store.team import SEED, Laptop, Team, seeded
from tests.store.verdict import judge

RECORD = SEED[0].id


@pytest.fixture
def team() -> Team:
    made = Team()
    for entry in seeded()[1]:
        made.note(entry, {}, {})
    return made


@pytest.fixture
def laptops(team: Team, tmp_path: Path) -> Iterator[list[Laptop]]:
    made = [Laptop(team, tmp_path, name) for name in ("A", "B")]
    yield made
    for laptop in made:
        laptop.desk.close()


def leave_in_the_bin_with_both_sides(team: Team, laptops: list[Laptop]) -> None:
    """Two disagree, one deletes, decides (which takes it out of the bin) and takes the decision back."""
    here, there = laptops
    for number, laptop in enumerate(laptops):
        team.now += 1000
        laptop.act([RECORD], partial(name_it, laptop, f"v{number}"))
    here.take(there.give())
    here.act([RECORD], lambda: delete(here))
    here.act([RECORD], lambda: decide(here), decided="title")
    done: Done = here.desk._done[-1]
    here.rewind(here.desk.undo, done)
    assert here.screen(RECORD).deleted
    assert set(here.screen(RECORD).conflicts) == {"title"}
    for giver, taker in permutations(laptops, 2):
        taker.take(giver.give())


def name_it(laptop: Laptop, title: str) -> None:
    with laptop.store.change("edit") as change:
        change.save(Session, RECORD, title=title)


def delete(laptop: Laptop) -> None:
    with laptop.store.change("bin") as change:
        change.delete(Session, RECORD)


def decide(laptop: Laptop) -> None:
    with laptop.store.change("decide") as change:
        change.decide(Session, RECORD, "title", "v1")


def test_an_undo_that_brings_back_both_sides_and_the_bin_hides_neither(team: Team, laptops: list[Laptop]) -> None:
    leave_in_the_bin_with_both_sides(team, laptops)
    judge(team, laptops)


def test_a_side_that_was_not_part_of_the_same_save_would_be_hidden(team: Team, laptops: list[Laptop]) -> None:
    leave_in_the_bin_with_both_sides(team, laptops)
    for id, write in team.writes.items():
        team.writes[id] = replace(write, together=frozenset({id}))
    with pytest.raises(AssertionError, match="went into the bin unseen"):
        judge(team, laptops)
