"""The account of one figure of reach: how it comes about, the meetings behind it, and what would make it surer."""

from dataclasses import dataclass
from datetime import date

from nsk_desktop.domain.counting import CountingRows
from nsk_desktop.measures.explained import Behind, Explained, explain
from nsk_desktop.measures.grouping import label_of
from nsk_desktop.measures.reach import EVERYTHING, Only
from nsk_desktop.measures.remedies import Remedy, remedies
from nsk_desktop.measures.scope import scope_of
from nsk_desktop.measures.told import advice, gain, told
from nsk_desktop.services.desk import Desk
from nsk_desktop.store.queries.counting import counting_rows

__all__ = ["Account", "Behind", "Explained", "Remedy", "account", "account_of", "advice", "as_json", "gain"]


@dataclass(frozen=True, slots=True)
class Account:
    """A figure that can be gone after."""

    explained: Explained
    asked: tuple[str, ...]
    """What was filtered by, in words."""
    sentences: tuple[str, ...]
    remedies: tuple[Remedy, ...]


def account(desk: Desk, first: date, last: date, only: Only = EVERYTHING) -> Account:
    """The account of the figure from *first* to *last*, both included, of what *only* wants."""
    with desk.store.read() as read:
        rows = counting_rows(read, first, last, ages=bool(only.get("age")))
    return account_of(rows, first, last, only)


def account_of(rows: CountingRows, first: date, last: date, only: Only = EVERYTHING) -> Account:
    """The same from *rows*, wherever they come from."""
    scope = scope_of(rows, first, last, only)
    explained = explain(scope)
    asked = tuple(label_of(by, key, rows) for by, keys in only.items() for key in keys)
    return Account(explained, asked, told(explained), remedies(scope))


def as_json(account: Account) -> dict[str, object]:
    """The account as ``nsk reach --explain --json`` adds it."""
    explained = account.explained
    return {
        "how": list(account.sentences),
        "lower": {
            "number": explained.least.number,
            "registered": explained.least.people,
            "sessions": [session.id for session in explained.least.sessions],
        },
        "upper": {**explained.most._asdict(), "number": explained.most.number},
        "sessions": [
            {
                "session": one.id,
                "date": one.day.isoformat(),
                "title": one.title,
                "registered": one.registered,
                "anonymous": {"min": one.anonymous_low, "max": one.anonymous_high},
                "perhaps": one.perhaps,
                "counted": one.counted,
            }
            for one in explained.behind
        ],
        "narrower": [
            {
                "what": one.kind,
                "advice": advice(one),
                "id": one.id or None,
                "title": one.title,
                "date": one.day.isoformat() if one.day else None,
                "people": {"min": one.low, "max": one.high},
                "narrower": {"min": one.least, "max": one.most},
            }
            for one in account.remedies
        ],
    }
