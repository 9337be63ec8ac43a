"""What a cell holds is written and read the same way, and text is never code."""

from datetime import date, datetime, time
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsk_desktop.exchange.cells import (
    CellReader,
    CellValue,
    canonical,
    escape_text,
    from_serial,
    read_strings,
    same_value,
    serial,
    unescape_text,
    written_cell,
)
from nsk_desktop.exchange.markup import BadMarkupError
from nsk_desktop.exchange.number_formats import CellFormats, format_kind
from nsk_desktop.exchange.sheet_rows import grammar

STYLES = b"""<styleSheet xmlns="x"><numFmts><numFmt numFmtId="164" formatCode="[$-406]d/ mmm yyyy;@"/></numFmts>
<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="164"/>
<xf numFmtId="20"/><xf numFmtId="22" fontId="3"><a/></xf></cellXfs>
</styleSheet>"""


def read_back(value: CellValue, style: int | None = None) -> CellValue:
    written = written_cell(b"", "B2", style, value)
    ElementTree.fromstring(written.replace(b"xml:space", b"space"))
    [cell] = grammar(b"").cells(b'<row r="2">' + written + b"</row>")
    assert cell.column == 2
    return CellReader([], CellFormats(STYLES)).value(cell.kind, cell.style or 0, cell.inside)


@given(st.text(max_size=30))
def test_any_text_comes_back(text: str) -> None:
    assert read_back(text) == (text.replace("\r\n", "\n").replace("\r", "\n") or None)
    assert unescape_text(escape_text(text)) == text


@pytest.mark.parametrize(
    "text", ["=1+1", "+x", "-x", "@x", "\t=x", "=cmd|' /C calc'!A0", "_x000D_", "<f>1</f>", "\x00\x1f"]
)
def test_text_is_never_a_formula(text: str) -> None:
    written = written_cell(b"", "A1", None, text)
    assert b"<f" not in written
    assert b't="inlineStr"' in written
    assert read_back(text) == text


@given(st.one_of(st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False), st.booleans()))
def test_any_number_comes_back(number: float) -> None:
    found = read_back(number)
    assert found == number
    assert same_value(found, number)


@given(st.dates(date(1900, 3, 1)), st.times())
def test_days_and_times_come_back_by_number_format(day: date, clock: time) -> None:
    assert read_back(day, 1) == day
    assert same_value(read_back(clock, 2), clock)
    assert same_value(read_back(datetime.combine(day, clock), 3), datetime.combine(day, clock))


def test_known_serials() -> None:
    assert serial(date(1900, 3, 1)) == 61
    assert serial(date(2025, 1, 1)) == 45658
    assert serial(datetime(2025, 1, 1, 12)) == 45658.5
    assert serial(date(1899, 1, 1)) is None
    assert read_back(date(1800, 1, 1)) == "1800-01-01"
    assert from_serial(45658.75, "date") == datetime(2025, 1, 1, 18)
    assert from_serial(1.5, "time") == 1.5
    assert from_serial(-3.0, "date") == -3


def test_values_are_compared_in_one_form() -> None:
    assert same_value("a\r\nb", "a\nb")
    assert same_value("", None)
    assert same_value(date(2025, 1, 1), 45658)
    assert same_value(0.1 + 0.2, 0.3)
    assert not same_value("5", 5)
    assert not same_value(True, 1)
    assert canonical("x") == ("s", "x")


def test_no_number_that_excel_lacks_is_written() -> None:
    with pytest.raises(ValueError, match="nan"):
        written_cell(b"", "A1", None, float("nan"))


def test_shared_strings_are_read_across_pieces() -> None:
    whole = (
        '<sst xmlns="x"><si><t>Én &amp; to</t></si><si><r><t xml:space="preserve">ri</t></r><r><t>g</t></r>'
        "<rPh><t>ikke</t></rPh></si><si/><si><t/></si><si><t>_x000D_</t></si></sst>"
    ).encode()
    for size in (1, 7, 1000):
        pieces = [whole[at : at + size] for at in range(0, len(whole), size)]
        assert list(read_strings(pieces)) == ["Én & to", "rig", "", "", "\r"] or size == 0


def test_cells_that_lie_are_damage() -> None:
    reader = CellReader(["a"], CellFormats(None))
    for kind, inside in (("s", b"<v>7</v>"), ("s", b"<v>x</v>"), ("", b"<v>x</v>"), ("n", b"<v>1e999</v>")):
        with pytest.raises(BadMarkupError):
            reader.value(kind, 0, inside)
    assert reader.value("e", 0, b"<v>#REF!</v>") == "#REF!"
    assert reader.value("d", 0, b"<v>2025-01-02</v>") == date(2025, 1, 2)
    assert reader.value("str", 0, b"<f>A1</f><v>x</v>") == "x"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", ""),
        ("0.00", ""),
        ('0 "dage"', ""),
        ("#,##0 [$kr.-406]", ""),
        ("dd-mm-yyyy", "date"),
        ("mmm", "date"),
        ("hh:mm", "time"),
        ("mm:ss", "time"),
        ("yyyy\\-mm\\-dd hh:mm", "datetime"),
        ("[h]:mm", ""),
        ("[Red]d. mmmm yyyy", "date"),
    ],
)
def test_a_number_format_says_what_it_shows(code: str, kind: str) -> None:
    assert format_kind(code) == kind


def test_a_format_for_dates_is_found_or_added_once() -> None:
    formats = CellFormats(STYLES)
    assert [formats.kind(style) for style in range(5)] == ["", "date", "time", "datetime", ""]
    assert formats.for_kind(3, "date") == 4
    assert formats.for_kind(3, "date") == 4
    assert formats.for_kind(2, "time") == 5
    assert formats.part is not None
    assert b'count="6"' in formats.part
    assert b'<xf numFmtId="14" fontId="3" applyNumberFormat="1"><a/></xf>' in formats.part
    assert CellFormats(formats.part).for_kind(3, "date") == 4
