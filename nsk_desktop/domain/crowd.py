"""Everybody in the store, kept so that those who may be the same person are found without comparing all with all."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from nsk_desktop.domain.name_index import NameIndex, Part
from nsk_desktop.domain.same_person import WORTH_ASKING, Comparison, Match, Person
from nsk_desktop.domain.spelling import is_slip_of_year

# A name that more people bear says nothing without another agreement.
_FEW = 60


class Suggestion(NamedTuple):
    """Two who may be the same person. The smaller id comes first."""

    one: str
    other: str
    match: Match


def likest_first(pair: Suggestion) -> tuple[float, str, str]:
    """The order of suggestions."""
    return -pair.match.score, pair.one, pair.other


class Crowd:
    """People by their names and years. They come and go one at a time; nothing is counted anew."""

    def __init__(self, people: Iterable[Person] = ()) -> None:
        self._people: dict[str, Person] = {}
        self._names = NameIndex()
        self._bearers: defaultdict[str, set[str]] = defaultdict(set)
        self._born: defaultdict[int, set[str]] = defaultdict(set)
        self._years: Counter[int] = Counter()
        self._comparison = Comparison(self._names, self._years)
        for person in people:
            self.put(person)

    def __len__(self) -> int:
        return len(self._people)

    def put(self, person: Person) -> bool:
        """Somebody is new, or is known otherwise than before; whether that is so."""
        if self._people.get(person.id) == person:
            return False
        self.drop(person.id)
        self._people[person.id] = person
        for name, part in ((person.given, Part.GIVEN), (person.surname, Part.SURNAME)):
            if name:
                self._names.add(name, part)
                self._bearers[name].add(person.id)
        if person.birth_year:
            self._years[person.birth_year] += 1
            self._born[person.birth_year].add(person.id)
        self._comparison.people = len(self._people)
        return True

    def drop(self, id: str) -> bool:
        """Somebody is no longer there; whether they were."""
        person = self._people.pop(id, None)
        if person is None:
            return False
        for name, part in ((person.given, Part.GIVEN), (person.surname, Part.SURNAME)):
            if name:
                self._names.remove(name, part)
                self._bearers[name].discard(id)
        if person.birth_year:
            self._years[person.birth_year] -= 1
            self._born[person.birth_year].discard(id)
        self._comparison.people = len(self._people)
        return True

    def like(self, person: Person, limit: int = 3) -> list[tuple[str, Match]]:
        """Who *person*, known or just being typed, may be: the likeliest first, and whoever bears the very name."""
        found = []
        for id in self.candidates(person):
            match = self._comparison.match(person, self._people[id])
            if match.score >= WORTH_ASKING or _same_name(person, self._people[id]):
                found.append((id, match))
        found.sort(key=lambda each: (-each[1].score, each[0]))
        return found[:limit]

    def pairs(self, progress: Callable[[int, int], None] = lambda _done, _all: None) -> list[Suggestion]:
        """Everybody who may be the same as somebody else, the likeliest first."""
        found: dict[tuple[str, str], Suggestion] = {}
        for place, id in enumerate(self._people):
            progress(place, len(self._people))
            found.update((pair[:2], pair) for pair in self.pairs_of(id) if pair[:2] not in found)
        return sorted(found.values(), key=likest_first)

    def pairs_of(self, id: str) -> list[Suggestion]:
        """Those who may be the same as one person."""
        person, found = self._people.get(id), []
        for other in self.candidates(person) if person else ():
            first, second = min(id, other), max(id, other)
            match = self.match(first, second)
            if match.score >= WORTH_ASKING:
                found.append(Suggestion(first, second, match))
        return found

    def match(self, one: str, other: str) -> Match:
        """How likely two people in the crowd are one."""
        return self._comparison.match(self._people[one], self._people[other])

    def candidates(self, person: Person) -> set[str]:
        """Who agrees with *person* in more than one thing, or in one that few have."""
        given, surname = self._named_like(person.given), self._named_like(person.surname)
        found = given & surname
        if person.birth_year:
            either = given | surname
            for year in _years_like(person.birth_year):
                if born := self._born.get(year):
                    found |= either & born
        for named in (given, surname):
            if len(named) <= _FEW:
                found |= named
        found.discard(person.id)
        return found

    def _named_like(self, name: str) -> set[str]:
        if not name:
            return set()
        return set().union(*(self._bearers[near] for near in self._names.near(name)))


@lru_cache(maxsize=256)
def _years_like(year: int) -> tuple[int, ...]:
    return tuple(one for one in range(1900, 2100) if one == year or is_slip_of_year(one, year))


def _same_name(one: Person, other: Person) -> bool:
    return (one.given, one.surname) == (other.given, other.surname)
