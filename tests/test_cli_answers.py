"""What the command says where the answer is more than a figure."""

import pytest

from nsk_desktop.cli_answers import print_table, refusal_text
from nsk_desktop.errors.travelling import FileNotWorkbook


def test_a_refusal_ends_with_a_code_that_is_the_same_in_every_language() -> None:
    assert refusal_text(FileNotWorkbook("fil.xlsx")).startswith("fil.xlsx er ikke en Excel-fil")
    assert refusal_text(FileNotWorkbook("fil.xlsx")).endswith(" [file-not-workbook]")


def test_a_table_for_people_holds_no_words_of_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("titel", "temaer", "afsluttet", "sted"), [("Fest", ["T1", "T3"], True, None), ("Kor", [], False, "")])
    _heading, first, second = capsys.readouterr().out.splitlines()
    assert first.split() == ["Fest", "T1,", "T3", "ja"]
    assert second.split() == ["Kor", "nej"]
