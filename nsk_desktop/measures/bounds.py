"""How few and how many different people there can have been, when some of them were only counted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from nsk_desktop.domain.counting import CountedSession
from nsk_desktop.measures.figures import Persons
from nsk_desktop.measures.people import People
from nsk_desktop.measures.tallies import Tally

Underway = Iterator[tuple[CountedSession, list[CountedSession]]]


class Least(NamedTuple):
    """The lower bound and what it rests on: one session, those under way at one instant, or all who are registered."""

    number: int
    people: int
    """How few the registered there can be."""
    sessions: tuple[CountedSession, ...] = ()
    """None when all who are registered are most."""


class Most(NamedTuple):
    """The upper bound and what it is added up from."""

    registered: int
    perhaps: int
    """The registered who may belong here, because their age or gender is not known."""
    anonymous: int
    """Everybody without a name, each time they were counted."""
    anonymous_unknown: int
    """Those without a name who may belong here."""
    same: int
    """How many of them are certainly people counted before, because a group is the same each time."""

    @property
    def number(self) -> int:
        return self.registered + self.perhaps + self.anonymous + self.anonymous_unknown - self.same


def count_persons(tallies: Sequence[Tally], people: People, unknown: Sequence[Tally] = ()) -> Persons:
    """The different citizens at *tallies*. Those at *unknown* may belong here too, and raise only the upper bound."""
    registered = registered_at(tallies)
    return Persons(
        registered=len(registered),
        lower=least(tallies, people, registered).number,
        upper=most(tallies, registered, unknown).number,
    )


def most(tallies: Sequence[Tally], registered: set[str], unknown: Sequence[Tally] = ()) -> Most:
    """How many there can be at most, when *registered* are those who stand at *tallies* by name."""
    here = sum([tally.reached.high for tally in tallies])
    perhaps = sum([tally.reached.high for tally in unknown])
    return Most(
        registered=len(registered),
        perhaps=len(registered_at(unknown) - registered) if unknown else 0,
        anonymous=here,
        anonymous_unknown=perhaps,
        same=here + perhaps - _most_anonymous([*tallies, *unknown]),
    )


def registered_at(tallies: Iterable[Tally]) -> set[str]:
    """The citizens registered at any of *tallies*."""
    return set().union(*[tally.reached.people for tally in tallies])


def underway(sessions: Iterable[CountedSession]) -> Underway:
    """Every session that begins while others are under way, with those others. Each occupies [start, end)."""
    timed = [
        (session.day.toordinal() * 1440 + session.start, session.end - session.start, session)
        for session in sessions
        if session.start is not None and session.end is not None and session.end > session.start
    ]
    timed.sort(key=lambda entry: entry[0])
    active: list[tuple[int, CountedSession]] = []
    for begins, lasts, session in timed:
        active = [entry for entry in active if entry[0] > begins]
        if active:
            yield session, [other for _ends, other in active]
        active.append((begins + lasts, session))


def least(tallies: Sequence[Tally], people: People, registered: set[str]) -> Least:
    """The registered citizens themselves, the largest session, or the fullest instant: whichever is most."""
    fewest = people.fewest(registered)
    best = Least(fewest, fewest)
    for tally in tallies:
        crowd = tally.reached
        if len(crowd.people) + crowd.low > best.number:
            there = people.fewest_together(crowd.people)
            if there + crowd.low > best.number:
                best = Least(there + crowd.low, there, (tally.session,))
    full = _on_full_days(tallies, best.number)
    at = {tally.session.id: tally.reached for tally in full}
    for newcomer, others in underway([tally.session for tally in full]):
        sessions = (newcomer, *others)
        crowds = [at[session.id] for session in sessions]
        anonymous = sum([crowd.low for crowd in crowds])
        if sum([len(crowd.people) for crowd in crowds]) + anonymous > best.number:
            there = people.fewest_together(set().union(*[crowd.people for crowd in crowds]))
            if there + anonymous > best.number:
                best = Least(there + anonymous, there, sessions)
    return best


def _on_full_days(tallies: Sequence[Tally], best: int) -> list[Tally]:
    """The tallies of days on which more than *best* people were counted: no instant of another can have more."""
    total: dict[date, int] = {}
    for tally in tallies:
        total[tally.session.day] = total.get(tally.session.day, 0) + len(tally.reached.people) + tally.reached.low
    full = {day for day, number in total.items() if number > best}
    return [tally for tally in tallies if tally.session.day in full] if full else []


def _most_anonymous(tallies: Iterable[Tally]) -> int:
    """How many people the headcounts can be at most: all different, but for the groups known to be the same."""
    total = 0
    same: dict[str, dict[CountedSession, int]] = {}
    for tally in tallies:
        session, high = tally.session, tally.reached.high
        if high and session.same_anonymous and session.series:
            group = same.setdefault(session.series, {})
            group[session] = group.get(session, 0) + high
        else:
            total += high
    return total + sum(_group_size(group) for group in same.values())


def _group_size(numbers: Mapping[CountedSession, int]) -> int:
    """The people of a group who are the same each time: its largest meeting.

    Two meetings at once are two parts of the group, because nobody is in two places.
    """
    size = max(numbers.values())
    for newcomer, others in underway(numbers):
        size = max(size, numbers[newcomer] + sum(numbers[other] for other in others))
    return size
