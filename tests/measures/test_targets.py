"""Progress: reached is said only when it is certain, and nothing is foretold."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from nsk_desktop.domain.codes import Indicator
from nsk_desktop.domain.network import BuiltBridge, GivenRating, NetworkActor, NetworkRows
from nsk_desktop.measures.targets import (
    FULL,
    MOST,
    Now,
    Progress,
    Verdict,
    of_actors,
    targets_plot,
    time_gone,
    verdict,
)

figures = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda ends: Now(*sorted(ends)))
aims = st.integers(0, 500)
shares = st.floats(0, 1)
days = st.dates(date(2024, 1, 1), date(2027, 12, 31))


def progress(now: Now | None, aim: int, gone: float = 0.5) -> Progress:
    first, last = date(2025, 1, 1), date(2025, 12, 31)
    said = verdict(now, aim, gone)
    return Progress("t", Indicator.PERSONS, "2025", None, first, last, aim, now, said, gone)


@given(figures, aims, shares)
def test_reached_is_said_when_every_number_of_the_interval_reaches_it(now: Now, aim: int, gone: float) -> None:
    reaching = [number >= aim for number in range(now.low, now.high + 1)]
    said = verdict(now, aim, gone)
    assert (said is Verdict.REACHED) == all(reaching)
    assert (said is Verdict.PERHAPS) == (any(reaching) and not all(reaching))
    assert (said in (Verdict.NOT_YET, Verdict.NOT_REACHED, Verdict.NOT_BEGUN)) == (not any(reaching))


@given(figures, aims, shares)
def test_control_the_middle_or_the_upper_end_would_promise_too_much(now: Now, aim: int, gone: float) -> None:
    """Where the target lies within the interval, a rule that looks at one number only says something else."""
    if now.low < aim <= now.high:
        assert now.high >= aim
        assert verdict(now, aim, gone) is not Verdict.REACHED


@given(figures, aims, shares, shares)
def test_how_much_of_the_time_is_gone_moves_no_figure_and_makes_nothing_reached(
    now: Now, aim: int, early: float, late: float
) -> None:
    sure = {Verdict.REACHED, Verdict.PERHAPS}
    assert (verdict(now, aim, early) in sure) == (verdict(now, aim, late) in sure)
    one, other = (targets_plot([progress(now, aim, gone)]).bars[0] for gone in (early, late))
    assert (one.parts, one.value) == (other.parts, other.value)


@given(figures, aims, shares)
def test_more_people_never_make_a_target_less_reached(now: Now, aim: int, gone: float) -> None:
    order = [Verdict.NOT_BEGUN, Verdict.NOT_YET, Verdict.NOT_REACHED, Verdict.PERHAPS, Verdict.REACHED]
    more = Now(now.low + 1, now.high + 1)
    assert order.index(verdict(more, aim, gone)) >= order.index(verdict(now, aim, gone))


@given(days, days, days)
def test_the_time_gone_lies_between_nothing_and_all(one: date, other: date, today: date) -> None:
    first, last = min(one, other), max(one, other)
    gone = time_gone(first, last, today)
    assert 0 <= gone <= 1
    assert (gone == 0) == (today < first)
    assert (gone == 1) == (today >= last)


def test_a_year_is_half_gone_at_the_beginning_of_july() -> None:
    assert time_gone(date(2025, 1, 1), date(2025, 12, 31), date(2025, 7, 2)) == 183 / 365


def test_what_was_not_reached_is_said_so_when_the_period_is_over() -> None:
    assert verdict(Now(10, 20), 30, 0.5) is Verdict.NOT_YET
    assert verdict(Now(10, 20), 30, 1.0) is Verdict.NOT_REACHED
    assert verdict(None, 30, 0) is Verdict.NOT_BEGUN
    assert verdict(None, 30, 0.5) is Verdict.UNKNOWN


def test_the_bar_is_the_certain_part_then_the_possible_one_within_the_frame_of_the_target() -> None:
    plot = targets_plot([progress(Now(50, 120), 200), progress(None, 10, 0)])
    (bar,) = plot.bars
    assert [part.amount for part in bar.parts] == [25, 35]
    assert (bar.frame, bar.value, bar.cells) == (FULL, "50-120 af 200", (50, 120, 200, 50))


def test_a_figure_far_above_its_target_does_not_make_the_others_invisible() -> None:
    plot = targets_plot([progress(Now(9000, 9500), 10)])
    (bar,) = plot.bars
    assert bar.length == MOST * FULL
    assert "Ingen søjle" in plot.note
    assert "Ingen søjle" not in targets_plot([progress(Now(9, 20), 10)]).note
    assert bar.value == "9.000-9.500 af 10"
    assert targets_plot([progress(Now(0, 3), 0)]).bars[0].length == FULL


def test_local_actors_count_from_the_days_that_they_were_mobilised_and_met() -> None:
    first, last = date(2025, 1, 1), date(2025, 12, 31)
    actors = [
        NetworkActor(id, id, "skole", day, None)
        for id, day in (
            *(("a", date(2025, 1, 1)), ("b", date(2025, 5, 1)), ("c", date(2024, 12, 31))),
            *(("d", None), ("e", date(2025, 12, 31)), ("f", date(2026, 1, 1))),
        )
    ]
    bridges = [
        BuiltBridge("x", date(2024, 12, 1), "a", "b", "første møde holdt", date(2025, 1, 9)),
        BuiltBridge("y", date(2025, 3, 1), "a", "c", "identificeret"),
    ]
    ratings = [
        GivenRating("r", "2025H1", "a", "b", "koordinator", 4),
        GivenRating("s", "2025H1", "a", "c", "koordinator", 2),
    ]
    rows = NetworkRows(actors=actors, ratings=ratings, sessions=[], bridges=bridges)
    found = of_actors(rows, first, last, ["2025H2", "2025H1"])
    assert found == {
        Indicator.MOBILISED: Now(3, 3),
        Indicator.FIRST_MEETINGS: Now(1, 1),
        Indicator.TIES: Now(1, 1),
    }


def test_ties_that_nobody_has_rated_are_not_known_rather_than_none() -> None:
    rows = NetworkRows(actors=[], ratings=[], sessions=[], bridges=[])
    assert Indicator.TIES not in of_actors(rows, date(2025, 1, 1), date(2025, 12, 31), ["2025H1"])
