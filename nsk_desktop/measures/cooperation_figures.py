"""What a count of cooperation consists of. These are shown, exported and compared; they are never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, median
from typing import NamedTuple

from nsk_desktop.domain.cooperation import COORDINATOR, A, B
from nsk_desktop.domain.network import EFFORT, JointSession, NetworkActor, SteeringCount, TriedInitiative
from nsk_desktop.i18n import N_, _
from nsk_desktop.measures.network import Shape

TIE_LEVEL = 3
"""From this level on (coordination) two actors are said to cooperate."""
CLOSE = 1
"""Two raters agree when their levels differ by at most this."""


class Oddity(StrEnum):
    """How something contradicts itself. It never breaks a figure; a person mends it."""

    SELF = "self"
    NO_LEVEL = "no_level"
    LEVEL_OUTSIDE = "level_outside"
    RATED_TWICE = "rated_twice"
    RATED_INACTIVE = "rated_inactive"
    UNKNOWN_PERIOD = "unknown_period"
    HOST_INACTIVE = "host_inactive"
    BRIDGE_INACTIVE = "bridge_inactive"
    BRIDGE_BACKWARDS = "bridge_backwards"
    NO_SECTOR = "no_sector"
    UNKNOWN_SECTOR = "unknown_sector"
    ENDED_WITHOUT_DAY = "ended_without_day"
    ENDED_FIRST = "ended_first"


_WORDS = {
    Oddity.SELF: N_("{names}: an actor is rated with itself. The rating is left out."),
    Oddity.NO_LEVEL: N_("{names}: the rating has no level. It is left out."),
    Oddity.LEVEL_OUTSIDE: N_("{names}: the level is not one of 0 to 5. The rating is left out."),
    Oddity.RATED_TWICE: N_("{names}: the same rater says two different things. Both count in the mean."),
    Oddity.RATED_INACTIVE: N_("{names}: rated, but not both were active in the half-year. The rating is left out."),
    Oddity.UNKNOWN_PERIOD: N_("{names}: rated in a half-year that does not exist. The rating is left out."),
    Oddity.HOST_INACTIVE: N_("{names}: hosted a meeting, but was not active in the half-year. It makes no tie."),
    Oddity.BRIDGE_INACTIVE: N_("{names}: met, but not both were active in the half-year. It makes no tie."),
    Oddity.BRIDGE_BACKWARDS: N_("{names}: the first meeting lies before the bridge. Its days are left out."),
    Oddity.NO_SECTOR: N_("{names}: has no sector. The actor never counts as being of another sector."),
    Oddity.UNKNOWN_SECTOR: N_("{names}: the sector is not on the list. It counts as a sector of its own."),
    Oddity.ENDED_WITHOUT_DAY: N_("{names}: has ended, but nobody has said when. The actor counts as active."),
    Oddity.ENDED_FIRST: N_("{names}: ended before being mobilised."),
}


def node_name(node: str, name: str) -> str:
    """How a node is called: the effort by its word, an actor by its name."""
    return _("The effort") if node == EFFORT else name or _("without a name")


class Problem(NamedTuple):
    """Something odd, and the record where it can be mended."""

    oddity: Oddity
    kind: str
    """The kind of the record."""
    record: str
    names: str

    def sentence(self) -> str:
        return _(_WORDS[self.oddity]).format(names=self.names)


class Share(NamedTuple):
    """So many of so many."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two nodes of which something is known in the half-year: what was rated, and what they did together."""

    one: str
    other: str
    """The greater id; the effort is the empty one, and so always *one*."""
    levels: Mapping[str, tuple[int, ...]]
    """What each rater says; more than one number from one rater is odd."""
    wanted: tuple[int, ...]
    ratings: tuple[str, ...]
    reasons: tuple[str, ...]
    crosses: bool
    """Both are actors, their sectors are known, and they differ."""
    sessions: tuple[str, ...] = ()
    bridges: tuple[str, ...] = ()

    @property
    def with_effort(self) -> bool:
        return self.one == EFFORT

    @property
    def level(self) -> float | None:
        """The mean of all ratings; None when the pair was not rated."""
        given = self._given()
        return fmean(given) if given else None

    @property
    def lowest(self) -> int | None:
        return min(self._given(), default=None)

    @property
    def highest(self) -> int | None:
        return max(self._given(), default=None)

    @property
    def rated(self) -> bool:
        """Whether they cooperate in the eyes of those who rated: a mean of level 3 or more."""
        return self.level is not None and self.level >= TIE_LEVEL

    @property
    def enacted(self) -> bool:
        """Whether they did anything together."""
        return bool(self.sessions or self.bridges)

    @property
    def gap(self) -> float | None:
        """How far both sides are from each other; None unless both have rated."""
        if not (self.by(A) and self.by(B)):
            return None
        return abs(fmean(self.by(A)) - fmean(self.by(B)))

    @property
    def wanted_level(self) -> float | None:
        return fmean(self.wanted) if self.wanted else None

    def by(self, rater: str) -> tuple[int, ...]:
        """What a side says, or the coordinator."""
        return self.levels.get(rater if rater in (A, B) else COORDINATOR, ())

    def _given(self) -> list[int]:
        return [level for levels in self.levels.values() for level in levels]


