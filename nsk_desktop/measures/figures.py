"""What a count of reach consists of. These are shown, printed, exported and compared; they are never changed."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Persons:
    """Different people of M1. Never additive: recomputed for every filter."""

    registered: int
    lower: int
    upper: int

    @property
    def exact(self) -> bool:
        return self.lower == self.upper


@dataclass(frozen=True, slots=True)
class Attendances:
    """How often people of M1 took part. Additive."""

    registered: int
    anonymous_low: int
    anonymous_high: int

    @property
    def total_low(self) -> int:
        return self.registered + self.anonymous_low

    @property
    def total_high(self) -> int:
        return self.registered + self.anonymous_high

    @property
    def coverage_low(self) -> float | None:
        """The share that is registered (*registreringsgrad*) if every estimate is at its highest."""
        return self.registered / self.total_high if self.total_high else None

    @property
    def coverage_high(self) -> float | None:
        """The share that is registered if every estimate is at its lowest."""
        if not self.total_high:
            return None
        return self.registered / self.total_low if self.total_low else 0.0


@dataclass(frozen=True, slots=True)
class Sessions:
    """How many sessions the figures stand on; those not counted are among the held."""

    held: int
    not_counted: int


@dataclass(frozen=True, slots=True)
class Beside:
    """Those shown beside reach and never inside it."""

    registered: int
    attendances_low: int
    attendances_high: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is counted of one set of sessions."""

    persons: Persons
    attendances: Attendances
    sessions: Sessions
    beside_m2: Beside
    beside_unknown: Beside

    @property
    def coverage(self) -> float | None:
        """*Registreringsgrad*, cautiously: against the highest total. None when nobody was there."""
        return self.attendances.coverage_low


class Uncertain(NamedTuple):
    """A session whose anonymous people make the figure an interval."""

    session: str
    day: date
    title: str
    anonymous_low: int
    anonymous_high: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A held session that nobody counted."""

    session: str
    day: date
    title: str


@dataclass(frozen=True, slots=True)
class Clash:
    """One registered person in two sessions that overlap: an error in what was registered."""

    person: str
    day: date
    sessions: tuple[str, str]
    titles: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A session that was attended under several names of one person: a join or an attendance is wrong."""

    session: str
    day: date
    title: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one theme, half-year, age band, gender, type, series or initiative. Groups do not add up."""

    key: str
    label: str
    figures: Figures
    uncertain: tuple[Uncertain, ...] = ()
    new: int | None = None
    """How many of the registered had not come to anything before; None when that was not asked for."""


@dataclass(frozen=True, slots=True)
class Depth:
    """How often the registered came: at least once, at least three times, and to most of a series that has ended."""

    reached: int
    retained: int
    completed: int = 0
    series_ended: int = 0
    """The series that somebody could have completed."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Reach in a period, both days included."""

    first: date
    last: date
    figures: Figures
    uncertain: tuple[Uncertain, ...]
    """The largest first."""
    groups: tuple[Group, ...]
    depth: Depth
    gaps: tuple[Gap, ...]
    clashes: tuple[Clash, ...]
    contradictions: tuple[Contradiction, ...]
    """Those of the whole store, because they make every figure of these people uncertain."""
    professional_meetings: int
    """Held network, steering and coordination meetings, which are never inside."""
