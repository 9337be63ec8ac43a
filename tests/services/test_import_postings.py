"""Postings from the fill-in workbook: the same file again adds nothing, and one undo takes all back."""

from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.errors.fill_in import ImportRefused
from nsk_desktop.services import budget, imports, initiatives
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.imports import Result
from tests.filled import write

TODAY = date(2025, 12, 1)
HEADS = ("Dato", "Tekst", "Beløb", "Tilstand", "Møde", "Initiativ", "Bilag")
SESSION = [("Nr", "Dato", "Titel"), (1, "04.03.2025", "Kvindegruppen")]
COFFEE = ("04.03.2025", "Kaffe", "1.234,50", "", 1, "Madklub", "B7")


def take_in(desk: Desk, folder: Path, *rows: tuple[object, ...], update: bool = False) -> Result:
    file = write(folder, Møder=SESSION, Økonomi=[HEADS, *rows])
    return imports.apply_import(desk, imports.plan_import(desk, file, TODAY), update=update)


def test_a_posting_comes_in_with_its_meeting_and_an_initiative_made_from_its_name(desk: Desk, tmp_path: Path) -> None:
    result = take_in(desk, tmp_path, COFFEE)
    assert result.new == {"initiative": 1, "session": 1, "posting": 1}
    assert result.made == ("Madklub",)
    (posting,) = budget.list_postings(desk)
    (initiative,) = initiatives.list_initiatives(desk)
    assert (posting.amount_ore, posting.year, posting.kind, posting.state, posting.voucher) == (
        123_450,
        2025,
        "aktivitet",
        "bogført",
        "B7",
    )
    assert posting.initiative_id == initiative.id
    assert posting.session_id


def test_the_same_file_again_adds_nothing_also_with_equal_rows(desk: Desk, tmp_path: Path) -> None:
    take_in(desk, tmp_path, COFFEE, COFFEE)
    again = take_in(desk, tmp_path, COFFEE, COFFEE)
    assert (again.new, again.updated, again.same) == ({}, 0, 3)
    assert len(budget.list_postings(desk)) == 2


def test_control_one_more_equal_row_is_one_more_expense(desk: Desk, tmp_path: Path) -> None:
    take_in(desk, tmp_path, COFFEE, COFFEE)
    assert take_in(desk, tmp_path, COFFEE, COFFEE, COFFEE).new == {"posting": 1}


def test_another_state_is_refused_until_it_is_asked_for(desk: Desk, tmp_path: Path) -> None:
    planned = (*COFFEE[:3], "planlagt", *COFFEE[4:])
    take_in(desk, tmp_path, planned)
    with pytest.raises(ImportRefused, match="Tilstand"):
        take_in(desk, tmp_path, COFFEE)
    assert take_in(desk, tmp_path, COFFEE, update=True).updated == 1
    assert budget.list_postings(desk)[0].state == "bogført"


def test_what_was_deleted_stays_deleted_and_one_undo_takes_all_back(desk: Desk, tmp_path: Path) -> None:
    take_in(desk, tmp_path, COFFEE)
    desk.undo()
    assert budget.list_postings(desk) == []
    assert take_in(desk, tmp_path, COFFEE).deleted >= 1
    assert budget.list_postings(desk) == []


def test_a_personal_number_in_the_text_is_never_taken_in(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="Økonomi"):
        take_in(desk, tmp_path, ("04.03.2025", "Refusion 010190-1234", 10))
    assert budget.list_postings(desk) == []
