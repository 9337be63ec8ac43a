"""What would make a figure surer: each remedy against the figure counted anew from rows where it was done."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import pytest

from nsk_desktop.domain.counting import CountedSeries, CountingRows
from nsk_desktop.measures import remedies as module
from nsk_desktop.measures.bounds import Least, registered_at
from nsk_desktop.measures.reach import Only, reach
from nsk_desktop.measures.remedies import Remedy, remedies
from nsk_desktop.measures.scope import scope_of
from tests.measures.cases import DAY, FIRST, LAST, headcount, person, random_rows, rows, session


def width(found: CountingRows, only: Only | None = None) -> int:
    persons = reach(found, FIRST, LAST, None, only or {}).figures.persons
    return persons.upper - persons.lower


def offered(found: CountingRows, only: Only | None = None) -> dict[tuple[str, str], Remedy]:
    return {(one.kind, one.id): one for one in remedies(scope_of(found, FIRST, LAST, only or {}))}


def kinds_offered(number: int) -> set[str]:
    """What is offered for a meeting where so many came without a name, who may be those of another."""
    found = rows([session("1"), session("2", DAY + timedelta(days=7))], {"2": "a b c"}, [headcount("1", number)])
    return {kind for kind, _id in offered(found)}


def test_a_number_that_no_meeting_has_is_not_to_be_written_as_names() -> None:
    assert "names" not in kinds_offered(10**9)


def test_control_a_number_that_a_meeting_may_have_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "names" in kinds_offered(2)
    monkeypatch.setattr(module, "TOO_MANY", 2)
    assert "names" not in kinds_offered(2)


def registered_by_name(found: CountingRows, at: str, low: int, high: int) -> Iterator[CountingRows]:
    """Every way in which those without a name at a meeting can turn out to be somebody."""
    scope = scope_of(found, FIRST, LAST)
    here = next(tally.reached.people for tally in scope.tallies if tally.session.id == at)
    others = sorted(registered_at(scope.tallies) - here)
    headcounts = [row for row in found.headcounts if row.session != at or row.target_group != "M1"]
    for number in range(low, high + 1):
        for old in range(min(number, len(others)) + 1):
            for known in combinations(others, old):
                new = [f"new {place}" for place in range(number - old)]
                there = [(at, name, "30-59") for name in (*known, *new)]
                persons = {**found.persons, **{name: person() for name in new}}
                yield replace(found, headcounts=headcounts, persons=persons, attendances=[*found.attendances, *there])


def wrong_about_names() -> list[tuple[int, Remedy]]:
    """Random stores where somebody's name narrows the interval by more, or by less, than was said."""
    found = []
    for seed in range(700):
        store = replace(random_rows(seed, overlaps=seed % 2 == 0), joined=(), possibly=())
        told = offered(store)
        for tally in scope_of(store, FIRST, LAST).tallies:
            low, high = tally.reached.low, tally.reached.high
            if high:
                before, id = width(store), tally.session.id
                saved = [max(before - width(after), 0) for after in registered_by_name(store, id, low, high)]
                said = told.get(("names", id)) or Remedy("names", id, None, "", low, high, 0, 0)
                if not said.least <= min(saved) <= max(saved) == said.most:
                    found.append((seed, said))
    return found


def test_names_narrow_the_interval_by_what_is_said_whoever_they_turn_out_to_be() -> None:
    assert wrong_about_names() == []


def test_control_a_trial_that_forgets_that_people_may_be_new_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "least", lambda *_given: Least(0, 0))
    assert wrong_about_names() != []


def test_the_largest_comes_first_and_what_would_change_nothing_is_left_out() -> None:
    found = rows(
        [session("1"), session("2", DAY.replace(day=5)), session("3", DAY.replace(day=6))],
        {"1": "a b c d e f", "2": "a", "3": "a b c d"},
        [headcount("2", 4), headcount("3", 2)],
    )
    named = remedies(scope_of(found, FIRST, LAST))
    assert [(one.id, one.low, one.least, one.most) for one in named] == [("2", 4, 4, 4), ("3", 2, 2, 2)]
    assert remedies(scope_of(rows([session("1")], {"1": "a"}), FIRST, LAST)) == ()


def test_one_number_for_an_estimate_narrows_by_the_estimate() -> None:
    found = offered(rows([session("1")], {"1": "a"}, [headcount("1", 10, 15)]))
    number = found["number", "1"]
    assert (number.low, number.high, number.least, number.most) == (10, 15, 5, 5)


def test_saying_that_a_group_is_the_same_each_time_narrows_by_all_but_its_largest_meeting() -> None:
    meetings = [session(key, DAY.replace(day=int(key)), series="s") for key in "123"]
    found = replace(
        rows(meetings, {}, [headcount("1", 5), headcount("2", 8), headcount("3", 6)]),
        series={"s": CountedSeries("Kvindegruppen")},
    )
    same = offered(found)["same", "s"]
    assert (same.title, same.least, same.most) == ("Kvindegruppen", 0, 11)
    said = replace(found, sessions=[one._replace(same_anonymous=True) for one in found.sessions])
    assert width(found) - width(said) == 11
    assert ("same", "s") not in offered(said)


def test_judging_pairs_narrows_whichever_way_they_are_judged() -> None:
    apart = [session("1"), session("2", DAY.replace(day=5))]
    found = rows(apart, {"1": "a b", "2": "c d"}, possibly=[("a", "c"), ("b", "d")])
    pairs = offered(found)["pairs", ""]
    assert (pairs.low, pairs.least, pairs.most) == (2, 2, 2)
    assert width(found) == 2
    assert width(replace(found, possibly=())) == width(replace(found, possibly=(), joined=found.possibly)) == 0


def test_writing_the_gender_narrows_the_figure_of_a_gender() -> None:
    found = rows(
        [session("1"), session("2", DAY.replace(day=5))],
        {"1": "w u"},
        [headcount("2", 3)],
        persons={"w": person("kvinde"), "u": person("ikke oplyst")},
    )
    women = offered(found, {"gender": ("kvinde",)})
    assert width(found, {"gender": ("kvinde",)}) == 4
    assert (women["trait", "2"].low, women["trait", "2"].most) == (3, 3)
    assert women["trait", "1"].most == 1
    assert not [kind for kind, _id in offered(found) if kind == "trait"]
