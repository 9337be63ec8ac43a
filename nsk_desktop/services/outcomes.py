"""What came of the work, in lists: stories and method cards found by theme, actor and half-year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nsk_desktop.domain.dates import half_year_bounds
from nsk_desktop.domain.folding import sort_key
from nsk_desktop.domain.records import Actor
from nsk_desktop.domain.stories import OUTCOMES, Outcome
from nsk_desktop.i18n import _
from nsk_desktop.services.desk import Desk
from nsk_desktop.store.queries import lists
from nsk_desktop.store.queries.lists import Order

__all__ = ["NO_DAY", "Order", "Sieve"]

NO_DAY = "none"
"""Asks for what has no day, where a half-year is chosen."""


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which of them are wanted; what is empty wants everything."""

    theme: str | None = None
    actor: str | None = None
    half_year: str | None = None
    """``2025H1``, or `NO_DAY`."""

    def __bool__(self) -> bool:
        return bool(self.theme or self.actor or self.half_year)


EVERYTHING = Sieve()


@dataclass(frozen=True, slots=True)
class Told:
    """A story or a method card where something else is shown that it rests on."""

    kind: str
    id: str
    title: str
    day: date | None


def ids(desk: Desk, kind: str, text: str = "", sieve: Sieve = EVERYTHING, order: Order | None = None) -> list[str]:
    """The stories or method cards that *sieve* lets through and that have *text* in their words, in order."""
    first, last = (None, None)
    if sieve.half_year and sieve.half_year != NO_DAY:
        first, last = half_year_bounds(sieve.half_year)
    with desk.store.read() as read:
        return lists.outcome_ids(
            read,
            kind,
            first=first,
            last=last,
            undated=sieve.half_year == NO_DAY,
            text=text,
            theme=sieve.theme,
            about=sieve.actor,
            order=order,
        )


def rows(desk: Desk, kind: str, ids: Sequence[str]) -> list[Outcome]:
    """The records with these ids, in that order."""
    with desk.store.read() as read:
        found = {record.id: record for record in read.some(OUTCOMES[kind], ids)}
    return [found[id] for id in ids if id in found]


def count(desk: Desk, kind: str) -> int:
    """How many there are."""
    with desk.store.read() as read:
        return lists.count_outcomes(read, kind)


def half_years(desk: Desk, kind: str) -> list[str]:
    """The half-years that have any, the latest first."""
    with desk.store.read() as read:
        return lists.outcome_half_years(read, kind)[::-1]


def actors(desk: Desk, kind: str) -> list[tuple[str, str]]:
    """The actors that any of them rests on, with their names, in Danish order."""
    with desk.store.read() as read:
        found = read.some(Actor, sorted(lists.outcome_actors(read, kind)))
    named = [(actor.id, actor.name or _("without a name")) for actor in found if not actor.deleted]
    return sorted(named, key=lambda each: sort_key(each[1]))


def resting_on(desk: Desk, id: str, limit: int) -> tuple[list[Told], int]:
    """The latest stories and method cards that rest on the record with this id, and how many there are in all."""
    found: list[Told] = []
    number = 0
    with desk.store.read() as read:
        for kind, record in OUTCOMES.items():
            known = lists.outcome_ids(read, kind, about=id)
            number += len(known)
            some = {one.id: one for one in read.some(record, known[:limit])}
            found += [Told(kind, one, some[one].title, some[one].day) for one in known[:limit]]
    return sorted(found, key=lambda one: one.day or date.min, reverse=True)[:limit], number


def choose(desk: Desk, kind: str, id: str, wanted: bool) -> None:
    """Have it printed in the report of its period, or not."""
    with desk.store.change(_("Put it in the report") if wanted else _("Leave it out of the report")) as change:
        change.save(OUTCOMES[kind], id, in_report=wanted)
