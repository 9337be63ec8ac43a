"""Tallies in groups: sessions by theme, half-year or type, people by age or gender."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from nsk_desktop.domain.codes import AGE_BANDS, GENDERS, SESSION_TYPES, THEMES, AgeBand, CodeList, Gender
from nsk_desktop.domain.counting import CountedHeadcount, CountedSession, CountingRows
from nsk_desktop.i18n import _
from nsk_desktop.measures.people import People, genders
from nsk_desktop.measures.tallies import Presence, Tally, counted, presence, take_tallies

NO_THEME = "uden tema"
NO_TYPE = "uden type"
GROUPINGS = ("theme", "half-year", "age", "gender", "type")
"""The ways to group; what stands after ``--by``."""


@dataclass(frozen=True, slots=True)
class Part:
    """One group before it is counted."""

    key: str
    label: str
    tallies: Sequence[Tally]
    unknown: Sequence[Tally] = ()
    """People who may belong here as well, because their age or gender is unknown."""


def divide(by: str, rows: CountingRows, tallies: Sequence[Tally], people: People) -> list[Part]:
    """The groups that a session or somebody falls in, in the order of the code list or the calendar."""
    if by in _BY_SESSION:
        return _by_session(tallies, *_BY_SESSION[by])
    sessions = [tally.session for tally in tallies]
    if by == "age":
        return _by_trait(_presence_by_age(rows, sessions, people), sessions, people, _AGE, rows.headcounts)
    if by == "gender":
        return _by_trait(_presence_by_gender(rows, tallies, people), sessions, people, _GENDER, rows.headcounts)
    raise ValueError(by)


def half_year(session: CountedSession) -> str:
    """The half-year of *session*, as ``2025H1``."""
    return f"{session.day.year}H{1 if session.day.month < 7 else 2}"


def half_year_label(key: str) -> str:
    """``2025H1`` in words."""
    text = _("First half of {year}") if key.endswith("H1") else _("Second half of {year}")
    return text.format(year=key.partition("H")[0])


# Sessions in groups

_Keys = Callable[[CountedSession], Iterable[str]]
_Label = Callable[[str], str]


def _themes(session: CountedSession) -> Iterable[str]:
    return dict.fromkeys(session.themes) or (NO_THEME,)


def _theme_label(key: str) -> str:
    return _("Without a theme") if key == NO_THEME else THEMES.label(key)


def _type_label(key: str) -> str:
    return _("Without a type") if key == NO_TYPE else SESSION_TYPES.label(key)


_BY_SESSION: Mapping[str, tuple[_Keys, _Label, Sequence[str], str]] = {
    "theme": (_themes, _theme_label, THEMES.codes, NO_THEME),
    "half-year": (lambda session: (half_year(session),), half_year_label, (), ""),
    "type": (lambda session: (session.type or NO_TYPE,), _type_label, SESSION_TYPES.codes, NO_TYPE),
}


def _by_session(tallies: Sequence[Tally], keys: _Keys, label: _Label, order: Sequence[str], last: str) -> list[Part]:
    found: dict[str, list[Tally]] = {}
    for tally in tallies:
        for key in keys(tally.session):
            found.setdefault(key, []).append(tally)
    return [Part(key, label(key), found[key]) for key in _in_order(found, order, last)]


def _in_order(keys: Iterable[str], order: Sequence[str], last: str) -> list[str]:
    """Known codes in their own order, then codes nobody knows, and *last* at the end."""
    places = {key: place for place, key in enumerate(order)}
    return sorted(keys, key=lambda key: (key == last, places.get(key, len(places)), key))


# People in groups


@dataclass(frozen=True, slots=True)
class _Trait:
    """What people are grouped by."""

    codes: CodeList
    unknown: str
    of_headcount: Callable[[CountedHeadcount], str]


_AGE = _Trait(AGE_BANDS, AgeBand.UNKNOWN, attrgetter("age_band"))
_GENDER = _Trait(GENDERS, Gender.NOT_STATED, attrgetter("gender"))


def _by_trait(
    present: dict[str, Presence],
    sessions: Sequence[CountedSession],
    people: People,
    trait: _Trait,
    headcounts: Iterable[CountedHeadcount],
) -> list[Part]:
    """A group for every age or gender of which somebody was there."""
    anonymous: dict[str, list[CountedHeadcount]] = {}
    within = {session.id for session in sessions if counted(session)}
    for row in headcounts:
        if row.session in within and max(row.low, row.high) > 0:
            anonymous.setdefault(trait.of_headcount(row) or trait.unknown, []).append(row)
    found = {}
    for key in _in_order({*present, *anonymous}, trait.codes.codes, trait.unknown):
        there, counts = present.get(key, Presence({}, {})), anonymous.get(key, [])
        where = there.sessions().union(row.session for row in counts)
        found[key] = take_tallies([one for one in sessions if one.id in where], there, counts, people)
    unknown = found.get(trait.unknown, [])
    return [
        Part(key, trait.codes.label(key), tallies, unknown if key != trait.unknown else ())
        for key, tallies in found.items()
    ]


def _presence_by_age(rows: CountingRows, sessions: Sequence[CountedSession], people: People) -> dict[str, Presence]:
    """Who was at each session, by age on the day."""
    attendances: dict[str, list[tuple[str, str, str]]] = {}
    for row in rows.attendances:
        attendances.setdefault(row[2] or AgeBand.UNKNOWN, []).append(row)
    found = {band: presence(of_band, sessions, people) for band, of_band in attendances.items()}
    return {band: there for band, there in found.items() if there.sessions()}


def _presence_by_gender(rows: CountingRows, tallies: Sequence[Tally], people: People) -> dict[str, Presence]:
    """Who was at each session, by gender."""
    members: dict[str, set[str]] = {}
    for citizen, gender in genders(rows, people).items():
        members.setdefault(gender, set()).add(citizen)
    # Whoever stands at a session and is on no list of persons is of unknown gender too.
    nowhere = set().union(*[tally.others.people for tally in tallies]).difference(*members.values())
    members.setdefault(Gender.NOT_STATED, set()).update(nowhere)
    found = {gender: _present_among(of_gender, tallies) for gender, of_gender in members.items()}
    return {gender: there for gender, there in found.items() if there.sessions()}


def _present_among(members: set[str], tallies: Sequence[Tally]) -> Presence:
    """Those of *members* who were at each session."""
    found = Presence({}, {})
    for tally in tallies:
        key = tally.session.id
        reached = members & tally.reached.people
        if reached:
            found.reached[key] = reached
        if tally.actors.people or tally.others.people:
            beside = members & (tally.actors.people | tally.others.people)
            if beside:
                found.beside[key] = beside
    return found
