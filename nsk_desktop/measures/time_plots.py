"""Reach over time as plots: in each month or half-year, and all different people from the beginning until then."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from nsk_desktop.domain.dates import half_year_bounds, month_name
from nsk_desktop.domain.numbers import span
from nsk_desktop.domain.plot import Bar, Fill, Part, Plot, Shape
from nsk_desktop.i18n import _
from nsk_desktop.measures.bounds import least, most, registered_at
from nsk_desktop.measures.figures import Persons
from nsk_desktop.measures.grouping import half_year_label
from nsk_desktop.measures.scope import Scope
from nsk_desktop.measures.tallies import Tally

LONG = 550
"""A period of more days is shown in half-years, a shorter one in months."""


class Stretch(NamedTuple):
    """A month or a half-year, as far as it lies in the period, and who was there in it."""

    label: str
    first: date
    last: date
    tallies: list[Tally]
    unknown: list[Tally]


def stretches(scope: Scope) -> list[Stretch]:
    """The months or half-years from the first meeting in *scope* to the last; those without a meeting too."""
    days = [tally.session.day for tally in (*scope.tallies, *scope.unknown)]
    if not days:
        return []
    begin, end = min(days), max(days)
    found = [
        Stretch(label, max(first, scope.first), min(last, scope.last), [], [])
        for label, first, last in (_half_years if (end - begin).days > LONG else _months)(begin, end)
    ]
    of_month = _by_month(found)
    for tally in scope.tallies:
        of_month[tally.session.day.year, tally.session.day.month].tallies.append(tally)
    for tally in scope.unknown:
        of_month[tally.session.day.year, tally.session.day.month].unknown.append(tally)
    return found


def time_plots(scope: Scope) -> tuple[Plot, Plot]:
    """How many different people in each month or half-year, never added up; and in all until the end of each."""
    people = scope.people
    apart, grown = [], []
    tallies: list[Tally] = []
    unknown: list[Tally] = []
    registered: set[str] = set()
    fullest = 0
    for one in stretches(scope):
        here = registered_at(one.tallies)
        lower = least(one.tallies, people, here).number
        apart.append(_bar(one, one.first, Persons(len(here), lower, most(one.tallies, here, one.unknown).number)))
        tallies += one.tallies
        unknown += one.unknown
        registered |= here
        # No meeting lasts from one month into the next: what is certain of all is certain of one, or of the names.
        fullest = max(fullest, lower)
        least_of_all = max(fullest, people.fewest(registered))
        upper = most(tallies, registered, unknown).number
        grown.append(_bar(one, scope.first, Persons(len(registered), least_of_all, upper)))
    return (
        _plot(
            _("Different people reached over time"),
            apart,
            _("The columns cannot be added up: the same person may have come in several of them."),
        ),
        _plot(
            _("Different people reached in all until then"),
            grown,
            _("Each column is counted from the first day of the period, and everybody once."),
        ),
    )


def _plot(title: str, bars: Sequence[Bar], note: str) -> Plot:
    return Plot(
        title=title,
        shape=Shape.COLUMNS,
        # One column says nothing of time.
        bars=tuple(bars) if len(bars) > 1 else (),
        legend=((Fill.SOLID, _("at least so many")), (Fill.HATCHED, _("at most so many"))),
        headings=(_("Period"), _("At least"), _("At most"), _("Registered individually")),
        note=note,
        quantity=_("people"),
    )


def _bar(stretch: Stretch, first: date, persons: Persons) -> Bar:
    return Bar(
        label=stretch.label,
        parts=(Part(persons.lower, Fill.SOLID), Part(persons.upper - persons.lower, Fill.HATCHED)),
        value=span(persons.lower, persons.upper),
        cells=(persons.lower, persons.upper, persons.registered),
        key=f"{first.isoformat()}/{stretch.last.isoformat()}",
    )


def _by_month(found: Sequence[Stretch]) -> dict[tuple[int, int], Stretch]:
    months: dict[tuple[int, int], Stretch] = {}
    for one in found:
        for _label, first, _last in _months(one.first, one.last):
            months[first.year, first.month] = one
    return months


def _half_years(begin: date, end: date) -> Iterator[tuple[str, date, date]]:
    for year in range(begin.year, end.year + 1):
        for key in (f"{year}H1", f"{year}H2"):
            first, last = half_year_bounds(key)
            if last >= begin and first <= end:
                yield half_year_label(key), first, last


def _months(begin: date, end: date) -> Iterator[tuple[str, date, date]]:
    first = begin.replace(day=1)
    while first <= end:
        after = (first + timedelta(days=32)).replace(day=1)
        label = _("{month} {year}").format(month=month_name(first.month), year=first.year)
        yield label, first, after - timedelta(days=1)
        first = after
