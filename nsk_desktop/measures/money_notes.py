"""What stands out in the money. None of it changes a figure; it is told so that somebody can look."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from nsk_desktop.domain.numbers import kroner, whole
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.measures.budget import Granted
from nsk_desktop.measures.economy import Cost, MoneyGroup, Undertaking, within


class Oddity(StrEnum):
    """What can stand out in a posting."""

    OUTSIDE = "outside-the-effort"
    CREDIT = "credit"
    AFTER_END = "after-the-initiative"
    BEFORE_START = "before-the-initiative"
    OTHER_INITIATIVE = "other-initiative"
    NO_YEAR = "no-year"
    NO_DAY = "no-day"


@dataclass(frozen=True, slots=True)
class Odd:
    """A posting that stands out, and why."""

    kind: Oddity
    cost: Cost


def odd_postings(
    costs: Iterable[Cost], undertakings: Mapping[str, Undertaking], years: tuple[int, int], period: str
) -> list[Odd]:
    """The postings of *period* that stand out, in the order they come; those that no half-year has are among them."""
    found = []
    for cost in costs:
        if within(cost, period):
            found += [Odd(kind, cost) for kind in _oddities(cost, undertakings, years)]
        elif cost.day is None and "H" in period and cost.year == int(period[:4]):
            found.append(Odd(Oddity.NO_DAY, cost))
    return found


def _oddities(cost: Cost, undertakings: Mapping[str, Undertaking], years: tuple[int, int]) -> Iterator[Oddity]:
    first, last = years
    if any(year is not None and not first <= year <= last for year in (cost.year, cost.day.year if cost.day else None)):
        yield Oddity.OUTSIDE
    if cost.amount < 0:
        yield Oddity.CREDIT
    one = undertakings.get(cost.initiative or "")
    if one and cost.day and one.end and cost.day > one.end:
        yield Oddity.AFTER_END
    if one and cost.day and one.start and cost.day < one.start:
        yield Oddity.BEFORE_START
    if cost.other_initiative:
        yield Oddity.OTHER_INITIATIVE
    if cost.year is None:
        yield Oddity.NO_YEAR


def odd_text(odd: Odd) -> str:
    """Why a posting stands out, as a sentence."""
    match odd.kind:
        case Oddity.OUTSIDE:
            return _("It is dated or budgeted outside the years of the effort. It counts all the same.")
        case Oddity.CREDIT:
            return _("The amount is below zero, so it is subtracted.")
        case Oddity.AFTER_END:
            return _("It is dated after the initiative ended. It counts there all the same.")
        case Oddity.BEFORE_START:
            return _("It is dated before the initiative began. It counts there all the same.")
        case Oddity.OTHER_INITIATIVE:
            return _("Its meeting belongs to another initiative. It counts where the posting says.")
        case Oddity.NO_YEAR:
            return _("It has no budget year, so it stands by itself and not in any year.")
        case _other:
            return _("It has no date, so it is in the year but not in any half-year.")


def remarks(
    groups: Sequence[MoneyGroup],
    lines: Sequence[Granted],
    undertakings: Mapping[str, Undertaking],
    noted: tuple[int, int],
) -> tuple[str, ...]:
    """Sentences about what stands out in the sums."""
    found = [
        _("More is used than was granted: {name}, {amount} too much.").format(
            name=group.label, amount=kroner(-group.sums.left)
        )
        for group in groups
        if group.granted and group.sums.used > 0 and group.sums.left < 0
    ]
    without = sum(line.amount for line in lines if line.year is None)
    if without:
        found.append(_("{amount} of the budget has no year. It is in the total.").format(amount=kroner(without)))
    given = sum(one.budget or 0 for one in undertakings.values())
    granted = sum(line.amount for line in lines)
    if given > granted:
        text = _("The initiatives' own budgets are together {amount} more than was granted.")
        found.append(text.format(amount=kroner(given - granted)))
    meetings, amount = noted
    if meetings:
        text = ngettext(
            "{number} meeting has a cost written on it, {amount}, and no posting. It is not in the figures.",
            "{number} meetings have a cost written on them, {amount} together, and no posting. It is not in the "
            "figures.",
            meetings,
        )
        found.append(text.format(number=whole(meetings), amount=kroner(amount)))
    return tuple(found)
