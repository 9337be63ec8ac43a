"""Every rule of reach by an example small enough to count on the fingers."""

from datetime import date, timedelta

import pytest

from nsk_desktop.domain.counting import CountedSession, CountingRows
from nsk_desktop.measures.reach import Figures, Persons, reach
from tests.measures.cases import DAY, FIRST, LAST, headcount, person, rows, session


def figures(found: CountingRows) -> Figures:
    return reach(found, FIRST, LAST).figures


def persons(found: CountingRows) -> tuple[int, int, int]:
    """Registered, lower, upper."""
    counted = figures(found).persons
    return counted.registered, counted.lower, counted.upper


def test_registered_people_are_counted_once_and_their_attendances_each_time() -> None:
    found = figures(rows([session("1"), session("2")], {"1": "a b c", "2": "b c d"}))

    assert found.persons == Persons(4, 4, 4)
    assert found.attendances.registered == 6
    assert found.coverage == 1


def test_an_empty_period_is_zero_and_has_no_coverage() -> None:
    found = reach(rows([session("1")], {"1": "a"}), date(2026, 1, 1), date(2026, 6, 30))

    assert found.figures.persons == Persons(0, 0, 0)
    assert found.figures.coverage is None
    assert found.depth.reached == 0


def test_both_days_of_the_period_are_inside() -> None:
    found = rows(
        [
            session("1", FIRST),
            session("2", LAST),
            session("3", FIRST - timedelta(1)),
            session("4", LAST + timedelta(1)),
        ],
        {"1": "a", "2": "b", "3": "c", "4": "d"},
    )

    assert persons(found) == (2, 2, 2)


def test_anonymous_people_may_all_be_registered_elsewhere_or_all_be_new() -> None:
    found = rows([session("1"), session("2")], {"1": "a b c d", "2": ""}, [headcount("2", 3)])

    assert persons(found) == (4, 4, 7)


def test_one_session_holds_as_many_different_people_as_were_in_it() -> None:
    found = rows([session("1"), session("2")], {"1": "a b", "2": "c"}, [headcount("1", 3), headcount("2", 1)])

    assert persons(found) == (3, 5, 7)


def test_an_estimate_gives_its_least_to_the_lower_and_its_most_to_the_upper_bound() -> None:
    found = figures(rows([session("1")], {"1": "a"}, [headcount("1", 10, 15), headcount("1", 1, 2, age="13-17")]))

    assert found.persons == Persons(1, 12, 18)
    assert (found.attendances.anonymous_low, found.attendances.anonymous_high) == (11, 17)
    assert found.attendances.coverage_low == 1 / 18
    assert found.attendances.coverage_high == 1 / 12


def test_a_closed_group_of_the_same_people_is_as_large_as_its_largest_meeting() -> None:
    same = [session(key, DAY + timedelta(int(key)), series="s", same=True) for key in "123"]
    counts = [headcount("1", 5), headcount("2", 8), headcount("3", 6)]

    assert persons(rows(same, {}, counts)) == (0, 8, 8)
    assert persons(rows([one._replace(same_anonymous=False) for one in same], {}, counts)) == (0, 8, 19)


def test_two_closed_groups_are_different_people_at_most() -> None:
    found = rows(
        [session("1", series="s", same=True), session("2", series="u", same=True)],
        {},
        [headcount("1", 5), headcount("2", 4)],
    )

    assert persons(found) == (0, 5, 9)


def test_a_closed_group_that_meets_in_two_rooms_at_once_is_both_rooms() -> None:
    rooms = [session(key, times=(600, 720), series="s", same=True) for key in "12"]

    assert persons(rows(rooms, {}, [headcount("1", 8), headcount("2", 7)])) == (0, 15, 15)


def test_sessions_at_the_same_time_cannot_share_people() -> None:
    found = rows(
        [session("1", times=(600, 720)), session("2", times=(660, 780))],
        {"1": "a", "2": "b"},
        [headcount("1", 3), headcount("2", 4)],
    )

    assert persons(found) == (2, 9, 9)


def test_a_session_that_begins_when_another_ends_can_share_all_its_people() -> None:
    found = rows(
        [session("1", times=(600, 720)), session("2", times=(720, 780))], {}, [headcount("1", 3), headcount("2", 4)]
    )

    assert persons(found) == (0, 4, 7)


def test_the_fullest_instant_counts_and_not_all_that_overlap_with_one() -> None:
    long = session("1", times=(600, 900))
    early, late = session("2", times=(600, 660)), session("3", times=(700, 800))
    counts = [headcount("1", 2), headcount("2", 5), headcount("3", 4)]

    assert persons(rows([long, early, late], {}, counts)) == (0, 7, 11)


@pytest.mark.parametrize("times", [(600, None), (None, 720), (None, None), (720, 600), (660, 660)])
def test_a_session_without_both_times_overlaps_none(times: tuple[int | None, int | None]) -> None:
    found = rows(
        [session("1", times=(600, 720)), session("2", times=times)], {}, [headcount("1", 3), headcount("2", 4)]
    )

    assert persons(found) == (0, 4, 7)


