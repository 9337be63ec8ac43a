"""Why a cell was changed by hand: the evaluator's comment on the cell, or what she noted in a column of her own."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

from nsk_desktop.exchange import markup
from nsk_desktop.exchange.coordinates import split_cell
from nsk_desktop.exchange.package import Package, told_as_damage
from nsk_desktop.exchange.row_plan import HandEdit
from nsk_desktop.exchange.sheets import ID, central_sheet
from nsk_desktop.exchange.standing import Tables
from nsk_desktop.exchange.table_parts import Table, find_tables
from nsk_desktop.exchange.table_scan import find_cells, key_text, open_workbook

NOTE = "bemærkning"
"""What the evaluator calls a column of hers, to the right of ours, in which reasons are written."""
_COMMENTS, _THREADS = "comments", "threadedComment"
_EXPLAINED = "[Threaded comment]"
"""How the note begins that older programs see in the place of a thread."""
_LARGEST = 32 << 20
"""More bytes of comments are not read: the reasons are worth less than the merge."""

Reasons = Mapping[tuple[str, str], str]
"""By id of the row and column."""


def explained(workbook: Path, tables: Tables, edits: Sequence[HandEdit]) -> list[HandEdit]:
    """*edits* with the reason that *workbook*, whose *tables* were read, gives for each."""
    by_table: dict[str, set[str]] = defaultdict(set)
    for edit in edits:
        by_table[central_sheet(edit.sheet).table].add(edit.row)
    on_cells = _comments(workbook, by_table) if edits else {}
    on_rows = {table: dict(_row_notes(tables, table, rows)) for table, rows in by_table.items()}

    def why(edit: HandEdit) -> str:
        table = central_sheet(edit.sheet).table
        return on_cells.get(table, {}).get((edit.row, edit.column)) or on_rows[table].get(edit.row, "")

    return [replace(edit, why=why(edit)) for edit in edits]


def _row_notes(tables: Tables, table: str, wanted: set[str]) -> Iterator[tuple[str, str]]:
    """The evaluator's own note on each of the *wanted* rows."""
    content = tables[table]
    header = next((column for column in content.columns if column.strip().casefold() == NOTE), None)
    for row in content.rows if header else ():
        if header and key_text(row.get(ID)) in wanted and row.get(header) is not None:
            yield key_text(row.get(ID)), str(row[header]).strip()


def _comments(workbook: Path, wanted: Mapping[str, set[str]]) -> Mapping[str, Reasons]:
    """By table: the comments on the cells of the *wanted* rows."""
    with told_as_damage(workbook), Package(workbook) as package:
        found: dict[str, Reasons] = {}
        for name, table in find_tables(package, wanted.keys()).items():
            comments = _comments_on(package, table)
            if comments:
                found[name] = dict(_by_row(package, table, comments, wanted[name]))
        return found


def _by_row(
    package: Package, table: Table, comments: Mapping[tuple[int, int], str], wanted: set[str]
) -> Iterator[tuple[tuple[str, str], str]]:
    headers = {column.number: column.header for column in table.columns}
    key = table.column(ID)
    if key is None:
        return
    workbook = open_workbook(package)
    cells = find_cells(workbook, table.sheet_part, {(row, key.number) for row, _column in comments})
    for (row, column), text in comments.items():
        id = key_text(workbook.value(cells.get((row, key.number))))
        if id in wanted:
            yield (id, headers[column]), text


def _comments_on(package: Package, table: Table) -> dict[tuple[int, int], str]:
    """By row and column of the sheet: what is said of the cells of *table*. A thread counts before its stand-in."""
    found: dict[tuple[int, int], str] = {}
    related = [one for one in package.relationships(table.sheet_part) if one.inside and one.target in package.members]
    for kind, said in ((_COMMENTS, _notes), (_THREADS, _threads)):
        for relationship in related:
            if relationship.kind == kind and package.info(relationship.target).file_size <= _LARGEST:
                found |= {place: text for place, text in said(package.tree(relationship.target)) if text}
    rows, columns = range(table.first, table.last + 1), range(table.area.left, table.area.right + 1)
    return {place: text for place, text in found.items() if place[0] in rows and place[1] in columns}


def _notes(root: Element) -> Iterator[tuple[tuple[int, int], str]]:
    authors = [_text(element) for element in _named(root, "author")]
    for element in _named(root, "comment"):
        text = _text(element)
        number = element.get("authorId", "")
        author = authors[int(number)] if number.isdecimal() and int(number) < len(authors) else ""
        # Excel begins a note with the name of whoever wrote it.
        if author and text.startswith(author + ":"):
            text = text[len(author) + 1 :].strip()
        if not text.startswith(_EXPLAINED):
            yield from _placed(element, text)


def _threads(root: Element) -> Iterator[tuple[tuple[int, int], str]]:
    said: dict[tuple[int, int], list[str]] = defaultdict(list)
    for element in _named(root, "threadedComment"):
        words = " ".join(_text(child) for child in _named(element, "text"))
        for place, text in _placed(element, words):
            said[place].append(text)
    for place, texts in said.items():
        yield place, "\n".join(filter(None, texts))


def _placed(element: Element, text: str) -> Iterator[tuple[tuple[int, int], str]]:
    try:
        yield split_cell(element.get("ref", "")), text
    except ValueError:
        return  # A comment on no cell explains none.


def _named(root: Element, name: str) -> Iterable[Element]:
    return (element for element in root.iter() if markup.local(element.tag) == name)


def _text(element: Element) -> str:
    """What an element says; phonetic help beside it is not part of that."""
    parts = [child.text or "" for child in _named(element, "t")] or [element.text or ""]
    return "".join(parts).strip()
