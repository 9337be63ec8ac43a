"""All that Overview shows of reach, read and counted in one go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from nsk_desktop.domain.plot import Plot
from nsk_desktop.measures.funnel_plot import BridgeSteps
from nsk_desktop.measures.reach import EVERYTHING, Only, Reach, reach_of
from nsk_desktop.measures.remedies import Remedy, remedies
from nsk_desktop.measures.residents import Share, Shares, measure_shares
from nsk_desktop.measures.retention_curve import retention_curves
from nsk_desktop.measures.scope import scope_of
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.reach_plots import reach_plots
from nsk_desktop.services.residents import counts
from nsk_desktop.store.queries import contradictions
from nsk_desktop.store.queries.bridge_steps import bridge_steps
from nsk_desktop.store.queries.counting import counting_rows
from nsk_desktop.store.reader import Reader

__all__ = ["AT_ONCE", "BACKWARDS", "JOINED", "TOO_MANY_NEW", "Problem", "ReachOverview", "Share", "overview"]

AT_ONCE, JOINED, BACKWARDS, TOO_MANY_NEW = "at once", "joined", "backwards", "too many new"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something registered that cannot be true as it stands. The figures hold all the same."""

    kind: str
    session: str
    day: date
    title: str
    other: str = ""
    """The meeting that it stands against, if it is another."""
    people: int = 1


@dataclass(frozen=True, slots=True)
class ReachOverview:
    """The figure, what makes it unsure and what would help, and how it stands to the residents."""

    reach: Reach
    plots: Mapping[str, Plot]
    """By name. What has nothing to show has no bars."""
    curves: Mapping[str, Plot]
    """Who came again, by series."""
    remedies: tuple[Remedy, ...]
    problems: tuple[Problem, ...]
    shares: Shares | None
    series: Mapping[str, str]
    initiatives: Mapping[str, str]
    """What can be filtered by: the names of those that are there."""


def overview(desk: Desk, first: date, last: date, by: str | None = None, only: Only = EVERYTHING) -> ReachOverview:
    """Reach from *first* to *last*, both included, of what *only* wants."""
    residents = counts(desk)
    with desk.store.read() as read:
        ages = by == "age" or bool(only.get("age")) or bool(residents)
        rows = counting_rows(read, first, last, ages=ages, earlier=by is not None)
        odd = _odd_counts(read, first, last)
        steps = [BridgeSteps(*row) for row in bridge_steps(read, first, last)]
    scope = scope_of(rows, first, last, only)
    reach = reach_of(scope, by)
    return ReachOverview(
        reach,
        reach_plots(scope, reach, by, steps),
        retention_curves(scope),
        remedies(scope),
        tuple(sorted([*_problems(reach), *odd], key=lambda one: (one.day, one.title, one.kind, one.session))),
        measure_shares(scope, residents),
        {id: one.title for id, one in rows.series.items()},
        rows.initiatives,
    )


def _problems(reach: Reach) -> list[Problem]:
    people: dict[tuple[tuple[str, str], tuple[str, str], date], int] = {}
    for clash in reach.clashes:
        key = (clash.sessions, clash.titles, clash.day)
        people[key] = people.get(key, 0) + 1
    found = [
        Problem(AT_ONCE, sessions[1], day, titles[1], titles[0], number)
        for (sessions, titles, day), number in people.items()
    ]
    return found + [
        Problem(JOINED, one.session, one.day, one.title, "", len(one.people)) for one in reach.contradictions
    ]


def _odd_counts(read: Reader, first: date, last: date) -> list[Problem]:
    found = [Problem(BACKWARDS, *row) for row in contradictions.backwards(read, first, last)]
    return found + [Problem(TOO_MANY_NEW, *row) for row in contradictions.more_new_than_came(read, first, last)]
