"""Attendances over time: what is registered, what is counted, what is guessed; they add up to the figure."""

from datetime import date

import pytest

from nsk_desktop.domain.counting import CountingRows
from nsk_desktop.domain.plot import Fill
from nsk_desktop.measures.attendance_plot import attendance_plot
from nsk_desktop.measures.reach import reach_of
from nsk_desktop.measures.scope import scope_of
from tests.measures.cases import FIRST, LAST, headcount, random_rows, rows, session


def year() -> CountingRows:
    held = [
        session("1", date(2025, 1, 31)),
        session("2", date(2025, 3, 1)),
        session("3", date(2025, 3, 2), mode="ikke optalt"),
    ]
    return rows(held, {"1": "a b", "2": "a"}, [headcount("2", 3, 7)])


def test_each_month_has_its_attendances_and_what_was_not_counted_beside() -> None:
    plot = attendance_plot(scope_of(year(), FIRST, LAST))

    assert plot.rows() == [("januar 2025", 2, 2, 2, 0), ("februar 2025", 0, 0, 0, 0), ("marts 2025", 4, 8, 1, 1)]
    assert [bar.value for bar in plot.bars] == ["2", "0", "4-8"]
    assert [part.amount for part in plot.bars[2].parts] == [1, 3, 4]
    assert "1 møde er ikke optalt" in plot.note


def test_the_legend_names_only_what_is_drawn() -> None:
    found = year()
    exact = CountingRows(found.sessions, found.persons, found.attendances, ())
    assert [fill for fill, _name in attendance_plot(scope_of(found, FIRST, LAST)).legend] == [
        Fill.SOLID,
        Fill.HATCHED,
        Fill.OPEN,
    ]
    assert [fill for fill, _name in attendance_plot(scope_of(exact, FIRST, LAST)).legend] == [Fill.SOLID]


def test_months_of_nobody_say_nothing() -> None:
    held = [session("1", date(2025, 1, 31)), session("2", date(2025, 3, 1))]
    assert attendance_plot(scope_of(rows(held, {}), FIRST, LAST)).bars == ()


@pytest.mark.parametrize("seed", range(60))
def test_the_columns_add_up_to_the_figure(seed: int) -> None:
    found = random_rows(seed)
    moved = [row._replace(day=date(2025, 1 + 3 * place, 17)) for place, row in enumerate(found.sessions)]
    apart = CountingRows(moved, found.persons, found.attendances, found.headcounts, found.joined, found.possibly)
    scope = scope_of(apart, FIRST, LAST)
    plot, figures = attendance_plot(scope), reach_of(scope).figures
    if plot.bars:
        columns = list(zip(*(bar.cells for bar in plot.bars), strict=True))
        assert sum(columns[0]) == figures.attendances.total_low
        assert sum(columns[1]) == figures.attendances.total_high
        assert sum(columns[2]) == figures.attendances.registered
        assert sum(columns[3]) == figures.sessions.not_counted
