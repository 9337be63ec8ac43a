"""What the command says where the answer is more than a figure."""

from datetime import date
from pathlib import Path

from nsk_desktop.cli_answers import merge_text, refusal_text
from nsk_desktop.errors.travelling import FileNotWorkbook
from nsk_desktop.exchange.merge import MergeReport
from nsk_desktop.exchange.merge_plan import MergePlan
from nsk_desktop.exchange.row_plan import HandEdit
from nsk_desktop.services.central import Merged
from nsk_desktop.services.reconciliation import Cause, Difference


def test_a_kept_hand_edit_names_its_row_and_shows_a_day_as_people_write_it_and_nothing_as_nothing() -> None:
    edit = HandEdit("Aktiviteter", "0388715571af", "dato", None, date(2025, 6, 17))
    plan = MergePlan(hand_edits=[edit])
    said = merge_text(Path("central.xlsx"), Merged(MergeReport(plan, changed=False), ()))
    assert "Aktiviteter, id 0388715571af, dato: »« (computeren siger »17.06.2025«)." in said
    assert "None" not in said


def test_a_figure_that_differs_names_the_laptop_and_the_reason() -> None:
    found = Difference("a" * 32, "2025H1", "nedre", 12, 11, (Cause.JOINED,), "En kollega har samlet personer.")
    said = merge_text(Path("central.xlsx"), Merged(MergeReport(MergePlan(), changed=False), (found,)))
    told = "2025H1, nedre: computeren aaaaaaaa siger 12, projektmappen 11. En kollega har samlet personer."
    assert told in said


def test_a_refusal_ends_with_a_code_that_is_the_same_in_every_language() -> None:
    assert refusal_text(FileNotWorkbook("fil.xlsx")).startswith("fil.xlsx er ikke en Excel-fil")
    assert refusal_text(FileNotWorkbook("fil.xlsx")).endswith(" [file-not-workbook]")
