"""Answers of `nsk` as CSV: numbers with a dot, and text that no spreadsheet takes for a formula."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\n")


def csv_text(head: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """The lines under *head*; what a row says besides is left out, and what it does not say is empty."""
    page = io.StringIO(newline="")
    writer = csv.DictWriter(page, head, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: safe(value) for name, value in row.items()} for row in rows)
    return page.getvalue()


def safe(value: object) -> object:
    """*value* as a cell: a text that begins like a formula gets a sign before it."""
    if not isinstance(value, str):
        return value
    # The writer leaves a lone carriage return bare, and readers take it for the end of the line.
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text.startswith(_FORMULA) else text
