"""Workbooks with everything evaluators do in them: updated, still sound, every other part as it was, sums right."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from nsk_desktop.exchange.new_sheets import NewSheet, add_sheets
from nsk_desktop.exchange.patch import patch_workbook, read_tables
from tests.exchange.evaluator_book import CONTENT_TYPES, convert_all, lost_by_openpyxl, members, rebuilt, row_of, values
from tests.exchange.feature_books import FEATURES, write_feature
from tests.exchange.feature_parts import ADDITIONS, Members, calculation_chain
from tests.exchange.patches import TABLE, change
from tests.exchange.soundness import problems

LAST, ADDED = 7, 3
NUMBERS = (1, 2, 300, 4, 5, 6, 50, 60, 70)
CHANGES = change({"r3": {"antal": 300}}, [row_of(number) for number in (50, 60, 70)])
_MAY_CHANGE = re.compile(
    r"xl/workbook\.xml|xl/worksheets/sheet\d+\.xml|xl/tables/table\d+\.xml|xl/charts/chart(Ex)?\d+\.xml"
    r"|xl/pivotCache/pivotCacheDefinition\d+\.xml|xl/ctrlProps/ctrlProp\d\.xml"
)
_CALCULATION = {"xl/calcChain.xml", "xl/_rels/workbook.xml.rels", CONTENT_TYPES}


def book_of(name: str, folder: Path, *, totals: bool = False) -> Path:
    """The workbook called *name*: a feature of XlsxWriter, or parts written by hand."""
    path = folder / f"{name}.{'xlsm' if 'macro' in name else 'xlsx'}"
    write_feature(path, FEATURES.get(name, lambda *_nothing: None), totals=totals)
    return rebuilt(path, ADDITIONS[name]) if name in ADDITIONS else path


NAMES = (*FEATURES, *ADDITIONS)
assert len(NAMES) >= 20


def levelled(text: bytes, *, totals: bool = False) -> bytes:
    """A part with the new last rows turned back into the old ones, and without the orders to refresh."""
    ends = {LAST + ADDED: LAST} | ({LAST + ADDED + 1: LAST + 1} if totals else {})
    for new, old in ends.items():
        text = re.sub(rb"(?<=[A-Z$])%d\b" % new, b"%d" % old, text)
    return re.sub(rb' (refreshOnLoad|fullCalcOnLoad)="1"', b"", text.replace(b"&quot;", b'"'))


def check_only_references_moved(old: Members, new: Members, *, totals: bool = False) -> None:
    """Every part but ours is the same byte for byte, or differs only in where it points."""
    assert list(new) == [name for name in old if name != "xl/calcChain.xml"]
    owned = {"xl/worksheets/sheet1.xml", "xl/tables/table1.xml"}
    for name in new.keys() - owned:
        if new[name] != old[name]:
            assert _MAY_CHANGE.fullmatch(name) or name in _CALCULATION, name
            if name not in _CALCULATION:
                assert levelled(new[name], totals=totals) == levelled(old[name], totals=totals), name


@pytest.mark.parametrize("totals", [False, True], ids=["", "totals"])
@pytest.mark.parametrize("name", NAMES)
def test_it_stays_sound_and_only_what_points_at_us_moves(tmp_path: Path, name: str, totals: bool) -> None:
    before = book_of(name, tmp_path, totals=totals)
    assert problems(before) == []
    after = tmp_path / f"after{before.suffix}"
    patch_workbook(before, after, CHANGES)
    assert problems(after) == []
    check_only_references_moved(members(before), members(after), totals=totals)
    again = tmp_path / f"again{before.suffix}"
    patch_workbook(after, again, change({"r3": {"antal": 300}, "r50": {"antal": 50}}))
    assert again.read_bytes() == after.read_bytes()


def expected(numbers: tuple[int, ...]) -> Mapping[str, object]:
    total = sum(numbers)
    return {
        "A1": total,
        "A2": total,
        "A3": sum(number > 3 for number in numbers),
        "A4": total,
        "A5": 2 * total,
        "A6": total,
        "A9": 1,
    }


@pytest.mark.soffice
@pytest.mark.timeout(600)
def test_libreoffice_calculates_her_formulas_rightly_in_each(tmp_path: Path) -> None:
    (tmp_path / "after").mkdir()
    updated = []
    for name in NAMES:
        book = book_of(name, tmp_path)
        updated.append(tmp_path / "after" / book.name)
        patch_workbook(book, updated[-1], CHANGES)
    for name, calculated in zip(NAMES, convert_all(updated, tmp_path), strict=True):
        found = values(calculated, "Beregning")
        wanted = expected(NUMBERS)
        assert {place: found[place] for place in wanted} == wanted, name


@pytest.mark.soffice
@pytest.mark.timeout(600)
def test_books_that_libreoffice_made_of_them_are_updated_and_calculate_rightly(tmp_path: Path) -> None:
    saved = convert_all([book_of(name, tmp_path) for name in FEATURES], tmp_path)
    updated = []
    for name, book in zip(FEATURES, saved, strict=True):
        before = set(problems(book))
        after = tmp_path / f"after-{name}.xlsx"
        patch_workbook(book, after, CHANGES)
        assert set(problems(after)) <= before, name
        check_only_references_moved(members(book), members(after))
        assert [row["id"] for row in read_tables(after)[TABLE].rows][-3:] == ["r50", "r60", "r70"]
        updated.append(after)
    for name, calculated in zip(FEATURES, convert_all(updated, tmp_path / "second"), strict=True):
        found = values(calculated, "Beregning")
        wanted = expected(NUMBERS)
        assert {place: found[place] for place in wanted} == wanted, name


def test_control_a_library_that_saves_it_anew_loses_what_she_made(tmp_path: Path) -> None:
    names = ("pivot_table_with_slicer", "threaded_comments", "power_query_with_connection", "modern_chart")
    lost = {name: lost_by_openpyxl(book_of(name, tmp_path), tmp_path / "saved.xlsx") for name in names}
    assert "xl/slicers/slicer1.xml" in lost["pivot_table_with_slicer"]
    assert "xl/threadedComments/threadedComment1.xml" in lost["threaded_comments"]
    assert "xl/connections.xml" in lost["power_query_with_connection"]
    assert "xl/charts/chartEx1.xml" in lost["modern_chart"]


SHEET, TABLE_PART = "xl/worksheets/sheet1.xml", "xl/tables/table1.xml"
UNSOUND: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "an element out of order": (
        SHEET,
        lambda d: re.sub(rb"(<dimension[^>]*>)(.*?</sheetData>)", rb"\2\1", d, flags=re.S),
    ),
    "a value before its formula": (SHEET, lambda d: d.replace(b"<v>1</v></c>", b"<v>1</v><f>1</f></c>", 1)),
    "an attribute that is none": (TABLE_PART, lambda d: d.replace(b'totalsRowShown="0"', b'totalsRowShown="x"')),
    "a format that is not there": (SHEET, lambda d: d.replace(b's="1"', b's="999"', 1)),
    "a row twice": (SHEET, lambda d: d.replace(b'<row r="3"', b'<row r="2"')),
    "a dimension too small": (SHEET, lambda d: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:B2"', d)),
    "a filter of other cells": (
        TABLE_PART,
        lambda d: d.replace(b'<autoFilter ref="A1:H7"', b'<autoFilter ref="A1:H6"'),
    ),
    "a heading that is no column": (TABLE_PART, lambda d: d.replace(b'name="antal"', b'name="tal"')),
    "no such shared text": (SHEET, lambda d: d.replace(b't="s"><v>0<', b't="s"><v>9999<')),
}


@pytest.mark.parametrize("kind", UNSOUND)
def test_control_an_unsound_workbook_is_noticed(tmp_path: Path, kind: str) -> None:
    part, spoil = UNSOUND[kind]

    def spoiled(content: Members) -> None:
        assert content[part] != spoil(content[part])
        content[part] = spoil(content[part])

    assert problems(rebuilt(book_of("validations", tmp_path), spoiled)) != []


def test_control_a_part_that_changed_otherwise_is_noticed(tmp_path: Path) -> None:
    old = members(rebuilt(book_of("notes", tmp_path), calculation_chain))
    for part, change_it in (("xl/comments1.xml", b" "), ("xl/workbook.xml", b"<x/>")):
        with pytest.raises(AssertionError):
            check_only_references_moved(old, {**old, part: old[part] + change_it})


@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_that_lacks_our_sheets_gets_them_and_stays_sound(tmp_path: Path, name: str) -> None:
    before = book_of(name, tmp_path)
    after = tmp_path / f"after{before.suffix}"
    add_sheets(before, after, [NewSheet("Økonomi", "nsk_Økonomi", ("id", "dato", "beløb"), ("dato",))])
    assert problems(after) == []
    old, new = members(before), members(after)
    lists = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "docProps/app.xml", CONTENT_TYPES}
    assert {part for part in old if new[part] != old[part]} <= lists