def test_the_same_hour_on_two_days_is_no_overlap() -> None:
    found = rows(
        [session("1", times=(600, 720)), session("2", DAY + timedelta(1), (600, 720))],
        {},
        [headcount("1", 3), headcount("2", 4)],
    )

    assert persons(found) == (0, 4, 7)


def test_somebody_registered_in_two_places_at_once_is_counted_once_and_shown() -> None:
    found = reach(
        rows(
            [session("1", times=(600, 720)), session("2", times=(660, 780))],
            {"1": "a b", "2": "a c"},
            [headcount("2", 1)],
        ),
        FIRST,
        LAST,
    )

    assert found.figures.persons == Persons(3, 4, 4)
    assert [(clash.person, clash.day, clash.sessions) for clash in found.clashes] == [("a", DAY, ("1", "2"))]


def test_somebody_who_hurries_from_one_session_to_the_next_is_no_clash() -> None:
    found = rows([session("1", times=(600, 720)), session("2", times=(720, 780))], {"1": "a", "2": "a"})

    assert reach(found, FIRST, LAST).clashes == ()


def test_an_open_pair_lowers_only_the_lower_bound() -> None:
    found = rows([session("1"), session("2")], {"1": "a", "2": "b"}, possibly=[("b", "a")])

    assert persons(found) == (2, 1, 2)


def test_two_who_were_in_the_same_session_are_two_whatever_the_pair_says() -> None:
    together = rows([session("1"), session("2")], {"1": "a b", "2": "b"}, possibly=[("a", "b")])
    at_a_meeting = rows(
        [session("1"), session("2"), session("3", kind="netværksmøde")],
        {"1": "a", "2": "b", "3": "a b"},
        possibly=[("a", "b")],
    )
    planned_only = rows(
        [session("1"), session("2"), session("3", state="aflyst")],
        {"1": "a", "2": "b", "3": "a b"},
        possibly=[("a", "b")],
    )

    assert persons(together) == (2, 2, 2)
    assert persons(at_a_meeting) == (2, 2, 2)
    assert persons(planned_only) == (2, 1, 2)


def test_open_pairs_connect_through_somebody_outside_the_period() -> None:
    found = rows(
        [session("1"), session("2"), session("3", date(2024, 3, 1))],
        {"1": "a", "2": "b", "3": "z"},
        possibly=[("a", "z"), ("z", "b")],
    )

    assert persons(found) == (2, 1, 2)


def test_open_pairs_are_merged_inside_a_session_too() -> None:
    found = rows(
        [session("1"), session("2")],
        {"1": "a c", "2": "b"},
        [headcount("1", 4)],
        possibly=[("a", "b"), ("b", "c")],
    )

    assert persons(found) == (3, 5, 7)


def test_joined_people_are_one_citizen() -> None:
    found = figures(rows([session("1"), session("2")], {"1": "a", "2": "c"}, joined=[("a", "b"), ("c", "b")]))

    assert found.persons == Persons(1, 1, 1)
    assert found.attendances.registered == 2


@pytest.mark.parametrize("joined", [[("a", "b"), ("b", "c")], [("a", "c"), ("b", "a")], [("a", "c"), ("c", "b")]])
def test_joined_people_who_were_seen_together_are_perhaps_several(joined: list[tuple[str, str]]) -> None:
    """The join is wrong or the attendance is: the interval holds both, however the joins were made."""
    there = {"1": "a c", "2": "b d"}
    found = reach(rows([session("1"), session("2")], there, joined=[*joined, ("d", "e")]), FIRST, LAST)

    assert found.figures.persons == Persons(registered=4, lower=2, upper=4)
    assert found.figures.attendances.registered == 4
    assert [(one.session, one.people) for one in found.contradictions] == [("1", ("a", "c"))]


@pytest.mark.parametrize("kept", [session("1", state="aflyst"), session("1", mode="ikke optalt")])
def test_control_a_meeting_that_was_not_held_or_not_counted_contradicts_nobody(kept: CountedSession) -> None:
    found = reach(rows([kept, session("2")], {"1": "a c", "2": "a"}, joined=[("a", "b"), ("b", "c")]), FIRST, LAST)

    assert found.figures.persons == Persons(1, 1, 1)
    assert found.contradictions == ()


def test_joined_people_who_were_seen_together_are_doubted_in_every_period() -> None:
    later = session("2", date(2026, 2, 3))
    found = reach(rows([session("1"), later], {"1": "a b", "2": "a c"}, joined=[("a", "c")]), FIRST, LAST)

    assert found.figures.persons == Persons(2, 2, 2)
    assert [one.session for one in found.contradictions] == ["2"]


def test_an_open_pair_with_somebody_joined_concerns_the_whole_citizen() -> None:
    apart = rows(
        [session("1"), session("2"), session("3")],
        {"1": "a", "2": "b", "3": "x c"},
        joined=[("a", "x")],
        possibly=[("a", "b"), ("a", "c")],
    )

    assert persons(apart) == (3, 2, 3)


def test_a_citizen_who_is_m1_under_one_of_two_joined_names_is_m1() -> None:
    found = figures(
        rows([session("1"), session("2")], {"1": "a", "2": "b"}, persons={"b": person(group="M2")}, joined=[("a", "b")])
    )

    assert found.persons == Persons(1, 1, 1)
    assert found.attendances.registered == 2
    assert found.beside_m2.registered == 0


