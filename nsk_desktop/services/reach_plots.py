"""The plots of reach, made once for the screen and for paper: both draw the same ones."""

from collections.abc import Sequence

from nsk_desktop.domain.plot import Plot
from nsk_desktop.measures.attendance_plot import attendance_plot
from nsk_desktop.measures.figures import Reach
from nsk_desktop.measures.funnel_plot import BridgeSteps, funnel_plot
from nsk_desktop.measures.plots import persons_plot, retention_plot, weekday_plot
from nsk_desktop.measures.scope import Scope
from nsk_desktop.measures.series_plot import series_plot
from nsk_desktop.measures.time_plots import time_plots


def reach_plots(scope: Scope, reach: Reach, by: str | None, bridges: Sequence[BridgeSteps]) -> dict[str, Plot]:
    """By name: groups, over time, growth, attendances, weekdays, often, series, bridges.

    What has nothing to show has no bars.
    """
    over_time, growth = time_plots(scope)
    return {
        "groups": persons_plot(reach, by or ""),
        "over time": over_time,
        "growth": growth,
        "attendances": attendance_plot(scope),
        "weekdays": weekday_plot(scope),
        "often": retention_plot(scope),
        "series": series_plot(scope),
        "bridges": funnel_plot(bridges),
    }
