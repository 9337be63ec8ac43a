"""The same person on two laptops, against a brute-force oracle: the interval holds, whoever has seen whose entries."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations
from random import Random

import pytest

from nsk_desktop.domain.counting import CountingRows
from nsk_desktop.exchange.central import counting_rows
from nsk_desktop.exchange.evaluation import EvaluationData
from nsk_desktop.exchange.manifest import Holding
from nsk_desktop.measures.reach import reach
from tests.exchange.laptops import empty_tables, file_of, merged, row

FIRST, LAST = date(2025, 1, 1), date(2025, 6, 30)
DEVICES = ("a" * 32, "b" * 32, "c" * 32)
SEEDS = range(120)


class Town:
    """Up to three laptops with a few persons and meetings each; some have read the files of others."""

    def __init__(self, seed: int) -> None:
        dice = Random(seed)
        self.persons: dict[str, str] = {}
        """To the laptop where each was made."""
        self.there: dict[str, set[str]] = {}
        """By meeting."""
        self.home: dict[str, str] = {}
        for device in DEVICES[: dice.randint(2, 3)]:
            own = [f"p-{device[0]}{n}" for n in range(dice.randint(1, 3))]
            self.persons |= dict.fromkeys(own, device)
            for n in range(2):
                meeting = f"m{device[0]}{n}"
                self.home[meeting] = device
                self.there[meeting] = set(dice.sample(own, dice.randint(0, len(own))))
        devices = sorted(set(self.persons.values()))
        self.seen = {device: {device} for device in devices}
        for reader, other in dice.sample([(a, b) for a in devices for b in devices if a != b], dice.randint(0, 2)):
            self.seen[reader] |= self.seen[other]

    def files(self) -> list[EvaluationData]:
        return [self._file(device) for device in self.seen]

    def _file(self, device: str) -> EvaluationData:
        seen = self.seen[device]
        people = [
            row("Deltagere", person, "1-1", device, køn="kvinde", målgruppe="M1", slettet=False)
            for person, home in self.persons.items()
            if home in seen
        ]
        meetings = [
            row(
                "Aktiviteter",
                meeting,
                "1-1",
                device,
                dato=date(2025, 3, 4),
                tilstand="afholdt",
                registrering="navngivet/alias",
                slettet=False,
            )
            for meeting, home in self.home.items()
            if home in seen
        ]
        present = [
            row("Deltagelser", f"{m}-{p}", "1-1", device, aktivitet=m, deltager=p, status="til stede", slettet=False)
            for m, there in self.there.items()
            for p in there
            if self.home[m] in seen
        ]
        holds = {other: Holding(1, f"{1:016x}") for other in seen}
        sheets = {"Deltagere": people, "Aktiviteter": meetings, "Deltagelser": present}
        return file_of(sheets, device=device, holds=holds)

    def reached(self) -> list[str]:
        return sorted(set().union(*self.there.values()))

    def fewest(self) -> int:
        """The fewest different people there can be: nobody on one list twice, nobody present twice."""
        people = self.reached()
        apart = {
            frozenset(pair)
            for pair in combinations(people, 2)
            if any({self.persons[one] for one in pair} <= seen for seen in self.seen.values())
            or any(set(pair) <= there for there in self.there.values())
        }
        return next(number for number in range(len(people) + 1) if _fits(people, apart, number, {}))

    def largest_list(self) -> int:
        """The most that one laptop can tell apart."""
        return max(sum(self.persons[person] in seen for person in self.reached()) for seen in self.seen.values())


def _fits(people: list[str], apart: set[frozenset[str]], number: int, given: Mapping[str, int]) -> bool:
    """Whether *people* can be *number* different people."""
    if not people:
        return True
    first, rest = people[0], people[1:]
    return any(
        _fits(rest, apart, number, {**given, first: one})
        for one in range(number)
        if not any(given[other] == one and frozenset((first, other)) in apart for other in given)
    )


def counted(town: Town) -> CountingRows:
    return counting_rows(merged(empty_tables(), town.files())[0])


def persons(rows: CountingRows) -> tuple[int, int, int]:
    found = reach(rows, FIRST, LAST).figures.persons
    return found.registered, found.lower, found.upper


@pytest.mark.parametrize("chunk", range(6))
def test_the_interval_holds_whoever_the_persons_are(chunk: int) -> None:
    for seed in SEEDS[chunk::6]:
        town = Town(seed)
        registered, lower, upper = persons(counted(town))
        assert registered == upper == len(town.reached()), seed
        # Never more than there must be, and as many as any one laptop can tell apart by itself when it is one group.
        assert lower <= town.fewest(), seed
        if all(len(seen) == 1 for seen in town.seen.values()):
            assert lower == town.fewest() == town.largest_list(), seed


def test_whoever_has_read_the_most_decides_how_sure_the_figure_is() -> None:
    """Two laptops: the lower bound is exact, whether nobody, one or both have read the other's file."""
    found = [town for town in map(Town, SEEDS) if len(town.seen) == 2]
    assert {sum(len(seen) for seen in town.seen.values()) for town in found} == {2, 3, 4}
    for town in found:
        assert persons(counted(town))[1] == town.fewest() == town.largest_list()


def test_counting_everybody_as_different_is_caught() -> None:
    """Control: with one unit for all, some town is said to have more people than it must."""
    wrong = 0
    for town in map(Town, SEEDS):
        rows = counted(town)
        one = replace(rows, persons={name: person._replace(unit="") for name, person in rows.persons.items()})
        wrong += persons(one)[1] > town.fewest()
    assert wrong > len(SEEDS) / 4
