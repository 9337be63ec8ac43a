"""What goes into a document."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from nsk_desktop.domain.codes import Mode, SessionState
from nsk_desktop.domain.plot import Plot
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
    """How many meetings and people that is, and until when."""


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
    plots: Mapping[str, Plot] = field(default_factory=dict)
    """By name, the same ones as on the screen."""
    curves: tuple[Plot, ...] = ()
    """Who came again, of the largest series."""
    bridges: Mapping[str, int] = field(default_factory=dict)
    """Status code to how many bridges stand there at the end of the period."""
    follow_ups: FollowUps = field(default_factory=FollowUps)
    outcomes: tuple[OutcomeText, ...] = ()
    """The stories and method cards that somebody chose."""
