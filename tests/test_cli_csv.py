"""CSV of `nsk`: what somebody typed is text for every spreadsheet, and numbers are numbers."""

import csv
import io

import pytest

from nsk_desktop.cli_csv import csv_text, safe


@pytest.mark.parametrize("typed", ["=1+1", "+45", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_that_begins_like_a_formula_is_kept_as_text(typed: str) -> None:
    (row,) = csv.DictReader(io.StringIO(csv_text(("title",), [{"title": typed}]), newline=""))
    assert row["title"] == f"'{typed}".replace("\r", "\n")


def test_control_numbers_and_other_words_stay_as_they_are() -> None:
    assert [safe(value) for value in (-2, 0.5, None, "Kvinder", "a=b")] == [-2, 0.5, None, "Kvinder", "a=b"]


def test_a_line_has_the_columns_of_the_head_whatever_the_row_says() -> None:
    text = csv_text(("a", "b"), [{"a": 1, "c": 2}, {"b": 'x;y,"z"'}])
    assert text.splitlines() == ["a,b", "1,", ',"x;y,""z"""']
