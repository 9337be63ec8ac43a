"""What would make a figure surer, and by how much: each thing is tried, and the interval counted anew."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from nsk_desktop.domain.counting import CountedSession
from nsk_desktop.measures.bounds import least, most, registered_at, underway
from nsk_desktop.measures.people import People
from nsk_desktop.measures.scope import Scope
from nsk_desktop.measures.tallies import Crowd, Tally

NAMES, NUMBER, SAME, PAIRS, TRAIT = "names", "number", "same", "pairs", "trait"
"""Register by name; one number for an estimate; say whether a group is the same; judge pairs; write age or gender."""
TRIED = 8
"""So many of the largest of each kind are tried; the rest would narrow the interval by less."""
TOO_MANY = 10_000
"""So many do not come to one meeting: the number is a slip of the pen, and no list of names would mend it."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """One thing that can be done, and how much narrower the interval would be: it depends on what turns out."""

    kind: str
    id: str
    """A meeting, or a series; nothing for pairs."""
    day: date | None
    title: str
    low: int
    high: int
    """How many people it is about."""
    least: int
    most: int
    """So many people narrower."""


def remedies(scope: Scope) -> tuple[Remedy, ...]:
    """What would narrow the interval of *scope*, the most first. What would not narrow it at all is left out."""
    found = [one for one in _Trial(scope).all() if one.most > 0]
    return tuple(sorted(found, key=lambda one: (-one.most, -one.least, one.kind, one.title, one.id)))


class _Trial:
    """The interval as it is, and as it would be."""

    def __init__(self, scope: Scope) -> None:
        self.scope, self.people = scope, scope.people
        self.registered = registered_at(scope.tallies)
        self.width = self._width(scope.tallies, self.registered)

    def all(self) -> Iterator[Remedy]:
        """Everything that is tried."""
        crowded = sorted(
            [place for place, tally in enumerate(self.scope.tallies) if tally.reached.high],
            key=lambda place: -self.scope.tallies[place].reached.high,
        )
        nameable = [place for place in crowded if self.scope.tallies[place].reached.high < TOO_MANY]
        for place in nameable[:TRIED]:
            yield self._named(place)
        ranged = [place for place in crowded if self._estimate(place)]
        for place in sorted(ranged, key=lambda place: -self._estimate(place))[:TRIED]:
            yield self._numbered(place)
        yield from self._groups()
        yield from self._traits()
        yield from self._pairs()

    def _width(
        self,
        tallies: Sequence[Tally],
        registered: set[str],
        unknown: Sequence[Tally] | None = None,
        people: People | None = None,
    ) -> int:
        rest = self.scope.unknown if unknown is None else unknown
        return most(tallies, registered, rest).number - least(tallies, people or self.people, registered).number

    def _named(self, place: int) -> Remedy:
        """Everybody at a meeting is known by name: as many as possible were there before, or all of them are new."""
        tally = self.scope.tallies[place]
        crowd = tally.reached
        # Nobody is in two places: whoever was elsewhere at that time comes last.
        elsewhere = self._elsewhere(tally.session)
        others = sorted(self.registered - crowd.people, key=lambda one: (one in elsewhere, one))
        widths = []
        for number in {crowd.low, crowd.high}:
            for new in {max(0, number - len(others)), number}:
                names = {f"{number} {place}" for number in range(new)}
                there = {*crowd.people, *others[: number - new], *names}
                widths.append(self._with(place, Crowd(there), self.registered | names))
        return self._remedy(NAMES, tally, crowd.low, crowd.high, widths)

    def _numbered(self, place: int) -> Remedy:
        tally = self.scope.tallies[place]
        crowd = tally.reached
        widths = [self._with(place, Crowd(crowd.people, n, n), self.registered) for n in (crowd.low, crowd.high)]
        return self._remedy(NUMBER, tally, crowd.low, crowd.high, widths)

    def _groups(self) -> Iterator[Remedy]:
        """A series whose people without a name may be the same each time, and nobody has said so."""
        series: dict[str, list[int]] = {}
        for place, tally in enumerate(self.scope.tallies):
            one = tally.session
            if one.series and not one.same_anonymous and tally.reached.high:
                series.setdefault(one.series, []).append(place)

        def doubled(places: Sequence[int]) -> int:
            numbers = [self.scope.tallies[place].reached.high for place in places]
            return sum(numbers) - max(numbers)

        worth = sorted((item for item in series.items() if doubled(item[1])), key=lambda item: -doubled(item[1]))
        for key, places in worth[:TRIED]:
            tallies = list(self.scope.tallies)
            for place in places:
                tally = tallies[place]
                tallies[place] = replace(tally, session=tally.session._replace(same_anonymous=True))
            known = self.scope.rows.series.get(key)
            numbers = [self.scope.tallies[place].reached.high for place in places]
            saved = self.width - self._width(tallies, self.registered)
            # If the group is not the same each time, nothing is won by knowing it.
            title = known.title if known else ""
            yield Remedy(SAME, key, None, title, max(numbers), sum(numbers), 0, saved)

    def _traits(self) -> Iterator[Remedy]:
        """The age or gender of people at one meeting becomes known: they all belong here, or none does."""
        sure = {tally.session.id: place for place, tally in enumerate(self.scope.tallies)}

        def size(tally: Tally) -> int:
            return len(tally.reached.people) + tally.reached.high

        for tally in sorted(self.scope.unknown, key=lambda tally: -size(tally))[:TRIED]:
            if not size(tally):
                continue
            rest = [one for one in self.scope.unknown if one is not tally]
            out = self._width(self.scope.tallies, self.registered, rest)
            inside = list(self.scope.tallies)
            place = sure.get(tally.session.id)
            old = inside[place].reached if place is not None else Crowd(frozenset())
            new = tally.reached
            there = Crowd(old.people | new.people, old.low + new.low, old.high + new.high)
            if place is None:
                inside.append(replace(tally, reached=there))
            else:
                inside[place] = replace(inside[place], reached=there)
            widths = [out, self._width(inside, self.registered | new.people, rest)]
            yield self._remedy(TRAIT, tally, size(tally), size(tally), widths)

    def _pairs(self) -> Iterator[Remedy]:
        """Every "maybe the same" is judged: they are all the same, or none of them is."""
        merged = self.people.merged
        doubted = self.registered & merged.keys()
        number = len(doubted) - len({merged[one] for one in doubted})
        if not number:
            return
        apart = self._width(self.scope.tallies, self.registered, people=replace(self.people, merged={}))
        one_of = {one: merged.get(one, one) for one in self.registered}
        joined = [
            replace(tally, reached=tally.reached._replace(people={one_of[one] for one in tally.reached.people}))
            if not doubted.isdisjoint(tally.reached.people)
            else tally
            for tally in self.scope.tallies
        ]
        same = self._width(joined, set(one_of.values()))
        saved = sorted((self.width - apart, self.width - same))
        yield Remedy(PAIRS, "", None, "", number, number, max(saved[0], 0), saved[1])

    def _elsewhere(self, session: CountedSession) -> set[str]:
        that_day = [tally for tally in self.scope.tallies if tally.session.day == session.day]
        at = {tally.session: tally.reached.people for tally in that_day}
        found: set[str] = set()
        for newcomer, others in underway(at):
            for one, other in ((newcomer, other) for other in others):
                found.update(at[other] if one is session else at[one] if other is session else ())
        return found

    def _estimate(self, place: int) -> int:
        crowd = self.scope.tallies[place].reached
        return crowd.high - crowd.low

    def _with(self, place: int, crowd: Crowd, registered: set[str]) -> int:
        tallies = list(self.scope.tallies)
        tallies[place] = replace(tallies[place], reached=crowd)
        return self._width(tallies, registered)

    def _remedy(self, kind: str, tally: Tally, low: int, high: int, widths: Sequence[int]) -> Remedy:
        saved = [max(self.width - width, 0) for width in widths]
        session = tally.session
        return Remedy(kind, session.id, session.day, session.title, low, high, min(saved), max(saved))
