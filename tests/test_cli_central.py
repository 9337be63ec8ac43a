"""The centre's work from the command line: what it says, and that no password is ever said."""

from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.cli_central import is_address, merge_text, without_password
from nsk_desktop.exchange.merge import MergeReport
from nsk_desktop.exchange.merge_plan import MergePlan
from nsk_desktop.exchange.row_plan import HandEdit
from nsk_desktop.services.central import Merged
from nsk_desktop.services.reconciliation import Cause, Difference
from tests.command import nsk


def test_a_kept_hand_edit_names_its_row_and_shows_a_day_as_people_write_it_and_nothing_as_nothing() -> None:
    edit = HandEdit("Aktiviteter", "0388715571af", "dato", None, date(2025, 6, 17))
    plan = MergePlan(hand_edits=[edit])
    said = merge_text("central.xlsx", Merged(MergeReport(plan, changed=False), ()))
    assert "Aktiviteter, id 0388715571af, dato: »« (computeren siger »17.06.2025«)." in said
    assert "None" not in said


def test_a_story_in_a_cell_does_not_hide_what_else_there_is_to_see() -> None:
    edit = HandEdit("Fortællinger", "f1", "tekst", "Vi mødtes\nigen. " * 2000, "1" * 300)
    said = merge_text("central.xlsx", Merged(MergeReport(MergePlan(hand_edits=[edit]), changed=False), ()))
    assert "»Vi mødtes igen. Vi mødtes" in said
    assert len(said.splitlines()[0]) < 600


def test_a_figure_that_differs_names_the_laptop_and_the_reason() -> None:
    found = Difference("a" * 32, "2025H1", "nedre", 12, 11, (Cause.JOINED,), "En kollega har samlet personer.")
    said = merge_text("central.xlsx", Merged(MergeReport(MergePlan(), changed=False), (found,)))
    told = "2025H1, nedre: computeren aaaaaaaa siger 12, her er det 11. En kollega har samlet personer."
    assert told in said


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgresql+psycopg://eva:hemmelig@server/nsk", "postgresql+psycopg://eva:***@server/nsk"),
        ("ord postgresql://eva:p@ss:w/rd@server:5432/nsk ord", "ord postgresql://eva:***@server:5432/nsk ord"),
        ("postgresql://server/nsk?user=eva&password=hemmelig&x=1", "postgresql://server/nsk?user=eva&password=***&x=1"),
        ("postgresql://eva@server/nsk", "postgresql://eva@server/nsk"),
        ("postgresql://server:5432/nsk", "postgresql://server:5432/nsk"),
        ("ingen adresse", "ingen adresse"),
    ],
)
def test_a_password_in_an_address_is_never_shown(text: str, shown: str) -> None:
    assert without_password(text) == shown


@pytest.mark.parametrize(
    ("target", "is_one"),
    [
        ("postgresql+psycopg://server/nsk", True),
        ("postgresql+psycopg:/server/nsk", True),
        (" postgresql+psycopg://server/nsk", True),
        ("Central.xlsx", False),
        ("C:/Central/Central.xlsx", False),
        ("C:\\Central\\Central.xlsx", False),
        ("mappe/Central.xlsx", False),
    ],
)
def test_what_means_a_database_is_never_taken_for_a_file(target: str, is_one: bool) -> None:
    assert is_address(target) is is_one


def test_an_address_that_a_script_left_empty_makes_no_empty_workbook(tmp_path: Path) -> None:
    refused = nsk("workbook", "new", tmp_path / "ny.xlsx", "--from", "")
    assert refused.code == 1
    assert "[database-address-wrong]" in refused.err
    assert not (tmp_path / "ny.xlsx").exists()
