"""Who was at each session: the registered as citizens, and how many nobody named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nsk_desktop.domain.codes import Mode, TargetGroup
from nsk_desktop.domain.counting import CountedHeadcount, CountedSession, CountingRows
from nsk_desktop.measures.people import People

Presence = dict[str, set[str]]
"""The persons registered at each session."""


@dataclass(slots=True)
class Crowd:
    """Some people at one session: registered citizens, and from *low* to *high* anonymous ones in addition."""

    people: set[str]
    low: int = 0
    high: int = 0


@dataclass(slots=True)
class Tally:
    """One session's people by target group."""

    session: CountedSession
    reached: Crowd
    actors: Crowd
    others: Crowd


def counted(session: CountedSession) -> bool:
    """Whether somebody counted the people: "not counted" is not zero."""
    return session.mode != Mode.NOT_COUNTED


def presence(rows: CountingRows, sessions: Iterable[CountedSession]) -> Presence:
    """Everybody registered at each of *sessions*."""
    present: Presence = {session.id: set() for session in sessions if counted(session)}
    find = present.get
    for session, person, _band in rows.attendances:
        there = find(session)
        if there is not None:
            there.add(person)
    return present


def take_tallies(
    sessions: Sequence[CountedSession],
    present: Mapping[str, set[str]],
    headcounts: Iterable[CountedHeadcount],
    people: People,
) -> list[Tally]:
    """One tally for each of *sessions*, in their order."""
    anonymous = _anonymous({session.id for session in sessions if counted(session)}, headcounts)
    tallies = []
    for session in sessions:
        tally = _split(session, people.citizens(present.get(session.id, set())), people)
        for group, low, high in anonymous.get(session.id, ()):
            crowd = _crowd(tally, group)
            crowd.low += low
            crowd.high += high
        tallies.append(tally)
    return tallies


def _split(session: CountedSession, there: set[str], people: People) -> Tally:
    reached = there & people.reached
    if len(reached) == len(there):
        return Tally(session, Crowd(reached), Crowd(set()), Crowd(set()))
    rest = there - reached
    actors = {one for one in rest if people.target_group.get(one) == TargetGroup.LOCAL_ACTORS}
    return Tally(session, Crowd(reached), Crowd(actors), Crowd(rest - actors))


def _crowd(tally: Tally, group: str) -> Crowd:
    if group == TargetGroup.CITIZENS:
        return tally.reached
    return tally.actors if group == TargetGroup.LOCAL_ACTORS else tally.others


def _anonymous(
    sessions: set[str], headcounts: Iterable[CountedHeadcount]
) -> dict[str, list[tuple[str, int, int]]]:
    """(target group, low, high) of every headcount at *sessions*; a range the wrong way round is turned."""
    found: dict[str, list[tuple[str, int, int]]] = {}
    for row in headcounts:
        if row.session in sessions:
            low, high = sorted((max(row.low, 0), max(row.high, 0)))
            found.setdefault(row.session, []).append((row.target_group, low, high))
    return found
