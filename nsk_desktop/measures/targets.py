"""How far the effort is towards what it wants to reach. What is counted so far stands there; nothing is foretold.

An indicator of people is an interval, so a target is reached only when the lower end reaches it, and perhaps reached
when it lies within. How much of the period is over stands beside: unique people do not come evenly through a year, and
the same come again, so no figure is stretched to the end of the period.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from nsk_desktop.domain.codes import INDICATORS, THEMES_SHORT, Indicator
from nsk_desktop.domain.network import NetworkRows
from nsk_desktop.domain.numbers import span, whole
from nsk_desktop.domain.plot import Bar, Fill, Part, Plot, Shape
from nsk_desktop.domain.targets import BY_THEME, period_label
from nsk_desktop.i18n import _
from nsk_desktop.measures.cooperation import cooperation
from nsk_desktop.measures.figures import Reach


class Verdict(StrEnum):
    """How a target stands."""

    REACHED = "reached"
    PERHAPS = "perhaps"
    NOT_YET = "not-yet"
    NOT_REACHED = "not-reached"
    """The period is over."""
    NOT_BEGUN = "not-begun"
    """The period is to come."""
    UNKNOWN = "unknown"
    """Nobody has registered what it is counted from."""


class Now(NamedTuple):
    """A figure as it is now, from its lower end to its upper."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Progress:
    """One target and how far it is."""

    target: str
    """The id of the target."""
    indicator: str
    period: str
    theme: str | None
    first: date
    last: date
    aim: int
    now: Now | None
    verdict: Verdict
    gone: float
    """How much of the period is over, from 0 to 1."""

    @property
    def of_reach(self) -> bool:
        """Whether there are meetings behind the figure, and an account of how it is counted."""
        return self.indicator in BY_THEME


def verdict(now: Now | None, aim: int, gone: float) -> Verdict:
    """What can be said for certain of a figure that is *now* when so much of the period is *gone*."""
    if now is None:
        return Verdict.UNKNOWN if gone else Verdict.NOT_BEGUN
    if now.low >= aim:
        return Verdict.REACHED
    if now.high >= aim:
        return Verdict.PERHAPS
    if gone >= 1:
        return Verdict.NOT_REACHED
    return Verdict.NOT_YET if gone else Verdict.NOT_BEGUN


def time_gone(first: date, last: date, today: date) -> float:
    """The part of the days from *first* to *last* that is over at the end of *today*."""
    days = (last - first).days + 1
    return min(max((today - first).days + 1, 0), days) / days


def of_reach(reach: Reach) -> Mapping[str, Now]:
    """The figures that reach gives, by indicator."""
    found, depth = reach.figures, reach.depth
    held = found.sessions.held
    return {
        Indicator.PERSONS: Now(found.persons.lower, found.persons.upper),
        Indicator.ATTENDANCES: Now(found.attendances.total_low, found.attendances.total_high),
        Indicator.RETAINED: Now(depth.retained, depth.retained),
        Indicator.MEETINGS: Now(held, held),
    }


def of_actors(rows: NetworkRows, first: date, last: date, half_years: Sequence[str]) -> Mapping[str, Now]:
    """The figures of local actors; ties are those of the latest of *half_years* that anybody has rated."""
    mobilised = sum(one.first_day is not None and first <= one.first_day <= last for one in rows.actors)
    met = sum(one.first_meeting is not None and first <= one.first_meeting <= last for one in rows.bridges)
    found: dict[str, Now] = {
        Indicator.MOBILISED: Now(mobilised, mobilised),
        Indicator.FIRST_MEETINGS: Now(met, met),
    }
    rated = {rating.period for rating in rows.ratings}
    latest = next((name for name in half_years if name in rated), None)
    if latest is not None:
        ties = cooperation(rows, latest).rated.whole.ties
        found[Indicator.TIES] = Now(ties, ties)
    return found


FULL, MOST = 100.0, 2.0
"""How long a target is drawn, and how many times as long a figure above it may be."""


def targets_plot(rows: Sequence[Progress]) -> Plot:
    """Every target as a frame of the same length; what is certainly reached of it filled, what may be, hatched."""
    note = _("The frame is the target. The figures are those of today and say nothing of the rest of the period.")
    if any(row.now and row.now.high > row.aim * MOST for row in rows):
        note += " " + _("No bar is drawn longer than twice its target.")
    return Plot(
        title=_("How far the targets are"),
        shape=Shape.BARS,
        bars=tuple(_bar(row) for row in rows if row.now is not None),
        legend=((Fill.SOLID, _("at least so many")), (Fill.HATCHED, _("at most so many"))),
        headings=(_("Target"), _("At least"), _("At most"), _("To be reached"), _("Time gone, per cent")),
        note=note,
        quantity=_("per cent of the target"),
    )


def _bar(row: Progress) -> Bar:
    assert row.now is not None
    low, high = (min(number / row.aim, MOST) * FULL if row.aim else FULL for number in row.now)
    return Bar(
        label=name_of(row),
        parts=(Part(low, Fill.SOLID), Part(high - low, Fill.HATCHED)),
        value=_("{now} of {aim}").format(now=span(*row.now), aim=whole(row.aim)),
        cells=(*row.now, row.aim, round(row.gone * 100)),
        key=row.target if row.of_reach else "",
        frame=FULL,
    )


def name_of(row: Progress) -> str:
    """The indicator, the theme if it is of one, and the period."""
    parts = (INDICATORS.label(row.indicator), THEMES_SHORT.label(row.theme), period_label(row.period))
    return ", ".join(part for part in parts if part)
