"""Attendances in each month or half-year as a plot: who was registered, who was only counted, and what is a guess."""

from collections.abc import Sequence

from nsk_desktop.domain.numbers import span, whole
from nsk_desktop.domain.plot import Bar, Fill, Part, Plot, Shape
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.measures.scope import Scope
from nsk_desktop.measures.tallies import counted
from nsk_desktop.measures.time_plots import Stretch, stretches


def attendance_plot(scope: Scope) -> Plot:
    """Attendances can be added up, so the columns can too. What nobody counted is told of beside, and is not zero."""
    found = stretches(scope)
    bars = [_bar(one) for one in found]
    gaps = sum([_not_counted(one) for one in found])
    note = _("The columns can be added up: each time that somebody came counts.")
    if gaps:
        text = ngettext("{number} meeting was not counted.", "{number} meetings were not counted.", gaps)
        note += " " + text.format(number=whole(gaps))
    fills = {part.fill for bar in bars for part in bar.parts if part.amount}
    names = (
        (Fill.SOLID, _("Registered individually")),
        (Fill.HATCHED, _("Counted without a name")),
        (Fill.OPEN, _("Perhaps as many as this (estimate)")),
    )
    return Plot(
        title=_("Attendances over time"),
        shape=Shape.COLUMNS,
        # One column says nothing of time, and columns of nothing say nothing.
        bars=tuple(bars) if len(bars) > 1 and fills else (),
        legend=tuple((fill, name) for fill, name in names if fill in fills),
        headings=(_("Period"), _("At least"), _("At most"), _("Registered individually"), _("Meetings not counted")),
        note=note,
        quantity=_("attendances"),
    )


def _bar(stretch: Stretch) -> Bar:
    crowds: Sequence[tuple[int, int, int]] = [
        (len(tally.reached.people), tally.reached.low, tally.reached.high) for tally in stretch.tallies
    ]
    registered, low, high = (sum([crowd[place] for crowd in crowds]) for place in range(3))
    return Bar(
        label=stretch.label,
        parts=(Part(registered, Fill.SOLID), Part(low, Fill.HATCHED), Part(high - low, Fill.OPEN)),
        value=span(registered + low, registered + high),
        cells=(registered + low, registered + high, registered, _not_counted(stretch)),
        key=f"{stretch.first.isoformat()}/{stretch.last.isoformat()}",
    )


def _not_counted(stretch: Stretch) -> int:
    return sum([not counted(tally.session) for tally in stretch.tallies])
