"""The share of the residents that was reached: what is certain, what is possible, and who is reached less."""

from dataclasses import replace
from datetime import date
from itertools import product

from nsk_desktop.domain.counting import CountingRows
from nsk_desktop.measures.reach import Only, reach
from nsk_desktop.measures.residents import FEWEST, ResidentCount, Shares, measure_shares, shares_json
from nsk_desktop.measures.scope import scope_of
from tests.measures.cases import DAY, FIRST, LAST, headcount, person, random_rows, rows, session

WOMEN, MEN = ResidentCount("30-59", "kvinde", 10), ResidentCount("30-59", "mand", 40)


def shares(found: CountingRows, years: dict[int, list[ResidentCount]], only: Only | None = None) -> Shares:
    measured = measure_shares(scope_of(found, FIRST, LAST, only or {}), years)
    assert measured is not None
    return measured


def met() -> CountingRows:
    """Three women, two of whom live here; a man from elsewhere; two women without a name."""
    people = {
        "a": person()._replace(lives_here=True),
        "b": person()._replace(lives_here=True),
        "c": person(),
        "m": person("mand"),
    }
    at = [session("1"), session("2", DAY.replace(day=5))]
    return rows(at, {"1": "a b c", "2": "a m"}, [headcount("2", 2, gender="kvinde", age="30-59")], persons=people)


def test_at_least_those_who_are_known_to_live_here_at_most_everybody() -> None:
    found = shares(met(), {2025: [WOMEN, MEN]})

    assert (found.total.residents, found.total.reached_low, found.total.reached_high) == (50, 2, 6)
    women = next(part for part in found.parts if (part.age_band, part.gender) == ("", "kvinde"))
    assert (women.low, women.high, women.registered) == (0.2, 0.5, 3)


def test_people_who_may_be_the_same_are_the_fewest_there_can_be() -> None:
    found = replace(met(), attendances=[("1", "a", "30-59"), ("2", "b", "30-59")], possibly=[("a", "b")])

    assert shares(found, {2025: [WOMEN]}).total.reached_low == 1
    assert shares(replace(found, possibly=()), {2025: [WOMEN]}).total.reached_low == 2, "control"


def test_those_of_unknown_gender_may_belong_to_either() -> None:
    found = replace(met(), headcounts=[headcount("2", 3)])
    parts = {(part.age_band, part.gender): part for part in shares(found, {2025: [WOMEN, MEN]}).parts}

    assert (parts["", "mand"].reached_low, parts["", "mand"].reached_high) == (0, 4)
    assert (parts["", "kvinde"].reached_low, parts["", "kvinde"].reached_high) == (2, 6)


def test_a_group_that_is_certainly_reached_less_and_one_that_perhaps_is() -> None:
    verdicts = {part.gender: part.verdict for part in shares(met(), {2025: [WOMEN, MEN]}).parts if not part.age_band}
    assert verdicts == {"kvinde": "", "mand": "less"}
    vague = replace(met(), headcounts=[headcount("2", 30)])
    verdicts = {part.gender: part.verdict for part in shares(vague, {2025: [WOMEN, MEN]}).parts if not part.age_band}
    assert verdicts == {"kvinde": "", "mand": "perhaps"}


def test_a_share_is_never_more_than_all() -> None:
    found = shares(met(), {2025: [ResidentCount("30-59", "kvinde", 1)]})

    assert (found.total.low, found.total.high) == (1.0, 1.0)


def test_the_count_of_the_year_is_used_or_the_last_before_it_or_the_first_after() -> None:
    def year(*years: int) -> int:
        return shares(met(), {one: [WOMEN] for one in years}).year

    assert (year(2023, 2024, 2026), year(2025, 2024), year(2027, 2026)) == (2024, 2025, 2026)
    assert measure_shares(scope_of(met(), FIRST, LAST), {}) is None
    assert measure_shares(scope_of(met(), FIRST, LAST), {2025: [WOMEN._replace(number=0)]}) is None


def test_a_count_without_gender_gives_the_ages_alone() -> None:
    found = shares(met(), {2025: [ResidentCount("30-59", "ikke oplyst", 50)]})

    assert [(part.age_band, part.gender) for part in found.parts] == [("30-59", "")]


def test_a_filter_that_leaves_a_group_out_leaves_nobody_of_it() -> None:
    found = shares(met(), {2025: [WOMEN, MEN]}, {"gender": ("kvinde",)})

    assert next(part for part in found.parts if part.gender == "mand").reached_high == 0
    assert scope_of(met(), date(2024, 1, 1), date(2024, 2, 1)).sessions == []


def test_the_share_of_a_group_rests_on_the_same_numbers_as_its_reach() -> None:
    counts = [ResidentCount(band, gender, 10) for band in ("13-17", "30-59") for gender in ("kvinde", "mand")]
    for seed in range(200):
        store = random_rows(seed)
        found = shares(store, {2025: counts})
        for part in (found.total, *found.parts):
            asked = {"age": part.age_band, "gender": part.gender}
            only = {by: (key,) for by, key in asked.items() if key}
            persons = reach(store, FIRST, LAST, None, only).figures.persons
            assert (part.registered, part.reached_high) == (persons.registered, persons.upper), (seed, only)


def test_of_fewer_than_five_nothing_is_said_but_how_many_they_are() -> None:
    found = shares(met(), {2025: [WOMEN, ResidentCount("30-59", "mand", 4)]})
    men = next(part for part in found.parts if (part.age_band, part.gender) == ("", "mand"))
    assert (men.few, men.verdict) == (True, "")
    said = next(one for one in shares_json(found)["groups"] if (one["age"], one["gender"]) == (None, "mand"))
    assert said == {
        **{"age": None, "gender": "mand", "residents": 4},
        **{"reached": None, "share": None, "reached_less": None},
    }


def test_control_of_five_it_is_said() -> None:
    found = shares(met(), {2025: [WOMEN, ResidentCount("30-59", "mand", 5)]})
    said = next(one for one in shares_json(found)["groups"] if (one["age"], one["gender"]) == (None, "mand"))
    assert said["reached"] == {"lower": 0, "upper": 1}


def test_the_groups_that_are_reached_less_are_named_once_and_by_the_whole_of_an_age_or_gender() -> None:
    found = shares(met(), {2025: [WOMEN, MEN]})
    assert [(part.age_band, part.gender) for part in found.under_reached] == [("", "mand")]
    assert shares_json(found)["under_reached"] == [{"age": None, "gender": "mand"}]


def test_reached_less_is_said_just_when_even_the_most_is_less_than_the_fewest_of_all() -> None:
    less = 0
    for seed in range(300):
        counts = [
            ResidentCount(band, gender, 3 + (seed * factor) % 40)
            for factor, (band, gender) in enumerate(product(("18-29", "30-59"), ("kvinde", "mand")), 1)
        ]
        living = random_rows(seed)
        living = replace(living, persons={id: row._replace(lives_here=True) for id, row in living.persons.items()})
        found = shares(living, {2025: counts})
        for part in found.parts:
            certain = part.residents >= FEWEST and part.high < found.total.low
            assert (part.verdict == "less") == certain, seed
        assert set(found.under_reached) <= {part for part in found.parts if part.verdict == "less"}
        less += bool(found.under_reached)
    assert less, "control: some are reached less"
