"""The budget of the open store: the effort's own table as lines, and postings against it."""

from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.domain.records import BudgetLine
from nsk_desktop.services import bridges, budget, effort, history
from nsk_desktop.services.desk import Desk
from tests import make

MILLION = 100_000_000
DAY = date(2025, 3, 4)


def test_the_table_entered_as_lines_gives_two_million_a_year_and_eight_in_all(desk: Desk) -> None:
    effort.name_area(desk, "Tingbjerg")
    assert budget.enter_granted(desk) == 8
    lines = budget.list_lines(desk)
    assert [(line.year, line.kind, line.amount_ore) for line in lines[:3]] == [
        (2024, "medarbejder", 160_000_000),
        (2024, "aktivitet", 40_000_000),
        (2025, "medarbejder", 160_000_000),
    ]
    found = budget.overview(desk)
    assert {row.year: row.sums.budget for row in found.years} == dict.fromkeys((2024, 2025, 2026, 2027), 2 * MILLION)
    assert found.total.sums.budget == found.total.sums.left == 8 * MILLION


def test_control_a_changed_line_changes_the_sum(desk: Desk) -> None:
    budget.enter_granted(desk)
    line = budget.list_lines(desk)[0]
    budget.save_line(desk, line.id, amount_ore=line.amount_ore - 1)
    assert budget.overview(desk).total.sums.budget == 8 * MILLION - 1


def test_the_table_is_entered_once_and_taken_back_as_one_step(desk: Desk) -> None:
    budget.enter_granted(desk)
    assert budget.enter_granted(desk) == 0
    assert len(budget.list_lines(desk)) == 8
    desk.undo()
    assert budget.list_lines(desk) == []
    assert budget.enter_granted(desk) == 8


def test_two_laptops_that_know_of_other_years_disagree_about_the_years_and_double_no_money(
    desk: Desk, tmp_path: Path
) -> None:
    with make.desk(tmp_path / "kollega", author="MK") as other:
        effort.save_programme(desk, first_year=2024, last_year=2027)
        effort.save_programme(other, first_year=2025, last_year=2028)
        for each in (desk, other):
            assert budget.enter_granted(each) == 8
        other.store.receive(desk.store.journal())
        desk.store.receive(other.store.journal())
        for each in (desk, other):
            assert budget.overview(each).total.sums.budget == 8_000 * budget.THOUSAND_KRONER
            disputed = [one for one in history.conflicts(each) if one.kind == "budget_line"]
            assert {one.field for one in disputed} == {"year"}
            assert len(disputed) == 8


def test_two_laptops_that_enter_the_table_enter_the_same_lines(desk: Desk) -> None:
    budget.enter_granted(desk)
    ids = {line.id for line in budget.list_lines(desk)}
    for line in budget.list_lines(desk):
        budget.delete_line(desk, line.id)
    budget.enter_granted(desk)
    assert {line.id for line in budget.list_lines(desk)} == ids


def test_a_line_of_one_s_own_stands_in_the_way_of_the_table(desk: Desk) -> None:
    budget.new_line(desk, year=2025, kind="aktivitet", amount_ore=5)
    assert budget.enter_granted(desk) == 0


def test_a_posting_is_taken_from_the_year_of_its_day_and_follows_it(desk: Desk) -> None:
    id = budget.new_posting(desk, DAY, amount_ore=123_450)
    budget.save_posting(desk, id, day=date(2026, 1, 2))
    posting = budget.get_posting(desk, id)
    assert posting is not None
    assert posting.year == 2026


def test_a_budget_year_that_somebody_chose_stays_when_the_day_moves(desk: Desk) -> None:
    id = budget.new_posting(desk, DAY)
    budget.save_posting(desk, id, year=2024)
    budget.save_posting(desk, id, day=date(2026, 1, 2))
    posting = budget.get_posting(desk, id)
    assert posting is not None
    assert posting.year == 2024


def test_postings_take_from_what_is_left_until_they_are_deleted(desk: Desk) -> None:
    budget.enter_granted(desk)
    id = budget.new_posting(desk, DAY, amount_ore=123_450, state="disponeret")
    budget.new_posting(desk, DAY, amount_ore=1_000)
    row = next(row for row in budget.overview(desk).rows if (row.year, row.kind) == (2025, "aktivitet"))
    assert (row.sums.committed, row.sums.booked, row.sums.left) == (123_450, 1_000, 40_000_000 - 124_450)
    budget.delete_posting(desk, id)
    assert budget.overview(desk).total.sums.used == 1_000


@pytest.mark.parametrize("typed", ["bageren", "kaf", "B7"])
def test_a_posting_is_found_by_its_words(desk: Desk, typed: str) -> None:
    id = budget.new_posting(desk, DAY, text="Kaffe", supplier="Bageren", voucher="B7")
    budget.new_posting(desk, date(2025, 3, 5), text="Leje")
    assert [posting.id for posting in budget.list_postings(desk, typed)] == [id]
    assert len(budget.list_postings(desk)) == 2


def test_the_latest_posting_stands_first_and_one_without_a_day_before_all(desk: Desk) -> None:
    first = budget.new_posting(desk, DAY)
    later = budget.new_posting(desk, date(2025, 4, 1))
    unknown = budget.new_posting(desk, None)
    assert [posting.id for posting in budget.list_postings(desk)] == [unknown, later, first]


def test_lines_are_records_with_their_own_history(desk: Desk) -> None:
    id = budget.new_line(desk, year=2025, kind="aktivitet", amount_ore=5)
    with desk.store.read() as read:
        assert [entry.kind for entry in read.entries(id)] == [BudgetLine.record_kind()]


def test_the_kind_of_a_posting_and_of_a_bridge_can_be_changed(desk: Desk) -> None:
    id = budget.new_posting(desk, DAY)
    assert budget.save_posting(desk, id, kind="medarbejder")
    bridge = bridges.new_bridge(desk, day=DAY)
    assert bridges.save_bridge(desk, bridge, kind="borger→tilbud")
