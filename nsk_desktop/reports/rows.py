"""What goes into a document."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from nsk_desktop.domain.codes import Mode, SessionState
from nsk_desktop.measures.figures import Reach


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session in the list. The numbers are citizens of the target group, as in the reach figures."""

    day: date
    title: str
    type: str | None
    """Code of the session type."""
    themes: tuple[str, ...]
    """Codes of the themes."""
    registered: int = 0
    anonymous_low: int = 0
    anonymous_high: int = 0
    state: str = SessionState.HELD
    mode: str | None = None
    reach: bool = True
    """False for meetings among professionals, which are listed and never counted."""
    beside_low: int = 0
    beside_high: int = 0
    """Others who were there: local actors and people of no known target group, registered or not."""

    @property
    def not_counted(self) -> bool:
        return self.mode == Mode.NOT_COUNTED

    @property
    def adds(self) -> bool:
        """Whether its numbers are part of the figures."""
        return self.reach and self.state == SessionState.HELD


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the chart: attendances in one stretch of time."""

    first: date
    months: int
    registered: int = 0
    anonymous_low: int = 0
    anonymous_high: int = 0
    not_counted: int = 0
    """Sessions held in it that nobody counted: their height is unknown, not zero."""

    @property
    def low(self) -> int:
        return self.registered + self.anonymous_low

    @property
    def high(self) -> int:
        return self.registered + self.anonymous_high


@dataclass(frozen=True, slots=True)
class FollowUps:
    """How many there are; what they say is not for paper."""

    done: int = 0
    open: int = 0
    overdue: int = 0
    """Of the open ones."""


@dataclass(frozen=True, slots=True)
class OutcomeText:
    """A story or a method card that somebody chose for the report."""

    card: bool
    """A method card; a story otherwise."""
    title: str
    day: date | None = None
    themes: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    """Each part of it under its name."""
    rests_on: tuple[str, ...] = ()
    """What stands behind it, by name."""
    weight: str = ""
    """How many meetings and people that is."""


@dataclass(frozen=True, slots=True)
class ActivitySummary:
    """All that the activity summary shows."""

    programme: str
    """A neutral title."""
    area: str
    made_on: date
    reach: Reach
    """Of the period, grouped by theme."""
    sessions: tuple[SessionLine, ...]
    bridges: Mapping[str, int] = field(default_factory=dict)
    """Status code to how many bridges stand there at the end of the period."""
    follow_ups: FollowUps = field(default_factory=FollowUps)
    outcomes: tuple[OutcomeText, ...] = ()
    """The stories and method cards that somebody chose."""


MOST_BARS = 12


def bars(sessions: Iterable[SessionLine], first: date, last: date) -> tuple[Bar, ...]:
    """Attendances per month of the period; per quarter, half-year or more when that would be too many bars."""
    start, months = first.year * 12 + first.month - 1, 1
    count = last.year * 12 + last.month - start
    for months in (1, 3, 6, 12, 24, 60, 120, 600):
        begin = start - start % months
        if -(-(start - begin + count) // months) <= MOST_BARS:
            break
    sums = {index: [0, 0, 0, 0] for index in range(begin, start + max(count, 1), months)}
    for line in sessions:
        index = line.day.year * 12 + line.day.month - 1
        cell = sums.get(index - (index - begin) % months)
        if cell is None or not line.adds:
            continue
        if line.not_counted:
            cell[3] += 1
            continue
        for place, value in enumerate((line.registered, line.anonymous_low, line.anonymous_high)):
            cell[place] += value
    return tuple(Bar(date(max(index // 12, 1), index % 12 + 1, 1), months, *cell) for index, cell in sums.items())
