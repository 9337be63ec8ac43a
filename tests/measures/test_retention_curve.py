"""Who came again: of those at the first meeting of a series, how many were at each later one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from nsk_desktop.domain.counting import CountedSeries, CountingRows
from nsk_desktop.domain.plot import Plot
from nsk_desktop.measures.retention_curve import MOST_MEETINGS, retention_curves
from nsk_desktop.measures.scope import scope_of
from tests.measures.cases import DAY, FIRST, LAST, headcount, random_rows, rows, session


def group(
    there: list[str], *, modes: dict[int, str] | None = None, nameless: dict[int, tuple[int, int]]
) -> CountingRows:
    held = [
        session(str(n), DAY + timedelta(n), series="s", mode=(modes or {}).get(n, "blandet")) for n in range(len(there))
    ]
    counts = [headcount(str(n), low, high) for n, (low, high) in nameless.items()]
    found = rows(held, {str(n): names for n, names in enumerate(there)}, counts)
    return replace(found, series={"s": CountedSeries("Kvindegruppen")})


def curve(found: CountingRows) -> Plot:
    return retention_curves(scope_of(found, FIRST, LAST))["s"]


def test_those_of_the_first_meeting_are_followed_and_others_stand_apart() -> None:
    plot = curve(group(["a b c d", "a b e", "e f", "a"], nameless={1: (4, 4), 2: (2, 5)}))

    assert plot.title == "Hvem kom igen: Kvindegruppen"
    assert [bar.value for bar in plot.bars] == ["4", "2", "0", "1"]
    assert plot.rows() == [
        ("1", "04.03.2025", 4, 100, 0, 0),
        ("2", "05.03.2025", 2, 50, 1, 4),
        ("3", "06.03.2025", 0, 0, 2, "2-5"),
        ("4", "07.03.2025", 1, 25, 0, 0),
    ]
    assert {bar.frame for bar in plot.bars} == {4}
    assert "4 registrerede ved møde 1 den 04.03.2025" in plot.note


@pytest.mark.parametrize("mode", ["anonym optælling", "skøn", "ikke optalt"])
def test_a_meeting_where_nobody_was_registered_is_not_shown_as_nobody_again(mode: str) -> None:
    plot = curve(group(["a b", "", "a"], modes={1: mode}, nameless={} if mode == "ikke optalt" else {1: (5, 5)}))

    assert [bar.value for bar in plot.bars] == ["2", "–", "1"]
    assert plot.bars[1].cells[1:4] == ("", "", "")
    assert "– er et møde" in plot.note


def test_control_a_meeting_that_nobody_came_to_is_a_zero() -> None:
    plot = curve(group(["a b", "", "a"], modes={1: "navngivet"}, nameless={}))

    assert [bar.value for bar in plot.bars] == ["2", "0", "1"]
    assert "–" not in plot.note


def test_the_first_meeting_is_the_first_where_anybody_is_registered() -> None:
    plot = curve(group(["", "a b", "b c"], modes={0: "skøn"}, nameless={0: (9, 12)}))

    assert [(bar.label, bar.value) for bar in plot.bars] == [("2", "2"), ("3", "1")]


def test_a_series_that_cannot_be_followed_has_none() -> None:
    assert retention_curves(scope_of(group(["a b"], nameless={}), FIRST, LAST)) == {}
    assert retention_curves(scope_of(group(["a b", ""], nameless={1: (3, 3)}), FIRST, LAST)) == {}


def test_of_very_many_meetings_the_first_are_shown_and_it_is_said() -> None:
    plot = curve(group(["a"] * (MOST_MEETINGS + 1), nameless={}))

    assert len(plot.bars) == MOST_MEETINGS
    assert "De første 48 møder" in plot.note
    assert "De første" not in curve(group(["a"] * MOST_MEETINGS, nameless={})).note


def test_the_series_that_most_came_to_is_first() -> None:
    held = [session(f"{name}{n}", DAY + timedelta(n), series=name) for name in "stu" for n in range(2)]
    there = {"s0": "a", "s1": "a", "t0": "a b", "t1": "c", "u0": "a b", "u1": "a"}
    found = replace(rows(held, there), series={name: CountedSeries(f"Forløb {name}") for name in "stu"})

    assert list(retention_curves(scope_of(found, FIRST, LAST))) == ["t", "u", "s"]


@pytest.mark.parametrize("seed", range(80))
def test_every_column_is_what_a_plain_count_gives(seed: int) -> None:
    found = random_rows(seed)
    moved = [row._replace(day=date(2025, 1, 1) + timedelta(place)) for place, row in enumerate(found.sessions)]
    scope = scope_of(replace(found, sessions=moved), FIRST, LAST)
    there = {tally.session.id: set(tally.reached.people) for tally in scope.tallies}
    for key, plot in retention_curves(scope).items():
        days = [one.session.id for one in scope.tallies if one.session.series == key]
        first = next(there[one] for one in days if there[one])
        assert [bar.key for bar in plot.bars] == days[next(n for n, one in enumerate(days) if there[one]) :]
        for bar in plot.bars:
            if bar.value != "–":
                assert bar.cells[1] == len(there[bar.key] & first)
                assert bar.cells[3] == len(there[bar.key] - first)
