"""Money against what it was for: the budget in groups, and what a meeting and a reached citizen cost."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from nsk_desktop.domain.codes import BUDGET_KINDS
from nsk_desktop.domain.counting import CountedSession, CountingRows
from nsk_desktop.domain.dates import half_year_bounds
from nsk_desktop.domain.records import BudgetLine, Programme
from nsk_desktop.i18n import _
from nsk_desktop.measures.budget import Granted
from nsk_desktop.measures.economy import (
    MONEY_GROUPINGS,
    NO_YEAR,
    Cost,
    MoneyGroup,
    Undertaking,
    group_money,
    keys_of,
    kinds_in_order,
    within,
)
from nsk_desktop.measures.figures import Figures
from nsk_desktop.measures.grouping import in_order, label_of
from nsk_desktop.measures.money_notes import Odd, odd_postings, odd_text, remarks
from nsk_desktop.measures.money_told import per_citizen_text, per_session_text, told, with_staff_text
from nsk_desktop.measures.reach import EVERYTHING, Only, reach_of
from nsk_desktop.measures.scope import Scope, scope_of
from nsk_desktop.measures.unit_costs import UnitCost, UnitCosts, spending_of
from nsk_desktop.services.budget import YEARS
from nsk_desktop.services.desk import Desk
from nsk_desktop.store.queries import economy as queries
from nsk_desktop.store.queries.counting import counting_rows

__all__ = [
    "MONEY_GROUPINGS",
    "Account",
    "Cost",
    "CountedSession",
    "Economy",
    "MoneyGroup",
    "Odd",
    "UnitCost",
    "UnitCosts",
    "account",
    "economy",
    "explained",
    "odd_text",
    "per_citizen_text",
    "per_session_text",
    "with_staff_text",
]


@dataclass(frozen=True, slots=True)
class Economy:
    """The money of a period in groups, its costs, and what stands out."""

    by: str
    period: str
    """A year, a half-year, or the whole effort when empty."""
    groups: tuple[MoneyGroup, ...]
    total: MoneyGroup
    costs: tuple[UnitCosts, ...]
    """Of each group; of none when the groups are kinds, because a kind has no meetings of its own."""
    whole: UnitCosts
    odd: tuple[Odd, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """How the figures of one group come about, and the rows behind them."""

    money: MoneyGroup
    costs: UnitCosts
    sentences: tuple[str, ...]
    postings: tuple[Cost, ...]
    sessions: tuple[CountedSession, ...]


def economy(desk: Desk, by: str = "year", period: str = "") -> Economy:
    """The money by one of `MONEY_GROUPINGS`, in *period*: ``2025``, ``2025H1``, or everything."""
    return _Facts(desk, period).economy(by)


def money_by_year(desk: Desk) -> tuple[MoneyGroup, ...]:
    """The money of each year alone: no meeting is read for it."""
    return _Facts(desk, "", meetings=False).groups_of_years()


def account(desk: Desk, by: str, key: str = "", period: str = "") -> Account:
    """What stands behind the group *key*, or behind everything when it is empty."""
    return _Facts(desk, period).account(by, key)


def explained(desk: Desk, by: str = "year", period: str = "") -> tuple[Economy, tuple[Account, ...]]:
    """The money, with what stands behind everything and behind each group."""
    facts = _Facts(desk, period)
    found = facts.economy(by)
    keys = dict.fromkeys(["", *(group.key for group in found.groups), *(one.key for one in found.costs)])
    return found, tuple(facts.account(by, key) for key in keys)


def days_of(period: str) -> tuple[date, date]:
    """The first and last day of a period."""
    if not period:
        return date.min, date.max
    if "H" in period:
        return half_year_bounds(period)
    return date(int(period), 1, 1), date(int(period), 12, 31)


_NO_MEETINGS = CountingRows((), {}, (), ())


class _Facts:
    """Everything that is read, once."""

    def __init__(self, desk: Desk, period: str, *, meetings: bool = True) -> None:
        self.period, self.days = period, days_of(period)
        with desk.store.read() as read:
            self.lines = [Granted(line.year, line.kind, line.amount_ore) for line in read.all(BudgetLine)]
            programme = next(iter(read.all(Programme)), None)
            self.undertakings = {
                one.id: Undertaking(one.title, one.themes, one.budget, one.start, one.end)
                for one in queries.initiatives(read)
            }
            self.costs = [cost_of(row, self.undertakings) for row in queries.postings(read)]
            self.noted = queries.noted_on_meetings(read)
            self.rows = counting_rows(read, *self.days, ages=False) if meetings else _NO_MEETINGS
        self.years = (
            (programme.first_year if programme else None) or YEARS[0],
            (programme.last_year if programme else None) or YEARS[1],
        )
        self.wanted = [cost for cost in self.costs if within(cost, period)]

    def economy(self, by: str) -> Economy:
        groups, total = self._groups(by)
        scope = self._scope()
        return Economy(
            by,
            self.period,
            groups,
            total,
            tuple(self._costs_in_groups(by, scope)),
            self._unit_costs("", _("Together"), self.wanted, reach_of(scope).figures),
            tuple(odd_postings(self.costs, self.undertakings, self.years, self.period)),
            remarks(groups, self.lines, self.undertakings, self.noted if not self.period else (0, 0)),
        )

    def groups_of_years(self) -> tuple[MoneyGroup, ...]:
        return self._groups("year")[0]

    def account(self, by: str, key: str) -> Account:
        groups, total = self._groups(by)
        money = next((group for group in groups if group.key == key), None) if key else total
        if money is None:
            money = replace(total, key=key, label=self._label(by, key), sums=type(total.sums)(), granted=False)
        postings = [cost for cost in self.wanted if not key or key in keys_of(by, cost)]
        scope = self._scope_of_group(by, key)
        costs = self._unit_costs(key, money.label, postings, reach_of(scope).figures)
        sentences = told(costs, by if key else "", professional=0 if key and by != "year" else scope.professional)
        return Account(money, costs, sentences, tuple(postings), tuple(scope.sessions))

    def _groups(self, by: str) -> tuple[tuple[MoneyGroup, ...], MoneyGroup]:
        groups, total = group_money(
            by, self.lines, self.costs, self.undertakings, self._label, self._order, self.period
        )
        return groups, replace(total, label=_("Together"))

    def _costs_in_groups(self, by: str, scope: Scope) -> list[UnitCosts]:
        if by == "kind":
            return []
        if by == "year":
            years = sorted({session.day.year for session in scope.sessions})
            figures = {str(year): reach_of(self._scope_of_group(by, str(year))).figures for year in years}
        else:
            figures = {group.key: group.figures for group in reach_of(scope, by).groups}
        spent: dict[str, list[Cost]] = {}
        for cost in self.wanted:
            for key in keys_of(by, cost):
                spent.setdefault(key, []).append(cost)
        keys = self._order(by, {*figures, *spent})
        return [self._unit_costs(key, self._label(by, key), spent.get(key, ()), figures.get(key)) for key in keys]

    def _unit_costs(self, key: str, label: str, costs: Sequence[Cost], figures: Figures | None) -> UnitCosts:
        if figures is None:
            return UnitCosts(key, label, spending_of(costs), 0, 0, 0)
        persons = figures.persons
        return UnitCosts(key, label, spending_of(costs), figures.sessions.held, persons.lower, persons.upper)

    def _scope(self, only: Only = EVERYTHING) -> Scope:
        return scope_of(self.rows, *self.days, only)

    def _scope_of_group(self, by: str, key: str) -> Scope:
        if not key or by == "kind":
            return self._scope()
        if by != "year":
            return self._scope({by: (key,)})
        # What has no year, or one that no calendar has, has no meetings either.
        known = key != NO_YEAR and date.min.year <= int(key) <= date.max.year
        first, last = days_of(key) if known else (date.max, date.min)
        return scope_of(self.rows, max(first, self.days[0]), min(last, self.days[1]))

    def _label(self, by: str, key: str) -> str:
        match by:
            case "year":
                return _("no year") if key == NO_YEAR else key
            case "kind":
                return BUDGET_KINDS.label(key)
            case _:
                return label_of(by, key, self.rows)

    def _order(self, by: str, keys: Collection[str]) -> Sequence[str]:
        match by:
            case "year":
                return sorted(keys, key=lambda key: (key == NO_YEAR, int(key) if key != NO_YEAR else 0))
            case "kind":
                return kinds_in_order(keys)
            case _:
                return in_order(by, keys, self.rows)


def cost_of(row: queries.PostingRow, undertakings: dict[str, Undertaking]) -> Cost:
    """A posting with its initiative and themes.

    It stands where reach has its meeting, so that what was spent and who came belong together: at the themes and the
    initiative of the meeting, unless the posting names an initiative itself. Without a meeting the themes are those of
    the initiative.
    """
    initiative = row.initiative or row.session_initiative
    one = undertakings.get(initiative or "")
    return Cost(
        id=row.id,
        day=row.day,
        text=row.text,
        kind=row.kind,
        state=row.state,
        amount=row.amount,
        year=row.year,
        initiative=initiative,
        themes=row.session_themes if row.session else one.themes if one else (),
        session=row.session,
        other_initiative=bool(row.initiative and row.session_initiative and row.initiative != row.session_initiative),
    )
