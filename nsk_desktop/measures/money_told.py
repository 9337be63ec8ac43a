"""Costs in words: an interval with its ends, and how a cost is computed, in its own numbers."""

from collections.abc import Iterator

from nsk_desktop.domain.numbers import kroner, span, whole
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.measures.unit_costs import UnitCost, UnitCosts, nearest, outwards


def per_session_text(cost: UnitCost) -> str:
    """``1.234,50 kr.``, or why there is no such figure."""
    if cost.per_session is not None:
        return kroner(nearest(cost.per_session))
    return _missing(cost) or _("no meetings")


def per_citizen_text(cost: UnitCost) -> str:
    """``10,00-12,50 kr.``, an interval that is open upwards, or why there is no such figure."""
    if cost.least is None:
        return _missing(cost) or _("no citizens reached")
    least, most = outwards(cost.least, cost.most)
    if most is None:
        return _("at least {amount}").format(amount=kroner(least))
    if cost.least == cost.most:
        return kroner(nearest(cost.least))
    return _("{least} to {most}").format(least=kroner(least), most=kroner(most))


def _missing(cost: UnitCost) -> str:
    if not cost.postings:
        return _("nothing posted")
    return "" if cost.known else _("more came back than was spent")


def with_staff_text(costs: UnitCosts, text: str) -> str:
    """A cost with staff, or nothing where no staff is posted."""
    return text if costs.spending.staff_postings else ""


def told(costs: UnitCosts, by: str, *, professional: int = 0) -> tuple[str, ...]:
    """How the costs of a group come about, sentence by sentence."""
    return (*_money(costs), *_met(costs, professional), *_computed(costs), *_rules(by))


def _money(costs: UnitCosts) -> Iterator[str]:
    spent = costs.spending
    text = _("Activity: {booked} is booked and {committed} committed. What is only planned costs nothing yet.")
    yield text.format(booked=kroner(spent.booked), committed=kroner(spent.committed))
    text = _("Staff: {booked} is booked and {committed} committed. It is shared by everything, so it stands apart.")
    yield text.format(booked=kroner(spent.staff_booked), committed=kroner(spent.staff_committed))


def _met(costs: UnitCosts, professional: int) -> Iterator[str]:
    meetings = ngettext("{number} meeting was held", "{number} meetings were held", costs.sessions)
    people = ngettext(
        "{number} different citizen was reached", "{number} different citizens were reached", costs.upper
    ).format(number=span(costs.lower, costs.upper))
    yield _("{meetings}, and {people}: the same figures as Overview has.").format(
        meetings=meetings.format(number=whole(costs.sessions)), people=people
    )
    if professional:
        text = ngettext(
            "{number} network, steering or coordination meeting is not among the meetings; what it cost is in.",
            "{number} network, steering and coordination meetings are not among the meetings; what they cost is in.",
            professional,
        )
        yield text.format(number=whole(professional))


def _computed(costs: UnitCosts) -> Iterator[str]:
    booked = costs.booked
    for name, cost in ((_("Booked"), booked), (_("Booked, with staff"), costs.booked_with_staff)):
        if cost.per_session is not None:
            yield _("{name}, per meeting: {amount} divided by {number} is {result}").format(
                name=name,
                amount=kroner(cost.amount),
                number=whole(cost.sessions),
                result=kroner(nearest(cost.per_session)),
            )
        if cost.least is not None:
            least, most = outwards(cost.least, cost.most)
            yield _("{name}, per citizen: at least {amount} divided by {number}, which is {result}").format(
                name=name, amount=kroner(cost.amount), number=whole(cost.upper), result=kroner(least)
            )
            if most is not None:
                yield _("{name}, per citizen: at most {amount} divided by {number}, which is {result}").format(
                    name=name, amount=kroner(cost.amount), number=whole(cost.lower), result=kroner(most)
                )
    if booked.upper and not booked.lower:
        yield _("No citizen was certainly reached, so there is no highest cost per citizen.")
    elif not booked.upper:
        yield _("No citizens were reached; others stand beside. So there is no cost per citizen.")
    if not booked.postings:
        yield _("No activity is booked or committed on it, so nobody knows what it cost.")
    elif not booked.known:
        yield _("More came back than was spent, so there is no cost per meeting or citizen.")


def _rules(by: str) -> Iterator[str]:
    yield _("Nothing is rounded before it is shown; an interval is rounded outwards to whole øre.")
    if by == "theme":
        yield _(
            "The costs of a theme are all that was spent on its meetings and initiatives. What has several themes is "
            "whole in each of them, as its meetings and citizens are, so the themes cannot be added up."
        )
    elif by == "year":
        yield _("Money belongs to the budget year it is taken from, meetings to the year they were held in.")
