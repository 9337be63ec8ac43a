"""Reach in groups, which never add up."""

from datetime import date

import pytest

from nsk_desktop.domain.counting import CountedPerson, CountingRows
from nsk_desktop.measures.reach import Figures, reach
from tests.measures.cases import FIRST, LAST, headcount, person, rows, session


def groups(found: CountingRows, by: str) -> dict[str, Figures]:
    return {group.key: group.figures for group in reach(found, FIRST, LAST, by).groups}


def bounds(figures: Figures) -> tuple[int, int, int]:
    return figures.persons.registered, figures.persons.lower, figures.persons.upper


def test_without_a_grouping_there_are_no_groups() -> None:
    assert reach(rows([session("1")], {"1": "a"}), FIRST, LAST).groups == ()


def test_an_unknown_grouping_is_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        reach(rows([session("1")], {"1": "a"}), FIRST, LAST, "colour")


def test_a_session_with_several_themes_counts_in_each_of_them() -> None:
    found = groups(
        rows(
            [session("1", themes=("T3", "T1")), session("2", themes=("T1",)), session("3", themes=())],
            {"1": "a b", "2": "b c", "3": "d"},
            [headcount("2", 4)],
        ),
        "theme",
    )

    assert {key: bounds(one) for key, one in found.items()} == {
        "T1": (3, 6, 7),
        "T3": (2, 2, 2),
        "uden tema": (1, 1, 1),
    }
    assert found["T1"].sessions.held == 2


def test_themes_stand_in_the_order_of_the_list_with_what_nobody_knows_after_them() -> None:
    found = groups(
        rows([session("1", themes=("T9", "T4")), session("2", themes=()), session("3", themes=("T2",))], {}), "theme"
    )

    assert list(found) == ["T2", "T4", "T9", "uden tema"]


def test_a_theme_with_only_a_session_that_was_not_counted_is_listed() -> None:
    found = groups(rows([session("1", themes=("T2",), mode="ikke optalt")], {}), "theme")

    assert (found["T2"].sessions.held, found["T2"].sessions.not_counted) == (1, 1)


def test_half_years_stand_in_the_order_of_the_calendar() -> None:
    found = rows(
        [session("1", date(2025, 7, 1)), session("2", date(2025, 6, 30)), session("3", date(2024, 12, 31))],
        {"1": "a b", "2": "a", "3": "c"},
    )
    listed = reach(found, date(2024, 1, 1), LAST, "half-year").groups

    assert [(group.key, group.label, group.figures.persons.registered) for group in listed] == [
        ("2024H2", "2. halvår 2024", 1),
        ("2025H1", "1. halvår 2025", 1),
        ("2025H2", "2. halvår 2025", 2),
    ]


def test_types_stand_in_the_order_of_the_list_and_none_is_a_group_of_its_own() -> None:
    found = groups(
        rows(
            [session("1", kind=None), session("2", kind="oplæg"), session("3"), session("4", kind="netværksmøde")],
            {"1": "a", "4": "b"},
        ),
        "type",
    )

    assert list(found) == ["dialogmøde", "oplæg", "uden type"]


def test_people_and_headcounts_of_unknown_gender_raise_every_other_upper_bound() -> None:
    found = groups(
        rows(
            [session("1"), session("2")],
            {"1": "w m u", "2": "w"},
            [headcount("1", 2, gender="mand"), headcount("2", 3, 4), headcount("2", 1, gender="kvinde")],
            persons={"w": person("kvinde"), "m": person("mand"), "u": person("ikke oplyst")},
        ),
        "gender",
    )

    assert {key: bounds(one) for key, one in found.items()} == {
        "kvinde": (1, 2, 7),
        "mand": (1, 3, 8),
        "ikke oplyst": (1, 3, 5),
    }


def test_unknown_anonymous_people_of_a_closed_group_are_counted_with_the_known_at_the_same_meeting() -> None:
    found = groups(
        rows(
            [session("1", series="s", same=True), session("2", series="s", same=True)],
            {},
            [headcount("1", 3, gender="mand"), headcount("1", 2), headcount("2", 4, gender="mand")],
        ),
        "gender",
    )

    assert bounds(found["mand"]) == (0, 4, 5)


