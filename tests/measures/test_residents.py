"""The share of the residents that was reached: what is certain, what is possible, and who is reached less."""

from dataclasses import replace
from datetime import date

from nsk_desktop.domain.counting import CountingRows
from nsk_desktop.measures.reach import Only, reach
from nsk_desktop.measures.residents import ResidentCount, Shares, measure_shares
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
