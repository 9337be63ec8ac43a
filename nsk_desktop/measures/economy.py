"""Money in groups: by year, kind, theme or initiative. It adds up to the øre; what fits no group has its own."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from nsk_desktop.domain.codes import BUDGET_KINDS, PostingState
from nsk_desktop.domain.dates import half_year
from nsk_desktop.measures.budget import Granted, Sums
from nsk_desktop.measures.grouping import NO_INITIATIVE, NO_THEME

MONEY_GROUPINGS = ("year", "kind", "theme", "initiative")
"""The ways to group money; what stands after ``--by``."""
NO_YEAR = "uden år"


class Cost(NamedTuple):
    """A posting with what it is for."""

    id: str
    day: date | None
    text: str
    kind: str
    state: str
    amount: int
    year: int | None
    """The year of the budget that it is taken from."""
    initiative: str | None
    """Its own, or that of its meeting."""
    themes: tuple[str, ...]
    """Those of its meeting, or else of its initiative."""
    session: str | None = None
    other_initiative: bool = False
    """Its meeting belongs to another initiative than the posting says."""


class Undertaking(NamedTuple):
    """What money needs to know of an initiative."""

    title: str
    themes: tuple[str, ...]
    budget: int | None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class MoneyGroup:
    """The money of one year, kind, theme or initiative."""

    key: str
    label: str
    sums: Sums
    granted: bool = True
    """Whether there is a budget to hold it against; without one nothing is left of it and no share is used."""
    parts: tuple["MoneyGroup", ...] = field(default=())
    """The kinds of a year."""

    @property
    def left(self) -> int | None:
        return self.sums.left if self.granted else None

    @property
    def share(self) -> Fraction | None:
        """How much of the budget is planned, committed or booked."""
        return Fraction(self.sums.used, self.sums.budget) if self.granted and self.sums.budget > 0 else None


def divide(amount: int, number: int) -> list[int]:
    """*amount* in *number* parts that differ by an øre at most and add up to it."""
    part, over = divmod(amount, number)
    return [part + (place < over) for place in range(number)]


def keys_of(by: str, cost: Cost) -> tuple[str, ...]:
    """The groups that a posting belongs to."""
    match by:
        case "year":
            return (year_key(cost.year),)
        case "kind":
            return (cost.kind,)
        case "theme":
            return tuple(dict.fromkeys(cost.themes)) or (NO_THEME,)
        case _:
            return (cost.initiative or NO_INITIATIVE,)


def year_key(year: int | None) -> str:
    return NO_YEAR if year is None else str(year)


def spent_on(by: str, cost: Cost) -> list[tuple[str, int]]:
    """What each group bears of a posting: equal shares where there are several themes."""
    keys = keys_of(by, cost)
    return list(zip(keys, divide(cost.amount, len(keys)), strict=True))


def within(cost: Cost, period: str) -> bool:
    """Whether a posting belongs to *period*: a year by the budget it is taken from, a half-year by its day."""
    if not period:
        return True
    if "H" in period:
        return cost.day is not None and half_year(cost.day) == period
    return cost.year == int(period)


def budgets_of(
    by: str, lines: Iterable[Granted], undertakings: Mapping[str, Undertaking], period: str
) -> dict[str, int] | None:
    """What was granted to each group, None where nothing was granted in that way.

    Money is granted by the year and by kind. An initiative may have a budget of its own for all its years, and its
    themes share it; what no initiative has is the budget of none. So there is none for half a year, and none for
    initiatives in a single year.
    """
    if "H" in period or (period and by in ("theme", "initiative")):
        return None
    wanted = [line for line in lines if not period or line.year == int(period)]
    found: dict[str, int] = {}
    if by in ("year", "kind"):
        for line in wanted:
            key = year_key(line.year) if by == "year" else line.kind
            found[key] = found.get(key, 0) + line.amount
        return found
    left = sum(line.amount for line in wanted)
    for id, one in undertakings.items():
        if one.budget is not None:
            keys = (id,) if by == "initiative" else tuple(dict.fromkeys(one.themes)) or (NO_THEME,)
            for key, part in zip(keys, divide(one.budget, len(keys)), strict=True):
                found[key] = found.get(key, 0) + part
            left -= one.budget
    rest = NO_THEME if by == "theme" else NO_INITIATIVE
    return {**found, rest: found.get(rest, 0) + left} if left or rest in found else found


def group_money(
    by: str,
    lines: Sequence[Granted],
    costs: Sequence[Cost],
    undertakings: Mapping[str, Undertaking],
    label: Callable[[str, str], str],
    order: Callable[[str, Collection[str]], Sequence[str]],
    period: str = "",
) -> tuple[tuple[MoneyGroup, ...], MoneyGroup]:
    """The groups of *by* in *order*, and everything together, of *period*: a year, a half-year, or all when empty."""
    if by not in MONEY_GROUPINGS:
        raise ValueError(by)
    wanted = [cost for cost in costs if within(cost, period)]
    budgets = budgets_of(by, lines, undertakings, period)
    used: dict[str, Sums] = {}
    for cost in wanted:
        for key, amount in spent_on(by, cost):
            used[key] = used.get(key, Sums()) + _as_sums(cost.state, amount)
    groups = []
    for key in order(by, {*used, *(budgets or ())}):
        granted = budgets is not None and (by in ("year", "kind") or key in budgets)
        sums = replace(used.get(key, Sums()), budget=(budgets or {}).get(key, 0))
        parts: tuple[MoneyGroup, ...] = ()
        if by == "year":
            of_year = [line for line in lines if year_key(line.year) == key]
            kinds = [cost for cost in wanted if year_key(cost.year) == key]
            inner = period if "H" in period else ""
            parts, _all = group_money("kind", of_year, kinds, undertakings, label, order, inner)
        groups.append(MoneyGroup(key, label(by, key), sums, granted, parts))
    total = sum((group.sums for group in groups), Sums())
    if budgets is None and period and "H" not in period:
        # The year has a budget all the same, only not one that is divided in this way.
        total = replace(total, budget=sum(line.amount for line in lines if line.year == int(period)))
    return tuple(groups), MoneyGroup("", "", total, "H" not in period)


def _as_sums(state: str, amount: int) -> Sums:
    match state:
        case PostingState.BOOKED:
            return Sums(booked=amount)
        case PostingState.COMMITTED:
            return Sums(committed=amount)
        case _:
            # What has a state of a later version is money all the same: it is counted as if it were planned.
            return Sums(planned=amount)


def kinds_in_order(keys: Collection[str]) -> list[str]:
    """The known kinds in their own order, then others."""
    known: Sequence[str] = BUDGET_KINDS.codes
    return sorted(keys, key=lambda key: (known.index(key) if key in known else len(known), key))
