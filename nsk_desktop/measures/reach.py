"""Reach (rækkevidde): how many different citizens the effort met in a period, as an honest interval."""

from collections.abc import Iterable, Sequence
from datetime import date

from nsk_desktop.domain.counting import CountedSession, CountingRows
from nsk_desktop.measures.bounds import count_persons, underway
from nsk_desktop.measures.depth import RETAINED, measure_depth
from nsk_desktop.measures.figures import (
    Attendances,
    Beside,
    Clash,
    Contradiction,
    Depth,
    Figures,
    Gap,
    Group,
    Persons,
    Reach,
    Sessions,
    Uncertain,
)
from nsk_desktop.measures.grouping import EVERYTHING, GROUPINGS, Only, Part
from nsk_desktop.measures.newcomers import count_newcomers
from nsk_desktop.measures.people import People
from nsk_desktop.measures.scope import Scope, scope_of
from nsk_desktop.measures.statement import as_json, headline
from nsk_desktop.measures.tallies import Crowd, Tally, counted

__all__ = [
    "EVERYTHING",
    "GROUPINGS",
    "RETAINED",
    "Attendances",
    "Beside",
    "Clash",
    "Contradiction",
    "Depth",
    "Figures",
    "Gap",
    "Group",
    "Only",
    "Persons",
    "Reach",
    "Sessions",
    "Uncertain",
    "as_json",
    "headline",
    "reach",
    "reach_of",
]

_NOBODY = Crowd(frozenset())


def reach(rows: CountingRows, first: date, last: date, by: str | None = None, only: Only = EVERYTHING) -> Reach:
    """Reach from *first* to *last*, both included, of what *only* wants.

    With *by*, one of `GROUPINGS`, for each group too: a group is the same as a filter for its key.
    """
    if by is not None and by not in GROUPINGS:
        raise ValueError(by)
    return reach_of(scope_of(rows, first, last, only), by)


def reach_of(scope: Scope, by: str | None = None) -> Reach:
    """Reach of what is in *scope*, and of each group when *by* is given."""
    people, rows = scope.people, scope.rows
    parts = scope.divide(by) if by else []
    new = count_newcomers(by, parts, rows.earlier, people)
    return Reach(
        first=scope.first,
        last=scope.last,
        figures=figures_of(scope.tallies, people, scope.unknown),
        uncertain=_uncertain(scope.tallies, scope.unknown),
        groups=tuple(_group(part, people, new.get(part.key)) for part in parts),
        depth=measure_depth(scope),
        gaps=_gaps(scope.sessions),
        clashes=tuple(_clashes(scope.everybody)),
        contradictions=_contradictions(rows.sessions, people),
        professional_meetings=scope.professional,
    )


def _group(part: Part, people: People, new: int | None) -> Group:
    return Group(
        part.key,
        part.label,
        figures_of(part.tallies, people, part.unknown),
        _uncertain(part.tallies, part.unknown),
        new,
    )


def figures_of(tallies: Sequence[Tally], people: People, unknown: Sequence[Tally] = ()) -> Figures:
    """All that is counted of *tallies*; those at *unknown* may belong here too."""
    return Figures(
        persons=count_persons(tallies, people, unknown),
        attendances=Attendances(
            registered=sum([len(tally.reached.people) for tally in tallies]),
            anonymous_low=sum([tally.reached.low for tally in tallies]),
            anonymous_high=sum([tally.reached.high for tally in tallies]),
        ),
        sessions=Sessions(len(tallies), sum(not counted(tally.session) for tally in tallies)),
        beside_m2=_beside([tally.actors for tally in tallies]),
        beside_unknown=_beside([tally.others for tally in tallies]),
    )


def _beside(crowds: Sequence[Crowd]) -> Beside:
    registered = sum([len(crowd.people) for crowd in crowds])
    return Beside(
        registered=len(set().union(*[crowd.people for crowd in crowds if crowd.people])),
        attendances_low=registered + sum([crowd.low for crowd in crowds]),
        attendances_high=registered + sum([crowd.high for crowd in crowds]),
    )


def _uncertain(tallies: Sequence[Tally], unknown: Sequence[Tally] = ()) -> tuple[Uncertain, ...]:
    """The sessions with anonymous people, and those whose unknown ages or genders raise the upper bound."""
    found = {tally.session.id: _uncertain_at(tally.session, tally.reached) for tally in tallies if tally.reached.high}
    for tally in unknown:
        # A registered person of unknown age makes a group uncertain just as an anonymous one does.
        more = len(tally.reached.people) + tally.reached.high
        if more:
            row = found.get(tally.session.id) or _uncertain_at(tally.session, _NOBODY)
            found[tally.session.id] = row._replace(anonymous_high=row.anonymous_high + more)
    return tuple(sorted(found.values(), key=_largest_first))


def _uncertain_at(session: CountedSession, crowd: Crowd) -> Uncertain:
    return Uncertain(session.id, session.day, session.title, crowd.low, crowd.high)


def _largest_first(row: Uncertain) -> tuple[int, int, date, str, str]:
    return -row.anonymous_high, -row.anonymous_low, row.day, row.title, row.session


def _gaps(sessions: Iterable[CountedSession]) -> tuple[Gap, ...]:
    gaps = [Gap(session.id, session.day, session.title) for session in sessions if not counted(session)]
    return tuple(sorted(gaps, key=lambda gap: (gap.day, gap.title, gap.session)))


def _contradictions(sessions: Iterable[CountedSession], people: People) -> tuple[Contradiction, ...]:
    found = [
        Contradiction(session.id, session.day, session.title, tuple(sorted(people.together[session.id])))
        for session in sessions
        if session.id in people.together
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.title, one.session)))


def _clashes(tallies: Sequence[Tally]) -> Iterable[Clash]:
    """Every registered person, of any target group, who stands in two sessions at once."""
    there = {tally.session.id: tally.everybody() for tally in tallies}
    for newcomer, others in underway(tally.session for tally in tallies):
        present = there[newcomer.id]
        for other in others:
            if not present.isdisjoint(there[other.id]):
                for person in sorted(present & there[other.id]):
                    titles = (other.title, newcomer.title)
                    yield Clash(person, newcomer.day, (other.id, newcomer.id), titles)
