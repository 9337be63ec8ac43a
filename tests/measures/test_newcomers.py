"""Who is new: once in the whole effort, whatever they came to before."""

from dataclasses import replace
from datetime import date

from nsk_desktop.domain.counting import CountingRows
from nsk_desktop.measures.reach import reach
from tests.measures.cases import FIRST, LAST, person, rows, session


def new(found: CountingRows, by: str, earlier: str | None) -> dict[str, int | None]:
    asked = replace(found, earlier=None if earlier is None else frozenset(earlier.split()))
    return {group.key: group.new for group in reach(asked, FIRST, LAST, by).groups}


def test_who_came_to_one_theme_before_is_new_in_none() -> None:
    found = rows([session("1", themes=("T1",)), session("2", themes=("T2",))], {"1": "a b", "2": "b c"})
    assert new(found, "theme", "b") == {"T1": 1, "T2": 1}
    assert new(found, "theme", "") == {"T1": 2, "T2": 2}


def test_nobody_is_said_to_be_new_when_it_was_not_asked_who_came_earlier() -> None:
    assert new(rows([session("1")], {"1": "a"}), "theme", None) == {"T1": None}


def test_a_person_who_was_joined_with_one_from_before_is_not_new() -> None:
    found = rows([session("1")], {"1": "b c"}, persons={"a": person()}, joined=[("a", "b")])
    assert new(found, "theme", "a") == {"T1": 1}


def test_who_was_new_in_one_half_year_is_not_in_the_next() -> None:
    spring, autumn = session("1", date(2025, 3, 4)), session("2", date(2025, 9, 4))
    assert new(rows([autumn, spring], {"1": "a b", "2": "b c"}), "half-year", "a") == {"2025H1": 1, "2025H2": 1}


def test_local_actors_are_never_new_citizens() -> None:
    found = rows([session("1")], {"1": "a b"}, persons={"b": person(group="M2")})
    assert new(found, "theme", "") == {"T1": 1}
