"""The money of the open store: held against what it was for, whatever was written down about it."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from nsk_desktop.exchange.sheets import row_sheet
from nsk_desktop.measures.budget import Sums
from nsk_desktop.measures.grouping import NO_INITIATIVE, NO_THEME
from nsk_desktop.services import budget, demo, evaluation, figures, initiatives, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.economy import MONEY_GROUPINGS, account, economy, explained
from nsk_desktop.services.economy_answer import as_json, figure_rows, posting_rows
from tests import make

MILLION = 100_000_000
DAY = date(2025, 3, 4)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The believable year."""
    with make.desk(tmp_path_factory.mktemp("economy")) as made:
        demo.fill(made)
        yield made


def held(desk: Desk, title: str = "Møde", day: date = DAY, low: int = 4, high: int = 8, **fields: object) -> str:
    """A finished meeting with people nobody named."""
    given: dict[str, Any] = {
        "type": "åbent arrangement",
        "target_groups": ["M1"],
        "state": "afholdt",
        "themes": ["T4"],
        **fields,
    }
    id = sessions.new_session(desk, title=title, day=day, **given)
    sessions.set_headcount(desk, id, low=low, high=high)
    sessions.complete_session(desk, id)
    return id


def test_the_programme_s_table_is_reproduced_exactly(desk: Desk) -> None:
    budget.enter_granted(desk)
    found = economy(desk)
    thousands = [
        (
            group.label,
            *((part.label, part.sums.budget // 100_000) for part in group.parts),
            group.sums.budget // 100_000,
        )
        for group in found.groups
    ]
    assert thousands == [
        (year, ("Medarbejder", 1600), ("Aktivitet", 400), 2000) for year in ("2024", "2025", "2026", "2027")
    ]
    assert found.total.sums == Sums(budget=8 * MILLION)
    assert found.total.share == 0


@pytest.mark.parametrize("by", MONEY_GROUPINGS)
@pytest.mark.parametrize("period", ["", "2025"])
def test_every_grouping_adds_up_to_the_same_money(year: Desk, by: str, period: str) -> None:
    found = economy(year, by, period)
    sums = sum((group.sums for group in found.groups), Sums())
    whole = budget.overview(year).total.sums
    assert (sums.planned, sums.committed, sums.booked) == (
        found.total.sums.planned,
        found.total.sums.committed,
        found.total.sums.booked,
    )
    if not period:
        assert sums == found.total.sums == whole
        assert whole.booked
    assert found.total.sums == economy(year, "year", period).total.sums


def test_years_and_kinds_are_those_of_the_budget_page(year: Desk) -> None:
    found, page = economy(year), budget.overview(year)
    assert [group.sums for group in found.groups] == [row.sums for row in page.years]
    assert [part.sums for group in found.groups for part in group.parts] == [row.sums for row in page.rows]


@pytest.mark.parametrize(("by", "period"), [("theme", ""), ("initiative", ""), ("theme", "2025"), ("theme", "2025H1")])
def test_meetings_and_citizens_are_those_of_overview(year: Desk, by: str, period: str) -> None:
    first, last = {
        "": (date.min, date.max),
        "2025": (date(2025, 1, 1), date(2025, 12, 31)),
        "2025H1": (date(2025, 1, 1), date(2025, 6, 30)),
    }[period]
    reach = figures.reach(year, first, last, by)
    found = economy(year, by, period)
    counted = {one.key: (one.sessions, one.lower, one.upper) for one in found.costs if one.sessions}
    assert counted == {
        group.key: (group.figures.sessions.held, group.figures.persons.lower, group.figures.persons.upper)
        for group in reach.groups
    }
    persons = reach.figures.persons
    assert (found.whole.lower, found.whole.upper) == (persons.lower, persons.upper)
    # The whole is counted by itself: people who came to several themes are not in it several times.
    assert found.whole.upper <= sum(one.upper for one in found.costs)


def test_each_year_has_the_citizens_of_that_year(year: Desk) -> None:
    for one in economy(year).costs:
        reach = figures.reach(year, date(int(one.key), 1, 1), date(int(one.key), 12, 31)).figures
        assert (one.sessions, one.lower, one.upper) == (reach.sessions.held, reach.persons.lower, reach.persons.upper)


@pytest.mark.parametrize("by", MONEY_GROUPINGS)
@pytest.mark.parametrize("period", ["", "2025", "2025H2"])
def test_the_rows_behind_a_figure_add_up_to_it(year: Desk, by: str, period: str) -> None:
    found, accounts = explained(year, by, period)
    groups = {group.key: group for group in (*found.groups, found.total)}
    assert {one.money.key for one in accounts} >= set(groups)
    for one in accounts:
        rows = list(posting_rows(by, one))
        sums = groups[one.money.key].sums if one.money.key in groups else Sums()
        assert sum(row["share_ore"] for row in rows if row["state"] == "bogført") == sums.booked
        assert sum(row["share_ore"] for row in rows) == sums.used
        assert len(one.sessions) == one.costs.sessions
        assert account(year, by, one.money.key, period) == one


def test_a_posting_stands_where_reach_has_its_meeting(desk: Desk) -> None:
    garden = initiatives.new_initiative(desk, "Haven", themes=["T2"])
    meeting = held(desk, themes=["T1"], initiative_id=garden)
    budget.new_posting(desk, DAY, amount_ore=900, session_id=meeting)
    budget.new_posting(desk, DAY, amount_ore=80, initiative_id=garden)
    budget.new_posting(desk, DAY, amount_ore=7)
    assert {group.key: group.sums.booked for group in economy(desk, "initiative").groups} == {
        garden: 980,
        NO_INITIATIVE: 7,
    }
    assert {group.key: group.sums.booked for group in economy(desk, "theme").groups} == {
        "T1": 900,
        "T2": 80,
        NO_THEME: 7,
    }
    (cost,) = [one for one in economy(desk, "theme").costs if one.key == "T1"]
    assert [cost.booked.per_session, cost.booked.least, cost.booked.most] == [900, Fraction(900, 8), 225]


def test_a_meeting_of_two_themes_is_whole_in_each_of_them_with_all_it_cost(desk: Desk) -> None:
    meeting = held(desk, themes=["T1", "T3"])
    budget.new_posting(desk, DAY, amount_ore=901, session_id=meeting)
    found = economy(desk, "theme")
    assert {group.key: group.sums.booked for group in found.groups} == {"T1": 451, "T3": 450}
    assert {one.key: (one.sessions, one.spending.booked) for one in found.costs} == {"T1": (1, 901), "T3": (1, 901)}
    assert found.whole.spending.booked == 901


def test_what_was_written_wrong_is_told_and_breaks_no_figure(desk: Desk) -> None:
    budget.enter_granted(desk)
    ended = initiatives.new_initiative(
        desk, "Haven", start=date(2025, 2, 1), end=date(2025, 2, 28), budget_ore=9 * MILLION
    )
    other = initiatives.new_initiative(desk, "Cyklerne")
    meeting = held(desk, initiative_id=other, cost_ore=None)
    budget.new_posting(desk, date(2019, 5, 1), amount_ore=100)
    budget.new_posting(desk, DAY, year=20255, amount_ore=1)
    budget.new_posting(desk, DAY, amount_ore=-40)
    budget.new_posting(desk, DAY, amount_ore=5, initiative_id=ended)
    budget.new_posting(desk, date(2025, 1, 5), amount_ore=6, initiative_id=ended)
    budget.new_posting(desk, DAY, amount_ore=3, initiative_id=ended, session_id=meeting)
    budget.new_posting(desk, None, amount_ore=2)
    budget.new_posting(desk, DAY, kind="medarbejder", amount_ore=3 * MILLION)
    budget.new_line(desk, year=None, kind="aktivitet", amount_ore=77)
    held(desk, "Fest", cost_ore=12_300)
    for by in MONEY_GROUPINGS:
        for period in ("", "2025", "2025H1"):
            explained(desk, by, period)
    found = economy(desk)
    assert found.total.sums.booked == 100 + 1 - 40 + 5 + 6 + 3 + 2 + 3 * MILLION
    assert {str(odd.kind) for odd in found.odd} == {
        "outside-the-effort",
        "credit",
        "after-the-initiative",
        "before-the-initiative",
        "other-initiative",
        "no-year",
    }
    said = " ".join(found.remarks)
    assert "Der er brugt mere, end der er bevilget: 2025" in said
    assert "0,77 kr. af budgettet har intet år" in said
    assert "Initiativernes egne budgetter er tilsammen" in said
    assert "1 møde har en udgift skrevet på sig, 123,00 kr." in said


def test_a_posting_without_a_day_is_in_its_year_and_told_in_the_half_years(desk: Desk) -> None:
    budget.new_posting(desk, None, year=2025, amount_ore=2)
    assert economy(desk, "year", "2025").total.sums.booked == 2
    half = economy(desk, "year", "2025H1")
    assert half.total.sums.booked == 0
    assert [str(odd.kind) for odd in half.odd] == ["no-day"]


def test_what_was_deleted_is_not_in_it(desk: Desk) -> None:
    garden = initiatives.new_initiative(desk, "Haven", themes=["T2"])
    meeting = held(desk, themes=["T1"], initiative_id=garden)
    kept = budget.new_posting(desk, DAY, amount_ore=900, session_id=meeting)
    budget.delete_posting(desk, budget.new_posting(desk, DAY, amount_ore=1))
    sessions.delete_session(desk, meeting)
    found = economy(desk, "theme")
    assert {group.key: group.sums.booked for group in found.groups} == {NO_THEME: 900}
    assert [one.id for one in account(desk, "theme", NO_THEME).postings] == [kept]


def test_an_empty_store_has_no_money_and_no_cost(desk: Desk) -> None:
    found = economy(desk)
    assert (found.groups, found.total.sums, found.costs) == ((), Sums(), ())
    assert found.whole.booked.per_session is None
    assert account(desk, "theme", "T1").postings == ()


def test_the_evaluation_file_has_the_same_money(year: Desk, tmp_path: Path) -> None:
    headers = row_sheet("Økonomi").headers
    sheet = evaluation.prepare(year, date(2026, 1, 15)).data.sheets["Økonomi"]
    rows: list[dict[str, Any]] = [dict(zip(headers, row, strict=True)) for row in sheet]
    live = [row for row in rows if row["beløb_øre"] is not None]
    total = economy(year).total.sums
    for state, amount in (("planlagt", total.planned), ("disponeret", total.committed), ("bogført", total.booked)):
        assert sum(row["beløb_øre"] for row in live if row["tilstand"] == state) == amount
    by_initiative = {group.key: group.sums.used for group in economy(year, "initiative").groups}
    for key in {row["initiativ"] for row in live} - {None}:
        assert sum(row["beløb_øre"] for row in live if row["initiativ"] == key) == by_initiative[key]


def test_outside_tools_read_amounts_in_whole_ore_and_nothing_where_nothing_is_known(desk: Desk) -> None:
    meeting = held(desk, themes=["T1"], low=3, high=7)
    budget.new_posting(desk, DAY, amount_ore=1000, session_id=meeting)
    budget.enter_granted(desk)
    found, accounts = explained(desk, "theme")
    answer = as_json(found, accounts)
    assert answer["total"]["left_ore"] == 8 * MILLION - 1000
    whole = answer["whole"]
    assert (whole["per_session_booked_ore"], whole["per_citizen_least_booked_ore"]) == (1000, 142)
    assert whole["per_citizen_most_booked_ore"] == 334
    (theme,) = [one for one in answer["groups"] if one["key"] == "T1"]
    assert (theme["budget_ore"], theme["left_ore"], theme["share_used"]) == (None, None, None)
    assert [row["key"] for row in figure_rows(found)][-1] is None
    assert [one["key"] for one in answer["explained"]] == [None, "T1", NO_THEME]
