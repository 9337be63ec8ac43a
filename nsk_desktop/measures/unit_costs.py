"""What a meeting and a reached citizen cost. How many were reached is an interval, and so is what each of them cost."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from nsk_desktop.domain.codes import BudgetKind, PostingState
from nsk_desktop.measures.economy import Cost


@dataclass(frozen=True, slots=True)
class UnitCost:
    """An amount over the meetings that were held and the different citizens who were reached. Nothing is rounded."""

    amount: int
    sessions: int
    lower: int
    upper: int
    """At least and at most so many different citizens: never a sum of groups."""
    postings: int
    """Without any, nobody knows what it cost."""

    @property
    def known(self) -> bool:
        """Whether something was spent, and not more came back than that."""
        return bool(self.postings) and self.amount >= 0

    @property
    def per_session(self) -> Fraction | None:
        """None without meetings."""
        return Fraction(self.amount, self.sessions) if self.sessions and self.known else None

    @property
    def least(self) -> Fraction | None:
        """Per citizen if as many were reached as can have been; None when nobody can have been."""
        return Fraction(self.amount, self.upper) if self.upper and self.known else None

    @property
    def most(self) -> Fraction | None:
        """Per citizen if only those were reached who certainly were; None when it may be anything above the least."""
        return Fraction(self.amount, self.lower) if self.lower and self.known else None


@dataclass(frozen=True, slots=True)
class Spending:
    """Booked and committed money; that of staff, which everything shares, by itself."""

    booked: int = 0
    committed: int = 0
    staff_booked: int = 0
    staff_committed: int = 0
    postings: int = 0
    staff_postings: int = 0


@dataclass(frozen=True, slots=True)
class UnitCosts:
    """The costs of one group, or of everything: of what was spent on it, and with the staff that is posted to it."""

    key: str
    label: str
    spending: Spending
    sessions: int
    lower: int
    upper: int

    @property
    def booked(self) -> UnitCost:
        return self._of(self.spending.booked, self.spending.postings)

    @property
    def committed(self) -> UnitCost:
        """Booked and committed."""
        return self._of(self.spending.booked + self.spending.committed, self.spending.postings)

    @property
    def booked_with_staff(self) -> UnitCost:
        return self._of(self.spending.booked + self.spending.staff_booked, self._all_postings)

    @property
    def committed_with_staff(self) -> UnitCost:
        """Booked and committed."""
        found = self.spending
        amount = found.booked + found.committed + found.staff_booked + found.staff_committed
        return self._of(amount, self._all_postings)

    @property
    def _all_postings(self) -> int:
        """Nothing when no staff is posted to it: then a cost with staff would be one without."""
        return self.spending.postings + self.spending.staff_postings if self.spending.staff_postings else 0

    def _of(self, amount: int, postings: int) -> UnitCost:
        return UnitCost(amount, self.sessions, self.lower, self.upper, postings)


def spending_of(costs: Iterable[Cost]) -> Spending:
    """What was spent on the *costs*: all of each, also of one that is shared between themes. Plans are not spent."""
    found = Spending()
    for cost in costs:
        booked, committed = (
            cost.amount if cost.state == state else 0 for state in (PostingState.BOOKED, PostingState.COMMITTED)
        )
        if cost.state not in (PostingState.BOOKED, PostingState.COMMITTED):
            continue
        if cost.kind == BudgetKind.STAFF:
            found = replace(
                found,
                staff_booked=found.staff_booked + booked,
                staff_committed=found.staff_committed + committed,
                staff_postings=found.staff_postings + 1,
            )
        else:
            found = replace(
                found,
                booked=found.booked + booked,
                committed=found.committed + committed,
                postings=found.postings + 1,
            )
    return found


def nearest(cost: Fraction) -> int:
    """A cost in whole øre, for showing."""
    return round(cost)


def outwards(least: Fraction, most: Fraction | None) -> tuple[int, int | None]:
    """An interval in whole øre that is never narrower than it is."""
    return floor(least), None if most is None else ceil(most)
