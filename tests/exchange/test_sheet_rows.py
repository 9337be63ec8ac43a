"""Rows are found in a sheet however they are written and wherever the pieces are cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsk_desktop.exchange.markup import BadMarkupError
from nsk_desktop.exchange.number_formats import CellFormats
from nsk_desktop.exchange.sheet_edits import SheetEdit, rewritten_sheet
from nsk_desktop.exchange.sheet_rows import SheetReader

HEAD = b'<worksheet xmlns="m"><dimension ref="A1:C9"/><sheetData>'
TAIL = b"</sheetData><pageMargins/></worksheet>"


def cells(number: int, said: bool) -> bytes:
    place = b' r="A%d"' % number if said else b""
    return b'<c%s t="inlineStr"><is><t>&lt;row r="9"&gt; %d</t></is></c>' % (place, number)


def row(number: int, way: str) -> bytes:
    """One row as different programs write it."""
    return {
        "plain": b'<row r="%d" spans="1:3">%s</row>' % (number, cells(number, True)),
        "late": b'<row spans="1:3" r="%d">%s</row>' % (number, cells(number, True)),
        "single": b"<row r='%d'>%s</row>" % (number, cells(number, True)),
        "empty": b'<row r="%d"/>' % number,
        "bare": b'<row r="%d"></row>' % number,
        "spaced": b'\n  <row r="%d">%s</row >' % (number, cells(number, False)),
    }[way]


ways = st.sampled_from(("plain", "plain", "plain", "late", "single", "empty", "bare", "spaced"))


@given(st.dictionaries(st.integers(1, 60), ways, max_size=12), st.integers(1, 400))
def test_rows_are_the_same_however_the_sheet_is_cut(written: dict[int, str], step: int) -> None:
    rows = {number: row(number, way) for number, way in sorted(written.items())}
    sheet = HEAD + b"".join(rows.values()) + TAIL
    reader = SheetReader(sheet[place : place + step] for place in range(0, len(sheet), step))
    found = list(reader.rows())
    assert {one.number: one.gap + one.raw for one in found} == rows
    assert reader.head + b"".join(one.gap + one.raw for one in found) + reader.tail == sheet


@given(st.dictionaries(st.integers(1, 60), ways, max_size=12), st.sets(st.integers(1, 70), max_size=4))
def test_an_edit_touches_its_rows_and_no_other(written: dict[int, str], touched: set[int]) -> None:
    sheet = HEAD + b"".join(row(number, way) for number, way in sorted(written.items())) + TAIL
    edit = SheetEdit("Ark1", CellFormats(None), values={number: {3: "nyt"} for number in touched})
    after = b"".join(rewritten_sheet(iter([sheet]), edit))
    old, new = SheetReader(iter([sheet])), SheetReader(iter([after]))
    before = {one.number: one.raw for one in old.rows()}
    found = {one.number: one.raw for one in new.rows()}
    assert sorted(found) == sorted({*before, *touched})
    for number, raw in found.items():
        if number in touched:
            assert b'r="C%d" t="inlineStr"><is><t>nyt</t></is></c>' % number in raw
            assert before.get(number, b"").count(b"&lt;row") == raw.count(b"&lt;row")
        else:
            assert raw == before[number]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(row(3, "plain") + row(2, "plain"), id="backwards"),
        pytest.param(row(3, "plain") + row(3, "single"), id="twice"),
        pytest.param(row(1_048_577, "plain"), id="below the sheet"),
        pytest.param(b'<row r="0"></row>', id="row nought"),
        pytest.param(b'<row r="-1"></row>', id="a negative row"),
        pytest.param(b'<row r="99999999999999999999"></row>', id="a number without end"),
        pytest.param(b'<row r="2">', id="no end"),
        pytest.param(row(2, "plain") + b"</sheetData><sheetData>" + row(3, "plain"), id="two lists"),
    ],
)
def test_rows_that_no_sheet_has_are_refused(rows: bytes) -> None:
    reader = SheetReader(iter([HEAD + rows + TAIL]))
    with pytest.raises(BadMarkupError):
        list(reader.rows())


def test_a_cell_that_says_another_row_is_refused() -> None:
    reader = SheetReader(iter([HEAD + row(2, "plain").replace(b"A2", b"A7") + TAIL]))
    (found,) = reader.rows()
    with pytest.raises(BadMarkupError):
        reader.grammar.contents(found.raw, found.number)
