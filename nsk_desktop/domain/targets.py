"""Targets: what the effort wants to have reached, of one indicator in one period, and what cannot be true of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from nsk_desktop.domain.codes import Indicator
from nsk_desktop.domain.dates import FIRST_YEAR, LAST_YEAR, half_year, half_year_bounds, half_year_label
from nsk_desktop.domain.mapping import Exchanged, Mapped, code_field, number_field, text_field
from nsk_desktop.errors.typed import DateProblem
from nsk_desktop.i18n import _

WHOLE = "hele indsatsen"
"""The period of a target for all the years of the effort."""
BY_THEME = frozenset({Indicator.PERSONS, Indicator.ATTENDANCES, Indicator.RETAINED, Indicator.MEETINGS})
"""What can be counted for one theme alone."""
GROWING = BY_THEME | {Indicator.MOBILISED, Indicator.FIRST_MEETINGS}
"""What never becomes less when the period is longer or the theme is left open."""
Years = tuple[int, int]
"""The first and the last year of the effort."""


class Target(Exchanged):
    """A number that the effort wants to reach."""

    __tablename__ = "target"

    indicator: Mapped[str] = code_field(Indicator.PERSONS)
    period: Mapped[str] = text_field()
    """A half-year (``2025H1``), a year (``2025``), or all the years of the effort."""
    theme: Mapped[str | None] = code_field()
    """One theme, or the whole."""
    value: Mapped[int | None] = number_field()
    notes: Mapped[str] = text_field(personal=True)


def period_bounds(period: str, years: Years) -> tuple[date, date] | None:
    """First and last day of *period*; nothing for one that cannot be read."""
    if period == WHOLE:
        return date(years[0], 1, 1), date(years[1], 12, 31)
    if period.isascii() and period.isdigit():
        year = int(period)
        return (date(year, 1, 1), date(year, 12, 31)) if FIRST_YEAR <= year <= LAST_YEAR else None
    try:
        return half_year_bounds(period)
    except DateProblem:
        return None


def period_label(period: str) -> str:
    """``1. halvår 2025``, ``2025``, ``hele indsatsen``; what cannot be read as it stands."""
    if period == WHOLE:
        return _("The whole effort")
    try:
        return half_year_label(period)
    except DateProblem:
        return period


def periods_to_choose(years: Years, today: date, kept: Iterable[str] = ()) -> list[str]:
    """All the effort, then each year with its half-years; also those that lie outside and are used already."""
    numbers = {*range(years[0], years[1] + 1), today.year}
    names = [WHOLE]
    for year in sorted(numbers):
        names += [str(year), f"{year}H1", f"{year}H2"]
    return [*names, *sorted(set(kept) - {*names, ""})]


def periods_within(period: str, years: Years) -> list[str]:
    """The half-years of *period*, the latest first."""
    bounds = period_bounds(period, years)
    if bounds is None:
        return []
    first, last = bounds
    names = [f"{year}H{half}" for year in range(first.year, last.year + 1) for half in (1, 2)]
    return [name for name in reversed(names) if half_year(first) <= name <= half_year(last)]


class Flaw(StrEnum):
    """What is wrong with a target, or with two together."""

    NO_NUMBER = "no number"
    NO_PERIOD = "no period"
    NOT_BY_THEME = "not by theme"
    TWICE = "twice"
    OTHERWISE = "otherwise"
    PART_ABOVE_WHOLE = "part above whole"


@dataclass(frozen=True, slots=True)
class TargetProblem:
    """A flaw, the target that has it, and the one that it stands against."""

    flaw: Flaw
    target: str
    other: str = ""


def problems(targets: Iterable[Target], years: Years) -> list[TargetProblem]:
    """Everything that is wrong; what stands between two is told at both."""
    known = list(targets)
    found = [TargetProblem(flaw, one.id) for one in known for flaw in _own_flaws(one, years)]
    for one, other in combinations([one for one in known if one.value is not None], 2):
        for first, second in ((one, other), (other, one)):
            flaw = _between(first, second, years)
            if flaw is not None:
                found.append(TargetProblem(flaw, first.id, second.id))
    return found


def _own_flaws(one: Target, years: Years) -> Iterable[Flaw]:
    if one.value is None:
        yield Flaw.NO_NUMBER
    if period_bounds(one.period, years) is None:
        yield Flaw.NO_PERIOD
    if one.theme and one.indicator not in BY_THEME:
        yield Flaw.NOT_BY_THEME


def _between(one: Target, other: Target, years: Years) -> Flaw | None:
    if one.indicator != other.indicator or one.value is None or other.value is None:
        return None
    if (one.period, one.theme or "") == (other.period, other.theme or ""):
        return Flaw.TWICE if one.value == other.value else Flaw.OTHERWISE
    above = one.value > other.value and one.indicator in GROWING
    return Flaw.PART_ABOVE_WHOLE if above and _is_part(one, other, years) else None


def _is_part(one: Target, other: Target, years: Years) -> bool:
    """Whether all that counts for *one* counts for *other* too."""
    part, whole = period_bounds(one.period, years), period_bounds(other.period, years)
    if part is None or whole is None or (other.theme and other.theme != one.theme):
        return False
    return whole[0] <= part[0] and part[1] <= whole[1]
