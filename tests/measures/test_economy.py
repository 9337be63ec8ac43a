"""Money in groups: it adds up to the øre whatever it is divided by, and no group is told twice."""

from collections import Counter
from collections.abc import Collection, Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsk_desktop.domain.codes import BUDGET_KINDS, POSTING_STATES
from nsk_desktop.measures.budget import Granted, Sums
from nsk_desktop.measures.economy import (
    MONEY_GROUPINGS,
    NO_YEAR,
    Cost,
    MoneyGroup,
    Undertaking,
    divide,
    group_money,
    spent_on,
    within,
)
from nsk_desktop.measures.grouping import NO_INITIATIVE, NO_THEME
from tests.measures.money import COSTS, LINES, UNDERTAKINGS, cost


def grouped(
    by: str,
    lines: Sequence[Granted] = (),
    costs: Sequence[Cost] = (),
    undertakings: dict[str, Undertaking] | None = None,
    period: str = "",
) -> tuple[dict[str, MoneyGroup], MoneyGroup]:
    def order(_by: str, keys: Collection[str]) -> list[str]:
        return sorted(keys)

    groups, total = group_money(by, lines, costs, undertakings or {}, lambda _by, key: key, order, period)
    return {group.key: group for group in groups}, total


PROGRAMME = [
    Granted(year, kind, amount * 100_000)
    for year in (2024, 2025, 2026, 2027)
    for kind, amount in (("medarbejder", 1600), ("aktivitet", 400))
]


