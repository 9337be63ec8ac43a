"""Who was at each session: the registered as citizens, and how many nobody named."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from nsk_desktop.domain.codes import Mode, TargetGroup
from nsk_desktop.domain.counting import CountedHeadcount, CountedSession
from nsk_desktop.measures.people import People


@dataclass(frozen=True, slots=True)
class Presence:
    """The registered at each session: the citizens of M1, and those who stand beside them."""

    reached: dict[str, set[str]]
    beside: dict[str, set[str]]

    def sessions(self) -> set[str]:
        """The sessions where anybody is registered."""
        return {session for session, there in self.reached.items() if there} | self.beside.keys()


class Crowd(NamedTuple):
    """Some people at one session: registered citizens, and from *low* to *high* anonymous ones in addition."""

    people: AbstractSet[str]
    low: int = 0
    high: int = 0


@dataclass(slots=True)
class Tally:
    """One session's people by target group."""

    session: CountedSession
    reached: Crowd
    actors: Crowd
    others: Crowd

    def everybody(self) -> AbstractSet[str]:
        """All who are registered, whatever their target group."""
        if not self.actors.people and not self.others.people:
            return self.reached.people
        return self.reached.people | self.actors.people | self.others.people


# Looking a member up in its enumeration costs more than all the rest of `counted`.
_NOT_COUNTED = Mode.NOT_COUNTED
_EMPTY: frozenset[str] = frozenset()
_NOBODY = Crowd(_EMPTY)
_CROWDS: Mapping[str, str] = {TargetGroup.CITIZENS: "reached", TargetGroup.LOCAL_ACTORS: "actors"}


def counted(session: CountedSession) -> bool:
    """Whether somebody counted the people: "not counted" is not zero."""
    return session.mode != _NOT_COUNTED


def presence(
    attendances: Iterable[tuple[str, str, str]], sessions: Iterable[CountedSession], people: People
) -> Presence:
    """Everybody registered at each of *sessions*, as citizens."""
    reached: dict[str, set[str]] = {session.id: set() for session in sessions if counted(session)}
    beside: dict[str, set[str]] = {}
    # The one loop over every attendance there is: each name it looks up counts.
    # Every row has a name of its own; kept is one and the same for each person, so that whatever counts them later
    # finds it at hand: with a million rows that halves the time of all the figures.
    citizen, known = people.citizen, {person: person for person in people.reached}
    find, find_known = reached.get, known.get
    for session, person, _band in attendances:
        there = find(session)
        if there is not None:
            if citizen:
                person = citizen.get(person, person)
            one = find_known(person)
            if one is not None:
                there.add(one)
            else:
                beside.setdefault(session, set()).add(person)
    return Presence(reached, beside)


def take_tallies(
    sessions: Sequence[CountedSession], present: Presence, headcounts: Iterable[CountedHeadcount], people: People
) -> list[Tally]:
    """One tally for each of *sessions*, in their order."""
    anonymous = _anonymous({session.id for session in sessions if counted(session)}, headcounts)
    reached, beside = present.reached, present.beside
    tallies = []
    for session in sessions:
        key = session.id
        tally = Tally(session, Crowd(reached.get(key, _EMPTY)), _NOBODY, _NOBODY)
        if key in beside:
            tally.actors = Crowd(beside[key] & people.actors)
            tally.others = Crowd(beside[key] - people.actors)
        if key in anonymous:
            _add(tally, anonymous[key])
        tallies.append(tally)
    return tallies


def _add(tally: Tally, numbers: Iterable[tuple[str, int, int]]) -> None:
    """Give *tally* its anonymous people."""
    for group, low, high in numbers:
        name = _CROWDS.get(group, "others")
        crowd: Crowd = getattr(tally, name)
        setattr(tally, name, Crowd(crowd.people, crowd.low + low, crowd.high + high))


def _anonymous(sessions: set[str], headcounts: Iterable[CountedHeadcount]) -> dict[str, list[tuple[str, int, int]]]:
    """(target group, low, high) of every headcount at *sessions*; a range the wrong way round is turned."""
    found: dict[str, list[tuple[str, int, int]]] = {}
    for row in headcounts:
        if row.session in sessions:
            low, high = sorted((max(row.low, 0), max(row.high, 0)))
            found.setdefault(row.session, []).append((row.target_group, low, high))
    return found
