"""Reach over time: each month by itself, and everybody until then, counted once."""

from datetime import date

import pytest

from nsk_desktop.domain.counting import CountingRows
from nsk_desktop.measures.reach import reach
from nsk_desktop.measures.scope import scope_of
from nsk_desktop.measures.time_plots import time_plots
from tests.measures.cases import FIRST, LAST, headcount, random_rows, rows, session


def year() -> CountingRows:
    """Two come in January; one of them again in March, with somebody new and three without a name."""
    held = [session("1", date(2025, 1, 31)), session("2", date(2025, 3, 1)), session("3", date(2025, 3, 31))]
    return rows(held, {"1": "a b", "2": "a", "3": "c"}, [headcount("3", 3)])


def test_a_month_without_meetings_has_its_place_and_is_zero() -> None:
    plot = time_plots(scope_of(year(), FIRST, LAST))[0]

    assert [(bar.label, bar.cells) for bar in plot.bars] == [
        ("januar 2025", (2, 2, 2)),
        ("februar 2025", (0, 0, 0)),
        ("marts 2025", (4, 5, 2)),
    ]


def test_until_then_everybody_is_counted_once() -> None:
    plot = time_plots(scope_of(year(), FIRST, LAST))[1]

    assert [bar.cells for bar in plot.bars] == [(2, 2, 2), (2, 2, 2), (4, 6, 3)]
    apart = [bar.cells[2] for bar in time_plots(scope_of(year(), FIRST, LAST))[0].bars]
    assert apart == [2, 0, 2], "added up, somebody would be two"


def test_a_long_period_is_shown_in_half_years() -> None:
    held = [session("1", date(2024, 2, 1)), session("2", date(2025, 12, 31))]
    plot = time_plots(scope_of(rows(held, {"1": "a", "2": "b"}), date(2024, 1, 1), LAST))[0]

    assert [bar.label for bar in plot.bars] == [
        "1. halvår 2024",
        "2. halvår 2024",
        "1. halvår 2025",
        "2. halvår 2025",
    ]


def test_one_month_says_nothing_of_time() -> None:
    plot = time_plots(scope_of(rows([session("1")], {"1": "a"}), FIRST, LAST))[0]

    assert plot.bars == ()
    assert time_plots(scope_of(rows([], {}), FIRST, LAST))[1].bars == ()


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("only", [{}, {"gender": ("kvinde",)}, {"age": ("30-59",)}])
def test_every_column_is_the_figure_of_its_own_days(seed: int, only: dict[str, tuple[str, ...]]) -> None:
    found = random_rows(seed)
    # Some months apart, so that there is something to see; one of them is cut by the period.
    moved = [row._replace(day=date(2025, 1 + 3 * place, 17)) for place, row in enumerate(found.sessions)]
    apart = CountingRows(moved, found.persons, found.attendances, found.headcounts, found.joined, found.possibly)
    first, last = date(2025, 1, 10), date(2025, 10, 17)
    scope = scope_of(apart, first, last, only)
    for plot in time_plots(scope):
        for bar in plot.bars:
            begins, _slash, ends = bar.key.partition("/")
            days = date.fromisoformat(begins), date.fromisoformat(ends)
            persons = reach(apart, *days, only=only).figures.persons
            assert first <= days[0] <= days[1] <= last
            assert bar.cells == (persons.lower, persons.upper, persons.registered)
