"""Money as a plot: what was granted as a frame, filled with what is booked, committed and planned."""

from collections.abc import Sequence

from nsk_desktop.domain.codes import THEMES_SHORT
from nsk_desktop.domain.numbers import kroner
from nsk_desktop.domain.plot import Bar, Fill, Part, Plot, Shape
from nsk_desktop.i18n import _
from nsk_desktop.measures.economy import MoneyGroup
from nsk_desktop.measures.grouping import NO_INITIATIVE, NO_THEME

MOST_BARS = 24
"""More are not told apart; the table has them all."""


def money_label(group: MoneyGroup) -> str:
    """The label of a group; that of a theme is a whole sentence, so its short one."""
    return THEMES_SHORT.label(group.key) if group.key in THEMES_SHORT.labels else group.label


def money_plot(by: str, groups: Sequence[MoneyGroup]) -> Plot:
    """A bar for each group; not for what has no theme or initiative: it is staff, beside which no other bar is seen."""
    beside = [group for group in groups if group.key in (NO_THEME, NO_INITIATIVE)]
    shown = [group for group in groups if group not in beside][:MOST_BARS]
    titles = {
        "year": _("The budget by year"),
        "kind": _("The budget by kind"),
        "theme": _("Money by theme"),
        "initiative": _("Money by initiative"),
    }
    granted = any(group.granted for group in shown)
    return Plot(
        title=titles[by],
        shape=Shape.BARS,
        bars=tuple(_bar(group) for group in shown),
        legend=(
            (Fill.SOLID, _("Booked")),
            (Fill.HATCHED, _("Committed")),
            (Fill.DOTTED, _("Planned")),
        ),
        headings=(_("Group"), _("Budget"), _("Planned"), _("Committed"), _("Booked"), _("Left")),
        note=" ".join([_("The frame is the budget.")] * granted + [_beside_text(group) for group in beside]),
        quantity=_("kroner"),
    )


def _bar(group: MoneyGroup) -> Bar:
    sums = group.sums
    return Bar(
        label=money_label(group),
        parts=(Part(sums.booked, Fill.SOLID), Part(sums.committed, Fill.HATCHED), Part(sums.planned, Fill.DOTTED)),
        value=kroner(sums.used) if group.left is None else _("left {amount}").format(amount=kroner(group.left)),
        cells=(
            _kroner(sums.budget) if group.granted else "",
            *(_kroner(amount) for amount in (sums.planned, sums.committed, sums.booked)),
            "" if group.left is None else _kroner(group.left),
        ),
        key=group.key,
        frame=max(sums.budget, 0) if group.granted else None,
    )


def _beside_text(group: MoneyGroup) -> str:
    return _("{name}: {amount}, which is in the table and not in the plot.").format(
        name=group.label, amount=kroner(group.sums.used)
    )


def _kroner(ore: int) -> int | float:
    """Exact either way: in whole kroner where there is no øre."""
    return ore // 100 if ore % 100 == 0 else ore / 100