@dataclass(frozen=True, slots=True)
class Web:
    """One kind of tie as a network: with the effort's own staff in it, and without."""

    whole: Shape
    without_effort: Shape
    only_through_effort: tuple[str, ...]
    """The actors, by id, whose every tie leads to the effort: they stand alone when it leaves."""


@dataclass(frozen=True, slots=True)
class Bridges:
    """The bridges begun in the half-year by the step they have come to, and the days that first meetings took."""

    by_status: Mapping[str, tuple[str, ...]]
    """The ids of the bridges; every known step is there."""
    days: tuple[int, ...]
    """For each bridge whose first meeting lies in the half-year: days since it was begun."""

    @property
    def median_days(self) -> float | None:
        return float(median(self.days)) if self.days else None


@dataclass(frozen=True, slots=True)
class Cooperation:
    """How local actors worked together in one half-year, or before the effort."""

    period: str
    actors: tuple[NetworkActor, ...]
    """The active ones."""
    mobilised: tuple[NetworkActor, ...]
    """Those of them that were mobilised in the half-year."""
    pairs: tuple[PairRow, ...]
    rated: Web
    enacted: Web | None
    """None before the effort, when nothing was registered."""
    sessions_cross_sector: tuple[JointSession, ...]
    bridges: Bridges
    initiatives: tuple[TriedInitiative, ...]
    """Those begun by the end of the half-year, as they stand today."""
    rooted: tuple[TriedInitiative, ...]
    steering: tuple[SteeringCount, ...] | None
    waiting: tuple[tuple[str, str], ...]
    """Pairs that were rated at the last rating before, and not in this half-year. Nothing of them is carried on."""
    problems: tuple[Problem, ...]

    @property
    def rated_pairs(self) -> tuple[PairRow, ...]:
        return tuple(pair for pair in self.pairs if pair.level is not None)

    @property
    def ties(self) -> tuple[PairRow, ...]:
        return tuple(pair for pair in self.pairs if pair.rated)

    @property
    def ties_low(self) -> int:
        """The ties that every rater of the pair puts at level 3 or higher."""
        return sum(pair.lowest is not None and pair.lowest >= TIE_LEVEL for pair in self.pairs)

    @property
    def ties_high(self) -> int:
        """The pairs that at least one rater puts at level 3 or higher."""
        return sum(pair.highest is not None and pair.highest >= TIE_LEVEL for pair in self.pairs)

    @property
    def mean_level(self) -> float | None:
        return _mean([pair.level for pair in self.pairs])

    @property
    def mean_wanted(self) -> float | None:
        return _mean([pair.wanted_level for pair in self.pairs])

    @property
    def cross_sector(self) -> Share:
        """Of the rated ties between two actors: those between sectors."""
        ties = [pair for pair in self.ties if not pair.with_effort]
        return Share(sum(pair.crosses for pair in ties), len(ties))

    @property
    def agreement(self) -> Share:
        """Of the pairs that both sides have rated: those where they are at most one level apart."""
        gaps = [pair.gap for pair in self.pairs if pair.gap is not None]
        return Share(sum(gap <= CLOSE for gap in gaps), len(gaps))

    @property
    def isolates(self) -> tuple[NetworkActor, ...]:
        """The active actors without a rated tie, not even to the effort."""
        return tuple(actor for actor in self.actors if actor.id in self.rated.whole.alone)

    @property
    def attendance(self) -> Share | None:
        """Of the seats of the steering group at its held meetings: those where somebody sat."""
        if self.steering is None:
            return None
        return Share(sum(day.present for day in self.steering), sum(day.seats for day in self.steering))


def _mean(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None
