"""What is counted of a half-year for others than the evaluation, and which of the numbers are hidden."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nsk_desktop.domain.dates import half_year_bounds
from nsk_desktop.exchange.aggregates import Cell, Page
from nsk_desktop.measures.aggregates import (
    ATTENDANCES,
    BRIDGE_KIND,
    BRIDGE_STATUS,
    BRIDGES,
    FAMILIES,
    MOBILISED,
    OWNERSHIP,
    REGISTRATION,
    SECTOR,
    Dimension,
    Fact,
    Statement,
    attendance_facts,
    counts_of,
    few_people,
    key,
    statement,
)
from nsk_desktop.measures.disclosure import Count, hide, is_small
from nsk_desktop.measures.figures import Reach
from nsk_desktop.measures.half_year import BridgeCounts, half_year_figures
from nsk_desktop.measures.people import know_people
from nsk_desktop.measures.reach import reach
from nsk_desktop.services.release_pages import Numbers, page_of
from nsk_desktop.store.queries import evaluation, periods
from nsk_desktop.store.queries.counting import counting_rows
from nsk_desktop.store.reader import Reader


class Why(StrEnum):
    """Why a number is hidden."""

    SMALL = "small"
    FEW = "few people"
    BESIDE = "beside"
    """It would give another one away."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A half-year as it is now."""

    pages: tuple[Page, ...]
    figures: dict[str, int]
    """Its figures as a signature freezes them."""
    reasons: tuple[Page, ...] = ()
    """The same pages with what hides a number in its place, and nothing where it is shown. Never leaves the house."""


def count_half_year(read: Reader, name: str, limit: int = 0, seed: bytes = b"") -> Counted:
    """Count the half-year and hide what must be hidden; without a *limit* nothing is."""
    first, last = half_year_bounds(name)
    rows = counting_rows(read, first, last)
    people = know_people(rows)
    found = reach(rows, first, last)
    facts = attendance_facts(rows, found, people) | _other_facts(read, first, last)
    pages, reasons = [], []
    for family in FAMILIES:
        counts = counts_of(family, facts[family.name])
        few = few_people(family, [fact for fact in facts[family.name] if fact.meeting], people, limit)
        hidden = hide(counts, limit, seed + family.name.encode(), few) if limit else frozenset()
        values = {count.key: count.value for count in counts}
        shown = {name: value for name, value in values.items() if name not in hidden}
        told = _statement(shown, found, limit) if family is ATTENDANCES else None
        pages.append(page_of(Numbers(family, values, hidden), told))
        reasons.append(page_of(Numbers(family, _reasons(counts, hidden, few, limit)), told))
    bridges = BridgeCounts(*periods.bridge_counts(read, first, last))
    return Counted(tuple(pages), half_year_figures(found, bridges), tuple(reasons))


def _reasons(counts: Sequence[Count], hidden: Collection[str], few: Collection[str], limit: int) -> dict[str, Cell]:
    """Why each number is hidden; empty for one that is shown."""

    def why(count: Count) -> str:
        if count.key not in hidden:
            return ""
        if is_small(count.value, limit):
            return Why.SMALL
        return Why.FEW if count.key in few else Why.BESIDE

    return {count.key: why(count) for count in counts}


def _statement(shown: Mapping[str, int], found: Reach, limit: int) -> Statement:
    names = [key(ATTENDANCES, (REGISTRATION, code)) for code in REGISTRATION.labels]
    return statement(found, {name: shown[name] for name in names if name in shown}, limit)


def _other_facts(read: Reader, first: date, last: date) -> dict[str, list[Fact]]:
    """The bridges begun and the actors mobilised in the half-year."""
    return {
        BRIDGES.name: _facts(read, "bridge", "day", first, last, kind=BRIDGE_KIND, status=BRIDGE_STATUS),
        MOBILISED.name: _facts(read, "actor", "mobilised_on", first, last, sector=SECTOR, ownership=OWNERSHIP),
    }


def _facts(read: Reader, view: str, on: str, first: date, last: date, **columns: Dimension) -> list[Fact]:
    days = (first.isoformat(), last.isoformat())
    return [
        Fact({dimension.name: dimension.part(row[column]) for column, dimension in columns.items()}, 1)
        for row in evaluation.rows(read, view)
        if not row["deleted"] and row[on] and days[0] <= row[on] <= days[1]
    ]
