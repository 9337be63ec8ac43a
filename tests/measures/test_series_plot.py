"""How often people came to a series: each person once in each, and no series added to another."""

from dataclasses import replace
from datetime import date, timedelta

from nsk_desktop.domain.counting import CountedSeries, CountingRows
from nsk_desktop.measures.scope import scope_of
from nsk_desktop.measures.series_plot import MOST_SERIES, series_plot
from tests.measures.cases import DAY, FIRST, LAST, rows, session


def two_series() -> CountingRows:
    held = [session(str(n), DAY + timedelta(n), series="s") for n in range(3)]
    held += [session("x", DAY, series="t"), session("y", DAY + timedelta(9), series="t", mode="ikke optalt")]
    found = rows(held, {"0": "a b c", "1": "a b", "2": "a", "x": "a c", "y": ""})
    return replace(found, series={"s": CountedSeries("Kvindegruppen"), "t": CountedSeries("Fædregruppen")})


def test_who_came_three_times_twice_and_once() -> None:
    plot = series_plot(scope_of(two_series(), FIRST, LAST))

    assert plot.rows() == [("Kvindegruppen", 3, 1, 1, 1, 3), ("Fædregruppen", 1, 0, 0, 2, 2)]
    assert [bar.key for bar in plot.bars] == ["s", "t"]


def test_no_bar_is_longer_than_there_are_people() -> None:
    for bar in series_plot(scope_of(two_series(), FIRST, LAST)).bars:
        assert bar.length == bar.cells[-1]


def test_a_period_has_only_its_own_meetings() -> None:
    plot = series_plot(scope_of(two_series(), DAY, DAY))

    assert plot.rows() == [("Kvindegruppen", 1, 0, 0, 3, 3), ("Fædregruppen", 1, 0, 0, 2, 2)]


def test_of_very_many_series_the_largest_are_shown_and_it_is_said() -> None:
    held = [session(str(n), date(2025, 5, 1), series=f"s{n}") for n in range(MOST_SERIES + 1)]
    found = rows(held, {one.id: "a b" if one.id == "7" else "a" for one in held})
    found = replace(found, series={one.series or "": CountedSeries(f"Forløb {one.id}") for one in held})
    plot = series_plot(scope_of(found, FIRST, LAST))

    assert len(plot.bars) == MOST_SERIES
    assert plot.bars[0].label == "Forløb 7"
    assert "13" in plot.note
    assert "13" not in series_plot(scope_of(two_series(), FIRST, LAST)).note
