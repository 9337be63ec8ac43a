"""Reach as plots: in groups, over time, by weekday and theme."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

from nsk_desktop.domain.codes import THEMES_SHORT
from nsk_desktop.domain.numbers import span, whole
from nsk_desktop.domain.plot import SERIES_FILLS, Bar, Fill, Part, Plot, Shape
from nsk_desktop.i18n import _
from nsk_desktop.measures.figures import Group, Reach
from nsk_desktop.measures.grouping import NO_THEME, label_of
from nsk_desktop.measures.scope import Scope
from nsk_desktop.measures.tallies import Tally, counted

MOST_BARS = 24
"""More are not told apart; the table has them all."""


def short_label(group: Group) -> str:
    """The label of a group; that of a theme is a whole sentence, so its short one."""
    return THEMES_SHORT.label(group.key) if group.key in THEMES_SHORT.labels else group.label


def persons_plot(reach: Reach, by: str) -> Plot:
    """How many different people were reached in each group. They are never added up."""
    bars = tuple(_persons_bar(group) for group in reach.groups[:MOST_BARS])
    return Plot(
        title=_("Different people reached"),
        shape=Shape.COLUMNS if by == "half-year" else Shape.BARS,
        bars=bars,
        legend=((Fill.SOLID, _("at least so many")), (Fill.HATCHED, _("at most so many"))),
        headings=(_("Group"), _("At least"), _("At most"), _("Registered individually")),
        note=_("The groups cannot be added up: the same person may have taken part in several."),
        quantity=_("people"),
    )


def _persons_bar(group: Group) -> Bar:
    persons = group.figures.persons
    return Bar(
        label=short_label(group),
        parts=(Part(persons.lower, Fill.SOLID), Part(persons.upper - persons.lower, Fill.HATCHED)),
        value=span(persons.lower, persons.upper),
        cells=(persons.lower, persons.upper, persons.registered),
        key=group.key,
    )


def weekday_plot(scope: Scope) -> Plot:
    """Attendances by weekday, each bar divided by theme; a meeting with several themes stands at its first."""
    themes = list(dict.fromkeys(_theme(tally) for tally in scope.tallies))
    order = [key for key in (*THEMES_SHORT.codes, *sorted(themes), NO_THEME) if key in themes]
    keys = list(dict.fromkeys(order))
    of_day: dict[int, dict[str, list[Tally]]] = {}
    for tally in scope.tallies:
        if counted(tally.session):
            of_day.setdefault(tally.session.day.weekday(), {}).setdefault(_theme(tally), []).append(tally)
    fills = {key: SERIES_FILLS[min(place, len(SERIES_FILLS) - 1)] for place, key in enumerate(keys)}
    bars = tuple(_weekday_bar(day, of_day.get(day, {}), keys, fills) for day in range(7) if day < 5 or day in of_day)
    return Plot(
        title=_("Attendances by weekday and theme"),
        shape=Shape.BARS,
        bars=bars if of_day else (),
        legend=_themes_told(keys, fills, scope),
        headings=(
            _("Weekday"),
            *(_theme_label(key, scope) for key in keys),
            _("In all, at least"),
            _("In all, at most"),
        ),
        note=_("The bars are as long as the highest estimate. A meeting with several themes stands at its first."),
        quantity=_("attendances"),
    )


def _themes_told(keys: Sequence[str], fills: Mapping[str, Fill], scope: Scope) -> tuple[tuple[Fill, str], ...]:
    """The filling of each theme; those that there is no filling of their own for share the last one."""
    rest = [key for key in keys if fills[key] is SERIES_FILLS[-1]]
    alone = tuple((fills[key], _theme_label(key, scope)) for key in keys if len(rest) == 1 or key not in rest)
    if len(rest) < 2:
        return alone
    return (*alone, (SERIES_FILLS[-1], _("{number} more themes; the table has each").format(number=len(rest))))


def _weekday_bar(day: int, tallies: dict[str, list[Tally]], keys: Sequence[str], fills: dict[str, Fill]) -> Bar:
    numbers = [sum(len(one.reached.people) + one.reached.high for one in tallies.get(key, ())) for key in keys]
    low = sum(len(one.reached.people) + one.reached.low for there in tallies.values() for one in there)
    return Bar(
        label=weekdays()[day],
        parts=tuple(Part(number, fills[key]) for key, number in zip(keys, numbers, strict=True)),
        value=span(low, sum(numbers)),
        cells=(*numbers, low, sum(numbers)),
    )


def weekdays() -> tuple[str, ...]:
    """The days of the week, Monday first."""
    return (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))


def retention_plot(scope: Scope) -> Plot:
    """How many of the registered came at least so often."""
    times = Counter(chain.from_iterable([tally.reached.people for tally in scope.tallies]))
    steps = (1, 2, 3, 5, 8, 13)
    bars = []
    for step in steps if times else ():
        number = sum(one >= step for one in times.values())
        label = _("once or more") if step == 1 else _("{number} times or more").format(number=step)
        bars.append(Bar(label, (Part(number, Fill.SOLID),), whole(number), (number,)))
    return Plot(
        title=_("How often the registered came"),
        shape=Shape.BARS,
        bars=tuple(bars),
        legend=(),
        headings=(_("Came"), _("Registered citizens")),
        note=_("Only of those who are registered by name or alias: nobody knows it of the others."),
        quantity=_("people"),
    )


def _theme(tally: Tally) -> str:
    themes = tally.session.themes
    return themes[0] if themes else NO_THEME


def _theme_label(key: str, scope: Scope) -> str:
    return THEMES_SHORT.label(key) if key in THEMES_SHORT.labels else label_of("theme", key, scope.rows)
