"""What the command says where the answer is more than a figure."""

from nsk_desktop.cli_answers import refusal_text
from nsk_desktop.errors.travelling import FileNotWorkbook


def test_a_refusal_ends_with_a_code_that_is_the_same_in_every_language() -> None:
    assert refusal_text(FileNotWorkbook("fil.xlsx")).startswith("fil.xlsx er ikke en Excel-fil")
    assert refusal_text(FileNotWorkbook("fil.xlsx")).endswith(" [file-not-workbook]")
