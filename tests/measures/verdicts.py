"""What a tiny store is asked, what the measure says, and whether brute force agrees."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from nsk_desktop.domain.counting import CountedSession, CountingRows
from nsk_desktop.measures.figures import Persons
from nsk_desktop.measures.reach import Only, reach
from tests.measures.cases import FIRST, LAST
from tests.measures.oracle import Truth, in_scope, tell

GROUPED = ("theme", "half-year", "type", "series", "initiative", "age", "gender")
AGES, GENDERS = ("13-17", "30-59", "ukendt"), ("kvinde", "mand", "ikke oplyst")


@dataclass(frozen=True)
class Case:
    """A store, what was asked of it, and the truth."""

    rows: CountingRows
    by: str | None
    key: str | None
    truth: Truth
    only: Only = field(default_factory=dict)


def whole_case(rows: CountingRows) -> Case:
    """The truth of everything in the period."""
    return Case(rows, None, None, tell(rows, in_scope(rows, FIRST, LAST)))


def grouped_cases(rows: CountingRows, by: str, only: Only | None = None) -> Iterator[Case]:
    """The truth of every group that exists, of what *only* wants."""
    wanted = only or {}
    for key in sorted({group.key for group in reach(rows, FIRST, LAST, by, wanted).groups}):
        yield Case(rows, by, key, truth_of(rows, {**wanted, by: (key,)}), wanted)


def filtered_cases(rows: CountingRows, dice: random.Random) -> Iterator[Case]:
    """A filter of one to three things, for the whole and for the groups of one more."""
    only = random_filter(rows, dice)
    yield Case(rows, None, None, truth_of(rows, only), only)
    yield from grouped_cases(rows, dice.choice(GROUPED), only)


def random_filter(rows: CountingRows, dice: random.Random) -> Only:
    """Some keys of some groupings, most of them of sessions that are there."""
    sessions = in_scope(rows, FIRST, LAST) or rows.sessions
    found: dict[str, tuple[str, ...]] = {}
    for by in dice.sample(GROUPED, dice.randint(1, 3)):
        if by in ("age", "gender"):
            found[by] = tuple(dice.sample(AGES if by == "age" else GENDERS, dice.randint(1, 2)))
        else:
            found[by] = tuple({key for one in dice.sample(sessions, 1) for key in keys_of(one)[by]})
    return found


def truth_of(rows: CountingRows, only: Only) -> Truth:
    """The truth of what *only* wants: sessions that have a key of each, people who have each."""
    traits = {by: keys for by, keys in only.items() if by in ("age", "gender")}
    sessions = [
        one
        for one in in_scope(rows, FIRST, LAST)
        if all(set(keys_of(one)[by]) & set(keys) for by, keys in only.items() if by not in traits)
    ]
    return tell(rows, sessions, traits)


def keys_of(one: CountedSession) -> dict[str, tuple[str, ...]]:
    """The groups that a session falls in, said once more and differently."""
    half = "H1" if one.day < date(one.day.year, 7, 1) else "H2"
    return {
        "theme": one.themes or ("uden tema",),
        "type": (one.type or "uden type",),
        "half-year": (f"{one.day.year}{half}",),
        "series": (one.series or "uden forløb",),
        "initiative": (one.initiative or "uden initiativ",),
    }


def figure(rows: CountingRows, case: Case) -> Persons:
    """What the measure says of *rows* where *case* was asked."""
    found = reach(rows, FIRST, LAST, case.by, case.only)
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
