"""How far the bridges came, step by step, as a plot."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from nsk_desktop.domain.codes import BRIDGE_STATUSES, BridgeStatus
from nsk_desktop.domain.numbers import percent, whole
from nsk_desktop.domain.plot import Bar, Fill, Part, Plot, Shape
from nsk_desktop.i18n import _, ngettext

STEPS = (
    BridgeStatus.IDENTIFIED,
    BridgeStatus.INTRODUCED,
    BridgeStatus.FIRST_MEETING,
    BridgeStatus.COOPERATING,
    BridgeStatus.DONE_RESULT,
)
"""Each step holds those who went on to a later one as well."""
WITHOUT = (BridgeStatus.DONE_NO_RESULT, BridgeStatus.DECLINED)
"""Where a bridge stopped; how far it had come is told by the days of its steps."""


class BridgeSteps(NamedTuple):
    """Where a bridge stands, and on which days it took its steps."""

    status: str
    introduced: date | None = None
    first_meeting: date | None = None
    cooperating: date | None = None


def funnel_plot(bridges: Sequence[BridgeSteps]) -> Plot:
    """How many of *bridges* came to each step at least."""
    places = [_place(bridge) for bridge in bridges]
    stopped = sum([bridge.status in WITHOUT for bridge in bridges])
    note = _("Of the bridges that began in the period, whatever is filtered by. Each step holds those further on too.")
    if stopped:
        text = ngettext(
            "{number} ended without a result or was declined.",
            "{number} ended without a result or were declined.",
            stopped,
        )
        note += " " + text.format(number=whole(stopped))
    return Plot(
        title=_("How far the bridges came"),
        shape=Shape.BARS,
        bars=tuple(_bar(step, sum([one >= place for one in places]), len(places)) for place, step in enumerate(STEPS))
        if places
        else (),
        legend=(),
        headings=(_("Step"), _("Bridges"), _("Per cent")),
        note=note,
        quantity=_("bridges"),
    )


def _place(bridge: BridgeSteps) -> int:
    """The furthest step: that of the status, or the last one that has a day."""
    dated = (bridge.introduced, bridge.first_meeting, bridge.cooperating)
    known = max([place for place, day in enumerate(dated, 1) if day is not None], default=0)
    return max(known, STEPS.index(BridgeStatus(bridge.status)) if bridge.status in STEPS else 0)


def _bar(step: BridgeStatus, number: int, of: int) -> Bar:
    share = number / of
    return Bar(
        label=BRIDGE_STATUSES.label(step),
        parts=(Part(number, Fill.SOLID),),
        value=f"{whole(number)} ({percent(share)})",
        cells=(number, round(share * 100)),
    )
