"""Those of an age or a gender among the people at some sessions, and those who may be, because it is not known."""

from collections.abc import Collection, Sequence

from nsk_desktop.domain.codes import AgeBand, Gender
from nsk_desktop.domain.counting import CountedHeadcount, CountedSession, CountingRows
from nsk_desktop.measures.grouping import TRAITS, Only, Part, in_order, label_of
from nsk_desktop.measures.people import People, genders
from nsk_desktop.measures.tallies import Presence, Tally, counted, presence, take_tallies

Keys = frozenset[str] | None
"""The ages or genders that are wanted; None is all."""
Split = tuple[list[Tally], list[Tally]]
"""Those who are certainly among the wanted, and those who may be."""


class Traits:
    """The people of *tallies* by age on the day and by gender."""

    def __init__(self, rows: CountingRows, tallies: list[Tally], people: People) -> None:
        self._rows, self._tallies, self._people = rows, tallies, people
        within = {tally.session.id for tally in tallies if counted(tally.session)}
        self._counts = [row for row in rows.headcounts if row.session in within and max(row.low, row.high) > 0]
        self._bands: dict[str, list[tuple[str, str, str]]] | None = None
        self._gender_of: dict[str, str] | None = None
        self._of_ages: dict[Keys, Presence] = {}
        self._reached_at: dict[str, set[str]] = {}

    def split(self, only: Only) -> Split:
        """Those of the ages and genders that *only* wants; without any, everybody."""
        ages, those = _keys(only, "age"), _keys(only, "gender")
        if ages is None and those is None:
            return self._tallies, []
        sure = self._present(ages, those)
        counts = self._headcounts(ages, those)
        wide_ages, wide_genders = _with_unknown("age", ages), _with_unknown("gender", those)
        if (wide_ages, wide_genders) == (ages, those):
            return self._take(sure, counts), []
        wide = self._wider(ages, those, wide_ages, wide_genders, sure)
        surely = {id(row) for row in counts}
        more = [row for row in self._headcounts(wide_ages, wide_genders) if id(row) not in surely]
        return self._take(sure, counts), self._take(wide, more)

    def sizes(self, only: Only) -> tuple[set[str], set[str], Split]:
        """As `split`, without who was where: the citizens, those who may be wanted too, and those nobody named."""
        ages, those = _keys(only, "age"), _keys(only, "gender")
        wide_ages, wide_genders = _with_unknown("age", ages), _with_unknown("gender", those)
        counts = self._headcounts(ages, those)
        surely = {id(row) for row in counts}
        more = [row for row in self._headcounts(wide_ages, wide_genders) if id(row) not in surely]
        nobody = Presence({}, {})
        sure = self._citizens(ages, those)
        perhaps = self._citizens(wide_ages, wide_genders) - sure
        return sure, perhaps, (self._take(nobody, counts), self._take(nobody, more))

    def _citizens(self, ages: Keys, those: Keys) -> set[str]:
        """The citizens of *ages* and of *those* genders at any session."""
        found: set[str] = set()
        for band in self._by_age() if ages is None else ages:
            if band not in self._reached_at:
                self._reached_at[band] = set().union(*self._present(frozenset((band,)), None).reached.values())
            found |= self._reached_at[band]
        return found if those is None else {one for one in found if self._gender(one) in those}

    def divide(self, by: str, only: Only) -> list[Part]:
        """A group for every age or gender of which somebody was there."""
        keys = set(only[by]) if only.get(by) else self._all_keys(by)
        found = []
        for key in in_order(by, keys, self._rows):
            tallies, unknown = self.split({**only, by: (key,)})
            if tallies:
                found.append(Part(key, label_of(by, key, self._rows), tallies, unknown))
        return found

    def _all_keys(self, by: str) -> set[str]:
        if by == "age":
            return {*self._by_age(), *(_band(row) for row in self._counts)}
        there = set().union(*[tally.everybody() for tally in self._tallies])
        return {self._gender(one) for one in there} | {_gender(row) for row in self._counts}

    def _by_age(self) -> dict[str, list[tuple[str, str, str]]]:
        if self._bands is None:
            self._bands = {}
            for row in self._rows.attendances:
                self._bands.setdefault(row[2] or AgeBand.UNKNOWN, []).append(row)
        return self._bands

    def _gender(self, citizen: str) -> str:
        if self._gender_of is None:
            self._gender_of = genders(self._rows, self._people)
        # Whoever stands at a session and is on no list of persons is of unknown gender too.
        return self._gender_of.get(citizen, Gender.NOT_STATED)

    def _present(self, ages: Keys, those: Keys) -> Presence:
        """Who of *ages* and of *those* genders was at each session."""
        if ages not in self._of_ages:
            self._of_ages[ages] = self._everybody() if ages is None else self._aged(ages)
        found = self._of_ages[ages]
        return found if those is None else self._of_gender(found, those)

    def _wider(self, ages: Keys, those: Keys, wide_ages: Keys, wide_genders: Keys, sure: Presence) -> Presence:
        """Those of the wide ages and genders who are not *sure*: only who lacks one or the other is looked through."""
        more = []
        if ages is not None and wide_ages is not None and wide_ages != ages:
            more.append(self._present(wide_ages - ages, wide_genders))
        if those is not None and wide_genders is not None and wide_genders != those:
            more.append(self._present(ages, wide_genders - those))
        found = Presence({}, {})
        for there in more:
            _add(found.reached, there.reached)
            _add(found.beside, there.beside)
        return _without(found, sure)

    def _everybody(self) -> Presence:
        return Presence(
            {tally.session.id: set(tally.reached.people) for tally in self._tallies if tally.reached.people},
            {
                tally.session.id: set(tally.actors.people | tally.others.people)
                for tally in self._tallies
                if tally.actors.people or tally.others.people
            },
        )

    def _aged(self, ages: Collection[str]) -> Presence:
        rows = [row for band in sorted(ages) for row in self._by_age().get(band, ())]
        return presence(rows, self._sessions(), self._people)

    def _of_gender(self, there: Presence, those: Collection[str]) -> Presence:
        everybody = set().union(*there.reached.values(), *there.beside.values())
        members = {one for one in everybody if self._gender(one) in those}
        return Presence(_within(there.reached, members), _within(there.beside, members))

    def _headcounts(self, ages: Keys, those: Keys) -> list[CountedHeadcount]:
        return [
            row
            for row in self._counts
            if (ages is None or _band(row) in ages) and (those is None or _gender(row) in those)
        ]

    def _take(self, there: Presence, counts: Sequence[CountedHeadcount]) -> list[Tally]:
        where = there.sessions().union(row.session for row in counts)
        return take_tallies([one for one in self._sessions() if one.id in where], there, counts, self._people)

    def _sessions(self) -> Sequence[CountedSession]:
        return [tally.session for tally in self._tallies]


def _keys(only: Only, by: str) -> Keys:
    return frozenset(only[by]) if only.get(by) else None


def _with_unknown(by: str, keys: Keys) -> Keys:
    return None if keys is None else keys | {TRAITS[by]}


def _band(row: CountedHeadcount) -> str:
    return row.age_band or TRAITS["age"]


def _gender(row: CountedHeadcount) -> str:
    return row.gender or TRAITS["gender"]


def _within(there: dict[str, set[str]], members: set[str]) -> dict[str, set[str]]:
    found = {session: people & members for session, people in there.items()}
    return {session: people for session, people in found.items() if people}


def _add(found: dict[str, set[str]], more: dict[str, set[str]]) -> None:
    for session, people in more.items():
        if people:
            found[session] = found.get(session, set()) | people


def _without(wide: Presence, sure: Presence) -> Presence:
    """Those of *wide* who are not at the same session in *sure*."""
    return Presence(_less(wide.reached, sure.reached), _less(wide.beside, sure.beside))


def _less(wide: dict[str, set[str]], sure: dict[str, set[str]]) -> dict[str, set[str]]:
    found = {session: people - sure.get(session, set()) for session, people in wide.items()}
    return {session: people for session, people in found.items() if people}
