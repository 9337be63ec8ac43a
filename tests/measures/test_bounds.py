"""The bounds against brute force over hundreds of tiny stores, and proof that the brute force would notice."""

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from nsk_desktop.domain.counting import CountingRows
from nsk_desktop.measures import people
from nsk_desktop.measures import reach as reach_module
from nsk_desktop.measures.bounds import count_persons
from tests.measures.cases import random_rows
from tests.measures.verdicts import GROUPED, Case, figure, filtered_cases, grouped_cases, whole_case, wrong


@cache
def cases() -> tuple[Case, ...]:
    plain = [random_rows(seed) for seed in range(1500)]
    apart = [random_rows(seed, units=True, overlaps=seed % 3 == 0) for seed in range(5000, 5400)]
    overall = [whole_case(rows) for rows in [*plain, *apart]]
    grouped = [case for rows in [*plain[:300], *apart[:80]] for by in GROUPED for case in grouped_cases(rows, by)]
    filtered = [
        case
        for seed, rows in enumerate([*plain[300:800], *apart[80:160]])
        for case in filtered_cases(rows, random.Random(seed))
    ]
    return (*overall, *grouped, *filtered)


def test_both_bounds_hold_and_are_tight_on_every_small_store() -> None:
    found = [(case, figure(case.rows, case)) for case in cases()]

    assert [(case, persons) for case, persons in found if wrong(case, persons)] == []
    assert len([case for case in cases() if case.truth.tight]) > 4000
    assert any(not case.truth.tight for case in cases())


def sum_of_closed_groups(rows: CountingRows) -> CountingRows:
    return replace(rows, sessions=[one._replace(same_anonymous=False) for one in rows.sessions])


def every_series_closed(rows: CountingRows) -> CountingRows:
    return replace(rows, sessions=[one._replace(same_anonymous=True) for one in rows.sessions])


def open_pairs_forgotten(rows: CountingRows) -> CountingRows:
    return replace(rows, possibly=())


def open_pairs_taken_as_joined(rows: CountingRows) -> CountingRows:
    return replace(rows, joined=[*rows.joined, *rows.possibly])


def joined_forgotten(rows: CountingRows) -> CountingRows:
    return replace(rows, joined=())


def the_last_minute_included(rows: CountingRows) -> CountingRows:
    return replace(rows, sessions=[one._replace(end=one.end and one.end + 1) for one in rows.sessions])


def overlaps_forgotten(rows: CountingRows) -> CountingRows:
    return replace(rows, sessions=[one._replace(start=None) for one in rows.sessions])


def a_missing_end_filled_in(rows: CountingRows) -> CountingRows:
    return replace(rows, sessions=[one._replace(end=1440 if one.start else None) for one in rows.sessions])


def ranges_at_their_highest(rows: CountingRows) -> CountingRows:
    return replace(rows, headcounts=[one._replace(low=one.high) for one in rows.headcounts])


def ranges_at_their_lowest(rows: CountingRows) -> CountingRows:
    return replace(rows, headcounts=[one._replace(high=one.low) for one in rows.headcounts])


def not_counted_taken_as_counted(rows: CountingRows) -> CountingRows:
    return replace(rows, sessions=[one._replace(mode="blandet") for one in rows.sessions])


def every_type_as_reach(rows: CountingRows) -> CountingRows:
    return replace(rows, sessions=[one._replace(type=None) for one in rows.sessions])


def every_target_group_as_m1(rows: CountingRows) -> CountingRows:
    persons = {name: one._replace(target_group="M1") for name, one in rows.persons.items()}
    return replace(rows, persons=persons)


def one_unit(rows: CountingRows) -> CountingRows:
    return replace(rows, persons={name: one._replace(unit="") for name, one in rows.persons.items()})


def unknown_left_out(rows: CountingRows) -> CountingRows:
    return replace(
        rows,
        headcounts=[one for one in rows.headcounts if one.age_band != "ukendt" and one.gender != "ikke oplyst"],
    )


@pytest.mark.parametrize(
    "mistake",
    [
        sum_of_closed_groups,
        every_series_closed,
        open_pairs_forgotten,
        open_pairs_taken_as_joined,
        joined_forgotten,
        the_last_minute_included,
        overlaps_forgotten,
        a_missing_end_filled_in,
        ranges_at_their_highest,
        ranges_at_their_lowest,
        not_counted_taken_as_counted,
        every_type_as_reach,
        every_target_group_as_m1,
        one_unit,
        unknown_left_out,
    ],
)
def test_a_measure_with_a_mistake_is_caught(mistake: Callable[[CountingRows], CountingRows]) -> None:
    assert any(wrong(case, figure(mistake(case.rows), case)) for case in cases())


def test_leaving_pairs_of_people_seen_together_open_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "_whereabouts", lambda _rows, _citizen, wanted: {one: set[str]() for one in wanted})

    assert any(wrong(case, figure(case.rows, case)) for case in cases())


def test_not_merging_open_pairs_inside_a_session_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def fewest(self: people.People, citizens: set[str]) -> int:
        return len({self.merged.get(one, one) for one in citizens})

    monkeypatch.setattr(people.People, "fewest", fewest)
    monkeypatch.setattr(people.People, "fewest_together", lambda _self, citizens: len(citizens))

    assert any(wrong(case, figure(case.rows, case)) for case in cases())


def test_registered_people_of_unknown_age_or_gender_that_raise_nothing_are_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reach_module, "count_persons", lambda tallies, known, _unknown: count_persons(tallies, known))

    assert any(wrong(case, figure(case.rows, case)) for case in cases())


@pytest.mark.parametrize("forgotten", ["theme", "half-year", "type", "series", "initiative", "age", "gender"])
def test_a_filter_that_is_forgotten_is_caught(forgotten: str) -> None:
    filtered = [case for case in cases() if forgotten in case.only]

    def without(case: Case) -> Case:
        return replace(case, only={by: keys for by, keys in case.only.items() if by != forgotten})

    assert any(wrong(case, figure(case.rows, without(case))) for case in filtered)
