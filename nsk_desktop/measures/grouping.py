"""Tallies in groups: sessions by what they are, people by age or gender; and the same as a filter."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from nsk_desktop.domain.codes import AGE_BANDS, GENDERS, SESSION_TYPES, THEMES, AgeBand, Gender
from nsk_desktop.domain.counting import CountedSession, CountingRows
from nsk_desktop.domain.folding import sort_key
from nsk_desktop.i18n import _
from nsk_desktop.measures.tallies import Tally

NO_THEME = "uden tema"
NO_TYPE = "uden type"
NO_SERIES = "uden forløb"
NO_INITIATIVE = "uden initiativ"
GROUPINGS = ("theme", "half-year", "age", "gender", "type", "series", "initiative")
"""The ways to group; what stands after ``--by``."""
TRAITS = {"age": AgeBand.UNKNOWN.value, "gender": Gender.NOT_STATED.value}
"""The groupings of people and not of sessions, with the key of those of whom it is not known."""

Only = Mapping[str, Collection[str]]
"""A filter: for some of the groupings the keys that are wanted. A group is the same as a filter for its key."""
EVERYTHING: Only = {}


@dataclass(frozen=True, slots=True)
class Part:
    """One group before it is counted."""

    key: str
    label: str
    tallies: Sequence[Tally]
    unknown: Sequence[Tally] = field(default=())
    """People who may belong here as well, because their age or gender is unknown."""


def half_year(session: CountedSession) -> str:
    """The half-year of *session*, as ``2025H1``."""
    return f"{session.day.year}H{1 if session.day.month < 7 else 2}"


def half_year_label(key: str) -> str:
    """``2025H1`` in words."""
    text = _("First half of {year}") if key.endswith("H1") else _("Second half of {year}")
    return text.format(year=key.partition("H")[0])


def fits(session: CountedSession, only: Only) -> bool:
    """Whether *session* is of what is wanted; ages and genders are of people and say nothing of it."""
    return all(
        not wanted.isdisjoint(_KEYS[by](session))
        for by, wanted in ((by, frozenset(keys)) for by, keys in only.items())
        if by in _KEYS
    )


def label_of(by: str, key: str, rows: CountingRows) -> str:
    """The name of a group."""
    match by:
        case "theme":
            return _("Without a theme") if key == NO_THEME else THEMES.label(key)
        case "type":
            return _("Without a type") if key == NO_TYPE else SESSION_TYPES.label(key)
        case "half-year":
            return half_year_label(key)
        case "series" if key == NO_SERIES:
            return _("Outside any series")
        case "series":
            return rows.series[key].title if key in rows.series else _("A series that is not there any more")
        case "initiative" if key == NO_INITIATIVE:
            return _("Without an initiative")
        case "initiative":
            return rows.initiatives.get(key) or _("An initiative that is not there any more")
        case "age":
            return AGE_BANDS.label(key)
        case _:
            return GENDERS.label(key)


def divide_sessions(by: str, rows: CountingRows, tallies: Sequence[Tally], unknown: Sequence[Tally]) -> list[Part]:
    """A group for each key that a session has, in the order of the code list, the calendar or the alphabet."""
    sure, maybe = _by_key(by, tallies), _by_key(by, unknown)
    keys = in_order(by, {*sure, *maybe}, rows)
    return [Part(key, label_of(by, key, rows), sure.get(key, ()), maybe.get(key, ())) for key in keys]


def in_order(by: str, keys: Iterable[str], rows: CountingRows) -> list[str]:
    """Known codes in their own order, then what nobody knows, and those that lack it at the end."""
    order, last = _ORDER.get(by, ((), ""))
    places = {key: place for place, key in enumerate(order)}

    def name(key: str) -> tuple[str, str]:
        return sort_key(label_of(by, key, rows)) if by in ("series", "initiative") else ("", "")

    return sorted(keys, key=lambda key: (key == last, places.get(key, len(places)), name(key), key))


def _by_key(by: str, tallies: Sequence[Tally]) -> dict[str, list[Tally]]:
    keys = _KEYS[by]
    found: dict[str, list[Tally]] = {}
    for tally in tallies:
        for key in keys(tally.session):
            found.setdefault(key, []).append(tally)
    return found


_KEYS: Mapping[str, Callable[[CountedSession], Iterable[str]]] = {
    "theme": lambda session: dict.fromkeys(session.themes) or (NO_THEME,),
    "half-year": lambda session: (half_year(session),),
    "type": lambda session: (session.type or NO_TYPE,),
    "series": lambda session: (session.series or NO_SERIES,),
    "initiative": lambda session: (session.initiative or NO_INITIATIVE,),
}
_ORDER: Mapping[str, tuple[Sequence[str], str]] = {
    "theme": (THEMES.codes, NO_THEME),
    "type": (SESSION_TYPES.codes, NO_TYPE),
    "series": ((), NO_SERIES),
    "initiative": ((), NO_INITIATIVE),
    "age": (AGE_BANDS.codes, TRAITS["age"]),
    "gender": (GENDERS.codes, TRAITS["gender"]),
}
