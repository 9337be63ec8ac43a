"""Who came, who came back, and who went through with a series that has ended."""

from dataclasses import replace
from datetime import date, timedelta

from nsk_desktop.domain.counting import CountedSeries, CountingRows
from nsk_desktop.measures.reach import Depth, Only, reach
from tests.measures.cases import DAY, FIRST, LAST, person, rows, session


def depth(found: CountingRows, only: Only | None = None) -> Depth:
    return reach(found, FIRST, LAST, None, only or {}).depth


def course(end: date | None, *modes: str) -> CountingRows:
    """A series of four meetings: a came to all, b to three, c to two."""
    modes = modes or ("blandet",) * 4
    meetings = [session(key, DAY + timedelta(int(key)), series="s", mode=modes[int(key) - 1]) for key in "1234"]
    there = {"1": "a b c", "2": "a b c", "3": "a b", "4": "a"}
    return replace(rows(meetings, there, persons={"a": person("mand")}), series={"s": CountedSeries("Forløb", end)})


def test_three_in_four_meetings_of_a_series_that_ended_complete_it() -> None:
    assert depth(course(DAY + timedelta(5))) == Depth(reached=3, retained=2, completed=2, series_ended=1)


def test_a_series_without_an_end_or_one_that_goes_on_is_completed_by_nobody() -> None:
    assert depth(course(None)).completed == 0
    assert depth(course(LAST + timedelta(1))).completed == 0
    assert depth(course(LAST)).completed == 2, "control"


def test_a_meeting_that_nobody_counted_is_not_held_against_anybody() -> None:
    found = depth(course(LAST, "blandet", "blandet", "ikke optalt", "ikke optalt"))

    assert (found.completed, found.series_ended) == (3, 1)


def test_one_meeting_is_no_series_to_complete() -> None:
    found = replace(rows([session("1", series="s")], {"1": "a"}), series={"s": CountedSeries("Forløb", LAST)})

    assert depth(found) == Depth(reached=1, retained=0, completed=0, series_ended=0)


def test_depth_is_of_those_who_are_asked_for() -> None:
    assert depth(course(LAST), {"gender": ("mand",)}) == Depth(1, 1, 1, 1)
    assert depth(course(LAST), {"gender": ("kvinde",)}).completed == 1
