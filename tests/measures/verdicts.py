"""What a tiny store is asked, what the measure says, and whether brute force agrees."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nsk_desktop.domain.counting import CountedSession, CountingRows
from nsk_desktop.measures.figures import Persons
from nsk_desktop.measures.reach import reach
from tests.measures.cases import FIRST, LAST
from tests.measures.oracle import Truth, in_scope, tell

GROUPED = ("theme", "half-year", "type", "age", "gender")


@dataclass(frozen=True)
class Case:
    """A store, what was asked of it, and the truth."""

    rows: CountingRows
    by: str | None
    key: str | None
    truth: Truth


def whole_case(rows: CountingRows) -> Case:
    """The truth of everything in the period."""
    return Case(rows, None, None, tell(rows, in_scope(rows, FIRST, LAST)))


def grouped_cases(rows: CountingRows, by: str) -> Iterator[Case]:
    """The truth of every group that exists."""
    sessions = in_scope(rows, FIRST, LAST)
    keys = {group.key for group in reach(rows, FIRST, LAST, by).groups}
    for key in sorted(keys):
        if by in ("age", "gender"):
            yield Case(rows, by, key, tell(rows, sessions, by, key))
        else:
            chosen = [one for one in sessions if key in keys_of(one)[by]]
            yield Case(rows, by, key, tell(rows, chosen))


def keys_of(one: CountedSession) -> dict[str, tuple[str, ...]]:
    """The groups that a session falls in, said once more and differently."""
    half = "H1" if one.day < date(one.day.year, 7, 1) else "H2"
    return {
        "theme": one.themes or ("uden tema",),
        "type": (one.type or "uden type",),
        "half-year": (f"{one.day.year}{half}",),
    }


def figure(rows: CountingRows, case: Case) -> Persons:
    """What the measure says of *rows* where *case* was asked."""
    found = reach(rows, FIRST, LAST, case.by)
    if case.by is None:
        return found.figures.persons
    persons = [group.figures.persons for group in found.groups if group.key == case.key]
    return persons[0] if persons else Persons(0, 0, 0)


def wrong(case: Case, persons: Persons) -> str | None:
    """What *persons* gets wrong about *case*, if anything."""
    truth = case.truth
    if persons.registered != truth.registered:
        return "registered"
    if persons.lower > truth.fewest:
        return "the lower bound does not hold"
    if truth.tight and persons.lower < truth.fewest:
        return "the lower bound is loose"
    return None if persons.upper == truth.most else "upper"
