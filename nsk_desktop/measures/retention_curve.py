"""Who of those at the first meeting of a series were at the second, the third, and so on, as a plot of each series."""

from collections.abc import Iterator, Mapping, Sequence

from nsk_desktop.domain.codes import Mode
from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.folding import sort_key
from nsk_desktop.domain.numbers import span, whole
from nsk_desktop.domain.plot import Bar, Fill, Part, Plot, Shape
from nsk_desktop.i18n import _
from nsk_desktop.measures.grouping import label_of
from nsk_desktop.measures.scope import Scope
from nsk_desktop.measures.tallies import Tally

MOST_MEETINGS = 48
"""More columns are not told apart."""
NOBODY_KNOWS = "\N{EN DASH}"
_NAMELESS = (Mode.ANONYMOUS, Mode.ESTIMATE, Mode.NOT_COUNTED)


class Curves(Mapping[str, Plot]):
    """A plot of each series by its id, made when it is asked for: of hundreds of series one is looked at."""

    def __init__(self, meetings: Mapping[str, tuple[str, Sequence[Tally]]]) -> None:
        self._meetings = meetings

    def __getitem__(self, series: str) -> Plot:
        return _plot(*self._meetings[series])

    def __iter__(self) -> Iterator[str]:
        return iter(self._meetings)

    def __len__(self) -> int:
        return len(self._meetings)


def retention_curves(scope: Scope) -> Curves:
    """A plot of each series, by its id; the series that most registered came to first.

    The first meeting is the first one of the period where anybody is registered. A series that nobody is registered at
    twice in the period has none: of others nobody knows who came again.
    """
    of_series: dict[str, list[Tally]] = {}
    for tally in scope.tallies:
        if tally.session.series:
            of_series.setdefault(tally.session.series, []).append(tally)
    found = []
    for key, there in of_series.items():
        meetings = sorted(there, key=lambda one: (one.session.day, one.session.start or 0, one.session.id))
        if sum([bool(one.reached.people) for one in meetings]) > 1:
            people = set[str]().union(*[one.reached.people for one in meetings])
            label = label_of("series", key, scope.rows) or _("without a title")
            found.append((-len(people), sort_key(label), key, label, meetings))
    ordered = sorted(found, key=lambda one: one[:3])
    return Curves({key: (label, meetings) for _people, _name, key, label, meetings in ordered})


def _plot(label: str, meetings: Sequence[Tally]) -> Plot:
    begin = next(place for place, one in enumerate(meetings) if one.reached.people)
    shown = meetings[begin : begin + MOST_MEETINGS]
    first = shown[0]
    notes = [
        _("The frame is the {number} registered at meeting {place} on {day}, the first in the period.").format(
            number=whole(len(first.reached.people)), place=begin + 1, day=show_day(first.session.day)
        ),
        _("Of those counted without a name nobody knows whether they came again."),
    ]
    bars = tuple(_bar(place, one, first) for place, one in enumerate(shown, begin + 1))
    if any(bar.value == NOBODY_KNOWS for bar in bars):
        text = _("{mark} is a meeting where people were only counted, or not counted.")
        notes.append(text.format(mark=NOBODY_KNOWS))
    if len(meetings) - begin > MOST_MEETINGS:
        notes.append(_("The first {number} meetings are shown.").format(number=MOST_MEETINGS))
    return Plot(
        title=_("Who came again: {series}").format(series=label),
        shape=Shape.COLUMNS,
        bars=bars,
        legend=((Fill.SOLID, _("of those at the first meeting")),),
        headings=(
            _("Meeting number"),
            _("Date"),
            _("From the first meeting"),
            _("Per cent of them"),
            _("Other registered"),
            _("Without name"),
        ),
        note=" ".join(notes),
        quantity=_("people"),
    )


def _bar(place: int, tally: Tally, first: Tally) -> Bar:
    there, base = tally.reached.people, first.reached.people
    crowd = tally.reached
    nameless = crowd.high if crowd.low == crowd.high else span(crowd.low, crowd.high)
    again = len(there & base)
    if not there and (crowd.high or tally.session.mode in _NAMELESS):
        unknown = "" if tally.session.mode == Mode.NOT_COUNTED else nameless
        cells: tuple[int | float | str, ...] = (show_day(tally.session.day), "", "", "", unknown)
        return Bar(str(place), (), NOBODY_KNOWS, cells, tally.session.id)
    return Bar(
        label=str(place),
        parts=(Part(again, Fill.SOLID),),
        value=whole(again),
        cells=(show_day(tally.session.day), again, round(100 * again / len(base)), len(there) - again, nameless),
        key=tally.session.id,
        frame=len(base),
    )
