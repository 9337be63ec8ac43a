"""Targets: which days a period has, and which targets cannot stand beside each other."""

from datetime import date

import pytest

from nsk_desktop.domain.codes import Indicator
from nsk_desktop.domain.records import Target
from nsk_desktop.domain.targets import (
    WHOLE,
    Flaw,
    period_bounds,
    period_label,
    periods_to_choose,
    periods_within,
    problems,
)

YEARS = (2024, 2027)


def target(id: str, value: int | None, period: str = "2025", **fields: str) -> Target:
    return Target(id=id, value=value, period=period, **fields)  # type: ignore[arg-type]


def told(*targets: Target) -> set[tuple[Flaw, str, str]]:
    return {(one.flaw, one.target, one.other) for one in problems(targets, YEARS)}


def test_a_period_is_a_half_year_a_year_or_the_whole_effort() -> None:
    assert period_bounds("2025H2", YEARS) == (date(2025, 7, 1), date(2025, 12, 31))
    assert period_bounds("2025", YEARS) == (date(2025, 1, 1), date(2025, 12, 31))
    assert period_bounds(WHOLE, YEARS) == (date(2024, 1, 1), date(2027, 12, 31))
    assert [period_label(name) for name in ("2025H1", "2025", WHOLE)] == ["1. halvår 2025", "2025", "Hele indsatsen"]


@pytest.mark.parametrize("period", ["", "2025H3", "0", "99999", "٢٠٢٥", "altid"])
def test_what_is_no_period_has_no_days_and_is_shown_as_it_stands(period: str) -> None:
    assert period_bounds(period, YEARS) is None
    assert period_label(period) == period
    assert periods_within(period, YEARS) == []


def test_the_half_years_of_a_period_are_told_from_the_latest() -> None:
    assert periods_within("2025", YEARS) == ["2025H2", "2025H1"]
    assert periods_within("2025H1", YEARS) == ["2025H1"]
    assert periods_within(WHOLE, YEARS)[0] == "2027H2"
    assert len(periods_within(WHOLE, YEARS)) == 8


def test_periods_of_the_effort_are_offered_and_those_that_are_used_stay() -> None:
    offered = periods_to_choose(YEARS, date(2025, 3, 1), ["2031", "2025", ""])
    assert offered[:4] == [WHOLE, "2024", "2024H1", "2024H2"]
    assert offered[-1] == "2031"
    assert len(offered) == len(set(offered)) == 1 + 4 * 3 + 1


def test_two_numbers_for_the_same_are_told_at_both() -> None:
    one, other = target("a", 100), target("b", 120)
    assert told(one, other) == {(Flaw.OTHERWISE, "a", "b"), (Flaw.OTHERWISE, "b", "a")}
    assert {flaw for flaw, _one, _other in told(one, target("b", 100))} == {Flaw.TWICE}


def test_control_another_period_theme_or_indicator_contradicts_nothing() -> None:
    base = target("a", 100)
    for other in (
        target("b", 120, "2026"),
        target("b", 80, theme="T1"),
        target("b", 120, indicator=Indicator.ATTENDANCES),
        target("b", None),
    ):
        assert {flaw for flaw, _one, _other in told(base, other)} <= {Flaw.NO_NUMBER}


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        (target("p", 200, "2025H1"), target("w", 100)),
        (target("p", 200), target("w", 100, WHOLE)),
        (target("p", 200, theme="T2"), target("w", 100)),
        (target("p", 200, "2025H1", theme="T2"), target("w", 100, WHOLE)),
    ],
)
def test_a_part_that_wants_more_than_its_whole_is_told(part: Target, whole: Target) -> None:
    assert told(part, whole) == {(Flaw.PART_ABOVE_WHOLE, "p", "w")}
    assert told(part.copied(value=100), whole) == set()


def test_parts_may_well_want_more_together_than_the_whole_because_people_are_never_added_up() -> None:
    assert told(target("p", 80, "2025H1"), target("q", 80, "2025H2"), target("w", 100)) == set()


def test_ties_of_a_half_year_may_be_more_than_at_the_end_of_the_effort() -> None:
    ties = Indicator.TIES
    assert told(target("p", 9, "2025H1", indicator=ties), target("w", 8, WHOLE, indicator=ties)) == set()


def test_a_target_without_number_or_period_or_with_a_theme_that_is_not_counted_is_told() -> None:
    assert told(target("a", None)) == {(Flaw.NO_NUMBER, "a", "")}
    assert told(target("a", 5, "")) == {(Flaw.NO_PERIOD, "a", "")}
    assert told(target("a", 5, theme="T1", indicator=Indicator.MOBILISED)) == {(Flaw.NOT_BY_THEME, "a", "")}
