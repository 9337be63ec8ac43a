"""How often the registered came to each series, as a plot."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from nsk_desktop.domain.folding import sort_key
from nsk_desktop.domain.numbers import whole
from nsk_desktop.domain.plot import Bar, Fill, Part, Plot, Shape
from nsk_desktop.i18n import _
from nsk_desktop.measures.depth import RETAINED
from nsk_desktop.measures.grouping import label_of
from nsk_desktop.measures.scope import Scope
from nsk_desktop.measures.tallies import Tally, counted

MOST_SERIES = 12
"""More bars are not told apart. The largest are shown; each series has its own account too."""


def series_plot(scope: Scope) -> Plot:
    """Of the registered at each series: how many came three times or more, twice, and once."""
    of_series: dict[str, list[Tally]] = {}
    for tally in scope.tallies:
        if tally.session.series and counted(tally.session):
            of_series.setdefault(tally.session.series, []).append(tally)
    bars = [_bar(key, label_of("series", key, scope.rows), there) for key, there in of_series.items()]
    named = sorted((bar for bar in bars if bar.length), key=lambda bar: (-bar.length, sort_key(bar.label), bar.key))
    note = _("Only of the registered. The series cannot be added up: the same person may have come to several.")
    if len(named) > MOST_SERIES:
        note += " " + _("The {number} largest of {all} series are shown.").format(number=MOST_SERIES, all=len(named))
    return Plot(
        title=_("How often the registered came to each series"),
        shape=Shape.BARS,
        bars=tuple(named[:MOST_SERIES]),
        legend=(
            (Fill.SOLID, _("three times or more")),
            (Fill.HATCHED, _("twice")),
            (Fill.DOTTED, _("once")),
        ),
        headings=(
            _("Series"),
            _("Meetings counted"),
            _("three times or more"),
            _("twice"),
            _("once"),
            _("Registered individually"),
        ),
        note=note,
        quantity=_("people"),
    )


def _bar(key: str, label: str, tallies: Sequence[Tally]) -> Bar:
    times = Counter(chain.from_iterable([tally.reached.people for tally in tallies]))
    often, twice, once = (
        sum([number >= RETAINED for number in times.values()]),
        sum([number == 2 for number in times.values()]),
        sum([number == 1 for number in times.values()]),
    )
    return Bar(
        label=label or _("without a title"),
        parts=(Part(often, Fill.SOLID), Part(twice, Fill.HATCHED), Part(once, Fill.DOTTED)),
        value=_("{often} of {all}").format(often=whole(often), all=whole(len(times))),
        cells=(len(tallies), often, twice, once, len(times)),
        key=key,
    )