def test_a_group_opens_to_the_sessions_that_make_it_uncertain() -> None:
    found = rows(
        [session("1"), session("2"), session("3")],
        {"1": "w", "3": "u"},
        [headcount("2", 3, gender="kvinde"), headcount("2", 2)],
        persons={"w": person("kvinde"), "u": person("ikke oplyst")},
    )
    women = reach(found, FIRST, LAST, "gender").groups[0]

    assert [(row.session, row.anonymous_low, row.anonymous_high) for row in women.uncertain] == [
        ("2", 3, 5),
        ("3", 0, 1),
    ]


def test_age_is_the_age_on_the_day_of_the_session() -> None:
    found = rows([session("1"), session("2")], {})
    aged = CountingRows(
        found.sessions, {"a": CountedPerson("kvinde", "M1")}, [("1", "a", "13-17"), ("2", "a", "18-29")], ()
    )

    assert {key: bounds(one) for key, one in groups(aged, "age").items()} == {"13-17": (1, 1, 1), "18-29": (1, 1, 1)}


def test_somebody_known_in_one_session_and_of_unknown_age_in_another_does_not_raise_their_own_group_twice() -> None:
    aged = CountingRows(
        [session("1"), session("2")],
        {"a": person(), "b": person()},
        [("1", "a", "13-17"), ("2", "a", "ukendt"), ("2", "b", "")],
        (),
    )

    assert {key: bounds(one) for key, one in groups(aged, "age").items()} == {"13-17": (1, 1, 2), "ukendt": (2, 2, 2)}


def test_two_joined_names_at_one_session_stand_in_the_group_of_their_own_age() -> None:
    found = groups(rows([session("1")], {"1": "a b"}, ages={"a": "ukendt", "b": "13-17"}, joined=[("a", "b")]), "age")

    assert {key: bounds(one) for key, one in found.items()} == {"13-17": (1, 1, 2), "ukendt": (1, 1, 1)}


def test_joined_names_that_disagree_leave_the_gender_unknown_and_one_that_is_silent_does_not() -> None:
    people = {"a": person("kvinde"), "b": person("mand"), "c": person("ikke oplyst")}
    at = [session("1"), session("2")]

    disagreeing = groups(rows(at, {"1": "a", "2": "b"}, persons=people, joined=[("a", "b")]), "gender")
    silent = groups(rows(at, {"1": "a", "2": "c"}, persons=people, joined=[("a", "c")]), "gender")

    assert list(disagreeing) == ["ikke oplyst"]
    assert list(silent) == ["kvinde"]


def test_an_age_is_listed_only_when_somebody_of_it_was_there() -> None:
    found = groups(
        rows(
            [session("1"), session("2", state="aflyst")],
            {"1": "a"},
            [headcount("1", 0, age="0-12"), headcount("1", 0, 1, age="60+"), headcount("2", 4, age="18-29")],
        ),
        "age",
    )

    assert list(found) == ["30-59", "60+"]
    assert found["60+"].sessions.held == 1


def test_local_actors_stand_beside_in_groups_of_people_too() -> None:
    found = groups(rows([session("1")], {"1": "a m"}, persons={"m": person("mand", "M2")}), "gender")

    assert bounds(found["mand"]) == (0, 0, 0)
    assert found["mand"].beside_m2.registered == 1


def test_somebody_nobody_knows_stands_beside_with_unknown_gender() -> None:
    found = CountingRows([session("1")], {"a": person()}, [("1", "a", "30-59"), ("1", "ghost", "30-59")], ())

    assert groups(found, "gender")["ikke oplyst"].beside_unknown.registered == 1


@pytest.mark.parametrize("by", ["theme", "half-year", "type", "age", "gender"])
def test_attendances_add_up_where_groups_do_not_overlap(by: str) -> None:
    found = rows(
        [session("1"), session("2", date(2025, 9, 1), kind="oplæg", themes=("T2",))],
        {"1": "a b", "2": "b c"},
        [headcount("1", 3, gender="mand", age="0-12"), headcount("2", 2)],
        persons={"c": person("ikke oplyst")},
    )

    assert sum(one.attendances.total_high for one in groups(found, by).values()) == 9
