"""Sums of money. The first table is the effort's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsk_desktop.domain.codes import BUDGET_KINDS, POSTING_STATES
from nsk_desktop.measures.budget import Granted, Overview, Spent, Sums, overview

MILLION = 100_000_000
"""In øre."""
PROGRAMME = [
    Granted(year, kind, amount * 100_000)
    for year in (2024, 2025, 2026, 2027)
    for kind, amount in (("medarbejder", 1600), ("aktivitet", 400))
]


def test_the_effort_s_own_table_gives_two_million_a_year_and_eight_in_all() -> None:
    found = overview(PROGRAMME, [])
    assert [(row.year, row.kind, row.sums.budget) for row in found.rows[:2]] == [
        (2024, "medarbejder", 160_000_000),
        (2024, "aktivitet", 40_000_000),
    ]
    assert len(found.rows) == 8
    assert [(row.year, row.sums.budget) for row in found.years] == [
        (year, 2 * MILLION) for year in (2024, 2025, 2026, 2027)
    ]
    assert found.total.sums == Sums(budget=8 * MILLION)
    assert found.total.sums.left == 8 * MILLION


def test_control_another_amount_gives_another_sum() -> None:
    assert overview(PROGRAMME[1:], []).total.sums.budget == 8 * MILLION - 160_000_000


def test_a_posting_is_in_one_state_and_takes_from_what_is_left_once() -> None:
    spent = [
        Spent(2025, "aktivitet", "planlagt", 100),
        Spent(2025, "aktivitet", "disponeret", 20),
        Spent(2025, "aktivitet", "bogført", 3),
        Spent(2025, "medarbejder", "bogført", 1000),
    ]
    found = overview([Granted(2025, "aktivitet", 200), Granted(2025, "medarbejder", 900)], spent)
    staff, activity = (row.sums for row in found.rows)
    assert activity == Sums(200, 100, 20, 3)
    assert (activity.used, activity.left) == (123, 77)
    assert staff.left == -100
    assert found.total.sums == Sums(1100, 100, 20, 1003)


def test_money_without_a_year_is_shown_by_itself_and_is_in_the_total() -> None:
    found = overview([Granted(2025, "aktivitet", 200)], [Spent(None, "aktivitet", "bogført", 50)])
    assert [(row.year, row.sums.left) for row in found.years] == [(2025, 200), (None, -50)]
    assert found.total.sums.left == 150


def test_what_a_later_version_calls_something_else_is_not_lost() -> None:
    found = overview([Granted(2025, "lån", 5)], [Spent(2025, "aktivitet", "refunderet", 7)])
    assert [(row.kind, row.sums.budget, row.sums.planned) for row in found.rows] == [
        ("aktivitet", 0, 7),
        ("lån", 5, 0),
    ]


def test_nothing_at_all_adds_up_to_nothing() -> None:
    assert overview([], []) == Overview((), (), overview([], []).total)
    assert overview([], []).total.sums == Sums()


YEARS = st.one_of(st.none(), st.integers(2024, 2027))
KINDS = st.sampled_from(BUDGET_KINDS.codes)
AMOUNTS = st.integers(-(10**11), 10**11)
LINES = st.lists(st.builds(Granted, YEARS, KINDS, AMOUNTS), max_size=20)
POSTINGS = st.lists(st.builds(Spent, YEARS, KINDS, st.sampled_from(POSTING_STATES.codes), AMOUNTS), max_size=30)


@given(lines=LINES, postings=POSTINGS)
def test_rows_years_and_total_always_agree_to_the_ore(lines: list[Granted], postings: list[Spent]) -> None:
    found = overview(lines, postings)
    assert found.total.sums.budget == sum(line.amount for line in lines)
    assert found.total.sums.used == sum(posting.amount for posting in postings)
    for rows in (found.rows, found.years):
        assert sum((row.sums for row in rows), Sums()) == found.total.sums
    for year in found.years:
        assert sum((row.sums for row in found.rows if row.year == year.year), Sums()) == year.sums


@pytest.mark.parametrize("turned", [list, lambda rows: rows[::-1]])
def test_the_order_of_the_rows_says_nothing(turned: type[list[Granted]]) -> None:
    assert overview(turned(PROGRAMME), []) == overview(PROGRAMME, [])
