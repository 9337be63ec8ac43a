"""Ratings of one half-year gathered by pair; what cannot stand is set aside and told."""

from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass, field

from nsk_desktop.domain.codes import COOPERATION_LEVELS
from nsk_desktop.domain.cooperation import BASELINE, COORDINATOR, A, B, period_order
from nsk_desktop.domain.dates import half_year_bounds
from nsk_desktop.domain.network import EFFORT, GivenRating
from nsk_desktop.errors.typed import DateProblem
from nsk_desktop.measures.cooperation_figures import Oddity

Ends = tuple[str, str]
"""Two different nodes, the lesser id first."""
_LEVELS = frozenset(int(code) for code in COOPERATION_LEVELS.codes)
_OTHER_SIDE = {A: B, B: A}
_KIND = "cooperation_rating"

Finding = tuple[Oddity, str, str, tuple[str, ...]]
"""What is odd, the kind and id of the record, and the nodes it names."""


@dataclass(slots=True)
class Gathered:
    """The ratings of one pair."""

    levels: dict[str, list[int]] = field(default_factory=dict)
    wanted: list[int] = field(default_factory=list)
    ratings: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


def ends(one: str, other: str) -> Ends:
    """The pair in its one order."""
    return (one, other) if one <= other else (other, one)


def gather(
    ratings: Iterable[GivenRating], period: str, active: Set[str] | None
) -> tuple[dict[Ends, Gathered], list[Finding]]:
    """The good ratings of *period* by pair, and what is odd about the others.

    *active* are the actors that may be rated (beside the effort); None asks nobody to be active.
    """
    found: dict[Ends, Gathered] = {}
    odd: list[Finding] = []
    there = None if active is None else {*active, EFFORT}
    for rating in ratings:
        if rating.period != period:
            continue
        fault = _fault(rating, there)
        if fault is not None:
            odd.append((fault, _KIND, rating.id, (rating.one, rating.other)))
            continue
        pair = ends(rating.one, rating.other)
        rater = rating.rater if pair[0] == rating.one else _OTHER_SIDE.get(rating.rater, rating.rater)
        one = found.setdefault(pair, Gathered())
        said = one.levels.setdefault(rater if rater in _OTHER_SIDE else COORDINATOR, [])
        if rating.level is not None:
            if said and rating.level not in said:
                odd.append((Oddity.RATED_TWICE, _KIND, rating.id, pair))
            said.append(rating.level)
        one.wanted += [rating.wanted] if rating.wanted in _LEVELS and rating.wanted is not None else []
        one.ratings.append(rating.id)
        one.reasons += [rating.reason.strip()] if rating.reason.strip() else []
    return found, odd


def unreadable(ratings: Collection[GivenRating]) -> list[Finding]:
    """The ratings of half-years that do not exist: no question will ever find them."""
    strange = {period for period in {rating.period for rating in ratings} if not is_period(period)}
    return [
        (Oddity.UNKNOWN_PERIOD, _KIND, rating.id, (rating.one, rating.other))
        for rating in ratings
        if rating.period in strange
    ]


def waiting(ratings: Collection[GivenRating], period: str, said: Mapping[Ends, object], active: Set[str]) -> list[Ends]:
    """The pairs of active actors that had a level before *period* and of whom nobody has said anything in it."""
    order = period_order(period)
    before = {one for one in {rating.period for rating in ratings} if is_period(one) and period_order(one) < order}
    earlier = {
        ends(rating.one, rating.other)
        for rating in ratings
        if rating.period in before and rating.level in _LEVELS and rating.one != rating.other
    }
    there = {*active, EFFORT}
    return sorted(pair for pair in earlier - said.keys() if there.issuperset(pair))


def _fault(rating: GivenRating, there: Set[str] | None) -> Oddity | None:
    if rating.one == rating.other:
        return Oddity.SELF
    if rating.level is None:
        return Oddity.NO_LEVEL
    if rating.level not in _LEVELS:
        return Oddity.LEVEL_OUTSIDE
    if there is not None and not (rating.one in there and rating.other in there):
        return Oddity.RATED_INACTIVE
    return None


def is_period(period: str) -> bool:
    """Whether *period* is a half-year or the baseline, and not a slip of the pen."""
    if period == BASELINE:
        return True
    try:
        half_year_bounds(period)
    except DateProblem:
        return False
    return True
