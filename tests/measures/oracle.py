"""Brute force over everything that can have been true of a tiny store; shares no code with the measures.

Bound to the same rules as the figures: recorded absences and the age or gender of anonymous people are
not used to sharpen a bound, neither is the promise that a closed group's anonymous members are the same
used to raise the lower one; between citizens only open pairs (and different units) can be the same; a
group by age knows a session only by those who had that age there.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TypeVar

from nsk_desktop.domain.counting import CountedSession, CountingRows

_T = TypeVar("_T")
Block = frozenset[str]
Wanted = Mapping[str, Collection[str]]
"""For age, gender or both: the values that are wanted."""
UNKNOWN = {"age": "ukendt", "gender": "ikke oplyst"}
NEVER = ("netværksmøde", "styregruppemøde", "koordineringsmøde")


@dataclass(frozen=True)
class Scene:
    """One session in scope: who is known to be in the group, and who may be."""

    session: CountedSession
    people: frozenset[str]
    maybe: frozenset[str]
    low: int
    high: int


@dataclass(frozen=True)
class Truth:
    """The fewest and the most people of any consistent story, and whether the lower bound must meet it."""

    registered: int
    fewest: int
    most: int
    tight: bool


def in_scope(rows: CountingRows, first: date, last: date) -> list[CountedSession]:
    return [
        one for one in rows.sessions if one.state == "afholdt" and first <= one.day <= last and one.type not in NEVER
    ]


def tell(
    rows: CountingRows,
    sessions: Sequence[CountedSession],
    wanted: Wanted | None = None,
) -> Truth:
    """The truth over *sessions*, for those of the *wanted* ages and genders."""
    same = Sameness(rows)
    scenes = [scene(rows, same, one, wanted or {}) for one in sessions]
    certain = frozenset().union(*(one.people for one in scenes))
    maybe = frozenset().union(*(one.maybe for one in scenes)) - certain
    fewest, most = 10**6, 0
    for extra in subsets(sorted(maybe)):
        inside = certain | set(extra)
        for blocks in partitions(sorted(inside)):
            if all(same.may_be_one(one, other, scenes) for block in blocks for one, other in combinations(block, 2)):
                story = Story(scenes, [frozenset(block) for block in blocks])
                fewest = min(fewest, story.fewest(fewest))
                most = max(most, story.most(most))
    return Truth(len(certain), fewest, most, _tight(rows, same, scenes))


class Sameness:
    """Who is and who may be whom."""

    def __init__(self, rows: CountingRows) -> None:
        self.rows = rows
        names = {*rows.persons, *(name for _one, name, _age in rows.attendances)}
        joined = {name: min(_connected(name, rows.joined)) for name in names}
        doubted = {joined[one] for one, other in combinations(sorted(names), 2) if self._clash(joined, one, other)}
        self.citizen = {name: name if joined[name] in doubted else joined[name] for name in names}
        pairs = [(self.citizen[one], self.citizen[other]) for one, other in rows.possibly]
        self.open = [(one, other) for one, other in pairs if not self._met(one, other)]
        # Joined and yet seen together: whichever word is wrong, they may be one or not.
        self.open += [(joined[name], name) for name in names if joined[name] in doubted]

    def group(self, citizen: str) -> str | None:
        groups = [self.rows.persons[name].target_group for name in self.names(citizen)]
        return next((group for group in ("M1", "M2") if group in groups), None)

    def gender(self, citizen: str) -> str:
        known = {self.rows.persons[name].gender for name in self.names(citizen)} - {"ikke oplyst"}
        return known.pop() if len(known) == 1 else "ikke oplyst"

    def names(self, citizen: str) -> list[str]:
        return [name for name in self.rows.persons if self.citizen[name] == citizen]

    def unit(self, citizen: str) -> str:
        return self.rows.persons[citizen].unit

    def may_be_one(self, one: str, other: str, scenes: Sequence[Scene]) -> bool:
        """People of different units may be one unless they were seen together, or in two places at once."""
        if other in _connected(one, self.open):
            return True
        if self.unit(one) == self.unit(other) or self._met(one, other):
            return False
        return not any(
            overlap(here.session, there.session)
            for here in scenes
            for there in scenes
            if one in here.people and other in there.people
        )

    def _clash(self, joined: dict[str, str], one: str, other: str) -> bool:
        return joined[one] == joined[other] and self._at_once(one, other, {})

    def _met(self, one: str, other: str) -> bool:
        return self._at_once(one, other, self.citizen)

    def _at_once(self, one: str, other: str, citizen: dict[str, str]) -> bool:
        return any(
            {one, other} <= {citizen.get(name, name) for key, name, _age in self.rows.attendances if key == where.id}
            for where in self.rows.sessions
            if where.state == "afholdt" and where.mode != "ikke optalt"
        )


def scene(rows: CountingRows, same: Sameness, one: CountedSession, wanted: Wanted) -> Scene:
    """*one* session as the group sees it. Nobody stands at a session that was not counted."""
    if one.mode == "ikke optalt":
        return Scene(one, frozenset(), frozenset(), 0, 0)
    sure: set[str] = set()
    unsure: set[str] = set()
    for where, name, age in rows.attendances:
        citizen = same.citizen[name]
        if where == one.id and same.group(citizen) == "M1":
            said = _verdict({"age": age or "ukendt", "gender": same.gender(citizen)}, wanted)
            if said != "no":
                (sure if said == "yes" else unsure).add(citizen)
    low = high = 0
    for row in rows.headcounts:
        if row.session == one.id and row.target_group == "M1":
            said = _verdict({"age": row.age_band, "gender": row.gender}, wanted)
            low += row.low if said == "yes" else 0
            high += row.high if said != "no" else 0
    return Scene(one, frozenset(sure), frozenset(unsure), low, high)


def _verdict(values: Mapping[str, str], wanted: Wanted) -> str:
    """Whether somebody of *values* is wanted: yes, no, or nobody knows."""
    misses = [trait for trait, keys in wanted.items() if values[trait] not in keys]
    if not misses:
        return "yes"
    return "perhaps" if all(values[trait] == UNKNOWN[trait] for trait in misses) else "no"


class Story:
    """One decision on who of the registered is whom; searches every identity of the anonymous."""

    def __init__(self, scenes: Sequence[Scene], blocks: Sequence[Block]) -> None:
        self.scenes = scenes
        self.known = len(blocks)
        self.seated = [{number for number, block in enumerate(blocks) if block & one.people} for one in scenes]

    def fewest(self, best: int) -> int:
        return self._fewest(0, self.known, [], best)

    def most(self, best: int) -> int:
        return self._most(0, self.known, [], best)

    def _fewest(self, at: int, used: int, seats: list[set[int]], best: int) -> int:
        if used >= best:
            return best
        if at == len(self.scenes):
            return used
        for number in range(self.scenes[at].low, self.scenes[at].high + 1):
            for chosen, after in self._seatings(at, used, seats, number, most_new=False):
                best = min(best, self._fewest(at + 1, after, [*seats, chosen], best))
        return best

    def _most(self, at: int, used: int, seats: list[set[int]], best: int) -> int:
        if used + sum(one.high for one in self.scenes[at:]) <= best or not self._keeps(seats, full=False):
            return best
        if at == len(self.scenes):
            return used if self._keeps(seats, full=True) else best
        for number in range(self.scenes[at].high, self.scenes[at].low - 1, -1):
            for chosen, after in self._seatings(at, used, seats, number, most_new=True):
                best = max(best, self._most(at + 1, after, [*seats, chosen], best))
        return best

    def _seatings(
        self, at: int, used: int, seats: list[set[int]], number: int, *, most_new: bool
    ) -> Iterator[tuple[set[int], int]]:
        """Every choice of *number* people for the anonymous at one session, nobody in two places at once."""
        taken = set(self.seated[at])
        for other in range(len(self.scenes)):
            if other != at and overlap(self.scenes[at].session, self.scenes[other].session):
                taken |= self.seated[other] | (seats[other] if other < at else set())
        free = [one for one in range(used) if one not in taken]
        sizes = range(min(number, len(free)) + 1)
        for size in sizes if most_new else reversed(sizes):
            for old in combinations(free, size):
                after = used + number - size
                yield {*old, *range(used, after)}, after

    def _keeps(self, seats: list[set[int]], *, full: bool) -> bool:
        """Whether each closed group is no larger than its fullest moment (with *full*, of this story)."""
        groups: dict[str, list[int]] = {}
        for number, one in enumerate(self.scenes[: len(seats)] if full else self.scenes):
            if one.session.same_anonymous and one.session.series:
                groups.setdefault(one.session.series, []).append(number)
        for members in groups.values():
            numbers = {one: len(seats[one]) if full else self.scenes[one].high for one in members}
            people = set().union(*(seats[one] for one in members if one < len(seats)))
            if len(people) > max(sum(numbers[one] for one in crowd) for crowd in self._moments(members)):
                return False
        return True

    def _moments(self, members: Sequence[int]) -> Iterator[Sequence[int]]:
        """Those of *members* that are all under way at one instant."""
        for crowd in subsets(members):
            sessions = [self.scenes[one].session for one in crowd]
            if crowd and all(overlap(one, other) for one, other in combinations(sessions, 2)):
                yield crowd


def overlap(one: CountedSession, other: CountedSession) -> bool:
    """Whether two sessions have a minute in common."""
    return one.day == other.day and not _minutes(one).isdisjoint(_minutes(other))


def subsets(items: Sequence[_T]) -> Iterator[tuple[_T, ...]]:
    for size in range(len(items) + 1):
        yield from combinations(items, size)


def partitions(items: Sequence[str]) -> Iterator[list[list[str]]]:
    if not items:
        yield []
        return
    for rest in partitions(items[1:]):
        yield [[items[0]], *rest]
        for number, block in enumerate(rest):
            yield [*rest[:number], [items[0], *block], *rest[number + 1 :]]


def _minutes(one: CountedSession) -> set[int]:
    return set() if one.start is None or one.end is None else set(range(one.start, one.end))


def _connected(name: str, pairs: Sequence[tuple[str, str]]) -> set[str]:
    found, before = {name}, 0
    while len(found) > before:
        before = len(found)
        for pair in pairs:
            if found & set(pair):
                found |= set(pair)
    return found


def _tight(rows: CountingRows, same: Sameness, scenes: Sequence[Scene]) -> bool:
    """The lower bound is met unless sessions overlap in part, or at all when there are several units."""
    units = {row.unit for row in rows.persons.values()}
    together = [
        (one.session, other.session) for one, other in combinations(scenes, 2) if overlap(one.session, other.session)
    ]
    if len(units) > 1:
        return not together
    return all((one.start, one.end) == (other.start, other.end) for one, other in together)
