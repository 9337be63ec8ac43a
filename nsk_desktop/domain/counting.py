"""The rows that reach is counted from, wherever they come from: a laptop's store or a central workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


class CountedSession(NamedTuple):
    """One session that is completed (a draft is never among the rows)."""

    id: str
    day: date
    start: int | None
    """Minutes after midnight, None when no time was given."""
    end: int | None
    """Minutes after midnight; the session occupies [start, end)."""
    title: str
    type: str | None
    themes: tuple[str, ...]
    state: str
    mode: str | None
    series: str | None
    same_anonymous: bool
    """The session belongs to a closed group whose anonymous members are the same people each time."""
    initiative: str | None = None


class CountedSeries(NamedTuple):
    """What a figure says of a series: its name, and its last day when one was set."""

    title: str
    end: date | None = None


class CountedPerson(NamedTuple):
    gender: str
    target_group: str | None
    """M1, M2, or anything else, which is shown beside as unknown."""
    unit: str = ""
    """Group of devices that have seen each other's entries; between units anybody may be anybody."""
    lives_here: bool = False
    """Known to live in the area; otherwise nobody knows, or they belong to it in another way."""


class CountedAttendance(NamedTuple):
    """Somebody was there. Absences are not among the rows."""

    session: str
    person: str
    age_band: str
    """On the day of the session."""


class CountedHeadcount(NamedTuple):
    """People in addition to the registered ones."""

    session: str
    age_band: str
    gender: str
    target_group: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class CountingRows:
    """Everything a reach figure is computed from. Pairs may name persons in either order."""

    sessions: Sequence[CountedSession]
    persons: Mapping[str, CountedPerson]
    attendances: Sequence[tuple[str, str, str]]
    """`CountedAttendance` rows; plain tuples of the same shape are as good, because there are many."""
    headcounts: Sequence[CountedHeadcount]
    joined: Sequence[tuple[str, str]] = field(default=())
    """Pairs that a person has joined: one citizen."""
    possibly: Sequence[tuple[str, str]] = field(default=())
    """Open "maybe the same" pairs that a person has marked."""
    earlier: frozenset[str] | None = None
    """Those who came before the period; None when nobody asked for who is new."""
    series: Mapping[str, CountedSeries] = field(default_factory=dict)
    initiatives: Mapping[str, str] = field(default_factory=dict)
    """The names of the initiatives."""
