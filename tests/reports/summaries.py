"""Summaries to print: believable ones of any length."""

from collections.abc import Sequence
from datetime import date, timedelta

from nsk_desktop.domain.codes import THEMES, BridgeStatus, Mode, SessionState
from nsk_desktop.domain.plot import Bar, Fill, Part, Plot, Shape
from nsk_desktop.measures.figures import (
    Attendances,
    Beside,
    Depth,
    Figures,
    Group,
    Persons,
    Reach,
    Sessions,
)
from nsk_desktop.reports.rows import ActivitySummary, FollowUps, SessionLine

FIRST, LAST = date(2025, 1, 1), date(2025, 6, 30)
NOBODY = Beside(0, 0, 0)
TYPES = ("netværks-/kvindegruppe", "fædregruppe", "forløb/workshop", "dialogmøde", "åbent arrangement")


def figures(persons: tuple[int, int, int], attendances: tuple[int, int, int], sessions: tuple[int, int]) -> Figures:
    """Figures in one line."""
    return Figures(Persons(*persons), Attendances(*attendances), Sessions(*sessions), NOBODY, NOBODY)


def plot(title: str, *numbers: int, shape: Shape = Shape.COLUMNS) -> Plot:
    """A plot of intervals: every number may be three more."""
    bars = tuple(
        Bar(f"Navn {place}", (Part(low, Fill.SOLID), Part(3, Fill.HATCHED)), f"{low}-{low + 3}", (low, low + 3))
        for place, low in enumerate(numbers, 1)
    )
    legend = ((Fill.SOLID, "mindst"), (Fill.HATCHED, "højst"))
    return Plot(title, shape, bars, legend, ("Gruppe", "Mindst", "Højst"), f"Om {title}.")


PLOTS = {
    "over time": plot("Borgere over tid", 41, 52, 63),
    "weekdays": plot("Ugedage", 7, 8, shape=Shape.BARS),
    "growth": plot("I alt indtil da", 41, 71, 91),
    "targets": plot("Målene", 17, shape=Shape.BARS),
    "money": plot("Pengene", shape=Shape.BARS),
}


def session(place: int, title: str = "Kvindegruppen på Blågård") -> SessionLine:
    """The session number *place* of a half-year; some are cancelled, estimated or not counted."""
    return SessionLine(
        day=FIRST + timedelta(days=place * 7 % 181),
        title=f"{title} {place}",
        type=TYPES[place % len(TYPES)],
        themes=(THEMES.codes[place % 4],),
        registered=place % 13,
        anonymous_low=place % 5,
        anonymous_high=place % 5 + (4 if place % 9 == 0 else 0),
        state=SessionState.CANCELLED if place % 29 == 28 else SessionState.HELD,
        mode=Mode.NOT_COUNTED if place % 23 == 22 else Mode.MIXED,
    )


def summary(
    sessions: int | Sequence[SessionLine] = 12,
    *,
    area: str = "Østerparken",
    programme: str = "Områdebaseret indsats",
    first: date = FIRST,
    last: date = LAST,
) -> ActivitySummary:
    """A summary of so many made-up sessions, or of the given ones."""
    lines = tuple(session(place) for place in range(sessions)) if isinstance(sessions, int) else tuple(sessions)
    added = [line for line in lines if line.adds and not line.not_counted]
    attendances = (
        sum(line.registered for line in added),
        sum(line.anonymous_low for line in added),
        sum(line.anonymous_high for line in added),
    )
    held = (sum(line.adds for line in lines), sum(line.adds and line.not_counted for line in lines))
    whole = figures((268, 281, 666) if lines else (0, 0, 0), attendances, held)
    groups = tuple(
        Group(code, THEMES.label(code), figures((20 + place, 30 + place, 70 + place), (90, 10, 12), (7, 1)))
        for place, code in enumerate(THEMES.codes if lines else ())
    )
    return ActivitySummary(
        programme=programme,
        area=area,
        made_on=date(2025, 7, 2),
        reach=Reach(first, last, whole, (), groups, Depth(268, 112), (), (), (), 0),
        sessions=lines,
        plots=PLOTS if lines else {},
        curves=(plot("Hvem kom igen", 12, 9),) if lines else (),
        bridges={BridgeStatus.IDENTIFIED: 7, BridgeStatus.COOPERATING: 6} if lines else {},
        follow_ups=FollowUps(done=12, open=5, overdue=2) if lines else FollowUps(),
    )