def test_the_effort_s_own_table_comes_out_as_it_was_granted() -> None:
    groups, total = grouped("year", PROGRAMME)
    assert [
        (key, *(part.sums.budget // 100_000 for part in group.parts), group.sums.budget // 100_000)
        for key, group in groups.items()
    ] == [
        ("2024", 400, 1600, 2000),
        ("2025", 400, 1600, 2000),
        ("2026", 400, 1600, 2000),
        ("2027", 400, 1600, 2000),
    ]
    assert total.sums.budget == 8_000 * 100_000
    kinds, total = grouped("kind", PROGRAMME)
    assert {key: group.sums.budget // 100_000 for key, group in kinds.items()} == {
        "medarbejder": 6400,
        "aktivitet": 1600,
    }
    assert total.sums.budget == 8_000 * 100_000


def test_a_cost_of_three_themes_is_shared_to_the_ore() -> None:
    groups, total = grouped("theme", (), [cost(100, themes=("T1", "T2", "T3"))])
    assert {key: group.sums.booked for key, group in groups.items()} == {"T1": 34, "T2": 33, "T3": 33}
    assert total.sums.booked == 100


def test_what_is_for_nothing_in_particular_has_a_row_of_its_own() -> None:
    assert set(grouped("theme", (), [cost(1)])[0]) == {NO_THEME}
    assert set(grouped("initiative", (), [cost(1)])[0]) == {NO_INITIATIVE}
    assert set(grouped("year", (), [cost(1, year=None)])[0]) == {NO_YEAR}


def test_an_initiative_is_held_against_its_own_budget_and_the_rest_of_the_grant_is_for_none() -> None:
    undertakings = {"a": Undertaking("A", ("T1", "T2"), 101), "b": Undertaking("B", (), None)}
    costs = [cost(60, initiative="a", themes=("T1", "T2")), cost(5, initiative="b")]
    groups, total = grouped("initiative", [Granted(2025, "aktivitet", 1000)], costs, undertakings)
    assert (groups["a"].sums.budget, groups["a"].left, groups["a"].share) == (101, 41, Fraction(60, 101))
    assert (groups["b"].granted, groups["b"].left, groups["b"].share) == (False, None, None)
    assert groups[NO_INITIATIVE].sums.budget == 899
    assert total.left == 1000 - 65
    themes, _total = grouped("theme", [Granted(2025, "aktivitet", 1000)], costs, undertakings)
    assert {key: group.sums.budget for key, group in themes.items()} == {"T1": 51, "T2": 50, NO_THEME: 899}


def test_half_a_year_has_no_budget_to_be_held_against() -> None:
    groups, total = grouped("year", PROGRAMME, [cost(7, day="2025-03-01")], period="2025H1")
    assert (total.granted, total.left, total.share, total.sums.booked) == (False, None, None, 7)
    assert {group.granted for group in groups.values()} == {False}
    assert {part.granted for group in groups.values() for part in group.parts} == {False}


def test_an_initiative_has_no_budget_in_a_single_year_but_the_year_has() -> None:
    costs = [cost(7, initiative="a")]
    groups, total = grouped("initiative", PROGRAMME, costs, {"a": Undertaking("A", (), 50)}, "2025")
    assert not groups["a"].granted
    assert (total.sums.budget, total.sums.booked) == (200_000_000, 7)


def test_a_year_takes_what_is_of_its_budget_and_a_half_year_what_is_dated_in_it() -> None:
    late = cost(1, day="2026-01-02", year=2025)
    assert within(late, "2025")
    assert not within(late, "2026")
    assert within(late, "2026H1")
    assert not within(late, "2025H2")
    assert not within(cost(1, day=None), "2025H1")
    assert within(cost(1, day=None, year=None), "")


def test_a_credit_is_subtracted_and_shared_like_any_other() -> None:
    groups, total = grouped("theme", (), [cost(100, themes=("T1",)), cost(-31, themes=("T1", "T2"))])
    assert total.sums.booked == 69
    assert {key: group.sums.booked for key, group in groups.items()} == {"T1": 85, "T2": -16}


@given(st.integers(-(10**12), 10**12), st.integers(1, 7))
def test_parts_of_an_amount_add_up_to_it_and_differ_by_an_ore(amount: int, number: int) -> None:
    parts = divide(amount, number)
    assert len(parts) == number
    assert sum(parts) == amount
    assert max(parts) - min(parts) <= 1


@given(lines=LINES, costs=COSTS, undertakings=UNDERTAKINGS, by=st.sampled_from(MONEY_GROUPINGS))
def test_groups_add_up_to_the_total_and_the_total_to_what_there_is(
    lines: list[Granted], costs: list[Cost], undertakings: dict[str, Undertaking], by: str
) -> None:
    groups, total = grouped(by, lines, costs, undertakings)
    assert sum((group.sums for group in groups.values()), Sums()) == total.sums
    assert total.sums == Sums(sum(line.amount for line in lines), *_by_state(costs))
    for group in groups.values():
        if by == "year":
            assert sum((part.sums for part in group.parts), Sums()) == group.sums


@given(costs=COSTS, by=st.sampled_from(MONEY_GROUPINGS), period=st.sampled_from(("", "2024", "2025", "2025H1")))
def test_every_group_is_what_an_oracle_adds_up_posting_by_posting(costs: list[Cost], by: str, period: str) -> None:
    groups, total = grouped(by, (), costs, period=period)
    wanted = [one for one in costs if _is_in(one, period)]
    booked: Counter[str] = Counter()
    for one in wanted:
        if one.state == "bogført":
            for key, share in _oracle(by, one):
                booked[key] += share
    assert {key: group.sums.booked for key, group in groups.items() if group.sums.booked} == {
        key: amount for key, amount in booked.items() if amount
    }
    assert total.sums.booked == sum(one.amount for one in wanted if one.state == "bogført")


def _is_in(one: Cost, period: str) -> bool:
    if len(period) == 4:
        return str(one.year) == period
    return not period or (one.day is not None and str(one.day)[:7] in {f"2025-0{month}" for month in range(1, 7)})


def _oracle(by: str, one: Cost) -> list[tuple[str, int]]:
    """Øre by øre, dealt out like cards."""
    if by != "theme":
        value = {"year": one.year, "kind": one.kind, "initiative": one.initiative}[by]
        return [(str(value or {"year": NO_YEAR, "initiative": NO_INITIATIVE}[by]), one.amount)]
    keys = list(dict.fromkeys(one.themes)) or [NO_THEME]
    floor = [one.amount // len(keys)] * len(keys)
    place = 0
    while sum(floor) < one.amount:
        floor[place] += 1
        place += 1
    return list(zip(keys, floor, strict=True))


def _by_state(costs: Sequence[Cost]) -> tuple[int, int, int]:
    found = Counter(dict.fromkeys(POSTING_STATES.codes, 0))
    for one in costs:
        found[one.state] += one.amount
    return found["planlagt"], found["disponeret"], found["bogført"]


def test_control_a_share_that_is_rounded_does_not_add_up() -> None:
    rounded = [round(100 / 3)] * 3
    assert sum(rounded) != sum(amount for _key, amount in spent_on("theme", cost(100, themes=("T1", "T2", "T3"))))


def test_a_grouping_that_does_not_exist_is_a_mistake_in_the_program() -> None:
    with pytest.raises(ValueError, match="gender"):
        grouped("gender")


def test_kinds_of_the_oracle_are_those_of_the_code_list() -> None:
    assert set(BUDGET_KINDS.codes) == {"medarbejder", "aktivitet"}
