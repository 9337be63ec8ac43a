"""Documents for people: gathered here, drawn in `reports`."""

from collections import Counter
from datetime import date
from itertools import islice
from pathlib import Path

from nsk_desktop.domain.codes import NEVER_REACH
from nsk_desktop.domain.plot import Plot
from nsk_desktop.domain.records import Area
from nsk_desktop.i18n import _
from nsk_desktop.measures.funnel_plot import BridgeSteps
from nsk_desktop.measures.money_plot import money_plot
from nsk_desktop.measures.reach import reach_of
from nsk_desktop.measures.retention_curve import retention_curves
from nsk_desktop.measures.scope import scope_of
from nsk_desktop.measures.targets import targets_plot
from nsk_desktop.reports.rows import ActivitySummary, FollowUps, SessionLine
from nsk_desktop.services import economy, targets
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.follow_ups import list_follow_ups
from nsk_desktop.services.reach_plots import reach_plots
from nsk_desktop.services.report_outcomes import for_report
from nsk_desktop.services.tallies import tallies
from nsk_desktop.store.queries import cooperation
from nsk_desktop.store.queries.bridge_steps import bridge_steps
from nsk_desktop.store.queries.counting import counting_rows

MOST_CURVES = 6
"""Of more series, those that most registered came to are on paper; the screen has them all."""


def activity_summary(desk: Desk, first: date, last: date, today: date) -> ActivitySummary:
    """All that the activity summary of a period shows: figures and meetings, never a name."""
    with desk.store.read() as read:
        rows = counting_rows(read, first, last)
        steps = [BridgeSteps(*row) for row in bridge_steps(read, first, last)]
        area = next((area.name for area in read.all(Area)), "")
        bridges = cooperation.list_bridges(read)
    lines = []
    for tally in tallies(rows):
        session = tally.session
        if not first <= session.day <= last:
            continue
        beside = len(tally.actors.people) + len(tally.others.people)
        lines.append(
            SessionLine(
                day=session.day,
                title=session.title,
                type=session.type,
                themes=session.themes,
                registered=len(tally.reached.people),
                anonymous_low=tally.reached.low,
                anonymous_high=tally.reached.high,
                state=session.state,
                mode=session.mode,
                reach=session.type not in NEVER_REACH,
                beside_low=beside + tally.actors.low + tally.others.low,
                beside_high=beside + tally.actors.high + tally.others.high,
            )
        )
    scope = scope_of(rows, first, last)
    found = reach_of(scope, "theme")
    due = list_follow_ups(desk, today, done=True)
    done = sum(row.done is not None for row in due)
    return ActivitySummary(
        programme=_("Area-based effort"),
        area=area,
        made_on=today,
        reach=found,
        sessions=tuple(lines),
        plots={**reach_plots(scope, found, "theme", steps), **_effort_plots(desk, first, last, today)},
        curves=tuple(islice(retention_curves(scope).values(), MOST_CURVES)),
        bridges=Counter(bridge.status for bridge in bridges if bridge.day and first <= bridge.day <= last),
        follow_ups=FollowUps(done=done, open=len(due) - done, overdue=sum(row.overdue for row in due)),
        outcomes=tuple(for_report(desk, first, last)),
    )


def _effort_plots(desk: Desk, first: date, last: date, today: date) -> dict[str, Plot]:
    """The targets whose time lies in the period, and the money of all years: it is granted by the year."""
    rows = [row for row in targets.progress(desk, today) if row.first <= last and row.last >= first]
    return {"targets": targets_plot(rows), "money": money_plot("year", economy.money_by_year(desk))}


def write_activity(desk: Desk, path: Path, first: date, last: date, today: date) -> None:
    """Write the activity summary of a period to *path*."""
    from nsk_desktop.reports.activity import write_activity as write

    write(path, activity_summary(desk, first, last, today))
