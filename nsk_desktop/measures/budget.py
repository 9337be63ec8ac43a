"""Sums of money: what was granted, what is planned, committed and booked, and what is left of it. All in øre."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from nsk_desktop.domain.codes import BUDGET_KINDS, PostingState


class Granted(NamedTuple):
    """An amount that was granted."""

    year: int | None
    kind: str
    amount: int


class Spent(NamedTuple):
    """An amount that is planned, committed or booked."""

    year: int | None
    kind: str
    state: str
    amount: int


@dataclass(frozen=True, slots=True)
class Sums:
    """The money of one year and kind, or of several together: unlike people, money adds up."""

    budget: int = 0
    planned: int = 0
    committed: int = 0
    booked: int = 0

    @property
    def used(self) -> int:
        """All that is planned, committed or booked: each posting is one of them."""
        return self.planned + self.committed + self.booked

    @property
    def left(self) -> int:
        """What nobody has a plan for yet; below zero when more is used than was granted."""
        return self.budget - self.used

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.budget + other.budget,
            self.planned + other.planned,
            self.committed + other.committed,
            self.booked + other.booked,
        )


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One line of the table: a year and a kind, a whole year (no kind), or everything (neither)."""

    year: int | None
    kind: str | None
    sums: Sums


@dataclass(frozen=True, slots=True)
class Overview:
    """The money by year and kind, by year, and all together."""

    rows: tuple[BudgetRow, ...]
    years: tuple[BudgetRow, ...]
    total: BudgetRow


def overview(granted: Iterable[Granted], spent: Iterable[Spent]) -> Overview:
    """Add up what was granted and what is used of it. Money without a year is in the total and in its own year."""
    budget: Counter[tuple[int | None, str]] = Counter()
    used: dict[str, Counter[tuple[int | None, str]]] = {state: Counter() for state in PostingState}
    for line in granted:
        budget[line.year, line.kind] += line.amount
    for posting in spent:
        # What has a state of a later version is money all the same: it is counted as if it were planned.
        used.get(posting.state, used[PostingState.PLANNED])[posting.year, posting.kind] += posting.amount
    cells = {cell for counter in (budget, *used.values()) for cell in counter}
    rows = [
        BudgetRow(
            year,
            kind,
            Sums(
                budget[year, kind],
                used[PostingState.PLANNED][year, kind],
                used[PostingState.COMMITTED][year, kind],
                used[PostingState.BOOKED][year, kind],
            ),
        )
        for year, kind in sorted(cells, key=_in_order)
    ]
    years = [
        BudgetRow(year, None, _together(row for row in rows if row.year == year))
        for year in dict.fromkeys(row.year for row in rows)
    ]
    return Overview(tuple(rows), tuple(years), BudgetRow(None, None, _together(rows)))


def _together(rows: Iterable[BudgetRow]) -> Sums:
    return sum((row.sums for row in rows), Sums())


def _in_order(cell: tuple[int | None, str]) -> tuple[bool, int, int, str]:
    year, kind = cell
    known: Sequence[str] = BUDGET_KINDS.codes
    return year is None, year or 0, known.index(kind) if kind in known else len(known), kind
