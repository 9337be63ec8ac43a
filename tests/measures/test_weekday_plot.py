"""Attendances by weekday and theme: an interval for each day, and fillings that are told apart however many themes."""

from datetime import timedelta

import pytest

from nsk_desktop.domain.plot import SERIES_FILLS, Fill
from nsk_desktop.measures.plots import weekday_plot
from nsk_desktop.measures.reach import reach_of
from nsk_desktop.measures.scope import scope_of
from tests.measures.cases import DAY, FIRST, LAST, headcount, random_rows, rows, session


def test_each_day_has_its_interval_and_each_theme_its_part() -> None:
    held = [session("1", DAY, themes=("T1",)), session("2", DAY, themes=("T2", "T1")), session("3", DAY + timedelta(1))]
    found = rows(held, {"1": "a b", "2": "a", "3": "c"}, [headcount("2", 3, 7)])
    plot = weekday_plot(scope_of(found, FIRST, LAST))

    tuesday, wednesday = plot.bars[1:3]
    assert (tuesday.label, tuesday.value, tuesday.cells) == ("tirsdag", "6-10", (2, 8, 6, 10))
    assert (wednesday.value, wednesday.cells) == ("1", (1, 0, 1, 1))
    assert tuesday.length == 10
    assert plot.headings[-2:] == ("I alt mindst", "I alt højst")


@pytest.mark.parametrize("many", [1, 5, 6, 7, 12])
def test_no_two_fillings_of_the_legend_are_the_same(many: int) -> None:
    held = [session(str(n), DAY + timedelta(n), themes=(f"X{n:02}",)) for n in range(many)]
    plot = weekday_plot(scope_of(rows(held, {str(n): "a" for n in range(many)}), FIRST, LAST))

    fills = [fill for fill, _name in plot.legend]
    assert len(set(fills)) == len(fills) == min(many, len(SERIES_FILLS))
    assert len(plot.headings) == many + 3, "the table has every theme"
    last = plot.legend[-1]
    assert (last[0] is Fill.OPEN and "temaer til" in last[1]) == (many > len(SERIES_FILLS))


@pytest.mark.parametrize("seed", range(40))
def test_the_days_add_up_to_the_figure(seed: int) -> None:
    scope = scope_of(random_rows(seed), FIRST, LAST)
    plot, found = weekday_plot(scope), reach_of(scope).figures.attendances
    if plot.bars:
        lows, highs = zip(*(bar.cells[-2:] for bar in plot.bars), strict=True)
        assert (sum(lows), sum(highs)) == (found.total_low, found.total_high)