def test_local_actors_and_unknown_target_groups_stand_beside() -> None:
    found = figures(
        rows(
            [session("1"), session("2")],
            {"1": "a m n", "2": "m u"},
            [headcount("1", 4, group="M2"), headcount("2", 2, 3, group=""), headcount("2", 5)],
            persons={"m": person(group="M2"), "n": person(group="M2"), "u": person(group=None)},
        )
    )

    assert found.persons == Persons(1, 5, 6)
    assert (found.attendances.registered, found.attendances.anonymous_high) == (1, 5)
    assert (found.beside_m2.registered, found.beside_m2.attendances_low) == (2, 7)
    assert (found.beside_unknown.registered, found.beside_unknown.attendances_high) == (1, 4)


@pytest.mark.parametrize("kind", ["netværksmøde", "styregruppemøde", "koordineringsmøde"])
def test_meetings_among_professionals_are_never_reach(kind: str) -> None:
    found = reach(rows([session("1", kind=kind), session("2")], {"1": "a b", "2": "c"}), FIRST, LAST)

    assert found.figures.persons == Persons(1, 1, 1)
    assert found.figures.sessions.held == 1
    assert found.professional_meetings == 1


def test_a_session_without_a_type_counts() -> None:
    assert persons(rows([session("1", kind=None)], {"1": "a b"})) == (2, 2, 2)


@pytest.mark.parametrize("state", ["planlagt", "aflyst"])
def test_a_session_that_was_not_held_counts_nowhere(state: str) -> None:
    found = figures(rows([session("1", state=state)], {"1": "a"}, [headcount("1", 9)]))

    assert (found.persons.upper, found.attendances.total_high, found.sessions.held) == (0, 0, 0)


def test_not_counted_is_a_gap_and_not_a_zero() -> None:
    found = reach(
        rows([session("1"), session("2", mode="ikke optalt")], {"1": "a", "2": "b"}, [headcount("2", 3)]), FIRST, LAST
    )

    assert (found.figures.sessions.held, found.figures.sessions.not_counted) == (2, 1)
    assert found.figures.persons == Persons(1, 1, 1)
    assert found.figures.attendances.total_high == 1
    assert [gap.session for gap in found.gaps] == ["2"]


def test_between_units_anybody_may_be_anybody() -> None:
    one, other = person(unit="x"), person(unit="y")
    found = rows(
        [session("1"), session("2")],
        {"1": "a b c", "2": "d e"},
        [headcount("2", 2)],
        persons={"a": one, "b": one, "c": one, "d": other, "e": other},
    )

    assert persons(found) == (5, 4, 7)


def test_an_open_pair_inside_a_unit_lowers_what_the_unit_gives() -> None:
    one, other = person(unit="x"), person(unit="y")
    found = rows(
        [session("1"), session("2"), session("3")],
        {"1": "a", "2": "b", "3": "d"},
        persons={"a": one, "b": one, "d": other},
        possibly=[("a", "b")],
    )

    assert persons(found) == (3, 1, 3)


def test_the_sessions_that_make_it_uncertain_stand_with_the_largest_first() -> None:
    found = reach(
        rows(
            [session(key) for key in "1234"],
            {"1": "a", "4": "a"},
            [headcount("1", 2), headcount("2", 4, 6), headcount("3", 6), headcount("4", 9, group="M2")],
        ),
        FIRST,
        LAST,
    )

    assert [(row.session, row.anonymous_low, row.anonymous_high) for row in found.uncertain] == [
        ("3", 6, 6),
        ("2", 4, 6),
        ("1", 2, 2),
    ]


def test_a_range_the_wrong_way_round_is_turned_and_never_crosses_the_bounds() -> None:
    assert persons(rows([session("1")], {}, [headcount("1", 5, 2)])) == (0, 2, 5)


def test_depth_counts_who_came_and_who_came_back() -> None:
    found = reach(
        rows([session(key) for key in "1234"], {"1": "a b c", "2": "a b", "3": "a x", "4": "b"}, joined=[("c", "x")]),
        FIRST,
        LAST,
    )

    assert (found.depth.reached, found.depth.retained) == (3, 2)


def test_the_order_of_the_rows_does_not_matter() -> None:
    sessions = [session("1", times=(600, 720)), session("2", times=(660, 780)), session("3", series="s", same=True)]
    forward = rows(
        sessions, {"1": "a b", "2": "c", "3": "a"}, [headcount("1", 2), headcount("3", 4)], possibly=[("b", "c")]
    )
    backward = CountingRows(
        forward.sessions[::-1], forward.persons, forward.attendances[::-1], forward.headcounts[::-1], (), [("c", "b")]
    )

    assert reach(forward, FIRST, LAST, "theme") == reach(backward, FIRST, LAST, "theme")


def test_an_attendance_at_a_session_that_is_not_there_counts_nowhere() -> None:
    assert persons(rows([session("1")], {"1": "a", "9": "b"})) == (1, 1, 1)
