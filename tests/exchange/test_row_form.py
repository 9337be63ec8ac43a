"""Rows cast in one form are read back cell by cell, however many are alike; anything else is seen to be otherwise."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsk_desktop.errors.workbook import WorkbookCheckFailed
from nsk_desktop.exchange import new_rows
from nsk_desktop.exchange.cells import CellReader, CellValue, same_value, written_content
from nsk_desktop.exchange.markup import BadMarkupError, MarkupCheck
from nsk_desktop.exchange.number_formats import CellFormats
from nsk_desktop.exchange.patch import patch_workbook
from nsk_desktop.exchange.row_form import OtherFormError, RowForm, RowReading
from nsk_desktop.exchange.sheet_edits import rewritten_sheet
from tests.exchange.evaluator_book import members, write_book
from tests.exchange.patches import SHEET, change, patched, rows

FORM = RowForm(b"", (b"<row", b' ht="24">'), (1, 2, 3))
MANY: list[dict[str, CellValue]] = [
    {"id": f"n{number}", "dato": date(2026, 3, 1), "titel": "samme", "antal": 1, "kontrol": "x"} for number in range(30)
]


def row(number: int, *values: CellValue) -> bytes:
    pieces = [written_content(b"", value) + end for value, end in zip(values, FORM.follows, strict=True)]
    return FORM.row(number, pieces)


def reading() -> RowReading:
    check = MarkupCheck(bare=True)
    check.feed(b"<rows>")
    return RowReading(FORM, CellReader([], CellFormats(None)), check)


@given(
    st.integers(1, 1_048_576),
    st.lists(st.one_of(st.none(), st.text(max_size=9), st.integers(-99, 99), st.floats(-9, 9)), min_size=3, max_size=3),
)
def test_a_row_is_read_as_it_was_written_or_left_to_a_closer_look(number: int, values: list[CellValue]) -> None:
    try:
        found = reading().values(number, row(number, *values))
    except OtherFormError:
        # A text that looks like the row's own number.
        assert any(f'{number}"' in value for value in values if isinstance(value, str))
        return
    assert all(same_value(one, other) for one, other in zip(found, values, strict=True))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b'<c r="B7"', b'<c r="C7"'),
        (b'<c r="B7"', b'<c r="B8"'),
        (b'<row r="7"', b'<row r="8"'),
        (b"<v>5</v></c>", b"<v>5</v></c><c/>"),
        (b"<v>5</v></c>", b'<v>5</v><c r="Z9"/></c>'),
        (b'<c r="B7"><v>5</v></c>', b""),
        (b"><v>5</v>", b' t="b"><v>1</v>'),
        (b"</row>", b'<c r="D7"/></row>'),
        (b"</row>", b"</rows>"),
    ],
)
def test_a_row_of_another_form_is_not_read(right: bytes, wrong: bytes) -> None:
    whole = row(7, "a", 5, None)
    assert right in whole
    assert reading().values(7, whole) == ["a", 5, None]
    with pytest.raises(OtherFormError):
        reading().values(7, whole.replace(right, wrong))


def test_a_cell_that_is_no_markup_is_refused() -> None:
    whole = row(7, "a", 5, None)
    for right, wrong in ((b"<v>5</v>", b"<v>5</w>"), (b'r="B7">', b'r="B7" x=1>'), (b"<v>5</v>", b"<v>&no;</v>")):
        assert right in whole
        with pytest.raises(BadMarkupError):
            reading().values(7, whole.replace(right, wrong))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        pytest.param(b'"D25"><v>1</v>', b'"D25"><v>2</v>', id="a number"),
        pytest.param(b'"D25"><v>1</v>', b'"D25" t="b"><v>1</v>', id="a yes for a one"),
        pytest.param(b"<t>n20</t>", b"<t>n21</t>", id="the key of the next row"),
        pytest.param(b"<f>D25/SUM", b"<f>D24/SUM", id="a formula of hers"),
        pytest.param(b'"A25" t="inlineStr"', b'"A25"', id="a text said to be a number"),
    ],
)
def test_one_wrong_cell_among_many_that_are_alike_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, right: bytes, wrong: bytes
) -> None:
    """The control of the check: every row is held against the plan, not only each different cell."""
    before = write_book(tmp_path / "a.xlsx", 3)
    whole = change({}, MANY)
    sheet = members(patched(before, whole))[SHEET]
    assert sheet.count(right) == 1, sheet[-3000:]

    def wrong_writer(*args: Any) -> Iterator[bytes]:
        return (piece.replace(right, wrong) for piece in rewritten_sheet(*args))

    monkeypatch.setattr("nsk_desktop.exchange.patch.rewritten_sheet", wrong_writer)
    with pytest.raises(WorkbookCheckFailed):
        patch_workbook(before, tmp_path / "b.xlsx", whole)
    assert not (tmp_path / "b.xlsx").exists()


def test_a_maker_of_cells_that_errs_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(prefix: bytes, value: CellValue) -> bytes:
        return written_content(prefix, "sammme" if value == "samme" else value)

    monkeypatch.setattr(new_rows, "written_content", wrong)
    with pytest.raises(WorkbookCheckFailed):
        patch_workbook(write_book(tmp_path / "a.xlsx", 3), tmp_path / "b.xlsx", change({}, MANY))


def test_yes_and_one_are_told_apart_in_one_column(tmp_path: Path) -> None:
    mixed: list[dict[str, CellValue]] = [
        {"id": f"n{number}", "antal": value} for number, value in enumerate((1, True, 1.0, 0, False, None, ""))
    ]
    found = [record["antal"] for record in rows(patched(write_book(tmp_path / "a.xlsx", 1), change({}, mixed)))][1:]
    assert [(type(value), value) for value in found] == [
        (int, 1), (bool, True), (int, 1), (int, 0), (bool, False), (type(None), None), (type(None), None)
    ]  # fmt: skip


def test_more_values_than_are_remembered_are_all_written(tmp_path: Path) -> None:
    many: list[dict[str, CellValue]] = [{"id": f"n{number}", "antal": number / 4} for number in range(5_000)]
    after = rows(patched(write_book(tmp_path / "a.xlsx", 1), change({}, many)))
    assert [(record["id"], record["antal"]) for record in after[1:]] == [(one["id"], one["antal"]) for one in many]
