"""The tables of counts that may go further than the central evaluation: what each counts, and how they hang together.

All that is counted happened in one half-year and in no other, so no two releases speak of the same thing. Different
people are never cut up into groups: who came twice would be in two of them, and in two half-years.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from nsk_desktop.domain.codes import (
    AGE_BANDS,
    BRIDGE_KINDS,
    BRIDGE_STATUSES,
    GENDERS,
    NEVER_REACH,
    OWNERSHIPS,
    SECTORS,
    SESSION_TYPES,
    THEMES_SHORT,
    AgeBand,
    CodeList,
    Gender,
    SessionState,
    TargetGroup,
)
from nsk_desktop.domain.counting import CountedSession, CountingRows
from nsk_desktop.i18n import N_, _
from nsk_desktop.measures.disclosure import Count
from nsk_desktop.measures.people import People, genders
from nsk_desktop.measures.reach import Reach
from nsk_desktop.measures.tallies import Tally, counted, presence, take_tallies

REST = "øvrige"
SEVERAL = "flere"
REGISTERED, UNNAMED = "registreret", "uden navn"
_REST_LABEL = N_("Other or not stated")


class Dimension(NamedTuple):
    """A way to cut a total up. Every single thing is in one part only."""

    name: str
    title: str
    """A message id, as the labels are."""
    labels: Mapping[str, str]
    rest: str
    """Where anything belongs whose code is in no list."""

    def part(self, code: str | None) -> str:
        return code if code in self.labels and code is not None else self.rest


class Family(NamedTuple):
    """All tables of one unit. Each crossing is a row of dimensions: neighbours in it make a table of two."""

    name: str
    title: str
    unit: str
    crossings: tuple[tuple[Dimension, ...], ...]


class Table(NamedTuple):
    """One table to be read: by one dimension or by two."""

    rows: Dimension
    columns: Dimension | None


class Fact(NamedTuple):
    """So many of something, and in which part of each dimension."""

    parts: Mapping[str, str]
    number: int
    meeting: str = ""
    person: str = ""
    """Who was at the meeting; empty for people counted without names, who are as many as there are."""


@dataclass(frozen=True, slots=True)
class Statement:
    """How many different citizens, or None for each where that is not given out."""

    lower: int | None
    upper: int | None


def _coded(name: str, title: str, codes: CodeList, rest: str = REST, without: Iterable[str] = ()) -> Dimension:
    labels = {code: label for code, label in codes.labels.items() if code not in set(without)}
    return Dimension(name, title, labels if rest in labels else {**labels, rest: _REST_LABEL}, rest)


THEME = Dimension(
    "tema",
    N_("Theme"),
    {**THEMES_SHORT.labels, SEVERAL: N_("Several themes"), REST: N_("Without a theme")},
    REST,
)
AGE = _coded("aldersgruppe", N_("Age group"), AGE_BANDS, AgeBand.UNKNOWN)
GENDER = _coded("køn", N_("Gender"), GENDERS, Gender.NOT_STATED)
TYPE = _coded("type", N_("Type"), SESSION_TYPES, without=NEVER_REACH)
REGISTRATION = Dimension(
    "registrering",
    N_("Registration"),
    {REGISTERED: N_("Registered one by one"), UNNAMED: N_("Counted without names")},
    UNNAMED,
)
BRIDGE_KIND = _coded("slags", N_("Kind"), BRIDGE_KINDS)
BRIDGE_STATUS = _coded("status", N_("Status"), BRIDGE_STATUSES)
SECTOR = _coded("sektor", N_("Sector"), SECTORS)
OWNERSHIP = _coded("ejerform", N_("Municipal, civil or private"), OWNERSHIPS)

ATTENDANCES = Family(
    "fremmøder",
    N_("Attendances of citizens"),
    N_("One for each time that a citizen of the target group took part. An estimate counts with its lowest number."),
    ((THEME, AGE, GENDER), (TYPE,), (REGISTRATION,)),
)
SESSIONS = Family(
    "aktiviteter",
    N_("Activities held"),
    N_("One for each activity held that counts as reach."),
    ((THEME,), (TYPE,)),
)
ACTORS_PRESENT = Family(
    "lokale aktørers fremmøder",
    N_("Attendances of local actors"),
    N_("One for each time that somebody from a local actor took part in such an activity."),
    ((TYPE,),),
)
BRIDGES = Family(
    "brobygning",
    N_("Bridges begun"),
    N_("One for each bridge begun in the half-year, with its status on the day the figures were given out."),
    ((BRIDGE_KIND,), (BRIDGE_STATUS,)),
)
MOBILISED = Family(
    "mobiliserede aktører",
    N_("Local actors mobilised"),
    N_("One for each local actor mobilised in the half-year; the actor stands in no other half-year."),
    ((SECTOR,), (OWNERSHIP,)),
)
FAMILIES = (ATTENDANCES, SESSIONS, ACTORS_PRESENT, BRIDGES, MOBILISED)


# Tables as numbers that hang together


def tables_of(family: Family) -> Iterator[Table]:
    """The tables of *family* as they are read."""
    for crossing in family.crossings:
        if len(crossing) == 1:
            yield Table(crossing[0], None)
        for rows, columns in pairwise(crossing):
            yield Table(rows, columns)


def total_key(family: Family) -> str:
    return family.name


def key(family: Family, *places: tuple[Dimension, str]) -> str:
    """The key of a cell (two places, or one in a table of one) or of a sum (one place)."""
    return "|".join([family.name, *(f"{dimension.name}={code}" for dimension, code in places)])


def counts_of(family: Family, facts: Iterable[Fact]) -> list[Count]:
    """Every number of the tables of *family*, as one round of channels: each crossing leads to the next."""
    sums: Counter[str] = Counter({total_key(family): 0})
    for fact in facts:
        for name in _keys(family, fact):
            sums[name] += fact.number
    last = len(family.crossings)
    counts = [Count(total_key(family), str(last), "0", sums[total_key(family)], 2)]
    for number, crossing in enumerate(family.crossings):
        counts += _crossing_counts(family, crossing, sums, str(number), str(number + 1))
    return counts


def few_people(family: Family, facts: Iterable[Fact], people: People, limit: int) -> set[str]:
    """The keys of attendances behind which fewer different people than *limit* may stand, however often they came."""
    registered: dict[str, set[str]] = {}
    together: dict[str, Counter[str]] = {}
    for fact in facts:
        for name in _keys(family, fact) if fact.number else ():
            together.setdefault(name, Counter())[fact.meeting] += fact.number
            if fact.person:
                registered.setdefault(name, set()).add(fact.person)
    fewest = {
        name: max(people.fewest_together(registered.get(name, set())), max(numbers.values()))
        for name, numbers in together.items()
    }
    return {name for name, number in fewest.items() if number < limit}


def _keys(family: Family, fact: Fact) -> Iterator[str]:
    """Every number that *fact* is part of."""
    yield total_key(family)
    for crossing in family.crossings:
        places = [(one, fact.parts[one.name]) for one in crossing]
        yield from (key(family, place) for place in places)
        yield from (key(family, *both) for both in pairwise(places))


def _crossing_counts(
    family: Family, crossing: Sequence[Dimension], sums: Mapping[str, int], start: str, end: str
) -> Iterator[Count]:
    """The numbers of one crossing: each part of a dimension is a channel, each cell one between two of them."""
    level = 1 if len(crossing) > 1 else 0
    for place, one in enumerate(crossing):
        for code in one.labels:
            tail = start if place == 0 else f"{one.name}={code} <"
            head = end if place == len(crossing) - 1 else f"{one.name}={code} >"
            name = key(family, (one, code))
            yield Count(name, tail, head, sums.get(name, 0), level)
    for one, other in pairwise(crossing):
        for code in one.labels:
            for further in other.labels:
                name = key(family, (one, code), (other, further))
                yield Count(name, f"{one.name}={code} >", f"{other.name}={further} <", sums.get(name, 0))


# Counting


def attendance_facts(rows: CountingRows, reach: Reach, people: People) -> dict[str, list[Fact]]:
    """What is counted of the meetings in the period of *reach*, by family."""
    held = [row for row in rows.sessions if row.state == SessionState.HELD and reach.first <= row.day <= reach.last]
    sessions = [row for row in held if row.type not in NEVER_REACH]
    tallies = take_tallies(sessions, presence(rows.attendances, sessions, people), rows.headcounts, people)
    return {
        ATTENDANCES.name: [*_registered(rows, tallies, people), *_unnamed(rows, sessions)],
        SESSIONS.name: [Fact(_session_parts(session), 1) for session in sessions],
        ACTORS_PRESENT.name: [fact for tally in tallies for fact in _actors_at(tally)],
    }


def statement(reach: Reach, shown: Mapping[str, int], limit: int) -> Statement:
    """The interval of different citizens, where neither it nor what follows from it is small.

    The highest number less those counted without names is the number of registered citizens. So it is given out only
    where that number is not small, and where both kinds of attendances are shown (*shown*: by part of REGISTRATION).
    """
    persons = reach.figures.persons
    told = (persons.lower, persons.upper, persons.registered, *shown.values())
    if len(shown) < len(REGISTRATION.labels) or any(0 < number < limit for number in told):
        return Statement(None, None)
    return Statement(persons.lower, persons.upper)


def _session_parts(session: CountedSession) -> dict[str, str]:
    themes = [THEME.part(theme) for theme in dict.fromkeys(session.themes)]
    return {
        THEME.name: SEVERAL if len(themes) > 1 else themes[0] if themes else THEME.rest,
        TYPE.name: TYPE.part(session.type),
    }


def _actors_at(tally: Tally) -> Iterator[Fact]:
    parts, meeting = _session_parts(tally.session), tally.session.id
    yield Fact(parts, tally.actors.low, meeting)
    yield from (Fact(parts, 1, meeting, person) for person in sorted(tally.actors.people))


def _registered(rows: CountingRows, tallies: Sequence[Tally], people: People) -> Iterator[Fact]:
    """Each registered citizen at each meeting, with the age of the day."""
    known = genders(rows, people)
    bands: dict[tuple[str, str], str] = {}
    for session, person, band in rows.attendances:
        place = (session, people.citizen.get(person, person))
        bands[place] = min(bands.get(place, band), band)
    for tally in tallies:
        parts = _session_parts(tally.session)
        for citizen in sorted(tally.reached.people):
            age = AGE.part(bands.get((tally.session.id, citizen)))
            gender = GENDER.part(known.get(citizen))
            more = {AGE.name: age, GENDER.name: gender, REGISTRATION.name: REGISTERED}
            yield Fact(parts | more, 1, tally.session.id, citizen)


def _unnamed(rows: CountingRows, sessions: Sequence[CountedSession]) -> Iterator[Fact]:
    """The citizens counted without names, an estimate with its lowest number."""
    parts = {session.id: _session_parts(session) for session in sessions if counted(session)}
    for row in rows.headcounts:
        if row.session in parts and row.target_group == TargetGroup.CITIZENS:
            who = {AGE.name: AGE.part(row.age_band), GENDER.name: GENDER.part(row.gender), REGISTRATION.name: UNNAMED}
            yield Fact(parts[row.session] | who, min(max(row.low, 0), max(row.high, 0)), row.session)


def part_label(dimension: Dimension, code: str) -> str:
    """A part in the user's language."""
    return _(dimension.labels[code])
