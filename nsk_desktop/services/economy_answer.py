"""The economy as outside tools read it: amounts in whole øre, shares as numbers, nothing summed that cannot be."""

from collections.abc import Iterator, Sequence
from typing import Any

from nsk_desktop.measures.economy import MoneyGroup, spent_on
from nsk_desktop.measures.unit_costs import UnitCost, UnitCosts, nearest, outwards
from nsk_desktop.services.economy import Account, Economy, odd_text

Row = dict[str, Any]
_MONEY = ("budget_ore", "planned_ore", "committed_ore", "booked_ore", "used_ore", "left_ore", "share_used")
_COSTS = (
    *("sessions", "citizens_lower", "citizens_upper", "activity_booked_ore", "activity_committed_ore"),
    *("staff_booked_ore", "staff_committed_ore"),
    *(
        f"{what}_{name}_ore"
        for name in ("booked", "committed", "booked_with_staff", "committed_with_staff")
        for what in ("per_session", "per_citizen_least", "per_citizen_most")
    ),
)
FIGURES = ("key", "part", "label", *_MONEY, *_COSTS)
ROWS = ("key", "label", "posting", "date", "text", "kind", "state", "amount_ore", "share_ore", "initiative", "session")
"""What stands in each line of the CSV, and of the CSV of the rows behind the figures."""


def as_json(found: Economy, accounts: Sequence[Account] = ()) -> Row:
    """Everything of *found*, and with *accounts* how it comes about."""
    answer: Row = {
        "format": 1,
        "by": found.by,
        "period": found.period or None,
        "groups": [money_json(group) for group in found.groups],
        "total": money_json(found.total),
        "costs": [costs_json(costs) for costs in found.costs],
        "whole": costs_json(found.whole),
        "postings_to_look_at": [
            {"posting": odd.cost.id, "why": str(odd.kind), "sentence": odd_text(odd)} for odd in found.odd
        ],
        "remarks": list(found.remarks),
    }
    if accounts:
        answer["explained"] = [account_json(found.by, account) for account in accounts]
    return answer


def money_json(group: MoneyGroup) -> Row:
    """The money of one group."""
    answer: Row = {
        "key": group.key or None,
        "label": group.label,
        "budget_ore": group.sums.budget if group.granted else None,
        "planned_ore": group.sums.planned,
        "committed_ore": group.sums.committed,
        "booked_ore": group.sums.booked,
        "used_ore": group.sums.used,
        "left_ore": group.left,
        "share_used": None if group.share is None else round(float(group.share), 6),
    }
    return {**answer, "parts": [money_json(part) for part in group.parts]} if group.parts else answer


def costs_json(costs: UnitCosts) -> Row:
    """What a meeting and a citizen cost in one group: from booked money, with what is committed, and with staff."""
    spent = costs.spending
    answer: Row = {
        "key": costs.key or None,
        "label": costs.label,
        "sessions": costs.sessions,
        "citizens_lower": costs.lower,
        "citizens_upper": costs.upper,
        "activity_booked_ore": spent.booked,
        "activity_committed_ore": spent.committed,
        "staff_booked_ore": spent.staff_booked,
        "staff_committed_ore": spent.staff_committed,
    }
    for name in ("booked", "committed", "booked_with_staff", "committed_with_staff"):
        answer |= {f"{what}_{name}_ore": value for what, value in _unit(getattr(costs, name)).items()}
    return answer


def _unit(cost: UnitCost) -> Row:
    least, most = (None, None) if cost.least is None else outwards(cost.least, cost.most)
    return {
        "per_session": None if cost.per_session is None else nearest(cost.per_session),
        "per_citizen_least": least,
        "per_citizen_most": most,
    }


def account_json(by: str, account: Account) -> Row:
    """How the figures of one group come about, with every posting and meeting."""
    return {
        "key": account.money.key or None,
        "label": account.money.label,
        "how": list(account.sentences),
        "postings": list(posting_rows(by, account)),
        "sessions": [{"session": one.id, "date": one.day.isoformat(), "title": one.title} for one in account.sessions],
    }


def posting_rows(by: str, account: Account) -> Iterator[Row]:
    """The postings behind a group; its share of each is less than the amount where several themes share it."""
    for cost in account.postings:
        share = dict(spent_on(by, cost)).get(account.money.key, cost.amount)
        yield {
            "key": account.money.key or None,
            "label": account.money.label,
            "posting": cost.id,
            "date": cost.day.isoformat() if cost.day else None,
            "text": cost.text,
            "kind": cost.kind,
            "state": cost.state,
            "amount_ore": cost.amount,
            "share_ore": share,
            "initiative": cost.initiative,
            "session": cost.session,
        }


def figure_rows(found: Economy) -> Iterator[Row]:
    """One line per group, its kinds if it is a year, and everything at the end with an empty key."""
    costs = {one.key: costs_json(one) for one in found.costs}
    groups = {group.key: group for group in found.groups}
    for key in dict.fromkeys([*groups, *costs]):
        group = groups.get(key)
        for part in group.parts if group else ():
            yield {**money_json(part), "key": key, "part": part.key}
        yield {**(costs.get(key) or {}), **(money_json(group) if group else {})}
    yield {**costs_json(found.whole), **money_json(found.total)}
